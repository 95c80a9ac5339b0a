#include "http/http_internal.h"

#include <stdlib.h>
#include <zlib.h>

/* One compressor for each loop, reset for each page: making one costs 270 KiB and 20 us. A page
 * bears a form token and may echo what was typed, the ground of the BREACH attack; our cookies are
 * SameSite=Strict, so no foreign page can make a browser ask for such a page at all. */
struct http_gzip {
    z_stream z;
};

static void begin(struct http_gzip *g) {
    /* Level 4: 40 us for a page of 10 KiB, 5 % longer than level 9. */
    enum { LEVEL = 4, GZIP_WINDOW = 15 + 16, MEMORY = 8 };
    if (deflateInit2(&g->z, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        die("out of memory");
}

struct http_gzip *http_gzip_new(void) {
    struct http_gzip *g = must_alloc(sizeof *g);
    begin(g);
    return g;
}

/* Its window holds the page before: what answers a person's words goes to nobody, and is freed,
 * which `serve` has the allocator overwrite. */
void http_gzip_forget(struct http_gzip *g) {
    (void)deflateEnd(&g->z);
    begin(g);
}

void http_gzip_free(struct http_gzip *g) {
    (void)deflateEnd(&g->z);
    free(g);
}

/* Empty when it would save nothing. */
struct str http_gzip(struct http_gzip *g, struct arena *a, struct str bytes) {
    if (deflateReset(&g->z) != Z_OK)
        die("a compressor is broken");
    char *small = arena_alloc(a, bytes.len, 1);
    g->z.next_in = (Bytef *)(uintptr_t)bytes.ptr;
    g->z.avail_in = (uInt)bytes.len;
    g->z.next_out = (Bytef *)small;
    g->z.avail_out = (uInt)bytes.len;
    if (deflate(&g->z, Z_FINISH) != Z_STREAM_END)
        return (struct str){0};
    return (struct str){small, bytes.len - g->z.avail_out};
}

bool http_takes_gzip(const struct http_call *call) {
    struct str list = http_header(call, "Accept-Encoding");
    return list.len && http_accepts(list, STR("gzip"));
}
