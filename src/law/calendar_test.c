#include "law/law.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct date january(int day) {
    return date_from_civil((struct civil){2024, 1, day});
}

static const struct law_office KINDS[] = {{.id = STR_INIT("first")}, {.id = STR_INIT("second")}};

static void the_bitmap_says_what_the_rows_say(void **state) {
    struct arena *a = arena_new(1 << 20);
    const struct law_holiday days[] = {
        {.date = january(1)}, {.date = january(8)}, {.date = january(31)}};
    struct law_calendar calendar = {
        .days = days, .count = COUNT_OF(days), .first = january(1), .last = january(31)};
    (void)state;
    for (int indexed = 0; indexed < 2; indexed++) {
        for (struct date d = {january(1).day - 40}; d.day < january(31).day + 40; d.day++)
            assert_int_equal(law_is_day_off(&calendar, d), law_holiday(&calendar, d) != NULL);
        law_calendar_index(a, &calendar);
        assert_non_null(calendar.off);
    }
    arena_free(a);
}

static void a_table_without_sane_borders_is_searched(void **state) {
    struct arena *a = arena_new(1 << 20);
    const struct law_holiday off = {.date = january(2)};
    struct law_calendar calendar = {
        .days = &off, .count = 1, .first = {INT32_MIN}, .last = {INT32_MAX}};
    (void)state;
    law_calendar_index(a, &calendar);
    assert_null(calendar.off);
    assert_true(law_is_day_off(&calendar, january(2)));
    arena_free(a);
}

static void a_year_is_verified_when_each_of_its_days_is(void **state) {
    struct law_holiday days[] = {
        {.date = january(1), .verified = true},
        {.date = january(2), .verified = true},
        {.date = {january(1).day + 366}, .verified = false},
    };
    const struct law_calendar calendar = {.days = days, .count = COUNT_OF(days)};
    (void)state;
    assert_true(law_is_verified_year(&calendar, 2024));
    assert_false(law_is_verified_year(&calendar, 2025));
    assert_false(law_is_verified_year(&calendar, 2026)); /* not in the table */
    days[1].verified = false;
    assert_false(law_is_verified_year(&calendar, 2024));
}

static void years_without_a_decree_are_estimates(void **state) {
    struct law_calendar calendar = {
        .first = january(1), .last = january(31), .estimated_from = january(20)};
    (void)state;
    assert_true(law_is_estimate(&calendar, (struct date){january(1).day - 1}));
    assert_false(law_is_estimate(&calendar, january(1)));
    assert_false(law_is_estimate(&calendar, january(19)));
    assert_true(law_is_estimate(&calendar, january(20)));
    calendar.estimated_from = (struct date){LAW_OPEN};
    assert_false(law_is_estimate(&calendar, january(31)));
    assert_true(law_is_estimate(&calendar, (struct date){january(31).day + 1}));
}

/* A role changes hands between two days; one that is planned holds nothing yet. */
static void a_role_is_the_office_that_holds_it_that_day(void **state) {
    const struct law_authority rows[] = {
        {.role = STR_INIT("role"), .office = STR_INIT("first"), .row.span = {{0}, january(10)}},
        {.role = STR_INIT("role"),
         .office = STR_INIT("second"),
         .row.span = {january(11), {LAW_OPEN}}},
        {.role = STR_INIT("later"),
         .office = STR_INIT("second"),
         .planned = true,
         .row.span = {{INT32_MIN}, {LAW_OPEN}}},
    };
    const struct law law = {.offices = KINDS,
                            .office_count = COUNT_OF(KINDS),
                            .authorities = rows,
                            .authority_count = COUNT_OF(rows)};
    static const struct {
        const char *name, *office;
        int day;
    } ASKED[] = {
        {"role", "first", 10},   {"role", "second", 11}, {"role", "second", 31},
        {"second", "second", 1}, {"later", "", 31},      {"nobody", "", 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ASKED); i++) {
        struct str office = law_office_on(&law, str_from_c(ASKED[i].name), january(ASKED[i].day));
        assert_true(str_equal(office, str_from_c(ASKED[i].office)));
    }
    assert_int_equal(law_office_on(&law, STR("role"), (struct date){-1}).len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bitmap_says_what_the_rows_say),
        cmocka_unit_test(a_table_without_sane_borders_is_searched),
        cmocka_unit_test(a_year_is_verified_when_each_of_its_days_is),
        cmocka_unit_test(years_without_a_decree_are_estimates),
        cmocka_unit_test(a_role_is_the_office_that_holds_it_that_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
