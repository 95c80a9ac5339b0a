/* The life of a case from its events: the table at the head of case.c, arrow by arrow. */
#include "case/case_sample.h"

static struct case_clock clock_of(const char *id, int start) {
    return (struct case_clock){.id = str_from_c(id),
                               .start = {start},
                               .due = {start + 3},
                               .due_early = {start + 2},
                               .running = true};
}

static struct case_event event_of(int64_t seq, const char *kind, struct str body) {
    struct case_event e = {.index = 100 + seq,
                           .seq = seq,
                           .kind = str_from_c(kind),
                           .office = STR("bawaslu-1602"),
                           .actor = STR("petugas"),
                           .body = body,
                           .at = {1000 + seq}};
    e.stream.b[0] = 5;
    e.commit.b[0] = (uint8_t)(seq + 1);
    return e;
}

static struct case_step step_of(const char *from, const char *to) {
    return (struct case_step){
        .step = STR("P01"),
        .name = STR("go"),
        .outcome = STR("done"),
        .from = str_from_c(from),
        .to = str_from_c(to),
        .phase = STR("examination"),
        .on = {20},
        .offices = {.bawaslu = STR("b"), .bkn = STR("k"), .holder = STR("k")}};
}

static struct case_state begun(struct arena *a, struct case_clock clocks[2]) {
    struct case_received r = full_received(clocks);
    struct case_event e = event_of(0, "case.received", (struct str){0});
    return case_begin(a, &e, &r);
}

static void a_report_begins_a_case(void **state) {
    struct case_clock clocks[2];
    struct case_state cs = begun(*state, clocks);
    assert_int_equal(cs.id.v, 100);
    assert_int_equal(cs.version, 1);
    assert_int_equal(cs.stream.b[0], 5);
    assert_int_equal(cs.prev.b[0], 1);
    assert_int_equal(cs.received_at.us, 1000);
    assert_int_equal(cs.changed_at.us, 1000);
    same(cs.state, STR("received"));
    same(cs.phase, STR("intake"));
    same(cs.offices.holder, STR("bawaslu-1602"));
    same(cs.received.number, STR("001/LP/PB/Kab/06.02/X/2024"));
    assert_int_equal(cs.clock_count, 2);
    assert_int_equal(cs.taken_count, 0);
    assert_int_equal(cs.registration.len, 0);
}

static void a_step_moves_the_case_and_leaves_the_old_state_alone(void **state) {
    struct case_clock clocks[2];
    struct case_state before = begun(*state, clocks);
    struct case_clock start = clock_of("P09.handle", 10);
    struct str stop = STR("P04.initial_review");
    struct case_step step = step_of("received", "registered");
    step.starts = &start;
    step.start_count = 1;
    step.stops = &stop;
    step.stop_count = 1;
    step.registration = STR("001/Reg");
    step.values = VALUES;
    step.value_count = 2;
    struct case_event e = event_of(1, "case.step", (struct str){0});
    struct case_state cs = case_after_step(*state, &before, &e, &step);
    assert_int_equal(cs.version, 2);
    assert_int_equal(cs.prev.b[0], 2);
    assert_int_equal(cs.received_at.us, 1000);
    assert_int_equal(cs.changed_at.us, 1001);
    same(cs.state, STR("registered"));
    same(cs.phase, STR("examination"));
    same(cs.offices.holder, STR("k"));
    same(cs.registration, STR("001/Reg"));
    assert_int_equal(cs.registered_on.day, 20);
    assert_int_equal(cs.clock_count, 3);
    assert_null(case_running(&cs, STR(""), stop));
    assert_int_equal(case_running(&cs, STR(""), STR("P09.handle"))->due.day, 13);
    assert_int_equal(cs.taken_count, 1);
    same(cs.taken[0].step, STR("P01"));
    same(cs.taken[0].name, STR("go"));
    same(cs.taken[0].outcome, STR("done"));
    same(cs.taken[0].to, STR("registered"));
    same(cs.taken[0].office, STR("bawaslu-1602"));
    same(cs.taken[0].actor, STR("petugas"));
    assert_int_equal(cs.taken[0].at.us, 1001);
    assert_int_equal(cs.taken[0].on.day, 20);
    assert_int_equal(cs.taken[0].value_count, 2);
    assert_non_null(case_running(&before, STR(""), stop));
    assert_int_equal(before.clock_count, 2);
    assert_true(clocks[0].running);
}

