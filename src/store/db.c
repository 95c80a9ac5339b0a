#include "store/db_internal.h"

#include <time.h>

/* The only place that begins, commits and retries. A transaction that lost a race (ERR_BUSY) is
 * rolled back and its body runs again from the start; nothing else is ever tried twice. */

enum { TXN_TRIES = 8, FIRST_PAUSE_MS = 5 };

static const struct db_stmt SAVEPOINT = {DB_OWN_SAVEPOINT, "savepoint", "SAVEPOINT job"};
static const struct db_stmt RELEASE = {DB_OWN_RELEASE, "release", "RELEASE SAVEPOINT job"};
static const struct db_stmt UNDO = {DB_OWN_UNDO, "undo", "ROLLBACK TO SAVEPOINT job"};

struct err db_open(struct str where, bool writer, bool create, struct db *ret) {
    if (str_starts(where, STR("postgresql://")) || str_starts(where, STR("postgres://")))
        return db_postgres_open(where, writer, ret);
    return db_sqlite_open(where, writer, create, ret);
}

void db_close(struct db *db) {
    if (!db || !db->driver)
        return;
    db->driver->close(db);
    *db = (struct db){0};
}

struct err db_run(struct db *db, struct arena *a, const struct db_stmt *stmt, struct db_args args,
                  struct rows *ret) {
    if (args.count > DB_ARGS_MAX)
        die("a statement takes more arguments than DB_ARGS_MAX");
    struct err e = db->driver->run(db, a, stmt, args, ret);
    if (e.code || stmt->sql[0] != 'S')
        db->touched++;
    return e;
}

struct err db_savepoint(struct db *db) {
    return db->driver->run(db, NULL, &SAVEPOINT, DB_NONE, NULL);
}

struct err db_release(struct db *db) {
    return db->driver->run(db, NULL, &RELEASE, DB_NONE, NULL);
}

struct err db_undo(struct db *db) {
    struct err e = db->driver->run(db, NULL, &UNDO, DB_NONE, NULL);
    return e.code ? e : db_release(db);
}

/* One try. *ret_again: nothing of it is in the store, so that it may run once more. A connection
 * that broke while COMMIT was on its way leaves the outcome unknown: running the body again could
 * store it twice, so the caller hears of it instead (and asks again under its idempotency key). */
static struct err attempt(struct db *db, bool write, db_body *body, void *arg, bool *ret_again) {
    *ret_again = true;
    struct err e = db->driver->begin(db, write);
    if (e.code)
        return e;
    e = body(db, arg);
    if (!e.code) {
        e = db->driver->commit(db);
        if (!e.code)
            return e;
        *ret_again = !write || !str_equal(e.about, STR("database"));
    }
    db->driver->rollback(db);
    return e;
}

struct err db_in_txn(struct db *db, bool write, db_body *body, void *arg) {
    long pause_ms = FIRST_PAUSE_MS;
    for (int tries = 1;; tries++, pause_ms *= 2) {
        bool again = false;
        struct err e = attempt(db, write, body, arg, &again);
        if (e.code != ERR_BUSY || !again || tries == TXN_TRIES)
            return e;
        struct timespec pause = {.tv_sec = 0, .tv_nsec = pause_ms * 1000000};
        (void)nanosleep(&pause, NULL);
    }
}
