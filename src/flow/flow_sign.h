#ifndef FLOW_FLOW_SIGN_H
#define FLOW_FLOW_SIGN_H
/* The log's signatures, within this room: asked of the signer, the newest one kept at hand. */
#include "flow/flow.h"
#include "signer/signer.h"

#include <pthread.h>

/* The newest signature: /log/checkpoint and proofs stand on it. owed: the size that this process
 * committed last; INT64_MAX from before a commit until its outcome is known. While it is above the
 * newest signature, that one is shown and nothing more is committed. The writer alone sets it. */
struct flow_newest {
    pthread_mutex_t mutex;
    bool any;
    int64_t owed;
    int64_t quiet_until; /* env_steady_us: the signer was silent; who only reads asks none before */
    struct ledger_signed what;
    bool silent; /* the writer's: it did not answer in this batch */
};
void flow_signed_init(struct flow *flow);
/* Holds the signer's name against the store's, and signs the newest size if that is due. Errors:
 * ERR_CORRUPT "keys" (the key of another log), ERR_CONFLICT "signed" (more, or another history was
 * signed than this store holds), ERR_READ_ONLY, ERR_DISK_FULL, ERR_SIGNER "signer", ERR_BUSY
 * "signer" (others sign all the time); what the store answers. */
struct err flow_sign_open(struct flow *flow) MUST_CHECK;
/* The note of a size of this store, on the writer. Once the signer was silent it is not asked again
 * in the same batch. Errors of this and those below: ERR_SIGNER "signer". */
struct err flow_sign(struct flow *flow, const struct flow_asker *by, int64_t size,
                     const struct hash *root, struct str *ret_note) MUST_CHECK;
/* The note of the newest signed size; asks the signer only for what another server committed, so
 * that who reads never waits while the writer does. */
struct err flow_sign_newest(struct flow *flow, const struct flow_asker *by, struct str *ret_note,
                            int64_t *ret_size) MUST_CHECK;
/* Before a batch: what was committed and not signed is signed now, or nothing more is committed.
 * Under the writer's mutex, as the next three. Errors: of reading the store, too. */
struct err flow_sign_late(struct flow *flow, struct arena *a) MUST_CHECK;
/* What was committed, or INT64_MAX: nobody knows yet. */
void flow_sign_owe(struct flow *flow, int64_t size);
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
