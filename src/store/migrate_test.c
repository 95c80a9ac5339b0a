#include "store/migrate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants the two above before it */
#include <cmocka.h>

#include "store/db_fixture.h"
#include "store/migrate_internal.h"
#include "store/roster.h"
#include "store/sql.h"
#include "store/store.h"

static struct instant test_now(const struct env *env) {
    (void)env;
    return (struct instant){1728700000000000};
}

static struct store_version migrate(struct db_fixture *f, enum err_code want) {
    struct env env = {.now = test_now};
    struct store_version version = {.found = -5};
    struct err e = store_migrate(&f->db, &env, &version);
    if (e.code != want)
        fail_msg("%d %.*s at %s", (int)e.code, STR_ARG(e.about), e.where);
    return version;
}

static int64_t count_of(struct db_fixture *f, struct db *db, const char *table) {
    struct rows rows;
    struct str sql = arena_printf(f->a, "SELECT count(*) FROM %s", table);
    struct err e = fixture_run_text(f, db, sql.ptr, &rows);
    assert_int_equal(e.code, ERR_NONE);
    return rows.cells[0].i;
}

/* The first derived table, and its migration. */
static const struct migration *derived(void) {
    for (size_t i = 0; i < MIGRATION_COUNT; i++)
        if (MIGRATIONS[i].derived)
            return &MIGRATIONS[i];
    fail_msg("no derived migration");
    return NULL;
}

static const int64_t KNOWN_LEAST = 2;

static void an_empty_store_gets_every_migration_once(void **state) {
    struct db_fixture *f = *state;
    struct store_version v = {0};
    assert_int_equal(store_check_version(&f->reader, &v).code, ERR_MISSING);
    v = migrate(f, ERR_NONE);
    assert_int_equal(v.found, 0);
    assert_true(v.known >= KNOWN_LEAST);
    assert_int_equal(v.known, MIGRATION_COUNT);
    assert_false(v.rebuild);
    assert_int_equal(count_of(f, &f->db, "schema_version"), MIGRATION_COUNT);
    assert_int_equal(count_of(f, &f->db, "ledger_head"), 0);

    v = migrate(f, ERR_NONE);
    assert_int_equal(v.found, v.known);
    assert_false(v.rebuild);
    assert_int_equal(count_of(f, &f->db, "schema_version"), MIGRATION_COUNT);
    assert_int_equal(store_check_version(&f->reader, &v).code, ERR_NONE);
    assert_int_equal(v.found, v.known);
}

static void a_newer_store_is_refused_with_both_numbers(void **state) {
    struct db_fixture *f = *state;
    (void)migrate(f, ERR_NONE);
    db_fixture_do(f, "INSERT INTO schema_version VALUES (99, 'later', 'x', 0)");
    struct store_version v = migrate(f, ERR_STORE_NEWER);
    assert_int_equal(v.found, 99);
    assert_int_equal(v.known, MIGRATION_COUNT);
    struct store_version seen = {0};
    assert_int_equal(store_check_version(&f->reader, &seen).code, ERR_STORE_NEWER);
    assert_int_equal(seen.found, 99);
    assert_int_equal(count_of(f, &f->db, "schema_version"), MIGRATION_COUNT + 1);
}

static void an_older_store_is_for_migrate_alone(void **state) {
    struct db_fixture *f = *state;
    (void)migrate(f, ERR_NONE);
    db_fixture_do(f, "DELETE FROM schema_version WHERE version > 1");
    struct store_version v = {0};
    struct err e = store_check_version(&f->reader, &v);
    assert_int_equal(e.code, ERR_STORE);
    assert_true(str_equal(e.about, STR("migrate")));
    assert_int_equal(v.found, 1);
}

static void a_record_that_differs_is_refused(void **state) {
    const char *changes[] = {
        "UPDATE schema_version SET sha256 = 'other' WHERE version = 1",
        "UPDATE schema_version SET name = 'other' WHERE version = 1",
        "UPDATE schema_version SET name = 'other' WHERE version = 2",
        "DELETE FROM schema_version WHERE version = 1",
    };
    struct db_fixture *f = *state;
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        (void)migrate(f, ERR_NONE);
        db_fixture_do(f, "CREATE TABLE kept AS SELECT * FROM schema_version");
        db_fixture_do(f, changes[i]);
        struct store_version v = migrate(f, ERR_CORRUPT);
        assert_int_equal(v.found, -5); /* untouched */
        struct err e = store_check_version(&f->reader, &v);
        assert_int_equal(e.code, ERR_CORRUPT);
        assert_true(str_equal(e.about, STR("migration")));
        db_fixture_do(f, "DELETE FROM schema_version");
        db_fixture_do(f, "INSERT INTO schema_version SELECT * FROM kept");
        db_fixture_do(f, "DROP TABLE kept");
    }
}