/* A takeover of all tasks: what waited for the old office waits for the new one, in tracks too; no
 * clock stops, and each keeps the office whose week it counts with. */
static void what_waited_for_an_office_waits_for_the_one_that_took_over(void **state) {
    const struct case_opening opens[] = {
        {.track = STR("a"), .rules = STR("x@1"), .state = STR("s"), .holder = STR("bawaslu-1602")},
        {.track = STR("b"), .rules = STR("x@1"), .state = STR("s"), .holder = STR("k")}};
    struct case_clock clocks[2];
    struct case_state before = begun(*state, clocks);
    struct case_step step = step_of("received", "registered");
    step.offices = before.offices;
    step.opens = opens;
    step.open_count = 2;
    struct case_event e = event_of(1, "case.step", (struct str){0});
    struct case_state cs = case_after_step(*state, &before, &e, &step);
    assert_false(cs.changed_hands);
    struct case_step taken = step_of("registered", "registered");
    taken.offices = cs.offices;
    taken.offices.bawaslu = taken.offices.holder = STR("bawaslu-16");
    taken.offices.replaced = STR("bawaslu-1602");
    e = event_of(2, "case.step", (struct str){0});
    cs = case_after_step(*state, &cs, &e, &taken);
    assert_true(cs.changed_hands);
    same(cs.state, STR("registered"));
    same(case_holder(&cs), STR("bawaslu-16"));
    same(cs.offices.replaced, STR("bawaslu-1602"));
    same(cs.tracks[0].holder, STR("bawaslu-16"));
    same(cs.tracks[1].holder, STR("k"));
    assert_int_equal(cs.clock_count, 2);
    for (size_t i = 0; i < cs.clock_count; i++) {
        assert_true(cs.clocks[i].running);
        assert_int_equal(cs.clocks[i].due.day, before.clocks[i].due.day);
        same(cs.clocks[i].office, STR("bawaslu-1602"));
    }
    struct case_step back = step_of("registered", "registered");
    back.offices = before.offices;
    e = event_of(3, "case.step", (struct str){0});
    cs = case_after_step(*state, &cs, &e, &back);
    same(cs.tracks[0].holder, STR("bawaslu-1602"));
    assert_true(cs.changed_hands && !cs.offices.replaced.len);
}

static void a_later_step_keeps_the_registration(void **state) {
    struct case_clock clocks[2];
    struct case_state cs = begun(*state, clocks);
    struct case_step step = step_of("received", "a");
    struct case_event e = event_of(1, "case.step", (struct str){0});
    step.registration = STR("001/Reg");
    cs = case_after_step(*state, &cs, &e, &step);
    step = step_of("a", "b");
    step.on.day = 30;
    cs = case_after_step(*state, &cs, &e, &step);
    same(cs.registration, STR("001/Reg"));
    assert_int_equal(cs.registered_on.day, 20);
    assert_int_equal(cs.taken_count, 2);
    same(cs.taken[0].to, STR("a"));
    same(cs.taken[1].to, STR("b"));
}

static void a_clock_that_starts_again_ends_its_elder(void **state) {
    struct case_clock clocks[2];
    struct case_state cs = begun(*state, clocks);
    struct case_clock again = clock_of("P04.initial_review", 50);
    struct case_step step = step_of("received", "a");
    struct case_event e = event_of(1, "case.step", (struct str){0});
    step.starts = &again;
    step.start_count = 1;
    cs = case_after_step(*state, &cs, &e, &step);
    assert_int_equal(cs.clock_count, 3);
    assert_false(cs.clocks[0].running);
    assert_int_equal(case_running(&cs, STR(""), again.id)->start.day, 50);
}

static void a_step_may_stop_a_clock_and_start_it_anew(void **state) {
    struct case_clock clocks[2];
    struct case_state cs = begun(*state, clocks);
    struct case_clock again = clock_of("P04.initial_review", 50);
    struct case_step step = step_of("received", "a");
    struct case_event e = event_of(1, "case.step", (struct str){0});
    step.starts = &again;
    step.start_count = 1;
    step.stops = &again.id;
    step.stop_count = 1;
    cs = case_after_step(*state, &cs, &e, &step);
    assert_int_equal(case_running(&cs, STR(""), again.id)->start.day, 50);
}

