#include "base/buf.h"
#include "intake/limits.h"
#include "intake/test_law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* A whole report but for what a case adds; the braces stay open. */
#define BASE "{\"channel\":\"tip\",\"election\":\"pilkada-2024\",\"region\":\"16.06\""
#define SEALED                                                                                     \
    "{\"channel\":\"report\",\"election\":\"pilkada-2024\",\"region\":\"16\",\"narrative\":\"x\"," \
    "\"reporter_sealed\":{\"recipient\":\"age1x\",\"keys\":\"age1y\",\"wrap\":\"QQ==\",\"file\":"  \
    "\"QQ==\"}"
#define WHOLE BASE ",\"narrative\":\"Hadir di kampanye.\""
#define KEY "\"evidence_key\":{\"recipient\":\"age1x\",\"keys\":\"age1y\",\"wrap\":\"QQ==\"}"
#define EVIDENCE "0123456789abcdef0123456789abcdef"

static const struct intake_context CONTEXT = {.law = &TEST_LAW, .today = {TEST_TODAY}};

/* Reads body; the faults as text, or "!about" of what is not JSON, or "" if it is accepted. */
static struct str outcome(struct arena *a, struct str body, struct intake_report *ret) {
    struct intake_faults faults = {0};
    struct err e = intake_report_json(a, body, &CONTEXT, ret, &faults);
    assert_true((e.code == ERR_INVALID) == (faults.count > 0));
    if (e.code && e.code != ERR_INVALID)
        return arena_printf(a, "%s%.*s", e.code == ERR_TOO_LARGE ? "!!" : "!", STR_ARG(e.about));
    return test_faults(a, &faults);
}

static void expect(struct str body, const char *wanted, const char *name) {
    struct arena *a = arena_new(8 << 20);
    struct intake_report report;
    struct str got = outcome(a, body, &report);
    if (!str_equal(got, str_from_c(wanted)))
        fail_msg("%s: got \"%.*s\", wanted \"%s\"", name, STR_ARG(got), wanted);
    arena_free(a);
}

