/* What lies ahead of an office and of a region, on both engines. Days are counted from TODAY:
 * stages and duties are the test's own. */
#include "flow/ahead.h"
#include "store/migrate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "store/db_fixture.h"

enum { TODAY = 20000, AGO = TODAY - 10 };

static const struct law_stage STAGES[] = {
    {.id = STR_INIT("prep"), .from = {TODAY + 1}, .to = {TODAY + 9}, .preparation = true},
    {.id = STR_INIT("now"), .from = {TODAY - 5}, .to = {TODAY + 5}},
    {.id = STR_INIT("quiet"), .from = {TODAY + 7}, .to = {TODAY + 9}},
    {.id = STR_INIT("voting"), .from = {TODAY + 8}, .to = {TODAY + 8}},
    {.id = STR_INIT("term"), .from = {LAW_OPEN}, .to = {LAW_OPEN}},
};
static const struct law_election ELECTION = {
    .id = STR_INIT("e"), .stages = STAGES, .stage_count = COUNT_OF(STAGES)};
#define SPAN .row.span = {{0}, {LAW_OPEN}}, .row.cite.law_count = 1
static const struct law_duty DUTIES[] = {
    {.row.id = STR_INIT("EACH"), SPAN, .actor = STR_INIT("ppk"), .each_stage = true},
    {.row.id = STR_INIT("SOON"),
     SPAN,
     .actor = STR_INIT("ppk"),
     .stage = STR_INIT("voting"),
     .days = -4},
    {.row.id = STR_INIT("PAST"),
     SPAN,
     .actor = STR_INIT("ppk"),
     .stage = STR_INIT("voting"),
     .days = -9},
    {.row.id = STR_INIT("FAR"), SPAN, .actor = STR_INIT("ppk"), .stage = STR_INIT("voting")},
    {.row.id = STR_INIT("OTHER"),
     SPAN,
     .actor = STR_INIT("bawaslu"),
     .stage = STR_INIT("voting"),
     .days = -4},
    {.row.id = STR_INIT("ADVICE"), /* no text asks for it */
     .row.span = {{0}, {LAW_OPEN}},
     .actor = STR_INIT("ppk"),
     .stage = STR_INIT("voting"),
     .days = -4},
};
static const struct law LAW = {.duties = DUTIES, .duty_count = COUNT_OF(DUTIES)};

static const struct store_office OFFICES[] = {
    {STR_INIT("ppk-16.06"), STR_INIT("ppk"), STR_INIT("16.06"), STR_INIT("Bupati"),
     STR_INIT("Regent"), LAW_FIVE_DAYS},
    {STR_INIT("sekda-16"), STR_INIT("sekda"), STR_INIT("16"), STR_INIT("Sekda"),
     STR_INIT("Secretary"), LAW_FIVE_DAYS},
    {STR_INIT("bawaslu-17"), STR_INIT("bawaslu"), STR_INIT("17"), STR_INIT("Bawaslu"),
     STR_INIT("Bawaslu"), LAW_FIVE_DAYS},
};

struct called {
    int64_t id;
    int on, last;
    const char *office, *invited;
};
static const struct called CALLED[] = {
    {1, TODAY - 1, TODAY - 1, "sekda-16", "ppk-16.06"}, /* over; no minutes yet */
    {2, TODAY - 1, TODAY + 1, "sekda-16", "ppk-16.06"}, /* goes on */
    {3, TODAY + 7, TODAY + 7, "sekda-16", "ppk-16.06 bawaslu-17"},
    {4, TODAY + 8, TODAY + 8, "bawaslu-17", "ppk-16.06"},
    {5, TODAY, TODAY, "sekda-16", "bawaslu-17"},
    {6, TODAY, TODAY, "ppk-16.06", ""}, /* cancelled */
    {7, TODAY, TODAY, "ppk-16.06", ""}, /* held */
};

