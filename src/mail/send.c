#include "mail/mail.h"

#include "base/address.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

enum {
    MESSAGE_MAX = 256 * 1024,
    CONNECT_MS = 10000,
    WHOLE_MS = 60000,
    REFUSED = 500,
    NONE = 400,
    CLOSES = 421
};

struct mail_line {
    CURL *curl;
    struct arena *texts; /* of the settings */
    struct buf message;
    size_t given; /* bytes of it that the library took */
    char why[CURL_ERROR_SIZE];
};

/* "smtp://localhost:2525/x": whether its host is this machine. */
static bool is_here(struct str url) {
    static const struct str HERE[] = {STR_INIT("127.0.0.1"), STR_INIT("localhost"),
                                      STR_INIT("[::1]")};
    for (size_t i = 0; i < COUNT_OF(HERE); i++) {
        struct str rest = {url.ptr + strlen("smtp://"), url.len - strlen("smtp://")};
        if (!str_starts(rest, HERE[i]))
            continue;
        char next = rest.len > HERE[i].len ? rest.ptr[HERE[i].len] : '/';
        if (next == ':' || next == '/')
            return true;
    }
    return false;
}

static bool is_text(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] <= ' ' || text.ptr[i] > '~' || text.ptr[i] == '@')
            return false; /* "smtp://localhost:25@elsewhere" is a host elsewhere */
    return true;
}

static size_t on_read(char *ptr, size_t size, size_t count, void *arg) {
    struct mail_line *line = arg;
    size_t left = line->message.len - line->given;
    size_t n = size * count < left ? size * count : left;
    if (n)
        memcpy(ptr, line->message.ptr + line->given, n);
    line->given += n;
    return n;
}

static void set_up(struct mail_line *line, const struct mail_where *where, bool open) {
    CURL *c = line->curl;
    struct str login = where->login;
    struct str user = str_cut(&login, ':');
    (void)curl_easy_setopt(c, CURLOPT_URL, arena_c(line->texts, where->url));
    (void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    (void)curl_easy_setopt(c, CURLOPT_USE_SSL, (long)(open ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (where->authorities.len)
        (void)curl_easy_setopt(c, CURLOPT_CAINFO, arena_c(line->texts, where->authorities));
    if (user.len) {
        (void)curl_easy_setopt(c, CURLOPT_USERNAME, arena_c(line->texts, user));
        (void)curl_easy_setopt(c, CURLOPT_PASSWORD, arena_c(line->texts, login));
    }
    (void)curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    (void)curl_easy_setopt(c, CURLOPT_READFUNCTION, on_read);
    (void)curl_easy_setopt(c, CURLOPT_READDATA, line);
    (void)curl_easy_setopt(c, CURLOPT_ERRORBUFFER, line->why);
    (void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    (void)curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
}

struct err mail_line_new(const struct mail_where *where, struct mail_line **ret) {
    enum { TEXTS = 64 * 1024, URL_MAX = 1024 };
    bool open = str_starts(where->url, STR("smtp://"));
    bool secret = str_starts(where->url, STR("smtps://"));
    if ((!open && !secret) || where->url.len > URL_MAX || !is_text(where->url) ||
        where->login.len > URL_MAX)
        return ERR(ERR_MALFORMED, STR("smtp"));
    open = open && is_here(where->url) && !where->login.len;
    struct mail_line *line = must_alloc(sizeof *line);
    line->texts = arena_new(TEXTS);
    buf_init(&line->message, MESSAGE_MAX);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(line->curl = curl_easy_init()))
        die("libcurl cannot start");
    set_up(line, where, open);
    *ret = line;
    return OK;
}

void mail_line_free(struct mail_line *line) {
    if (!line)
        return;
    curl_easy_cleanup(line->curl);
    curl_global_cleanup();
    arena_free(line->texts);
    buf_done(&line->message);
    free(line);
}

/* The library says which command was refused in words alone: those of its lib/smtp.c. A refusal of
 * the whole message (554) is this person's too: their server may say so that it will not have it.
 * A 4xx at these two places is the same for now, but for 421: then the server closes for everybody.
 */
static struct mail_said judge(const struct mail_line *line, CURLcode result) {
    long code = 0;
    (void)curl_easy_getinfo(line->curl, CURLINFO_RESPONSE_CODE, &code);
    bool whole = line->given == line->message.len;
    bool recipient = strncmp(line->why, "RCPT failed", strlen("RCPT failed")) == 0;
    struct mail_said said = {MAIL_TAKEN, code, line->why};
    if (result == CURLE_OK)
        return said;
    said.heard = MAIL_LATER;
    if (code >= NONE && code != CLOSES && (recipient || whole))
        said.heard = code >= REFUSED ? MAIL_REFUSED : MAIL_NOT_NOW;
    else if (whole && code < NONE)
        said.heard = MAIL_UNSURE; /* no answer to the end of the message */
    return said;
}

struct mail_said mail_send(struct mail_line *line, const struct mail_message *message) {
    char from[ADDRESS_MAX + 3], to[ADDRESS_MAX + 3];
    if (!address_is_mail(message->to) || !address_is_mail(message->from))
        return (struct mail_said){MAIL_REFUSED, 0, "no address"};
    buf_clear(&line->message);
    line->given = 0;
    line->why[0] = '\0';
    mail_put(&line->message, message);
    if (buf_full(&line->message))
        return (struct mail_said){MAIL_REFUSED, 0, "the message is too long"};
    memcpy(from, message->from.ptr, message->from.len);
    from[message->from.len] = '\0';
    memcpy(to, message->to.ptr, message->to.len);
    to[message->to.len] = '\0';
    struct curl_slist *people = curl_slist_append(NULL, to);
    if (!people)
        die("memory");
    (void)curl_easy_setopt(line->curl, CURLOPT_MAIL_FROM, from);
    (void)curl_easy_setopt(line->curl, CURLOPT_MAIL_RCPT, people);
    (void)curl_easy_setopt(line->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)line->message.len);
    CURLcode result = curl_easy_perform(line->curl);
    (void)curl_easy_setopt(line->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(people);
    return judge(line, result);
}
