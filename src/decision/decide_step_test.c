/* What a step records, and when it may be taken. */
#include "decision/decision_sample.h"

enum { START = 20000 }; /* a Thursday */

struct story {
    struct arena *a;
    struct case_state cs;
    struct date today;
    struct str bkn, ppk;
};

static int setup(void **state) {
    struct arena *a = arena_new(4 << 20);
    struct story *s = NEW(a, struct story, 1);
    struct case_event event = {.index = 9};
    struct case_clock *clock = NEW(a, struct case_clock, 1);
    *clock = (struct case_clock){.id = STR("review"), .due = {START + 2}, .running = true};
    struct case_received received = {.state = STR("received"),
                                     .received_on = {START},
                                     .offices = {.bawaslu = STR("bw"), .holder = STR("bw")},
                                     .report = {.known_on = {START - 3}, .has_known_on = true},
                                     .clocks = clock,
                                     .clock_count = 1};
    *s = (struct story){.a = a, .today = {START + 1}, .bkn = STR("bkn-7"), .ppk = STR("ppk-1602")};
    s->cs = case_begin(s->a, &event, &received);
    *state = s;
    return 0;
}

static int teardown(void **state) {
    arena_free(((struct story *)*state)->a);
    return 0;
}

/* What the flow would load. */
static struct decision_offices offices_of(struct story *s, const struct intake_action *command) {
    struct law_words_list names = decide_names(s->a, &LAW, command, s->today);
    struct decision_office *list = NEW(s->a, struct decision_office, names.count);
    for (size_t i = 0; i < names.count; i++)
        list[i] = (struct decision_office){.name = names.list[i],
                                           .kind = names.list[i],
                                           .office = str_equal(names.list[i], STR("bkn")) ? s->bkn
                                                     : str_equal(names.list[i], STR("ppk"))
                                                         ? s->ppk
                                                         : (struct str){0}};
    return (struct decision_offices){list, names.count};
}

static struct err decide(struct story *s, int step, const struct intake_action *command,
                         struct intake_faults *faults, struct case_step *ret) {
    const struct decision_step facts = {.law = &LAW,
                                        .rules = &RULES,
                                        .step = &STEPS[step],
                                        .today = s->today,
                                        .registration_n = 12,
                                        .offices = offices_of(s, command),
                                        .region = STR("16.02")};
    return decide_step(s->a, &facts, &s->cs, command, faults, ret);
}

/* Takes a step without values, as the flow would, and moves the case. */
static struct case_step go(struct story *s, int step, int outcome) {
    struct intake_action command = {.version = s->cs.version,
                                    .outcome = &STEPS[step].outcomes[outcome]};
    struct intake_faults faults = {.count = 0};
    struct case_step taken = {.registration_n = 0};
    struct case_event event = {.seq = s->cs.version};
    struct err e = decide(s, step, &command, &faults, &taken);
    if (e.code)
        fail_msg("step %d: %.*s", step, STR_ARG(e.about));
    s->cs = case_after_step(s->a, &s->cs, &event, &taken);
    return taken;
}

static void refused(struct story *s, int step, enum err_code code, const char *about) {
    struct intake_action command = {.version = s->cs.version, .outcome = STEPS[step].outcomes};
    struct intake_faults faults = {.count = 0};
    struct case_step taken = {.registration_n = 77};
    struct err e = decide(s, step, &command, &faults, &taken);
    assert_int_equal(e.code, code);
    same(e.about, str_from_c(about));
    assert_int_equal(taken.registration_n, 77);
}

static void a_registering_step_gives_the_number_and_counts_from_its_day(void **state) {
    struct story *s = *state;
    struct case_step t = go(s, REVIEW, 0);
    same(t.rules, STR("sample@3"));
    same(t.step, STR("P04"));
    same(t.name, STR("review"));
    same(t.outcome, STR("ok"));
    same(t.from, STR("received"));
    same(t.to, STR("registered"));
    same(t.phase, STR("examination"));
    same(t.registration, STR("R12/16.02"));
    assert_int_equal(t.registration_n, 12);
    assert_int_equal(t.on.day, START + 1);
    assert_int_equal(t.start_count, 2);
    same(t.starts[0].id, STR("handle"));
    assert_int_equal(t.starts[0].start.day, START + 1);
    assert_int_equal(t.starts[0].due.day, START + 4);
    assert_int_equal(t.starts[0].due_early.day, START + 3);
    assert_false(t.starts[0].right);
    same(t.starts[0].holidays, STR("test.1"));
    assert_int_equal(t.starts[1].start.day, START - 3); /* known_on */
    assert_true(t.starts[1].right);
    assert_int_equal(t.stop_count, 1); /* follow does not run: there is nothing to stop */
    same(t.stops[0], STR("review"));
    assert_null(case_running(&s->cs, STR(""), STR("review")));
    assert_int_equal(s->cs.registered_on.day, START + 1);
}