static const struct {
    const char *name, *body, *faults;
} CASES[] = {
    {"a tip needs no reporter", WHOLE "}", ""},
    {"a complaint may name nobody who complained",
     "{\"channel\":\"complaint\",\"election\":\"pilkada-2024\",\"region\":\"16\","
     "\"narrative\":\"x\",\"sbt_number\":\"SBT-1\"}",
     ""},
    {"a number of SBT belongs to a complaint", WHOLE ",\"sbt_number\":\"SBT-1\"}",
     "sbt_number:unknown_key"},
    {"null and blank mean not given", WHOLE ",\"place\":null,\"act\":\" \",\"reporter\":null}", ""},
    {"all that is required is asked for at once", "{}",
     "channel:required election:required region:required narrative:required"},
    {"a report needs its reporter's name",
     "{\"channel\":\"report\",\"election\":\"pilkada-2024\","
     "\"region\":\"16\",\"narrative\":\"x\",\"reporter\":{\"phone\":\"0812\"}}",
     "reporter.name:required"},
    {"a sealed reporter needs no name", SEALED "}", ""},
    {"sealed and readable at once", SEALED ",\"reporter\":{\"name\":\"P\"}}",
     "reporter_sealed:not_alone"},
    {"sealed evidence", WHOLE ",\"evidence\":[\"" EVIDENCE "\"]," KEY "}", ""},
    {"a key of evidence and none of it", WHOLE "," KEY "}", "evidence:required"},
    {"and evidence that is no id", WHOLE ",\"evidence\":[\"x\"]," KEY "}", "evidence[0]:not_an_id"},
    {"a key in part", WHOLE ",\"evidence_key\":{\"wrap\":\"QQ==\",\"file\":\"QQ==\"}}",
     "evidence_key.file:unknown_key evidence_key.recipient:required evidence_key.keys:required"},
    {"sealed in part",
     "{\"channel\":\"report\",\"election\":\"pilkada-2024\","
     "\"region\":\"16\",\"narrative\":\"x\",\"reporter_sealed\":{\"file\":\"QQ==\",\"x\":1}}",
     "reporter_sealed.x:unknown_key reporter_sealed.recipient:required "
     "reporter_sealed.keys:required reporter_sealed.wrap:required"},
    {"a name of blanks is none",
     "{\"channel\":\"report\",\"election\":\"pilkada-2024\","
     "\"region\":\"16\",\"narrative\":\"x\",\"reporter\":{\"name\":\" \\t \"}}",
     "reporter.name:required"},
    {"ids that nobody knows",
     "{\"channel\":\"x\",\"election\":\"pilkada-1999\","
     "\"region\":\"16.99\",\"act\":\"DIS-99\",\"narrative\":\"x\"}",
     "channel:unknown election:unknown region:unknown act:unknown"},
    {"a class that nobody knows",
     WHOLE ",\"subjects\":[{\"name\":\"A\"},{\"class\":\"x\","
           "\"name\":\"B\"}]}",
     "subjects[1].class:unknown"},
    {"a subject may be an office's head", WHOLE ",\"subjects\":[{\"position\":\"Camat\"}]}", ""},
    {"a subject of a class alone is nobody", WHOLE ",\"subjects\":[{\"class\":\"pns\"}]}",
     "subjects[0].name:required"},
    {"a witness has a name", WHOLE ",\"witnesses\":[{\"name\":\"A\"},{\"phone\":\"1\"}]}",
     "witnesses[1].name:required"},
    {"31 February", WHOLE ",\"occurred_on\":\"2024-02-31\"}", "occurred_on:not_a_date"},
    {"a date of another form", WHOLE ",\"occurred_on\":\"27/11/2024\"}", "occurred_on:not_a_date"},
    {"today is not the future", WHOLE ",\"occurred_on\":\"2024-11-11\"}", ""},
    {"tomorrow is", WHOLE ",\"occurred_on\":\"2024-11-12\",\"known_on\":\"2024-11-13\"}",
     "occurred_on:in_future known_on:in_future"},
    {"the day on which it opened", WHOLE ",\"occurred_on\":\"2024-09-27\"}", ""},
    {"the day before it opened", WHOLE ",\"occurred_on\":\"2024-09-26\"}",
     "occurred_on:before_election"},
    {"known before it occurred",
     WHOLE ",\"occurred_on\":\"2024-10-12\","
           "\"known_on\":\"2024-10-11\"}",
     "known_on:before_occurred"},
    {"a key that no field has",
     WHOLE ",\"nik\":\"16\",\"subjects\":[{\"nip\":\"1\","
           "\"name\":\"A\"}]}",
     "nik:unknown_key subjects[0].nip:unknown_key"},
    {"a key that is not shown", WHOLE ",\"<b>\":1,\"\":2}", "?:unknown_key ?:unknown_key"},
    {"wrong types",
     BASE ",\"narrative\":7,\"place\":[],\"subjects\":{},\"reporter\":[],"
          "\"evidence\":\"x\"}",
     "narrative:wrong_type place:wrong_type subjects:wrong_type "
     "reporter:wrong_type evidence:wrong_type"},
    {"wrong types in lists", WHOLE ",\"subjects\":[1],\"witnesses\":[null],\"evidence\":[{}]}",
     "subjects[0]:wrong_type witnesses[0]:wrong_type evidence[0]:wrong_type"},
    {"evidence has an id", WHOLE ",\"evidence\":[\"" EVIDENCE "\",\"x\",\"\"]}",
     "evidence[1]:not_an_id evidence[2]:required"},
    {"evidence is named once", WHOLE ",\"evidence\":[\"" EVIDENCE "\",\"" EVIDENCE "\"]}",
     "evidence[1]:duplicate"},
    {"a control character", WHOLE ",\"place\":\"a\\u0007b\"}", "place:control_character"},
    {"a C1 control character", WHOLE ",\"place\":\"a\\u0085b\"}", "place:control_character"},
    {"an override of direction in a line", WHOLE ",\"place\":\"a\\u202eb\"}", "place:bidi_control"},
    {"an isolate of direction in a line", WHOLE ",\"place\":\"a\\u2066b\"}", "place:bidi_control"},
    {"the same in a narrative", BASE ",\"narrative\":\"a\\u202eb\"}", ""},
    {"nothing", "", "!empty"},
    {"not JSON", "narrative=x", "!json"},
    {"JSON that stops", WHOLE, "!json"},
    {"JSON with a tail", WHOLE "}x", "!json"},
    {"a list", "[]", "!object"},
    {"a string that stops", "{\"channel\":\"tip\\\"", "!json"},
    {"a key twice", WHOLE ",\"place\":\"a\",\"place\":\"b\"}", "!duplicate-key"},
    {"a key twice inside", WHOLE ",\"subjects\":[{\"name\":\"a\",\"name\":\"b\"}]}",
     "!duplicate-key"},
    {"NUL in a string", WHOLE ",\"place\":\"a\\u0000b\"}", "!nul"},
    {"half a surrogate pair", WHOLE ",\"place\":\"\\ud800\"}", "!json"},
    {"a byte that is not UTF-8", WHOLE ",\"place\":\"\xff\"}", "!utf-8"},
    {"an overlong slash", WHOLE ",\"place\":\"\xc0\xaf\"}", "!utf-8"},
    {"a number out of range", WHOLE ",\"place\":123456789012345678901234567890}", "!number"},
    {"nesting of 9", WHOLE ",\"place\":[[[[[[[[]]]]]]]]}", "!depth"},
    {"brackets in a string are text", WHOLE ",\"place\":\"[[[[[[[[[[\\\"[[[\\\\\"}", ""},
};

