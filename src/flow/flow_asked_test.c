/* Rounds that ask some groups of a roster, on both engines: who is counted, listed, signs. */
#include "flow/pledge_sample.h"

#include "store/grade.h"
#include "store/remind.h"

#define SITI 196608011988031003

struct asked_row {
    int64_t nip;
    const char *class, *name, *unit, *post;
};

static void take(struct office *o, const struct asked_row *rows, size_t count) {
    enum { MOST = 8 };
    struct roster_person list[MOST] = {0};
    enum flow_person what[MOST];
    assert_true(count <= MOST);
    for (size_t i = 0; i < count; i++) {
        list[i] =
            (struct roster_person){.nip = {rows[i].nip},
                                   .subject = law_subject_class(o->law, str_from_c(rows[i].class)),
                                   .name = str_from_c(rows[i].name),
                                   .unit = str_from_c(rows[i].unit),
                                   .post = str_from_c(rows[i].post),
                                   .tells_mail = true,
                                   .tells_grade = true};
        if (!rows[i].nip)
            continue;
        assert_true(grade_read(STR("III/a"), false, &list[i].grade));
        list[i].mail = arena_printf(o->on.a, "p%lld@sumsel.go.id", (long long)rows[i].nip);
    }
    const struct flow_roster_batch batch = {
        .office = STR(HOME), .list = list, .count = count, .ret_what = what, .moves = true};
    assert_int_equal(flow_roster_take(o->flow, o->on.a, &batch).code, ERR_NONE);
}

#define TAKE(o, ...)                                                                               \
    take(o, (const struct asked_row[]){__VA_ARGS__},                                               \
         sizeof((const struct asked_row[]){__VA_ARGS__}) / sizeof(struct asked_row))

/* 1 Amir, staff; 2 Budi, a head; 3 Siti, staff; 4 and 5, village heads. */
static void take_all(struct office *o) {
    TAKE(o, {AMIR, "pns", "Amir", "X", "Analis"}, {BUDI, "pns", "Budi", "X", "Kepala Dinas"},
         {SITI, "pns", "Siti", "Y", "Analis"}, {0, "kades", "Dedi", "Y", "Kepala Desa"},
         {0, "kades", "Eko", "Z", "Pj. Kades"});
}

static struct err open_for(struct office *o, int64_t asks, struct store_round *ret) {
    *ret = (struct store_round){.office = STR(HOME),
                                .kind = pledge_first_kind(o->law),
                                .opens = today(o, 0),
                                .closes = today(o, 7),
                                .asks = asks};
    return flow_pledge_open(o->flow, o->on.a, STR(""), ret);
}

static struct store_round asks(struct office *o, int64_t groups) {
    struct store_round round;
    assert_int_equal(open_for(o, groups, &round).code, ERR_NONE);
    return round;
}

/* "X 1/2 Y 0/1 ": those who signed of those who are asked, by unit. */
static void units_are(struct office *o, const struct store_round *round, const char *want) {
    enum { CAP = 256 };
    struct store_coverage by_name, lowest;
    const struct store_coverage_of of = {STR(HOME), round->id, STR(""), 10};
    struct buf said;
    buf_init(&said, CAP);
    assert_int_equal(store_pledge_coverage(&o->reader, o->on.a, &of, &by_name).code, ERR_NONE);
    assert_int_equal(store_pledge_lowest(&o->reader, o->on.a, &of, &lowest).code, ERR_NONE);
    assert_int_equal(by_name.count, lowest.count);
    for (size_t i = 0; i < by_name.count; i++)
        buf_printf(&said, "%.*s %lld/%lld ", STR_ARG(by_name.list[i].unit),
                   (long long)by_name.list[i].pledged, (long long)by_name.list[i].people);
    assert_string_equal(arena_c(o->on.a, buf_str(&said)), want);
    buf_done(&said);
}

/* "13": the numbers of those who are asked, by unit; the board, the list and the walk have the same
 * people. */
static void people_are(struct office *o, const struct store_round *round, const char *want) {
    enum { CAP = 64 };
    struct store_signers people;
    struct store_board board;
    const struct store_signers_of of = {round, STR(""), 0, 100};
    struct buf said;
    buf_init(&said, CAP);
    assert_int_equal(store_pledge_people(&o->reader, o->on.a, &of, &people).code, ERR_NONE);
    assert_int_equal(store_pledge_board(&o->reader, o->on.a, &of, &board).code, ERR_NONE);
    assert_int_equal(people.count, board.count);
    for (size_t i = 0; i < people.count; i++) {
        assert_int_equal(people.list[i].id, board.list[i].who.id);
        buf_add_int(&said, people.list[i].id);
    }
    assert_string_equal(arena_c(o->on.a, buf_str(&said)), want);
    buf_done(&said);
}

