/* Bodies of events: what is written reads back the same, field by field and byte by byte. */
#include "case/case_sample.h"

static void same_clocks(const struct case_clock *a, const struct case_clock *b, size_t count) {
    for (size_t i = 0; i < count; i++) {
        same(a[i].id, b[i].id);
        assert_int_equal(a[i].start.day, b[i].start.day);
        assert_int_equal(a[i].due.day, b[i].due.day);
        assert_int_equal(a[i].due_early.day, b[i].due_early.day);
        same(a[i].holidays, b[i].holidays);
        assert_int_equal(a[i].right, b[i].right);
        assert_int_equal(a[i].running, b[i].running);
        assert_int_equal(a[i].week, b[i].week);
    }
}

static void same_persons(const struct intake_person *a, const struct intake_person *b,
                         size_t count) {
    for (size_t i = 0; i < count; i++) {
        same(a[i].class, b[i].class);
        same(a[i].name, b[i].name);
        same(a[i].position, b[i].position);
        same(a[i].agency, b[i].agency);
        same(a[i].address, b[i].address);
        same(a[i].phone, b[i].phone);
    }
}

static void same_offices(const struct case_offices *a, const struct case_offices *b) {
    same(a->bawaslu, b->bawaslu);
    same(a->bkn, b->bkn);
    same(a->ppk, b->ppk);
    same(a->holder, b->holder);
    same(a->replaced, b->replaced);
}

static void same_report(const struct intake_report *a, const struct intake_report *b) {
    assert_int_equal(a->channel, b->channel);
    same(a->election, b->election);
    same(a->region, b->region);
    same(a->act, b->act);
    assert_int_equal(a->has_occurred_on, b->has_occurred_on);
    assert_int_equal(a->has_known_on, b->has_known_on);
    assert_int_equal(a->occurred_on.day, b->occurred_on.day);
    assert_int_equal(a->known_on.day, b->known_on.day);
    same(a->place, b->place);
    same(a->narrative, b->narrative);
    assert_int_equal(a->subject_count, b->subject_count);
    same_persons(a->subjects, b->subjects, a->subject_count);
    assert_int_equal(a->witness_count, b->witness_count);
    same_persons(a->witnesses, b->witnesses, a->witness_count);
    assert_int_equal(a->evidence_count, b->evidence_count);
    assert_false(b->has_reporter);
}

static void same_received(const struct case_received *a, const struct case_received *b) {
    same(a->rules, b->rules);
    same(a->number, b->number);
    same(a->state, b->state);
    same(a->stage, b->stage);
    same(a->phase, b->phase);
    assert_int_equal(a->number_n, b->number_n);
    assert_int_equal(a->received_on.day, b->received_on.day);
    same_offices(&a->offices, &b->offices);
    same_report(&a->report, &b->report);
    assert_int_equal(a->evidence_count, b->evidence_count);
    for (size_t i = 0; i < a->evidence_count; i++) {
        assert_memory_equal(&a->evidence[i].id, &b->evidence[i].id, sizeof b->evidence[i].id);
        assert_memory_equal(&a->evidence[i].sha256, &b->evidence[i].sha256, HASH_LEN);
        assert_int_equal(a->evidence[i].bytes, b->evidence[i].bytes);
    }
    assert_int_equal(a->missing_count, b->missing_count);
    for (size_t i = 0; i < a->missing_count; i++)
        same(a->missing[i], b->missing[i]);
    assert_int_equal(a->clock_count, b->clock_count);
    same_clocks(a->clocks, b->clocks, a->clock_count);
}

static void a_full_report_reads_back_the_same(void **state) {
    struct case_clock clocks[2];
    struct case_received x = full_received(clocks), y;
    struct str body = encoded_received(*state, &x);
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_NONE);
    same_received(&x, &y);
    same(encoded_received(*state, &y), body);
}

static void a_complaint_says_its_number_and_who_handed_it_in(void **state) {
    struct case_clock clocks[2];
    struct case_received x = full_received(clocks), y;
    assert_null(strstr(arena_c(*state, encoded_received(*state, &x)), "actor"));
    assert_null(strstr(arena_c(*state, encoded_received(*state, &x)), "sbt_number"));
    x.report.channel = INTAKE_COMPLAINT;
    x.report.sbt_number = STR("SBT-2024-117");
    x.actor = STR("petugas.bkn");
    struct str body = encoded_received(*state, &x);
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_NONE);
    same_received(&x, &y);
    same(y.report.sbt_number, x.report.sbt_number);
    same(y.actor, x.actor);
    same(encoded_received(*state, &y), body);
    body = with(*state, body, "\"complaint\"", "\"complaints\"");
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_CORRUPT);
}