static void the_next_due_day_is_the_earliest_alarm(void **state) {
    (void)state;
    struct case_clock clocks[] = {clock_of("a", 10), clock_of("b", 9), clock_of("c", 1)};
    struct case_state cs = {.clocks = clocks, .clock_count = COUNT_OF(clocks)};
    clocks[2].running = false;
    assert_int_equal(case_next_due(&cs), 11); /* b's early reading: a duty */
    clocks[1].right = true;
    assert_int_equal(case_next_due(&cs), 12); /* a's early or b's late reading, both 12 */
    clocks[0].running = false;
    assert_int_equal(case_next_due(&cs), 12); /* b's late reading: a right */
    clocks[1].running = false;
    assert_int_equal(case_next_due(&cs), CASE_NO_DUE);
    assert_null(case_running(&cs, STR(""), STR("a")));
    assert_null(case_running(&cs, STR(""), STR("none")));
}

static void what_was_taken_is_known_by_its_name(void **state) {
    (void)state;
    const struct case_taken taken[] = {{.name = STR("review")}, {.name = STR("register")}};
    struct case_state cs = {.taken = taken, .taken_count = 2};
    assert_true(case_has_taken(&cs, STR(""), STR("register")));
    assert_false(case_has_taken(&cs, STR(""), STR("regist")));
    assert_false(case_has_taken(&cs, STR(""), (struct str){0}));
}

static void a_clock_stands_still_once_and_goes_on_where_it_runs(void **state) {
    const struct str still[] = {STR_INIT("P04.initial_review"), STR_INIT("nothing")};
    struct case_clock clocks[2];
    struct case_state cs = begun(*state, clocks);
    struct case_event e = event_of(1, "case.step", (struct str){0});
    for (int day = 20; day <= 21; day++) { /* the second time it stands still already */
        struct case_step step = step_of("received", "received");
        step.on.day = day;
        step.suspends = still;
        step.suspend_count = COUNT_OF(still);
        cs = case_after_step(*state, &cs, &e, &step);
        const struct case_clock *c = case_running(&cs, STR(""), still[0]);
        assert_true(c->suspended);
        assert_int_equal(c->still_since.day, 21);
    }
    struct case_clock on[2] = {clock_of("P04.initial_review", 40), clock_of("nothing", 40)};
    struct case_step step = step_of("received", "received");
    step.resumes = on;
    step.resume_count = COUNT_OF(on);
    cs = case_after_step(*state, &cs, &e, &step);
    assert_false(case_running(&cs, STR(""), still[0])->suspended);
    assert_int_equal(case_running(&cs, STR(""), still[0])->due.day, 43);
    assert_null(case_running(&cs, STR(""), still[1])); /* what does not run is not begun so */
    assert_int_equal(cs.clock_count, 2);
}

/* Upkeep tells what it did of a clock that has ended meanwhile, or in a procedure, and moves no
 * other. */
static void upkeep_moves_what_it_names_alone(void **state) {
    const struct case_recount recount = {.clock = STR("ended"),
                                         .reason = STR("holidays"),
                                         .on = {30},
                                         .was = {.due = {40}, .holidays = STR("1")},
                                         .now = {.due = {41}, .holidays = STR("2")}};
    struct case_reroute reroute = {.track = STR("side"),
                                   .role = STR("ppk"),
                                   .kind = STR("ppk"),
                                   .from = STR("old"),
                                   .to = STR("new"),
                                   .on = {31},
                                   .offices = {.bawaslu = STR("b"), .holder = STR("b")}};
    const struct case_opening side = {
        .track = STR("side"), .rules = STR("x@1"), .state = STR("s"), .holder = STR("old")};
    struct case_clock clocks[2];
    struct case_received r = full_received(clocks);
    struct case_step step = step_of("received", "a");
    struct case_state cs;
    step.opens = &side;
    step.open_count = 1;
    struct buf first, second;
    buf_init(&first, BODY_CAP);
    buf_init(&second, BODY_CAP);
    case_recount_encode(&first, &recount);
    case_reroute_encode(&second, &reroute);
    struct case_event events[] = {event_of(0, "case.received", encoded_received(*state, &r)),
                                  event_of(1, "case.step", encoded_step(*state, &step)),
                                  event_of(2, "case.recounted", taken_out(*state, &first)),
                                  event_of(3, "case.rerouted", taken_out(*state, &second))};
    assert_int_equal(case_fold(*state, events, COUNT_OF(events), &cs).code, ERR_NONE);
    assert_int_equal(cs.version, COUNT_OF(events));
    for (size_t i = 0; i < cs.clock_count; i++)
        assert_int_equal(cs.clocks[i].due.day, r.clocks[i].due.day);
    same(cs.tracks[0].holder, STR("new"));
    same(cs.offices.holder, STR("b"));
    assert_int_equal(cs.taken_count, 3);
    same(cs.taken[2].track, STR("side"));
}