static void a_round_counts_and_lists_whom_it_asks(void **state) {
    struct office *o = *state;
    take_all(o);
    struct store_round all = asks(o, 0);
    assert_int_equal(all.asks, PLEDGE_EVERYBODY);
    count(o, &all, 5, 0);
    struct flow_pledge_close end = {.who = {STR(HOME), STR("sari")}, .round = all.id};
    assert_int_equal(flow_pledge_close(o->flow, o->on.a, &end).code, ERR_NONE);
    struct store_round heads = asks(o, PLEDGE_LEADERS | PLEDGE_VILLAGE_HEADS);
    count(o, &heads, 3, 0);
    units_are(o, &heads, "X 0/1 Y 0/1 Z 0/1 ");
    people_are(o, &heads, "245");
    assert_int_equal(sign(o, link_to(o, heads.id, 4), "").job.result.code, ERR_NONE);
    units_are(o, &heads, "X 0/1 Y 1/1 Z 0/1 ");
    struct store_round staff = asks(o, PLEDGE_ASN);
    people_are(o, &staff, "13");
    assert_int_equal(sign(o, link_to(o, staff.id, 1), "196608011988031001").job.result.code, 0);
    units_are(o, &staff, "X 1/1 Y 0/1 ");
    count(o, &staff, 2, 1);
    count(o, &heads, 3, 1);
    struct store_round found;
    assert_int_equal(store_round_find(&o->reader, o->on.a, heads.id, &found).code, ERR_NONE);
    assert_int_equal(found.asks, PLEDGE_LEADERS | PLEDGE_VILLAGE_HEADS);
    office_check_rebuild(o);
}

static void who_is_not_asked_does_not_sign(void **state) {
    struct office *o = *state;
    take_all(o);
    struct store_round heads = asks(o, PLEDGE_LEADERS);
    struct flow_pledge_sign x = sign(o, link_to(o, heads.id, 1), "196608011988031001");
    assert_true(x.job.result.code == ERR_CONFLICT && x.seen.state == FLOW_PLEDGE_UNASKED);
    static const int64_t STAFF[] = {1};
    struct flow_pledge_paper how = {.who = {STR(HOME), STR("sari")},
                                    .round = heads.id,
                                    .people = STAFF,
                                    .count = 1,
                                    .document = upload(o, 1)};
    struct err e = flow_pledge_paper(o->flow, o->on.a, &how);
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("person")));
    count(o, &heads, 1, 0);
    office_check_rebuild(o);
}

/* Who is given another post leaves the round's counts with their signature, and comes back so. */
static void another_post_may_be_another_group(void **state) {
    struct office *o = *state;
    take_all(o);
    struct store_round heads = asks(o, PLEDGE_LEADERS);
    assert_int_equal(sign(o, link_to(o, heads.id, 2), "196608011988031002").job.result.code, 0);
    count(o, &heads, 1, 1);
    TAKE(o, {BUDI, "pns", "Budi", "X", "Analis"});
    count(o, &heads, 0, 0);
    office_check_rebuild(o);
    struct flow_pledge_sign again = sign(o, link_to(o, heads.id, 2), "");
    assert_int_equal(again.seen.state, FLOW_PLEDGE_SIGNED); /* the receipt stays theirs */
    TAKE(o, {BUDI, "pns", "Budi", "X", "Plt. Kepala Dinas"}, {AMIR, "pns", "Amir", "X", "Camat"});
    count(o, &heads, 2, 1);
    units_are(o, &heads, "X 1/2 ");
    office_check_rebuild(o);
}

static void rounds_of_other_groups_share_days(void **state) {
    struct office *o = *state;
    struct store_round round;
    take_all(o);
    (void)asks(o, PLEDGE_LEADERS);
    (void)asks(o, PLEDGE_VILLAGE_HEADS | PLEDGE_NON_ASN);
    static const int64_t TAKEN[] = {0, PLEDGE_LEADERS, PLEDGE_ASN | PLEDGE_NON_ASN};
    for (size_t i = 0; i < COUNT_OF(TAKEN); i++) {
        struct err e = open_for(o, TAKEN[i], &round);
        assert_true(e.code == ERR_CONFLICT && str_equal(e.about, STR("round")));
    }
    struct err e = open_for(o, PLEDGE_EVERYBODY + 1, &round);
    assert_true(e.code == ERR_INVALID && str_equal(e.about, STR("asks")));
    assert_int_equal(open_for(o, -1, &round).code, ERR_INVALID);
    (void)asks(o, PLEDGE_ASN);
    office_check_rebuild(o);
}

