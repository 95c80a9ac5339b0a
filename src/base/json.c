#include "base/json.h"

#include <string.h>

void json_init(struct json *j, struct buf *out) {
    *j = (struct json){.out = out, .first = {true}};
}

static void separate(struct json *j) {
    if (!j->first[j->depth])
        buf_add_char(j->out, ',');
    j->first[j->depth] = false;
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
    uint64_t found = ((x - EACH(0x20u)) & ~x) | ((quote - EACH(1u)) & ~quote) |
                     ((slash - EACH(1u)) & ~slash);
    return found & EACH(0x80u);
}

static void quoted(struct buf *out, struct str s) {
    buf_add_char(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        while (s.len - i > sizeof(uint64_t) && !any_special(s.ptr + i))
            i += sizeof(uint64_t);
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(out, (struct str){s.ptr + from, i - from});
        from = i + 1;
        if (c == '"' || c == '\\') {
            buf_add_char(out, '\\');
            buf_add_char(out, (char)c);
        } else if (c == '\n') {
            buf_add(out, STR("\\n"));
        } else {
            buf_printf(out, "\\u%04x", c);
        }
    }
    if (s.len > from)
        buf_add(out, (struct str){s.ptr + from, s.len - from});
    buf_add_char(out, '"');
}

void json_key_str(struct json *j, struct str key) {
    separate(j);
    quoted(j->out, key);
    buf_add_char(j->out, ':');
    j->first[j->depth] = true; /* the value that follows takes no comma */
}

void json_key(struct json *j, const char *key) {
    json_key_str(j, str_from_c(key));
}

void json_add_str(struct json *j, struct str value) {
    separate(j);
    quoted(j->out, value);
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
