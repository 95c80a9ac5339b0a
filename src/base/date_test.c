#include "base/date.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void a_day_is_written_in_one_way_and_exists(void **state) {
    static const struct {
        const char *text;
        int day; /* since 1970; INT_MAX: no such day */
    } CASES[] = {
        {"1970-01-01", 0},       {"1969-12-31", -1},      {"2000-02-29", 11016},
        {"0001-01-01", -719162}, {"9999-12-31", 2932896}, {"2023-02-29", INT_MAX},
        {"1900-02-29", INT_MAX}, {"2024-00-10", INT_MAX}, {"2024-13-10", INT_MAX},
        {"2024-01-00", INT_MAX}, {"2024-04-31", INT_MAX}, {"0000-01-01", INT_MAX},
        {"2024-1-01", INT_MAX},  {"2024-01-1", INT_MAX},  {"2024-01-011", INT_MAX},
        {"2024/01-01", INT_MAX}, {"2024-01/01", INT_MAX}, {"a024-01-01", INT_MAX},
        {"2024-0a-01", INT_MAX}, {"2024-01-0/", INT_MAX}, {"2024-01-0:", INT_MAX},
        {"", INT_MAX},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct date d = {INT_MAX};
        bool good = date_parse(str_from_c(CASES[i].text), &d);
        if (good != (CASES[i].day != INT_MAX) || d.day != CASES[i].day)
            fail_msg("\"%s\": %d", CASES[i].text, d.day);
    }
}

static void a_day_of_any_era_comes_back(void **state) {
    (void)state;
    for (int year = -801; year <= 10001; year += 77) {
        struct civil c = {year, 3, 1}, back = date_to_civil(date_from_civil(c));
        assert_true(back.year == c.year && back.month == c.month && back.day == c.day);
    }
    static const struct civil NONE[] = {{0, 1, 1},    {10000, 1, 1}, {2024, 0, 1}, {2024, 13, 1},
                                        {2024, 1, 0}, {2024, 1, 32}, {2023, 2, 29}};
    for (size_t i = 0; i < COUNT_OF(NONE); i++)
        assert_false(civil_exists(NONE[i]));
    assert_true(civil_exists((struct civil){2024, 2, 29}));
}

static void an_instant_is_a_day_a_time_and_a_zone(void **state) {
    static const int64_t HOUR = 3600 * 1000000LL, NONE = INT64_MAX;
    const struct {
        const char *text;
        int64_t us; /* since 1970-01-01 in UTC */
    } CASES[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01t01:00:00z", HOUR},
        {"1970-01-01 01:00:00Z", HOUR},
        {"1970-01-01T00:00:00.5Z", 500000},
        {"1970-01-01T00:00:00.000001Z", 1},
        {"1970-01-01T07:00:00+07:00", 0},
        {"1970-01-01T00:00:00-01:30", HOUR + HOUR / 2},
        {"1969-12-31T23:00:00Z", -HOUR},
        {"1970-01-01T23:59:59.999999Z", 24 * HOUR - 1},
        {"1970-01-01T00:00:00", NONE},
        {"1970-01-01T00:00:00.Z", NONE},
        {"1970-01-01T00:00:00.aZ", NONE},
        {"1970-01-01T00:00:00./Z", NONE},
        {"1970-01-01T00:00:00.0000001Z", NONE},
        {"1970-01-01T00:00:00.000000", NONE},
        {"1970-01-01T00:00:00.5", NONE},
        {"1970-01-01T24:00:00Z", NONE},
        {"1970-01-01T00:60:00Z", NONE},
        {"1970-01-01T00:00:60Z", NONE},
        {"1970-01-01Ta0:00:00Z", NONE},
        {"1970-01-01T00:a0:00Z", NONE},
        {"1970-01-01T00:00:a0Z", NONE},
        {"1970-01-01x00:00:00Z", NONE},
        {"1970-01-01T00x00:00Z", NONE},
        {"1970-01-01T00:00x00Z", NONE},
        {"1970-13-01T00:00:00Z", NONE},
        {"1970-01-01T00:00:00X", NONE},
        {"1970-01-01T00:00:00ZZ", NONE},
        {"1970-01-01T00:00:00+24:00", NONE},
        {"1970-01-01T00:00:00+07:60", NONE},
        {"1970-01-01T00:00:00+a7:00", NONE},
        {"1970-01-01T00:00:00+07:a0", NONE},
        {"1970-01-01T00:00:00+07x00", NONE},
        {"1970-01-01T00:00:00x07:00", NONE},
        {"1970-01-01T00:00:00+0700", NONE},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct instant t = {NONE};
        bool good = instant_parse(str_from_c(CASES[i].text), &t);
        if (good != (CASES[i].us != NONE) || t.us != CASES[i].us)
            fail_msg("\"%s\": %lld", CASES[i].text, (long long)t.us);
    }
}

static void a_zone_is_called_by_its_own_name_alone(void **state) {
    static const char *const OTHERS[] = {"", "WI", "WIBB", "wib", "UTC", "+07:00"};
    enum zone zone = ZONE_COUNT;
    (void)state;
    for (int i = 0; i < ZONE_COUNT; i++) {
        assert_true(zone_from_name(zone_name((enum zone)i), &zone));
        assert_int_equal(zone, i);
    }
    for (size_t i = 0; i < COUNT_OF(OTHERS); i++)
        assert_false(zone_from_name(str_from_c(OTHERS[i]), &zone));
    assert_int_equal(zone, ZONE_COUNT - 1); /* untouched */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_written_in_one_way_and_exists),
        cmocka_unit_test(a_day_of_any_era_comes_back),
        cmocka_unit_test(a_zone_is_called_by_its_own_name_alone),
        cmocka_unit_test(an_instant_is_a_day_a_time_and_a_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
