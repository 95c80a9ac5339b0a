#include "intake/credentials.h"
#include "intake/limits.h"
#include "intake/test_law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define BASE "channel=tip&election=pilkada-2024&region=16.06&narrative=x"
#define EVIDENCE "0123456789abcdef0123456789abcdef"

static const struct intake_context CONTEXT = {.law = &TEST_LAW, .today = {TEST_TODAY}};

static struct intake_pairs pairs_of(struct arena *a, const char *body) {
    struct intake_pairs pairs;
    assert_int_equal(intake_urlencoded(a, str_from_c(body), &pairs).code, ERR_NONE);
    return pairs;
}

static struct str outcome(struct arena *a, const char *body, struct intake_report *ret) {
    struct intake_faults faults = {0};
    struct intake_pairs pairs = pairs_of(a, body);
    struct err e = intake_report_form(a, &pairs, &CONTEXT, ret, &faults);
    assert_int_equal(e.code, faults.count ? ERR_INVALID : ERR_NONE);
    return test_faults(a, &faults);
}

static void assert_str(const char *name, struct str got, const char *wanted) {
    if (!str_equal(got, str_from_c(wanted)))
        fail_msg("%s: got \"%.*s\", wanted \"%s\"", name, STR_ARG(got), wanted);
}

static void each_form_gets_its_faults(void **state) {
    static const struct {
        const char *body, *faults;
    } CASES[] = {
        {BASE, ""},
        {"", "channel:required election:required region:required narrative:required"},
        {BASE "&csrf=a&kunci=b&aksi=kirim&langkah=5&pernyataan=1&_charset_=utf-8", ""},
        {BASE "&nik=1", "?:unknown_key"},
        {"channel=complaint&election=pilkada-2024&region=16.06&narrative=a", "channel:unknown"},
        {BASE "&sbt_number=SBT-1", "sbt_number:unknown_key"},
        {BASE "&region=16.07", "region:duplicate"},
        {BASE "&place=&place=", ""},
        {BASE "&narrative.x=1", "?:unknown_key"},
        {BASE "&place%5B0%5D=1", "?:unknown_key"},
        {BASE "&occurred_on=2024-10-12", ""},
        {BASE "&occurred_on=2024-02-31", "occurred_on:not_a_date"},
        {BASE "&occurred_on-d=27&occurred_on-m=okt&occurred_on-y=2024", ""},
        {BASE "&occurred_on-d=31&occurred_on-m=2&occurred_on-y=2024", "occurred_on:not_a_date"},
        {BASE "&occurred_on-y=2024&occurred_on-d=&occurred_on-m=", "occurred_on:not_a_date"},
        {BASE "&occurred_on-d=&occurred_on-m=&occurred_on-y=", ""},
        {BASE "&occurred_on-d=1&occurred_on-m=12&occurred_on-y=2024", "occurred_on:in_future"},
        {BASE "&place-d=1", "?:unknown_key"},
        {BASE "&subjects[0].name=&subjects[0].class=pns&subjects[1].name=", ""},
        {BASE "&subjects[2].class=x&subjects[2].name=A", "subjects[2].class:unknown"},
        {BASE "&subjects[1].phone=1", "subjects[1].name:required"},
        {BASE "&subjects[50].name=A&subjects[51].name=A", "subjects:too_many:50"},
        {BASE "&subjects[99999].name=A", "?:unknown_key"},
        {BASE "&subjects[-1].name=A", "?:unknown_key"},
        {BASE "&subjects[x].name=A", "?:unknown_key"},
        {BASE "&subjects.name=A", "?:unknown_key"},
        {BASE "&subjects=A", "?:unknown_key"},
        {BASE "&subjects[0].=A", "?:unknown_key"},
        {BASE "&subjects[0].nip=A", "subjects[0].?:unknown_key"},
        {BASE "&witnesses[3].phone=1", "witnesses[3].name:required"},
        {BASE "&evidence=x", "evidence[0]:not_an_id"},
        {BASE "&evidence=" EVIDENCE "&evidence=" EVIDENCE, "evidence[1]:duplicate"},
        {BASE "&reporter=A", "?:unknown_key"},
        {"channel=report&election=pilkada-2024&region=16&narrative=x&reporter.phone=1",
         "reporter.name:required"},
    };
    struct arena *a = arena_new(1 << 20);
    struct intake_report report;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_str(CASES[i].body, outcome(a, CASES[i].body, &report), CASES[i].faults);
    arena_free(a);
}

