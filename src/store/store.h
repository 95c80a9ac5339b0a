#ifndef STORE_STORE_H
#define STORE_STORE_H
/* Domain words on top of db.h, written once for every engine: events, ledger, cases. Staff stands
 * in store/staff.h, figures in store/stat.h, receipts and evidence in store/evidence.h. Errors of
 * every function: what db_run answers, and those that are named. Results live in the arena given.
 */
#include "case/case.h"
#include "ledger/ledger.h"
#include "store/db.h"

/* --- events: added, never changed; a row is a ledger leaf --- */
enum { STORE_CASE_EVENTS_MAX = 1000 };
struct store_event {
    struct case_event event; /* index, stream, seq, kind, office, actor, body, at, commit */
    int64_t case_id;         /* index of the stream's first event */
    struct str identity;     /* who reported: JSON, kept apart from body; or empty */
    const struct ledger_part
        *parts; /* blobs that the leaf commits to, the identity not among them */
    size_t part_count;
    struct hash salt;
    bool erased; /* body, identity, parts and salt are gone; commit stays */
};
struct err store_event_insert(struct db *db, struct arena *a,
                              const struct store_event *ev) MUST_CHECK;
/* All events of a case in order. Errors: ERR_MISSING "case". */
struct err store_case_events(struct db *db, struct arena *a, struct case_id id,
                             const struct case_event **ret, size_t *ret_count) MUST_CHECK;
/* Events from index on, at most limit. */
struct store_events {
    const struct store_event *list;
    size_t count;
};
struct err store_event_page(struct db *db, struct arena *a, int64_t from, int64_t limit,
                            struct store_events *ret) MUST_CHECK;
/* Errors: ERR_MISSING "identity" when there is none (a tip) or it was erased. */
struct err store_identity(struct db *db, struct arena *a, struct case_id id,
                          struct str *ret) MUST_CHECK;
/* Commitment of one event of a stream. Errors: ERR_MISSING "event". */
struct err store_event_commit(struct db *db, struct arena *a, int64_t case_id, int64_t seq,
                              struct hash *ret) MUST_CHECK;
/* Errors: ERR_MISSING "event" in an empty store. */
struct err store_event_last(struct db *db, struct arena *a, struct instant *ret_at) MUST_CHECK;
struct err store_has_identity(struct db *db, struct arena *a, struct case_id id,
                              bool *ret) MUST_CHECK;
/* Empties the events of a case (invariant I2: flow/erase.h is the only caller). */
struct err store_event_erase(struct db *db, struct arena *a, struct case_id id) MUST_CHECK;
/* Whether the stream's last event says that it was erased, and is itself whole. */
struct err store_is_erased(struct db *db, struct arena *a, struct case_id id, bool *ret) MUST_CHECK;
/* The manifest that an event's leaf commits to, from the stored row. prev: commitment of the
 * stream's previous event (zero for the first). */
struct str store_manifest(struct arena *a, const struct store_event *ev, const struct hash *prev);

/* --- ledger --- */
struct err store_head_load(struct db *db, struct arena *a, struct ledger_head *ret) MUST_CHECK;
/* Its size, and the setting of that name (empty: none) as it stands at the same moment. */
struct err store_head_shown(struct db *db, struct arena *a, struct str name, int64_t *ret_size,
                            struct str *ret_value) MUST_CHECK;
struct err store_head_save(struct db *db, struct arena *a,
                           const struct ledger_head *head) MUST_CHECK;
struct err store_node_insert(struct db *db, struct arena *a, int level, int64_t index,
                             const struct hash *hash) MUST_CHECK;
/* Commitments [from, to) of level 0; hashes [from, to) of tile level 1 and up. Exactly to - from
 * or ERR_CORRUPT. */
struct err store_commits(struct db *db, struct arena *a, int64_t from, int64_t to,
                         struct hash **ret) MUST_CHECK;
struct store_stretch {
    int level;
    int64_t from, to;
};
struct err store_nodes(struct db *db, struct arena *a, struct store_stretch where,
                       struct hash **ret) MUST_CHECK;
