#include "risk/limits.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Quantiles added up in decimal arithmetic of 60 digits, apart from this program. */
static void poisson_limits_are_those_of_an_exact_sum(void **state) {
    static const struct {
        double expected;
        int64_t low, high;
    } CASES[] = {
        {0, 0, 0},         {0.02, 0, 0},         {0.5, 0, 2},
        {1, 0, 3},         {10, 4, 17},          {100, 81, 120},
        {1000, 938, 1062}, {2500.5, 2403, 2599}, {19999, 19722, 20277},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct risk_range range = risk_poisson(CASES[i].expected);
        assert_int_equal(range.low, CASES[i].low);
        assert_int_equal(range.high, CASES[i].high);
    }
}

static void limits_grow_with_what_is_expected(void **state) {
    struct risk_range before = risk_poisson(19990);
    (void)state;
    for (int expected = 19991; expected < 20010; expected++) { /* across the change of method */
        struct risk_range now = risk_poisson(expected);
        assert_true(now.low >= before.low && now.high >= before.high);
        assert_true(now.low - before.low <= 3 && now.high - before.high <= 3);
        before = now;
    }
    before = risk_poisson(RISK_EXPECTED_MAX);
    assert_true(before.low < RISK_EXPECTED_MAX && before.high > RISK_EXPECTED_MAX);
}

static void wilson_is_the_published_interval(void **state) {
    static const struct {
        int64_t k, n;
        double low, high;
    } CASES[] = {
        {0, 0, 0, 1},
        {0, 10, 0, 0.2775},
        {10, 10, 0.7225, 1},
        {5, 10, 0.2366, 0.7634},
        /* R. Newcombe, Statistics in Medicine 17, 1998, table I, method 3 */
        {81, 263, 0.2553, 0.3662},
        {15, 148, 0.0624, 0.1605},
        {0, 20, 0, 0.1611},
        {1, 29, 0.0061, 0.1718},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct risk_interval share = risk_wilson(CASES[i].k, CASES[i].n);
        assert_true(fabs(share.low - CASES[i].low) < 0.00005);
        assert_true(fabs(share.high - CASES[i].high) < 0.00005);
    }
}

static void funnel_tells_silence_from_chance(void **state) {
    /* 200 cases of 100,000 staff: 2 in 1,000. */
    struct risk_funnel_row rows[] = {
        {.count = 0, .staff = 1000, .known = true},  /* 2 expected: none is chance */
        {.count = 5, .staff = 1000, .known = true},  /* still chance */
        {.count = 30, .staff = 5000, .known = true}, /* 10 expected */
        {.count = 2, .staff = 10000, .known = true}, /* 20 expected: silence */
        {.count = 163, .staff = 83000, .known = true},
        {.count = 3, .staff = 9000, .known = false}, /* hidden */
        {.count = 50, .staff = 0, .known = true},    /* nobody to divide by */
        {.count = -1, .staff = 10, .known = true},   /* no count */
    };
    static const enum risk_funnel WANTED[] = {
        RISK_FUNNEL_INSIDE, RISK_FUNNEL_INSIDE,  RISK_FUNNEL_ABOVE,   RISK_FUNNEL_BELOW,
        RISK_FUNNEL_INSIDE, RISK_FUNNEL_UNKNOWN, RISK_FUNNEL_UNKNOWN, RISK_FUNNEL_UNKNOWN};
    (void)state;
    risk_funnel_place(rows, COUNT_OF(rows));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(rows[i].where, WANTED[i]);
    assert_true(fabs(rows[2].expected - 10) < 1e-9);
    assert_int_equal(rows[2].range.low, 4);
    assert_int_equal(rows[2].range.high, 17);
}

static void silence_everywhere_places_nobody(void **state) {
    struct risk_funnel_row rows[] = {{.staff = 1000, .known = true}, {.staff = 10, .known = true}};
    (void)state;
    risk_funnel_place(rows, COUNT_OF(rows));
    assert_int_equal(rows[0].where, RISK_FUNNEL_UNKNOWN);
    assert_int_equal(rows[1].where, RISK_FUNNEL_UNKNOWN);
    risk_funnel_place(NULL, 0);
}

/* Beside the exact interval (F. Garwood, Biometrika 28, 1936), found by halving a sum of Poisson
 * terms, apart from this program. */
static void byar_is_near_the_exact_interval_of_a_count(void **state) {
    static const struct {
        double count, low, high, exact_low, exact_high;
    } CASES[] = {
        {1, 0.0131, 5.5638, 0.0253, 5.5716},      {2, 0.2246, 7.2209, 0.2422, 7.2247},
        {5, 1.6113, 11.6682, 1.6235, 11.6683},    {10, 4.7874, 18.3915, 4.7954, 18.3904},
        {20, 12.2114, 30.8899, 12.2165, 30.8884}, {100, 81.3621, 121.6279, 81.3640, 121.6268},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct risk_interval range = risk_byar(CASES[i].count);
        assert_true(fabs(range.low - CASES[i].low) < 0.00006);
        assert_true(fabs(range.high - CASES[i].high) < 0.00006);
        assert_true(fabs(range.low - CASES[i].exact_low) < 0.02);
        assert_true(fabs(range.high - CASES[i].exact_high) < 0.02);
    }
    assert_true(risk_byar(0).low == 0 && fabs(risk_byar(0).high - 3.6680) < 0.00006);
    assert_true(risk_byar(0.125).low == 0); /* and not below it */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(poisson_limits_are_those_of_an_exact_sum),
        cmocka_unit_test(limits_grow_with_what_is_expected),
        cmocka_unit_test(wilson_is_the_published_interval),
        cmocka_unit_test(byar_is_near_the_exact_interval_of_a_count),
        cmocka_unit_test(funnel_tells_silence_from_chance),
        cmocka_unit_test(silence_everywhere_places_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
