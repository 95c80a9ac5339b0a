/* Notes from outside: verifier keys, checkpoints, signature lines. */
#include "fuzz.h"
#include "ledger/note.h"

#define VKEY "log.example/netral+5c5da4de+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len) {
    const struct str input = {(const char *)data, len};
    struct ledger_key key, read;
    struct ledger_checkpoint c;
    hash_library_init();
    struct arena *a = arena_new(8 << 20);
    if (!ledger_vkey_parse(input, &read).code)
        must(str_equal(ledger_vkey(a, &read), input)); /* a key has one line */
    must(!ledger_vkey_parse(STR(VKEY), &key).code);
    if (!ledger_checkpoint_open(input, &key, &c).code)
        must(c.size >= 0 && str_equal(c.origin, key.name));
    arena_free(a);
    return 0;
}
