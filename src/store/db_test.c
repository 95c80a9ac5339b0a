#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants the two above before it */
#include <cmocka.h>
#include <sys/wait.h>

#include "store/db_fixture.h"

/* The contract of the seam, the same on both engines. state is a struct db_fixture with table
 * t(id, n, txt, raw). What only one engine can show is in db_engine_test.c. */

static const struct db_stmt BUMP = {2, "t_bump",
                                    "UPDATE t SET n = n + 1 WHERE id = $1 RETURNING n"};

static void assert_cell(struct cell got, struct cell want) {
    assert_int_equal(got.kind, want.kind);
    assert_int_equal(got.i, want.i);
    assert_int_equal(got.s.len, want.s.len);
    if (want.s.len)
        assert_memory_equal(got.s.ptr, want.s.ptr, want.s.len);
}

static void cells_come_back_as_they_went_in(void **state) {
    struct db_fixture *f = *state;
    static const char bytes[] = {0, 1, '\'', (char)0xff, 0};
    const struct {
        struct cell n, txt, raw;
    } cases[] = {
        {CINT(0), CTEXT(STR("a")), CBYTES(bytes, sizeof bytes)},
        {CINT(INT64_MAX), CTEXT(STR("Kepala Dinas \xe2\x80\x94 \xf0\x9f\x93\x9c 'x' \"y\"")),
         CNULL},
        {CINT(INT64_MIN), CNULL, CBYTES("x", 1)},
        {CINT(-1), CTEXT(((struct str){0})), CBLOB(((struct str){0}))}, /* empty, not NULL */
        {CNULL, CTEXT(STR("")), CBYTES("", 0)},
        {CINT(1), CTEXT(STR("$1 ? ; -- ")), CNULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(fixture_insert(f, (int64_t)i, cases[i].n, cases[i].txt, cases[i].raw).code,
                         0);
    struct rows rows = fixture_list(f, &f->db);
    assert_int_equal(rows.count, COUNT_OF(cases));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_cell(rows.cells[4 * i], CINT((int64_t)i));
        assert_cell(rows.cells[4 * i + 1], cases[i].n);
        assert_cell(rows.cells[4 * i + 2], cases[i].txt);
        assert_cell(rows.cells[4 * i + 3], cases[i].raw);
    }
}

static void parameters_go_by_number_not_by_place(void **state) {
    struct db_fixture *f = *state;
    static const struct db_stmt swapped = {
        3, "swapped", "INSERT INTO t(txt, n, id) VALUES ($3, $2, $1) RETURNING id, n, txt"};
    struct cell args[] = {CINT(7), CINT(8), CTEXT(STR("nine"))};
    struct rows rows;
    assert_int_equal(db_run(&f->db, f->a, &swapped, DB_LIST(args), &rows).code, ERR_NONE);
    assert_int_equal(rows.count, 1);
    assert_cell(rows.cells[0], CINT(7));
    assert_cell(rows.cells[1], CINT(8));
    assert_cell(rows.cells[2], CTEXT(STR("nine")));
}

static void a_null_first_does_not_decide_the_type(void **state) {
    struct db_fixture *f = *state;
    static const struct db_stmt same = {4, "same", "SELECT coalesce($1, 5)"};
    const struct cell args[] = {CNULL, CINT(6), CINT(INT64_MAX), CNULL, CINT(INT64_MIN)};
    for (size_t i = 0; i < COUNT_OF(args); i++) {
        struct rows rows;
        assert_int_equal(db_run(&f->db, f->a, &same, DB_ARGS(args[i]), &rows).code, ERR_NONE);
        assert_cell(rows.cells[0], args[i].kind == CELL_NULL ? CINT(5) : args[i]);
    }
}

static void what_is_wrong_with_a_statement_is_said_with_its_name(void **state) {
    struct db_fixture *f = *state;
    const struct cell args[] = {CINT(1), CINT(2), CINT(3), CINT(4), CINT(5)};
    const struct {
        const char *sql;
        size_t count;
    } cases[] = {
        {"SELECT n FROM t WHERE id = $1", 0},
        {"SELECT n FROM t WHERE id = $1", 2},
        {"SELECT n FROM t", 1},
        {"SELECT n FROM nowhere", 0},
        {"SELEC", 0},
        {"SELECT 1.5", 0},                            /* fractions: the engines would differ */
        {"SELECT \"text\" FROM t", 0},                /* a quoted name is never a string */
        {"INSERT INTO t(id, raw) VALUES (1, $1)", 1}, /* an integer is no blob */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct db_stmt stmt = {-1, "the_name", cases[i].sql};
        struct rows rows = {.count = 77};
        struct err e = db_run(&f->db, f->a, &stmt, (struct db_args){args, cases[i].count}, &rows);
        if (e.code != ERR_STORE)
            fail_msg("%s: %d", cases[i].sql, (int)e.code);
        assert_true(str_equal(e.about, STR("the_name")));
        assert_int_equal(rows.count, 77); /* untouched on failure */
    }
    assert_int_equal(fixture_list(f, &f->db).count, 0);
}

static void a_number_that_gets_another_text_is_prepared_again(void **state) {
    struct db_fixture *f = *state;
    static const struct db_stmt one = {9, "one", "SELECT 1"}, two = {9, "two", "SELECT 2, 3"};
    for (int i = 0; i < 3; i++) {
        struct rows rows;
        assert_int_equal(db_run(&f->db, f->a, &one, DB_NONE, &rows).code, ERR_NONE);
        assert_cell(rows.cells[0], CINT(1));
        assert_int_equal(db_run(&f->db, f->a, &two, DB_NONE, &rows).code, ERR_NONE);
        assert_cell(rows.cells[1], CINT(3));
    }
}

static void text_compares_by_its_bytes(void **state) {
    struct db_fixture *f = *state;
    const char *texts[] = {"B", "a", "Z", "b", "\xc3\xa9"};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_int_equal(
            fixture_insert(f, (int64_t)i, CNULL, CTEXT(str_from_c(texts[i])), CNULL).code, 0);
    struct rows rows;
    assert_int_equal(fixture_run_text(f, &f->db, "SELECT txt FROM t ORDER BY txt", &rows).code,
                     ERR_NONE);
    const char *sorted[] = {"B", "Z", "a", "b", "\xc3\xa9"};
    for (size_t i = 0; i < COUNT_OF(sorted); i++)
        assert_cell(rows.cells[i], CTEXT(str_from_c(sorted[i])));
    assert_int_equal(
        fixture_run_text(f, &f->db, "SELECT id FROM t WHERE txt LIKE 'b%'", &rows).code, 0);
    assert_int_equal(rows.count, 1); /* not B */
}

static void a_sum_is_an_integer(void **state) {
    struct db_fixture *f = *state;
    const int64_t cases[][2] = {{1, 2},    {-10000, -1}, {INT64_MAX, 0},    {INT64_MIN, 0},
                                {9999, 1}, {-5, 5},      {120000000, 30000}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        db_fixture_do(f, "DELETE FROM t");
        for (int n = 0; n < 2; n++)
            assert_int_equal(fixture_insert(f, n, CINT(cases[i][n]), CNULL, CNULL).code, ERR_NONE);
        struct rows rows;
        assert_int_equal(fixture_run_text(f, &f->db, "SELECT sum(n), count(*) FROM t", &rows).code,
                         0);
        assert_cell(rows.cells[0], CINT(cases[i][0] + cases[i][1]));
        assert_cell(rows.cells[1], CINT(2));
    }
}

static void many_rows_come_in_order(void **state) {
    struct db_fixture *f = *state;
    for (int64_t i = 0; i < 1000; i++)
        assert_int_equal(fixture_insert_id(f, 999 - i).code, ERR_NONE);
    struct rows rows = fixture_list(f, &f->db);
    assert_int_equal(rows.count, 1000);
    for (size_t i = 0; i < rows.count; i++)
        assert_int_equal(rows.cells[4 * i].i, i);
}

/* --- transactions --- */

struct script {
    struct db_fixture *f;
    int runs, busy_until;
    enum err_code answer;
};

static struct err insert_and_answer(struct db *db, void *arg) {
    struct script *s = arg;
    (void)db;
    s->runs++;
    struct err e = fixture_insert_id(s->f, 1);
    if (e.code)
        return e;
    if (s->runs < s->busy_until)
        return ERR(ERR_BUSY, STR("test"));
    return s->answer ? ERR(s->answer, STR("test")) : OK;
}

static void a_transaction_is_whole_or_nothing_and_only_busy_is_tried_again(void **state) {
    struct db_fixture *f = *state;
    const struct {
        struct script script;
        enum err_code want;
        int runs;
        size_t rows;
    } cases[] = {
        {{.answer = ERR_NONE}, ERR_NONE, 1, 1},
        {{.answer = ERR_DENIED}, ERR_DENIED, 1, 0},
        {{.answer = ERR_CONFLICT}, ERR_CONFLICT, 1, 0},
        {{.busy_until = 3}, ERR_NONE, 3, 1},
        {{.busy_until = 8}, ERR_NONE, 8, 1},
        {{.busy_until = 9}, ERR_BUSY, 8, 0},
        {{.busy_until = 3, .answer = ERR_DENIED}, ERR_DENIED, 3, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct script s = cases[i].script;
        s.f = f;
        assert_int_equal(db_in_txn(&f->db, true, insert_and_answer, &s).code, cases[i].want);
        assert_int_equal(s.runs, cases[i].runs);
        assert_int_equal(fixture_list(f, &f->reader).count, cases[i].rows);
        db_fixture_do(f, "DELETE FROM t");
    }
}

static struct err conflict_in_the_middle(struct db *db, void *arg) {
    struct db_fixture *f = arg;
    for (int64_t id = 0; id < 3; id++) {
        struct err e = db_savepoint(db);
        if (e.code)
            return e;
        e = fixture_insert_id(f, 10 * id);
        assert_int_equal(e.code, ERR_NONE);
        if (id == 1) {
            e = fixture_insert_id(f, 0); /* there already */
            assert_int_equal(e.code, ERR_CONFLICT);
            assert_true(str_equal(e.about, STR("t_insert")));
            e = db_undo(db);
        } else
            e = db_release(db);
        if (e.code)
            return e;
    }
    return OK;
}

static void a_job_that_fails_leaves_the_others_of_its_transaction(void **state) {
    struct db_fixture *f = *state;
    assert_int_equal(db_in_txn(&f->db, true, conflict_in_the_middle, f).code, ERR_NONE);
    struct rows rows = fixture_list(f, &f->db);
    assert_int_equal(rows.count, 2);
    assert_int_equal(rows.cells[0].i, 0);
    assert_int_equal(rows.cells[4].i, 20);
}

static struct err insert_two_in_arg(struct db *db, void *arg) {
    (void)db;
    struct err e = fixture_insert_id(arg, 1);
    return e.code ? e : fixture_insert_id(arg, 2);
}

static struct err read_while_somebody_writes(struct db *db, void *arg) {
    struct db_fixture *f = arg;
    assert_int_equal(fixture_list(f, db).count, 0);
    assert_int_equal(db_in_txn(&f->db, true, insert_two_in_arg, f).code, ERR_NONE);
    assert_int_equal(fixture_list(f, &f->db).count, 2);
    assert_int_equal(fixture_list(f, db).count, 0); /* still the moment it began at */
    return OK;
}

static void a_reader_sees_one_moment(void **state) {
    struct db_fixture *f = *state;
    assert_int_equal(db_in_txn(&f->reader, false, read_while_somebody_writes, f).code, ERR_NONE);
    assert_int_equal(fixture_list(f, &f->reader).count, 2);
}

static void a_reader_writes_nothing(void **state) {
    struct db_fixture *f = *state;
    struct script s = {.f = f};
    assert_int_equal(db_in_txn(&f->reader, true, insert_and_answer, &s).code, ERR_READ_ONLY);
    assert_int_equal(s.runs, 0);
    const char *tries[] = {"INSERT INTO t(id) VALUES (5)", "CREATE TABLE u(a BIGINT)",
                           "DELETE FROM t", "DROP TABLE t"};
    for (size_t i = 0; i < COUNT_OF(tries); i++)
        assert_int_equal(fixture_run_text(f, &f->reader, tries[i], NULL).code, ERR_READ_ONLY);
    assert_int_equal(fixture_list(f, &f->db).count, 0);
}

static struct err bump(struct db *db, void *arg) {
    struct db_fixture *f = arg;
    struct cell id = CINT(1);
    struct rows rows;
    return db_run(db, f->a, &BUMP, DB_ARGS(id), &rows);
}

enum { PROCESSES = 4, BUMPS = 25 };

/* In a child: a connection of its own, BUMPS transactions; its exit status counts the failures. */
static int bump_often(struct db_fixture *f) {
    struct db db;
    int failed = 0;
    if (db_open(db_fixture_where(f), true, false, &db).code)
        return BUMPS;
    for (int i = 0; i < BUMPS; i++)
        failed += db_in_txn(&db, true, bump, f).code != ERR_NONE;
    db_close(&db);
    return failed;
}

static void no_writer_loses_what_another_wrote(void **state) {
    struct db_fixture *f = *state;
    db_fixture_do(f, "CREATE TABLE ledger_head(id BIGINT PRIMARY KEY)"); /* what they queue for */
    assert_int_equal(fixture_insert_id(f, 1).code, ERR_NONE);
    pid_t children[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] == 0)
            _exit(bump_often(f));
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(fixture_list(f, &f->db).cells[1].i, (int64_t)PROCESSES * BUMPS);
}

#define CONTRACT(engine)                                                                           \
    ON(engine, cells_come_back_as_they_went_in), ON(engine, parameters_go_by_number_not_by_place), \
        ON(engine, a_null_first_does_not_decide_the_type),                                         \
        ON(engine, what_is_wrong_with_a_statement_is_said_with_its_name),                          \
        ON(engine, a_number_that_gets_another_text_is_prepared_again),                             \
        ON(engine, text_compares_by_its_bytes), ON(engine, a_sum_is_an_integer),                   \
        ON(engine, many_rows_come_in_order),                                                       \
        ON(engine, a_transaction_is_whole_or_nothing_and_only_busy_is_tried_again),                \
        ON(engine, a_job_that_fails_leaves_the_others_of_its_transaction),                         \
        ON(engine, a_reader_sees_one_moment), ON(engine, a_reader_writes_nothing),                 \
        ON(engine, no_writer_loses_what_another_wrote)

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTRACT(sqlite),
        CONTRACT(postgres),
    };
    return _cmocka_run_group_tests("db", tests, ON_COUNT(tests), NULL, NULL);
}
