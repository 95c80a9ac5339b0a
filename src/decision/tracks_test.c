/* Procedures that run beside each other in one case, and what upkeep changes in it. Whatever
 * happens is also told by the events: after each step the fold is held against the state. */
#include "decision/tracks_sample.h"

static struct case_event *add_event(struct story *s, const char *kind, struct buf *body) {
    assert_true(s->event_count < EVENTS_MAX && !buf_full(body));
    struct case_event *e = &s->events[s->event_count];
    *e = (struct case_event){.index = 7,
                             .seq = (int64_t)s->event_count,
                             .kind = str_from_c(kind),
                             .body = arena_str(s->a, buf_str(body))};
    e->commit.b[0] = (uint8_t)++s->event_count;
    buf_done(body);
    return e;
}

static void same_track(const struct case_track *a, const struct case_track *b) {
    assert_true(str_equal(a->id, b->id) && str_equal(a->rules, b->rules) &&
                str_equal(a->state, b->state) && str_equal(a->phase, b->phase) &&
                str_equal(a->holder, b->holder));
}

/* The events tell the same as the state that was carried along. */
static void check_fold(struct story *s) {
    struct case_state cs;
    assert_int_equal(case_fold(s->a, s->events, s->event_count, &cs).code, ERR_NONE);
    assert_int_equal(cs.version, s->cs.version);
    assert_int_equal(cs.taken_count, s->cs.taken_count);
    assert_true(str_equal(cs.state, s->cs.state));
    assert_true(str_equal(cs.offices.holder, s->cs.offices.holder));
    assert_int_equal(cs.track_count, s->cs.track_count);
    for (size_t i = 0; i < cs.track_count; i++)
        same_track(&cs.tracks[i], &s->cs.tracks[i]);
    assert_int_equal(cs.clock_count, s->cs.clock_count);
    for (size_t i = 0; i < cs.clock_count; i++) {
        const struct case_clock *a = &cs.clocks[i], *b = &s->cs.clocks[i];
        assert_true(str_equal(a->id, b->id) && str_equal(a->track, b->track));
        assert_int_equal(a->due.day, b->due.day);
        assert_int_equal(a->running, b->running);
        assert_int_equal(a->suspended, b->suspended);
        assert_int_equal(a->still_count, b->still_count);
    }
}

static int setup(void **state) {
    struct arena *a = arena_new(8 << 20);
    struct story *s = NEW(a, struct story, 1);
    static const struct intake_person SUBJECTS[] = {{.class = STR_INIT("pns")}};
    struct case_received received = {
        .rules = STR("main@1"),
        .number = STR("1"),
        .state = STR("examined"),
        .phase = STR("examination"),
        .received_on = day("2024-08-12"),
        .offices = {.bawaslu = STR("bw"), .holder = STR("bw")},
        .report = {
            .election = STR("e"), .region = STR("16"), .subjects = SUBJECTS, .subject_count = 1}};
    s->a = a;
    s->off[0] = (struct law_holiday){.date = day("2024-08-17")}; /* a Saturday */
    s->off[1] = (struct law_holiday){.date = day("2024-08-22")}; /* not decreed yet */
    s->authorities[0] = (struct law_authority){.role = STR("supervisor"),
                                               .office = STR("kasn"),
                                               .row.span = {{ALWAYS}, day("2024-08-24")}};
    s->authorities[1] = (struct law_authority){.role = STR("supervisor"),
                                               .office = STR("bkn"),
                                               .row.span = {day("2024-08-25"), {LAW_OPEN}}};
    s->law = (struct law){.rulebooks = BOOKS,
                          .rulebook_count = COUNT_OF(BOOKS),
                          .offices = KINDS,
                          .office_count = COUNT_OF(KINDS),
                          .authorities = s->authorities,
                          .authority_count = 2,
                          .calendar = {.version = STR("2024.1"),
                                       .days = s->off,
                                       .count = 1,
                                       .first = day("2024-01-01"),
                                       .last = day("2024-12-31"),
                                       .estimated_from = {LAW_OPEN}}};
    s->today = day("2024-08-19"); /* a Monday */
    struct buf body = {.ceiling = 1 << 16};
    case_received_encode(&body, &received);
    s->cs = case_begin(s->a, add_event(s, "case.received", &body), &received);
    *state = s;
    return 0;
}