static void an_end_freezes_whom_it_asked(void **state) {
    struct office *o = *state;
    take_all(o);
    struct store_round heads = asks(o, PLEDGE_LEADERS | PLEDGE_VILLAGE_HEADS);
    assert_int_equal(sign(o, link_to(o, heads.id, 4), "").job.result.code, ERR_NONE);
    struct flow_pledge_close end = {.who = {STR(HOME), STR("sari")}, .round = heads.id};
    assert_int_equal(flow_pledge_close(o->flow, o->on.a, &end).code, ERR_NONE);
    assert_int_equal(end.closed.people, 3);
    assert_int_equal(end.closed.pledged, 1);
    office_check_rebuild(o);
}

/* By grade and down the chain it is the same people. */
static void grades_and_levels_are_of_whom_it_asks(void **state) {
    struct office *o = *state;
    struct store_grade_sums grades;
    struct store_chain_sums chain;
    struct store_leaders leaders;
    take_all(o);
    struct store_round staff = asks(o, PLEDGE_ASN);
    assert_int_equal(store_grade_sums(&o->reader, o->on.a, &staff, &grades).code, ERR_NONE);
    assert_int_equal(grades.count, 1);
    assert_int_equal(grades.list[0].people, 2);
    assert_int_equal(store_chain_sums(&o->reader, o->on.a, &staff, &chain).code, ERR_NONE);
    assert_int_equal(chain.count, 0);
    struct store_round heads = asks(o, PLEDGE_LEADERS);
    assert_int_equal(sign(o, link_to(o, heads.id, 2), "196608011988031002").job.result.code, 0);
    assert_int_equal(store_grade_sums(&o->reader, o->on.a, &heads, &grades).code, ERR_NONE);
    assert_true(grades.count == 1 && grades.list[0].people == 1 && grades.list[0].pledged == 1);
    assert_int_equal(store_chain_leaders(&o->reader, o->on.a, &heads, 10, &leaders).code, 0);
    assert_int_equal(leaders.count, 1);
    assert_int_equal(leaders.list[0].unit.people, 1); /* of the unit, whom the round asks */
}

static void a_reminder_is_for_whom_it_asks(void **state) {
    struct office *o = *state;
    struct store_remind_count found;
    struct store_addressees next;
    take_all(o);
    struct store_round heads = asks(o, PLEDGE_LEADERS | PLEDGE_VILLAGE_HEADS);
    const struct store_remind_next of = {
        .round = &heads, .unit = STR(""), .today = today(o, 0), .reminder = -1, .limit = 10};
    assert_int_equal(store_remind_count(&o->reader, o->on.a, &heads, of.today, &found).code, 0);
    assert_int_equal(found.people, 1); /* the village heads have no address */
    assert_int_equal(store_remind_next(&o->reader, o->on.a, &of, &next).code, ERR_NONE);
    assert_true(next.count == 1 && next.list[0].id == 2);
}

/* What the public sees is of rounds that ask everybody. */
static void a_round_of_a_few_is_not_public(void **state) {
    struct office *o = *state;
    struct store_standings all;
    const struct store_newest now = {today(o, 0), INT64_MAX, 10};
    take_all(o);
    (void)asks(o, PLEDGE_VILLAGE_HEADS);
    assert_int_equal(store_round_newest(&o->reader, o->on.a, &now, &all).code, ERR_NONE);
    assert_int_equal(all.count, 0);
}

static void a_roster_tells_how_many_a_group_has(void **state) {
    struct office *o = *state;
    struct store_roster_sum sum;
    take_all(o);
    assert_int_equal(store_roster_sum(&o->reader, o->on.a, STR(HOME), &sum).code, ERR_NONE);
    static const int64_t WANT[PLEDGE_GROUPS] = {2, 1, 2, 0};
    assert_true(sum.people == 5 && sum.units == 3);
    for (size_t i = 0; i < PLEDGE_GROUPS; i++)
        assert_int_equal(sum.of[i], WANT[i]);
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, a_round_counts_and_lists_whom_it_asks), IN(engine, who_is_not_asked_does_not_sign), \
        IN(engine, another_post_may_be_another_group),                                             \
        IN(engine, rounds_of_other_groups_share_days), IN(engine, an_end_freezes_whom_it_asked),   \
        IN(engine, grades_and_levels_are_of_whom_it_asks),                                         \
        IN(engine, a_reminder_is_for_whom_it_asks), IN(engine, a_round_of_a_few_is_not_public),    \
        IN(engine, a_roster_tells_how_many_a_group_has)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_asked", tests, COUNT_OF(tests));
}
