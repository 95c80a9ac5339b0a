/* Receipts and manifests from outside. What is read writes back the same, a receipt's optional
 * extra line apart. */
#include "fuzz.h"
#include "ledger/note.h"

#define VKEY "log.example/netral+5c5da4de+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len) {
    const struct str input = {(const char *)data, len};
    const struct hash commit = {{0}};
    struct ledger_key key;
    struct ledger_receipt r;
    struct ledger_manifest m;
    struct ledger_head head;
    hash_library_init();
    struct arena *a = arena_new(8 << 20);
    if (!ledger_receipt_parse(input, &r).code) {
        struct str again = ledger_receipt_text(a, &r.proof, r.checkpoint);
        must(again.len < input.len || str_equal(again, input));
        must(!ledger_vkey_parse(STR(VKEY), &key).code);
        must(ledger_receipt_check(input, &key, &commit).code); /* nobody has that commitment */
    }
    if (ledger_manifest_parse(a, input, &m))
        must(str_equal(ledger_manifest_text(a, &m), input));
    if (ledger_head_decode(input, &head)) {
        uint8_t bytes[LEDGER_HEAD_MAX];
        size_t count = ledger_head_encode(&head, bytes);
        must(str_equal((struct str){(char *)bytes, count}, input));
    }
    arena_free(a);
    return 0;
}