static int teardown(void **state) {
    arena_free(((struct story *)*state)->a);
    return 0;
}

/* What the flow would load: every kind has one office, called after it. */
static struct decision_offices found(struct story *s, struct law_words_list names) {
    struct decision_office *list = NEW(s->a, struct decision_office, names.count);
    for (size_t i = 0; i < names.count; i++) {
        struct str kind = law_office_on(&s->law, names.list[i], s->today);
        list[i] = (struct decision_office){names.list[i], kind,
                                           str_equal(kind, STR("bawaslu"))
                                               ? STR("bw")
                                               : arena_printf(s->a, "%.*s-1", STR_ARG(kind))};
    }
    return (struct decision_offices){list, names.count};
}

struct choice { /* of a step's outcomes, by place; -1: none */
    int lead, also;
};

static struct err attempt(struct story *s, const char *track, const char *name,
                          struct choice choice, struct case_step *ret) {
    struct case_track in;
    assert_true(case_track(&s->cs, str_from_c(track), &in));
    const struct law_rulebook *rules = law_rulebook_named(&s->law, in.rules);
    const struct law_step *step = law_step(rules, str_from_c(name));
    assert_non_null(step);
    const struct law_outcome *also[] = {choice.also < 0 ? NULL : &step->outcomes[choice.also]};
    const struct intake_action command = {.version = s->cs.version,
                                          .outcome = &step->outcomes[choice.lead],
                                          .also = also,
                                          .also_count = choice.also >= 0};
    const struct decision_step facts = {
        .law = &s->law,
        .rules = rules,
        .step = step,
        .track = in.id,
        .today = s->today,
        .offices = found(s, decide_names(s->a, &s->law, &command, s->today)),
        .weeks = s->weeks};
    struct intake_faults faults = {.count = 0};
    return decide_step(s->a, &facts, &s->cs, &command, &faults, ret);
}

static struct case_step choose(struct story *s, const char *track, const char *name,
                               struct choice choice) {
    struct case_step taken;
    struct err e = attempt(s, track, name, choice, &taken);
    if (e.code)
        fail_msg("%s: %.*s", name, STR_ARG(e.about));
    struct buf body = {.ceiling = 1 << 16};
    case_step_encode(&body, &taken);
    s->cs = case_after_step(s->a, &s->cs, add_event(s, "case.step", &body), &taken);
    check_fold(s);
    return taken;
}

static void go(struct story *s, const char *track, const char *name) {
    (void)choose(s, track, name, (struct choice){0, -1});
}

/* What upkeep would do today. */
static size_t recount(struct story *s) {
    const struct decision_upkeep facts = {.law = &s->law, .today = s->today, .weeks = s->weeks};
    const struct case_recount *list;
    size_t count = decide_recounts(s->a, &facts, &s->cs, &list);
    for (size_t i = 0; i < count; i++) {
        struct buf body = {.ceiling = 1 << 16};
        case_recount_encode(&body, &list[i]);
        s->cs = case_after_recount(s->a, &s->cs, add_event(s, "case.recounted", &body), &list[i]);
        check_fold(s);
    }
    return count;
}

static size_t reroute(struct story *s) {
    const struct decision_upkeep facts = {.law = &s->law,
                                          .today = s->today,
                                          .offices = found(s, decide_roles(s->a, &s->law, &s->cs))};
    const struct case_reroute *list;
    size_t count = decide_reroutes(s->a, &facts, &s->cs, &list);
    for (size_t i = 0; i < count; i++) {
        struct buf body = {.ceiling = 1 << 16};
        case_reroute_encode(&body, &list[i]);
        s->cs = case_after_reroute(s->a, &s->cs, add_event(s, "case.rerouted", &body), &list[i]);
        check_fold(s);
    }
    return count;
}

