#ifndef SEAL_AGE_SAMPLE_H
#define SEAL_AGE_SAMPLE_H
/* Keys, seeds and text that the tests of this room share. */
#include "seal/age_internal.h"

static inline struct hash sample_hash(uint8_t n) {
    return hash_sha256((struct str){(const char *)&n, 1});
}
/* Key n: its identity is SHA-256 of the byte n. */
static inline struct seal_identity sample_identity(uint8_t n) {
    struct hash h = sample_hash(n);
    struct seal_identity id;
    for (size_t i = 0; i < sizeof id.b; i++)
        id.b[i] = h.b[i];
    return id;
}
static inline struct seal_recipient sample_recipient(uint8_t n) {
    struct seal_identity id = sample_identity(n);
    return seal_recipient_of(&id);
}
/* Text that no two chunks have in common. */
static inline struct str sample_text(struct arena *a, size_t len) {
    char *text = NEW(a, char, len + 1);
    for (size_t i = 0; i < len; i++)
        text[i] = (char)((i >> 16) + i * 7);
    return (struct str){text, len};
}
#endif