/* Remembers what was signed: one root for a size, for ever. Errors: ERR_CONFLICT. */
struct err store_checkpoint_insert(struct db *db, struct arena *a, int64_t size,
                                   const struct hash *root, struct instant at) MUST_CHECK;
/* The first checkpoint that covers index. Errors: ERR_MISSING "checkpoint". */
struct err store_checkpoint_above(struct db *db, struct arena *a, int64_t index, int64_t *ret_size,
                                  struct hash *ret_root) MUST_CHECK;
/* A ledger_read_node over a store; arg is a struct store_reader. */
struct store_reader {
    struct db *db;
    struct arena *arena;
};
struct err store_read_node(void *arg, int level, int64_t index, struct hash *ret) MUST_CHECK;
/* Whether the log, which has reached that size, had this root there. */
struct err store_had_root(struct db *db, struct arena *a, int64_t size, const struct hash *root,
                          bool *ret) MUST_CHECK;

/* --- cases --- */
struct err store_case_insert(struct db *db, struct arena *a,
                             const struct case_state *cs) MUST_CHECK;
/* Errors: ERR_CONFLICT "version" when the row is not at cs->version - 1. */
struct err store_case_update(struct db *db, struct arena *a,
                             const struct case_state *cs) MUST_CHECK;
/* Erasure: the row and its desks. */
struct err store_case_erase(struct db *db, struct arena *a, struct case_id id) MUST_CHECK;
enum { STORE_DONE_DUE = CASE_NO_DUE + 1 }; /* ended cases stand behind all others */
struct store_case_row {                    /* what lists show and authorization asks */
    struct case_id id;
    int64_t version;
    struct str number, registration, rules, election, region, act, stage, state, phase;
    int64_t channel;
    struct case_offices offices;
    struct instant received_at;
    int64_t due_day;    /* CASE_NO_DUE: no clock runs; STORE_DONE_DUE: nobody must act any more */
    int64_t late_day;   /* later reading of the same clock */
    struct str clock;   /* its id */
    enum law_week week; /* it was counted with */
    struct str moved;   /* clock whose due day moved since the list's office looked; of lists */
    struct date moved_from, moved_to;
};
/* Errors: ERR_MISSING "case". */
struct err store_case_row(struct db *db, struct arena *a, struct case_id id,
                          struct store_case_row *ret) MUST_CHECK;
struct store_cursor { /* behind the last row seen; zero: from the start */
    int64_t due_day, id;
};
/* Cases of one office by alarm day, at most limit rows. kind: of the office. */
struct store_case_query {
    struct str kind, office;
    struct store_cursor after;
    int64_t limit;
    bool moved; /* only those whose deadline moved unseen, and that have not ended */
};
struct err store_case_list(struct db *db, struct arena *a, const struct store_case_query *query,
                           const struct store_case_row **ret, size_t *ret_count) MUST_CHECK;
/* How many cases of an office have their alarm day in [from, to), counted up to STORE_COUNT_MAX. */
enum { STORE_COUNT_MAX = 1000 };
struct store_case_span {
    struct str kind, office;
    int64_t from, to;
};
struct err store_case_count(struct db *db, struct arena *a, const struct store_case_span *span,
                            int64_t *ret) MUST_CHECK;
/* The number given last; 0 before the first. */
struct err store_counter_find(struct db *db, struct arena *a, struct str name,
                              int64_t *ret) MUST_CHECK;
struct err store_counter_save(struct db *db, struct arena *a, struct str name,
                              int64_t n) MUST_CHECK;
struct err store_counter_raise(struct db *db, struct arena *a, struct str name,
                               int64_t n) MUST_CHECK;
/* Name of the counter behind an office's numbers of a year. */
struct str store_counter_name(struct arena *a, struct str office, bool registered, int year);

/* --- reading rows: used by the files of this room --- */
struct str store_text(const struct rows *rows, size_t row, size_t column);
int64_t store_int(const struct rows *rows, size_t row, size_t column);
/* Exactly len bytes. Errors: ERR_CORRUPT "bytes". */
struct err store_bytes(const struct rows *rows, size_t row, size_t column, void *ret,
                       size_t len) MUST_CHECK;
#endif