static void due(const struct story *s, const char *track, const char *clock, const char *on) {
    const struct case_clock *c = case_running(&s->cs, str_from_c(track), str_from_c(clock));
    assert_non_null(c);
    same(date_format(s->a, c->due), on);
}

static void one_outcome_leads_and_another_opens_a_procedure(void **state) {
    struct story *s = *state;
    struct case_step t = choose(s, "", "plenary", (struct choice){FORWARD, CRIME});
    same(t.outcome, "forward");
    assert_int_equal(t.also_count, 1);
    same(t.also[0], "crime");
    same(s->cs.state, "forwarded");
    assert_int_equal(s->cs.track_count, 1);
    same(s->cs.tracks[0].id, "crime");
    same(s->cs.tracks[0].rules, "crime@2");
    same(s->cs.tracks[0].state, "studied");
    same(s->cs.tracks[0].holder, "bw");
    same(s->cs.offices.holder, "kasn-1");
    due(s, "", "follow", "2024-08-26");
    due(s, "crime", "follow", "2024-08-20");                        /* the same id, another clock */
    assert_int_equal(case_next_due(&s->cs), day("2024-08-19").day); /* the earliest of all tracks */
    same(case_next_clock(&s->cs)->track, "crime");
}

static void some_outcome_must_lead_on(void **state) {
    struct story *s = *state;
    struct case_step t;
    struct err e = attempt(s, "", "plenary", (struct choice){CRIME, -1}, &t);
    assert_int_equal(e.code, ERR_INVALID);
    same(e.about, "outcome");
    go(s, "", "plenary");
    e = attempt(s, "", "recommend", (struct choice){0, 0}, &t); /* allows one alone */
    assert_int_equal(e.code, ERR_INVALID);
}

static void a_step_of_a_track_moves_that_track_alone(void **state) {
    struct story *s = *state;
    (void)choose(s, "", "plenary", (struct choice){FORWARD, CRIME});
    struct decision_offers offers = decide_offers(s->a, &BOOKS[1], &s->cs, STR("crime"));
    assert_int_equal(offers.count, 1);
    assert_ptr_equal(offers.list[0].step, &CRIME_STEPS[0]);
    go(s, "crime", "recommend");
    same(s->cs.state, "forwarded");
    same(s->cs.offices.holder, "kasn-1");
    same(s->cs.tracks[0].state, "ended");
    assert_int_equal(s->cs.tracks[0].holder.len, 0);
    assert_null(case_running(&s->cs, STR("crime"), STR("follow")));
    assert_non_null(case_running(&s->cs, STR(""), STR("follow")));
    assert_true(case_has_taken(&s->cs, STR("crime"), STR("recommend")));
    assert_false(case_has_taken(&s->cs, STR(""), STR("recommend")));
    assert_int_equal(decide_offers(s->a, &BOOKS[1], &s->cs, STR("crime")).count, 0);
    assert_int_equal(decide_offers(s->a, &BOOKS[1], &s->cs, STR("none")).count, 0);
}

static void a_case_ends_with_the_last_of_its_procedures(void **state) {
    struct story *s = *state;
    (void)choose(s, "", "plenary", (struct choice){FORWARD, CRIME});
    go(s, "", "recommend");
    go(s, "", "decide");
    same(s->cs.state, "closed");
    same(case_holder(&s->cs), "bw"); /* the crime track goes on */
    assert_non_null(case_running(&s->cs, STR("crime"), STR("follow")));
    assert_null(case_running(&s->cs, STR(""), STR("follow")));
    go(s, "crime", "recommend");
    assert_int_equal(case_holder(&s->cs).len, 0);
    assert_int_equal(case_next_due(&s->cs), CASE_NO_DUE);
}

