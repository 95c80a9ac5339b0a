#ifndef STORE_DB_FIXTURE_H
#define STORE_DB_FIXTURE_H
/* For tests: the same store, empty, on both engines. SQLite lives in a directory of its own under
 * /tmp. PostgreSQL is where NETRAL_TEST_PG points (tools/pg_cluster.sh prints such a URI), each
 * test program in a schema of its own, so that several run at once; without it those tests are
 * skipped. Include after the cmocka headers. */
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/db.h"

struct db_fixture {
    bool postgres;
    char dir[64], where[1024];
    struct arena *a;
    struct db db, reader; /* both open after db_fixture_open */
};

static inline int db_fixture_remove(const char *path, const struct stat *st, int flag,
                                    struct FTW *ftw) {
    (void)st;
    (void)flag;
    (void)ftw;
    return remove(path);
}

/* Any statement, without arguments, that must work. */
static inline void db_fixture_do(struct db_fixture *f, const char *sql) {
    struct db_stmt stmt = {.number = -1, .name = "fixture", .sql = sql};
    struct err e = db_run(&f->db, f->a, &stmt, DB_NONE, NULL);
    if (e.code)
        fail_msg("%s: %.*s at %s", sql, STR_ARG(e.about), e.where);
}

static inline struct str db_fixture_where(const struct db_fixture *f) {
    return str_from_c(f->where);
}

/* Both connections to an empty store. */
static inline void db_fixture_open(struct db_fixture *f, bool postgres) {
    const char *uri = getenv("NETRAL_TEST_PG"), *schema = program_invocation_short_name;
    assert_true((uri && *uri) || !postgres);
    *f = (struct db_fixture){.postgres = postgres, .a = arena_new(64 << 20)};
    (void)snprintf(f->dir, sizeof f->dir, "/tmp/netral-test-XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    (void)snprintf(f->where, sizeof f->where, "%s/store", f->dir);
    if (postgres && uri)
        (void)snprintf(f->where, sizeof f->where, "%s%coptions=-csearch_path%%3D%s", uri,
                       strchr(uri, '?') ? '&' : '?', schema);
    struct err e = db_open(str_from_c(f->where), true, true, &f->db);
    if (e.code)
        fail_msg("open: %.*s at %s", STR_ARG(e.about), e.where);
    if (postgres) {
        char sql[256];
        (void)snprintf(sql, sizeof sql, "DROP SCHEMA IF EXISTS %s CASCADE", schema);
        db_fixture_do(f, sql);
        (void)snprintf(sql, sizeof sql, "CREATE SCHEMA %s", schema);
        db_fixture_do(f, sql);
    }
    e = db_open(str_from_c(f->where), false, false, &f->reader);
    assert_int_equal(e.code, ERR_NONE);
}

static inline void db_fixture_close(struct db_fixture *f) {
    db_close(&f->reader);
    db_close(&f->db);
    arena_free(f->a);
    if (nftw(f->dir, db_fixture_remove, 8, FTW_DEPTH | FTW_PHYS))
        fail_msg("%s cannot be removed", f->dir);
}

/* --- a table to try things on: t(id, n, txt, raw) --- */

static inline struct err fixture_run_text(struct db_fixture *f, struct db *db, const char *sql,
                                          struct rows *ret) {
    struct db_stmt stmt = {-1, "text", sql};
    return db_run(db, f->a, &stmt, DB_NONE, ret);
}

static inline struct err fixture_insert(struct db_fixture *f, int64_t id, struct cell n,
                                        struct cell txt, struct cell raw) {
    struct db_stmt stmt = {250, "t_insert",
                           "INSERT INTO t(id, n, txt, raw)"
                           " VALUES ($1, $2, $3, $4)"};
    struct cell args[] = {CINT(id), n, txt, raw};
    return db_run(&f->db, f->a, &stmt, DB_LIST(args), NULL);
}

static inline struct err fixture_insert_id(struct db_fixture *f, int64_t id) {
    return fixture_insert(f, id, CINT(0), CNULL, CNULL);
}

static inline struct rows fixture_list(struct db_fixture *f, struct db *db) {
    struct db_stmt stmt = {251, "t_list", "SELECT id, n, txt, raw FROM t ORDER BY id"};
    struct rows rows = {0};
    struct err e = db_run(db, f->a, &stmt, DB_NONE, &rows);
    assert_int_equal(e.code, ERR_NONE);
    assert_int_equal(rows.width, 4);
    return rows;
}

static inline int fixture_on(void **state, bool postgres) {
    struct db_fixture *f = must_alloc(sizeof *f);
    db_fixture_open(f, postgres);
    db_fixture_do(f, postgres ? "CREATE TABLE t(id BIGINT PRIMARY KEY, n BIGINT,"
                                " txt TEXT COLLATE \"C\", raw BYTEA)"
                              : "CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER,"
                                " txt TEXT, raw BLOB) STRICT");
    *state = f;
    return 0;
}

static inline int on_sqlite(void **state) {
    return fixture_on(state, false);
}

static inline int on_postgres(void **state) {
    return fixture_on(state, true);
}

static inline int fixture_close(void **state) {
    db_fixture_close(*state);
    free(*state);
    return 0;
}

/* A test on one engine; main() leaves the last ones out when there is no PostgreSQL. */
#define ON(engine, test)                                                                           \
    { #test " (" #engine ")", test, on_##engine, fixture_close, NULL }
#define ON_COUNT(tests) fixture_count(tests, COUNT_OF(tests))
static inline size_t fixture_count(const struct CMUnitTest *tests, size_t count) {
    while (!getenv("NETRAL_TEST_PG") && count && tests[count - 1].setup_func == on_postgres)
        count--;
    return count;
}
#endif
