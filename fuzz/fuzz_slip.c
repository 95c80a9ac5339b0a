/* The text of a QR code: what is read is written back the same, and what holds is made again from
 * the proof, manifest and salt that it stands for. */
#include "fuzz.h"
#include "ledger/slip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len) {
    const struct str input = {(const char *)data, len};
    struct ledger_slip slip, again;
    hash_library_init();
    struct arena *a = arena_new(8 << 20);
    if (!ledger_slip_parse(a, input, &slip).code) {
        must(str_equal(ledger_slip_text(a, &slip), str_trim(input)));
        struct str proof = ledger_slip_proof(a, &slip);
        struct ledger_receipt receipt;
        if (proof.len)
            must(!ledger_receipt_parse(proof, &receipt).code &&
                 receipt.proof.index == slip.proof.index && receipt.proof.size == slip.proof.size);
        if (proof.len && slip.whole) {
            const struct ledger_slip_of of = {proof, &slip.log,
                                              ledger_manifest_text(a, &slip.manifest), slip.salt};
            if (!ledger_slip_make(a, &of, &again).code)
                must(str_equal(ledger_slip_text(a, &again), str_trim(input)));
        }
    }
    arena_free(a);
    return 0;
}
