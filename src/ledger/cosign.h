#ifndef LEDGER_COSIGN_H
#define LEDGER_COSIGN_H
/* Witnesses: others who sign that a checkpoint goes on from the one they saw before (C2SP
 * tlog-cosignature, Ed25519 kind; C2SP tlog-witness, add-checkpoint). Pure: what a witness keeps on
 * disk is the room witness/.
 *
 *     log                                    witness, which holds {size, root} of each log
 *     old size, consistency proof, note ---> ledger_judge: known log? signed by it? grown from
 * mine? note + cosignature line           <--- state durable first, then ledger_cosign
 */
#include "ledger/note.h"

/* --- one cosignature --- */
/* The signature line ("— name base64\n") of a witness over a checkpoint's text (its three lines)
 * seen at a time. Units: seconds since 1970, not negative. The key has its secret. */
struct str ledger_cosign(struct arena *a, const struct ledger_key *witness, struct str text,
                         int64_t seconds);
/* The text that signatures cover: a note without its blank line and signature lines. Errors:
 * ERR_MALFORMED "checkpoint" (no note, or no checkpoint in it). */
struct err ledger_checkpoint_text(struct str note, struct str *ret) MUST_CHECK;
/* Whether a witness cosigned the note: when it did last. Lines of others are passed over; one of
 * this key that does not hold rejects them all. Errors: ERR_MALFORMED "checkpoint", ERR_MISSING
 * "cosignature", ERR_CORRUPT "cosignature". */
struct err ledger_cosigned(struct str note, const struct ledger_key *witness,
                           int64_t *ret_seconds) MUST_CHECK;

/* --- a note, one log, n witnesses, m of them wanted --- */
enum { LEDGER_WITNESSES_MAX = 16 };
struct ledger_policy {
    const struct ledger_key *log;
    const struct ledger_key *witnesses;
    size_t count;  /* at most LEDGER_WITNESSES_MAX */
    size_t quorum; /* of those: how many must have seen it */
};
struct ledger_seen {
    struct ledger_checkpoint checkpoint;
    size_t count;                          /* independent witnesses: those with keys of their own */
    bool by[LEDGER_WITNESSES_MAX];         /* in the policy's order */
    int64_t seconds[LEDGER_WITNESSES_MAX]; /* since 1970, where by is true */
};
/* The signature does not cover a witness's name, so one key under two names is one witness, and the
 * log's own key is none. Errors: those of ledger_checkpoint_open; ERR_CORRUPT "cosignature" (of a
 * known witness, and false), "quorum" (fewer than wanted). */
struct err ledger_policy_check(struct str note, const struct ledger_policy *policy,
                               struct ledger_seen *ret) MUST_CHECK;

/* --- add-checkpoint: what a log asks of a witness --- */
struct ledger_submission {
    int64_t old_size;
    size_t count;
    struct hash hashes[LEDGER_PROOF_MAX]; /* consistency proof from old_size to the note's size */
    struct str note;
};
/* "old <size>\n", a hash in base64 a line, "\n", the note. */
struct str ledger_submission_text(struct arena *a, const struct ledger_submission *s);
/* In its one form only; the note is split off, not read. ret->note points into body. Errors:
 * ERR_MALFORMED "old", "proof", "checkpoint". */
struct err ledger_submission_parse(struct str body, struct ledger_submission *ret) MUST_CHECK;

/* The newest checkpoint of a log that a witness cosigned; size 0 and the empty root before. */
struct ledger_witnessed {
    int64_t size;
    struct hash root;
};
struct ledger_witnessed ledger_witnessed_none(void);
/* In the order of the specification's checks: the first that fails is the answer. */
enum ledger_verdict {
    LEDGER_COSIGN,    /* 200 */
    LEDGER_MALFORMED, /* 400: no such body or note; old size above the new one */
    LEDGER_FORBIDDEN, /* 403: the log's key did not sign it */
    LEDGER_STRANGE,   /* 404: no log of that origin is known (ledger_submission_log) */
    LEDGER_STALE,     /* 409: old size is not the witnessed one: the answer names that */
    LEDGER_FORKED,    /* 409: the witnessed size, but another root */
    LEDGER_UNPROVED,  /* 422: the proof does not lead from the witnessed root to the new one */
};
/* Which of the logs the note speaks of, by its origin alone. Errors: ERR_MALFORMED "checkpoint",
 * ERR_MISSING "origin". */
struct err ledger_submission_log(const struct ledger_submission *s, const struct ledger_key *logs,
                                 size_t count, size_t *ret) MUST_CHECK;
/* What a witness that saw `last` of this log must answer; ret_next is written for LEDGER_COSIGN. */
enum ledger_verdict ledger_judge(const struct ledger_submission *s, const struct ledger_key *log,
                                 const struct ledger_witnessed *last,
                                 struct ledger_witnessed *ret_next);
#endif
