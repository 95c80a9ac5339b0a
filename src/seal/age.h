#ifndef SEAL_AGE_H
#define SEAL_AGE_H
/* Sealed files: age v1 with X25519 recipients (C2SP, age-encryption.org/v1), binary, as streams.
 * The stock `age` program and npm age-encryption open what we seal, and the reverse; what age
 * offers beside (passphrases, armor, plugins, hybrid keys) is not read here: docs/adr/0019.
 *
 * Pure: randomness comes in as a seed, bytes go in and come out in pieces, memory is bounded.
 *
 * Errors name what is wrong in `about`:
 *   ERR_SEAL_FORM     no age file as the format demands it: version, stanza, body, x25519, scrypt,
 *                     recipients (too many), mac, header (longer than SEAL_HEADER_MAX), last-chunk
 *                     (empty after others), trailing (bytes behind the end)
 *   ERR_SEAL_CUT      the bytes end too early: header, nonce, payload
 *   ERR_SEAL_ALTERED  what is there was changed after sealing: header, chunk, wrap
 *   ERR_SEAL_OTHERS   none of the keys opens it: identity, escrow
 *   ERR_SEAL_KEY      not a key: length, case, prefix, symbol, checksum, padding, order */
#include "base/hash.h"

/* --- keys --- */
enum { SEAL_IDENTITY_TEXT = 74, SEAL_RECIPIENT_TEXT = 62 };
/* The secret half: opens. Wipe it after use. Its text is "AGE-SECRET-KEY-1...". */
struct seal_identity {
    uint8_t b[32];
};
/* The public half: seals. Its text is "age1...". */
struct seal_recipient {
    uint8_t b[32];
};
void seal_wipe(void *secret, size_t len); /* zeroes that the compiler does not leave out */
void seal_wipe_text(struct str secret);   /* the same of a text in memory of our own */
/* Bech32 (BIP 173) in the one case that age writes. Errors: ERR_SEAL_KEY; "order": a point of small
 * order, to which nothing can be sealed. */
struct err seal_identity_parse(struct str text, struct seal_identity *ret) MUST_CHECK;
struct err seal_recipient_parse(struct str text, struct seal_recipient *ret) MUST_CHECK;
void seal_identity_format(const struct seal_identity *id, char ret[SEAL_IDENTITY_TEXT]);
void seal_recipient_format(const struct seal_recipient *to, char ret[SEAL_RECIPIENT_TEXT]);
struct seal_recipient seal_recipient_of(const struct seal_identity *id);
bool seal_recipient_equal(const struct seal_recipient *a, const struct seal_recipient *b);
/* Cuts the next key from a key file: a line each, LF or CRLF; empty lines and those that begin with
 * # are skipped. False at the end. */
bool seal_key_line(struct str *rest, struct str *ret) MUST_CHECK;

/* --- sealing --- */
enum {
    SEAL_CHUNK = 65536,        /* plain bytes of a chunk; 16 more when sealed */
    SEAL_HEADER_MAX = 65536,   /* of a file that is read */
    SEAL_RECIPIENTS_MAX = 128, /* of a file, written or read */
};
/* To whom: 1 to SEAL_RECIPIENTS_MAX. The seed is 32 fresh random bytes for each file (env_hash):
 * file key, nonce and shares are derived from it. Two files of one seed betray each other. */
struct seal_to {
    const struct seal_recipient *list;
    size_t count;
    const struct hash *seed;
};
/* Bytes of the sealed file of so many plain bytes. */
int64_t seal_size(size_t recipients, int64_t plain);

/* Seals a stream; 200 KiB, however long it is. */
struct seal_writer;
/* Errors: ERR_SEAL_FORM "recipients", none or too many; ERR_SEAL_KEY "order". Owns: *ret, to be
 * given to seal_writer_free. */
struct err seal_writer_new(const struct seal_to *to, struct seal_writer **ret) MUST_CHECK;
/* Takes from the front of *bytes and returns what is sealed by now, often nothing; valid until the
 * next call. Call until *bytes is empty. */
struct str seal_writer_feed(struct seal_writer *w, struct str *bytes);
struct str seal_writer_end(struct seal_writer *w); /* once, after the last byte: the rest */
void seal_writer_free(struct seal_writer *w);      /* wipes */

/* --- opening --- */
struct seal_keys {
    const struct seal_identity *list;
    size_t count;
};
/* Opens a stream; 200 KiB, however long it is. Nothing of a chunk that does not authenticate is
 * ever given out; that the file is whole is known only when seal_reader_end says so. */
struct seal_reader;
/* keys is borrowed until the reader is freed. Owns: the reader, to be given to seal_reader_free. */
struct seal_reader *seal_reader_new(const struct seal_keys *keys);
/* Takes from the front of *bytes; *ret is the next authentic piece, often empty; valid until the
 * next call. Call until *bytes is empty. Errors: all but CUT; a reader that failed fails the same
 * way for ever. */
struct err seal_reader_feed(struct seal_reader *r, struct str *bytes, struct str *ret) MUST_CHECK;
/* Once, after the last byte: the last piece. Errors: CUT, ALTERED "chunk", FORM "last-chunk". */
struct err seal_reader_end(struct seal_reader *r, struct str *ret) MUST_CHECK;
void seal_reader_free(struct seal_reader *r); /* wipes */

/* --- what is small and whole --- */
/* Errors: as seal_writer_new. */
struct err seal_bytes(struct arena *a, struct str plain, const struct seal_to *to,
                      struct str *ret) MUST_CHECK;
/* *ret is plain text in an arena, which is not wiped: for keys there is seal_unwrap (seal/wrap.h).
 * Errors: as seal_reader_feed and _end. */
struct err seal_open(struct arena *a, struct str sealed, const struct seal_keys *keys,
                     struct str *ret) MUST_CHECK;
#endif
