#include "base/hash.h"

#include "base/buf.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static_assert(sizeof(struct hash_stream) >= sizeof(crypto_hash_sha256_state), "state must fit");

void hash_library_init(void) {
    if (sodium_init() < 0)
        die("libsodium cannot start");
}

struct hash hash_sha256(struct str bytes) {
    struct hash h;
    (void)crypto_hash_sha256(h.b, (const uint8_t *)bytes.ptr, bytes.len);
    return h;
}

struct hash hash_hmac(struct str key, struct str bytes) {
    crypto_auth_hmacsha256_state s;
    struct hash h;
    (void)crypto_auth_hmacsha256_init(&s, (const uint8_t *)key.ptr, key.len);
    (void)crypto_auth_hmacsha256_update(&s, (const uint8_t *)bytes.ptr, bytes.len);
    (void)crypto_auth_hmacsha256_final(&s, h.b);
    return h;
}

bool hash_equal(const struct hash *a, const struct hash *b) {
    return sodium_memcmp(a->b, b->b, HASH_LEN) == 0;
}

void hash_stream_init(struct hash_stream *s) {
    (void)crypto_hash_sha256_init((crypto_hash_sha256_state *)(void *)s->opaque);
}

void hash_stream_add(struct hash_stream *s, struct str bytes) {
    (void)crypto_hash_sha256_update((crypto_hash_sha256_state *)(void *)s->opaque,
                                    (const uint8_t *)bytes.ptr, bytes.len);
}

struct hash hash_stream_done(struct hash_stream *s) {
    struct hash h;
    (void)crypto_hash_sha256_final((crypto_hash_sha256_state *)(void *)s->opaque, h.b);
    return h;
}

bool hex_decode(struct str text, void *ret, size_t want) {
    uint8_t bytes[128];
    size_t len;
    const char *end;
    if (want > sizeof bytes || text.len != want * 2)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= 'A' && text.ptr[i] <= 'F')
            return false;
    if (sodium_hex2bin(bytes, want, text.ptr, text.len, NULL, &len, &end) || len != want ||
        end != text.ptr + text.len)
        return false;
    memcpy(ret, bytes, want);
    return true;
}

bool base64_decode(struct str text, void *ret, size_t cap, size_t *ret_len) {
    size_t len;
    const char *end;
    if (text.len == 0) {
        *ret_len = 0;
        return true;
    }
    if (text.len / 4 * 3 > cap + 2)
        return false;
    /* libsodium 1.0.18 reads signed chars: it takes byte 0xd7 for 'H'. The fuzzer found it. */
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] > '~')
            return false;
    /* libsodium refuses stray bits and missing padding, so what it takes is canonical. */
    if (sodium_base642bin(ret, cap, text.ptr, text.len, NULL, &len, &end,
                          sodium_base64_VARIANT_ORIGINAL) ||
        end != text.ptr + text.len)
        return false;
    *ret_len = len;
    return true;
}

bool base64_decode_exact(struct str text, void *ret, size_t want) {
    uint8_t bytes[512];
    size_t len;
    if (want > sizeof bytes || !base64_decode(text, bytes, sizeof bytes, &len) || len != want)
        return false;
    memcpy(ret, bytes, want);
    return true;
}

struct str hex_encode(struct arena *a, const void *bytes, size_t len) {
    char *ptr = NEW(a, char, len * 2 + 1);
    (void)sodium_bin2hex(ptr, len * 2 + 1, bytes, len);
    return (struct str){ptr, len * 2};
}

struct str base64_encode(struct arena *a, const void *bytes, size_t len) {
    size_t room = sodium_base64_ENCODED_LEN(len, sodium_base64_VARIANT_ORIGINAL);
    char *ptr = NEW(a, char, room);
    (void)sodium_bin2base64(ptr, room, bytes, len, sodium_base64_VARIANT_ORIGINAL);
    return (struct str){ptr, room - 1};
}

void hash_base64(const struct hash *hash, char ret[HASH_BASE64_LEN]) {
    char text[HASH_BASE64_LEN + 1];
    (void)sodium_bin2base64(text, sizeof text, hash->b, HASH_LEN, sodium_base64_VARIANT_ORIGINAL);
    memcpy(ret, text, HASH_BASE64_LEN);
}