static void a_procedure_that_runs_is_not_opened_once_more(void **state) {
    struct story *s = *state;
    (void)choose(s, "", "plenary", (struct choice){FORWARD, CRIME});
    go(s, "", "open_again");
    assert_int_equal(s->cs.track_count, 1);
    go(s, "crime", "recommend");
    go(s, "", "open_again");
    assert_int_equal(s->cs.track_count, 2);
    same(s->cs.tracks[1].id, "crime-2");
    go(s, "crime-2", "recommend");
    same(s->cs.tracks[1].state, "ended");
}

static void a_suspended_clock_counts_no_day_and_alarms_nobody(void **state) {
    struct story *s = *state;
    go(s, "", "plenary");
    s->today = day("2024-08-20");
    go(s, "", "hold");
    assert_int_equal(case_next_due(&s->cs), CASE_NO_DUE);
    assert_true(case_running(&s->cs, STR(""), STR("follow"))->suspended);
    s->today = day("2024-08-22");
    go(s, "", "hold"); /* stands still already */
    go(s, "", "go_on");
    due(s, "", "follow", "2024-08-28"); /* the 21st and 22nd are lost */
    assert_false(case_running(&s->cs, STR(""), STR("follow"))->suspended);
    go(s, "", "hold");
    go(s, "", "go_on");
    due(s, "", "follow", "2024-08-28"); /* nothing is lost on one day */
    s->today = day("2024-08-23");
    go(s, "", "extend"); /* the suspension goes over to the extension */
    due(s, "", "follow_ext", "2024-09-04");
}

static void an_extension_takes_over_with_the_same_start(void **state) {
    struct story *s = *state;
    go(s, "", "plenary");
    s->today = day("2024-08-23");
    go(s, "", "extend");
    assert_null(case_running(&s->cs, STR(""), STR("follow")));
    const struct case_clock *c = case_running(&s->cs, STR(""), STR("follow_ext"));
    same(date_format(s->a, c->start), "2024-08-19");
    due(s, "", "follow_ext", "2024-09-02");
}

static void a_step_for_a_class_is_offered_to_that_class_alone(void **state) {
    struct story *s = *state;
    struct case_step t;
    go(s, "", "plenary");
    size_t without = decide_offers(s->a, &BOOKS[0], &s->cs, STR("")).count;
    same(attempt(s, "", "village", (struct choice){0, -1}, &t).about, "subjects");
    static const struct intake_person HEAD[] = {{.class = STR_INIT("pns")},
                                                {.class = STR_INIT("kades")}};
    s->cs.received.report.subjects = HEAD;
    s->cs.received.report.subject_count = COUNT_OF(HEAD);
    assert_int_equal(decide_offers(s->a, &BOOKS[0], &s->cs, STR("")).count, without + 1);
    assert_int_equal(attempt(s, "", "village", (struct choice){0, -1}, &t).code, ERR_NONE);
}

/* KASN's work passed to BKN after 24 August 2024. */
static void a_case_goes_with_the_role_that_it_waits_for(void **state) {
    struct story *s = *state;
    (void)choose(s, "", "plenary", (struct choice){FORWARD, CRIME});
    same(s->cs.offices.holder, "kasn-1");
    s->today = day("2024-08-24");
    assert_int_equal(reroute(s), 0);
    s->today = day("2024-08-25");
    assert_int_equal(reroute(s), 1);
    same(s->cs.offices.holder, "bkn-1");
    same(s->cs.offices.bkn, "bkn-1"); /* BKN's work list shows it */
    same(case_office(&s->cs.offices, STR("supervisor")), "bkn-1");
    same(s->cs.tracks[0].holder, "bw"); /* which waits for another */
    const struct case_taken *line = &s->cs.taken[s->cs.taken_count - 1];
    same(line->name, "case.rerouted");
    same(line->values[1].value, "kasn-1");
    assert_int_equal(reroute(s), 0); /* twice does nothing */
    go(s, "", "recommend");
    same(s->cs.offices.holder, "ppk-1");
}

