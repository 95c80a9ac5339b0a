/* A bundle of rules: whatever comes, reading ends with a sentence or with files that write back to
 * the same bytes. */
#include "fuzz.h"
#include "publication/bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena *a = arena_new(4 << 20);
    struct str text = {.ptr = (const char *)bytes, .len = len}, fault = {0};
    struct publication_bundle bundle;
    if (publication_bundle_read(a, text, &bundle, &fault).code) {
        must(fault.len && str_is_utf8(fault));
    } else {
        struct buf out;
        buf_init(&out, len);
        publication_bundle_write(bundle.files, &out);
        must(str_equal(buf_str(&out), text));
        buf_done(&out);
    }
    arena_free(a);
    return 0;
}