static void a_sealed_reporter_is_said_so(void **state) {
    struct case_clock clocks[2];
    struct case_received x = full_received(clocks), y;
    assert_null(strstr(arena_c(*state, encoded_received(*state, &x)), "sealed"));
    x.sealed = STR("browser");
    x.sealed_mark = STR("0d14 361a");
    struct str body = encoded_received(*state, &x);
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_NONE);
    same_received(&x, &y);
    same(y.sealed, x.sealed);
    same(y.sealed_mark, x.sealed_mark);
    same(encoded_received(*state, &y), body);
}

static void sealed_evidence_keeps_its_key(void **state) {
    struct case_clock clocks[2];
    struct case_received x = full_received(clocks), y;
    assert_null(strstr(arena_c(*state, encoded_received(*state, &x)), "evidence_key"));
    x.evidence_sealed = STR("browser");
    x.evidence_key = (struct intake_sealed){STR("age1x"), STR("age1y age1z"), STR("QQ=="), {0}};
    struct str body = encoded_received(*state, &x);
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_NONE);
    same_received(&x, &y);
    same(y.evidence_sealed, x.evidence_sealed);
    same(y.evidence_key.recipient, x.evidence_key.recipient);
    same(y.evidence_key.keys, x.evidence_key.keys);
    same(y.evidence_key.wrap, x.evidence_key.wrap);
    same(encoded_received(*state, &y), body);
    body = with(*state, body, "\"wrap\"", "\"wrep\"");
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_CORRUPT);
}

static void an_empty_report_reads_back_the_same(void **state) {
    struct case_received x = {0}, y;
    memset(&y, 0xff, sizeof y);
    struct str body = encoded_received(*state, &x);
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_NONE);
    same_received(&x, &y);
    same(encoded_received(*state, &y), body);
}

/* The golden form: a change of it changes hashes in ledgers that exist. */
static void the_bytes_of_a_report_are_these(void **state) {
    struct case_received x = {
        .rules = STR("r@1"),
        .number = STR("001"),
        .number_n = 1,
        .state = STR("received"),
        .phase = STR("intake"),
        .received_on = {-1},
        .offices = {.bawaslu = STR("b"), .holder = STR("b")},
        .report = {.election = STR("e"),
                   .region = STR("16"),
                   .narrative = STR("n"),
                   .has_known_on = true,
                   .known_on = day("0042-02-03")},
        .evidence = EVIDENCE,
        .evidence_count = 1,
    };
    same(encoded_received(*state, &x),
         STR("{\"rules\":\"r@1\",\"number\":\"001\",\"number_n\":1,\"state\":\"received\","
             "\"phase\":\"intake\",\"received_on\":\"1969-12-31\","
             "\"offices\":{\"bawaslu\":\"b\",\"holder\":\"b\"},"
             "\"report\":{\"channel\":\"report\",\"election\":\"e\",\"region\":\"16\","
             "\"known_on\":\"0042-02-03\",\"narrative\":\"n\"},"
             "\"evidence\":[{\"id\":\"0102ff00000000000000000000000000\","
             "\"sha256\":\"ab0007000000000000000000000000000000000000000000000000000000"
             "0000\",\"bytes\":10485760}]}"));
}

static void same_step(const struct case_step *a, const struct case_step *b) {
    same(a->rules, b->rules);
    same(a->step, b->step);
    same(a->name, b->name);
    same(a->outcome, b->outcome);
    same(a->from, b->from);
    same(a->to, b->to);
    same(a->phase, b->phase);
    same(a->registration, b->registration);
    assert_int_equal(a->registration_n, b->registration_n);
    assert_int_equal(a->on.day, b->on.day);
    same_offices(&a->offices, &b->offices);
    assert_int_equal(a->value_count, b->value_count);
    for (size_t i = 0; i < a->value_count; i++) {
        same(a->values[i].name, b->values[i].name);
        same(a->values[i].value, b->values[i].value);
    }
    assert_int_equal(a->start_count, b->start_count);
    same_clocks(a->starts, b->starts, a->start_count);
    assert_int_equal(a->stop_count, b->stop_count);
    for (size_t i = 0; i < a->stop_count; i++)
        same(a->stops[i], b->stops[i]);
}