/* The independent body that a ruling orders by October 2027: one row, and the case follows. */
static void one_row_hands_running_cases_to_the_next_authority(void **state) {
    struct story *s = *state;
    s->today = day("2024-09-02");
    go(s, "", "plenary");
    same(s->cs.offices.holder, "bkn-1");
    s->authorities[2] = (struct law_authority){
        .role = STR("supervisor"), .office = STR("council"), .planned = true};
    s->law.authority_count = 3;
    s->today = day("2027-09-30");
    assert_int_equal(reroute(s), 0); /* planned is not there */
    s->authorities[1].row.span.to = day("2027-10-15");
    s->authorities[2] = (struct law_authority){.role = STR("supervisor"),
                                               .office = STR("council"),
                                               .row.span = {day("2027-10-16"), {LAW_OPEN}}};
    s->today = day("2027-10-16");
    assert_int_equal(reroute(s), 1);
    same(s->cs.offices.holder, "council-1");
    go(s, "", "recommend");
    same(s->cs.offices.holder, "ppk-1");
    s->today = day("2027-10-20");
    go(s, "", "decide");
    s->law.authority_count = 1; /* whatever comes later: the case has ended */
    assert_int_equal(reroute(s), 0);
}

/* Whoever acts under the role must be the one who holds it, also while the case waits for others.
 */
static void a_role_that_only_acts_in_the_case_passes_on_too(void **state) {
    struct story *s = *state;
    go(s, "", "plenary");
    go(s, "", "recommend");
    same(s->cs.offices.holder, "ppk-1");
    s->today = day("2024-08-25");
    assert_int_equal(reroute(s), 1);
    same(s->cs.offices.holder, "ppk-1");
    same(case_office(&s->cs.offices, STR("supervisor")), "bkn-1");
}

static void a_new_holiday_recounts_running_clocks_once(void **state) {
    struct story *s = *state;
    (void)choose(s, "", "plenary", (struct choice){FORWARD, CRIME});
    assert_int_equal(recount(s), 0);
    s->law.calendar.count = 2; /* 22 August is decreed */
    s->law.calendar.version = STR("2024.2");
    assert_int_equal(recount(s), 1); /* the crime track's clock asks for no holiday */
    due(s, "", "follow", "2024-08-27");
    const struct case_taken *line = &s->cs.taken[s->cs.taken_count - 1];
    same(line->name, "case.recounted");
    same(line->values[1].value, "holidays");
    same(line->values[2].value, "2024-08-26");
    same(line->values[5].value, "2024-08-27");
    same(case_running(&s->cs, STR(""), STR("follow"))->holidays, "2024.2");
    assert_int_equal(recount(s), 0);
    go(s, "", "recommend");
    go(s, "", "decide");
    s->law.calendar.count = 1; /* and taken back: nothing runs any more */
    assert_int_equal(recount(s), 0);
}

static void a_changed_row_recounts_and_says_so(void **state) {
    struct story *s = *state;
    struct law_clock longer[] = {CLOCKS[0], CLOCKS[1]};
    struct law_rulebook books[] = {BOOKS[0], BOOKS[1]};
    go(s, "", "plenary");
    longer[0].n = 7;
    books[0].clocks = longer;
    s->law.rulebooks = books;
    assert_int_equal(recount(s), 1);
    same(s->cs.taken[s->cs.taken_count - 1].values[1].value, "rule");
    due(s, "", "follow", "2024-08-28");
    s->law.rulebooks = BOOKS;
}

static void a_suspended_clock_is_counted_when_it_resumes(void **state) {
    struct story *s = *state;
    go(s, "", "plenary");
    s->today = day("2024-08-20");
    go(s, "", "hold");
    s->law.calendar.count = 2;
    assert_int_equal(recount(s), 0);
    s->today = day("2024-08-21");
    go(s, "", "go_on");
    due(s, "", "follow", "2024-08-28"); /* the 21st suspended, the 22nd off */
}

