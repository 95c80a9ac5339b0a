/* A case with two procedures, a role that changes hands, a day off that is decreed later: through
 * the writer, on both engines, and rebuilt from its events at the end. */
#include "decision/tracks_sample.h"
#include "flow/case.h"
#include "flow/days_off.h"
#include "flow/flow_internal.h"
#include "flow/rebuild.h"
#include "flow/recount.h"
#include "flow/staff.h"
#include "store/db_fixture.h"

struct town {
    struct db_fixture on;
    char data[80];
    struct env env;
    struct story *story; /* the law and its days */
    struct flow *flow;
    struct case_id id;
};

static void set_day(struct town *t, const char *text) {
    t->env.shift_us = 0;
    t->env.shift_us = instant_of(day(text), 9 * 60, ZONE_WIB).us - env_now(&t->env).us;
}

static void make_law(struct story *s) {
    s->off[0] = (struct law_holiday){.date = day("2024-08-17")};
    s->off[1] = (struct law_holiday){.date = day("2024-08-22")};
    s->authorities[0] = (struct law_authority){.role = STR("supervisor"),
                                               .office = STR("kasn"),
                                               .row.span = {{ALWAYS}, day("2024-08-24")}};
    s->authorities[1] = (struct law_authority){.role = STR("supervisor"),
                                               .office = STR("bkn"),
                                               .row.span = {day("2024-08-25"), {LAW_OPEN}}};
    s->law = (struct law){.hash = {{1}},
                          .rulebooks = BOOKS,
                          .rulebook_count = COUNT_OF(BOOKS),
                          .offices = KINDS,
                          .office_count = COUNT_OF(KINDS),
                          .authorities = s->authorities,
                          .authority_count = 2,
                          .calendar = {.version = STR("2024.1"),
                                       .days = s->off,
                                       .count = 1,
                                       .first = day("2024-01-01"),
                                       .last = day("2027-12-31"),
                                       .estimated_from = {LAW_OPEN}}};
}

/* What receiving a report leaves, without its form. */
struct receiving {
    struct flow_job job;
    struct case_received received;
    struct case_id id;
};

static struct err receive(struct flow_txn *txn, struct flow_job *job) {
    struct receiving *r = (struct receiving *)(void *)job;
    struct buf body = {.ceiling = 1 << 16};
    case_received_encode(&body, &r->received);
    struct store_event ev = {.event = {.index = flow_next_index(txn),
                                       .stream = {{1, (uint8_t)flow_next_index(txn)}},
                                       .kind = STR("case.received"),
                                       .office = STR("bawaslu-16.06"),
                                       .actor = STR("reporter"),
                                       .body = buf_str(&body),
                                       .at = env_now(txn->flow->env)},
                             .case_id = flow_next_index(txn)};
    r->id.v = ev.case_id;
    struct err e = flow_append(txn, &ev, &(struct hash){0}, NULL);
    struct case_state cs = case_begin(txn->arena, &ev.event, &r->received);
    if (!e.code)
        e = store_case_insert(txn->db, txn->batch, &cs);
    if (!e.code) {
        struct str counter = store_counter_name(txn->batch, STR("bawaslu-16.06"), false, 2024);
        e = store_counter_raise(txn->db, txn->batch, counter, r->received.number_n);
    }
    store_stats_move(&txn->stats, txn->batch, NULL, &cs);
    buf_done(&body);
    return e;
}

static struct case_id file_report(struct town *t) {
    static const struct intake_person SUBJECTS[] = {{.class = STR_INIT("pns")}};
    struct receiving r = {
        .job = {.run = receive, .arena = t->on.a},
        .received = {.rules = STR("main@1"),
                     .number = STR("001"),
                     .number_n = 1,
                     .state = STR("examined"),
                     .phase = STR("examination"),
                     .received_on = day("2024-08-12"),
                     .offices = {.bawaslu = STR("bawaslu-16.06"), .holder = STR("bawaslu-16.06")},
                     .report = {.election = STR("e"),
                                .region = STR("16.06"),
                                .subjects = SUBJECTS,
                                .subject_count = 1}}};
    assert_int_equal(flow_run_now(t->flow, &r.job).code, ERR_NONE);
    return r.id;
}

