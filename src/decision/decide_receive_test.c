/* What receiving a report records. */
#include "decision/decision_sample.h"

enum { TODAY = 20000 }; /* a Thursday */

static const struct law_stage STAGES[] = {
    {.id = STR_INIT("early"), .from = {TODAY - 9}, .to = {TODAY - 6}},
    {.id = STR_INIT("campaign"), .from = {TODAY - 5}, .to = {TODAY - 3}},
    {.id = STR_INIT("late"), .from = {TODAY - 1}, .to = {TODAY + 9}},
};
static const struct law_election ELECTION = {.stages = STAGES, .stage_count = COUNT_OF(STAGES)};
static const struct case_evidence EVIDENCE[] = {{.bytes = 7}};
static const struct intake_person SOMEBODY[] = {{.name = STR_INIT("Terlapor Contoh")}};
static const struct id128 IDS[] = {{{1}}};

static struct decision_intake facts_of(void) {
    return (struct decision_intake){.law = &LAW,
                                    .rules = &RULES,
                                    .election = &ELECTION,
                                    .office = STR("bawaslu-1602"),
                                    .office_region = STR("16.02"),
                                    .today = {TODAY},
                                    .number_n = 7,
                                    .evidence = EVIDENCE,
                                    .evidence_count = 1};
}

static struct intake_report whole(void) {
    return (struct intake_report){.channel = INTAKE_REPORT,
                                  .election = STR("pilkada-2024"),
                                  .region = STR("16.02.01"),
                                  .occurred_on = {TODAY - 4},
                                  .known_on = {TODAY - 7},
                                  .has_occurred_on = true,
                                  .has_known_on = true,
                                  .place = STR("Kayuagung"),
                                  .narrative = STR("Uraian"),
                                  .subjects = SOMEBODY,
                                  .subject_count = 1,
                                  .witnesses = SOMEBODY,
                                  .witness_count = 1,
                                  .evidence = IDS,
                                  .evidence_count = 1,
                                  .reporter = {.name = STR("Pelapor"), .address = STR("Jalan")},
                                  .reporter_email = STR("p@example.org"),
                                  .reporter_birth = STR("Palembang"),
                                  .reporter_occupation = STR("Petani"),
                                  .has_reporter = true};
}

static int setup(void **state) {
    *state = arena_new(1 << 20);
    return 0;
}
static int teardown(void **state) {
    arena_free(*state);
    return 0;
}

static void a_whole_report_enters_with_a_number_and_its_clocks(void **state) {
    struct decision_intake facts = facts_of();
    struct intake_report report = whole();
    struct case_received r = decide_receive(*state, &facts, &report);
    same(r.rules, STR("sample@3"));
    same(r.number, STR("007/16.02"));
    assert_int_equal(r.number_n, 7);
    same(r.state, STR("received"));
    same(r.phase, STR("intake"));
    same(r.stage, STR("campaign"));
    assert_int_equal(r.received_on.day, TODAY);
    same(r.offices.bawaslu, STR("bawaslu-1602"));
    same(r.offices.holder, STR("bawaslu-1602"));
    assert_int_equal(r.offices.bkn.len + r.offices.ppk.len, 0);
    assert_int_equal(r.missing_count, 0);
    assert_int_equal(r.evidence_count, 1);
    assert_int_equal(r.clock_count, 1);
    same(r.clocks[0].id, STR("review"));
    same(r.clocks[0].holidays, STR("test.1"));
    assert_int_equal(r.clocks[0].start.day, TODAY);
    assert_int_equal(r.clocks[0].due.day, TODAY + 2);
    assert_int_equal(r.clocks[0].due_early.day, TODAY + 1);
    assert_true(r.clocks[0].running);
    assert_false(r.clocks[0].right);
}

static void who_reported_is_not_in_the_event(void **state) {
    struct decision_intake facts = facts_of();
    struct intake_report report = whole();
    struct case_received r = decide_receive(*state, &facts, &report);
    assert_false(r.report.has_reporter);
    assert_int_equal(r.report.reporter.name.len + r.report.reporter.address.len, 0);
    assert_int_equal(r.report.reporter_email.len + r.report.reporter_birth.len, 0);
    assert_int_equal(r.report.reporter_occupation.len, 0);
    assert_int_equal(r.report.evidence_count, 0);
    same(r.report.narrative, STR("Uraian"));
    assert_int_equal(r.report.subject_count, 1);
}

