#include "witness/ask.h"

#include "base/buf.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_MAX = 16 * 1024, CONNECT_MS = 3000, WHOLE_MS = 10000, TRIES = 3 };

struct witness_line {
    CURL *curl;
    struct curl_slist *headers;
    struct buf answer;
    const atomic_bool *stop;
};

const char *witness_heard_name(enum witness_heard heard) {
    static const char *const NAMES[] = {
        [WITNESS_COSIGNED] = "cosigned",
        [WITNESS_SILENT] = "unreachable",
        [WITNESS_STRANGER] = "log-not-known",
        [WITNESS_FALSE] = "false-answer",
        [WITNESS_AHEAD] = "ahead",
        [WITNESS_FORKED] = "forked",
        [WITNESS_UNASKED] = "not-asked",
    };
    return NAMES[heard];
}

struct err witness_peer_parse(struct str option, struct witness_peer *ret) {
    struct witness_peer peer = {.url = str_cut(&option, '=')};
    bool web = str_starts(peer.url, STR("http://")) || str_starts(peer.url, STR("https://"));
    for (size_t i = 0; i < peer.url.len && web; i++)
        web = peer.url.ptr[i] > ' ' && peer.url.ptr[i] <= '~';
    if (!web || peer.url.len > 1024)
        return ERR(ERR_MALFORMED, STR("witness-url"));
    while (peer.url.ptr[peer.url.len - 1] == '/')
        peer.url.len--;
    struct err e = ledger_witness_parse(option, &peer.key);
    if (!e.code)
        *ret = peer;
    return e;
}

static size_t on_bytes(char *ptr, size_t size, size_t count, void *arg) {
    struct buf *b = arg;
    buf_add(b, (struct str){ptr, size * count});
    return buf_full(b) ? 0 : size * count; /* 0 ends the transfer */
}

/* lint: parameters: the library's callback has these */
static int on_progress(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    (void)a, (void)b, (void)c, (void)d;
    const struct witness_line *line = arg;
    return line->stop && atomic_load(line->stop);
}

struct witness_line *witness_line_new(const atomic_bool *stop) {
    struct witness_line *line = must_alloc(sizeof *line);
    line->stop = stop;
    buf_init(&line->answer, ANSWER_MAX);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(line->curl = curl_easy_init()))
        die("libcurl cannot start");
    CURL *c = line->curl;
    /* No question mark in advance: the body is one packet. */
    line->headers = curl_slist_append(NULL, "Expect:");
    line->headers = curl_slist_append(line->headers, "Content-Type: text/plain; charset=utf-8");
    (void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, line->headers);
    (void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    (void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_bytes);
    (void)curl_easy_setopt(c, CURLOPT_WRITEDATA, &line->answer);
    (void)curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    (void)curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
    (void)curl_easy_setopt(c, CURLOPT_XFERINFODATA, line);
    (void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    (void)curl_easy_setopt(c, CURLOPT_USERAGENT, "netral-log/1");
    (void)curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    (void)curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
    return line;
}

void witness_line_free(struct witness_line *line) {
    if (!line)
        return;
    curl_easy_cleanup(line->curl);
    curl_slist_free_all(line->headers);
    curl_global_cleanup();
    buf_done(&line->answer);
    free(line);
}

/* The HTTP status; 0 when there was no whole answer. */
static long post(struct witness_line *line, struct arena *a, struct str url, struct str body) {
    long status = 0;
    buf_done(&line->answer);
    buf_init(&line->answer, ANSWER_MAX);
    struct str whole = arena_printf(a, "%.*s/add-checkpoint", STR_ARG(url));
    (void)curl_easy_setopt(line->curl, CURLOPT_URL, whole.ptr);
    (void)curl_easy_setopt(line->curl, CURLOPT_POSTFIELDS, body.ptr);
    (void)curl_easy_setopt(line->curl, CURLOPT_POSTFIELDSIZE, (long)body.len);
    if (curl_easy_perform(line->curl) != CURLE_OK)
        return 0;
    (void)curl_easy_getinfo(line->curl, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

/* The first line of the answer that is this witness's cosignature of the note. */
static struct witness_said take_line(struct arena *a, struct str answer,
                                     const struct witness_peer *peer, struct str note) {
    while (answer.len) {
        struct str line = str_cut(&answer, '\n');
        struct str joined = arena_printf(a, "%.*s%.*s\n", STR_ARG(note), STR_ARG(line));
        int64_t seconds;
        if (!ledger_cosigned(joined, &peer->key, &seconds).code)
            return (struct witness_said){
                WITNESS_COSIGNED, {joined.ptr + note.len, joined.len - note.len}, seconds};
    }
    return (struct witness_said){.heard = WITNESS_FALSE};
}

/* The size in a 409: what it means, and whether to ask again from there. */
static enum witness_heard conflict(struct str answer, struct witness_peer *peer, int64_t size,
                                   bool *ret_again) {
    struct str line = str_cut(&answer, '\n');
    int64_t named;
    *ret_again = false;
    if (!str_to_int(line, &named) || named < 0 || answer.len) /* the size stands in one case only */
        return peer->known == size ? WITNESS_FORKED : WITNESS_FALSE;
    bool same = named == peer->known;
    peer->known = named;
    if (named > size)
        return WITNESS_AHEAD;
    if (same) /* it was asked from its own size: then only a root can differ */
        return named == size ? WITNESS_FORKED : WITNESS_FALSE;
    *ret_again = true;
    return WITNESS_FALSE; /* if it names another size each time */
}

static enum witness_heard refusal(long status) {
    if (status == 422)
        return WITNESS_FORKED; /* the proof is sound here: its root at that size is another */
    return status == 400 || status == 403 || status == 404 ? WITNESS_STRANGER : WITNESS_SILENT;
}

/* Asks once. again: the peer named another size to start from. */
static struct witness_said ask_once(struct witness_line *line, struct arena *a,
                                    struct witness_peer *peer, const struct witness_offer *offer,
                                    bool *ret_again) {
    struct ledger_submission s = {.old_size = peer->known, .note = offer->note};
    struct ledger_proof proof = {.count = 0};
    *ret_again = false;
    if (s.old_size > offer->size) /* it said so before: ask anew what it knows */
        s.old_size = peer->known = 0;
    if (s.old_size && offer->prove(offer->arg, s.old_size, &proof).code)
        return (struct witness_said){.heard = WITNESS_UNASKED};
    s.count = proof.count;
    memcpy(s.hashes, proof.hashes, sizeof s.hashes);
    long status = post(line, a, peer->url, ledger_submission_text(a, &s));
    struct str answer = buf_str(&line->answer);
    if (status == 200) {
        struct witness_said said = take_line(a, answer, peer, offer->note);
        if (said.heard == WITNESS_COSIGNED)
            peer->known = offer->size;
        return said;
    }
    if (status == 409)
        return (struct witness_said){.heard = conflict(answer, peer, offer->size, ret_again)};
    return (struct witness_said){.heard = refusal(status)};
}

struct witness_said witness_ask(struct witness_line *line, struct arena *a,
                                struct witness_peer *peer, const struct witness_offer *offer) {
    struct witness_said said = {.heard = WITNESS_SILENT};
    bool again = true;
    for (int i = 0; i < TRIES && again; i++)
        said = ask_once(line, a, peer, offer, &again);
    return said;
}