static void call_one(struct db_fixture *f, const struct called *c) {
    const struct store_meeting x = {.id = c->id,
                                    .version = c->id,
                                    .office = str_from_c(c->office),
                                    .region = STR("16"),
                                    .title = arena_printf(f->a, "m%d", (int)c->id),
                                    .on = {c->on},
                                    .last = {c->last},
                                    .minute = -1,
                                    .until = -1,
                                    .follows = -1,
                                    .invited = str_from_c(c->invited),
                                    .key = arena_printf(f->a, "%d", (int)c->id)};
    assert_int_equal(store_meeting_insert(&f->db, f->a, &x).code, ERR_NONE);
}

static void promise(struct db_fixture *f, int64_t id, int due, const char *office) {
    const struct store_commitment x = {.id = id,
                                       .meeting = 1,
                                       .what = arena_printf(f->a, "c%d", (int)id),
                                       .office = str_from_c(office),
                                       .due = {due}};
    assert_int_equal(store_commitment_insert(&f->db, f->a, &x).code, ERR_NONE);
}

static void fill(struct db_fixture *f) {
    for (size_t i = 0; i < COUNT_OF(OFFICES); i++)
        assert_int_equal(store_office_insert(&f->db, f->a, &OFFICES[i]).code, ERR_NONE);
    for (size_t i = 0; i < COUNT_OF(CALLED); i++)
        call_one(f, &CALLED[i]);
    const struct store_meeting ended[] = {{.id = 6, .version = 20}, {.id = 7, .version = 21}};
    assert_int_equal(store_meeting_cancel(&f->db, f->a, &ended[0]).code, ERR_NONE);
    assert_int_equal(store_meeting_held(&f->db, f->a, &ended[1]).code, ERR_NONE);
    promise(f, 30, AGO, "ppk-16.06");
    promise(f, 31, TODAY + 7, "ppk-16.06");
    promise(f, 32, TODAY + 8, "ppk-16.06");
    promise(f, 33, TODAY - 1, "sekda-16");
    promise(f, 34, AGO, "bawaslu-17");
    promise(f, 35, AGO, "ppk-16.06"); /* done */
    const struct store_commitment done = {.id = 35, .done = 40, .done_on = {AGO}};
    assert_int_equal(store_commitment_done(&f->db, f->a, &done).code, ERR_NONE);
    struct store_round round = {.id = 50,
                                .office = STR("ppk-16.06"),
                                .kind = STR("IKR"),
                                .opens = {AGO},
                                .closes = {TODAY + 7},
                                .asks = PLEDGE_EVERYBODY};
    assert_int_equal(store_round_insert(&f->db, f->a, &round).code, ERR_NONE);
    round.id = 51;
    round.closes.day = TODAY + 8;
    assert_int_equal(store_round_insert(&f->db, f->a, &round).code, ERR_NONE);
}

/* "-10c30! 0m2 3d": days from today, kind, what; "!": late. */
static void says(const struct flow_ahead *ahead, const char *wanted) {
    struct buf text;
    buf_init(&text, 4096);
    for (size_t i = 0; i < ahead->count; i++) {
        const struct flow_ahead_entry *x = &ahead->list[i];
        buf_printf(&text, "%d%c", x->on.day - TODAY, "kcmdrs"[x->kind]);
        if (x->kind == FLOW_AHEAD_COMMITMENT || x->kind == FLOW_AHEAD_ROUND)
            buf_add(&text, x->kind == FLOW_AHEAD_ROUND ? x->office : x->what);
        else if (x->kind == FLOW_AHEAD_MEETING)
            buf_add(&text, x->meeting.title);
        else
            buf_add(&text, x->duty ? x->duty->row.id : x->stage->id);
        if (x->region_count)
            buf_printf(&text, "(%d)", (int)x->region_count);
        if (x->unsigned_ >= 0)
            buf_printf(&text, "(%d)", (int)x->unsigned_);
        buf_add_c(&text, x->late ? "! " : " ");
    }
    if (!str_equal(buf_str(&text), str_from_c(wanted)))
        fail_msg("%.*s", STR_ARG(buf_str(&text)));
    buf_done(&text);
}

