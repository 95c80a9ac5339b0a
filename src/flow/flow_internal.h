#ifndef FLOW_FLOW_INTERNAL_H
#define FLOW_FLOW_INTERNAL_H
/* What the files of this room share: the process, its transaction, the append of events. */
#include "base/regions.h"
#include "decision/decision.h"
#include "flow/flow.h"
#include "flow/flow_sign.h"
#include "flow/kept.h"
#include "flow/queue.h"
#include "flow/tick.h"
#include "flow/upkeep.h"
#include "risk/read.h"
#include "store/evidence.h"

#include <stdatomic.h>

struct flow {
    _Atomic(const struct law *) law; /* replaced by flow/flow_days_off.c alone */
    _Atomic int64_t law_index;       /* newest published version that law is of; -1: none */
    atomic_bool law_missed;          /* its files could not be read: the poll tries again */
    int64_t head_size;               /* of the ledger after the writer's last batch */
    struct flow_law_kept *laws;
    struct risk_rules risk; /* of the law that it was opened with: flow_risk.c */
    struct flow_acceptances accepted;
    /* Of who replaces it; recursive: its batch may find it replaced. Locks are taken in this order:
     * upkeep.evidence, law_mutex, writer_mutex; a batch lets go of the last to take the second. */
    pthread_mutex_t law_mutex;
    const struct env *env;
    struct str where, data_dir, origin, vkey;         /* where: the store's directory or conninfo */
    _Atomic(struct flow_boundary_files *) boundaries; /* NULL: nobody looked; flow_boundaries.c */
    struct arena *arena;                              /* of what lives as long as the process */
    struct blob_store *blobs;
    struct signer *signer;
    struct confined *confined; /* borrowed; NULL: none */
    struct flow_newest newest;
    struct flow_shown_note shown;
    struct ledger_key key; /* what verifies: the secret is the signer's */
    struct hash receipt_secret;
    bool demo, live, started;
    _Atomic int64_t newest_us; /* time of the newest event of a live store: clock.c */
    struct db writer;
    pthread_mutex_t writer_mutex; /* one batch at a time, whoever runs it */
    struct arena *batch;          /* of the running batch; empty between two */
    struct buf body;              /* of the event that is being appended */
    struct flow_queue writes;
    pthread_t writer_thread;
    struct flow_upkeep upkeep;
    int lock_fd;                      /* of flow_hold; -1 */
    struct flow_witnesses *witnesses; /* NULL: nobody is asked; flow_witness.c */
    struct flow_tick *tick;           /* NULL: none runs here; flow_tick.c */
    void (*wake)(void *const *contexts, size_t count);
};

/* Reads flow->risk. Errors: ERR_RULES. */
struct err flow_risk_load(struct flow *flow) MUST_CHECK;

struct flow_txn {
    struct flow *flow;
    struct db *db;
    const struct law *law; /* of the whole batch: flow->law may be replaced while it runs */
    struct arena *arena;   /* the running job's: results; freed with the request */
    struct arena *batch;   /* what must live until the commit only */
    struct ledger_head head;
    struct hash *leaves; /* of the batch so far */
    size_t leaf_count, leaf_room;
    struct store_stats stats;
    struct flow_counter *counters;      /* running numbers that the batch gave: counters.c */
    struct flow_charge *charges;        /* offices in charge that it asked for: flow_report.c */
    const struct decision_weeks *weeks; /* once they were asked for: flow_office.c */
    struct flow_job *job;
    bool publishes; /* a version of the law: the next batch looks for it */
};
/* The next running number of an office's reports, received or registered, in a year. A number that
 * a failed job drew is given to the next one. */
struct flow_numbers {
    struct str office;
    bool registered;
    int year;
};
struct err flow_number_next(struct flow_txn *txn, const struct flow_numbers *of,
                            int64_t *ret) MUST_CHECK;
void flow_numbers_settle(struct flow_txn *txn, bool keep); /* after each job */
struct err flow_numbers_save(struct flow_txn *txn) MUST_CHECK;
/* The index that the next event gets. */
int64_t flow_next_index(const struct flow_txn *txn);
/* Makes the commitment (ev->event.commit, its prev given) and the leaf, and stores the event.
 * ret_manifest may be NULL. ev->event.index must be flow_next_index. */
struct err flow_append(struct flow_txn *txn, struct store_event *ev, const struct hash *prev,
                       struct str *ret_manifest) MUST_CHECK;
/* An event that is a stream of its own: an office opened, an account added, a pledge signed. */
struct flow_single {
    struct str kind, office, body;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};
struct err flow_append_alone(struct flow_txn *txn, const struct flow_single *single) MUST_CHECK;
/* What became of an account; event without office and body, which are the account's and its name.
 */
struct err flow_account_record(struct flow_txn *txn, const struct store_staff *who,
                               const struct flow_single *event) MUST_CHECK;
/* The same by somebody, whom the body names as "actor", and about files that are kept. */
struct flow_single_more {
    struct str actor; /* empty: whoever runs the machine, "system" */
    const struct ledger_part *parts;
    size_t part_count;
};
struct err flow_append_by(struct flow_txn *txn, const struct flow_single *single,
                          const struct flow_single_more *more) MUST_CHECK;
/* Runs the list of jobs (linked by next) in one transaction and calls done of each. */
void flow_batch(struct flow *flow, struct flow_job *jobs);
void *flow_writer_loop(void *arg); /* arg: the struct flow */

/* Opens a store that has a schema and keys but no settings yet. */
struct flow_bare {
    const char *data_dir;
    struct str where, origin;
    const struct env *env;
};
struct err flow_open_bare(const struct flow_bare *bare, struct flow **ret) MUST_CHECK;
/* Loads and folds one case. Errors: ERR_MISSING "case", ERR_CORRUPT. */
struct err flow_case_state(struct db *db, struct arena *a, struct case_id id,
                           struct case_state *ret) MUST_CHECK;
/* An office that the store did not have: an event, and its row. */
struct err flow_open_office(struct flow_txn *txn, const struct store_office *office) MUST_CHECK;
/* Which offices work six days, as the transaction sees it; read once for each batch. */
struct err flow_weeks(struct flow_txn *txn, struct decision_weeks *ret) MUST_CHECK;
/* The same outside of a transaction. */
struct err flow_weeks_read(struct db *db, struct arena *a, struct decision_weeks *ret) MUST_CHECK;
/* The next event of a case, to be filled: kind, body, at, salt. */
struct store_event flow_next_event(const struct flow_txn *txn, const struct case_state *cs,
                                   struct str office, struct str actor);
/* Stores one further event of a case and brings its row and its counts along. */
struct err flow_append_to(struct flow_txn *txn, const struct case_state *before,
                          struct store_event *ev, const struct case_state *after) MUST_CHECK;
/* The offices that names of a rulebook mean for a case of the region on a day. A name that no
 * office of the store answers to gets an empty one. */
struct flow_naming {
    const struct law *law;
    struct str region, bawaslu; /* bawaslu: the office in charge of the case */
    struct date today;
};
struct err flow_name_offices(struct db *db, struct arena *a, const struct flow_naming *naming,
                             struct law_words_list names, struct decision_offices *ret) MUST_CHECK;
/* The zone whose clocks a region's offices read. */
enum zone flow_zone(struct str region);
#endif
