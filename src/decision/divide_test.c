/* Ethics or discipline, and who goes which way: the shipped rules on cases that name several. */
#include "decision/decision.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { TODAY = 20010, PEOPLE = 3, EVENTS = 8, BODY_CAP = 64 * 1024 };
static const struct intake_person MIXED[PEOPLE] = {
    {.class = STR_INIT("pns"), .name = STR_INIT("A")},
    {.class = STR_INIT("kades"), .name = STR_INIT("B")},
    {.class = STR_INIT("pppk"), .name = STR_INIT("C")},
};

struct story {
    struct arena *a;
    const struct law *law;
    const struct law_rulebook *rules;
    struct case_state cs;
    struct case_event events[EVENTS];
    size_t event_count;
};

static int setup(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(1U << 30);
    struct story *s = NEW(a, struct story, 1);
    hash_library_init();
    s->a = a;
    *state = s;
    if (law_load(a, "rules", &s->law, &faults).code)
        return 1;
    s->rules = law_rulebook_named(s->law, STR("pilkada-2024@1"));
    return !s->rules;
}

static int teardown(void **state) {
    arena_free(((struct story *)*state)->a);
    return 0;
}

static void keep(struct story *s, const char *kind, struct buf *body) {
    assert_false(buf_full(body));
    s->events[s->event_count] = (struct case_event){.index = (int64_t)s->event_count,
                                                    .seq = (int64_t)s->event_count,
                                                    .kind = str_from_c(kind),
                                                    .body = arena_str(s->a, buf_str(body))};
    s->event_count++;
    buf_done(body);
}

static void begin(struct story *s, const char *at, size_t people) {
    static const struct case_clock CLOCK = {
        .id = STR_INIT("B05.follow_up"), .due = {TODAY + 9}, .due_early = {TODAY + 8}};
    const struct law_state *entry = law_state(s->rules, str_from_c(at));
    struct case_received received = {.rules = STR("pilkada-2024@1"),
                                     .number = STR("1"),
                                     .state = entry->id,
                                     .phase = law_phase_name(entry->phase),
                                     .received_on = {TODAY - 3},
                                     .offices = {.bawaslu = STR("bw"),
                                                 .bkn = STR("bkn"),
                                                 .ppk = STR("ppk"),
                                                 .holder = STR("bw")},
                                     .report = {.election = STR("pilkada-2024"),
                                                .region = STR("16.06"),
                                                .act = STR("DIS-04"),
                                                .occurred_on = {TODAY - 4},
                                                .has_occurred_on = true,
                                                .subjects = MIXED,
                                                .subject_count = people},
                                     .clocks = &CLOCK,
                                     .clock_count = 1};
    struct buf body = {.ceiling = BODY_CAP};
    s->event_count = 0;
    case_received_encode(&body, &received);
    keep(s, "case.received", &body);
    assert_int_equal(case_fold(s->a, s->events, 1, &s->cs).code, ERR_NONE);
}

struct wish {
    const char *step, *outcome, *track;
    bool with_reasons;
    uint64_t persons;
};

static struct err decide(struct story *s, const struct wish *wish, struct intake_faults *faults,
                         struct case_step *ret) {
    const struct law_step *step = law_step(s->rules, str_from_c(wish->step));
    struct intake_value *values = NEW(s->a, struct intake_value, step->field_count);
    const struct law_outcome *outcome = &step->outcomes[0];
    for (size_t i = 0; i < step->outcome_count; i++)
        if (str_equal(step->outcomes[i].value, str_from_c(wish->outcome)))
            outcome = &step->outcomes[i];
    for (size_t i = 0; i < step->field_count; i++)
        values[i] = (struct intake_value){.field = &step->fields[i],
                                          .text = STR("isi"),
                                          .date = {TODAY},
                                          .given = step->fields[i].required ||
                                                   (step->fields[i].departs && wish->with_reasons)};
    const struct intake_action command = {.version = s->cs.version,
                                          .outcome = outcome,
                                          .values = values,
                                          .value_count = step->field_count,
                                          .persons = wish->persons};
    const struct decision_step facts = {.law = s->law,
                                        .rules = s->rules,
                                        .step = step,
                                        .track = str_from_c(wish->track),
                                        .today = {TODAY},
                                        .region = STR("16.06")};
    return decide_step(s->a, &facts, &s->cs, &command, faults, ret);
}

