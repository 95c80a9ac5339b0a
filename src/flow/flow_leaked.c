#include "flow/leaked.h"

#include "base/hash.h"

#include <sodium.h>

static uint64_t name_of(struct str password) {
    const struct hash h = hash_sha256(password);
    uint64_t name = 0;
    for (size_t i = 0; i < sizeof name; i++)
        name = name << 8 | h.b[i];
    return name;
}

bool flow_password_leaked(struct arena *a, struct str password) {
    char *small = NEW(a, char, password.len + 1);
    for (size_t i = 0; i < password.len; i++)
        small[i] = char_lower(password.ptr[i]);
    const uint64_t name = name_of((struct str){small, password.len});
    sodium_memzero(small, password.len);
    size_t from = 0, to = FLOW_LEAKED_COUNT;
    while (from < to) {
        const size_t middle = from + (to - from) / 2;
        if (FLOW_LEAKED[middle] < name)
            from = middle + 1;
        else
            to = middle;
    }
    return from < FLOW_LEAKED_COUNT && FLOW_LEAKED[from] == name;
}
