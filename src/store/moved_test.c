/* Deadlines that moved unseen: rows of a work list, by office, on both engines. */
#include "store/migrate.h"
#include "store/moved.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "store/db_fixture.h"

enum { OPEN_DUE = 20000, WAS = 19990, NOW = 19991, LATER = 19992 };

static const struct case_office POLICE = {STR_INIT("police"), STR_INIT("polres")};
static const struct case_clock CLOCK = {
    .id = STR_INIT("B05"), .due = {OPEN_DUE}, .due_early = {OPEN_DUE}, .running = true};

/* Case n is with the Bawaslu office "bw", the authority "ppk" and a police office. */
static void add_case(struct db_fixture *f, int64_t n, bool open) {
    struct case_state cs = {.id = {n},
                            .version = 1,
                            .received.rules = STR("r@1"),
                            .offices = {.bawaslu = STR("bw"),
                                        .ppk = STR("ppk"),
                                        .holder = open ? STR("ppk") : STR(""),
                                        .others = &POLICE,
                                        .other_count = 1},
                            .clocks = &CLOCK,
                            .clock_count = open ? 1 : 0};
    assert_int_equal(store_case_insert(&f->db, f->a, &cs).code, ERR_NONE);
}

static int open_store(struct db_fixture **ret, bool postgres) {
    struct db_fixture *f = must_alloc(sizeof *f);
    struct env env = env_system();
    struct store_version version;
    db_fixture_open(f, postgres);
    assert_int_equal(store_migrate(&f->db, &env, &version).code, ERR_NONE);
    add_case(f, 1, true);
    add_case(f, 2, true);
    add_case(f, 3, false);
    *ret = f;
    return 0;
}

static int in_sqlite(void **state) {
    return open_store((struct db_fixture **)state, false);
}

static int on_postgresql(void **state) {
    return open_store((struct db_fixture **)state, true);
}

static int done(void **state) {
    db_fixture_close(*state);
    free(*state);
    return 0;
}

static void put(struct db_fixture *f, int64_t id, const char *office, const char *clock,
                const int32_t days[2]) {
    const struct store_moved moved = {.id = {id},
                                      .office = str_from_c(office),
                                      .clock = str_from_c(clock),
                                      .was = {days[0]},
                                      .due = {days[1]}};
    assert_int_equal(store_moved_put(&f->db, f->a, &moved).code, ERR_NONE);
}

/* "1:B05/19990/19991 2:": the rows of a list; what moved stands behind the case. */
static struct str list(struct db_fixture *f, const char *kind, const char *office, bool moved) {
    const struct store_case_query query = {
        .kind = str_from_c(kind), .office = str_from_c(office), .limit = 10, .moved = moved};
    const struct store_case_row *rows;
    size_t count;
    struct str said = {0};
    assert_int_equal(store_case_list(&f->db, f->a, &query, &rows, &count).code, ERR_NONE);
    for (size_t i = 0; i < count; i++) {
        said =
            arena_printf(f->a, "%.*s%s%lld:", STR_ARG(said), i ? " " : "", (long long)rows[i].id.v);
        if (rows[i].moved.len)
            said = arena_printf(f->a, "%.*s%.*s/%d/%d", STR_ARG(said), STR_ARG(rows[i].moved),
                                rows[i].moved_from.day, rows[i].moved_to.day);
    }
    return said;
}

static void is(struct str got, const char *want) {
    if (!str_equal(got, str_from_c(want)))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(got), want);
}

static const int32_t ONCE[] = {WAS, NOW}, AGAIN[] = {NOW, LATER}, BACK[] = {NOW, WAS};

static void each_office_is_told_until_it_looked(void **state) {
    struct db_fixture *f = *state;
    put(f, 1, "bw", "B05", ONCE);
    put(f, 1, "ppk", "B05", ONCE);
    put(f, 2, "polres", "B05", ONCE);
    is(list(f, "bawaslu", "bw", false), "1:B05/19990/19991 2: 3:");
    is(list(f, "bawaslu", "bw", true), "1:B05/19990/19991");
    is(list(f, "ppk", "ppk", true), "1:B05/19990/19991");
    is(list(f, "police", "polres", true), "2:B05/19990/19991");
    is(list(f, "police", "polres", false), "1: 2:B05/19990/19991 3:");
    assert_int_equal(store_moved_seen(&f->db, f->a, (struct case_id){1}, STR("bw")).code, ERR_NONE);
    is(list(f, "bawaslu", "bw", true), "");
    is(list(f, "bawaslu", "bw", false), "1: 2: 3:");
    is(list(f, "ppk", "ppk", true), "1:B05/19990/19991");
}

static void the_day_that_the_office_last_knew_is_told(void **state) {
    struct db_fixture *f = *state;
    put(f, 1, "bw", "B05", ONCE);
    put(f, 1, "bw", "B05", AGAIN);
    is(list(f, "bawaslu", "bw", true), "1:B05/19990/19992");
    put(f, 1, "bw", "A03", AGAIN); /* another clock: the first stays */
    is(list(f, "bawaslu", "bw", true), "1:B05/19990/19992");
}

static void what_moves_back_is_forgotten(void **state) {
    struct db_fixture *f = *state;
    put(f, 1, "bw", "B05", ONCE);
    put(f, 1, "bw", "B05", BACK);
    is(list(f, "bawaslu", "bw", true), "");
}

/* I8: an office that lost the case reads of it no more, and of an ended one nobody. */
static void who_has_the_case_no_more_is_not_told(void **state) {
    struct db_fixture *f = *state;
    put(f, 1, "elsewhere", "B05", ONCE);
    put(f, 3, "bw", "B05", ONCE);
    is(list(f, "bawaslu", "elsewhere", true), "");
    is(list(f, "police", "elsewhere", true), "");
    is(list(f, "bawaslu", "bw", true), "");
}

static void erasure_leaves_no_row(void **state) {
    struct db_fixture *f = *state;
    put(f, 1, "bw", "B05", ONCE);
    assert_int_equal(store_case_erase(&f->db, f->a, (struct case_id){1}).code, ERR_NONE);
    add_case(f, 1, true);
    is(list(f, "bawaslu", "bw", true), "");
}

int main(void) {
#define IN(engine, test)                                                                           \
    { #test " (" #engine ")", test, engine, done, NULL }
#define ALL(engine)                                                                                \
    IN(engine, each_office_is_told_until_it_looked),                                               \
        IN(engine, the_day_that_the_office_last_knew_is_told),                                     \
        IN(engine, what_moves_back_is_forgotten),                                                  \
        IN(engine, who_has_the_case_no_more_is_not_told), IN(engine, erasure_leaves_no_row)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgresql)};
    size_t count = COUNT_OF(tests) / (getenv("NETRAL_TEST_PG") ? 1 : 2);
    return _cmocka_run_group_tests("store_moved", tests, count, NULL, NULL);
}