static int found_town(void **state, bool postgres) {
    struct town *t = must_alloc(sizeof *t);
    db_fixture_open(&t->on, postgres);
    if (!postgres) { /* the directory itself is the store */
        db_close(&t->on.reader);
        db_close(&t->on.db);
    }
    t->env = env_system();
    set_day(t, "2024-08-19");
    t->story = NEW(t->on.a, struct story, 1);
    make_law(t->story);
    (void)snprintf(t->data, sizeof t->data, "%s/data", t->on.dir);
    struct str db = postgres ? db_fixture_where(&t->on) : (struct str){0};
    struct flow_init init = {
        .data_dir = t->data, .db = db, .region = STR("16.06"), .kind = FLOW_TEST};
    struct err e = flow_init(&init, &t->env);
    if (e.code)
        fail_msg("init: %.*s at %s", STR_ARG(e.about), e.where);
    struct flow_config config = {
        .data_dir = t->data, .db = db, .law = &t->story->law, .env = &t->env};
    assert_int_equal(flow_open(&config, &t->flow).code, ERR_NONE);
    t->id = file_report(t);
    *state = t;
    return 0;
}

static int in_sqlite(void **state) {
    return found_town(state, false);
}

static int on_postgres_town(void **state) {
    return found_town(state, true);
}

static int leave_town(void **state) {
    struct town *t = *state;
    flow_close(t->flow);
    db_fixture_close(&t->on);
    free(t);
    return 0;
}

static struct flow_staff head_of(const char *office, const char *kind) {
    return (struct flow_staff){.who = {.name = STR("someone"),
                                       .role = STR("head"),
                                       .office = {.id = str_from_c(office),
                                                  .kind = str_from_c(kind),
                                                  .region = STR("16.06"),
                                                  .name = STR("an office")}}};
}

static struct case_state now(struct town *t) {
    struct case_state cs;
    struct db db;
    assert_int_equal(flow_reader(t->flow, &db).code, ERR_NONE);
    assert_int_equal(flow_case_state(&db, t->on.a, t->id, &cs).code, ERR_NONE);
    db_close(&db);
    return cs;
}

struct taking {
    const char *office, *kind, *track, *step;
    int also; /* of the step's outcomes, or -1 */
};

static enum err_code take(struct town *t, struct taking what) {
    struct flow_act *act = NEW(t->on.a, struct flow_act, 1);
    const struct law_step *step = law_step(&BOOKS[what.track[0] ? 1 : 0], str_from_c(what.step));
    const struct law_outcome *also[] = {what.also < 0 ? NULL : &step->outcomes[what.also]};
    const struct intake_action action = {.version = now(t).version,
                                         .outcome = step->outcomes,
                                         .also = also,
                                         .also_count = what.also >= 0};
    act->job.arena = t->on.a;
    act->staff = head_of(what.office, what.kind);
    act->id = t->id;
    act->step = step;
    act->track = str_from_c(what.track);
    act->action = &action;
    act->now = env_now(&t->env);
    flow_act_prepare(act);
    return flow_run_now(t->flow, &act->job).code;
}

static bool is_listed(struct town *t, const char *office, const char *kind) {
    struct db db;
    struct flow_list list = {.staff = head_of(office, kind), .limit = 10};
    assert_int_equal(flow_reader(t->flow, &db).code, ERR_NONE);
    assert_int_equal(flow_case_list(&db, t->on.a, &list).code, ERR_NONE);
    db_close(&db);
    return list.count == 1 && list.rows[0].id.v == t->id.v;
}

static struct flow_recount upkeep(struct town *t, struct flow_recount how) {
    struct err e = flow_recount(t->flow, &how);
    if (e.code)
        fail_msg("recount: %.*s at %s", STR_ARG(e.about), e.where);
    return how;
}

static void check_rebuild(struct town *t, bool postgres) {
    struct str where = postgres ? db_fixture_where(&t->on) : str_from_c(t->data);
    struct flow_rebuild how = {where, &t->env, true};
    struct flow_rebuilt done = {0};
    struct err e = flow_rebuild(t->on.a, &how, &done);
    if (e.code || done.difference.table.len)
        fail_msg("rebuild: %.*s %.*s", STR_ARG(e.about), STR_ARG(done.difference.table));
}

/* What is told lives until the call returns. */
struct hearing {
    struct arena *a;
    struct str office;
    struct date was, now;
};

static void told(void *arg, const struct flow_changed *changed) {
    struct hearing *heard = arg;
    heard->office = arena_str(heard->a, changed->office);
    heard->was = changed->recount.was.due;
    heard->now = changed->recount.now.due;
}