static void a_form_arrives_whole_and_closed_up(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct intake_report r;
    (void)state;
    const char *body =
        "channel=report&election=pilkada-2024&region=16.06&narrative=a%0D%0Ab&place=+L+"
        "&occurred_on-d=12&occurred_on-m=Oktober&occurred_on-y=2024&subjects[0].class=pns"
        "&subjects[3].name=B&subjects[1].name=A&subjects[1].class=kades&witnesses[2].name=S"
        "&evidence=" EVIDENCE "&evidence=&reporter.name=P&reporter.email=p%40contoh.id";
    assert_str("form", outcome(a, body, &r), "");
    assert_int_equal(r.channel, INTAKE_REPORT);
    assert_str("narrative", r.narrative, "a\nb");
    assert_str("place", r.place, "L");
    assert_int_equal(r.occurred_on.day, TEST_TODAY - 30);
    assert_int_equal(r.subject_count, 2);
    assert_str("subject", r.subjects[0].name, "A");
    assert_str("subject", r.subjects[0].class, "kades");
    assert_str("subject", r.subjects[1].name, "B");
    assert_int_equal(r.witness_count, 1);
    assert_str("witness", r.witnesses[0].name, "S");
    assert_int_equal(r.evidence_count, 1);
    assert_true(r.has_reporter);
    assert_str("reporter", r.reporter_email, "p@contoh.id");
    arena_free(a);
}

static void months_are_read_in_both_languages(void **state) {
    static const struct {
        const char *month;
        int number; /* 0: none */
    } CASES[] = {{"1", 1},     {"01", 1},      {"Januari", 1},  {"JAN", 1},   {"feb", 2},
                 {"Maret", 3}, {"march", 3},   {"Mei", 5},      {"may", 5},   {"Juni", 6},
                 {"jul", 7},   {"Agustus", 8}, {"agu", 8},      {"agt", 8},   {"aug", 8},
                 {"sept", 9},  {"okt", 10},    {"october", 10}, {"Nov.", 11}, {"nopember", 11},
                 {"des", 12},  {"dec", 12},    {"13", 0},       {"0", 0},     {"xyz", 0},
                 {"no", 0},    {"novem", 0},   {"-1", 0},       {"1.5", 0}};
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        /* a year before today's, so that no month is in the future; the election is not looked at
         */
        struct str body =
            arena_printf(a, BASE "&known_on-d=05&known_on-m=%s&known_on-y=2023", CASES[i].month);
        struct intake_report r;
        assert_str(CASES[i].month, outcome(a, body.ptr, &r),
                   CASES[i].number ? "" : "known_on:not_a_date");
        if (CASES[i].number)
            assert_int_equal(date_to_civil(r.known_on).month, CASES[i].number);
    }
    arena_free(a);
}