static void each_report_gets_its_faults(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        expect(str_from_c(CASES[i].body), CASES[i].faults, CASES[i].name);
}

/* head, then piece count times with commas between, then tail. */
static void expect_repeated(const char *head, const char *piece, size_t count, const char *tail,
                            const char *faults) {
    struct buf body;
    buf_init(&body, 1 << 20);
    buf_add_c(&body, head);
    for (size_t i = 0; i < count; i++) {
        if (i && piece[1])
            buf_add_char(&body, ',');
        buf_add_c(&body, piece);
    }
    buf_add_c(&body, tail);
    assert_false(buf_full(&body));
    expect(buf_str(&body), faults, head);
    buf_done(&body);
}

static void too_much_is_refused_by_its_limit(void **state) {
    (void)state;
    const char *subjects = WHOLE ",\"subjects\":[", *name = WHOLE ",\"subjects\":[{\"name\":\"";
    expect_repeated(subjects, "{\"name\":\"x\"}", 50, "]}", "");
    expect_repeated(subjects, "{\"name\":\"x\"}", 51, "]}", "subjects:too_many:50");
    expect_repeated(subjects, "{\"name\":\"x\"}", 10000, "]}", "subjects:too_many:50");
    expect_repeated(WHOLE ",\"witnesses\":[", "{\"name\":\"x\"}", 51, "]}",
                    "witnesses:too_many:50");
    expect_repeated(WHOLE ",\"evidence\":[", "\"" EVIDENCE "\"", 11, "]}", "evidence:too_many:10");
    expect_repeated(subjects, "{}", 20000, "]}", "!size");
    expect_repeated(subjects, "[", 1000, "]}", "!depth");
    expect_repeated(name, "x", 200, "\"}]}", "");
    expect_repeated(name, "x", 201, "\"}]}", "subjects[0].name:too_long:200");
    expect_repeated(BASE ",\"narrative\":\"", "x", 20000, "\"}", "");
    expect_repeated(BASE ",\"narrative\":\"", "x", 20001, "\"}", "narrative:too_long:20000");
    expect_repeated(BASE ",\"narrative\":\"", "x", 200000, "\"}", "narrative:too_long:20000");
    expect_repeated(BASE ",\"narrative\":\"", "x", INTAKE_BODY, "\"}", "!!body");
}

