/* A round by grade: counted in the write that changes it, and the same again by a rebuild. */
#include "flow/pledge_sample.h"
#include "store/grade.h"

#define SITI 196608011988031003

struct graded {
    int64_t nip;
    const char *unit, *grade;
};

/* The machine loads a file with a column of grades, or without one (grade NULL). */
static void take(struct office *o, const char *office, const struct graded *rows, size_t count) {
    enum { MOST = 4 };
    struct roster_person list[MOST] = {0};
    enum flow_person what[MOST];
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct roster_person){.nip = {rows[i].nip},
                                         .subject = law_subject_class(o->law, STR("pns")),
                                         .name = STR("Orang Contoh"),
                                         .unit = str_from_c(rows[i].unit),
                                         .tells_grade = rows[i].grade != NULL};
        if (rows[i].grade)
            assert_true(grade_read(str_from_c(rows[i].grade), false, &list[i].grade));
    }
    const struct flow_roster_batch batch = {.office = str_from_c(office),
                                            .list = list,
                                            .count = count,
                                            .ret_what = what,
                                            .moves = true};
    assert_int_equal(flow_roster_take(o->flow, o->on.a, &batch).code, ERR_NONE);
}

#define TAKE(o, office, ...)                                                                       \
    take(o, office, (const struct graded[]){__VA_ARGS__},                                          \
         sizeof((const struct graded[]){__VA_ARGS__}) / sizeof(struct graded))

/* "III/a 1/2 " for one of two who signed. */
static void shows(struct office *o, const struct store_round *round, const char *want) {
    enum { CAP = 256 };
    struct store_grade_sums sums;
    struct buf said;
    buf_init(&said, CAP);
    assert_int_equal(store_grade_sums(&o->reader, o->on.a, round, &sums).code, ERR_NONE);
    for (size_t i = 0; i < sums.count; i++)
        buf_printf(&said, "%.*s %lld/%lld ", STR_ARG(grade_text(sums.list[i].grade)),
                   (long long)sums.list[i].pledged, (long long)sums.list[i].people);
    assert_string_equal(arena_c(o->on.a, buf_str(&said)), want);
    buf_done(&said);
    office_check_rebuild(o);
}

static void a_round_is_counted_by_grade(void **state) {
    struct office *o = *state;
    TAKE(o, HOME, {AMIR, "X", "III/a"}, {BUDI, "X", "III/a"}, {SITI, "X", ""});
    struct store_round round = open_round(o);
    shows(o, &round, "III/a 0/2 ");
    struct flow_pledge_sign x = sign(o, link_to(o, round.id, 1), "196608011988031001");
    assert_int_equal(x.seen.state, FLOW_PLEDGE_SIGNED);
    (void)sign(o, link_to(o, round.id, 3), "196608011988031003");
    shows(o, &round, "III/a 1/2 "); /* who has no grade stands in no row */
    TAKE(o, HOME, {AMIR, "X", "III/b"}, {SITI, "X", "IV/a"});
    shows(o, &round, "III/a 0/1 III/b 1/1 IV/a 1/1 ");
    TAKE(o, HOME, {AMIR, "Y", NULL}); /* a file without the column */
    shows(o, &round, "III/a 0/1 III/b 1/1 IV/a 1/1 ");
    TAKE(o, HOME, {SITI, "X", ""}); /* with it, and nothing in it */
    shows(o, &round, "III/a 0/1 III/b 1/1 ");
    TAKE(o, ABOVE, {AMIR, "Z", "III/b"});
    shows(o, &round, "III/a 0/1 ");
    TAKE(o, HOME, {AMIR, "X", "III/b"});
    shows(o, &round, "III/a 0/1 III/b 1/1 ");
    remove_person(o, 1);
    shows(o, &round, "III/a 0/1 ");
}

static void a_round_is_counted_by_day(void **state) {
    struct office *o = *state;
    struct store_pledge_days days;
    import_people(o);
    struct store_round round = open_round(o);
    assert_int_equal(store_pledge_days(&o->reader, o->on.a, round.id, &days).code, ERR_NONE);
    assert_int_equal(days.count, 0);
    (void)sign(o, link_to(o, round.id, 1), "196608011988031001");
    (void)sign(o, link_to(o, round.id, 2), "196608011988031002");
    assert_int_equal(store_pledge_days(&o->reader, o->on.a, round.id, &days).code, ERR_NONE);
    assert_int_equal(days.count, 1);
    assert_int_equal(days.list[0].day.day, today(o, 0).day);
    assert_int_equal(days.list[0].n, 2);
}

static void units_come_by_what_they_signed(void **state) {
    struct office *o = *state;
    struct store_coverage all;
    TAKE(o, HOME, {AMIR, "A", NULL}, {BUDI, "B", NULL}, {SITI, "B", NULL});
    struct store_round round = open_round(o);
    const struct store_coverage_of of = {STR(HOME), round.id, STR(""), 10};
    (void)sign(o, link_to(o, round.id, 1), "196608011988031001");
    assert_int_equal(store_pledge_lowest(&o->reader, o->on.a, &of, &all).code, ERR_NONE);
    assert_int_equal(all.count, 2);
    assert_true(str_equal(all.list[0].unit, STR("B")) && all.list[0].people == 2);
    (void)sign(o, link_to(o, round.id, 2), "196608011988031002");
    (void)sign(o, link_to(o, round.id, 3), "196608011988031003");
    assert_int_equal(store_pledge_lowest(&o->reader, o->on.a, &of, &all).code, ERR_NONE);
    assert_true(str_equal(all.list[0].unit, STR("B"))); /* as much: the larger one */
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {IN(in_sqlite, a_round_is_counted_by_grade),
                                       IN(in_sqlite, a_round_is_counted_by_day),
                                       IN(in_sqlite, units_come_by_what_they_signed),
                                       IN(on_postgres_office, a_round_is_counted_by_grade),
                                       IN(on_postgres_office, a_round_is_counted_by_day),
                                       IN(on_postgres_office, units_come_by_what_they_signed)};
    return run_on_engines("flow_grade", tests, COUNT_OF(tests));
}
