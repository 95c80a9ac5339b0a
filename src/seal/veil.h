#ifndef SEAL_VEIL_H
#define SEAL_VEIL_H
/* Bytes that a process puts aside and takes back itself: where they lie meanwhile nobody reads
 * them, and after a crash nobody can. ChaCha20 (RFC 8439) under a key that is drawn for them alone
 * and is never stored, nonce 0; the place of a byte is its counter, so any part is taken back by
 * itself. It does not tell bytes that were changed: whoever takes them back counts their hash. */
#include "base/hash.h"

struct seal_veil {
    struct hash key; /* fresh for each file; wipe it */
};
/* Veils len bytes from a place on, or unveils them: the same done twice gives them back. at + len:
 * 256 GiB at most. */
void seal_veil(const struct seal_veil *veil, uint64_t at, char *bytes, size_t len);
#endif
