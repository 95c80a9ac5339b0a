#ifndef FLOW_DAYS_OFF_H
#define FLOW_DAYS_OFF_H
/* A year of days off that is loaded while the server serves (docs/adr/0025). It is kept where every
 * version of the law is: in the bundle that an event "rules.published" names. From the event on the
 * law in use has it; a start takes it from the newest published version when its number is higher
 * than that of the rules folder. Running deadlines are then counted anew (recount.h). */
#include "flow/recount.h"
#include "flow/rules.h"

/* Running deadlines of one clock that move alike. */
struct flow_moved {
    struct str clock; /* id */
    struct date was, now;
    int64_t count;
};
enum { FLOW_MOVED_MAX = 100 };
/* Fill a, staff, text, seen, now. */
struct flow_days_off {
    struct arena *a;
    const struct flow_staff *staff;
    struct str text; /* the year's file, its version raised: law_decree_text */
    struct str seen; /* hex: the law in use when the person looked */
    struct instant now;
    /* Results. No case is named: who keeps the rules handles none. */
    int64_t deadlines, cases;       /* that would move, or moved; in how many cases */
    const struct flow_moved *moved; /* by clock and days, the first FLOW_MOVED_MAX */
    size_t moved_count;
    const struct law *law; /* of a load: the law in use now */
    struct err result;     /* the caller's */
};
/* What loading would move; writes nothing. Blocking: reads every open case.
 * Errors: ERR_UNSIGNED, ERR_DENIED "role"; ERR_RULES: text is no year that fits the law in use; of
 * reading. */
struct err flow_days_off_look(struct flow *flow, struct flow_days_off *x) MUST_CHECK;
/* Loads it: the event with all files, then the law in use, then the running deadlines. When the
 * last of these fails the days off are in use all the same, and the next upkeep counts. Blocking.
 * Errors: as above; ERR_CONFLICT "rules": another law than seen is in use; what storing gives. */
struct err flow_days_off_load(struct flow *flow, struct flow_days_off *x) MUST_CHECK;
/* Takes years from the newest published version whose number is higher than that of the law in use:
 * once, before anything is served. *ret_years: how many. A version without kept files has none.
 * Errors: of reading; ERR_CORRUPT: the kept files are damaged; the law is as it was then. */
struct err flow_days_off_adopt(struct flow *flow, int *ret_years) MUST_CHECK;
/* The same when another server published a version since this one looked; else a query of one row.
 * The writer asks by itself before it decides (docs/adr/0032); upkeep asks for those who only read.
 * db: a connection of the caller's. */
struct err flow_days_off_follow(struct flow *flow, struct db *db, int *ret_years) MUST_CHECK;
/* Whether another server published a version since this one looked: asked inside the transaction,
 * behind the ledger's head. Owns: nothing. */
struct err flow_law_is_stale(struct flow_txn *txn, bool *ret) MUST_CHECK;
#endif
