#ifndef FLOW_FLOW_H
#define FLOW_FLOW_H
/* The thin shell: load -> decide -> commit -> result, one use case a file. Only this room knows the
 * order of the steps. Reads run on the caller's thread with the caller's read connection; every
 * write is a job that the one writer runs, many in one transaction (group commit).
 *
 *   caller                         writer thread
 *   ------                         -------------
 *   fill a job, flow_submit ---->  take the whole queue (no timer)
 *                                  BEGIN; ledger head; for each job: SAVEPOINT, run, RELEASE
 *                                  append all leaves, stats, head, signed size; COMMIT (durable)
 *                                  sign the checkpoint, make the proofs
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
    const char *data_dir;  /* keys and blobs live here, and netral.db without db */
    struct str db;         /* "postgresql://...", or empty for SQLite in data_dir */
    const struct law *law; /* may be NULL for tools that judge nothing */
    const struct env *env;
    int64_t queue_max; /* jobs that may wait; 0: FLOW_QUEUE_MAX */
    /* Jobs without done: the contexts of one batch at once, on the writer's thread. */
    void (*wake)(void *const *contexts, size_t count);
};
enum { FLOW_QUEUE_MAX = 4096, FLOW_BATCH_MAX = 512, FLOW_CONTENT_MAX = 1 << 20 };
/* Opens a store that exists and starts no thread yet. ret_version is filled for ERR_STORE_NEWER.
 * Errors: ERR_MISSING "store", ERR_STORE_NEWER, ERR_STORE, ERR_READ_ONLY, ERR_IO "keys". */
struct err flow_open(const struct flow_config *config, struct flow **ret) MUST_CHECK;
struct err
flow_start(struct flow *flow) MUST_CHECK; /* the writer's thread and the sign-in thread */
void flow_close(struct flow *flow);       /* ends the queue first; NULL is fine */

const struct law *flow_law(const struct flow *flow);
const struct env *flow_env(const struct flow *flow);
struct blob_store *flow_blobs(struct flow *flow);
const struct ledger_key *flow_key(const struct flow *flow);
bool flow_is_demo(const struct flow *flow);
bool flow_is_live(const struct flow *flow); /* neither demo nor test: its clock is the world's */
/* What to add to the world's clock: 0 for a live or test store; a demo goes on right after its
 * newest event, wherever in 2024 that was. */
int64_t flow_store_shift(struct flow *flow);
/* A connection of the caller's own for reads; db_close it. */
struct err flow_reader(struct flow *flow, struct db *ret) MUST_CHECK;

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
/* Errors: ERR_BUSY when the queue is full; the job was not taken and done will not be called. */
struct err flow_submit(struct flow *flow, struct flow_job *job) MUST_CHECK;
/* The same in the caller's thread, for tools and tests: returns job->result. */
struct err flow_run_now(struct flow *flow, struct flow_job *job) MUST_CHECK;

/* --- who acts --- */
struct flow_staff { /* zero: nobody signed in */
    struct store_staff who;
    struct hash csrf; /* of the session; zero for tokens */
};

/* --- reports --- */
struct flow_report {
    struct flow_job job;
    const struct intake_report *report; /* read and checked */
    struct str identity;                /* JSON of the reporter; empty for a tip without one */
    struct id128 key;                   /* Idempotency-Key */
    struct hash request;                /* SHA-256 of the request's body */
    struct hash salt;                   /* drawn before */
    struct id128 stream;                /* drawn before */
    struct instant now;
    /* result */
    bool repeated;
    struct case_id id;
    struct case_received received;
    struct seal_code code;
    struct str manifest;
    struct hash event_salt;
};
/* Errors: ERR_KEY_REUSED, ERR_MISSING "evidence", ERR_INVALID "region" (no office in charge). */
void flow_report_prepare(struct flow *flow, struct flow_report *report);
/* The reporter's identity as it is kept apart. */
struct str flow_identity_json(struct arena *a, const struct intake_report *report);

struct flow_evidence {
    struct flow_job job;
    struct case_evidence piece; /* durable in the blob store already */
    struct instant now;
};
void flow_evidence_prepare(struct flow_evidence *evidence);

/* --- a case --- */
struct flow_case {
    struct store_case_row row;
    struct case_state state;
    const struct law_rulebook *rules;
    bool has_identity; /* somebody is named as reporter, apart */
};
/* A step that the rulebook offers in the case's state, and what stands in its way. */
struct flow_offer {
    const struct law_step *step;
    const struct law_step *const *missing; /* must be taken first */
    size_t missing_count;
    const struct law_clock *waits; /* must run out first; NULL: need not */
    struct date opens_on;          /* when it will have run out */
    bool opens;                    /* that day is known */
};
struct flow_offers {
    const struct flow_offer *list;
    size_t count;
};
struct flow_offers flow_offers(struct arena *a, const struct flow_case *file, struct instant now);
/* Errors: ERR_MISSING, ERR_DENIED (outside the jurisdiction), ERR_RULES (rulebook not known). */
struct err flow_case_read(struct flow *flow, struct db *db, struct arena *a,
                          const struct flow_staff *staff, struct case_id id,
                          struct flow_case *ret) MUST_CHECK;
/* What the staff member's office has in hand, by alarm day; a provincial Bawaslu sees its province.
 */
struct flow_list {
    struct flow_staff staff;
    struct store_cursor after;
    int64_t limit;
    struct str state; /* only these; empty: all. Looks through FLOW_SCAN_MAX rows at most */
    const struct store_case_row *rows; /* result */
    size_t count;
    bool more;
    struct store_cursor next; /* where to go on, when more */
};
/* Errors: ERR_UNSIGNED, ERR_DENIED. */
struct err flow_case_list(struct db *db, struct arena *a, struct flow_list *list) MUST_CHECK;
/* How many cases of the staff member's office have their alarm between each two of FLOW_BOUNDS
 * ascending days; each number saturates at STORE_COUNT_MAX. */
enum { FLOW_BOUNDS = 7 };
struct err flow_case_counts(struct db *db, struct arena *a, const struct flow_staff *staff,
                            const int64_t *bounds, int64_t *ret) MUST_CHECK;
/* By receipt code, for the reporter. Errors: ERR_MISSING "code". */
struct err flow_track(struct flow *flow, struct db *db, struct arena *a,
                      const struct seal_code *code, struct flow_case *ret) MUST_CHECK;
struct flow_act {
    struct flow_job job;
    struct flow_staff staff;
    struct case_id id;
    const struct law_step *step;
    const struct intake_action *action;
    struct hash salt;
    struct instant now;
    struct intake_faults faults; /* for ERR_INVALID */
    struct case_state state;     /* result: after the step */
};
void flow_act_prepare(struct flow_act *act);
/* The custodian looks at who reported: an event, then the identity in ret. */
struct flow_identity {
    struct flow_job job;
    struct flow_staff staff;
    struct case_id id;
    struct str reason;
    struct hash salt;
    struct instant now;
    struct str identity; /* result: JSON */
};
void flow_identity_prepare(struct flow_identity *opening);
#endif