static void take(struct intake_report *r, struct decision_intake *facts, size_t row) {
    switch (row) {
    case 0:
        r->reporter.name.len = 0;
        return;
    case 1:
        r->reporter.address.len = 0;
        return;
    case 2:
        r->subject_count = 0;
        return;
    case 3:
        r->has_known_on = false;
        return;
    case 4:
        r->has_occurred_on = false;
        return;
    case 5:
        r->place.len = 0;
        return;
    case 6:
        r->narrative.len = 0;
        return;
    case 7:
        r->witness_count = 0;
        return;
    default:
        facts->evidence_count = 0;
        return;
    }
}

static void each_gap_is_named_alone(void **state) {
    for (size_t i = 0; i < COUNT_OF(REQUIREMENTS); i++) {
        struct decision_intake facts = facts_of();
        struct intake_report report = whole();
        take(&report, &facts, i);
        struct case_received r = decide_receive(*state, &facts, &report);
        assert_int_equal(r.missing_count, 1);
        same(r.missing[0], REQUIREMENTS[i].id);
    }
}

/* Who reported is there, where only the custodian can look (docs/adr/0038). */
static void a_sealed_reporter_is_not_missing(void **state) {
    struct decision_intake facts = facts_of();
    struct intake_report report = whole();
    report.reporter = (struct intake_person){0};
    struct case_received r = decide_receive(*state, &facts, &report);
    assert_int_equal(r.missing_count, 2);
    report.sealed.file = STR("YWdl");
    r = decide_receive(*state, &facts, &report);
    assert_int_equal(r.missing_count, 0);
    report.place = (struct str){0};
    r = decide_receive(*state, &facts, &report);
    assert_int_equal(r.missing_count, 1);
}

static void an_empty_report_misses_everything_and_is_taken(void **state) {
    struct decision_intake facts = facts_of();
    struct intake_report report = {.channel = INTAKE_REPORT};
    facts.evidence_count = 0;
    struct case_received r = decide_receive(*state, &facts, &report);
    assert_int_equal(r.missing_count, COUNT_OF(REQUIREMENTS));
    assert_int_equal(r.clock_count, 1);
    same(r.state, STR("received"));
}

static void the_window_closes_after_the_late_reading(void **state) {
    static const struct {
        int known;
        bool missing;
    } rows[] = {{TODAY, false}, {TODAY - 6, false}, {TODAY - 7, false}, {TODAY - 8, true}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct decision_intake facts = facts_of();
        struct intake_report report = whole();
        report.known_on.day = rows[i].known;
        struct case_received r = decide_receive(*state, &facts, &report);
        assert_int_equal(r.missing_count, rows[i].missing);
    }
}

static void a_requirement_that_nobody_can_check_counts_as_missing(void **state) {
    static const struct law_requirement strange[] = {
        {.id = STR_INIT("seal"), .field = STR_INIT("seal")}};
    struct law_rulebook rules = RULES;
    struct decision_intake facts = facts_of();
    struct intake_report report = whole();
    rules.requirements = strange;
    rules.requirement_count = 1;
    facts.rules = &rules;
    struct case_received r = decide_receive(*state, &facts, &report);
    assert_int_equal(r.missing_count, 1);
    same(r.missing[0], STR("seal"));
}

static void a_tip_misses_nothing_and_starts_no_clock(void **state) {
    struct decision_intake facts = facts_of();
    struct intake_report report = {.channel = INTAKE_TIP};
    struct case_received r = decide_receive(*state, &facts, &report);
    same(r.state, STR("waiting"));
    assert_int_equal(r.missing_count, 0);
    assert_int_equal(r.clock_count, 0);
    same(r.offices.holder, STR("bawaslu-1602")); /* waits for a person: the file has an office */
}

