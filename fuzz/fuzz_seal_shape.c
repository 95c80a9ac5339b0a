/* What a server sees of a sealed file. What one who has the key can open has a shape, and the shape
 * tells how much it holds. */
#include "fuzz.h"
#include "seal/shape.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static const struct seal_identity KEY = {{1, 2, 3}};
    static const struct seal_keys KEYS = {&KEY, 1};
    struct str file = {(const char *)bytes, len}, plain;
    struct seal_shape shape = {0};
    hash_library_init();
    struct arena *a = arena_new(16 << 20);
    struct err e = seal_shape_read(file, &shape);
    if (!seal_open(a, file, &KEYS, &plain).code) {
        must(!e.code && shape.plain == (int64_t)plain.len);
        must(shape.shares > 0 && !shape.passphrase);
    }
    must(e.code || (shape.shares <= shape.stanzas && shape.plain >= 0));
    if (!seal_shape_locked(file).code)
        must(shape.passphrase && shape.stanzas == 1 && seal_shape_wrap(file, 0).code);
    if (!seal_shape_wrap(file, shape.shares).code)
        must(shape.plain == SEAL_IDENTITY_FILE && shape.shares == shape.stanzas);
    arena_free(a);
    return 0;
}
