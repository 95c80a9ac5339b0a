#ifndef FLOW_FLOW_SIGN_H
#define FLOW_FLOW_SIGN_H
/* The log's signatures, within this room: asked of the signer, the newest one kept at hand. */
#include "flow/flow.h"
#include "signer/signer.h"

#include <pthread.h>

/* The newest signature: /log/checkpoint and proofs stand on it. late: a committed size could not be
 * signed; until it is, nothing is committed. */
struct flow_newest {
    pthread_mutex_t mutex;
    bool any, late;
    struct ledger_signed what;
};
struct flow_asker { /* who reads the proofs, and where notes go */
    struct db *db;
    struct arena *arena;
};
void flow_signed_init(struct flow *flow);
/* Holds the signer's name against the store's, and signs the newest size if that is due. Errors:
 * ERR_CORRUPT "keys" (the key of another log), ERR_CONFLICT "signed" (more, or another history was
 * signed than this store holds), ERR_READ_ONLY, ERR_DISK_FULL, ERR_SIGNER "signer", ERR_BUSY
 * "signer" (others sign all the time); what the store answers. */
struct err flow_sign_open(struct flow *flow) MUST_CHECK;
/* The note of a size of this store. Errors of this and those below: ERR_SIGNER "signer". */
struct err flow_sign(struct flow *flow, const struct flow_asker *by, int64_t size,
                     const struct hash *root, struct str *ret_note) MUST_CHECK;
/* The note of the newest durable size; while the signer is silent, of the newest signed one. */
struct err flow_sign_newest(struct flow *flow, const struct flow_asker *by, struct str *ret_note,
                            int64_t *ret_size) MUST_CHECK;
/* Before a batch: what was committed and not signed is signed now, or nothing more is committed.
 * Under the writer's mutex, as the next two. */
struct err flow_sign_late(struct flow *flow, struct arena *a) MUST_CHECK;
/* After its commit, in two parts: the proofs for its jobs are made while the signer writes. */
struct flow_growth {
    int64_t size; /* after the batch */
    struct hash root;
    struct ledger_proof proof; /* from the size before it */
};
void flow_sign_begin(struct flow *flow, struct arena *a, const struct flow_growth *g);
struct err flow_sign_finish(struct flow *flow, struct arena *a, const struct flow_growth *g,
                            struct str *ret_note) MUST_CHECK;
/* A checkpoint must be of the store's own events. Errors: ERR_CONFLICT about. */
struct err flow_log_holds(struct db *db, struct arena *a, const struct ledger_checkpoint *c,
                          struct str about) MUST_CHECK;
#endif
