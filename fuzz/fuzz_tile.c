/* Paths behind /log/tile/ and stored heads: canonical forms alone are read. */
#include "fuzz.h"
#include "ledger/ledger.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena *a = arena_new(1 << 20);
    struct str text = {.ptr = (const char *)bytes, .len = len};
    struct ledger_tile tile;
    if (ledger_tile_parse(text, &tile)) {
        must(str_equal(ledger_tile_path(a, &tile), text));
        must(tile.width >= 1 && tile.width <= 256 && tile.index >= 0);
    }
    struct ledger_head head;
    if (ledger_head_decode(text, &head)) {
        uint8_t again[LEDGER_HEAD_MAX];
        must(ledger_head_encode(&head, again) == len && memcmp(again, bytes, len) == 0);
    }
    arena_free(a);
    return 0;
}
