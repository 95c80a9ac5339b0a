/* Who may take over from whom, under the shipped rules, and what is recorded. */
#include "decision/takeover.h"

#include "law/law_sample.h"

static struct case_state case_of(const char *election, const char *office) {
    return (struct case_state){
        .version = 4,
        .state = STR("registered"),
        .phase = STR("examination"),
        .received = {.rules = STR("pemilu-2024@1"), .report.election = str_from_c(election)},
        .offices = {.bawaslu = str_from_c(office), .holder = str_from_c(office)}};
}

static void a_row_fits_an_election_a_level_and_a_day(void **state) {
    static const struct {
        const char *name, *step, *election, *office, *today;
        bool fits;
    } CASES[] = {
        {"a province, a regency", "take_over_by_province", "pemilu-2024", "bawaslu-16.06",
         "2024-02-01", true},
        {"a province, a province", "take_over_by_province", "pemilu-2024", "bawaslu-16",
         "2024-02-01", false},
        {"a province, the nation", "take_over_by_province", "pemilu-2024", "bawaslu", "2024-02-01",
         false},
        {"a province, a district", "take_over_by_province", "pemilu-2024", "bawaslu-16.06.01",
         "2024-02-01", false},
        {"the nation, a province", "take_over_by_nation", "pemilu-2024", "bawaslu-16", "2024-02-01",
         true},
        {"the nation, a regency", "take_over_by_nation", "pemilu-2024", "bawaslu-16.06",
         "2024-02-01", true},
        {"the nation, itself", "take_over_by_nation", "pemilu-2024", "bawaslu", "2024-02-01",
         false},
        {"a regency, a district", "take_over_by_regency", "pemilu-2024", "bawaslu-16.06.01",
         "2024-02-01", true},
        {"a district, a village", "take_over_by_district", "pemilu-2024", "bawaslu-16.06.01.2001",
         "2024-02-01", true},
        {"in a regional election", "take_over_by_province", "pilkada-2024", "bawaslu-16.06",
         "2024-10-14", false},
        {"in one that is not known", "take_over_by_province", "pemilu-1955", "bawaslu-16.06",
         "2024-02-01", false},
        {"nothing was taken over", "give_back", "pemilu-2024", "bawaslu-16.06", "2024-02-01",
         false},
    };
    struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_takeover *t = law_takeover(w->law, str_from_c(CASES[i].step));
        struct case_state cs = case_of(CASES[i].election, CASES[i].office);
        assert_non_null(t);
        if (decide_takeover_fits(w->law, t, &cs, day(CASES[i].today)) != CASES[i].fits)
            fail_msg("%s", CASES[i].name);
        cs.offices.holder = (struct str){0}; /* of a case that has ended, never */
        if (decide_takeover_fits(w->law, t, &cs, day(CASES[i].today)))
            fail_msg("%s, ended", CASES[i].name);
    }
}

/* What one law gives and the other does not, no kind of election both. */
static void where_the_law_is_silent_it_is_said(void **state) {
    static const struct {
        const char *election;
        bool silent;
    } CASES[] = {{"pilkada-2024", true},
                 {"pilkada-2020", true},
                 {"psu-serang-2025", true},
                 {"pemilu-2024", false},
                 {"pemilu-1955", false}};
    struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct case_state cs = case_of(CASES[i].election, "bawaslu-16.06");
        const struct law_silence *s = decide_takeover_silence(w->law, &cs, day("2024-10-14"));
        if ((s != NULL) != CASES[i].silent)
            fail_msg("%s", CASES[i].election);
        if (s)
            assert_true(str_equal(s->row.cite.laws[0], STR("uu-10-2016")));
        cs.offices.holder = (struct str){0};
        assert_null(decide_takeover_silence(w->law, &cs, day("2024-10-14")));
    }
}

static struct err decide(struct world *w, const struct case_state *cs, const char *step,
                         const struct intake_action *command, struct case_step *ret) {
    struct intake_faults *faults = NEW(w->a, struct intake_faults, 1);
    const struct decision_takeover facts = {.law = w->law,
                                            .takeover = law_takeover(w->law, str_from_c(step)),
                                            .office = STR("bawaslu-16"),
                                            .today = day("2024-02-01")};
    struct err e = decide_takeover(w->a, &facts, cs, command, faults, ret);
    assert_true((e.code == ERR_INVALID) == (faults->count > 0));
    return e;
}

static void an_end_is_said_and_has_not_passed(void **state) {
    enum { NONE, DAY, WHEN, BOTH };
    static const struct {
        const char *name, *day;
        int given;
        enum err_code code;
    } CASES[] = {
        {"neither", "2024-02-01", NONE, ERR_INVALID},
        {"today", "2024-02-01", DAY, ERR_NONE},
        {"yesterday", "2024-01-31", DAY, ERR_INVALID},
        {"a condition", "2024-01-31", WHEN, ERR_NONE},
        {"both", "2024-03-01", BOTH, ERR_NONE},
        {"both, passed", "2024-01-01", BOTH, ERR_INVALID},
    };
    static const struct law_field ON = {.name = STR_INIT(LAW_ENDS_ON), .type = LAW_F_DATE},
                                  IF = {.name = STR_INIT(LAW_ENDS_WHEN), .type = LAW_F_TEXT};
    struct world *w = *state;
    struct case_state cs = case_of("pemilu-2024", "bawaslu-16.06");
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct intake_value values[] = {
            {.field = &ON, .given = CASES[i].given & DAY, .date = day(CASES[i].day)},
            {.field = &IF, .given = CASES[i].given & WHEN, .text = STR("Dilantik.")}};
        const struct intake_action command = {
            .version = 4, .values = values, .value_count = COUNT_OF(values)};
        struct case_step step;
        struct err e = decide(w, &cs, "take_over_by_province", &command, &step);
        if (e.code != CASES[i].code)
            fail_msg("%s: %d", CASES[i].name, e.code);
        if (!e.code)
            assert_int_equal(step.value_count,
                             (CASES[i].given & DAY) + (CASES[i].given & WHEN) / 2);
    }
}

