#include "base/buf.h"

#include "base/hash.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A manifest, a small answer: in one malloc. */
enum { FIRST_ROOM = 1024 };

void buf_init(struct buf *b, size_t ceiling) {
    *b = (struct buf){.ceiling = ceiling};
}

void buf_done(struct buf *b) {
    if (!b)
        return;
    buf_clear(b);
    free(b->ptr);
    *b = (struct buf){0};
}

void buf_clear(struct buf *b) {
    if (b->len)
        explicit_bzero(b->ptr, b->len);
    b->len = 0;
    b->full = false;
}

bool buf_full(const struct buf *b) {
    return b->full;
}

struct str buf_str(const struct buf *b) {
    return (struct str){b->ptr, b->len};
}

/* Room for extra more bytes and one spare (printf writes a NUL); NULL when past it. */
static char *reserve(struct buf *b, size_t extra) {
    if (b->full || extra > b->ceiling - b->len) {
        b->full = true;
        return NULL;
    }
    size_t need = b->len + extra + 1;
    if (need > b->room) {
        size_t room = b->room ? b->room : FIRST_ROOM;
        while (room < need)
            room *= 2;
        char *ptr = malloc(room);
        if (!ptr)
            die("out of memory");
        if (b->len) {
            memcpy(ptr, b->ptr, b->len);
            explicit_bzero(b->ptr, b->len);
        }
        free(b->ptr);
        b->ptr = ptr;
        b->room = room;
    }
    return b->ptr + b->len;
}

char *buf_extend(struct buf *b, size_t len) {
    char *at = reserve(b, len);
    if (at)
        b->len += len;
    return at;
}

void buf_add(struct buf *b, struct str s) {
    char *at = reserve(b, s.len);
    if (!at || !s.len)
        return;
    memcpy(at, s.ptr, s.len);
    b->len += s.len;
}

void buf_add_c(struct buf *b, const char *text) {
    buf_add(b, str_from_c(text));
}

void buf_add_char(struct buf *b, char c) {
    buf_add(b, (struct str){&c, 1});
}

void buf_add_int(struct buf *b, int64_t value) {
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (value < 0)
        buf_add_char(b, '-');
    buf_add(b, (struct str){digits + at, sizeof digits - at});
}

void buf_printf(struct buf *b, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        die("buf_printf: bad format");
    char *at = reserve(b, (size_t)len);
    if (!at)
        return;
    va_start(args, format);
    (void)vsnprintf(at, (size_t)len + 1, format, args);
    va_end(args);
    b->len += (size_t)len;
}

void buf_add_base64(struct buf *b, const void *bytes, size_t len) {
    char *at = reserve(b, BASE64_LEN(len));
    if (!at)
        return;
    base64_put(bytes, len, at);
    b->len += BASE64_LEN(len);
}

void buf_add_hex(struct buf *b, const void *bytes, size_t len) {
    char *at = reserve(b, len * 2);
    if (!at)
        return;
    hex_put(bytes, len, at);
    b->len += len * 2;
}