static void the_whole_way_hands_the_case_from_office_to_office(void **state) {
    struct story *s = *state;
    same(s->cs.offices.holder, STR("bw"));
    (void)go(s, REVIEW, 0);
    same(s->cs.offices.holder, STR("bw"));
    (void)go(s, CLARIFY, 0);
    (void)go(s, FORWARD, 0);
    same(s->cs.offices.bkn, STR("bkn-7"));
    same(s->cs.offices.holder, STR("bkn-7"));
    assert_int_equal(s->cs.offices.ppk.len, 0);
    s->today.day += 2;
    struct case_step t = go(s, RECOMMEND, 0);
    same(s->cs.offices.ppk, STR("ppk-1602")); /* awaited, though nobody handed over */
    same(s->cs.offices.holder, STR("ppk-1602"));
    assert_int_equal(t.starts[0].start.day, START + 3);
    assert_int_equal(t.starts[1].start.day, START + 1); /* registered_on, of an earlier step */
    s->today.day = START + 8;
    t = go(s, DECIDE, 0);
    assert_int_equal(t.offices.holder.len, 0);
    same(t.offices.bawaslu, STR("bw"));
    assert_int_equal(case_next_due(&s->cs), CASE_NO_DUE); /* a closed case alarms nobody */
    struct decision_offers offers = decide_offers(s->a, &RULES, &s->cs, STR(""));
    assert_int_equal(offers.count, 0);
}

static void a_case_keeps_its_first_number(void **state) {
    struct story *s = *state;
    (void)go(s, REVIEW, 0);
    (void)go(s, CLARIFY, 0);
    (void)go(s, FORWARD, 0);
    (void)go(s, RECOMMEND, 0);
    s->today.day = START + 8;
    struct case_step t = go(s, DECIDE, 1);
    assert_int_equal(t.registration.len, 0);
    assert_int_equal(t.registration_n, 0);
    assert_int_equal(s->cs.registered_on.day, START + 1);
    same(s->cs.registration, STR("R12/16.02"));
}

static void a_state_that_waits_for_a_person_or_a_stranger_keeps_its_office(void **state) {
    struct story *s = *state;
    (void)go(s, REVIEW, 1);
    same(s->cs.state, STR("waiting"));
    same(s->cs.offices.holder, STR("bw"));
    (void)go(s, COMPLETE, 0);
    (void)go(s, REVIEW, 0);
    (void)go(s, CLARIFY, 0);
    s->bkn = s->ppk = (struct str){0}; /* nobody is in charge there */
    (void)go(s, FORWARD, 0);
    same(s->cs.offices.holder, STR("bw"));
    (void)go(s, RECOMMEND, 0);
    same(s->cs.offices.holder, STR("bw"));
    s->today.day = START + 8;
    (void)go(s, DECIDE, 1);
    same(s->cs.offices.holder, STR("bw"));
}

static void a_stale_version_is_a_conflict(void **state) {
    struct story *s = *state;
    struct intake_faults faults = {.count = 0};
    struct case_step t = {.registration_n = 77};
    const int64_t versions[] = {0, 2, -1};
    for (size_t i = 0; i < COUNT_OF(versions); i++) {
        struct intake_action command = {.version = versions[i], .outcome = OF_REVIEW};
        struct err e = decide(s, REVIEW, &command, &faults, &t);
        assert_int_equal(e.code, ERR_CONFLICT);
        same(e.about, STR("version"));
        assert_int_equal(t.registration_n, 77);
    }
}

static void a_step_of_another_state_is_blocked(void **state) {
    refused(*state, CLARIFY, ERR_STEP_BLOCKED, "state");
    refused(*state, DECIDE, ERR_STEP_BLOCKED, "state");
}