static void a_step_reads_back_the_same(void **state) {
    struct case_clock clocks[2];
    struct case_step list[] = {full_step(clocks), {.registration_n = 0}}, y;
    for (size_t i = 0; i < COUNT_OF(list); i++) {
        struct str body = encoded_step(*state, &list[i]);
        assert_int_equal(case_step_decode(*state, body, &y).code, ERR_NONE);
        same_step(&list[i], &y);
        same(encoded_step(*state, &y), body);
    }
}

static void what_was_read_does_not_borrow_from_the_body(void **state) {
    struct case_clock clocks[2];
    struct case_received x = full_received(clocks), y;
    struct str body = encoded_received(*state, &x);
    struct arena *other = arena_new(ARENA_CAP);
    struct str copy = arena_str(other, body);
    assert_int_equal(case_received_decode(*state, copy, &y).code, ERR_NONE);
    arena_free(other);
    same(encoded_received(*state, &y), body);
}

static void unknown_keys_are_passed_over(void **state) {
    struct case_clock clocks[2];
    struct case_received x = full_received(clocks), y;
    struct case_step s = full_step(clocks), t;
    struct str body = with(*state, encoded_received(*state, &x), "{", "{\"later\":[{\"x\":1}],");
    body = with(*state, body, "\"report\":{", "\"report\":{\"later\":null,");
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_NONE);
    same_received(&x, &y);
    body = with(*state, encoded_step(*state, &s), "{", "{\"later\":1.5,");
    assert_int_equal(case_step_decode(*state, body, &t).code, ERR_NONE);
    same_step(&s, &t);
}

/* Everything that a step may say since procedures run beside each other. */
static struct case_step wide_step(struct case_clock clocks[2]) {
    static const struct law_span STILL[] = {{{20000}, {20003}}, {{20010}, {20010}}};
    static const struct str ALSO[] = {STR_INIT("crime"), STR_INIT("administrative")};
    static const struct str SUSPENDS[] = {STR_INIT("X")};
    static const struct case_office OTHERS[] = {{STR_INIT("merit_supervisor"), STR_INIT("kasn")},
                                                {STR_INIT("police"), STR_INIT("polres-1602")}};
    static const struct case_proposed PROPOSED[] = {
        {.track = STR_INIT("ethics"), .act = STR_INIT("KE-03"), .tier = STR_INIT("moral")},
        {.subject = 63, .reason = STR_INIT("no_class"), .no_tier = STR_INIT("gap")}};
    struct case_step step = full_step(clocks);
    static struct case_opening opens[2];
    clocks[1].still = STILL;
    clocks[1].still_count = COUNT_OF(STILL);
    opens[0] = (struct case_opening){.track = STR("crime"),
                                     .rules = STR("crime@2"),
                                     .state = STR("studied"),
                                     .phase = STR("examination"),
                                     .holder = STR("b"),
                                     .clocks = clocks,
                                     .clock_count = 2};
    opens[1] = opens[0];
    opens[1].clock_count = 0;
    opens[1].subjects = 6;
    opens[1].split = true;
    step.subjects = (uint64_t)1 << (CASE_SUBJECTS_MAX - 1) | 1;
    step.proposed = PROPOSED;
    step.proposed_count = COUNT_OF(PROPOSED);
    step.track = STR("discipline");
    step.holder = STR("ppk-1602");
    step.also = ALSO;
    step.also_count = COUNT_OF(ALSO);
    step.opens = opens;
    step.open_count = 2;
    step.suspends = SUSPENDS;
    step.suspend_count = 1;
    step.resumes = clocks;
    step.resume_count = 2;
    step.offices.others = OTHERS;
    step.offices.other_count = COUNT_OF(OTHERS);
    step.offices.replaced = STR("bawaslu-16.02");
    return step;
}

