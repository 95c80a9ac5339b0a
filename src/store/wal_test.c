#include "store/wal_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "store/filling_sample.h"

/* How the writer's log reaches the disk: gathered writes, and copies beside the writer. */
enum { PAGE = 4096, LOG_MOST = 8000, ROWS = 300 };

static int64_t size_of(const struct db_fixture *f, const char *file) {
    char path[256];
    struct stat st;
    (void)snprintf(path, sizeof path, "%s/store/%s", f->dir, file);
    return stat(path, &st) ? -1 : (int64_t)st.st_size;
}

static void assert_rows(struct db_fixture *f, struct db *db, int64_t want) {
    struct arena *kept = f->a;
    f->a = arena_new(256 << 20);
    struct rows rows = fixture_list(f, db);
    assert_int_equal(rows.count, want);
    for (size_t i = 0; i < rows.count; i++) {
        struct str raw = rows.cells[i * 4 + 3].s;
        assert_int_equal(raw.len, FILLING_BYTES);
        assert_true(raw.ptr[0] == (char)('a' + i % 26) && raw.ptr[FILLING_BYTES - 1] == raw.ptr[0]);
    }
    arena_free(f->a);
    f->a = kept;
}

/* 300 rows of 40 KB: larger than what is gathered, and than the writer's cache, so that pages are
 * written to the log and read back before the commit. */
static void a_large_transaction_is_read_back_whole(void **state) {
    struct db_fixture *f = *state;
    struct filling x = {f, 0, ROWS};
    assert_int_equal(db_in_txn(&f->db, true, fill, &x).code, 0);
    assert_rows(f, &f->db, ROWS);
    assert_rows(f, &f->reader, ROWS);
}

static struct err fill_and_fail(struct db *db, void *arg) {
    struct err e = fill(db, arg);
    return e.code ? e : ERR(ERR_INVALID, STR("on purpose"));
}

static void what_was_rolled_back_is_nowhere(void **state) {
    struct db_fixture *f = *state;
    struct filling kept = {f, 0, 3}, lost = {f, 3, ROWS};
    assert_int_equal(db_in_txn(&f->db, true, fill, &kept).code, 0);
    assert_int_equal(db_in_txn(&f->db, true, fill_and_fail, &lost).code, ERR_INVALID);
    assert_rows(f, &f->reader, 3);
    struct filling more = {f, 3, 2};
    assert_int_equal(db_in_txn(&f->db, true, fill, &more).code, 0);
    assert_rows(f, &f->reader, 5);
}

/* 600 commits of 22 pages: more than the log may hold, with a copier that runs when it likes. */
static void the_log_is_begun_anew_while_it_is_written(void **state) {
    struct db_fixture *f = *state;
    for (int64_t i = 0; i < 600; i++) {
        struct filling x = {f, i * 2, 2};
        assert_int_equal(db_in_txn(&f->db, true, fill, &x).code, 0);
        if (i % 100 == 99)
            arena_reset(f->a);
    }
    assert_true(size_of(f, "netral.db-wal") < (LOG_MOST * 3 / 2) * (int64_t)PAGE);
    assert_true(size_of(f, "netral.db") > 0);
    assert_rows(f, &f->reader, 1200);
    db_close(&f->db);
    assert_rows(f, &f->reader, 1200);
}

static void the_driver_says_what_was_changed(void **state) {
    struct db_fixture *f = *state;
    struct rows rows = {0};
    assert_int_equal(fixture_insert_id(f, 1).code, 0);
    uint64_t touched = f->db.touched;
    assert_int_equal(
        fixture_run_text(f, &f->db, "INSERT INTO t(id) VALUES (1) ON CONFLICT DO NOTHING", &rows)
            .code,
        0);
    assert_int_equal(rows.changed, 0);
    assert_int_equal(
        fixture_run_text(f, &f->db, "INSERT INTO t(id) VALUES (2) ON CONFLICT DO NOTHING", &rows)
            .code,
        0);
    assert_int_equal(rows.changed, 1);
    assert_int_equal(f->db.touched, touched + 2);
    assert_int_equal(fixture_run_text(f, &f->db, "UPDATE t SET n = 5", &rows).code, 0);
    assert_int_equal(rows.changed, 2);
    assert_int_equal(fixture_run_text(f, &f->db, "SELECT n FROM t", &rows).code, 0);
    assert_int_equal(f->db.touched, touched + 3);
    assert_int_not_equal(fixture_run_text(f, &f->db, "SELECT nothing FROM t", &rows).code, 0);
    assert_int_equal(f->db.touched, touched + 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(sqlite, a_large_transaction_is_read_back_whole),
        ON(sqlite, what_was_rolled_back_is_nowhere),
        ON(sqlite, the_log_is_begun_anew_while_it_is_written),
        ON(sqlite, the_driver_says_what_was_changed),
        ON(postgres, the_driver_says_what_was_changed),
    };
    return _cmocka_run_group_tests("wal", tests, ON_COUNT(tests), NULL, NULL);
}
