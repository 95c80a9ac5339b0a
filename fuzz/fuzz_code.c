/* Receipt codes as people type them. */
#include "fuzz.h"
#include "seal/seal.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena *a = arena_new(1 << 16);
    struct seal_code code, again;
    if (seal_code_parse((struct str){.ptr = (const char *)bytes, .len = len}, &code)) {
        must(seal_code_parse(seal_code_format(a, &code), &again));
        must(memcmp(code.b, again.b, sizeof code.b) == 0);
    }
    arena_free(a);
    return 0;
}
