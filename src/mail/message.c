#include "mail/mail.h"

#include "base/date.h"
#include "base/hash.h"

/* 39 bytes are 52 characters of base64: with the frame and "Subject: " a line of at most 76 (RFC
 * 2047 2). */
enum { WORD_BYTES = 39, LINE_BYTES = 57 /* 76 characters (RFC 2045) */ };
static const int64_t SECOND = 1000000, MINUTE = 60, HOUR = 3600, DAY = 86400;

static bool continues(char c) { /* a byte of a code point behind its first */
    return ((unsigned char)c & 0xc0u) == 0x80u;
}

/* Encoded words, a line each: whatever stands in text ends no header. */
static void put_words(struct buf *out, struct str text) {
    for (size_t at = 0, len; at < text.len; at += len) {
        len = text.len - at < WORD_BYTES ? text.len - at : WORD_BYTES;
        size_t whole = len;
        while (whole && at + whole < text.len && continues(text.ptr[at + whole]))
            whole--;
        len = whole ? whole : len; /* no UTF-8: cut anywhere */
        buf_add_c(out, at ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
        buf_add_base64(out, text.ptr + at, len);
        buf_add_c(out, "?=");
    }
}

static void put_date(struct buf *out, struct instant at) {
    static const char *const DAYS[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    enum { FIRST = 4 /* 1 January 1970 was a Thursday */ };
    int64_t seconds = at.us / SECOND, left = seconds % DAY;
    struct date day = {(int32_t)(seconds / DAY)};
    struct civil c = date_to_civil(day);
    buf_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n",
               DAYS[(day.day + FIRST) % (int)COUNT_OF(DAYS)], c.day, MONTHS[c.month - 1], c.year,
               (int)(left / HOUR), (int)(left % HOUR / MINUTE), (int)(left % MINUTE));
}

/* Line ends become "\r\n", then all is base64: no line is too long, none is a full stop alone. */
static void put_body(struct buf *out, struct str text) {
    struct buf plain;
    buf_init(&plain, 2 * text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n')
            buf_add_char(&plain, '\r');
        buf_add_char(&plain, text.ptr[i]);
    }
    for (size_t at = 0; at < plain.len; at += LINE_BYTES) {
        size_t len = plain.len - at < LINE_BYTES ? plain.len - at : LINE_BYTES;
        buf_add_base64(out, plain.ptr + at, len);
        buf_add_c(out, "\r\n");
    }
    buf_done(&plain);
}

void mail_put(struct buf *out, const struct mail_message *m) {
    struct str host = m->from;
    (void)str_cut(&host, '@');
    put_date(out, m->at);
    buf_add_c(out, "From: ");
    put_words(out, m->from_name);
    buf_printf(out, "\r\n <%.*s>\r\nTo: <%.*s>\r\nSubject: ", STR_ARG(m->from), STR_ARG(m->to));
    put_words(out, m->subject);
    buf_printf(out, "\r\nMessage-ID: <%.*s@%.*s>\r\n", STR_ARG(m->id), STR_ARG(host));
    buf_add_c(out, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n");
    put_body(out, m->text);
}
