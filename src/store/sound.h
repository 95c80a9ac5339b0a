#ifndef STORE_SOUND_H
#define STORE_SOUND_H
/* Whether a database's own structure holds, beside what its rows say. */
#include "store/db.h"

/* *ret_faults: what SQLite's integrity_check finds, at most 100: pages, indexes that do not fit
 * their tables, cells of a wrong type. 0 for PostgreSQL, whose pages are checked by its own
 * checksums and amcheck. Reads the whole database once. Errors: those of db_run. */
struct err store_sound(struct db *db, int64_t *ret_faults) MUST_CHECK;
#endif
