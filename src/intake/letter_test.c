#include "intake/letter.h"
#include "intake/limits.h"
#include "intake/test_law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define PAIR(name, value)                                                                          \
    { STR_INIT(name), STR_INIT(value) }
enum { PAIRS = 12 };
#define BUT_DAY                                                                                    \
    PAIR("kind", "L1"), PAIR("region", "16"), PAIR("number", "1/PM"), PAIR("subject", "Imbauan"),  \
        PAIR("text", "Netral.\nTertib."), PAIR("signer", "Ketua")
#define BUT_TO BUT_DAY, PAIR("on", "2024-11-11")
#define WHOLE BUT_TO, PAIR("to", "ppk-16.07")

static size_t pairs(const struct intake_pair *list) {
    size_t count = 0;
    while (count < PAIRS && list[count].name.ptr)
        count++;
    return count;
}

static const struct law_letter LETTERS[] = {
    {.row.id = STR_INIT("L1"),
     .subject = {STR_INIT("Imbauan"), STR_INIT("Appeal")},
     .template = {STR_INIT("Netral."), STR_INIT("Neutral.")}},
    {.row.id = STR_INIT("A.1")},
};
static const struct law_duty DUTIES[] = {{.row.id = STR_INIT("V01")}};

static const struct {
    const char *name;
    struct intake_pair pairs[PAIRS];
    const char *faults; /* "": taken */
} CASES[] = {
    {"a whole letter", {WHOLE}, ""},
    {"to all of a kind", {BUT_TO, PAIR("all", "ppk")}, ""},
    {"that carries out a duty", {WHOLE, PAIR("duty", "V01")}, ""},
    {"a duty that there is not", {WHOLE, PAIR("duty", "V99")}, "duty:unknown"},
    {"to nobody", {BUT_TO}, "to:no_addressee"},
    {"to one twice", {WHOLE, PAIR("to", "ppk-16.07")}, "to:duplicate"},
    {"to a kind twice", {WHOLE, PAIR("all", "ppk"), PAIR("all", "ppk")}, "all:duplicate"},
    {"of tomorrow", {BUT_DAY, PAIR("to", "a"), PAIR("on", "2024-11-12")}, "on:in_future"},
    {"of five years ago", {BUT_DAY, PAIR("to", "a"), PAIR("on", "2019-11-13")}, ""},
    {"before that", {BUT_DAY, PAIR("to", "a"), PAIR("on", "2019-11-12")}, "on:too_old:5"},
    {"due on its own day", {WHOLE, PAIR("due", "2024-11-11")}, ""},
    {"due before", {WHOLE, PAIR("due", "2024-11-10")}, "due:before_letter"},
    {"due in a year and a day", {WHOLE, PAIR("due", "2025-11-12")}, ""},
    {"due later", {WHOLE, PAIR("due", "2025-11-13")}, "due:too_far:1"},
    {"a form is no letter",
     {PAIR("kind", "A.1")},
     "kind:unknown region:required number:required on:required subject:required text:required "
     "signer:required to:no_addressee"},
    {"a field that there is not", {WHOLE, PAIR("nama", "Budi")}, "?:unknown_key"},
    {"a control character", {WHOLE, PAIR("election", "\x01")}, "election:unknown"},
};

static void what_an_office_writes_to_whom(void **state) {
    struct law law = TEST_LAW;
    law.letters = LETTERS;
    law.letter_count = COUNT_OF(LETTERS);
    law.duties = DUTIES;
    law.duty_count = COUNT_OF(DUTIES);
    const struct intake_context context = {.law = &law, .today = {TEST_TODAY}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        const struct intake_pairs form = {CASES[i].pairs, pairs(CASES[i].pairs)};
        struct intake_letter got = {0};
        struct err e = intake_letter_form(a, &form, &context, &got, &faults);
        struct str text = test_faults(a, &faults);
        if (!str_equal(text, str_from_c(CASES[i].faults)) || (e.code != 0) != (text.len > 0) ||
            (!e.code && (got.kind != &LETTERS[0] || !str_equal(got.text, STR("Netral.\nTertib.")))))
            fail_msg("%s: \"%.*s\"", CASES[i].name, STR_ARG(text));
        arena_free(a);
    }
}

