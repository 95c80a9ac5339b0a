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
/* The hash of the empty tree: SHA-256 of nothing. */
struct hash ledger_empty_root(void);
/* The three lines of a checkpoint's body out of a note that nobody verified. Errors:
 * ERR_MALFORMED. */
struct ledger_checkpoint;
struct err ledger_checkpoint_body(struct str text, struct ledger_checkpoint *ret) MUST_CHECK;
/* Splits a note into its text (with the last \n) and its signature lines. */
bool ledger_note_split(struct str note, struct str *ret_text, struct str *ret_lines) MUST_CHECK;
#endif