static void a_step_whose_needs_were_not_taken_is_blocked_and_says_which(void **state) {
    struct story *s = *state;
    (void)go(s, REVIEW, 0);
    refused(s, FORWARD, ERR_STEP_BLOCKED, "clarify");
    struct decision_offers offers = decide_offers(s->a, &RULES, &s->cs, STR(""));
    assert_int_equal(offers.count, 2);
    assert_ptr_equal(offers.list[0].step, &STEPS[CLARIFY]);
    assert_int_equal(offers.list[0].missing_count, 0);
    assert_int_equal(offers.list[0].opens_on.day, DECISION_ANY_DAY);
    assert_ptr_equal(offers.list[1].step, &STEPS[FORWARD]);
    assert_int_equal(offers.list[1].missing_count, 1);
    assert_ptr_equal(offers.list[1].missing[0], &STEPS[CLARIFY]);
    (void)go(s, CLARIFY, 0);
    offers = decide_offers(s->a, &RULES, &s->cs, STR(""));
    assert_int_equal(offers.list[1].missing_count, 0);
}

static void a_step_that_waits_for_a_clock_opens_the_day_after_its_late_reading(void **state) {
    struct story *s = *state;
    struct intake_value told = {.field = &FIELDS[1], .date = {START + 1}, .given = true};
    struct intake_action command = {
        .version = 1, .outcome = &OF_REVIEW[1], .values = &told, .value_count = 1};
    struct intake_faults faults = {.count = 0};
    struct case_step t = {.registration_n = 0};
    struct case_event event = {.seq = 1};
    s->today.day = START + 2;
    assert_int_equal(decide(s, REVIEW, &command, &faults, &t).code, ERR_NONE);
    assert_int_equal(t.starts[0].start.day, START + 1); /* from the field */
    s->cs = case_after_step(s->a, &s->cs, &event, &t);
    struct decision_offers offers = decide_offers(s->a, &RULES, &s->cs, STR(""));
    assert_int_equal(offers.list[0].opens_on.day, START + 4);
    s->today.day = START + 3;
    refused(s, LAPSE, ERR_STEP_BLOCKED, "completion");
    s->today.day = START + 4;
    (void)go(s, LAPSE, 0);
}

static void a_step_that_waits_for_a_clock_that_does_not_run_stays_shut(void **state) {
    struct story *s = *state;
    struct case_clock none = {.id = STR("completion"), .due = {START - 9}};
    s->cs.state = STR("waiting");
    s->cs.clocks = &none;
    s->today.day = START + 999;
    refused(s, LAPSE, ERR_STEP_BLOCKED, "completion");
    struct decision_offers offers = decide_offers(s->a, &RULES, &s->cs, STR(""));
    assert_int_equal(offers.list[0].opens_on.day, DECISION_NO_DAY);
}

static void values_are_kept_as_text_in_their_order(void **state) {
    struct story *s = *state;
    const struct intake_value values[] = {
        {.field = &FIELDS[0], .date = {START}, .given = true},
        {.field = &FIELDS[1]}, /* not given */
        {.field = &FIELDS[2], .date = {START + 5}, .at = {1}, .given = true},
        {.field = &FIELDS[4], .number = 1, .given = true},
        {.field = &FIELDS[4], .number = 0, .given = true},
        {.field = &FIELDS[5], .number = -12, .given = true},
        {.field = &FIELDS[6], .text = STR("catatan"), .given = true},
        {.field = &FIELDS[7], .text = STR("a,b"), .given = true},
    };
    static const struct {
        const char *name, *value;
    } kept[] = {{"held_on", "2024-10-04"}, {"invited_for", "1970-01-01T00:00:00.000001Z"},
                {"oath", "true"},          {"oath", "false"},
                {"people", "-12"},         {"note", "catatan"},
                {"kinds", "a,b"}};
    struct intake_action command = {
        .version = 1, .outcome = &OF_REVIEW[1], .values = values, .value_count = COUNT_OF(values)};
    struct intake_faults faults = {.count = 0};
    struct case_step t = {.registration_n = 0};
    assert_int_equal(decide(s, REVIEW, &command, &faults, &t).code, ERR_NONE);
    assert_int_equal(t.value_count, COUNT_OF(kept));
    for (size_t i = 0; i < COUNT_OF(kept); i++) {
        same(t.values[i].name, str_from_c(kept[i].name));
        same(t.values[i].value, str_from_c(kept[i].value));
    }
    assert_int_equal(t.starts[0].start.day, START + 1); /* notified_on was not given: today */
}