static void
the_stage_is_that_of_the_event_then_of_the_day_it_was_known_then_of_today(void **state) {
    static const struct {
        bool occurred, known;
        int day;
        const char *stage;
    } rows[] = {
        {true, true, TODAY - 4, "campaign"},
        {true, false, TODAY - 2, ""}, /* between two stages */
        {false, true, TODAY - 4, "early"},
        {false, false, TODAY - 4, "late"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct decision_intake facts = facts_of();
        struct intake_report report = whole();
        report.has_occurred_on = rows[i].occurred;
        report.has_known_on = rows[i].known;
        report.occurred_on.day = rows[i].day;
        same(decide_receive(*state, &facts, &report).stage, str_from_c(rows[i].stage));
    }
}

static void entry_clocks_may_count_from_known_on_or_from_today(void **state) {
    static const struct law_clock_start starts[] = {
        {&CLOCKS[HANDLE], LAW_FROM_FACT, STR_INIT("known_on")}, {.clock = &CLOCKS[FOLLOW]}};
    struct law_rulebook rules = RULES;
    struct decision_intake facts = facts_of();
    struct intake_report report = whole();
    rules.entry_starts = starts;
    rules.entry_start_count = 2;
    facts.rules = &rules;
    struct case_received r = decide_receive(*state, &facts, &report);
    assert_int_equal(r.clocks[0].start.day, TODAY - 7);
    assert_int_equal(r.clocks[1].start.day, TODAY);
    report.has_known_on = false;
    r = decide_receive(*state, &facts, &report);
    assert_int_equal(r.clocks[0].start.day, TODAY);
}

static void a_complaint_waits_for_whom_its_first_state_names(void **state) {
    static const struct law_state ENTRY = {.id = STR_INIT("complained"),
                                           .waits_for = STR_INIT("supervisor")};
    static const struct decision_office OFFICE[] = {
        {STR_INIT("supervisor"), STR_INIT("bkn"), STR_INIT("bkn-1")}};
    struct law_rulebook rules = RULES;
    struct decision_intake facts = facts_of();
    struct intake_report report = {.channel = INTAKE_COMPLAINT, .sbt_number = STR("SBT-1")};
    rules.entry_complaint = &ENTRY;
    facts.rules = &rules;
    facts.actor = STR("petugas.bkn");
    facts.offices = (struct decision_offices){OFFICE, 1};
    struct case_received r = decide_receive(*state, &facts, &report);
    same(r.state, STR("complained"));
    same(r.offices.holder, STR("bkn-1"));
    same(r.offices.bkn, STR("bkn-1"));
    same(r.offices.bawaslu, STR("bawaslu-1602"));
    same(case_office(&r.offices, STR("supervisor")), STR("bkn-1"));
    same(r.actor, STR("petugas.bkn"));
    same(r.report.sbt_number, STR("SBT-1"));
    assert_int_equal(r.missing_count + r.clock_count, 0);
    facts.offices.list = &(const struct decision_office){STR("supervisor"), STR("kasn"), {0}};
    r = decide_receive(*state, &facts, &report);
    same(r.offices.holder, STR("bawaslu-1602")); /* the store has none: somebody must know of it */
    assert_int_equal(r.offices.other_count, 0);
}

static void the_reporters_days_know_the_week_of_the_office_in_charge(void **state) {
    static const struct str SIX[] = {STR_INIT("bawaslu-1602")};
    static const struct law_clock week = {.n = 5, .unit = LAW_WORKING_DAYS, .kind = LAW_RIGHT};
    struct law_rulebook rules = RULES;
    struct decision_intake facts = facts_of();
    struct intake_report report = whole();
    rules.report_window = &week;
    facts.rules = &rules;
    report.known_on.day = TODAY - 7; /* a Thursday: the fifth working day is today, or yesterday */
    assert_int_equal(decide_receive(*state, &facts, &report).missing_count, 0);
    facts.weeks = (struct decision_weeks){SIX, 1};
    assert_int_equal(decide_receive(*state, &facts, &report).missing_count, 1);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_whole_report_enters_with_a_number_and_its_clocks),
        TEST(who_reported_is_not_in_the_event),
        TEST(each_gap_is_named_alone),
        TEST(a_sealed_reporter_is_not_missing),
        TEST(an_empty_report_misses_everything_and_is_taken),
        TEST(the_window_closes_after_the_late_reading),
        TEST(a_requirement_that_nobody_can_check_counts_as_missing),
        TEST(a_tip_misses_nothing_and_starts_no_clock),
        TEST(a_complaint_waits_for_whom_its_first_state_names),
        TEST(the_reporters_days_know_the_week_of_the_office_in_charge),
        TEST(the_stage_is_that_of_the_event_then_of_the_day_it_was_known_then_of_today),
        TEST(entry_clocks_may_count_from_known_on_or_from_today),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