static void office_says(struct db_fixture *f, size_t which, const struct law_election *election,
                        const char *wanted) {
    struct flow_ahead ahead;
    const struct flow_ahead_ask ask = {.law = &LAW,
                                       .election = election,
                                       .today = {TODAY},
                                       .office = &OFFICES[which],
                                       .max = FLOW_AHEAD_MAX};
    assert_int_equal(flow_ahead_office(&f->reader, f->a, &ask, &ahead).code, ERR_NONE);
    says(&ahead, wanted);
}

static void an_office_sees_what_waits_for_it(void **state) {
    struct db_fixture *f = *state;
    fill(f);
    office_says(f, 0, &ELECTION,
                "-10cc30! 0mm2 4dSOON 7cc31 7mm3 7dEACH 7rppk-16.06 7squiet 8cc32 8mm4 ");
    /* duties of whom it works for, nobody else's; what it called it sees, too */
    office_says(f, 1, &ELECTION, "-1cc33! 0mm2 0mm5 4dSOON 7mm3 7dEACH 7squiet ");
    office_says(f, 2, NULL, "-10cc34! 0mm5 7mm3 8mm4 ");
}

static struct flow_ahead region_of(struct db_fixture *f, struct str region,
                                   const struct flow_barometer *b) {
    struct flow_ahead ahead;
    const struct flow_ahead_ask ask = {.law = &LAW,
                                       .election = &ELECTION,
                                       .today = {TODAY},
                                       .region = region,
                                       .max = FLOW_AHEAD_MAX};
    assert_int_equal(flow_ahead_region(&f->reader, f->a, &ask, b, &ahead).code, ERR_NONE);
    return ahead;
}

/* What the barometer reads of it. */
static struct flow_barometer barometer_of(struct db_fixture *f, struct str region) {
    struct flow_barometer b = {0};
    const struct flow_duties_in in = {&LAW, &ELECTION, region, {TODAY}};
    const struct store_follow_of of = {.region = region,
                                       .today = {TODAY},
                                       .since = {AGO},
                                       .election = ELECTION.id,
                                       .pledge = STR("IKR")};
    assert_int_equal(flow_duties_where(&f->reader, f->a, &in, &b.duties).code, ERR_NONE);
    assert_int_equal(store_follow_pledges(&f->reader, f->a, &of, &b.pledges).code, ERR_NONE);
    return b;
}

static void a_region_sees_its_next_seven_days(void **state) {
    struct db_fixture *f = *state;
    fill(f);
    const struct store_activity act = {.id = 60,
                                       .version = 60,
                                       .office = STR("ppk-16.06"),
                                       .region = STR("16.06"),
                                       .election = ELECTION.id,
                                       .kind = STR("media"),
                                       .duty = STR("SOON"),
                                       .on = {AGO}};
    struct flow_barometer b = barometer_of(f, STR("16.06"));
    struct flow_ahead ahead = region_of(f, STR("16.06"), &b);
    says(&ahead, "-10cc30! 4dSOON(1) 7cc31 7dEACH(1) 7squiet ");
    assert_int_equal(store_activity_insert(&f->db, f->a, &act).code, ERR_NONE);
    b = barometer_of(f, STR("16.06"));
    ahead = region_of(f, STR("16.06"), &b);
    says(&ahead, "-10cc30! 7cc31 7dEACH(1) 7squiet ");
    /* A province: with what lies in it, and its own meetings. The duty that one regency recorded
     * waits in the sixteen others and at the province. */
    b = barometer_of(f, STR("16"));
    ahead = region_of(f, STR("16"), &b);
    says(&ahead, "-10cc30! -1cc33! 0mm2 0mm5 4dSOON(17) 7cc31 7mm3 7dEACH(18) 7squiet ");
    assert_true(str_equal(ahead.list[4].regions[0], STR("16")));
}

