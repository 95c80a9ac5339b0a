#include "prevention/grade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { BAD = -1 };

static void grades_are_read_as_offices_print_them(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool contract;
        int64_t grade;
    } CASES[] = {
        {"", false, GRADE_NONE},
        {"-", false, GRADE_NONE},
        {"", true, GRADE_NONE},
        {"I/a", false, 1},
        {"I/d", false, 4},
        {"II/a", false, 5},
        {"III/b", false, 10},
        {"IV/e", false, 17},
        {"iii/B", false, 10},
        {"III / b", false, 10},
        {"III.b", false, 10},
        {"IIIb", false, 10},
        {"{III_b}", false, 10},
        {"3/b", false, 10},
        {"3b", false, 10},
        {"Penata Muda Tk. I, III/b", false, 10},
        {"Penata Muda Tingkat I (III/b)", false, 10},
        {"III/d - Penata Tk. I", false, 12},
        {"Pembina Utama Madya, IV/d", false, 16},
        {"III/e", false, BAD}, /* five rooms in IV alone */
        {"V/a", false, BAD},
        {"III", false, BAD}, /* no room */
        {"Penata", false, BAD},
        {"III/a III/b", false, BAD},
        {"IX", false, BAD}, /* contract staff's */
        {"0/a", false, BAD},
        {"99999999999999999999/a", false, BAD},
        {"I", true, 21},
        {"IX", true, 29},
        {"9", true, 29},
        {"Golongan IX", true, 29},
        {"XVII", true, 37},
        {"XVIII", true, BAD},
        {"18", true, BAD},
        {"IX/X", true, BAD},
        {"IIII", true, BAD},
        {"III/a", true, BAD},            /* a civil servant's */
        {"\xc3\xa9", false, GRADE_NONE}, /* no word of ASCII: as a dash */
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int64_t grade = BAD;
        bool good = grade_read(str_from_c(CASES[i].text), CASES[i].contract, &grade);
        if (good != (CASES[i].grade != BAD) || grade != CASES[i].grade)
            fail_msg("%s: %lld", CASES[i].text, (long long)grade);
    }
}

static void what_a_grade_is_called_is_read_as_that_grade(void **state) {
    (void)state;
    size_t named = 0;
    for (int64_t grade = -1; grade < GRADE_PPPK_LAST + 3; grade++) {
        struct str text = grade_text(grade);
        int64_t again = BAD;
        bool is = (grade >= GRADE_PNS && grade <= GRADE_PNS_LAST) ||
                  (grade >= GRADE_PPPK && grade <= GRADE_PPPK_LAST);
        assert_int_equal(text.len > 0, is);
        if (!is)
            continue;
        named++;
        assert_true(grade_read(text, grade_is_contract(grade), &again));
        assert_int_equal(again, grade);
    }
    assert_int_equal(named, 34);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grades_are_read_as_offices_print_them),
        cmocka_unit_test(what_a_grade_is_called_is_read_as_that_grade),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
