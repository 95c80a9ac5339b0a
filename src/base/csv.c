#include "base/csv.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

enum {
    TAKE = 16 * 1024, /* bytes decoded at a time */
    TEXT_MAX = 2 * CSV_RECORD_MAX + 4 * TAKE,
    OPEN_MAX = 1000, /* quotes that did not end; after them a quote is a letter */
    FIELDS_ROOM = 6, /* of a byte: 3 when it was Windows-1252, and again when it stood in quotes */
    MARK = 3,        /* bytes that tell the encoding */
};
enum encoding { UNTOLD, UTF8, UTF16_LE, UTF16_BE };
static const char SEPARATORS[] = {',', ';', '\t', '|'};

/*  START --"--> QUOTED --"--> CLOSED --sep--> START      a record ends at a line end in any state
 *    |            ^             |                        but QUOTED
 *    | other      +----- " -----+ other --> BEHIND
 *    v                          (a doubled quote)
 *  PLAIN --sep--> START                                                                          */
enum place { START, PLAIN, QUOTED, CLOSED, BEHIND };

struct csv_reader {
    struct buf text;   /* decoded, not yet given out but for what stands before `from` */
    struct buf fields; /* of the record given out: what could not be borrowed from text */
    size_t from, at;   /* the record begins; read by now */
    size_t line, next_line;
    enum place place;
    bool behind;   /* the record has text behind a closing quote */
    bool after_cr; /* a LF now belongs to the line end before */
    bool skipping; /* to the end of a line that was too long */
    bool ended;
    size_t open; /* quotes that did not end */
    char separator;
    enum encoding encoding;
    uint8_t kept[MARK + 1]; /* bytes that are no whole character yet */
    size_t kept_len;
    uint16_t high; /* surrogate that waits for its low one */
    struct str list[CSV_FIELDS_MAX];
};

struct csv_reader *csv_reader_new(void) {
    struct csv_reader *r = must_alloc(sizeof *r);
    buf_init(&r->text, TEXT_MAX);
    buf_init(&r->fields, FIELDS_ROOM * (size_t)(CSV_RECORD_MAX + 1));
    r->line = r->next_line = 1;
    return r;
}

void csv_reader_free(struct csv_reader *r) {
    if (!r)
        return;
    buf_done(&r->text);
    buf_done(&r->fields);
    free(r);
}

char csv_separator(const struct csv_reader *r) {
    return r->separator;
}

/* --- bytes to UTF-8 --- */

static void put_point(struct buf *out, uint32_t point) {
    char bytes[STR_UTF8_MAX];
    buf_add(out, (struct str){bytes, str_put_utf8(point, bytes)});
}

enum { LOST = 0xfffd }; /* what stands for a character that is none */

/* A surrogate without its other half is LOST. */
static void take_unit(struct csv_reader *r, uint16_t unit) {
    bool low = unit >= 0xdc00 && unit < 0xe000;
    if (r->high && low) {
        put_point(&r->text, 0x10000 + (((uint32_t)r->high - 0xd800) << 10) + (unit - 0xdc00U));
        r->high = 0;
        return;
    }
    if (r->high)
        put_point(&r->text, LOST);
    r->high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
    if (!r->high)
        put_point(&r->text, low ? LOST : unit);
}

static void decode(struct csv_reader *r, const uint8_t *bytes, size_t len) {
    if (r->encoding == UTF8) {
        buf_add(&r->text, (struct str){(const char *)bytes, len});
        return;
    }
    for (size_t i = 0; i < len; i++) {
        r->kept[r->kept_len++] = bytes[i];
        if (r->kept_len < 2)
            continue;
        r->kept_len = 0;
        uint16_t first = r->kept[0], second = r->kept[1];
        take_unit(r,
                  (uint16_t)(r->encoding == UTF16_LE ? first | second << 8 : first << 8 | second));
    }
}

