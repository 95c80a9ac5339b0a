/* Notes, checkpoints, receipts, manifests: what an outsider hands to `netral verify`. Whatever is
 * accepted has one form: written again it is the same bytes. */
#include "fuzz.h"
#include "ledger/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena *a = arena_new(1 << 22);
    struct str text = {.ptr = (const char *)bytes, .len = len};
    struct ledger_key key;
    struct ledger_receipt receipt;
    if (!ledger_vkey_parse(text, &key).code)
        must(str_equal(ledger_vkey(a, &key), text));
    if (!ledger_receipt_parse(text, &receipt).code) {
        struct hash seed = {{7}};
        struct ledger_checkpoint checkpoint;
        struct err e = ledger_key_from_seed(STR("fuzz.example/log"), &seed, &key);
        must(!e.code);
        e = ledger_checkpoint_open(receipt.checkpoint, &key, &checkpoint);
        must(e.code || str_equal(checkpoint.origin, key.name));
        e = ledger_receipt_check(text, &key, &seed);
        must(e.code != ERR_NONE); /* nobody forges a signature and an inclusion by chance */
    }
    struct ledger_manifest manifest;
    if (ledger_manifest_parse(a, text, &manifest))
        must(str_equal(ledger_manifest_text(a, &manifest), text));
    arena_free(a);
    return 0;
}
