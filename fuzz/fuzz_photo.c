/* Any picture: in whatever pieces it comes, the same stays of it; what stays is never longer than
 * what came but for one orientation, is taken again unchanged, and holds no Exif but that. */
#include "base/buf.h"
#include "fuzz.h"
#include "intake/photo.h"

enum { CAP = 8 << 20 };

static struct err collect(void *arg, struct str bytes) {
    buf_add(arg, bytes);
    return OK;
}

static struct err strip(struct arena *a, struct str in, size_t step, struct buf *out) {
    struct intake_photo photo = {.put = collect, .arg = out};
    struct err e = OK;
    buf_clear(out);
    intake_photo_init(&photo, a);
    while (in.len && !e.code) {
        size_t n = in.len < step ? in.len : step;
        e = intake_photo_add(&photo, (struct str){in.ptr, n});
        in = (struct str){in.ptr + n, in.len - n};
    }
    return e.code ? e : intake_photo_end(&photo);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena *a = arena_new(CAP);
    struct buf whole, pieces;
    buf_init(&whole, CAP);
    buf_init(&pieces, CAP);
    struct str in = {(const char *)bytes, len};
    struct err one = strip(a, in, len ? len : 1, &whole);
    struct err other = strip(a, in, len ? 1 + bytes[len - 1] % 9u : 1, &pieces);
    must(one.code == other.code);
    if (!one.code) {
        must(str_equal(buf_str(&whole), buf_str(&pieces)));
        must(whole.len <= 2 * len);
        must(!strip(a, buf_str(&whole), 4096, &pieces).code);
        must(str_equal(buf_str(&whole), buf_str(&pieces)));
    }
    buf_done(&whole);
    buf_done(&pieces);
    arena_free(a);
    return 0;
}
