#ifndef STORE_DB_INTERNAL_H
#define STORE_DB_INTERNAL_H
/* What db.c and its two drivers share. Nobody else includes this. */
#include "store/db.h"

/* Numbers from DB_STMT_MAX up belong to the seam's own statements (BEGIN, SAVEPOINT, ...), so that
 * they stay prepared beside those of store/sql. */
enum {
    DB_OWN_BEGIN_WRITE = DB_STMT_MAX,
    DB_OWN_BEGIN_READ,
    DB_OWN_COMMIT,
    DB_OWN_ROLLBACK,
    DB_OWN_SAVEPOINT,
    DB_OWN_RELEASE,
    DB_OWN_UNDO,
    DB_SLOTS
};
/* How long a statement waits for another process's lock before it answers ERR_BUSY; the runner
 * then tries again. */
enum { DB_LOCK_WAIT_MS = 1000 };

bool db_sqlite_is_fsync_failure(int rc); /* an extended result code of SQLite */
struct err db_sqlite_open(struct str dir, bool writer, bool create, struct db *ret) MUST_CHECK;
/* The sqlite3 of a connection of that driver. */
void *db_sqlite_handle(const struct db *db);
/* Whether that URI, with all that libpq adds to it, stays on this machine or goes by TLS that
 * verifies whom it reaches (sslmode=verify-full); nothing is sent for it. A URI that libpq does not
 * read passes: opening it says so. Errors: ERR_DENIED "database". */
struct err db_postgres_guard(const char *where) MUST_CHECK;
struct err db_postgres_open(struct str where, bool writer, struct db *ret) MUST_CHECK;
#endif