/* What happened is also what its event tells. */
static void take(struct story *s, const struct wish *wish) {
    struct intake_faults faults = {0};
    struct case_step step;
    struct buf body = {.ceiling = BODY_CAP};
    struct err e = decide(s, wish, &faults, &step);
    if (e.code)
        fail_msg("%s: %.*s", wish->step, STR_ARG(e.about));
    case_step_encode(&body, &step);
    keep(s, "case.step", &body);
    s->cs = case_after_step(s->a, &s->cs, &s->events[s->event_count - 1], &step);
    struct case_state told;
    assert_int_equal(case_fold(s->a, s->events, s->event_count, &told).code, ERR_NONE);
    assert_int_equal(told.subjects, s->cs.subjects);
    assert_int_equal(told.track_count, s->cs.track_count);
    for (size_t i = 0; i < told.track_count; i++) {
        assert_int_equal(told.tracks[i].subjects, s->cs.tracks[i].subjects);
        assert_int_equal(told.tracks[i].split, s->cs.tracks[i].split);
        assert_int_equal(told.tracks[i].since, s->cs.tracks[i].since);
    }
    const struct case_taken *last = &told.taken[told.taken_count - 1];
    assert_int_equal(last->proposed_count, step.proposed_count);
    s->cs = told;
}

static void a_step_takes_its_classes_along_and_leaves_the_others_behind(void **state) {
    static const struct {
        const char *what, *step;
        size_t people;
        uint64_t taken, staying;
    } CASES[] = {
        {"civil servants of both kinds", "forward_bkn", 3, 5, 2},
        {"the village head alone", "forward_regional_head", 3, 2, 5},
        {"a step for everybody parts nobody", "forward_agency", 3, 7, 0},
        {"one person is nobody else", "forward_bkn", 1, 1, 0},
        {"nobody named", "forward_bkn", 0, 0, 0},
    };
    struct story *s = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        begin(s, "announced", CASES[i].people);
        struct decision_parting got =
            decide_parting(law_step(s->rules, str_from_c(CASES[i].step)), &s->cs, STR(""));
        if (got.taken != CASES[i].taken || got.staying != CASES[i].staying)
            fail_msg("%s: %llu %llu", CASES[i].what, (unsigned long long)got.taken,
                     (unsigned long long)got.staying);
    }
}

static bool offered(const struct story *s, const char *track, const char *step) {
    struct decision_offers offers = decide_offers(s->a, s->rules, &s->cs, str_from_c(track));
    for (size_t i = 0; i < offers.count; i++)
        if (str_equal(offers.list[i].step->name, str_from_c(step)))
            return true;
    return false;
}