static void a_step_with_tracks_reads_back_the_same(void **state) {
    struct case_clock clocks[2];
    struct case_step x = wide_step(clocks), y;
    struct str body = encoded_step(*state, &x);
    assert_int_equal(case_step_decode(*state, body, &y).code, ERR_NONE);
    same_step(&x, &y);
    same(encoded_step(*state, &y), body);
    same(y.track, STR("discipline"));
    same(y.holder, STR("ppk-1602"));
    assert_int_equal(y.also_count, 2);
    same(y.also[1], STR("administrative"));
    assert_int_equal(y.open_count, 2);
    same(y.opens[0].rules, STR("crime@2"));
    same_clocks(x.opens[0].clocks, y.opens[0].clocks, 2);
    assert_int_equal(y.resumes[1].still_count, 2);
    assert_int_equal(y.resumes[1].still[0].to.day, 20003);
    assert_int_equal(y.offices.other_count, 2);
    same(case_office(&y.offices, STR("police")), STR("polres-1602"));
    same(case_office(&y.offices, STR("nobody")), STR(""));
    same(y.offices.replaced, STR("bawaslu-16.02"));
    assert_true(y.subjects == x.subjects && y.opens[1].subjects == 6 && y.opens[1].split);
    assert_false(y.opens[0].split);
    assert_int_equal(y.proposed_count, 2);
    same(y.proposed[0].act, STR("KE-03"));
    same(y.proposed[1].reason, STR("no_class"));
    assert_int_equal(y.proposed[1].subject, 63);
    same(y.proposed[0].tier, STR("moral"));
    same(y.proposed[0].no_tier, STR(""));
    same(y.proposed[1].no_tier, STR("gap"));
}

static void a_step_about_persons_that_cannot_be_is_refused(void **state) {
    static const char *const BAD[] = {"[64]",    "[-1]",  "[1,1]", "[2,0]",
                                      "[\"0\"]", "[0.5]", "{}",    "1"};
    struct case_clock clocks[2];
    struct case_step x = wide_step(clocks), y;
    struct str body = encoded_step(*state, &x);
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        assert_int_equal(case_step_decode(*state, with(*state, body, "[0,63]", BAD[i]), &y).code,
                         ERR_CORRUPT);
    static const struct {
        const char *old, *new; /* whatever follows a faulty one in its list is not read */
    } FIRST[] = {{"\"proposed\":[", "\"proposed\":[0,"},
                 {"\"opens\":[", "\"opens\":[\"\","},
                 {"\"still\":[", "\"still\":[null,"},
                 {"[0,63]", "[63,0]"}};
    for (size_t i = 0; i < COUNT_OF(FIRST); i++)
        assert_int_equal(
            case_step_decode(*state, with(*state, body, FIRST[i].old, FIRST[i].new), &y).code,
            ERR_CORRUPT);
    struct str unsplit = with(*state, body, "\"split\":true", "\"split\":1");
    assert_int_equal(case_step_decode(*state, unsplit, &y).code, ERR_CORRUPT);
    struct str nobody = with(*state, body, "\"subject\":63", "\"subject\":-1");
    assert_int_equal(case_step_decode(*state, nobody, &y).code, ERR_CORRUPT);
}

static void a_step_says_who_took_it_where_somebody_is_known(void **state) {
    struct case_clock clocks[2];
    struct case_step x = full_step(clocks), y;
    x.actor = STR("siti");
    struct str body = encoded_step(*state, &x);
    assert_int_equal(case_step_decode(*state, body, &y).code, ERR_NONE);
    same(y.actor, STR("siti"));
    same(encoded_step(*state, &y), body);
}

static void a_report_written_before_keeps_its_bytes(void **state) {
    struct case_clock clocks[2];
    struct case_received x = full_received(clocks);
    struct str body = encoded_received(*state, &x);
    struct buf report;
    buf_init(&report, BODY_CAP);
    case_report_encode(&report, &x.report);
    x.report_json = buf_str(&report);
    same(encoded_received(*state, &x), body);
    buf_done(&report);
}

static void an_older_step_keeps_its_bytes(void **state) {
    struct case_clock clocks[2];
    struct case_step x = full_step(clocks), y;
    struct str body = encoded_step(*state, &x);
    static const char *const LATER[] = {"track",    "also",   "opens",    "suspends",
                                        "resumes",  "others", "still",    "week",
                                        "subjects", "split",  "proposed", "\"holder\":\"b\"}],",
                                        "replaced"};
    for (size_t i = 0; i < COUNT_OF(LATER); i++)
        assert_null(strstr(arena_c(*state, body), LATER[i]));
    assert_int_equal(case_step_decode(*state, body, &y).code, ERR_NONE);
    assert_int_equal(y.open_count + y.suspend_count + y.resume_count + y.also_count, 0);
    same(encoded_step(*state, &y), body);
}