static struct case_step taken(struct world *w, const struct case_state *cs, const char *name) {
    static const struct law_field IF = {.name = STR_INIT(LAW_ENDS_WHEN), .type = LAW_F_TEXT};
    const struct intake_value value = {.field = &IF, .given = true, .text = STR("Dilantik.")};
    const struct intake_action command = {.version = 4, .values = &value, .value_count = 1};
    struct case_step step = {0};
    assert_int_equal(decide(w, cs, name, &command, &step).code, ERR_NONE);
    return step;
}

static void same(struct str a, const char *b) {
    if (!str_equal(a, str_from_c(b)))
        fail_msg("\"%.*s\", not \"%s\"", STR_ARG(a), b);
}

static void it_changes_who_works_and_nothing_else(void **state) {
    struct world *w = *state;
    struct case_state cs = case_of("pemilu-2024", "bawaslu-16.06");
    cs.offices.bkn = STR("bkn");
    struct case_step step = taken(w, &cs, "take_over_by_province");
    same(step.step, "TO.province");
    same(step.from, "registered");
    same(step.to, "registered");
    same(step.phase, "examination");
    same(step.offices.bawaslu, "bawaslu-16");
    same(step.offices.holder, "bawaslu-16");
    same(step.offices.replaced, "bawaslu-16.06");
    same(step.offices.bkn, "bkn");
    assert_int_equal(step.start_count + step.stop_count + step.suspend_count + step.open_count, 0);
    cs.offices.holder = STR("bkn"); /* what waits for another office goes on waiting for it */
    same(taken(w, &cs, "take_over_by_province").offices.holder, "bkn");
}

/* A second takeover keeps whose case it is, and the case goes back there. */
static void it_goes_back_to_whose_case_it_is(void **state) {
    struct world *w = *state;
    struct case_state cs = case_of("pemilu-2024", "bawaslu-16");
    cs.offices.replaced = STR("bawaslu-16.06");
    struct case_step step = taken(w, &cs, "take_over_by_nation");
    same(step.offices.replaced, "bawaslu-16.06");
    step = taken(w, &cs, "give_back");
    same(step.offices.bawaslu, "bawaslu-16.06");
    same(step.offices.holder, "bawaslu-16.06");
    same(step.offices.replaced, "");
}

static void what_moved_on_or_does_not_fit_is_refused(void **state) {
    struct world *w = *state;
    struct case_state cs = case_of("pemilu-2024", "bawaslu-16.06");
    struct case_step step;
    struct intake_action command = {.version = 3};
    struct err e = decide(w, &cs, "take_over_by_province", &command, &step);
    assert_int_equal(e.code, ERR_CONFLICT);
    command.version = 4;
    e = decide(w, &cs, "give_back", &command, &step);
    assert_int_equal(e.code, ERR_STEP_BLOCKED);
    cs = case_of("pilkada-2024", "bawaslu-16.06");
    e = decide(w, &cs, "take_over_by_province", &command, &step);
    assert_int_equal(e.code, ERR_STEP_BLOCKED);
}

static void a_level_is_told_from_the_region(void **state) {
    static const struct {
        struct str region;
        enum law_level level;
    } CASES[] = {
        {STR_INIT(""), LAW_LEVEL_NATION},
        {STR_INIT("16"), LAW_LEVEL_PROVINCE},
        {STR_INIT("16.06"), LAW_LEVEL_REGENCY},
        {STR_INIT("16.06.01"), LAW_LEVEL_DISTRICT},
        {STR_INIT("16.06.01.2001"), LAW_LEVEL_VILLAGE},
        {STR_INIT("16.06.01.2001.1.2"), LAW_LEVEL_VILLAGE},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_int_equal(law_level_of(CASES[i].region), CASES[i].level);
}

/* A takeover's name is found as a step of any procedure is, and a procedure's own first. */
static void an_action_is_found_by_its_name(void **state) {
    struct world *w = *state;
    const struct law_rulebook *rules = law_rulebook_named(w->law, STR("pemilu-2024@1"));
    assert_non_null(rules);
    assert_ptr_equal(law_action(w->law, rules, STR("register")), law_step(rules, STR("register")));
    const struct law_step *step = law_action(w->law, NULL, STR("give_back"));
    assert_non_null(step);
    assert_true(step->takeover->gives_back);
    assert_null(law_action(w->law, rules, STR("nothing")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_fits_an_election_a_level_and_a_day),
        cmocka_unit_test(where_the_law_is_silent_it_is_said),
        cmocka_unit_test(an_end_is_said_and_has_not_passed),
        cmocka_unit_test(it_changes_who_works_and_nothing_else),
        cmocka_unit_test(it_goes_back_to_whose_case_it_is),
        cmocka_unit_test(what_moved_on_or_does_not_fit_is_refused),
        cmocka_unit_test(a_level_is_told_from_the_region),
        cmocka_unit_test(an_action_is_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