static void who_stays_behind_goes_on_in_a_procedure_of_their_own(void **state) {
    struct story *s = *state;
    static const struct case_taken PLENARY = {.name = STR_INIT("plenary"), .step = STR_INIT("P12")};
    begin(s, "announced", PEOPLE);
    s->cs.taken = &PLENARY; /* what every forwarding needs */
    s->cs.taken_count = 1;
    struct intake_faults faults = {0};
    struct case_step step;
    const struct wish bkn = {"forward_bkn", "forwarded", "", false, 0};
    assert_int_equal(decide(s, &bkn, &faults, &step).code, ERR_NONE);
    assert_int_equal(step.subjects, 5);
    assert_int_equal(step.open_count, 1);
    assert_true(step.opens[0].split && str_equal(step.opens[0].track, STR("pilkada-2024-2")));
    assert_int_equal(step.opens[0].subjects, 2);
    assert_int_equal(step.opens[0].clock_count, 1); /* its days run on */
    assert_true(str_equal(step.opens[0].holder, STR("bw")));
    s->cs = case_after_step(s->a, &s->cs, &s->events[0], &step);
    assert_false(offered(s, "", "forward_regional_head"));
    assert_true(offered(s, "pilkada-2024-2", "forward_regional_head"));
    assert_false(offered(s, "pilkada-2024-2", "forward_bkn"));
    assert_true(case_has_taken(&s->cs, STR("pilkada-2024-2"), STR("plenary")));
    assert_false(case_has_taken(&s->cs, STR("pilkada-2024-2"), STR("forward_bkn")));
    assert_true(case_has_taken(&s->cs, STR(""), STR("forward_bkn")));
    assert_true(case_is_own(&s->cs, STR("pilkada-2024-2")));
    assert_non_null(case_running(&s->cs, STR("pilkada-2024-2"), STR("B05.follow_up")));
}

/* The end of one's contract is proposed, what becomes of the others is still to be decided: they
 * are in the same procedure of the same authority. */
static void a_decision_for_one_class_leaves_the_other_undecided(void **state) {
    struct story *s = *state;
    begin(s, "decision_due", PEOPLE);
    take(s, &(struct wish){"propose_end_contract", "pppk_party", "", true, 0});
    assert_int_equal(s->cs.subjects, 4);
    assert_true(str_equal(s->cs.state, STR("contract_party")));
    assert_int_equal(s->cs.tracks[0].subjects, 3);
    assert_true(str_equal(s->cs.tracks[0].state, STR("decision_due")));
    assert_true(offered(s, "", "end_contract_party"));
    assert_false(offered(s, "", "end_contract") || offered(s, "", "decide_ptdh"));
    assert_false(offered(s, arena_c(s->a, s->cs.tracks[0].id), "propose_end_contract"));
    assert_true(case_told(&s->cs).holder.len > 0);
    /* A note on some leaves nobody behind. */
    begin(s, "examined", PEOPLE);
    take(s, &(struct wish){"refuse_resignation", "refused", "", false, 0});
    assert_int_equal(s->cs.track_count, 0);
    assert_int_equal(s->cs.subjects, 0);
}

/* A case that was begun before each path had a state of its own: its events name the state that all
 * shared. Whoever was proposed is sorted by class; days that ran go on. */
static void a_case_of_before_goes_on_by_todays_steps(void **state) {
    struct story *s = *state;
    begin(s, "dismissal_proposed", PEOPLE);
    assert_true(offered(s, "", "sort_dismissal") && offered(s, "", "return_proposal"));
    assert_false(offered(s, "", "decide_ptdh") || offered(s, "", "end_contract"));
    take(s, &(struct wish){"sort_end_contract", "party", "", false, 0});
    assert_int_equal(s->cs.subjects, 4);
    assert_true(str_equal(s->cs.state, STR("contract_party")));
    assert_true(offered(s, "", "end_contract_party"));
    assert_non_null(case_running(&s->cs, STR(""), STR("B05.follow_up")));
    const char *rest = arena_c(s->a, s->cs.tracks[0].id);
    assert_true(str_equal(s->cs.tracks[0].state, STR("dismissal_proposed")));
    take(s, &(struct wish){"sort_dismissal", "candidate", rest, false, 0});
    assert_true(str_equal(s->cs.tracks[0].state, STR("dismissal_candidate")));
    assert_true(offered(s, rest, "decide_discharge_candidate"));
    rest = arena_c(s->a, s->cs.tracks[1].id); /* of neither class: the proposal goes back */
    take(s, &(struct wish){"return_proposal", "returned", rest, false, 0});
    assert_true(str_equal(s->cs.tracks[1].state, STR("decision_due")));
}

