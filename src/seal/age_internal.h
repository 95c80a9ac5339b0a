#ifndef SEAL_AGE_INTERNAL_H
#define SEAL_AGE_INTERNAL_H
/* What the files of age share: key derivation, the lines of a header, the cipher of chunks. */
#include "seal/age.h"

enum { TAG_LEN = 16, SEALED_CHUNK = SEAL_CHUNK + TAG_LEN, FILE_KEY_LEN = 16, NONCE_LEN = 16 };
enum { CIPHER_NONCE = 12 };
enum { SHARE_TEXT = 43 }; /* base64 without padding of 32 bytes: of shares, bodies and MACs */
#define AGE_VERSION "age-encryption.org/v1"
#define AGE_STANZA "-> "
#define AGE_MAC "---"

struct file_key {
    uint8_t b[FILE_KEY_LEN];
};
/* What one X25519 stanza says: an ephemeral public key, and the file key sealed with it. */
struct seal_share {
    uint8_t share[32], body[FILE_KEY_LEN + TAG_LEN];
};

/* HKDF-SHA256 (RFC 5869), one block of output. salt: 64 bytes at most; info: 63. */
struct hash seal_hkdf(struct str secret, struct str salt, struct str info);
/* The MAC of a header, of its bytes up to and with the last "---". */
struct hash seal_header_mac(const struct file_key *key, struct str header);
/* False: to is a point of small order. */
bool seal_share_make(const struct file_key *key, const struct seal_recipient *to,
                     const struct hash *ephemeral, struct seal_share *ret) MUST_CHECK;
enum share_opened { SHARE_OPENED, SHARE_OF_OTHERS, SHARE_SMALL_ORDER };
/* mine: the recipient of id. */
enum share_opened seal_share_open(const struct seal_share *s, const struct seal_identity *id,
                                  const struct seal_recipient *mine, struct file_key *ret);

/* The cipher of chunks, ChaCha20-Poly1305: its nonce is an 11-byte counter and the flag of the last
 * chunk. */
struct seal_cipher {
    uint8_t key[32];
    uint64_t chunks; /* sealed or opened by now */
};
struct seal_cipher seal_cipher_of(const struct file_key *key, const uint8_t nonce[NONCE_LEN]);
/* plain.len + TAG_LEN bytes; counts on. */
void seal_cipher_seal(struct seal_cipher *c, struct str plain, bool last, uint8_t *ret);
/* sealed.len - TAG_LEN bytes; counts on when they are authentic, else ret holds nothing of them. */
bool seal_cipher_open(struct seal_cipher *c, struct str sealed, bool last, uint8_t *ret) MUST_CHECK;

/* A header as it is read, line by line. Zero begins one. */
enum header_expects { HEADER_VERSION, HEADER_STANZA, HEADER_BODY, HEADER_DONE };
struct seal_header {
    enum header_expects expects;
    bool x25519;    /* is what is being read */
    bool scrypt;    /* was seen */
    size_t stanzas; /* begun */
    size_t count;   /* of shares */
    struct seal_share shares[SEAL_RECIPIENTS_MAX];
    struct hash mac;
};
/* line without its \n. Errors: ERR_SEAL_FORM but "header". */
struct err seal_header_line(struct seal_header *h, struct str line) MUST_CHECK;
#endif