static void a_case_lives_through_changes_of_the_law(void **state) {
    struct town *t = *state;
    struct law *law = &t->story->law;
    assert_int_equal(upkeep(t, (struct flow_recount){0}).cases, 1); /* the first pass; opens KASN */
    assert_int_equal(upkeep(t, (struct flow_recount){0}).cases, 0); /* nothing changed since */
    assert_int_equal(take(t, (struct taking){"bawaslu-16.06", "bawaslu", "", "plenary", 1}), 0);
    same(now(t).offices.holder, "kasn");
    assert_int_equal(now(t).track_count, 1);
    assert_true(is_listed(t, "kasn", "kasn"));
    assert_false(is_listed(t, "bkn", "bkn"));
    check_rebuild(t, t->on.postgres);

    law->calendar.count = 2; /* 22 August is decreed */
    law->calendar.version = STR("2024.2");
    law->hash.b[0] = 2;
    struct hearing heard = {.a = t->on.a};
    struct flow_recount dry = {.dry_run = true, .tell = told, .arg = &heard};
    assert_int_equal(upkeep(t, dry).recounted, 1);
    same(heard.office, "kasn");
    same(date_format(t->on.a, heard.was), "2024-08-26");
    same(date_format(t->on.a, heard.now), "2024-08-27");
    assert_int_equal(upkeep(t, (struct flow_recount){0}).recounted,
                     1); /* dry runs change nothing */
    assert_int_equal(upkeep(t, (struct flow_recount){.all = true}).recounted,
                     0); /* nor the second */
    struct case_state cs = now(t);
    same(date_format(t->on.a, case_running(&cs, STR(""), STR("follow"))->due), "2024-08-27");
    check_rebuild(t, t->on.postgres);

    set_day(t, "2024-08-25"); /* the same rules, but a role passed */
    assert_int_equal(take(t, (struct taking){"bkn", "bkn", "", "recommend", -1}), ERR_MISSING);
    assert_int_equal(upkeep(t, (struct flow_recount){0}).rerouted, 1);
    same(now(t).offices.holder, "bkn");
    assert_true(is_listed(t, "bkn", "bkn"));
    assert_false(is_listed(t, "kasn", "kasn"));
    assert_int_equal(take(t, (struct taking){"kasn", "kasn", "", "recommend", -1}), ERR_MISSING);
    assert_int_equal(take(t, (struct taking){"bkn", "bkn", "", "recommend", -1}), 0);
    assert_int_equal(take(t, (struct taking){"ppk-16.06", "ppk", "", "decide", -1}), 0);
    assert_int_equal(take(t, (struct taking){"bawaslu-16.06", "bawaslu", "crime", "recommend", -1}),
                     0);
    cs = now(t);
    assert_int_equal(case_holder(&cs).len, 0);
    assert_int_equal(upkeep(t, (struct flow_recount){.all = true}).cases, 0);
    check_rebuild(t, t->on.postgres);
}

static void one_row_hands_the_work_to_a_body_that_is_new(void **state) {
    struct town *t = *state;
    struct law *law = &t->story->law;
    set_day(t, "2027-10-01");
    (void)upkeep(t, (struct flow_recount){0});
    assert_int_equal(take(t, (struct taking){"bawaslu-16.06", "bawaslu", "", "plenary", -1}), 0);
    same(now(t).offices.holder, "bkn");
    t->story->authorities[1].row.span.to = day("2027-10-15");
    t->story->authorities[2] = (struct law_authority){.role = STR("supervisor"),
                                                      .office = STR("council"),
                                                      .row.span = {day("2027-10-16"), {LAW_OPEN}}};
    law->authority_count = 3;
    law->hash.b[0] = 3;
    assert_int_equal(upkeep(t, (struct flow_recount){0}).rerouted, 0); /* not yet */
    set_day(t, "2027-10-16");
    assert_int_equal(upkeep(t, (struct flow_recount){0}).rerouted, 1);
    same(now(t).offices.holder, "council");
    assert_true(is_listed(t, "council", "council"));
    assert_int_equal(take(t, (struct taking){"council", "council", "", "recommend", -1}), 0);
    check_rebuild(t, t->on.postgres);
}

static bool set_week(struct town *t, const char *office, enum law_week week) {
    const struct flow_week how = {str_from_c(office), week};
    bool changed = false;
    assert_int_equal(flow_office_week(t->flow, t->on.a, &how, &changed).code, ERR_NONE);
    return changed;
}