/* By a mark, else by where NUL stands in the first character. Takes the kept bytes along. */
static void tell_encoding(struct csv_reader *r) {
    uint8_t head[MARK + 1] = {0};
    size_t len = r->kept_len, mark = 0;
    memcpy(head, r->kept, len);
    r->encoding = UTF8;
    if (len >= 3 && head[0] == 0xef && head[1] == 0xbb && head[2] == 0xbf) {
        mark = 3;
    } else if (len >= 2 && head[0] == 0xff && head[1] == 0xfe) {
        r->encoding = UTF16_LE;
        mark = 2;
    } else if (len >= 2 && head[0] == 0xfe && head[1] == 0xff) {
        r->encoding = UTF16_BE;
        mark = 2;
    } else if (len >= 2 && head[0] && !head[1]) {
        r->encoding = UTF16_LE;
    } else if (len >= 2 && !head[0] && head[1]) {
        r->encoding = UTF16_BE;
    }
    r->kept_len = 0;
    decode(r, head + mark, len - mark);
}

/* At most TAKE bytes go from the front of *bytes into the text. */
static void take(struct csv_reader *r, struct str *bytes) {
    if (r->from) { /* what was given out makes room */
        memmove(r->text.ptr, r->text.ptr + r->from, r->text.len - r->from);
        r->text.len -= r->from;
        r->at -= r->from;
        r->from = 0;
    }
    while (r->encoding == UNTOLD && bytes->len) {
        r->kept[r->kept_len++] = (uint8_t)bytes->ptr[0];
        *bytes = (struct str){bytes->ptr + 1, bytes->len - 1};
        if (r->kept_len == MARK)
            tell_encoding(r);
    }
    size_t len = bytes->len < TAKE ? bytes->len : TAKE;
    if (!len)
        return;
    decode(r, (const uint8_t *)bytes->ptr, len);
    *bytes = (struct str){bytes->ptr + len, bytes->len - len};
}

/* Windows-1252 where it differs from Latin-1; 0: no character. */
static const uint16_t HIGH[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                  0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

static void put_legacy(struct buf *out, struct str text) {
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = (uint8_t)text.ptr[i];
        uint32_t point = byte >= 0x80 && byte < 0xa0 ? HIGH[byte - 0x80] : byte;
        put_point(out, point ? point : LOST);
    }
}

/* --- the separator --- */

/* Which of the separators stands in a line most often, outside quotes; NUL: none. */
static char most_of(struct str line) {
    size_t counts[COUNT_OF(SEPARATORS)] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        quoted ^= line.ptr[i] == '"';
        for (size_t s = 0; s < COUNT_OF(SEPARATORS) && !quoted; s++)
            counts[s] += line.ptr[i] == SEPARATORS[s];
    }
    for (size_t s = 1; s < COUNT_OF(SEPARATORS); s++)
        if (counts[s] > counts[best])
            best = s;
    return counts[best] ? SEPARATORS[best] : '\0';
}

/* The text's rest up to its first line end; false: the line does not end yet. */
static bool first_line(const struct csv_reader *r, struct str *ret) {
    struct str rest = {r->text.ptr + r->from, r->text.len - r->from};
    size_t len = 0;
    while (len < rest.len && rest.ptr[len] != '\n' && rest.ptr[len] != '\r')
        len++;
    *ret = (struct str){rest.ptr, len};
    return len < rest.len || r->ended || len > CSV_RECORD_MAX;
}

/* By the first line that has one. False: not to be told yet. */
static bool tell_separator(struct csv_reader *r) {
    struct str line;
    if (r->separator)
        return true;
    if (!first_line(r, &line))
        return false;
    if (line.len == 5 && str_starts(line, STR("sep=")) &&
        memchr(SEPARATORS, line.ptr[4], sizeof SEPARATORS)) {
        r->separator = line.ptr[4];
        r->from = r->at = r->from + line.len;
        return true; /* its line end makes an empty record, which is passed over */
    }
    r->separator = most_of(line);
    return true;
}

/* --- records --- */

