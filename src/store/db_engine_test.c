#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants the two above before it */
#include <cmocka.h>
#include <sys/stat.h>

#include "store/db_fixture.h"

/* What only one engine can show: files and a full disk on SQLite, lost connections on PostgreSQL.
 */

static void a_store_that_is_not_there_is_missing(void **state) {
    (void)state;
    struct db db = {0};
    const char *places[] = {"", "/tmp/netral-no-such-store", "/dev/null", "/tmp/netral-no/such"};
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        assert_int_equal(db_open(str_from_c(places[i]), true, false, &db).code, ERR_MISSING);
        assert_int_equal(db_open(str_from_c(places[i]), false, false, &db).code, ERR_MISSING);
    }
    struct err e = db_open(STR("postgresql://nobody@127.0.0.1:1/none"), true, true, &db);
    assert_int_equal(e.code, ERR_STORE);
    assert_null(db.driver);
    db_close(&db);
    db_close(NULL);
}

static void a_new_store_is_closed_to_others(void **state) {
    struct db_fixture *f = *state;
    struct stat st;
    char path[128];
    const char *files[] = {"", "/netral.db", "/netral.db-wal"};
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        (void)snprintf(path, sizeof path, "%s/store%s", f->dir, files[i]);
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(st.st_mode & 0777, i ? 0600 : 0700);
    }
}

static void a_file_that_is_no_database_is_said_to_differ(void **state) {
    struct db_fixture *f = *state;
    char path[128];
    (void)snprintf(path, sizeof path, "%s/netral.db", f->dir);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 1000; i++)
        (void)fputs("this is not a database\n", file);
    (void)fclose(file);
    struct db db = {0};
    struct err e = db_open(str_from_c(f->dir), true, false, &db);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_null(db.driver);
}

static struct err fill_up(struct db *db, void *arg) {
    struct db_fixture *f = arg;
    static const char big[3000];
    for (int64_t id = 0; id < 1000; id++) {
        struct err e = fixture_insert(f, id, CNULL, CNULL, CBYTES(big, sizeof big));
        if (e.code) {
            assert_int_equal(e.code, ERR_DISK_FULL);
            /* whatever SQLite undid by itself: nothing may run outside of the transaction */
            struct err next = db_savepoint(db);
            return next.code ? next : e;
        }
    }
    return OK;
}

static void a_full_disk_loses_nothing_and_is_over_when_there_is_room(void **state) {
    struct db_fixture *f = *state;
    assert_int_equal(fixture_insert_id(f, -1).code, ERR_NONE);
    db_fixture_do(f, "PRAGMA max_page_count = 40");
    enum err_code code = db_in_txn(&f->db, true, fill_up, f).code;
    assert_true(code == ERR_DISK_FULL || code == ERR_STORE);
    assert_int_equal(fixture_list(f, &f->reader).count, 1);
    db_fixture_do(f, "PRAGMA max_page_count = 100000");
    assert_int_equal(db_in_txn(&f->db, true, fill_up, f).code, ERR_NONE);
    assert_int_equal(fixture_list(f, &f->reader).count, 1001);
}

/* Ends every other connection of this schema's writer, as a failover does. */
static void cut(struct db_fixture *f) {
    struct db other;
    assert_int_equal(db_open(db_fixture_where(f), true, false, &other).code, ERR_NONE);
    struct db_stmt stmt = {-1, "cut",
                           "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid"
                           " <> pg_backend_pid() AND application_name = 'netral'"
                           " AND datname = current_database() AND query LIKE '%netral-cut%'"};
    struct rows rows;
    assert_int_equal(db_run(&other, f->a, &stmt, DB_NONE, &rows).code, ERR_NONE);
    assert_int_equal(rows.count, 1);
    db_close(&other);
}

struct cut_script {
    struct db_fixture *f;
    int runs, cuts;
    bool at_the_end;
};

/* The mark makes the connection's last query known to cut(). */
static struct err insert_while_cut(struct db *db, void *arg) {
    struct cut_script *s = arg;
    s->runs++;
    struct err e = fixture_insert_id(s->f, 1);
    if (!e.code)
        e = fixture_run_text(s->f, db, "SELECT 1 /* netral-cut */", NULL);
    if (e.code)
        return e;
    if (s->runs <= s->cuts)
        cut(s->f);
    return s->at_the_end ? OK : fixture_run_text(s->f, db, "SELECT 1", NULL);
}

static void a_lost_connection_is_made_again(void **state) {
    struct db_fixture *f = *state;
    db_fixture_do(f, "SELECT 1 /* netral-cut */");
    cut(f); /* idle: the next transaction does not even notice */
    struct cut_script s = {.f = f};
    assert_int_equal(db_in_txn(&f->db, true, insert_while_cut, &s).code, ERR_NONE);
    assert_int_equal(s.runs, 1);
    db_fixture_do(f, "DELETE FROM t");

    s = (struct cut_script){.f = f, .cuts = 2}; /* inside: everything runs again */
    assert_int_equal(db_in_txn(&f->db, true, insert_while_cut, &s).code, ERR_NONE);
    assert_int_equal(s.runs, 3);
    assert_int_equal(fixture_list(f, &f->db).count, 1);
    db_fixture_do(f, "DELETE FROM t");

    s = (struct cut_script){.f = f, .cuts = 1, .at_the_end = true}; /* at COMMIT: unknown */
    struct err e = db_in_txn(&f->db, true, insert_while_cut, &s);
    assert_int_equal(e.code, ERR_BUSY);
    assert_true(str_equal(e.about, STR("database")));
    assert_int_equal(s.runs, 1);
    assert_int_equal(fixture_list(f, &f->db).count, 0);
}

static struct err swallow_a_conflict(struct db *db, void *arg) {
    struct db_fixture *f = arg;
    (void)db;
    struct err first = fixture_insert_id(f, 1), second = fixture_insert_id(f, 1);
    assert_int_equal(first.code, ERR_NONE);
    assert_int_equal(second.code, ERR_CONFLICT);
    return OK;
}

static void a_commit_that_became_a_rollback_is_no_success(void **state) {
    struct db_fixture *f = *state;
    struct err e = db_in_txn(&f->db, true, swallow_a_conflict, f);
    assert_int_equal(e.code, ERR_STORE);
    assert_true(str_equal(e.about, STR("transaction")));
    assert_int_equal(fixture_list(f, &f->db).count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_that_is_not_there_is_missing),
        ON(sqlite, a_new_store_is_closed_to_others),
        ON(sqlite, a_file_that_is_no_database_is_said_to_differ),
        ON(sqlite, a_full_disk_loses_nothing_and_is_over_when_there_is_room),
        ON(postgres, a_lost_connection_is_made_again),
        ON(postgres, a_commit_that_became_a_rollback_is_no_success),
    };
    return _cmocka_run_group_tests("db_engine", tests, ON_COUNT(tests), NULL, NULL);
}