static void put_counter(struct db_fixture *f, struct db *db, const char *name, int64_t n) {
    struct cell args[] = {CTEXT(str_from_c(name)), CINT(n)};
    assert_int_equal(db_run(db, f->a, &SQL_COUNTER_RAISE, DB_LIST(args), NULL).code, ERR_NONE);
}

static void projections_of_another_text_are_emptied_until_they_are_filled(void **state) {
    struct db_fixture *f = *state;
    (void)migrate(f, ERR_NONE);
    put_counter(f, &f->db, "a", 1);
    struct str other = arena_printf(
        f->a, "UPDATE schema_version SET sha256 = 'x' WHERE version = %d", (int)derived()->version);
    db_fixture_do(f, other.ptr);
    for (int i = 0; i < 2; i++) { /* also when the filling did not come to its end */
        struct store_version v = migrate(f, ERR_NONE);
        assert_true(v.rebuild);
        assert_int_equal(v.found, v.known);
        assert_int_equal(count_of(f, &f->db, "counter"), 0);
        put_counter(f, &f->db, "half", 1);
        assert_int_equal(store_check_version(&f->reader, &v).code, ERR_NONE);
        assert_true(v.rebuild);
    }
    assert_int_equal(store_derived_done(&f->db, (struct instant){7}).code, ERR_NONE);
    assert_false(migrate(f, ERR_NONE).rebuild);
    assert_int_equal(count_of(f, &f->db, "counter"), 1);

    assert_int_equal(store_derived_create(&f->db, STORE_LIVE).code, ERR_NONE);
    assert_int_equal(count_of(f, &f->db, "counter"), 0);
    assert_true(migrate(f, ERR_NONE).rebuild);
}

static struct err fill_scratch(struct db *db, void *arg) {
    struct db_fixture *f = arg;
    assert_int_equal(count_of(f, db, "counter"), 0);
    assert_int_equal(count_of(f, db, "schema_version"), MIGRATION_COUNT);
    put_counter(f, db, "a", 1);
    put_counter(f, db, "b", 2);
    return OK;
}

static void a_rebuild_beside_the_store_is_compared_cell_by_cell(void **state) {
    struct db_fixture *f = *state;
    const struct {
        const char *live; /* what the live table holds instead of a=1, b=2 */
        int64_t only_live, only_rebuilt;
    } cases[] = {
        {"UPDATE counter SET n = n", 0, 0},
        {"UPDATE counter SET n = 3 WHERE name = 'b'", 1, 1},
        {"DELETE FROM counter WHERE name = 'b'", 0, 1},
        {"INSERT INTO counter VALUES ('c', 1)", 1, 0},
        {"UPDATE counter SET name = 'A' WHERE name = 'a'", 1, 1},
    };
    (void)migrate(f, ERR_NONE);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        db_fixture_do(f, "DELETE FROM counter");
        put_counter(f, &f->db, "a", 1);
        put_counter(f, &f->db, "b", 2);
        db_fixture_do(f, cases[i].live);
        assert_int_equal(store_derived_create(&f->reader, STORE_SCRATCH).code, ERR_NONE);
        assert_int_equal(db_in_txn(&f->reader, false, fill_scratch, f).code, ERR_NONE);
        struct store_difference d = {.live = 9};
        assert_int_equal(store_derived_compare(&f->reader, f->a, &d).code, ERR_NONE);
        assert_int_equal(d.live, cases[i].only_live);
        assert_int_equal(d.rebuilt, cases[i].only_rebuilt);
        assert_true(str_equal(d.table, i ? STR("counter") : STR("")));
    }
}

static void a_connection_with_scratch_tables_still_cannot_write_the_store(void **state) {
    struct db_fixture *f = *state;
    (void)migrate(f, ERR_NONE);
    assert_int_equal(store_derived_create(&f->reader, STORE_SCRATCH).code, ERR_NONE);
    enum err_code code = fixture_run_text(f, &f->reader, "DELETE FROM schema_version", NULL).code;
    assert_int_equal(code, ERR_READ_ONLY);
    assert_int_equal(count_of(f, &f->db, "schema_version"), MIGRATION_COUNT);
}

/* The reader's connection is the test's to spoil: it is closed and opened for each look. */
static struct store_misshapen shape_of(struct db_fixture *f) {
    struct store_misshapen found;
    db_close(&f->reader);
    assert_int_equal(db_open(db_fixture_where(f), false, false, &f->reader).code, ERR_NONE);
    struct err e = store_shape_compare(&f->reader, f->a, &found);
    if (e.code)
        fail_msg("%d %.*s at %s", (int)e.code, STR_ARG(e.about), e.where);
    return found;
}

