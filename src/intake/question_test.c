#include "intake/question.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void what_may_be_asked(void **state) {
    static char long_ascii[1002], long_wide[2003];
    memset(long_ascii, 'a', sizeof long_ascii - 1);
    for (size_t i = 0; i + 1 < sizeof long_wide; i += 2)
        memcpy(long_wide + i, "\xc3\xa9", 2);
    const struct {
        const char *name;
        struct str typed, read;
        const char *fault; /* NULL: taken */
    } cases[] = {
        {"a question", STR("  Bolehkah saya?\r\nBesok.  "), STR("Bolehkah saya?\nBesok."), NULL},
        {"nothing", STR(""), {0}, "required"},
        {"blanks", STR(" \r\n "), {0}, "required"},
        {"1,000 letters", {long_ascii, 1000}, {long_ascii, 1000}, NULL},
        {"1,001 letters", {long_ascii, 1001}, {0}, "too_long"},
        {"1,000 letters of two bytes", {long_wide, 2000}, {long_wide, 2000}, NULL},
        {"1,001 letters of two bytes", {long_wide, 2002}, {0}, "too_long"},
        {"a byte that is no UTF-8", STR("a\xff"), {0}, "not_utf8"},
        {"a control character", STR("a\x01"), {0}, "control_character"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        struct intake_pairs form = {&(struct intake_pair){STR("isi"), cases[i].typed}, 1};
        struct str got = {0};
        struct err e = intake_question_form(a, &form, &got, &faults);
        struct str fault = faults.count ? faults.list[0].code : (struct str){0};
        if ((e.code == ERR_INVALID) != (cases[i].fault != NULL) ||
            !str_equal(fault, str_from_c(cases[i].fault)) || !str_equal(got, cases[i].read))
            fail_msg("%s: %.*s \"%.*s\"", cases[i].name, STR_ARG(fault), STR_ARG(got));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_may_be_asked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
