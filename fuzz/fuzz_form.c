/* Bodies of forms and query strings. */
#include "fuzz.h"
#include "intake/intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena *a = arena_new(1 << 24);
    struct intake_pairs pairs;
    struct str body = {.ptr = (const char *)bytes, .len = len};
    if (len <= 1 << 16 && !intake_urlencoded(a, body, &pairs).code) {
        for (size_t i = 0; i < pairs.count; i++)
            must(str_is_utf8(pairs.list[i].name) && str_is_utf8(pairs.list[i].value));
    }
    arena_free(a);
    return 0;
}
