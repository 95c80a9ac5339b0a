/* What a witness reads from the network: the body of add-checkpoint, and cosigned notes. What is
 * read writes back the same, and nothing that the log did not sign is ever cosigned. */
#include "fuzz.h"
#include "ledger/cosign.h"

#include <string.h>

#define VKEY "log.example/netral+5c5da4de+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len) {
    const struct str input = {(const char *)data, len};
    struct ledger_key log, witness;
    struct ledger_submission s;
    struct ledger_witnessed last = ledger_witnessed_none(), next;
    struct ledger_seen seen;
    struct hash seed;
    size_t at;
    hash_library_init();
    memset(seed.b, 2, sizeof seed.b);
    struct arena *a = arena_new(8 << 20);
    must(!ledger_vkey_parse(STR(VKEY), &log).code);
    must(!ledger_witness_from_seed(STR("witness.example/w1"), &seed, &witness).code);
    if (!ledger_submission_parse(input, &s).code) {
        must(str_equal(ledger_submission_text(a, &s), input));
        struct ledger_checkpoint c;
        if (!ledger_submission_log(&s, &log, 1, &at).code &&
            ledger_judge(&s, &log, &last, &next) == LEDGER_COSIGN)
            must(!ledger_checkpoint_open(s.note, &log, &c).code && c.size == next.size);
    }
    const struct ledger_policy policy = {&log, &witness, 1, 0};
    if (!ledger_policy_check(input, &policy, &seen).code)
        must(seen.count == (size_t)seen.by[0] && (!seen.by[0] || seen.seconds[0] >= 0));
    arena_free(a);
    return 0;
}