static void what_upkeep_did_reads_back_the_same(void **state) {
    const struct case_recount x = {.track = STR("crime"),
                                   .clock = STR("P09"),
                                   .reason = STR("holidays"),
                                   .on = {20001},
                                   .start = {20000},
                                   .was = {{20005}, {20004}, STR("2024.1"), LAW_FIVE_DAYS},
                                   .now = {{20006}, {20005}, STR("2024.2"), LAW_SIX_DAYS}};
    const struct case_reroute z = {.role = STR("merit_supervisor"),
                                   .kind = STR("bkn"),
                                   .from = STR("kasn"),
                                   .to = STR("bkn"),
                                   .on = {20001},
                                   .offices = {.bawaslu = STR("b"), .holder = STR("bkn")}};
    struct case_recount y;
    struct case_reroute w;
    struct buf out = {.ceiling = BODY_CAP}, again = {.ceiling = BODY_CAP};
    case_recount_encode(&out, &x);
    struct str body = taken_out(*state, &out);
    assert_int_equal(case_recount_decode(*state, body, &y).code, ERR_NONE);
    case_recount_encode(&again, &y);
    same(taken_out(*state, &again), body);
    assert_int_equal(y.now.due.day, 20006);
    assert_int_equal(y.was.week, LAW_FIVE_DAYS);
    assert_int_equal(y.now.week, LAW_SIX_DAYS);
    same(y.was.holidays, STR("2024.1"));
    assert_int_equal(case_reroute_decode(*state, body, &w).code, ERR_CORRUPT);
    out = again = (struct buf){.ceiling = BODY_CAP};
    case_reroute_encode(&out, &z);
    body = taken_out(*state, &out);
    assert_int_equal(case_reroute_decode(*state, body, &w).code, ERR_NONE);
    case_reroute_encode(&again, &w);
    same(taken_out(*state, &again), body);
    same(w.offices.holder, STR("bkn"));
    assert_int_equal(case_recount_decode(*state, body, &y).code, ERR_CORRUPT);
}

static void a_week_of_six_days_reads_back_and_no_other_is_one(void **state) {
    static const char *const DAMAGE[] = {"\"week\":5", "\"week\":7", "\"week\":\"6\"",
                                         "\"week\":null"};
    struct case_clock clocks[2];
    struct case_step x = full_step(clocks), y;
    clocks[0].week = LAW_SIX_DAYS;
    struct str body = encoded_step(*state, &x);
    assert_int_equal(case_step_decode(*state, body, &y).code, ERR_NONE);
    assert_int_equal(y.starts[0].week, LAW_SIX_DAYS);
    assert_int_equal(y.starts[1].week, LAW_FIVE_DAYS);
    same(encoded_step(*state, &y), body);
    for (size_t i = 0; i < COUNT_OF(DAMAGE); i++)
        assert_int_equal(
            case_step_decode(*state, with(*state, body, "\"week\":6", DAMAGE[i]), &y).code,
            ERR_CORRUPT);
}

static void a_duty_is_its_holders_and_a_right_that_of_the_office_in_charge(void **state) {
    const struct case_offices offices = {.bawaslu = STR("b")};
    (void)state;
    same(case_clock_office(&offices, STR("ppk"), false), STR("ppk"));
    same(case_clock_office(&offices, STR("ppk"), true), STR("b"));
    same(case_clock_office(&offices, STR(""), false), STR("b")); /* nobody must act */
}

int main(void) {
    hash_library_init();
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_full_report_reads_back_the_same),
        TEST(a_sealed_reporter_is_said_so),
        TEST(sealed_evidence_keeps_its_key),
        TEST(an_empty_report_reads_back_the_same),
        TEST(a_complaint_says_its_number_and_who_handed_it_in),
        TEST(the_bytes_of_a_report_are_these),
        TEST(a_step_reads_back_the_same),
        TEST(what_was_read_does_not_borrow_from_the_body),
        TEST(unknown_keys_are_passed_over),
        TEST(a_step_with_tracks_reads_back_the_same),
        TEST(a_step_about_persons_that_cannot_be_is_refused),
        TEST(a_step_says_who_took_it_where_somebody_is_known),
        TEST(a_report_written_before_keeps_its_bytes),
        TEST(an_older_step_keeps_its_bytes),
        TEST(what_upkeep_did_reads_back_the_same),
        TEST(a_week_of_six_days_reads_back_and_no_other_is_one),
        TEST(a_duty_is_its_holders_and_a_right_that_of_the_office_in_charge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
