#ifndef FLOW_FLOW_H
#define FLOW_FLOW_H
/* The thin shell: load -> decide -> commit -> result, one use case a file. Only this room knows the
 * order of the steps. Reads run on the caller's thread with the caller's read connection; every
 * write is a job that the one writer runs, many in one transaction (group commit).
 *
 *   caller                         writer thread
 *   ------                         -------------
 *   fill a job, flow_submit
 *   flow_hand_over --------------> take the whole queue (no timer)
 *                                  a commit not signed yet: have it signed, or refuse all
 *                                  BEGIN; ledger head; run each job
 *                                  (another server's law: none; take it, and all again)
 *                                  (one that fails late: all again, each in a savepoint)
 *                                  append all leaves, stats, head, signed size; COMMIT (durable)
 *                                  have it signed (signer/), make the proofs
 *   job->done(job)          <----  one call each, on the writer's thread
 */
#include "base/env.h"
#include "blob/blob.h"
#include "ledger/note.h"
#include "seal/seal.h"
#include "store/staff.h"
#include "store/stat.h"
#include "store/store.h"

struct flow; /* one a process: law, keys, blobs, the writer; safe to share between threads */
struct flow_config {
    const char *data_dir;       /* keys and blobs live here, and netral.db without db */
    struct str db;              /* "postgresql://...", or empty for SQLite in data_dir */
    const struct law *law;      /* may be NULL for tools that judge nothing */
    const struct str *accepted; /* the rules' record of acceptance (law/accepted.h), or NULL */
    const struct env *env;
    int64_t queue_max; /* jobs that may wait; 0: FLOW_QUEUE_MAX */
    /* Jobs without done: the contexts of one batch at once, on the writer's thread. */
    void (*wake)(void *const *contexts, size_t count);
};
enum { FLOW_QUEUE_MAX = 4096, FLOW_BATCH_MAX = 512, FLOW_CONTENT_MAX = 1 << 20 };
/* Opens a store that exists and starts no thread yet, but the signer's process. As root it becomes
 * the owner of data_dir. Errors: ERR_MISSING "store", ERR_STORE_NEWER, ERR_STORE, ERR_READ_ONLY;
 * ERR_CONFLICT "signed" (more was signed than it holds, or otherwise: an old copy); and of
 * flow_keys_read and signer_start. */
struct err flow_open(const struct flow_config *config, struct flow **ret) MUST_CHECK;
/* Keeps other processes from serving or erasing in this data directory, until flow_close or the end
 * of the process. shared: others that share may go on (servers on one PostgreSQL).
 * Errors: ERR_BUSY "store", ERR_READ_ONLY, ERR_IO "lock". */
struct err flow_hold(struct flow *flow, const char *data_dir, bool shared) MUST_CHECK;
struct err flow_start(struct flow *flow) MUST_CHECK; /* the writer's thread and the upkeep thread */
void flow_close(struct flow *flow);                  /* ends the queue first; NULL is fine */

const struct env *flow_env(const struct flow *flow);
/* Whether deadlines, sessions and events may be judged by this clock: nobody set it since the
 * process began (env_jumped), and in a live store it is not more than FLOW_CLOCK_SECONDS behind the
 * newest event. Every event asks this, and so does http for all but public pages (docs/adr/0035).
 * Errors: ERR_CLOCK "jumped", ERR_CLOCK "behind". */
enum { FLOW_CLOCK_SECONDS = 300 };
struct err flow_clock(const struct flow *flow, struct instant now) MUST_CHECK;
/* The operator says that the clock is right and the newest event was made by a wrong one. */
void flow_clock_trust(struct flow *flow);
/* The law in use: that of the configuration, until days off are loaded (flow/days_off.h). Whoever
 * asks twice may get two that differ in their days off; both live as long as flow. */
const struct law *flow_law(const struct flow *flow);
struct blob_store *flow_blobs(struct flow *flow);
struct str flow_vkey(const struct flow *flow); /* the verifier key's line */
bool flow_is_demo(const struct flow *flow);
bool flow_is_live(const struct flow *flow); /* neither demo nor test: its clock is the world's */
/* How the process that has the log's key is kept apart (signer/signer.h): by a user of its own; by
 * what the kernel lets it give up. */
bool flow_signer_is_apart(const struct flow *flow);
bool flow_signer_is_confined(const struct flow *flow);
/* What to add to the world's clock: 0 for a live or test store; a demo goes on right after its
 * newest event, wherever in 2024 that was. */
int64_t flow_store_shift(struct flow *flow);
/* A connection of the caller's own for reads; db_close it. */
struct err flow_reader(struct flow *flow, struct db *ret) MUST_CHECK;
struct flow_asker { /* who reads the log, and where notes and proofs go */
    struct db *db;
    struct arena *arena;
};

struct flow_txn; /* the writer's transaction as a job sees it: flow_internal.h */
struct flow_job {
    struct err (*run)(struct flow_txn *txn, struct flow_job *job); /* repeatable */
    void (*done)(struct flow_job *job);                            /* NULL: config.wake */
    struct arena *arena; /* the caller's; the writer alone uses it until done */
    void *context;       /* the caller's */
    struct err result;
    /* When run appended events and was committed: */
    bool wants_proof;
    int64_t first_index; /* of its first event; -1: none */
    struct ledger_proof proof;
    struct str checkpoint; /* the signed note */
    struct flow_job *next; /* the queue's */
    size_t first_leaf;     /* the writer's */
};
/* Jobs that one thread gathers while it reads what is ready, and hands over together: a writer that
 * ran off with the first of them would sync for that one alone. Zero is empty. */
struct flow_lot {
    struct flow_job *head, *last;
};
/* Errors: ERR_BUSY when the queue is full; the job was not taken and done will not be called. */
struct err flow_submit(struct flow *flow, struct flow_lot *lot, struct flow_job *job) MUST_CHECK;
/* The lot's jobs are the writer's from here on; the lot is empty again. */
void flow_hand_over(struct flow *flow, struct flow_lot *lot);
/* The same in the caller's thread, for tools and tests: returns job->result. */
struct err flow_run_now(struct flow *flow, struct flow_job *job) MUST_CHECK;
/* Many at once, in their order, FLOW_BATCH_MAX of them a commit. Errors: the first result that is
 * one; what the others did stays. */
struct err flow_run_all(struct flow *flow, struct flow_job *const *jobs, size_t count) MUST_CHECK;

/* --- who acts --- */
struct flow_staff { /* zero: nobody signed in */
    struct store_staff who;
    struct hash csrf;   /* of the session; zero for tokens */
    enum store_due due; /* first: until it is done, this account opens nothing but itself */
    struct instant
        until; /* the session is to go on until then (flow_session_goes_on); 0: no need */
};
#endif