/* Reads on to the end of the record: *ret_end is its line end, or the end of everything.
 * False: it does not end in what is there. */
static bool find_end(struct csv_reader *r, size_t *ret_end) {
    const char *text = r->text.ptr;
    for (; r->at < r->text.len; r->at++) {
        char c = text[r->at];
        bool line_end = c == '\n' || c == '\r';
        if (line_end && r->place != QUOTED) {
            *ret_end = r->at;
            return true;
        }
        r->next_line += c == '\n';
        if (c == '"' && r->place == START && r->open < OPEN_MAX)
            r->place = QUOTED;
        else if (c == '"' && r->place == QUOTED)
            r->place = CLOSED;
        else if (c == '"' && r->place == CLOSED)
            r->place = QUOTED;
        else if (r->place == QUOTED)
            continue;
        else if (c == r->separator)
            r->place = START;
        else if (r->place == START)
            r->place = PLAIN;
        else if (r->place == CLOSED && c != ' ') {
            r->place = BEHIND;
            r->behind = true;
        }
    }
    *ret_end = r->at;
    return r->ended && r->place != QUOTED && r->from < r->at;
}

/* The next record begins behind the line end at `end`. */
static void go_on(struct csv_reader *r, size_t end) {
    r->after_cr = end < r->text.len && r->text.ptr[end] == '\r';
    r->next_line += end < r->text.len;
    r->from = r->at = end + (end < r->text.len);
    r->line = r->next_line;
    r->place = START;
    r->behind = false;
}

/* The field of the record that begins at *at; *at moves to the separator behind it, or the end. */
static struct str field(struct csv_reader *r, struct str raw, size_t *at) {
    size_t from = *at, end = from;
    if (from == raw.len || raw.ptr[from] != '"' || r->open >= OPEN_MAX) {
        while (end < raw.len && raw.ptr[end] != r->separator)
            end++;
        *at = end;
        return str_trim((struct str){raw.ptr + from, end - from});
    }
    size_t start = r->fields.len;
    for (end = from + 1; end < raw.len; end++) {
        if (raw.ptr[end] == '"' && (end + 1 == raw.len || raw.ptr[end + 1] != '"'))
            break;
        end += raw.ptr[end] == '"';
        buf_add_char(&r->fields, raw.ptr[end]);
    }
    struct str text = {r->fields.ptr + start, r->fields.len - start};
    while (end < raw.len && raw.ptr[end] != r->separator)
        end++;
    *at = end;
    return str_trim(text);
}

static void split(struct csv_reader *r, struct csv_record *ret) {
    size_t at = 0;
    ret->list = r->list;
    for (;;) {
        struct str text = field(r, ret->raw, &at);
        if (ret->count == CSV_FIELDS_MAX) {
            ret->fault = CSV_WIDE;
            return;
        }
        r->list[ret->count++] = text;
        if (at++ >= ret->raw.len)
            return;
    }
}

static bool has_something(const struct csv_record *record) {
    bool found = record->fault != CSV_GOOD;
    for (size_t i = 0; i < record->count && !found; i++)
        found = record->list[i].len > 0;
    return found;
}

/* The record from `from` to end, split. */
static struct csv_record record_to(struct csv_reader *r, size_t end, enum csv_fault fault) {
    struct csv_record ret = {.line = r->line, .fault = fault};
    ret.raw = (struct str){r->text.ptr + r->from, end - r->from};
    /* Room for all of it first: what is borrowed from there must not move. */
    buf_clear(&r->fields);
    (void)buf_extend(&r->fields, FIELDS_ROOM * ret.raw.len);
    buf_clear(&r->fields);
    if (memchr(ret.raw.ptr, '\0', ret.raw.len))
        ret.fault = CSV_NUL;
    else if (!str_is_utf8(ret.raw)) {
        put_legacy(&r->fields, ret.raw);
        ret.legacy = true;
        ret.raw = buf_str(&r->fields);
    }
    if (ret.fault == CSV_GOOD || ret.fault == CSV_BEHIND)
        split(r, &ret);
    return ret;
}