static void a_step_in_a_procedure_that_is_not_there_is_refused(void **state) {
    struct case_event events[2];
    struct case_clock clocks[2];
    struct case_received r = full_received(clocks);
    struct case_step step = step_of("received", "a");
    struct case_state cs = {.version = 77};
    step.track = STR("nowhere");
    events[0] = event_of(0, "case.received", encoded_received(*state, &r));
    events[1] = event_of(1, "case.step", encoded_step(*state, &step));
    assert_int_equal(case_fold(*state, events, 2, &cs).code, ERR_CORRUPT);
    assert_int_equal(cs.version, 77);
}

/* Five events: received, a step with a clock, a look at the reporter, two more steps. */
enum { LIFE = 5 };
static void life(struct arena *a, struct case_event events[LIFE]) {
    struct case_clock clocks[2];
    struct case_received r = full_received(clocks);
    struct case_clock start = clock_of("P09.handle", 10);
    struct case_step one = step_of("received", "a"), two = step_of("a", "b"),
                     three = step_of("b", "c");
    one.starts = &start;
    one.start_count = 1;
    two.registration = STR("001/Reg");
    two.registration_n = 1;
    three.stops = &start.id;
    three.stop_count = 1;
    events[0] = event_of(0, "case.received", encoded_received(a, &r));
    events[1] = event_of(1, "case.step", encoded_step(a, &one));
    events[2] = event_of(2, "case.identity_opened", STR("{}"));
    events[3] = event_of(3, "case.step", encoded_step(a, &two));
    events[4] = event_of(4, "case.step", encoded_step(a, &three));
}

static void folding_equals_stepping(void **state) {
    struct case_event events[LIFE];
    struct case_state folded, cs;
    struct case_received r;
    life(*state, events);
    assert_int_equal(case_fold(*state, events, LIFE, &folded).code, ERR_NONE);
    assert_int_equal(case_received_decode(*state, events[0].body, &r).code, ERR_NONE);
    cs = case_begin(*state, &events[0], &r);
    for (size_t i = 1; i < LIFE; i++) {
        struct case_step step;
        if (i == 2) {
            cs.version++;
            continue;
        }
        assert_int_equal(case_step_decode(*state, events[i].body, &step).code, ERR_NONE);
        cs = case_after_step(*state, &cs, &events[i], &step);
    }
    assert_int_equal(folded.version, LIFE);
    assert_int_equal(cs.version, LIFE);
    assert_memory_equal(&folded.prev, &events[LIFE - 1].commit, HASH_LEN);
    assert_int_equal(folded.changed_at.us, cs.changed_at.us);
    same(folded.state, STR("c"));
    same(folded.registration, cs.registration);
    assert_int_equal(folded.registered_on.day, cs.registered_on.day);
    assert_int_equal(folded.clock_count, cs.clock_count);
    for (size_t i = 0; i < cs.clock_count; i++) {
        same(folded.clocks[i].id, cs.clocks[i].id);
        assert_int_equal(folded.clocks[i].running, cs.clocks[i].running);
    }
    assert_int_equal(folded.taken_count, 3);
    for (size_t i = 0; i < cs.taken_count; i++)
        same(folded.taken[i].to, cs.taken[i].to);
}

