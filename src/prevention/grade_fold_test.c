#include "prevention/grade_fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { GRADES = 4 };

static void small_grades_stand_with_the_others(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int64_t people[GRADES], rest;
        int64_t want[GRADES], want_rest;
        bool folded;
    } CASES[] = {
        {"nobody", {0}, 0, {0}, 0, false},
        {"all are large", {5, 6, 7, 8}, 0, {5, 6, 7, 8}, 0, false},
        {"one is small: the next goes with it", {4, 9, 7, 8}, 0, {0, 9, 0, 8}, 11, true},
        {"two make five together", {2, 9, 3, 8}, 0, {0, 9, 0, 8}, 5, true},
        {"with who has no grade", {4, 9, 7, 8}, 1, {0, 9, 7, 8}, 5, true},
        {"few have no grade: the least goes with them", {6, 9, 7, 8}, 4, {0, 9, 7, 8}, 10, true},
        {"many have no grade", {6, 9, 7, 8}, 5, {6, 9, 7, 8}, 5, false},
        {"all are too few", {1, 1, 1, 1}, 0, {0}, 4, true},
        {"one alone in a large agency", {1, 900, 0, 0}, 0, {0}, 901, true},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct grade_count list[GRADES], rest = {0, CASES[i].rest, CASES[i].rest};
        int64_t people = 0;
        for (size_t g = 0; g < GRADES; g++)
            list[g] = (struct grade_count){(int64_t)g + 1, CASES[i].people[g], CASES[i].people[g]};
        bool folded = grade_fold(list, GRADES, &rest);
        bool good = folded == CASES[i].folded && rest.people == CASES[i].want_rest;
        for (size_t g = 0; g < GRADES; g++) {
            good = good && list[g].people == CASES[i].want[g] && list[g].pledged == list[g].people;
            people += CASES[i].people[g] - list[g].people;
        }
        if (!good || rest.pledged != rest.people || people != rest.people - CASES[i].rest)
            fail_msg("%s", CASES[i].name);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_grades_stand_with_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
