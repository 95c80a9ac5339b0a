#include "publication/band.h"

#include "publication/protect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void counts_are_told_by_fives(void **state) {
    (void)state;
    static const int64_t CASES[][2] = {{-3, 0}, {0, 0}, {1, 0},   {4, 0},
                                       {5, 5},  {9, 5}, {10, 10}, {123456789, 123456785},
                                       {14, 10}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_int_equal(publication_band(CASES[i][0]), CASES[i][1]);
    assert_int_equal(publication_bands(NULL, 0, NULL), 0);
}

static void a_sum_is_told_by_fives_where_it_says_no_more_than_its_parts(void **state) {
    (void)state;
    enum { PARTS = 5 };
    static const struct {
        int64_t parts[PARTS];
        size_t count;
        int64_t want;
    } CASES[] = {
        {{3}, 1, 0},
        {{19}, 1, 15},
        {{7, 3}, 2, 5}, /* 10 would say: 1 of the second at least */
        {{9, 9}, 2, 10},
        {{4, 4, 4, 4, 4}, 5, 15}, /* 20 would say: all have 4 */
        {{1, 1, 1, 1, 1}, 5, 5},
        {{41, 0, 2, 9, 6}, 5, 55},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int64_t bands[PARTS];
        assert_int_equal(publication_bands(CASES[i].parts, CASES[i].count, bands), CASES[i].want);
        for (size_t k = 0; k < CASES[i].count; k++)
            assert_int_equal(bands[k], publication_band(CASES[i].parts[k]));
        memcpy(bands, CASES[i].parts, sizeof bands);
        assert_int_equal(publication_bands(bands, CASES[i].count, bands), CASES[i].want);
    }
}

/* All tables of so many parts below 10: for each answer that can be given, each part can be each of
 * the five numbers of its band. */
static void no_count_can_be_derived_from_its_sum(void **state) {
    (void)state;
    enum { PARTS = 5, BELOW = 10, MASKS = 1 << PARTS, SUMS = PARTS * BELOW, ALL = 31 };
    static uint8_t can[MASKS][SUMS][PARTS];
    static bool given[MASKS][SUMS];
    for (size_t count = 1; count <= PARTS; count++) {
        memset(can, 0, sizeof can);
        memset(given, 0, sizeof given);
        size_t tables = 1;
        for (size_t k = 0; k < count; k++)
            tables *= BELOW;
        for (size_t t = 0; t < tables; t++) {
            int64_t parts[PARTS], bands[PARTS];
            size_t rest = t, mask = 0;
            for (size_t k = 0; k < count; k++, rest /= BELOW)
                parts[k] = (int64_t)(rest % BELOW);
            int64_t sum = publication_bands(parts, count, bands);
            assert_true(sum >= 0 && sum % PUBLICATION_LEAST == 0);
            for (size_t k = 0; k < count; k++)
                mask |= (size_t)(bands[k] > 0) << k;
            given[mask][sum] = true;
            for (size_t k = 0; k < count; k++)
                can[mask][sum][k] |= (uint8_t)(1U << (parts[k] - bands[k]));
        }
        for (size_t mask = 0; mask < MASKS; mask++)
            for (size_t sum = 0; sum < SUMS; sum++)
                for (size_t k = 0; k < count && given[mask][sum]; k++)
                    assert_int_equal(can[mask][sum][k], ALL);
    }
}

static void shares_are_told_by_twentieths_of_a_hundred_and_more(void **state) {
    (void)state;
    static const struct {
        int64_t part, whole, want;
    } CASES[] = {{0, 0, -1},       {99, 99, -1},    {0, 100, 0},     {4, 100, 0},  {5, 100, 5},
                 {99, 100, 95},    {100, 100, 100}, {250, 100, 100}, {-1, 100, 0}, {84, 100, 80},
                 {6228, 6229, 95}, {1, 5600000, 0}, {2, -100, -1}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_int_equal(publication_share(CASES[i].part, CASES[i].whole), CASES[i].want);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_told_by_fives),
        cmocka_unit_test(a_sum_is_told_by_fives_where_it_says_no_more_than_its_parts),
        cmocka_unit_test(no_count_can_be_derived_from_its_sum),
        cmocka_unit_test(shares_are_told_by_twentieths_of_a_hundred_and_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
