#ifndef WITNESS_WITNESS_H
#define WITNESS_WITNESS_H
/* A witness of logs (C2SP tlog-witness): its key, and of each log the newest checkpoint that it
 * cosigned. What it cosigned once it never contradicts:
 *
 *   W1 The new state is durable before its cosignature leaves (write a new file, fsync, rename,
 *      fsync of the directory); what cannot be written is not cosigned.
 *   W2 One at a time: between reading the state and writing the next nobody else looks.
 *   W3 One process: the directory is locked for as long as it is open.
 *   W4 A failed fsync ends the process: repeated it would succeed over a hole.
 *
 * The directory (0700): witness.key (name, seed), lock, <hash of an origin>.checkpoint (the log's
 * own note), <hash>.fork (a second root for a size, signed by the log: proof that it forked). */
#include "base/env.h"
#include "ledger/cosign.h"

/* Makes the directory and a key in it. Errors: ERR_INVALID "witness-name", ERR_CONFLICT "witness"
 * (there is a key already), ERR_IO "data". */
struct err witness_init(const char *dir, struct str name, const struct env *env) MUST_CHECK;

struct witness;
/* Logs are copied. A log without a state begins at size 0. Errors: ERR_MISSING "witness" (no key
 * there), ERR_DENIED "witness-key" (others may read the key), ERR_CORRUPT "witness-key", "state" (a
 * kept checkpoint that its log did not sign: a witness that lost its memory must not sign),
 * ERR_BUSY "witness" (another process has it), ERR_INVALID "log" (two of one origin, or too many),
 * ERR_IO "data". */
enum { WITNESS_LOGS_MAX = 64 };
struct err witness_open(const char *dir, const struct ledger_key *logs, size_t count,
                        struct witness **ret) MUST_CHECK;
void witness_close(struct witness *w); /* wipes the key; NULL is fine */
const struct ledger_key *witness_key(const struct witness *w);
int64_t witness_size(struct witness *w, size_t log); /* the newest cosigned size of a log */

/* An HTTP answer: 200 with the cosignature line, 409 with the witnessed size, or a refusal with a
 * sentence; 503 when the state cannot be written. From several threads at once. Blocks: fsync. */
struct witness_answer {
    int status;
    const char *type;
    struct str body;   /* constant, or of the arena */
    const char *grave; /* a sentence for the operator's log, NULL for what happens every day */
};
struct witness_answer witness_add(struct witness *w, struct arena *a, struct str body,
                                  int64_t seconds);
#endif
