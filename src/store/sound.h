#ifndef STORE_SOUND_H
#define STORE_SOUND_H
/* Whether a database's own structure holds, beside what its rows say; and rows that no event makes
 * again, as far as events tell of them. */
#include "store/store.h"

/* *ret_faults: what SQLite's integrity_check finds, at most 100: pages, indexes that do not fit
 * their tables, cells of a wrong type. 0 for PostgreSQL, whose pages are checked by its own
 * checksums and amcheck. Reads the whole database once. Errors: those of db_run. */
struct err store_sound(struct db *db, int64_t *ret_faults) MUST_CHECK;
/* *ret: the case whose receipt leads elsewhere, the first; -1: each report has one. */
struct err store_receipt_astray(struct db *db, struct arena *a, int64_t *ret) MUST_CHECK;
/* Whether a piece that a case's report named is still that case's: else the upkeep may remove it.
 */
struct err store_evidence_owned(struct db *db, struct arena *a, const struct ledger_part *piece,
                                struct case_id owner, bool *ret) MUST_CHECK;
#endif
