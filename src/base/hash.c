#include "base/hash.h"

#include <assert.h>
#define OPENSSL_API_COMPAT 0x10101000L /* SHA256_Init and its like: a state that is plain data */
#include <openssl/sha.h>
#include <sodium.h>
#include <string.h>

/* SHA-256 is OpenSSL's, which uses the processor's own instructions: 1,500 bytes in 0.9 us instead
 * of 4.5 with libsodium's portable code, 64 bytes in 0.1 instead of 0.6. Its older interface, since
 * the newer one (EVP) keeps its state behind a pointer that each thread would have to own. */

static_assert(sizeof(struct hash_stream) >= sizeof(SHA256_CTX), "state must fit");
static_assert(SHA256_DIGEST_LENGTH == HASH_LEN, "one length");

static SHA256_CTX *state_of(struct hash_stream *s) {
    return (SHA256_CTX *)(void *)s->opaque;
}

void hash_library_init(void) {
    if (sodium_init() < 0)
        die("libsodium cannot start");
}

void hash_stream_init(struct hash_stream *s) {
    (void)SHA256_Init(state_of(s));
}

void hash_stream_add(struct hash_stream *s, struct str bytes) {
    (void)SHA256_Update(state_of(s), bytes.ptr, bytes.len);
}

struct hash hash_stream_done(struct hash_stream *s) {
    struct hash h;
    (void)SHA256_Final(h.b, state_of(s));
    return h;
}

struct str hash_str(const struct hash *h) {
    return (struct str){(const char *)h->b, HASH_LEN};
}

struct hash hash_sha256(struct str bytes) {
    struct hash_stream s;
    hash_stream_init(&s);
    hash_stream_add(&s, bytes);
    return hash_stream_done(&s);
}

/* RFC 2104: H(key ^ opad || H(key ^ ipad || bytes)), keys of one block at most. Keys are secrets
 * more often than not, so what is made of them is wiped. */
struct hash hash_hmac(struct str key, struct str bytes) {
    char inner[SHA256_CBLOCK], outer[SHA256_CBLOCK];
    assert(key.len <= SHA256_CBLOCK);
    for (size_t i = 0; i < SHA256_CBLOCK; i++) {
        char c = i < key.len ? key.ptr[i] : '\0';
        inner[i] = (char)(c ^ 0x36);
        outer[i] = (char)(c ^ 0x5c);
    }
    struct hash_stream s;
    hash_stream_init(&s);
    hash_stream_add(&s, (struct str){inner, sizeof inner});
    hash_stream_add(&s, bytes);
    struct hash h = hash_stream_done(&s);
    hash_stream_init(&s);
    hash_stream_add(&s, (struct str){outer, sizeof outer});
    hash_stream_add(&s, hash_str(&h));
    h = hash_stream_done(&s);
    sodium_memzero(inner, sizeof inner);
    sodium_memzero(outer, sizeof outer);
    sodium_memzero(&s, sizeof s);
    return h;
}

bool hash_equal(const struct hash *a, const struct hash *b) {
    return sodium_memcmp(a->b, b->b, HASH_LEN) == 0;
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

bool base64_read(struct arena *a, struct str text, struct str *ret) {
    size_t room = text.len / 4 * 3, len;
    char *bytes = NEW(a, char, room + 1);
    if (!base64_decode(text, bytes, room, &len))
        return false;
    *ret = (struct str){bytes, len};
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

void hex_put(const void *bytes, size_t len, char *ret) {
    static const char DIGITS[] = "0123456789abcdef";
    const uint8_t *from = bytes;
    for (size_t i = 0; i < len; i++) {
        ret[2 * i] = DIGITS[from[i] >> 4];
        ret[2 * i + 1] = DIGITS[from[i] & 15];
    }
}

/* RFC 4648 section 4, padded. By table: who gets these bytes may know them. */
void base64_put(const void *bytes, size_t len, char *ret) {
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const uint8_t *from = bytes;
    for (; len >= 3; len -= 3, from += 3, ret += 4) {
        unsigned bits = (unsigned)from[0] << 16 | (unsigned)from[1] << 8 | from[2];
        ret[0] = DIGITS[bits >> 18];
        ret[1] = DIGITS[bits >> 12 & 63];
        ret[2] = DIGITS[bits >> 6 & 63];
        ret[3] = DIGITS[bits & 63];
    }
    if (!len)
        return;
    unsigned bits = (unsigned)from[0] << 16 | (len > 1 ? (unsigned)from[1] << 8 : 0);
    ret[0] = DIGITS[bits >> 18];
    ret[1] = DIGITS[bits >> 12 & 63];
    ret[2] = len > 1 ? DIGITS[bits >> 6 & 63] : '=';
    ret[3] = '=';
}

struct str hex_encode(struct arena *a, const void *bytes, size_t len) {
    char *ptr = NEW(a, char, len * 2 + 1);
    hex_put(bytes, len, ptr);
    return (struct str){ptr, len * 2};
}

struct str base64_encode(struct arena *a, const void *bytes, size_t len) {
    char *ptr = NEW(a, char, BASE64_LEN(len) + 1);
    base64_put(bytes, len, ptr);
    return (struct str){ptr, BASE64_LEN(len)};
}