/* A record that did not end where it must, at `end` or before it: a quote that stays open gives its
 * first line alone, a record too long its beginning. */
static struct csv_record broken(struct csv_reader *r, size_t end) {
    struct str line;
    bool open = r->place == QUOTED && first_line(r, &line) && line.len <= CSV_RECORD_MAX;
    size_t shown = open ? line.len : end - r->from;
    if (shown > CSV_RECORD_MAX)
        for (shown = CSV_RECORD_MAX; (r->text.ptr[r->from + shown] & 0xc0) == 0x80; shown--)
            ; /* no half character */
    struct csv_record ret = record_to(r, r->from + shown, open ? CSV_OPEN : CSV_LONG);
    if (open) {
        r->open++;
        r->next_line = r->line;
        go_on(r, r->from + shown);
    } else {
        r->skipping = true;
        r->from = r->at = end;
    }
    return ret;
}

/* Past the rest of a line that was too long. False: its end is not there yet. */
static bool skip_rest(struct csv_reader *r) {
    size_t end;
    r->place = PLAIN;
    r->open += OPEN_MAX; /* no quote opens there */
    bool ends = find_end(r, &end);
    r->open -= OPEN_MAX;
    r->from = r->at;
    r->skipping = !ends;
    if (ends)
        go_on(r, end);
    return ends;
}

static bool next(struct csv_reader *r, struct csv_record *ret) {
    size_t end;
    while (r->from < r->text.len) {
        bool second_half = r->after_cr && r->text.ptr[r->from] == '\n'; /* of CR LF */
        r->after_cr = false;
        if (second_half) {
            r->at = ++r->from;
            continue;
        }
        if (r->skipping && skip_rest(r))
            continue;
        if (r->skipping || !tell_separator(r))
            return false;
        bool whole = find_end(r, &end);
        if (!whole && r->from == r->text.len)
            return false;
        if (!whole && !r->ended && r->at - r->from <= CSV_RECORD_MAX)
            return false;
        if (!whole || end - r->from > CSV_RECORD_MAX) {
            *ret = broken(r, end);
            return true;
        }
        *ret = record_to(r, end, r->behind ? CSV_BEHIND : CSV_GOOD);
        go_on(r, end);
        if (has_something(ret))
            return true;
    }
    return false;
}

bool csv_feed(struct csv_reader *r, struct str *bytes, struct csv_record *ret) {
    for (;;) {
        if (next(r, ret))
            return true;
        if (!bytes->len)
            return false;
        take(r, bytes);
    }
}

bool csv_end(struct csv_reader *r, struct csv_record *ret) {
    if (!r->ended) {
        r->ended = true;
        struct str none = {0};
        take(r, &none);
        if (r->encoding == UNTOLD)
            tell_encoding(r);
        if (r->kept_len || r->high)
            put_point(&r->text, LOST);
    }
    return next(r, ret);
}

/* --- writing --- */

void csv_put(struct buf *out, struct str field) {
    struct str seen = str_trim(field); /* some that read it do not look at blanks before it */
    bool formula = (seen.len && memchr("=+-@", seen.ptr[0], 4)) ||
                   (field.len && memchr("\t\r", field.ptr[0], 2));
    bool quoted = false;
    for (size_t i = 0; i < field.len && !quoted; i++)
        quoted = field.ptr[i] == '"' || field.ptr[i] == '\n' || field.ptr[i] == '\r' ||
                 memchr(SEPARATORS, field.ptr[i], sizeof SEPARATORS);
    if (!quoted) {
        buf_add_c(out, formula ? "'" : "");
        buf_add(out, field);
        return;
    }
    buf_add_c(out, formula ? "\"'" : "\"");
    for (size_t i = 0; i < field.len; i++) {
        buf_add_c(out, field.ptr[i] == '"' ? "\"" : "");
        buf_add_char(out, field.ptr[i]);
    }
    buf_add_char(out, '"');
}
