#ifndef BASE_SIGN_H
#define BASE_SIGN_H
#include "base/hash.h"

/* Ed25519 (RFC 8032) over libsodium, for the rooms that may only stand on base. */
enum { SIGN_PUBLIC_LEN = 32, SIGN_SECRET_LEN = 64, SIGN_LEN = 64 };
/* The key pair of a 32-byte seed; the secret holds the seed and the public key. */
void sign_key_from_seed(const struct hash *seed, uint8_t ret_public[SIGN_PUBLIC_LEN],
                        uint8_t ret_secret[SIGN_SECRET_LEN]);
void sign_bytes(struct str bytes, const uint8_t secret[SIGN_SECRET_LEN], uint8_t ret[SIGN_LEN]);
/* False for a bad signature, and for keys of small order and non-canonical forms. */
bool sign_check(struct str bytes, const uint8_t public_key[SIGN_PUBLIC_LEN],
                const uint8_t signature[SIGN_LEN]) MUST_CHECK;
#endif