static void an_offices_week_moves_its_own_clocks(void **state) {
    struct town *t = *state;
    const struct flow_week nowhere = {STR("bkn-99"), LAW_SIX_DAYS};
    bool changed;
    assert_int_equal(flow_office_week(t->flow, t->on.a, &nowhere, &changed).code, ERR_MISSING);
    (void)upkeep(t, (struct flow_recount){0});
    assert_int_equal(take(t, (struct taking){"bawaslu-16.06", "bawaslu", "", "plenary", 1}), 0);
    assert_false(set_week(t, "kasn", LAW_FIVE_DAYS)); /* as it was */
    assert_int_equal(upkeep(t, (struct flow_recount){0}).cases, 0);
    assert_true(set_week(t, "ppk-16.06", LAW_SIX_DAYS)); /* a pass, and nothing to do */
    struct flow_recount done = upkeep(t, (struct flow_recount){0});
    assert_int_equal(done.cases, 1);
    assert_int_equal(done.recounted, 0);
    assert_true(set_week(t, "kasn", LAW_SIX_DAYS));
    assert_false(set_week(t, "kasn", LAW_SIX_DAYS));
    assert_int_equal(upkeep(t, (struct flow_recount){.dry_run = true}).recounted, 1);
    assert_int_equal(upkeep(t, (struct flow_recount){0}).recounted, 1);
    assert_int_equal(upkeep(t, (struct flow_recount){0}).cases, 0);
    assert_int_equal(upkeep(t, (struct flow_recount){.all = true}).recounted, 0);
    struct case_state cs = now(t);
    const struct case_clock *clock = case_running(&cs, STR(""), STR("follow"));
    same(date_format(t->on.a, clock->due), "2024-08-24");
    assert_int_equal(clock->week, LAW_SIX_DAYS);
    check_rebuild(t, t->on.postgres);
    assert_true(set_week(t, "kasn", LAW_FIVE_DAYS));
    assert_int_equal(upkeep(t, (struct flow_recount){0}).recounted, 1);
    check_rebuild(t, t->on.postgres);
}

/* As the page does: what would move, then the same done; no case is named. */
static void days_off_that_are_loaded_move_running_clocks(void **state) {
    static const char TEXT[] = "year: 2024\nversion: \"2024.2\"\nsource: SKB\nconfidence: high\n"
                               "verified: false\ndays:\n"
                               "  - {date: 2024-08-17, kind: national_holiday, name: a}\n"
                               "  - {date: 2024-08-22, kind: joint_leave, name: b}\n";
    struct town *t = *state;
    (void)upkeep(t, (struct flow_recount){0});
    assert_int_equal(take(t, (struct taking){"bawaslu-16.06", "bawaslu", "", "plenary", 1}), 0);
    struct flow_staff admin = head_of("bawaslu-16.06", "bawaslu");
    admin.who.role = STR("admin");
    struct flow_days_off x = {.a = t->on.a,
                              .staff = &admin,
                              .text = str_from_c(TEXT),
                              .seen = hex_encode(t->on.a, flow_law(t->flow)->hash.b, HASH_LEN),
                              .now = env_now(&t->env)};
    for (int i = 0; i < 2; i++) {
        struct err e = i ? flow_days_off_load(t->flow, &x) : flow_days_off_look(t->flow, &x);
        if (e.code)
            fail_msg("%d: %.*s at %s", i, STR_ARG(e.about), e.where);
        assert_int_equal(x.deadlines, 1);
        assert_int_equal(x.cases, 1);
        assert_int_equal(x.moved_count, 1);
        same(x.moved[0].clock, "follow");
        same(date_format(t->on.a, x.moved[0].was), "2024-08-26");
        same(date_format(t->on.a, x.moved[0].now), "2024-08-27");
        struct case_state cs = now(t);
        same(date_format(t->on.a, case_running(&cs, STR(""), STR("follow"))->due),
             i ? "2024-08-27" : "2024-08-26");
    }
    assert_int_equal(upkeep(t, (struct flow_recount){.all = true}).recounted, 0);
    check_rebuild(t, t->on.postgres);
}

int main(void) {
    hash_library_init();
#define IN(engine, test)                                                                           \
    { #test " (" #engine ")", test, engine, leave_town, NULL }
    const struct CMUnitTest tests[] = {
        IN(in_sqlite, a_case_lives_through_changes_of_the_law),
        IN(in_sqlite, one_row_hands_the_work_to_a_body_that_is_new),
        IN(in_sqlite, an_offices_week_moves_its_own_clocks),
        IN(in_sqlite, days_off_that_are_loaded_move_running_clocks),
        IN(on_postgres_town, a_case_lives_through_changes_of_the_law),
        IN(on_postgres_town, one_row_hands_the_work_to_a_body_that_is_new),
        IN(on_postgres_town, an_offices_week_moves_its_own_clocks),
        IN(on_postgres_town, days_off_that_are_loaded_move_running_clocks),
    };
    size_t count = getenv("NETRAL_TEST_PG") ? COUNT_OF(tests) : COUNT_OF(tests) / 2;
    return _cmocka_run_group_tests("flow_recount", tests, count, NULL, NULL);
}
