#include "intake/activity.h"
#include "intake/test_law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define PAIR(name, value)                                                                          \
    { STR_INIT(name), STR_INIT(value) }
enum { PAIRS = 6 };
#define WHOLE PAIR("kind", "apel_siaga"), PAIR("region", "16.07"), PAIR("on", "2024-09-18")

static const struct law_duty DUTIES[] = {{.row = {.id = STR_INIT("PPK-D1")}}};

static const struct {
    const char *name;
    struct intake_pair pairs[PAIRS];
    const char *faults; /* "": taken */
} CASES[] = {
    {"kind, place and day are enough", {WHOLE}, ""},
    {"nothing at all",
     {{STR_INIT(""), STR_INIT("")}},
     "?:unknown_key kind:required region:required on:required"},
    {"today", {WHOLE, PAIR("reach", "0")}, ""},
    {"a day in three parts",
     {PAIR("kind", "rakor"), PAIR("region", "16"), PAIR("on-d", "29"), PAIR("on-m", "Okt"),
      PAIR("on-y", "2024")},
     ""},
    {"tomorrow",
     {PAIR("kind", "rakor"), PAIR("region", "16"), PAIR("on", "2024-11-12")},
     "on:in_future"},
    {"five years ago", {PAIR("kind", "rakor"), PAIR("region", "16"), PAIR("on", "2019-11-13")}, ""},
    {"a day more than five years ago",
     {PAIR("kind", "rakor"), PAIR("region", "16"), PAIR("on", "2019-11-12")},
     "on:too_old:5"},
    {"no day of the calendar",
     {PAIR("kind", "rakor"), PAIR("region", "16"), PAIR("on", "2024-02-30")},
     "on:not_a_date"},
    {"a kind that nobody knows",
     {PAIR("kind", "pesta"), PAIR("region", "16"), PAIR("on", "2024-09-18")},
     "kind:unknown"},
    {"a region that nobody knows",
     {PAIR("kind", "rakor"), PAIR("region", "16.99"), PAIR("on", "2024-09-18")},
     "region:unknown"},
    {"partners", {WHOLE, PAIR("partners", "kpu"), PAIR("partners", "polri")}, ""},
    {"a partner twice",
     {WHOLE, PAIR("partners", "kpu"), PAIR("partners", "kpu")},
     "partners[1]:duplicate"},
    {"a stranger among the partners", {WHOLE, PAIR("partners", "partai")}, "partners[0]:unknown"},
    {"a duty of the rules", {WHOLE, PAIR("duty", "PPK-D1")}, ""},
    {"a duty of nobody", {WHOLE, PAIR("duty", "PPK-D99")}, "duty:unknown"},
    {"an election of nobody", {WHOLE, PAIR("election", "1955")}, "election:unknown"},
    {"more civil servants than people",
     {WHOLE, PAIR("reach", "100"), PAIR("reach_asn", "101")},
     "reach_asn:more_than_all:100"},
    {"all of them civil servants", {WHOLE, PAIR("reach", "100"), PAIR("reach_asn", "100")}, ""},
    {"less than nobody", {WHOLE, PAIR("reach", "-1")}, "reach:out_of_range:300000000"},
    {"more than everybody", {WHOLE, PAIR("reach", "300000001")}, "reach:out_of_range:300000000"},
    {"a number in words", {WHOLE, PAIR("reach", "seratus")}, "reach:not_a_number"},
    {"a number that fits nowhere",
     {WHOLE, PAIR("reach", "99999999999999999999")},
     "reach:not_a_number"},
    {"a field for a citizen's name", {WHOLE, PAIR("name", "Fulan")}, "?:unknown_key"},
    {"a control character", {WHOLE, PAIR("title", "a\x01")}, "title:control_character"},
};

static void what_may_be_recorded(void **state) {
    struct law law = TEST_LAW;
    law.duties = DUTIES;
    law.duty_count = COUNT_OF(DUTIES);
    const struct intake_context context = {.law = &law, .today = {TEST_TODAY}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        struct intake_pairs form = {CASES[i].pairs, 0};
        while (form.count < PAIRS && CASES[i].pairs[form.count].name.ptr)
            form.count++;
        struct intake_activity got = {0};
        struct err e = intake_activity_form(a, &form, &context, &got, &faults);
        struct str text = test_faults(a, &faults);
        if (!str_equal(text, str_from_c(CASES[i].faults)) || (e.code != 0) != (text.len > 0) ||
            (got.kind.len > 0) != !e.code)
            fail_msg("%s: \"%.*s\"", CASES[i].name, STR_ARG(text));
        arena_free(a);
    }
}

static void all_fields_arrive(void **state) {
    static const struct intake_pair PAIRS_[] = {
        WHOLE,
        PAIR("election", "pilkada-2024"),
        PAIR("title", " Apel  siaga "),
        PAIR("place", "Pangkalan Balai"),
        PAIR("organiser", "Pemkab"),
        PAIR("note", "satu\r\ndua"),
        PAIR("partners", "kpu"),
        PAIR("partners", "fkub"),
        PAIR("reach", "250"),
        PAIR("reach_asn", "200"),
        PAIR("csrf", "x"),
        PAIR("kunci", "y"),
        PAIR("_versi", "3"),
    };
    struct arena *a = arena_new(1 << 20);
    struct intake_faults faults = {0};
    struct intake_activity got;
    const struct intake_context context = {.law = &TEST_LAW, .today = {TEST_TODAY}};
    const struct intake_pairs form = {PAIRS_, COUNT_OF(PAIRS_)};
    (void)state;
    struct err e = intake_activity_form(a, &form, &context, &got, &faults);
    assert_int_equal(e.code, ERR_NONE);
    assert_true(str_equal(got.title, STR("Apel  siaga")));
    assert_true(str_equal(got.note, STR("satu\ndua")));
    assert_true(str_equal(got.organiser, STR("Pemkab")));
    assert_int_equal(got.partner_count, 2);
    assert_true(str_equal(got.partners[1], STR("fkub")));
    assert_int_equal(got.reach, 250);
    assert_int_equal(got.reach_asn, 200);
    assert_int_equal(got.on.day, 19984);
    arena_free(a);
}

static void a_reason_is_needed_to_withdraw(void **state) {
    static const struct {
        struct str typed;
        const char *fault;
    } cases[] = {{STR_INIT("Dicatat dua kali"), NULL},
                 {STR_INIT(""), "required"},
                 {STR_INIT(" \n "), "required"},
                 {STR_INIT("a\xff"), "not_utf8"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        struct intake_pairs form = {&(struct intake_pair){STR("reason"), cases[i].typed}, 1};
        struct str got = {0};
        struct err e = intake_withdrawal_form(a, &form, &got, &faults);
        assert_int_equal(e.code != 0, cases[i].fault != NULL);
        assert_true(str_equal(faults.list[0].code, str_from_c(cases[i].fault)));
        assert_int_equal(got.len > 0, cases[i].fault == NULL);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_may_be_recorded),
                                       cmocka_unit_test(all_fields_arrive),
                                       cmocka_unit_test(a_reason_is_needed_to_withdraw)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