static void a_table_or_index_that_no_migration_makes_so_is_named(void **state) {
    struct db_fixture *f = *state;
    static const struct {
        const char *change, *back, *sort, *name; /* sort "": it may */
        bool extra;
    } CASES[] = {
        {"DELETE FROM counter", "DELETE FROM stat", "", "", false},
        {"DROP INDEX event_stream", "CREATE UNIQUE INDEX event_stream ON event(case_id, seq)",
         "index", "event_stream", false},
        {"DROP INDEX event_rules",
         "CREATE INDEX event_rules ON event(idx) WHERE kind = 'rules.publisher'", "index",
         "event_rules", false},
        {"DROP INDEX event_rules",
         "CREATE INDEX event_rules ON event(idx) WHERE kind = 'rules.published'", "index",
         "event_rules", false},
        {"ALTER TABLE session RENAME COLUMN due TO dud",
         "ALTER TABLE session RENAME COLUMN dud TO due", "table", "session", false},
        {"CREATE TABLE other(a BIGINT)", "DROP TABLE other", "table", "other", true},
        {"CREATE INDEX other ON stat(n)", "DROP INDEX other", "index", "other", true},
        {"DROP TABLE spare_code", "DELETE FROM stat", "table", "spare_code", false},
    };
    (void)migrate(f, ERR_NONE);
    db_fixture_do(f, "DROP TABLE t"); /* of the fixture */
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        db_fixture_do(f, CASES[i].change);
        struct store_misshapen found = shape_of(f);
        if (!str_equal(found.sort, str_from_c(CASES[i].sort)) ||
            !str_equal(found.name, str_from_c(CASES[i].name)) || found.extra != CASES[i].extra)
            fail_msg("case %zu: %.*s %.*s", i, STR_ARG(found.sort), STR_ARG(found.name));
        db_fixture_do(f, CASES[i].back);
    }
}

static void projections_of_another_version_are_not_held_against_this_one(void **state) {
    struct db_fixture *f = *state;
    (void)migrate(f, ERR_NONE);
    db_fixture_do(f, "DROP TABLE t"); /* of the fixture */
    db_fixture_do(f, "DROP INDEX case_office");
    assert_true(str_equal(shape_of(f).name, STR("case_office")));
    db_fixture_do(f, "UPDATE schema_version SET sha256 = 'x' WHERE version = 2");
    assert_false(shape_of(f).sort.len);
}

static size_t parameters(const char *sql) {
    size_t highest = 0;
    for (const char *p = sql; (p = strchr(p, '$')); p++) {
        size_t n = strtoul(p + 1, NULL, 10);
        highest = n > highest ? n : highest;
    }
    return highest;
}

/* Texts for the other engine alone, and what PostgreSQL does not explain (store_migrate ran it). */
static bool is_left_out(const struct db_fixture *f, const struct db_stmt *stmt) {
    return strstr(stmt->name, f->postgres ? "_sqlite" : "_postgres") ||
           (f->postgres && strncmp(stmt->sql, "CREATE", strlen("CREATE")) == 0);
}

/* As the code that takes a roster says it, but for words of a post that the level does not know. */
static void everybody_of_an_older_register_gets_a_group(void **state) {
    static const struct {
        const char *class, *post;
        int64_t level;
        enum pledge_group want;
    } CASES[] = {{"pns", "Analis", 0, PLEDGE_ASN},
                 {"pns", "Sekretaris Daerah", 2, PLEDGE_LEADERS},
                 {"pns", "Camat", 3, PLEDGE_LEADERS},
                 {"pns", "Pj. Kepala Desa Teluk", 3, PLEDGE_VILLAGE_HEADS},
                 {"kades", "", 0, PLEDGE_VILLAGE_HEADS},
                 {"kepala_daerah", "Wakil Bupati", 0, PLEDGE_LEADERS},
                 {"polri", "Pj. Bupati", 1, PLEDGE_LEADERS},
                 {"non_asn", "Kepala Gudang", 3, PLEDGE_NON_ASN},
                 {"perangkat_desa", "", 0, PLEDGE_NON_ASN}};
    struct db_fixture *f = *state;
    struct store_stats stats = {0};
    int64_t differs = -1;
    (void)migrate(f, ERR_NONE);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct store_person person = {.id = (int64_t)i + 1,
                                            .key = {{(uint8_t)(i + 1)}},
                                            .office = STR("bkd"),
                                            .unit = STR("X"),
                                            .name = STR("Orang Contoh"),
                                            .class = str_from_c(CASES[i].class),
                                            .post = str_from_c(CASES[i].post),
                                            .mail = STR(""),
                                            .level = CASES[i].level,
                                            .group = PLEDGE_ASN};
        assert_int_equal(pledge_group_of(person.class, person.post), CASES[i].want);
        assert_int_equal(store_person_insert(&f->db, f->a, &person, &stats).code, ERR_NONE);
    }
    db_fixture_do(f, "DROP TABLE roster_unit");
    db_fixture_do(f, "CREATE TABLE roster_unit(office TEXT, unit TEXT, people BIGINT)");
    db_fixture_do(f, "ALTER TABLE civil_servant DROP COLUMN grp");
    db_fixture_do(f, "DELETE FROM schema_version WHERE version = 14");
    (void)migrate(f, ERR_NONE);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct store_person person;
        assert_int_equal(store_person_row(&f->db, f->a, (int64_t)i + 1, &person).code, ERR_NONE);
        assert_int_equal(person.group, CASES[i].want);
    }
    assert_int_equal(store_roster_differs(&f->db, f->a, &differs).code, ERR_NONE);
    assert_int_equal(differs, 0);
}