static void who_departs_from_the_proposal_gives_reasons(void **state) {
    static const struct {
        const char *what, *from, *step, *outcome, *act;
        int day; /* of the act, from today; the determination was on day -100 */
        bool departs;
    } CASES[] = {
        {"discipline after", "with_ppk", "begin_discipline", "heavy", "DIS-04", -4, false},
        {"ethics after", "with_ppk", "begin_ethics", "set", "DIS-04", -4, true},
        {"ethics before", "with_ppk", "begin_ethics", "set", "DIS-04", -104, false},
        {"discipline before", "with_ppk", "begin_discipline", "light", "DIS-04", -104, true},
        {"a moral sanction after", "blocked", "ppk_decide_blocked", "sanction_moral", "KE-03", -4,
         true},
        {"nothing proven is no branch", "blocked", "ppk_decide_blocked", "not_proven", "KE-03", -4,
         false},
        {"no act", "with_ppk", "begin_discipline", "heavy", "", -4, true},
        {"after the council the branch is settled, the tier is not", "ethics_to_discipline",
         "begin_discipline", "heavy", "DIS-04", -4, false},
        {"a tier where none can be proposed", "ethics_to_discipline", "begin_discipline", "heavy",
         "", -104, true},
        {"a lower tier than the act's", "with_ppk", "begin_discipline", "medium", "DIS-06", -4,
         true},
        {"the act's own medium tier", "with_ppk", "begin_discipline", "medium", "DIS-03", -104,
         false},
        {"a higher tier than the act's", "with_ppk", "begin_discipline", "heavy", "DIS-03", -104,
         true},
        {"a tier where the law names none", "with_ppk", "begin_discipline", "light", "P94-N1", -4,
         true},
        {"the branch of an act without a tier", "forwarded", "recommend_ppk", "discipline",
         "P94-N1", -4, false},
        {"the decision names another tier", "decision_due", "decide_discipline", "medium", "DIS-04",
         -4, true},
        {"the decision that nothing was proven", "decision_due", "decide_discipline", "not_proven",
         "DIS-04", -4, false},
        {"a recommendation without a track", "forwarded", "recommend_ppk", "no_track", "", -4,
         false},
        {"dismissal is begun as discipline", "with_ppk", "begin_discipline", "heavy", "DIS-05",
         -104, false},
    };
    struct story *s = *state;
    int32_t determined = law_election(s->law, STR("pilkada-2024"))->determination.day;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        begin(s, CASES[i].from, 1);
        s->cs.received.report.act = str_from_c(CASES[i].act);
        s->cs.received.report.occurred_on.day = determined + 100 + CASES[i].day;
        for (int with_reasons = 0; with_reasons <= 1; with_reasons++) {
            struct intake_faults faults = {0};
            struct case_step step;
            const struct wish wish = {CASES[i].step, CASES[i].outcome, "", with_reasons == 1, 0};
            struct err e = decide(s, &wish, &faults, &step);
            bool refused = CASES[i].departs && !with_reasons;
            if (e.code != (refused ? ERR_INVALID : ERR_NONE) || faults.count != refused)
                fail_msg("%s, %d: %d %.*s", CASES[i].what, with_reasons, e.code, STR_ARG(e.about));
            if (refused)
                assert_true(str_equal(faults.list[0].field, STR("departs_because")));
        }
    }
}

static void what_was_proposed_stays_with_the_choice(void **state) {
    struct story *s = *state;
    begin(s, "with_ppk", PEOPLE);
    take(s, &(struct wish){"begin_ethics", "set", "", true, 0});
    const struct case_taken *taken = &s->cs.taken[0];
    assert_int_equal(taken->proposed_count, PEOPLE);
    assert_true(str_equal(taken->proposed[0].track, STR("discipline")));
    assert_true(str_equal(taken->proposed[0].act, STR("DIS-04")));
    assert_true(str_equal(taken->proposed[0].tier, STR("berat")));
    assert_true(str_equal(taken->proposed[1].reason, STR("no_rule"))); /* a village head */
    assert_true(str_equal(taken->proposed[2].track, STR("discipline")));
}