static void blanks_in_front_do_not_count(void **state) {
    (void)state;
    expect_repeated(WHOLE ",\"subjects\":[{\"name\":\"x", " ", 10000, "\"}]}", "");
}

/* Sorting marks costs the square of their number in a row: refused before they are sorted. */
static void a_tower_of_marks_is_refused(void **state) {
    (void)state;
    const char *head = BASE ",\"narrative\":\"a", *pair = "\xcc\x81\xcc\xa3";
    struct buf body;
    buf_init(&body, 1 << 20);
    buf_add_c(&body, head);
    for (size_t i = 0; i < 15; i++)
        buf_add_c(&body, pair);
    size_t thirty = body.len;
    buf_add_c(&body, "\"}");
    expect(buf_str(&body), "", "30 marks");
    body.len = thirty;
    for (size_t i = 0; i < 2000; i++)
        buf_add_c(&body, pair);
    buf_add_c(&body, "\"}");
    expect(buf_str(&body), "narrative:too_many_marks", "4030 marks");
    buf_done(&body);
}

static void at_most_32_faults_come_back(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct intake_report report;
    struct intake_faults faults = {0};
    struct buf body;
    (void)state;
    buf_init(&body, 1 << 20);
    buf_add_c(&body, WHOLE ",\"subjects\":[{}");
    for (size_t i = 1; i < 50; i++)
        buf_add_c(&body, ",{\"class\":\"x\"}");
    buf_add_c(&body, "]}");
    assert_int_equal(intake_report_json(a, buf_str(&body), &CONTEXT, &report, &faults).code,
                     ERR_INVALID);
    assert_int_equal(faults.count, INTAKE_FAULTS_MAX);
    buf_done(&body);
    arena_free(a);
}

static void assert_str(struct str got, const char *wanted) {
    if (!str_equal(got, str_from_c(wanted)))
        fail_msg("got \"%.*s\", wanted \"%s\"", STR_ARG(got), wanted);
}

static void every_field_arrives(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct intake_report r;
    (void)state;
    struct str got = outcome(
        a,
        STR("{\"channel\":\"report\",\"election\":\"pilkada-2024\",\"region\":\"16.06\","
            "\"act\":\"DIS-07\",\"occurred_on\":\"2024-10-12\",\"known_on\":\"2024-10-13\","
            "\"place\":\"  Lapangan\\r\\n Merdeka "
            "\",\"narrative\":\"satu\\r\\ndua\\ttiga\\rempat\","
            "\"subjects\":[{\"class\":\"kades\",\"name\":\"Joze\\u0301\",\"position\":\"Kades\","
            "\"agency\":\"Desa A\"},{\"name\":\"B\"}],\"witnesses\":[{\"name\":\"S\","
            "\"address\":\"Jl. 1\",\"phone\":\"0812\"}],\"evidence\":[\"" EVIDENCE "\"],"
            "\"reporter\":{\"name\":\"P\",\"address\":\"Jl. 2\",\"phone\":\"0813\","
            "\"email\":\"p@contoh.id\",\"birth\":\"Sekayu, 1980\",\"occupation\":\"guru\"}}"),
        &r);
    assert_str(got, "");
    assert_int_equal(r.channel, INTAKE_REPORT);
    assert_str(r.election, "pilkada-2024");
    assert_str(r.region, "16.06");
    assert_str(r.act, "DIS-07");
    assert_true(r.has_occurred_on && r.has_known_on && r.has_reporter);
    assert_int_equal(r.occurred_on.day, TEST_TODAY - 30);
    assert_int_equal(r.known_on.day, TEST_TODAY - 29);
    assert_str(r.place, "Lapangan Merdeka");
    assert_str(r.narrative, "satu\ndua\ttiga\nempat");
    assert_int_equal(r.subject_count, 2);
    assert_str(r.subjects[0].class, "kades");
    assert_str(r.subjects[0].name, "Joz\xc3\xa9"); /* composed */
    assert_str(r.subjects[0].position, "Kades");
    assert_str(r.subjects[0].agency, "Desa A");
    assert_str(r.subjects[1].name, "B");
    assert_int_equal(r.witness_count, 1);
    assert_str(r.witnesses[0].address, "Jl. 1");
    assert_str(r.witnesses[0].phone, "0812");
    assert_int_equal(r.evidence_count, 1);
    assert_int_equal(r.evidence[0].b[1], 0x23);
    assert_str(r.reporter.name, "P");
    assert_str(r.reporter.address, "Jl. 2");
    assert_str(r.reporter_email, "p@contoh.id");
    assert_str(r.reporter_birth, "Sekayu, 1980");
    assert_str(r.reporter_occupation, "guru");
    arena_free(a);
}

