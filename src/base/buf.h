#ifndef BASE_BUF_H
#define BASE_BUF_H
#include "base/base.h"

/* Bytes that grow up to a stated ceiling. A write that would pass it is dropped whole and marks the
 * buffer as full; the maker asks buf_full() once at the end instead of after every write. Owns heap
 * memory: give it back with buf_done (zero-initialised and done buffers are fine). */
struct buf {
    char *ptr;
    size_t len, room, ceiling;
    bool full;
};
void buf_init(struct buf *b, size_t ceiling);
void buf_done(struct buf *b);
void buf_clear(struct buf *b); /* length 0, memory kept; what it held is zeroed, here as in done */
bool buf_full(const struct buf *b);
struct str buf_str(const struct buf *b); /* valid until the next write */
void buf_add(struct buf *b, struct str s);
/* len more bytes, for the caller to fill; NULL when they would pass the ceiling. */
char *buf_extend(struct buf *b, size_t len);
void buf_add_c(struct buf *b, const char *text);
void buf_add_char(struct buf *b, char c);
void buf_add_int(struct buf *b, int64_t value);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_add_base64(struct buf *b, const void *bytes, size_t len); /* standard alphabet, padded */
void buf_add_hex(struct buf *b, const void *bytes, size_t len);    /* lower case */
#endif