static void a_text_has_two_pages_at_most(void **state) {
    static char text[INTAKE_LETTER + 1];
    struct law law = TEST_LAW;
    law.letters = LETTERS;
    law.letter_count = COUNT_OF(LETTERS);
    const struct intake_context context = {.law = &law, .today = {TEST_TODAY}};
    (void)state;
    memset(text, 'a', sizeof text);
    for (size_t more = 0; more < 2; more++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        struct intake_pair list[] = {WHOLE};
        list[4].value = (struct str){text, INTAKE_LETTER + more};
        const struct intake_pairs form = {list, COUNT_OF(list)};
        struct intake_letter got;
        struct err e = intake_letter_form(a, &form, &context, &got, &faults);
        assert_string_equal(arena_printf(a, "%.*s", STR_ARG(test_faults(a, &faults))).ptr,
                            more ? "text:too_long:8000" : "");
        assert_int_equal(e.code != 0, more);
        arena_free(a);
    }
}

static void how_it_was_delivered(void **state) {
    static const struct {
        const char *name;
        struct intake_pair pairs[PAIRS];
        const char *faults;
    } cases[] = {
        {"by post",
         {PAIR("to", "ppk-16.07"), PAIR("means", "pos"), PAIR("receiver", "Umum"),
          PAIR("delivered", "2024-11-11")},
         ""},
        {"before it was written",
         {PAIR("to", "ppk-16.07"), PAIR("means", "pos"), PAIR("receiver", "Umum"),
          PAIR("delivered", "2024-11-09")},
         "delivered:before_letter"},
        {"tomorrow",
         {PAIR("to", "ppk-16.07"), PAIR("means", "pos"), PAIR("receiver", "Umum"),
          PAIR("delivered", "2024-11-12")},
         "delivered:in_future"},
        {"by pigeon",
         {PAIR("to", "ppk-16.07"), PAIR("means", "merpati"), PAIR("receiver", "Umum"),
          PAIR("delivered", "2024-11-11")},
         "means:unknown"},
        {"nothing",
         {PAIR("aksi", "x")},
         "to:required means:required receiver:required delivered:required"},
    };
    const struct intake_days days = {{TEST_TODAY - 1}, {TEST_TODAY}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        const struct intake_pairs form = {cases[i].pairs, pairs(cases[i].pairs)};
        struct intake_delivery got = {0};
        struct err e = intake_delivery_form(a, &form, &days, &got, &faults);
        struct str text = test_faults(a, &faults);
        if (!str_equal(text, str_from_c(cases[i].faults)) || (e.code != 0) != (text.len > 0))
            fail_msg("%s: \"%.*s\"", cases[i].name, STR_ARG(text));
        arena_free(a);
    }
}

static void an_answer_is_one_line_or_none(void **state) {
    static const struct {
        struct intake_pair pair;
        const char *answer, *faults;
    } cases[] = {
        {PAIR("answer", ""), "", ""},
        {PAIR("answer", " Sudah.\n"), "Sudah.", ""},
        {PAIR("answer", "a\x01"), "", "answer:control_character"},
        {PAIR("jawab", "a"), "", "?:unknown_key"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        const struct intake_pairs form = {&cases[i].pair, 1};
        struct str got = {0};
        struct err e = intake_answer_form(a, &form, &got, &faults);
        struct str text = test_faults(a, &faults);
        assert_true(str_equal(text, str_from_c(cases[i].faults)));
        assert_true(str_equal(got, str_from_c(cases[i].answer)));
        assert_int_equal(e.code != 0, text.len > 0);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_an_office_writes_to_whom),
                                       cmocka_unit_test(a_text_has_two_pages_at_most),
                                       cmocka_unit_test(how_it_was_delivered),
                                       cmocka_unit_test(an_answer_is_one_line_or_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