/* Two civil servants of one class: one had the meeting, the other was never there. */
static void persons_of_one_class_may_go_different_ways(void **state) {
    struct story *s = *state;
    begin(s, "with_ppk", PEOPLE);
    take(s, &(struct wish){"begin_discipline", "heavy", "", false, 1});
    assert_int_equal(s->cs.subjects, 1);
    assert_true(str_equal(s->cs.state, STR("discipline_heavy")));
    assert_int_equal(s->cs.track_count, 1);
    assert_int_equal(s->cs.tracks[0].subjects, 6);
    assert_true(str_equal(s->cs.tracks[0].state, STR("with_ppk")));
    assert_int_equal(s->cs.taken[0].proposed_count, 1); /* of whom it was taken for */
    const char *track = arena_c(s->a, s->cs.tracks[0].id);
    take(s, &(struct wish){"ppk_decide", "not_proven", track, false, 4});
    assert_int_equal(s->cs.tracks[0].subjects, 4);
    assert_int_equal(s->cs.tracks[1].subjects, 2);
    assert_true(str_equal(s->cs.tracks[0].state, STR("not_proven_decided")));
    assert_true(str_equal(s->cs.tracks[1].state, STR("with_ppk")));
    assert_non_null(case_running(&s->cs, s->cs.tracks[1].id, STR("B05.follow_up")));
}

static void a_step_is_taken_for_nobody_else(void **state) {
    static const struct {
        const char *what, *from, *step, *outcome;
        uint64_t persons;
    } CASES[] = {
        {"somebody who is not there", "with_ppk", "begin_discipline", "heavy", 8},
        {"one who is and one who is not", "with_ppk", "begin_discipline", "heavy", 9},
        {"a class that the step is not for", "decision_due", "propose_end_contract", "pppk_party",
         1},
        {"a step that is for all alike", "with_ppk", "monitor", "noted", 1},
    };
    struct story *s = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct intake_faults faults = {0};
        struct case_step step;
        begin(s, CASES[i].from, PEOPLE);
        const struct wish wish = {CASES[i].step, CASES[i].outcome, "", true, CASES[i].persons};
        struct err e = decide(s, &wish, &faults, &step);
        if (e.code != ERR_INVALID || !str_equal(e.about, STR("persons")))
            fail_msg("%s: %d %.*s", CASES[i].what, e.code, STR_ARG(e.about));
    }
}

/* Whoever came through SBT goes to the addressee of the class, as through Bawaslu. */
static void a_complaint_is_split_by_addressee(void **state) {
    struct story *s = *state;
    begin(s, "complaint_verified", PEOPLE);
    take(s, &(struct wish){"review_complaint", "suspected", "", false, 0});
    assert_int_equal(s->cs.subjects, 5);
    assert_true(str_equal(s->cs.state, STR("forwarded")));
    assert_int_equal(s->cs.tracks[0].subjects, 2);
    const char *track = arena_c(s->a, s->cs.tracks[0].id);
    assert_false(offered(s, track, "review_complaint"));
    take(s, &(struct wish){"review_complaint_village_head", "suspected", track, false, 0});
    assert_true(str_equal(s->cs.tracks[0].state, STR("with_regional_head")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_takes_its_classes_along_and_leaves_the_others_behind),
        cmocka_unit_test(who_stays_behind_goes_on_in_a_procedure_of_their_own),
        cmocka_unit_test(a_decision_for_one_class_leaves_the_other_undecided),
        cmocka_unit_test(a_case_of_before_goes_on_by_todays_steps),
        cmocka_unit_test(who_departs_from_the_proposal_gives_reasons),
        cmocka_unit_test(what_was_proposed_stays_with_the_choice),
        cmocka_unit_test(persons_of_one_class_may_go_different_ways),
        cmocka_unit_test(a_step_is_taken_for_nobody_else),
        cmocka_unit_test(a_complaint_is_split_by_addressee),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