static void signing_in_is_read_strictly(void **state) {
    static const struct {
        const char *body, *faults;
    } CASES[] = {
        {"{\"user\":\" Ketua.Muba \",\"password\":\" p \"}", ""},
        {"{}", "user:required password:required"},
        {"{\"user\":\"a b\",\"password\":\"p\"}", "user:bad_name:64"},
        {"{\"user\":7,\"password\":[]}", "user:wrong_type password:wrong_type"},
        {"{\"user\":\"a\",\"password\":\"p\",\"x\":1}", "x:unknown_key"},
    };
    struct arena *a = arena_new(1 << 20);
    struct intake_sign_in in = {0};
    (void)state;
    for (size_t i = COUNT_OF(CASES); i-- > 0;) {
        struct intake_faults faults = {0};
        struct err e = intake_sign_in_json(a, str_from_c(CASES[i].body), &in, &faults);
        assert_int_equal(e.code, faults.count ? ERR_INVALID : ERR_NONE);
        assert_str(CASES[i].body, test_faults(a, &faults), CASES[i].faults);
    }
    assert_str("user", in.user, "ketua.muba");
    assert_str("password", in.password, " p ");
    struct intake_faults faults = {0};
    struct intake_pairs form = pairs_of(a, "user=b&password=+q+&csrf=x");
    assert_int_equal(intake_sign_in_form(a, &form, &in, &faults).code, ERR_NONE);
    assert_str("password", in.password, " q ");
    char *long_one = NEW(a, char, INTAKE_SIGN_IN + 1);
    memset(long_one, ' ', INTAKE_SIGN_IN + 1);
    struct err e = intake_sign_in_json(a, (struct str){long_one, INTAKE_SIGN_IN + 1}, &in, &faults);
    assert_int_equal(e.code, ERR_TOO_LARGE);
    arena_free(a);
}

static void a_receipt_code_is_taken_as_typed(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct intake_faults faults = {0};
    struct intake_track asked = {0};
    (void)state;
    assert_int_equal(intake_track_json(a, STR("{\"code\":\" ab-cd \"}"), &asked, &faults).code, 0);
    assert_str("code", asked.code, "ab-cd");
    assert_str("no token", asked.token, "");
    struct intake_pairs form = pairs_of(a, "code=");
    assert_int_equal(intake_track_form(a, &form, &asked, &faults).code, ERR_INVALID);
    assert_str("faults", test_faults(a, &faults), "code:required");
    arena_free(a);
}

static void a_code_or_its_token_and_not_both(void **state) {
    static const struct {
        const char *body, *faults;
    } BAD[] = {
        {"{}", "code:required"},
        {"{\"code\":\"\",\"token\":\"\"}", "code:required"},
        {"{\"code\":\"a\",\"token\":\"b\"}", "code:duplicate"},
        {"{\"token\":7}", "token:wrong_type"},
        {"{\"token\":\"00000000000000000000000000000000000000000000000000000000000000000\"}",
         "token:too_long:64"},
    };
    struct arena *a = arena_new(1 << 20);
    struct intake_track asked = {0};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct intake_faults faults = {0};
        struct err e = intake_track_json(a, str_from_c(BAD[i].body), &asked, &faults);
        assert_int_equal(e.code, ERR_INVALID);
        assert_str(BAD[i].body, test_faults(a, &faults), BAD[i].faults);
    }
    struct intake_faults faults = {0};
    assert_int_equal(intake_track_json(a, STR("{\"token\":\"ab\"}"), &asked, &faults).code, 0);
    assert_str("token", asked.token, "ab");
    assert_str("no code", asked.code, "");
    struct intake_pairs form = pairs_of(a, "code=&token=cd");
    assert_int_equal(intake_track_form(a, &form, &asked, &faults).code, 0);
    assert_str("the page sends a token", asked.token, "cd");
    assert_str("and no code", asked.code, "");
    form = pairs_of(a, "token=cd&code=ef");
    assert_int_equal(intake_track_form(a, &form, &asked, &faults).code, 0);
    assert_str("what was typed counts", asked.code, "ef");
    assert_str("and what was sent before does not", asked.token, "");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_gets_its_faults),
        cmocka_unit_test(a_form_arrives_whole_and_closed_up),
        cmocka_unit_test(months_are_read_in_both_languages),
        cmocka_unit_test(signing_in_is_read_strictly),
        cmocka_unit_test(a_receipt_code_is_taken_as_typed),
        cmocka_unit_test(a_code_or_its_token_and_not_both),
    };
    hash_library_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
