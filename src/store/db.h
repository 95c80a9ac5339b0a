#ifndef STORE_DB_H
#define STORE_DB_H
/* The whole seam between this program and a database engine: six functions and one SQL text.
 * $n parameters, BIGINT/TEXT/BLOB, RETURNING, ON CONFLICT: what SQLite 3.40 and PostgreSQL 15
 * share. BLOB in the text becomes BYTEA on PostgreSQL (schema only). */
#include "base/hash.h"

enum cell_kind { CELL_NULL, CELL_INT, CELL_TEXT, CELL_BLOB };
struct cell {
    enum cell_kind kind;
    int64_t i;
    struct str s;
};
struct rows {
    size_t count, width;
    struct cell *cells; /* row by row, in the caller's arena */
    int64_t changed;    /* rows that an INSERT, UPDATE or DELETE touched; else undefined */
};
#define CINT(v) ((struct cell){.kind = CELL_INT, .i = (v)})
#define CTEXT(v) ((struct cell){.kind = CELL_TEXT, .s = (v)})
#define CBLOB(v) ((struct cell){.kind = CELL_BLOB, .s = (v)})
#define CBYTES(p, n) CBLOB(((struct str){(const char *)(p), (n)}))
#define CNULL ((struct cell){.kind = CELL_NULL})

/* The values of $1, $2, ... of a statement, in that order. */
struct db_args {
    const struct cell *list;
    size_t count;
};
#define DB_LIST(array) ((struct db_args){(array), COUNT_OF(array)})
#define DB_ARGS(...) DB_LIST(((const struct cell[]){__VA_ARGS__}))
#define DB_NONE ((struct db_args){0})

/* A statement is a named constant text (store/sql/<room>.sql, embedded at build); its number is
 * its place in the table, so that a driver can keep it prepared. */
struct db_stmt {
    int number;       /* below DB_STMT_MAX; drivers cache by it; -1: never cached */
    const char *name; /* as in the .sql file, for logs */
    const char *sql;
};
enum { DB_STMT_MAX = 256, DB_ARGS_MAX = 32 };

struct db;
struct db_driver {
    const char *name; /* "sqlite", "postgres" */
    void (*close)(struct db *db);
    struct err (*begin)(struct db *db, bool write);
    struct err (*commit)(struct db *db);
    void (*rollback)(struct db *db);
    struct err (*run)(struct db *db, struct arena *a, const struct db_stmt *stmt,
                      struct db_args args, struct rows *ret);
};
struct db {
    const struct db_driver *driver;
    void *handle;
    uint64_t touched; /* statements that failed or were no SELECT: what an undo would be for */
};

/* where: a directory (SQLite: <dir>/netral.db, WAL, synchronous=FULL) or "postgresql://...".
 * writer: this connection writes; else it is opened read only. create: makes the directory (0700)
 * and the file (0600); PostgreSQL's database must be there. A connection belongs to one thread at a
 * time. Tables come from store/migrate.h.
 * Errors: ERR_STORE, ERR_READ_ONLY, ERR_DISK_FULL, ERR_MISSING (no store there), ERR_DENIED
 * "database" (over a network, and not by TLS that verifies whom it reaches). */
struct err db_open(struct str where, bool writer, bool create, struct db *ret) MUST_CHECK;
void db_close(struct db *db); /* NULL and zero are fine */

/* One statement. args must be exactly $1..$n of its text. A cell is an integer, text or bytes, on
 * both engines: a fraction is refused, sum() of integers is an integer, text is compared and sorted
 * by its bytes, LIKE tells upper from lower case. ret may be NULL.
 * Errors: ERR_CONFLICT (a key, a CHECK: inside a transaction call db_undo or give up, since
 * PostgreSQL answers nothing else until then), ERR_BUSY, ERR_DISK_FULL, ERR_READ_ONLY, ERR_CORRUPT,
 * ERR_TOO_LARGE, ERR_STORE (about: the statement's name). A failed fsync ends the process. */
struct err db_run(struct db *db, struct arena *a, const struct db_stmt *stmt, struct db_args args,
                  struct rows *ret) MUST_CHECK;
/* SAVEPOINT, RELEASE, ROLLBACK TO of one job inside the writer's transaction. Dear on SQLite: each
 * page that a job is the first to change is copied. */
struct err db_savepoint(struct db *db) MUST_CHECK;
struct err db_release(struct db *db) MUST_CHECK;
struct err db_undo(struct db *db) MUST_CHECK; /* back to the savepoint, which ends */

/* Runs body in one transaction; again (at most 8 times) while it answers ERR_BUSY. body must be
 * repeatable: it owns nothing outside its arena and sends nothing.
 * ERR_BUSY about "database" from a writing transaction may mean that the connection broke during
 * COMMIT: then nobody knows whether it is stored, and the body is not run again. Ask under the
 * request's idempotency key. */
typedef struct err db_body(struct db *db, void *arg);
struct err db_in_txn(struct db *db, bool write, db_body *body, void *arg) MUST_CHECK;
#endif
