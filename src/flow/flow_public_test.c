#include "flow/public.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* October 2024: the 14th is a Monday; the 16th is off here, to tell a holiday from a weekend. */
static struct date october(int day) {
    return date_from_civil((struct civil){2024, 10, day});
}

static void days_left_are_counted_in_the_unit_of_the_clock(void **state) {
    const struct law_holiday off = {.date = october(16), .kind = LAW_NATIONAL_HOLIDAY};
    const struct law law = {
        .calendar = {.days = &off, .count = 1, .first = october(1), .last = october(31)}};
    static const struct {
        const char *name;
        enum law_unit unit;
        enum law_week week;
        int today, due, left;
    } CASES[] = {
        {"the day itself leaves none", LAW_CALENDAR_DAYS, LAW_FIVE_DAYS, 14, 14, 0},
        {"tomorrow leaves one", LAW_CALENDAR_DAYS, LAW_FIVE_DAYS, 14, 15, 1},
        {"a weekend counts in calendar days", LAW_CALENDAR_DAYS, LAW_FIVE_DAYS, 18, 21, 3},
        {"yesterday is one late", LAW_CALENDAR_DAYS, LAW_FIVE_DAYS, 15, 14, -1},
        {"a working day itself leaves none", LAW_WORKING_DAYS, LAW_FIVE_DAYS, 14, 14, 0},
        {"a weekend does not count in working days", LAW_WORKING_DAYS, LAW_FIVE_DAYS, 18, 21, 1},
        {"nor does a holiday", LAW_WORKING_DAYS, LAW_FIVE_DAYS, 14, 17, 2},
        {"a working week leaves four behind a holiday", LAW_WORKING_DAYS, LAW_FIVE_DAYS, 14, 21, 4},
        {"late by working days", LAW_WORKING_DAYS, LAW_FIVE_DAYS, 21, 17, -2},
        {"late on a Saturday though no working day has passed", LAW_WORKING_DAYS, LAW_FIVE_DAYS, 19,
         18, -1},
        {"due on a Saturday leaves none of a Friday", LAW_WORKING_DAYS, LAW_FIVE_DAYS, 18, 19, 0},
        {"but one where the office works six days", LAW_WORKING_DAYS, LAW_SIX_DAYS, 18, 19, 1},
        {"and a Sunday still does not count", LAW_WORKING_DAYS, LAW_SIX_DAYS, 18, 21, 2},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_clock clock = {.n = 1, .unit = CASES[i].unit};
        int64_t left = flow_days_left(&law, &clock, CASES[i].week, october(CASES[i].today),
                                      october(CASES[i].due));
        if (left != CASES[i].left)
            fail_msg("%s: %lld", CASES[i].name, (long long)left);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_left_are_counted_in_the_unit_of_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
