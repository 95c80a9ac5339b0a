/* Key derivation, the wrapping of file keys and the cipher of chunks, as age v1 defines them. */
#include "seal/age_internal.h"

#include <sodium.h>
#include <string.h>

static struct str bytes_of(const void *bytes, size_t len) {
    return (struct str){bytes, len};
}

/* PRK = HMAC(salt, secret); the first block is HMAC(PRK, info || 01). No salt is 32 zero bytes,
 * which HMAC's own padding makes the same as none. */
struct hash seal_hkdf(struct str secret, struct str salt, struct str info) {
    char last[64];
    memcpy(last, info.ptr, info.len);
    last[info.len] = 1;
    struct hash prk = hash_hmac(salt, secret);
    struct hash okm = hash_hmac(bytes_of(prk.b, HASH_LEN), bytes_of(last, info.len + 1));
    sodium_memzero(&prk, sizeof prk);
    return okm;
}

struct hash seal_header_mac(const struct file_key *key, struct str header) {
    struct hash k = seal_hkdf(bytes_of(key->b, FILE_KEY_LEN), STR(""), STR("header"));
    struct hash mac = hash_hmac(bytes_of(k.b, HASH_LEN), header);
    sodium_memzero(&k, sizeof k);
    return mac;
}

/* The key that wraps a file key: HKDF of the shared secret, salted with share and recipient. */
static struct hash wrap_key(const uint8_t shared[32], const uint8_t share[32],
                            const struct seal_recipient *to) {
    uint8_t salt[64];
    memcpy(salt, share, 32);
    memcpy(salt + 32, to->b, 32);
    return seal_hkdf(bytes_of(shared, 32), bytes_of(salt, sizeof salt),
                     STR("age-encryption.org/v1/X25519"));
}

/* Each wrap key wraps one file key, so its nonce is zero. */
static const uint8_t ZERO[CIPHER_NONCE];

bool seal_share_make(const struct file_key *key, const struct seal_recipient *to,
                     const struct hash *ephemeral, struct seal_share *ret) {
    struct seal_share s;
    uint8_t shared[32];
    (void)crypto_scalarmult_base(s.share, ephemeral->b);
    if (crypto_scalarmult(shared, ephemeral->b, to->b))
        return false;
    struct hash wrap = wrap_key(shared, s.share, to);
    (void)crypto_aead_chacha20poly1305_ietf_encrypt(s.body, NULL, key->b, FILE_KEY_LEN, NULL, 0,
                                                    NULL, ZERO, wrap.b);
    sodium_memzero(shared, sizeof shared);
    sodium_memzero(&wrap, sizeof wrap);
    *ret = s;
    return true;
}

enum share_opened seal_share_open(const struct seal_share *s, const struct seal_identity *id,
                                  const struct seal_recipient *mine, struct file_key *ret) {
    uint8_t shared[32];
    struct file_key key;
    if (crypto_scalarmult(shared, id->b, s->share))
        return SHARE_SMALL_ORDER;
    struct hash wrap = wrap_key(shared, s->share, mine);
    bool opened = crypto_aead_chacha20poly1305_ietf_decrypt(
                      key.b, NULL, NULL, s->body, sizeof s->body, NULL, 0, ZERO, wrap.b) == 0;
    if (opened)
        *ret = key;
    sodium_memzero(shared, sizeof shared);
    sodium_memzero(&wrap, sizeof wrap);
    sodium_memzero(&key, sizeof key);
    return opened ? SHARE_OPENED : SHARE_OF_OTHERS;
}

struct seal_cipher seal_cipher_of(const struct file_key *key, const uint8_t nonce[NONCE_LEN]) {
    struct seal_cipher c = {.chunks = 0};
    struct hash payload =
        seal_hkdf(bytes_of(key->b, FILE_KEY_LEN), bytes_of(nonce, NONCE_LEN), STR("payload"));
    memcpy(c.key, payload.b, sizeof c.key);
    sodium_memzero(&payload, sizeof payload);
    return c;
}

static void put_nonce(const struct seal_cipher *c, bool last, uint8_t ret[CIPHER_NONCE]) {
    memset(ret, 0, CIPHER_NONCE);
    for (size_t i = 0; i < sizeof c->chunks; i++)
        ret[CIPHER_NONCE - 2 - i] = (uint8_t)(c->chunks >> (8 * i) & 0xff);
    ret[CIPHER_NONCE - 1] = last;
}

void seal_cipher_seal(struct seal_cipher *c, struct str plain, bool last, uint8_t *ret) {
    uint8_t nonce[CIPHER_NONCE];
    put_nonce(c, last, nonce);
    (void)crypto_aead_chacha20poly1305_ietf_encrypt(ret, NULL, (const uint8_t *)plain.ptr,
                                                    plain.len, NULL, 0, NULL, nonce, c->key);
    c->chunks++;
}

bool seal_cipher_open(struct seal_cipher *c, struct str sealed, bool last, uint8_t *ret) {
    uint8_t nonce[CIPHER_NONCE];
    put_nonce(c, last, nonce);
    if (crypto_aead_chacha20poly1305_ietf_decrypt(ret, NULL, NULL, (const uint8_t *)sealed.ptr,
                                                  sealed.len, NULL, 0, nonce, c->key))
        return false;
    c->chunks++;
    return true;
}
