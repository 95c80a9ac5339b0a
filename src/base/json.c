#include "base/json.h"

#include <string.h>

void json_init(struct json *j, struct buf *out) {
    *j = (struct json){.out = out, .first = {true}};
}

/* What separates the next value from the one before it: a comma, or nothing. */
static size_t separator(struct json *j) {
    size_t len = !j->first[j->depth];
    j->first[j->depth] = false;
    return len;
}

static void separate(struct json *j) {
    if (separator(j))
        buf_add_char(j->out, ',');
}

static void open(struct json *j, char bracket) {
    separate(j);
    if (j->depth + 1 >= COUNT_OF(j->first))
        die("json nested too deep");
    buf_add_char(j->out, bracket);
    j->first[++j->depth] = true;
}

static void close(struct json *j, char bracket) {
    j->depth--;
    buf_add_char(j->out, bracket);
}

void json_open_object(struct json *j) {
    open(j, '{');
}

void json_open_array(struct json *j) {
    open(j, '[');
}

void json_close_object(struct json *j) {
    close(j, '}');
}

void json_close_array(struct json *j) {
    close(j, ']');
}

#define EACH(byte) (0x0101010101010101u * (byte))

/* Whether one of eight bytes is below 0x20, a quote or a backslash: x - 0x01.. borrows into the
 * high bit of a byte that was zero, and of one above it at most, so that a "no" is always true. */
static bool any_special(const char *p) {
    uint64_t x;
    memcpy(&x, p, sizeof x);
    uint64_t quote = x ^ EACH('"'), slash = x ^ EACH('\\');
    uint64_t found =
        ((x - EACH(0x20u)) & ~x) | ((quote - EACH(1u)) & ~quote) | ((slash - EACH(1u)) & ~slash);
    return found & EACH(0x80u);
}

static bool is_special(char c) {
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

/* How many bytes at the start need no escape: nearly all, in nearly every text. */
static size_t plain_run(struct str s) {
    size_t at = 0;
    while (s.len - at >= sizeof(uint64_t) && !any_special(s.ptr + at))
        at += sizeof(uint64_t);
    while (at < s.len && !is_special(s.ptr[at]))
        at++;
    return at;
}

static void add_escape(struct buf *out, char c) {
    if (c == '"' || c == '\\') {
        buf_add_char(out, '\\');
        buf_add_char(out, c);
    } else if (c == '\n') {
        buf_add(out, STR("\\n"));
    } else {
        buf_printf(out, "\\u%04x", (unsigned char)c);
    }
}

static void add_escaped(struct buf *out, struct str s) {
    buf_add_char(out, '"');
    while (s.len) {
        size_t run = plain_run(s);
        buf_add(out, (struct str){s.ptr, run});
        if (run < s.len)
            add_escape(out, s.ptr[run++]);
        s = (struct str){s.ptr + run, s.len - run};
    }
    buf_add_char(out, '"');
}

/* A string that is plain goes out in one piece: what separates it, its quotes, and after. */
static void put_plain(struct json *j, struct str s, const char *after) {
    size_t comma = separator(j), tail = strlen(after);
    char *at = buf_extend(j->out, comma + s.len + 2 + tail);
    if (!at)
        return;
    if (comma)
        *at++ = ',';
    *at++ = '"';
    if (s.len)
        memcpy(at, s.ptr, s.len);
    at += s.len;
    *at++ = '"';
    memcpy(at, after, tail);
}

static void quoted(struct json *j, struct str s, const char *after) {
    if (plain_run(s) == s.len) {
        put_plain(j, s, after);
        return;
    }
    separate(j);
    add_escaped(j->out, s);
    buf_add_c(j->out, after);
}

void json_key_str(struct json *j, struct str key) {
    quoted(j, key, ":");
    j->first[j->depth] = true; /* the value that follows takes no comma */
}

void json_key(struct json *j, const char *key) {
    put_plain(j, str_from_c(key), ":");
    j->first[j->depth] = true;
}

void json_add_str(struct json *j, struct str value) {
    quoted(j, value, "");
}

void json_add_int(struct json *j, int64_t value) {
    separate(j);
    buf_add_int(j->out, value);
}

void json_add_bool(struct json *j, bool value) {
    separate(j);
    buf_add(j->out, value ? STR("true") : STR("false"));
}

void json_add_null(struct json *j) {
    separate(j);
    buf_add(j->out, STR("null"));
}

void json_add_raw(struct json *j, struct str value) {
    separate(j);
    buf_add(j->out, value);
}

void json_put_str(struct json *j, const char *key, struct str value) {
    json_key(j, key);
    json_add_str(j, value);
}

void json_put_int(struct json *j, const char *key, int64_t value) {
    json_key(j, key);
    json_add_int(j, value);
}

void json_put_bool(struct json *j, const char *key, bool value) {
    json_key(j, key);
    json_add_bool(j, value);
}