static void dates_that_contradict_the_case_are_faults(void **state) {
    struct story *s = *state;
    static const struct {
        int field, day;
        const char *code; /* empty: no fault */
    } rows[] = {
        {0, START + 1, ""},
        {0, START, ""},
        {0, START + 2, "in_future"},
        {0, START - 1, "before_report"},
        {1, START - 1, "before_report"},
        {2, START + 30, ""},         /* an appointment */
        {3, START - 30, ""},         /* what the event itself was */
        {8, START + 2, "in_future"}, /* a short name, and a time */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct intake_value value = {
            .field = &FIELDS[rows[i].field], .date = {rows[i].day}, .given = true};
        struct intake_action command = {
            .version = 1, .outcome = OF_REVIEW, .values = &value, .value_count = 1};
        struct intake_faults faults = {.count = 0};
        struct case_step t = {.registration_n = 77};
        struct err e = decide(s, REVIEW, &command, &faults, &t);
        bool bad = rows[i].code[0] != '\0';
        assert_int_equal(e.code, bad ? ERR_INVALID : ERR_NONE);
        assert_int_equal(faults.count, bad);
        if (bad) {
            same(e.about, FIELDS[rows[i].field].name);
            same(faults.list[0].field, FIELDS[rows[i].field].name);
            same(faults.list[0].code, str_from_c(rows[i].code));
            assert_int_equal(t.registration_n, 77);
        }
    }
}

static void all_faulty_dates_come_back_at_once(void **state) {
    struct story *s = *state;
    const struct intake_value values[] = {
        {.field = &FIELDS[1], .date = {START - 5}, .given = true},
        {.field = &FIELDS[0], .date = {START + 5}, .given = true},
    };
    struct intake_action command = {
        .version = 1, .outcome = OF_REVIEW, .values = values, .value_count = 2};
    struct intake_faults faults = {.count = 0};
    struct case_step t;
    struct err e = decide(s, REVIEW, &command, &faults, &t);
    same(e.about, STR("notified_on"));
    assert_int_equal(faults.count, 2);
    same(faults.list[1].code, STR("in_future"));
}

/* A court's judgment is no act of the case. */
static void what_became_final_elsewhere_may_be_older_than_the_report(void **state) {
    struct story *s = *state;
    static const struct law_field FINAL = {.name = STR_INIT("judgment_final_on"),
                                           .type = LAW_F_DATE};
    for (int days = -400; days <= 400; days += 400) { /* long before, on the day, ahead */
        struct intake_value value = {.field = &FINAL, .date = {START + days}, .given = true};
        struct intake_action command = {
            .version = 1, .outcome = OF_REVIEW, .values = &value, .value_count = 1};
        struct intake_faults faults = {.count = 0};
        struct case_step t = {.registration_n = 77};
        assert_int_equal(decide(s, REVIEW, &command, &faults, &t).code,
                         days > 0 ? ERR_INVALID : ERR_NONE);
        if (days > 0)
            same(faults.list[0].code, STR("in_future"));
    }
}

static void an_outcome_of_another_step_is_unknown(void **state) {
    struct story *s = *state;
    for (int i = 0; i < 2; i++) {
        struct intake_action command = {.version = 1, .outcome = i ? OF_DECIDE : NULL};
        struct intake_faults faults = {.count = 0};
        struct case_step t;
        struct err e = decide(s, REVIEW, &command, &faults, &t);
        assert_int_equal(e.code, ERR_INVALID);
        same(e.about, STR("outcome"));
        same(faults.list[0].code, STR("unknown"));
    }
}

static void a_clock_from_a_fact_that_the_case_lacks_still_starts(void **state) {
    struct story *s = *state;
    s->cs.received.report.has_known_on = false;
    struct case_step t = go(s, REVIEW, 0);
    assert_int_equal(t.starts[1].start.day, START); /* received_on for known_on */
    s->cs.state = STR("at_bkn");
    s->cs.registration.len = 0;
    t = go(s, RECOMMEND, 0);
    assert_int_equal(t.starts[1].start.day, START + 1); /* today for registered_on */
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_registering_step_gives_the_number_and_counts_from_its_day),
        TEST(the_whole_way_hands_the_case_from_office_to_office),
        TEST(a_case_keeps_its_first_number),
        TEST(a_state_that_waits_for_a_person_or_a_stranger_keeps_its_office),
        TEST(a_stale_version_is_a_conflict),
        TEST(a_step_of_another_state_is_blocked),
        TEST(a_step_whose_needs_were_not_taken_is_blocked_and_says_which),
        TEST(a_step_that_waits_for_a_clock_opens_the_day_after_its_late_reading),
        TEST(a_step_that_waits_for_a_clock_that_does_not_run_stays_shut),
        TEST(values_are_kept_as_text_in_their_order),
        TEST(dates_that_contradict_the_case_are_faults),
        TEST(all_faulty_dates_come_back_at_once),
        TEST(what_became_final_elsewhere_may_be_older_than_the_report),
        TEST(an_outcome_of_another_step_is_unknown),
        TEST(a_clock_from_a_fact_that_the_case_lacks_still_starts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
