#include "base/sign.h"

#include <assert.h>
#include <sodium.h>

static_assert((int)SIGN_PUBLIC_LEN == (int)crypto_sign_PUBLICKEYBYTES, "Ed25519 public key");
static_assert((int)SIGN_SECRET_LEN == (int)crypto_sign_SECRETKEYBYTES, "Ed25519 secret key");
static_assert((int)SIGN_LEN == (int)crypto_sign_BYTES, "Ed25519 signature");
static_assert((int)HASH_LEN == (int)crypto_sign_SEEDBYTES, "Ed25519 seed");

void sign_key_from_seed(const struct hash *seed, uint8_t ret_public[SIGN_PUBLIC_LEN],
                        uint8_t ret_secret[SIGN_SECRET_LEN]) {
    (void)crypto_sign_seed_keypair(ret_public, ret_secret, seed->b);
}

void sign_bytes(struct str bytes, const uint8_t secret[SIGN_SECRET_LEN], uint8_t ret[SIGN_LEN]) {
    (void)crypto_sign_detached(ret, NULL, (const uint8_t *)bytes.ptr, bytes.len, secret);
}

bool sign_check(struct str bytes, const uint8_t public_key[SIGN_PUBLIC_LEN],
                const uint8_t signature[SIGN_LEN]) {
    return crypto_sign_verify_detached(signature, (const uint8_t *)bytes.ptr, bytes.len,
                                       public_key) == 0;
}