/* EXPLAIN makes the engine read a statement without running it. */
static void every_statement_means_something_to_this_engine(void **state) {
    struct db_fixture *f = *state;
    const struct cell args[DB_ARGS_MAX] = {0};
    (void)migrate(f, ERR_NONE);
    for (int i = 0; i < SQL_COUNT; i++) {
        const struct db_stmt *stmt = SQL_ALL[i];
        assert_int_equal(stmt->number, i);
        if (is_left_out(f, stmt))
            continue;
        struct str sql = arena_printf(f->a, "EXPLAIN %s", stmt->sql);
        struct db_stmt explain = {-1, stmt->name, sql.ptr};
        struct err e =
            db_run(&f->db, f->a, &explain, (struct db_args){args, parameters(stmt->sql)}, NULL);
        if (e.code)
            fail_msg("%s: %d %.*s", stmt->name, (int)e.code, STR_ARG(e.about));
    }
}

/* What reads all people of an office, by its name and the reason: a rebuild or its check, and the
 * page of reminders, which asks its worker (store/remind.h). */
static bool may_read_a_roster(const char *name) {
    static const char *const LIST[] = {"grade_figures", "roster_unit_fill", "roster_unit_differs",
                                       "remind_count"};
    for (size_t i = 0; i < COUNT_OF(LIST); i++)
        if (!strcmp(name, LIST[i]))
            return true;
    return false;
}

/* Of SQLite's plan: a whole table, or an index by nothing but the office. */
static bool reads_a_roster(const char *step) {
    return strstr(step, "SCAN civil_servant") ||
           (strstr(step, "SEARCH civil_servant") && strstr(step, "(office=?)"));
}

static void nothing_that_a_page_asks_reads_a_whole_roster(void **state) {
    struct db_fixture *f = *state;
    const struct cell args[DB_ARGS_MAX] = {0};
    (void)migrate(f, ERR_NONE);
    for (int i = 0; i < SQL_COUNT && !f->postgres; i++) {
        const struct db_stmt *stmt = SQL_ALL[i];
        struct rows rows;
        if (is_left_out(f, stmt))
            continue;
        struct str sql = arena_printf(f->a, "EXPLAIN QUERY PLAN %s", stmt->sql);
        struct db_stmt explain = {-1, stmt->name, sql.ptr};
        assert_int_equal(
            db_run(&f->db, f->a, &explain, (struct db_args){args, parameters(stmt->sql)}, &rows)
                .code,
            ERR_NONE);
        bool reads = false;
        for (size_t r = 0; r < rows.count; r++)
            reads |= reads_a_roster(arena_c(f->a, store_text(&rows, r, 3)));
        if (reads != may_read_a_roster(stmt->name))
            fail_msg("%s: %s", stmt->name, reads ? "reads a whole roster" : "does not any more");
    }
}

#define ALL(engine)                                                                                \
    ON(engine, an_empty_store_gets_every_migration_once),                                          \
        ON(engine, a_newer_store_is_refused_with_both_numbers),                                    \
        ON(engine, an_older_store_is_for_migrate_alone),                                           \
        ON(engine, a_record_that_differs_is_refused),                                              \
        ON(engine, projections_of_another_text_are_emptied_until_they_are_filled),                 \
        ON(engine, a_rebuild_beside_the_store_is_compared_cell_by_cell),                           \
        ON(engine, a_connection_with_scratch_tables_still_cannot_write_the_store),                 \
        ON(engine, a_table_or_index_that_no_migration_makes_so_is_named),                          \
        ON(engine, projections_of_another_version_are_not_held_against_this_one),                  \
        ON(engine, everybody_of_an_older_register_gets_a_group),                                   \
        ON(engine, every_statement_means_something_to_this_engine),                                \
        ON(engine, nothing_that_a_page_asks_reads_a_whole_roster)

int main(void) {
    const struct CMUnitTest tests[] = {ALL(sqlite), ALL(postgres)};
    return _cmocka_run_group_tests("migrate", tests, ON_COUNT(tests), NULL, NULL);
}
