#ifndef BASE_HASH_H
#define BASE_HASH_H
#include "base/base.h"

/* SHA-256, HMAC-SHA256 and the text forms of bytes. */
enum { HASH_LEN = 32 };
struct hash {
    uint8_t b[HASH_LEN];
};
/* 128 random bits that name a thing: a stream, an upload, a session. */
struct id128 {
    uint8_t b[16];
};

void hash_library_init(void); /* once, before any other call; aborts when libsodium cannot start */
struct str hash_str(const struct hash *h); /* its bytes, where they stand */
struct hash hash_sha256(struct str bytes);
struct hash hash_hmac(struct str key, struct str bytes);     /* key: 64 bytes at most */
bool hash_equal(const struct hash *a, const struct hash *b); /* in constant time */

/* SHA-256 of a stream of pieces. Plain data: copy it to fork. */
struct hash_stream {
    uint64_t opaque[16];
};
void hash_stream_init(struct hash_stream *s);
void hash_stream_add(struct hash_stream *s, struct str bytes);
struct hash hash_stream_done(struct hash_stream *s);

/* Exactly want bytes, canonical form only. False (ret untouched) otherwise. */
bool hex_decode(struct str text, void *ret, size_t want) MUST_CHECK;
bool base64_decode_exact(struct str text, void *ret, size_t want) MUST_CHECK;
/* At most cap bytes, padded standard alphabet, canonical. *ret_len on success. */
bool base64_decode(struct str text, void *ret, size_t cap, size_t *ret_len) MUST_CHECK;
/* The same into memory of its own, in a. */
bool base64_read(struct arena *a, struct str text, struct str *ret) MUST_CHECK;
struct str hex_encode(struct arena *a, const void *bytes, size_t len);
struct str base64_encode(struct arena *a, const void *bytes, size_t len);
/* The same into the caller's memory, 2 * len and BASE64_LEN(len) bytes, no NUL. */
#define BASE64_LEN(len) (((len) + 2) / 3 * 4)
enum { HASH_BASE64_LEN = BASE64_LEN(HASH_LEN) };
void hex_put(const void *bytes, size_t len, char *ret);
void base64_put(const void *bytes, size_t len, char *ret);
#endif