static void looking_at_the_reporter_changes_the_version_alone(void **state) {
    struct case_event events[LIFE];
    struct case_state before, after;
    life(*state, events);
    assert_int_equal(case_fold(*state, events, 2, &before).code, ERR_NONE);
    assert_int_equal(case_fold(*state, events, 3, &after).code, ERR_NONE);
    assert_int_equal(after.version, before.version + 1);
    assert_memory_equal(&after.prev, &events[2].commit, HASH_LEN);
    same(after.state, before.state);
    assert_int_equal(after.changed_at.us, before.changed_at.us);
    assert_int_equal(after.taken_count, before.taken_count);
    assert_int_equal(after.clock_count, before.clock_count);
}

static void spoil(struct case_event events[LIFE], size_t way) {
    switch (way) {
    case 0: /* the first is no report */
        events[0].kind = STR("case.step");
        return;
    case 1: /* counting starts at 0 */
        events[0].seq = 1;
        return;
    case 2: /* the report cannot be read */
        events[0].body = STR("{}");
        return;
    case 3: /* a hole */
        events[3].seq = 4;
        return;
    case 4: /* a double */
        events[2] = events[1];
        return;
    case 5: /* an event of another case */
        events[2].stream.b[15] = 1;
        return;
    case 6: /* a second report */
        events[2].kind = STR("case.received");
        return;
    case 7: /* a step that cannot be read */
        events[4].body = STR("{\"from\":\"b\"}");
        return;
    case 8: /* a step that leaves a state in which the case is not */
        events[4].body = events[1].body;
        return;
    default: /* a kind that nobody knows */
        events[1].kind = STR("case.other");
        return;
    }
}

static void a_life_with_a_hole_or_a_stranger_is_refused(void **state) {
    enum { WAYS = 10 };
    struct case_event events[LIFE];
    struct case_state cs = {.version = 77};
    for (size_t way = 0; way < WAYS; way++) {
        life(*state, events);
        spoil(events, way);
        struct err e = case_fold(*state, events, LIFE, &cs);
        if (e.code != ERR_CORRUPT)
            fail_msg("spoilt in way %zu, and folded", way);
        same(e.about, STR("event"));
        assert_int_equal(cs.version, 77);
    }
    assert_int_equal(case_fold(*state, events, 0, &cs).code, ERR_CORRUPT);
}

/* 2,000 steps with a clock each: a fold that copied its lists at every step would need gigabytes.
 */
static void a_long_life_needs_memory_in_proportion(void **state) {
    enum { STEPS = 2000 };
    struct case_clock clocks[2], start = clock_of("x", 1);
    struct case_received r = full_received(clocks);
    struct case_step step = step_of("received", "received");
    struct case_event *events = NEW(*state, struct case_event, STEPS + 1);
    struct case_state cs;
    step.starts = &start;
    step.start_count = 1;
    struct str body = encoded_step(*state, &step);
    events[0] = event_of(0, "case.received", encoded_received(*state, &r));
    for (int64_t i = 1; i <= STEPS; i++)
        events[i] = event_of(i, "case.step", body);
    assert_int_equal(case_fold(*state, events, STEPS + 1, &cs).code, ERR_NONE);
    assert_int_equal(cs.taken_count, STEPS);
    assert_int_equal(cs.clock_count, STEPS + 2);
    assert_ptr_equal(case_running(&cs, STR(""), STR("x")), &cs.clocks[STEPS + 1]);
}

int main(void) {
    hash_library_init();
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_report_begins_a_case),
        TEST(a_step_moves_the_case_and_leaves_the_old_state_alone),
        TEST(what_waited_for_an_office_waits_for_the_one_that_took_over),
        TEST(a_later_step_keeps_the_registration),
        TEST(a_clock_that_starts_again_ends_its_elder),
        TEST(a_step_may_stop_a_clock_and_start_it_anew),
        TEST(the_next_due_day_is_the_earliest_alarm),
        TEST(what_was_taken_is_known_by_its_name),
        TEST(a_clock_stands_still_once_and_goes_on_where_it_runs),
        TEST(upkeep_moves_what_it_names_alone),
        TEST(a_step_in_a_procedure_that_is_not_there_is_refused),
        TEST(folding_equals_stepping),
        TEST(looking_at_the_reporter_changes_the_version_alone),
        TEST(a_life_with_a_hole_or_a_stranger_is_refused),
        TEST(a_long_life_needs_memory_in_proportion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
