#ifndef LEDGER_INTERNAL_H
#define LEDGER_INTERNAL_H
/* Shared by the files of this room alone. */
#include "ledger/ledger.h"

/* Trees end at 2^62 leaves, so that a proof fits LEDGER_PROOF_MAX hashes (a consistency proof has
 * one more than the tree is high) and no shift of a size overflows. */
static inline bool ledger_size_ok(int64_t size) {
    return size >= 0 && size <= (int64_t)1 << 62;
}

/* Length of the decimal of value, at most 19 for what is not negative. */
static inline size_t ledger_digits(int64_t value) {
    size_t count = 1;
    while (value /= 10)
        count++;
    return count;
}

/* Writes the bytes of s at ret and gives the place behind them. */
char *ledger_put(char *ret, struct str s);
char *ledger_put_int(char *ret, int64_t value); /* value >= 0: ledger_digits(value) bytes */
/* Decimal without sign and leading zero. False (ret untouched) otherwise. */
bool ledger_parse_int(struct str text, int64_t *ret) MUST_CHECK;
/* Text that a manifest's value may be, but for the empty one. */
bool ledger_is_one_line(struct str s) MUST_CHECK;
/* The hash of the empty tree: SHA-256 of nothing. */
struct hash ledger_empty_root(void);
/* The three lines of a checkpoint's body out of a note that nobody verified. Errors:
 * ERR_MALFORMED. */
struct ledger_checkpoint;
struct err ledger_checkpoint_body(struct str text, struct ledger_checkpoint *ret) MUST_CHECK;
/* One signature line: who says it signed, and its key's id with the signature. */
enum { LEDGER_LINES_MAX = 100 }; /* of a note */
/* One signature in base64 decodes to this at most; the largest known kind has 2,436 bytes. */
enum { LEDGER_BLOB_MAX = 8192 };
struct ledger_signature {
    struct str name;
    size_t len; /* at least 5 */
    uint8_t blob[LEDGER_BLOB_MAX];
};
/* The line without its \n. */
bool ledger_signature_parse(struct str line, struct ledger_signature *ret) MUST_CHECK;
struct ledger_key;
bool ledger_signature_is_of(const struct ledger_signature *s, const struct ledger_key *key);
struct str ledger_signature_line(struct arena *a, struct str name, struct str blob);
/* Splits a note into its text (with the last \n) and its signature lines. */
bool ledger_note_split(struct str note, struct str *ret_text, struct str *ret_lines) MUST_CHECK;
#endif