static void the_day_of_knowing_is_taken_from_the_event(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct intake_report r;
    (void)state;
    assert_str(outcome(a, STR(WHOLE ",\"occurred_on\":\"2024-10-12\"}"), &r), "");
    assert_false(r.has_known_on);
    assert_int_equal(r.known_on.day, r.occurred_on.day);
    assert_str(outcome(a, STR(WHOLE "}"), &r), "");
    assert_true(!r.has_occurred_on && !r.has_known_on && !r.has_reporter);
    arena_free(a);
}

/* 23:30 in Palembang on 11 November is already the 12th in Jayapura. */
static void today_is_that_of_the_region(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct intake_context context = {.law = &TEST_LAW};
    struct intake_report r;
    struct intake_faults faults = {0};
    (void)state;
    context.now = instant_of((struct date){TEST_TODAY}, 23 * 60 + 30, ZONE_WIB);
    struct str west = STR(WHOLE ",\"occurred_on\":\"2024-11-12\"}");
    struct str east = STR("{\"channel\":\"tip\",\"election\":\"pilkada-2024\",\"region\":\"91.03\","
                          "\"narrative\":\"x\",\"occurred_on\":\"2024-11-12\"}");
    assert_int_equal(intake_report_json(a, east, &context, &r, &faults).code, ERR_NONE);
    assert_int_equal(intake_report_json(a, west, &context, &r, &faults).code, ERR_INVALID);
    assert_str(test_faults(a, &faults), "occurred_on:in_future");
    arena_free(a);
}

static void ids_are_read_strictly(void **state) {
    struct id128 id = {0};
    (void)state;
    assert_true(intake_uuid(STR("01234567-89ab-CDEF-0123-456789abcdef"), &id));
    assert_int_equal(id.b[7], 0xef);
    assert_false(intake_uuid(STR("0123456789abcdef0123456789abcdef"), &id));
    assert_false(intake_uuid(STR("01234567-89ab-cdef-0123-456789abcdeg"), &id));
    assert_false(intake_uuid(STR("01234567-89ab-cdef-0123-456789abcde"), &id));
    assert_false(intake_uuid(STR("01234567x89ab-cdef-0123-456789abcdef"), &id));
    assert_true(intake_id128(STR(EVIDENCE), &id));
    assert_false(intake_id128(STR("0123456789ABCDEF0123456789abcdef"), &id));
    assert_false(intake_id128(STR(""), &id));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_report_gets_its_faults),
        cmocka_unit_test(too_much_is_refused_by_its_limit),
        cmocka_unit_test(blanks_in_front_do_not_count),
        cmocka_unit_test(a_tower_of_marks_is_refused),
        cmocka_unit_test(at_most_32_faults_come_back),
        cmocka_unit_test(every_field_arrives),
        cmocka_unit_test(the_day_of_knowing_is_taken_from_the_event),
        cmocka_unit_test(today_is_that_of_the_region),
        cmocka_unit_test(ids_are_read_strictly),
    };
    hash_library_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
