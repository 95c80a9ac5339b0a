/* The database file of one moment, while others write and copy the log. */
#include "store/snapshot.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/filling_sample.h"

enum { PIECE = 12288, BEFORE = 60, DURING = 1100 };

static void add(struct db_fixture *f, int64_t from, int64_t count) {
    struct filling x = {f, from, count};
    assert_int_equal(db_in_txn(&f->db, true, fill, &x).code, ERR_NONE);
}

/* Reads [at, until) of the snapshot into the same place of a file. */
static void copy(const struct store_snapshot *s, int fd, int64_t at, int64_t until) {
    char piece[PIECE];
    while (at < until) {
        size_t len = until - at < PIECE ? (size_t)(until - at) : PIECE;
        assert_int_equal(store_snapshot_read(s, at, piece, len).code, ERR_NONE);
        assert_int_equal(pwrite(fd, piece, len, at), len);
        at += (int64_t)len;
    }
}

static struct str place(struct db_fixture *f) {
    return arena_printf(f->a, "%s/store", f->dir);
}

static void assert_whole(struct db_fixture *f, const char *dir, int64_t rows) {
    struct db db = {0};
    struct rows got;
    assert_int_equal(db_open(str_from_c(dir), false, false, &db).code, ERR_NONE);
    assert_int_equal(fixture_run_text(f, &db, "PRAGMA integrity_check", &got).code, ERR_NONE);
    assert_true(str_equal(got.cells[0].s, STR("ok")));
    assert_int_equal(fixture_run_text(f, &db, "SELECT count(*), max(id) FROM t", &got).code,
                     ERR_NONE);
    assert_int_equal(got.cells[0].i, rows);
    assert_int_equal(got.cells[1].i, rows - 1);
    db_close(&db);
}

/* More than the log may hold is written while it is read: the writer and its copier would copy it.
 */
static void what_comes_later_is_not_in_it(void **state) {
    struct db_fixture *f = *state;
    struct store_snapshot *s = NULL;
    add(f, 0, BEFORE);
    assert_int_equal(store_snapshot_new(place(f), &s).code, ERR_NONE);
    const char *dir = arena_printf(f->a, "%s/copy", f->dir).ptr;
    assert_int_equal(mkdir(dir, 0700), 0);
    int fd = open(arena_printf(f->a, "%s/netral.db", dir).ptr, O_RDWR | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    int64_t bytes = store_snapshot_bytes(s), half = bytes / 2 / PIECE * PIECE;
    assert_true(bytes > BEFORE * FILLING_BYTES);
    copy(s, fd, 0, half);
    for (int64_t i = 0; i < DURING; i += 4)
        add(f, BEFORE + i, 4);
    copy(s, fd, half, bytes);
    struct rows got;
    assert_int_equal(fixture_run_text(f, store_snapshot_db(s), "SELECT count(*) FROM t", &got).code,
                     ERR_NONE);
    assert_int_equal(got.cells[0].i, BEFORE);
    store_snapshot_free(s);
    (void)close(fd);
    assert_whole(f, dir, BEFORE);
    assert_whole(f, place(f).ptr, BEFORE + DURING);
}

static void it_is_taken_when_nothing_was_written_lately(void **state) {
    struct db_fixture *f = *state;
    struct store_snapshot *s = NULL;
    add(f, 0, 3);
    db_close(&f->db); /* the log is gone */
    assert_int_equal(store_snapshot_new(place(f), &s).code, ERR_NONE);
    assert_true(store_snapshot_bytes(s) > 3 * FILLING_BYTES);
    store_snapshot_free(s);
    store_snapshot_free(NULL);
}

static void the_writer_goes_on_afterwards(void **state) {
    struct db_fixture *f = *state;
    struct store_snapshot *s = NULL;
    struct stat st;
    for (int64_t i = 0; i < 40; i++) {
        add(f, i * 60, 60); /* 600 pages */
        assert_int_equal(store_snapshot_new(place(f), &s).code, ERR_NONE);
        store_snapshot_free(s);
        if (i % 10 == 9)
            arena_reset(f->a);
    }
    assert_int_equal(stat(arena_printf(f->a, "%s/netral.db-wal", place(f).ptr).ptr, &st), 0);
    assert_true(st.st_size < (int64_t)12000 * 4096); /* it was begun anew */
}

static void only_what_is_there_is_read(void **state) {
    struct db_fixture *f = *state;
    struct store_snapshot *s = NULL;
    char byte;
    assert_int_equal(store_snapshot_new(place(f), &s).code, ERR_NONE);
    int64_t bytes = store_snapshot_bytes(s);
    assert_int_equal(store_snapshot_read(s, bytes - 1, &byte, 1).code, ERR_NONE);
    assert_int_equal(store_snapshot_read(s, bytes, &byte, 1).code, ERR_CORRUPT);
    assert_int_equal(store_snapshot_read(s, -1, &byte, 1).code, ERR_CORRUPT);
    store_snapshot_free(s);
    assert_int_equal(store_snapshot_new(STR("/nowhere"), &s).code, ERR_MISSING);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(sqlite, what_comes_later_is_not_in_it),
        ON(sqlite, it_is_taken_when_nothing_was_written_lately),
        ON(sqlite, the_writer_goes_on_afterwards),
        ON(sqlite, only_what_is_there_is_read),
    };
    return _cmocka_run_group_tests("snapshot", tests, ON_COUNT(tests), NULL, NULL);
}