static const struct str SIX[] = {STR_INIT("bw"), STR_INIT("kasn-1")};

static void a_clock_counts_with_the_week_of_the_office_that_must_act(void **state) {
    struct story *s = *state;
    s->weeks = (struct decision_weeks){SIX, COUNT_OF(SIX)};
    (void)choose(s, "", "plenary", (struct choice){FORWARD, CRIME});
    const struct case_clock *follow = case_running(&s->cs, STR(""), STR("follow"));
    due(s, "", "follow", "2024-08-24"); /* a Saturday */
    assert_int_equal(follow->week, LAW_SIX_DAYS);
    same(follow->office, "kasn-1");
    follow = case_running(&s->cs, STR("crime"), STR("follow"));
    assert_int_equal(follow->week, LAW_FIVE_DAYS); /* hours know no week */
    same(follow->office, "bw");
    go(s, "", "extend");
    due(s, "", "follow_ext", "2024-08-30");
}

static void the_week_of_another_office_changes_nothing(void **state) {
    struct story *s = *state;
    s->weeks = (struct decision_weeks){SIX, 1};
    go(s, "", "plenary");
    due(s, "", "follow", "2024-08-26");
    assert_int_equal(recount(s), 0);
}

static void a_changed_week_recounts_and_says_so_once(void **state) {
    struct story *s = *state;
    go(s, "", "plenary");
    s->weeks = (struct decision_weeks){SIX, COUNT_OF(SIX)};
    assert_int_equal(recount(s), 1);
    const struct case_taken *line = &s->cs.taken[s->cs.taken_count - 1];
    same(line->values[1].value, "week");
    same(line->values[line->value_count - 1].name, "week");
    same(line->values[line->value_count - 1].value, "6");
    due(s, "", "follow", "2024-08-24");
    assert_int_equal(recount(s), 0);
    s->weeks.count = 0;
    assert_int_equal(recount(s), 1);
    due(s, "", "follow", "2024-08-26");
    assert_int_equal(case_running(&s->cs, STR(""), STR("follow"))->week, LAW_FIVE_DAYS);
}

static void a_week_that_changed_meanwhile_counts_when_a_clock_resumes(void **state) {
    struct story *s = *state;
    go(s, "", "plenary");
    s->today = day("2024-08-20");
    go(s, "", "hold");
    s->weeks = (struct decision_weeks){SIX, COUNT_OF(SIX)};
    assert_int_equal(recount(s), 0);
    s->today = day("2024-08-21");
    go(s, "", "go_on");
    due(s, "", "follow", "2024-08-26");
    same(case_running(&s->cs, STR(""), STR("follow"))->office, "kasn-1");
    assert_int_equal(recount(s), 0);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(one_outcome_leads_and_another_opens_a_procedure),
        TEST(some_outcome_must_lead_on),
        TEST(a_step_of_a_track_moves_that_track_alone),
        TEST(a_case_ends_with_the_last_of_its_procedures),
        TEST(a_procedure_that_runs_is_not_opened_once_more),
        TEST(a_suspended_clock_counts_no_day_and_alarms_nobody),
        TEST(an_extension_takes_over_with_the_same_start),
        TEST(a_step_for_a_class_is_offered_to_that_class_alone),
        TEST(a_case_goes_with_the_role_that_it_waits_for),
        TEST(one_row_hands_running_cases_to_the_next_authority),
        TEST(a_role_that_only_acts_in_the_case_passes_on_too),
        TEST(a_new_holiday_recounts_running_clocks_once),
        TEST(a_changed_row_recounts_and_says_so),
        TEST(a_suspended_clock_is_counted_when_it_resumes),
        TEST(a_clock_counts_with_the_week_of_the_office_that_must_act),
        TEST(the_week_of_another_office_changes_nothing),
        TEST(a_changed_week_recounts_and_says_so_once),
        TEST(a_week_that_changed_meanwhile_counts_when_a_clock_resumes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