static void a_round_that_closes_is_told_while_people_are_missing(void **state) {
    struct db_fixture *f = *state;
    fill(f);
    struct flow_barometer b = barometer_of(f, STR("17"));
    struct store_follow_pledge pledge = {
        .office = OFFICES[0], .closes = {TODAY + 7}, .people = 5, .pledged = 3};
    b.pledges = (struct store_follow_pledges){.list = &pledge, .count = 1};
    b.duties.dues.count = 0;
    struct flow_ahead ahead = region_of(f, STR("17"), &b);
    says(&ahead, "-10cc34! 7rppk-16.06(2) 7squiet ");
    pledge.pledged = 5;
    ahead = region_of(f, STR("17"), &b);
    says(&ahead, "-10cc34! 7squiet ");
}

static void the_nearest_are_listed_when_there_are_many(void **state) {
    struct db_fixture *f = *state;
    struct flow_ahead ahead;
    const struct flow_ahead_ask ask = {.law = &LAW,
                                       .election = &ELECTION,
                                       .today = {TODAY},
                                       .office = &OFFICES[1],
                                       .max = FLOW_AHEAD_MAX};
    fill(f);
    for (int i = 0; i < FLOW_AHEAD_MAX; i++)
        promise(f, 1000 + i, TODAY + 3, "sekda-16");
    assert_int_equal(flow_ahead_office(&f->reader, f->a, &ask, &ahead).code, ERR_NONE);
    assert_int_equal(ahead.count, FLOW_AHEAD_MAX);
    assert_true(ahead.more);
    assert_int_equal(ahead.list[0].on.day, TODAY - 1);
    assert_int_equal(ahead.list[FLOW_AHEAD_MAX - 1].on.day, TODAY + 3);
}

static void late_ones_leave_places_to_what_comes(void **state) {
    struct db_fixture *f = *state;
    struct flow_ahead ahead;
    struct flow_ahead_ask ask = {
        .law = &LAW, .election = &ELECTION, .today = {TODAY}, .office = &OFFICES[1], .max = 4};
    fill(f);
    for (int i = 0; i < FLOW_AHEAD_MAX; i++)
        promise(f, 1000 + i, AGO, "sekda-16");
    assert_int_equal(flow_ahead_office(&f->reader, f->a, &ask, &ahead).code, ERR_NONE);
    assert_true(ahead.more);
    says(&ahead, "-10cc1000! -10cc1001! 0mm2 0mm5 ");
    ask.max = FLOW_AHEAD_MAX; /* six come: the late ones take the rest */
    assert_int_equal(flow_ahead_office(&f->reader, f->a, &ask, &ahead).code, ERR_NONE);
    assert_int_equal(ahead.count, FLOW_AHEAD_MAX);
    assert_true(ahead.list[FLOW_AHEAD_MAX - 7].late);
    assert_false(ahead.list[FLOW_AHEAD_MAX - 6].late);
}

static int open_store(void **state, bool postgres) {
    struct db_fixture *f = must_alloc(sizeof *f);
    struct env env = env_system();
    struct store_version version;
    db_fixture_open(f, postgres);
    *state = f;
    return (int)store_migrate(&f->db, &env, &version).code;
}
static int in_sqlite(void **state) {
    return open_store(state, false);
}
static int on_postgresql(void **state) {
    return open_store(state, true);
}
static int done(void **state) {
    db_fixture_close(*state);
    free(*state);
    return 0;
}

int main(void) {
#define IN(engine, test)                                                                           \
    { #test " (" #engine ")", test, engine, done, NULL }
#define ALL(engine)                                                                                \
    IN(engine, an_office_sees_what_waits_for_it), IN(engine, a_region_sees_its_next_seven_days),   \
        IN(engine, a_round_that_closes_is_told_while_people_are_missing),                          \
        IN(engine, the_nearest_are_listed_when_there_are_many),                                    \
        IN(engine, late_ones_leave_places_to_what_comes)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgresql)};
    size_t count = COUNT_OF(tests) / (getenv("NETRAL_TEST_PG") ? 1 : 2);
    return _cmocka_run_group_tests("flow_ahead", tests, count, NULL, NULL);
}
