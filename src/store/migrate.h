#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H
/* The shape of the store: numbered texts (store/schema/NNNN_<name>.sql, embedded at build), each
 * recorded in schema_version when it was applied. Two sorts:
 *   permanent  applied once, in order; a text that changed after it was applied is refused.
 *   derived    projections (name begins with "derived"). Their text may change: the tables are then
 *              dropped and made again empty, and the caller fills them from the events (I3). */
#include "base/env.h"
#include "store/db.h"

struct store_version {
    int64_t found, known; /* newest migration in the store; of this program */
    bool rebuild;         /* projections are not up to date: fill them, then store_derived_done */
};
/* Brings the store up to this program, each migration in a transaction of its own.
 * Errors: ERR_STORE_NEWER (*ret is written nevertheless: the caller's sentence needs both numbers),
 * ERR_CORRUPT "migration" (an applied permanent text differs), and those of the driver. */
struct err store_migrate(struct db *db, const struct env *env,
                         struct store_version *ret) MUST_CHECK;
/* The same question without changing anything. Errors: ERR_MISSING "store" (nothing was ever
 * applied), ERR_STORE "migrate" (older than this program, *ret is written), and as above. */
struct err store_check_version(struct db *db, struct store_version *ret) MUST_CHECK;

/* STORE_LIVE: drops the projections and makes them empty; the writer's connection. The store counts
 * as not rebuilt until store_derived_done, so that a crash in between is noticed.
 * STORE_SCRATCH: makes the same tables empty as temporary ones of this connection, on both engines;
 * from then on their names mean these, and events still mean the store's. They go with the
 * connection, nothing has to be cleaned up, and a reader's connection is enough: it can write them
 * and nothing else. Call it outside of a transaction. */
enum store_place { STORE_LIVE, STORE_SCRATCH };
struct err store_derived_create(struct db *db, enum store_place place) MUST_CHECK;
/* The live projections now equal the events; inside the transaction that filled them, or after. */
struct err store_derived_done(struct db *db, struct instant now) MUST_CHECK;

struct store_difference {
    struct str table;      /* "" when nothing differs */
    int64_t live, rebuilt; /* rows of that table that only one side has */
};
/* Holds the live projections against those of STORE_SCRATCH on the same connection, every cell of
 * every row; stops at the first table that differs. Inside the read transaction that filled the
 * scratch tables it compares one moment, whoever writes meanwhile. */
struct err store_derived_compare(struct db *db, struct arena *a,
                                 struct store_difference *ret) MUST_CHECK;

struct store_misshapen {
    struct str sort, name; /* "table", "index", ...; "" when all agree */
    bool extra;            /* no migration makes it; else it is missing, or made otherwise */
};
/* Holds the store's tables and indexes against those that its migrations make, made anew as
 * temporary ones of this connection, whose names then hide the store's: a reader's connection that
 * is closed afterwards, outside of a transaction. SQLite: their texts, and whatever else was put
 * there (a trigger, a view). PostgreSQL: columns with type, collation, NOT NULL and default, and
 * indexes as the catalog tells them; on a standby nothing is compared. Errors: as
 * store_check_version, and those of the driver. */
struct err store_shape_compare(struct db *db, struct arena *a,
                               struct store_misshapen *ret) MUST_CHECK;
#endif
