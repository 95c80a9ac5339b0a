#include "risk/score.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "risk/sample.h"

static const size_t CAP = 8u << 20;

static struct risk_scores score(struct arena *a, const struct risk_index *index,
                                const struct risk_input *input) {
    struct risk_scores scores;
    assert_int_equal(risk_score(a, index, input, &scores).code, ERR_NONE);
    return scores;
}

/* --- the example of docs/risk.md --- */

static void example_worked_by_hand_comes_out_to_the_last_digit(void **state) {
    static const struct {
        int64_t score, known, scaled[3], weight[3], contribution[3];
        enum risk_class class;
        size_t rank;
    } WANTED[] = {
        {2550, 10000, {6000, 2500, 0}, {3000, 3000, 4000}, {1800, 750, 0}, RISK_LOW, 4},
        {8200, 10000, {10000, 4000, 10000}, {3000, 3000, 4000}, {3000, 1200, 4000}, RISK_HIGH, 1},
        {3200, 10000, {4000, 0, 5000}, {3000, 3000, 4000}, {1200, 0, 2000}, RISK_MEDIUM, 3},
        {1000, 3000, {0, 1000, 0}, {0, 10000, 0}, {0, 1000, 0}, RISK_LOW, 5},
        {6429, 7000, {0, 5000, 7500}, {0, 4286, 5714}, {0, 2143, 4286}, RISK_HIGH, 2},
    };
    struct arena *a = arena_new(CAP);
    struct risk_scores scores = score(a, &SAMPLE, &SAMPLE_INPUT);
    (void)state;
    assert_int_equal(scores.said, SAMPLE_REGIONS);
    for (size_t r = 0; r < COUNT_OF(WANTED); r++) {
        const struct risk_score *s = &scores.list[r];
        assert_true(s->said);
        assert_int_equal(s->score, WANTED[r].score);
        assert_int_equal(s->known, WANTED[r].known);
        assert_int_equal(s->class, WANTED[r].class);
        assert_int_equal(s->rank, WANTED[r].rank);
        for (size_t i = 0; i < SAMPLE_INDICATORS; i++) {
            assert_int_equal(s->parts[i].scaled, WANTED[r].scaled[i]);
            assert_int_equal(s->parts[i].weight, WANTED[r].weight[i]);
            assert_int_equal(s->parts[i].contribution, WANTED[r].contribution[i]);
        }
    }
    arena_free(a);
}

static void region_of_which_too_little_is_known_is_not_judged(void **state) {
    struct arena *a = arena_new(CAP);
    struct risk_index strict = SAMPLE;
    (void)state;
    strict.least_known = 3000;
    assert_true(score(a, &strict, &SAMPLE_INPUT).list[3].said);
    strict.least_known = 3001;
    struct risk_scores scores = score(a, &strict, &SAMPLE_INPUT);
    const struct risk_score *s = &scores.list[3];
    assert_false(s->said);
    assert_int_equal(s->score, 0);
    assert_int_equal(s->rank, 0);
    assert_int_equal(s->class, RISK_NONE);
    assert_int_equal(s->known, 3000);
    assert_int_equal(scores.said, 4);
    arena_free(a);
}

static void region_without_staff_is_a_gap_and_no_division_by_zero(void **state) {
    struct arena *a = arena_new(CAP);
    struct risk_value rows[COUNT_OF(STAFF_ROWS)];
    struct risk_indicator indicators[SAMPLE_INDICATORS];
    struct risk_index index = SAMPLE;
    memcpy(rows, STAFF_ROWS, sizeof rows);
    memcpy(indicators, INDICATORS, sizeof indicators);
    (void)state;
    for (size_t count = 0; count <= COUNT_OF(rows); count += COUNT_OF(rows)) {
        const struct risk_table staff = {.list = rows, .count = count};
        rows[0].value = 0;
        indicators[0].staff = &staff;
        index.indicators = indicators;
        struct risk_scores scores = score(a, &index, &SAMPLE_INPUT);
        assert_int_equal(scores.list[0].parts[0].raw.gap, RISK_NO_STAFF);
        assert_int_equal(scores.list[0].parts[0].weight, 0);
        assert_int_equal(scores.list[0].known, 7000);
    }
    arena_free(a);
}

static void list_that_names_all_gives_0_to_whom_it_does_not_name(void **state) {
    struct arena *a = arena_new(CAP);
    struct risk_indicator indicators[SAMPLE_INDICATORS];
    struct risk_index index = SAMPLE;
    memcpy(indicators, INDICATORS, sizeof indicators);
    indicators[2].missing = RISK_AS_LEAST;
    index.indicators = indicators;
    (void)state;
    const struct risk_score *s = &score(a, &index, &SAMPLE_INPUT).list[3];
    assert_int_equal(s->known, 7000);
    assert_int_equal(s->parts[2].weight, 5714);
    assert_int_equal(s->parts[2].contribution, 0);
    assert_int_equal(s->score, 429); /* 42.86 % of 10 */
    arena_free(a);
}

/* --- scales --- */

struct scale_case {
    const char *name;
    enum risk_scale scale;
    bool falls;
    double values[8];
    int64_t wanted[8];
    size_t count;
};

static void each_scale_is_what_its_formula_says(void **state) {
    static const struct scale_case CASES[] = {
        {"max divides by the largest", RISK_MAX, false, {1, 2, 3}, {3333, 6667, 10000}, 3},
        {"max of nothing but zeros is 0", RISK_MAX, false, {0, 0}, {0, 0}, 2},
        {"min-max begins at the least", RISK_MIN_MAX, false, {10, 11, 14}, {0, 2500, 10000}, 3},
        {"min-max of equal values is 0", RISK_MIN_MAX, false, {7, 7}, {0, 0}, 2},
        {"z: mean 5, deviation 2",
         RISK_Z,
         false,
         {2, 4, 4, 4, 5, 5, 7, 9},
         {3500, 4500, 4500, 4500, 5000, 5000, 6000, 7000},
         8},
        {"z of equal values is the middle", RISK_Z, false, {3, 3}, {5000, 5000}, 2},
        {"as it is, cut at 100", RISK_AS_IS, false, {0.005, 99.994, 250}, {1, 9999, 10000}, 3},
        {"what falls is taken from 100", RISK_AS_IS, true, {0, 30}, {10000, 7000}, 2},
    };
    static const struct str NAMES[] = {STR_INIT("1"), STR_INIT("2"), STR_INIT("3"), STR_INIT("4"),
                                       STR_INIT("5"), STR_INIT("6"), STR_INIT("7"), STR_INIT("8")};
    struct arena *a = arena_new(CAP);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct scale_case *c = &CASES[i];
        const struct risk_dimension dimension = {.weight = RISK_WHOLE};
        const struct risk_indicator indicator = {
            .origin = RISK_RECEIVED, .scale = c->scale, .falls = c->falls, .weight = RISK_WHOLE};
        const struct risk_index index = {.dimensions = &dimension,
                                         .dimension_count = 1,
                                         .indicators = &indicator,
                                         .indicator_count = 1};
        struct risk_raw raw[8] = {{0}};
        for (size_t k = 0; k < c->count; k++)
            raw[k].value = c->values[k];
        struct risk_scores scores = score(
            a, &index, &(struct risk_input){.regions = NAMES, .count = c->count, .values = raw});
        for (size_t k = 0; k < c->count; k++)
            if (scores.list[k].score != c->wanted[k])
                fail_msg("%s: value %zu: %d", c->name, k, (int)scores.list[k].score);
    }
    arena_free(a);
}

static void equal_scores_share_a_rank_and_the_next_is_left_free(void **state) {
    static const struct risk_value ROWS[] = {{STR_INIT("16.01"), 1.92},
                                             {STR_INIT("16.02"), 8.65},
                                             {STR_INIT("16.03"), 1.92},
                                             {STR_INIT("16.05"), 0.92}};
    static const size_t RANKS[] = {2, 1, 2, 0, 4};
    const struct risk_table table = {.list = ROWS, .count = 4, .cuts = {true, 192, 865}};
    struct arena *a = arena_new(CAP);
    struct risk_scores scores = risk_table_scores(a, &table, REGIONS, SAMPLE_REGIONS);
    (void)state;
    for (size_t i = 0; i < SAMPLE_REGIONS; i++)
        assert_int_equal(scores.list[i].rank, RANKS[i]);
    assert_int_equal(scores.said, 4);
    assert_int_equal(scores.list[1].class, RISK_HIGH);
    assert_int_equal(scores.list[2].class, RISK_MEDIUM);
    assert_int_equal(scores.list[4].class, RISK_LOW);
    assert_int_equal(scores.list[3].class, RISK_NONE);
    arena_free(a);
}

/* --- what is refused --- */

static void input_that_cannot_be_scored_is_refused(void **state) {
    static const struct {
        double value;
        const char *about;
    } BAD[] = {{NAN, "value"}, {INFINITY, "value"}, {-INFINITY, "value"}, {-1, "value"}};
    struct arena *a = arena_new(CAP);
    struct risk_raw values[COUNT_OF(VALUES)];
    struct risk_input input = {.regions = REGIONS, .count = SAMPLE_REGIONS, .values = values};
    struct risk_scores scores;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        memcpy(values, VALUES, sizeof values);
        values[4].value = BAD[i].value;
        struct err e = risk_score(a, &SAMPLE, &input, &scores);
        assert_int_equal(e.code, ERR_INVALID);
        assert_true(str_equal(e.about, str_from_c(BAD[i].about)));
    }
    memcpy(values, VALUES, sizeof values);
    static const struct str TWICE[] = {STR_INIT("16.01"), STR_INIT("16.02"), STR_INIT("16.02"),
                                       STR_INIT("16.04"), STR_INIT("16.05")};
    input.regions = TWICE;
    assert_true(str_equal(risk_score(a, &SAMPLE, &input, &scores).about, STR("region")));
    struct risk_index none = SAMPLE;
    none.indicator_count = 0;
    assert_true(str_equal(risk_score(a, &none, &SAMPLE_INPUT, &scores).about, STR("weights")));
    arena_free(a);
}

static void weights_that_do_not_add_up_are_refused(void **state) {
    static const struct {
        const char *name;
        int64_t dimensions[2], indicators[3];
        bool good;
    } CASES[] = {
        {"as they were", {6000, 4000}, {5000, 5000, 10000}, true},
        {"moved", {2500, 7500}, {1, 9999, 10000}, true},
        {"a dimension left out", {10000, 0}, {5000, 5000, 10000}, true},
        {"a hundredth too much", {6001, 4000}, {5000, 5000, 10000}, false},
        {"a hundredth too little in a dimension", {6000, 4000}, {5000, 4999, 10000}, false},
        {"below 0", {11000, -1000}, {5000, 5000, 10000}, false},
        {"below 0 in a dimension", {6000, 4000}, {-1, 10001, 10000}, false},
        {"all of it 0", {0, 0}, {0, 0, 0}, false},
    };
    struct arena *a = arena_new(CAP);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct risk_index changed = {.least_known = -1};
        const struct risk_weights weights = {CASES[i].dimensions, CASES[i].indicators};
        struct err e = risk_reweigh(a, &SAMPLE, &weights, &changed);
        if ((e.code == ERR_NONE) != CASES[i].good)
            fail_msg("%s", CASES[i].name);
        assert_true(e.code ? changed.least_known == -1
                           : changed.indicators[0].weight == CASES[i].indicators[0]);
    }
    arena_free(a);
}

/* --- what holds for every index --- */

struct random {
    uint64_t state;
};

static uint32_t draw(struct random *r, uint32_t below) {
    r->state = r->state * 6364136223846793005u + 1442695040888963407u; /* Knuth's MMIX */
    return (uint32_t)(r->state >> 33) % below;
}

enum { WORLDS = 400, MOST_REGIONS = 40, MOST_INDICATORS = 7 };
struct world {
    struct risk_dimension dimensions[2];
    struct risk_indicator indicators[MOST_INDICATORS];
    struct risk_index index;
    struct str regions[MOST_REGIONS];
    struct risk_raw values[MOST_REGIONS * MOST_INDICATORS];
    struct risk_input input;
};

static void make_world(struct arena *a, struct random *r, struct world *w) {
    size_t indicators = 2 + draw(r, MOST_INDICATORS - 1), regions = 1 + draw(r, MOST_REGIONS);
    *w = (struct world){.dimensions = {{.weight = 1 + draw(r, 5000)}, {.weight = draw(r, 5000)}}};
    for (size_t i = 0; i < indicators; i++)
        w->indicators[i] = (struct risk_indicator){
            .origin = RISK_RECEIVED,
            .scale = (enum risk_scale)draw(r, RISK_SCALE_COUNT),
            .falls = draw(r, 3) == 0,
            .dimension = i > indicators / 2,
            .weight = 1 + draw(r, 9000),
        };
    for (size_t i = 0; i < regions; i++)
        w->regions[i] = arena_printf(a, "%02zu", i);
    for (size_t i = 0; i < regions * indicators; i++)
        w->values[i] = draw(r, 5) ? (struct risk_raw){.value = draw(r, 1000) / 8.0}
                                  : (struct risk_raw){.gap = RISK_HIDDEN};
    w->index = (struct risk_index){.dimensions = w->dimensions,
                                   .dimension_count = 2,
                                   .indicators = w->indicators,
                                   .indicator_count = indicators,
                                   .least_known = draw(r, 6000)};
    w->input = (struct risk_input){.regions = w->regions, .count = regions, .values = w->values};
}

static void parts_of_a_score_add_up_and_weights_to_the_whole(void **state) {
    struct random r = {1};
    static struct world w;
    (void)state;
    for (int n = 0; n < WORLDS; n++) {
        struct arena *a = arena_new(CAP);
        make_world(a, &r, &w);
        struct risk_scores scores = score(a, &w.index, &w.input);
        for (size_t k = 0; k < scores.count; k++) {
            const struct risk_score *s = &scores.list[k];
            int64_t sum = 0, weights = 0;
            for (size_t i = 0; i < w.index.indicator_count; i++) {
                sum += s->parts[i].contribution;
                weights += s->parts[i].weight;
                assert_in_range(s->parts[i].scaled, 0, RISK_WHOLE);
            }
            assert_int_equal(sum, s->score);
            assert_int_equal(weights, s->said ? RISK_WHOLE : 0);
            assert_in_range(s->score, 0, RISK_WHOLE);
            assert_true(s->said == (s->rank > 0));
        }
        arena_free(a);
    }
}

static void weights_scaled_alike_change_nothing(void **state) {
    struct random r = {2};
    static struct world w, scaled;
    (void)state;
    for (int n = 0; n < WORLDS; n++) {
        struct arena *a = arena_new(CAP);
        make_world(a, &r, &w);
        scaled = w;
        int64_t factor = 2 + draw(&r, 50);
        for (size_t d = 0; d < 2; d++)
            scaled.dimensions[d].weight *= factor;
        for (size_t i = 0; i < w.index.indicator_count; i++)
            scaled.indicators[i].weight *= factor;
        scaled.index.dimensions = scaled.dimensions;
        scaled.index.indicators = scaled.indicators;
        struct risk_scores before = score(a, &w.index, &w.input);
        struct risk_scores after = score(a, &scaled.index, &w.input);
        for (size_t k = 0; k < before.count; k++) {
            assert_int_equal(before.list[k].score, after.list[k].score);
            assert_int_equal(before.list[k].rank, after.list[k].rank);
        }
        arena_free(a);
    }
}

static void more_of_what_is_risky_never_lowers_a_score(void **state) {
    struct random r = {3};
    static struct world w;
    int moved = 0;
    (void)state;
    for (int n = 0; n < WORLDS; n++) {
        struct arena *a = arena_new(CAP);
        make_world(a, &r, &w);
        size_t region = draw(&r, (uint32_t)w.input.count);
        size_t indicator = draw(&r, (uint32_t)w.index.indicator_count);
        int64_t before = score(a, &w.index, &w.input).list[region].score;
        struct risk_raw *raw = &w.values[region * w.index.indicator_count + indicator];
        raw->value += raw->gap ? 0 : 1 + draw(&r, 100);
        int64_t after = score(a, &w.index, &w.input).list[region].score;
        bool falls = w.indicators[indicator].falls;
        assert_true(falls ? after <= before : after >= before);
        moved += after != before;
        arena_free(a);
    }
    assert_true(moved > WORLDS / 4); /* else this asked nothing */
}

/* What cannot go together is told by its first reason. */
static void parts_of_an_indicator_that_do_not_fit_are_told(void **state) {
    static const struct risk_value LARGE_ROWS[] = {{STR_INIT("16.01"), 100},
                                                   {STR_INIT("16.02"), 100.5}};
    static const struct risk_table LARGE = {.list = LARGE_ROWS, .count = 2};
    static const struct {
        struct risk_indicator of;
        enum risk_level level;
        enum risk_misfit told;
    } ROWS[] = {
        {{.origin = RISK_RECEIVED, .scale = RISK_MAX}, RISK_REGENCY, RISK_FITS},
        {{.origin = RISK_RECEIVED}, RISK_PROVINCE, RISK_PROVINCE_COUNT},
        {{.origin = RISK_TABLE, .table = &PLEDGED}, RISK_PROVINCE, RISK_FITS},
        {{.origin = RISK_OPEN_SHARE, .staff = &STAFF}, RISK_REGENCY, RISK_SHARE_STAFF},
        {{.origin = RISK_LATE_SHARE, .per_asked = true}, RISK_REGENCY, RISK_SHARE_STAFF},
        {{.origin = RISK_STALLED_SHARE, .scale = RISK_AS_IS}, RISK_REGENCY, RISK_FITS},
        {{.origin = RISK_CALENDAR, .staff = &STAFF}, RISK_REGENCY, RISK_CALENDAR_STAFF},
        {{.origin = RISK_CALENDAR, .scale = RISK_AS_IS}, RISK_REGENCY, RISK_FITS},
        {{.origin = RISK_OPEN, .scale = RISK_AS_IS}, RISK_REGENCY, RISK_AS_IS_COUNT},
        {{.origin = RISK_DECIDED, .scale = RISK_AS_IS}, RISK_REGENCY, RISK_AS_IS_COUNT},
        {{.origin = RISK_LATE, .scale = RISK_AS_IS}, RISK_REGENCY, RISK_AS_IS_COUNT},
        {{.origin = RISK_TABLE, .table = &PLEDGED, .staff = &STAFF, .scale = RISK_AS_IS},
         RISK_REGENCY,
         RISK_AS_IS_COUNT},
        {{.origin = RISK_TABLE, .table = &PLEDGED, .scale = RISK_AS_IS}, RISK_REGENCY, RISK_FITS},
        {{.origin = RISK_TABLE, .table = &LARGE, .scale = RISK_AS_IS},
         RISK_REGENCY,
         RISK_AS_IS_LARGE},
        {{.origin = RISK_TABLE, .table = &LARGE, .scale = RISK_MAX}, RISK_REGENCY, RISK_FITS},
        {{.origin = RISK_TABLE, .table = &PLEDGED, .missing = RISK_AS_LEAST},
         RISK_REGENCY,
         RISK_FITS},
        {{.origin = RISK_RECEIVED, .scale = RISK_MAX, .missing = RISK_AS_LEAST},
         RISK_REGENCY,
         RISK_LEAST_COUNT},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++)
        if (risk_indicator_misfit(&ROWS[i].of, ROWS[i].level) != ROWS[i].told)
            fail_msg("row %zu: %d", i, (int)risk_indicator_misfit(&ROWS[i].of, ROWS[i].level));
}

static void staff_is_of_a_table_or_of_those_who_were_asked(void **state) {
    static const int64_t ASKED[] = {7, 8};
    const struct risk_input asked = {.regions = REGIONS, .count = 2, .asked = ASKED},
                            nobody = {.regions = REGIONS, .count = 2};
    const struct risk_indicator by_table = {.staff = &STAFF}, by_asked = {.per_asked = true},
                                neither = {.origin = RISK_RECEIVED};
    (void)state;
    assert_true(risk_staff_of(&by_table, &asked, 1) == 6000);
    assert_true(risk_staff_of(&by_asked, &asked, 1) == 8);
    assert_true(risk_staff_of(&by_asked, &nobody, 1) == 0);
    assert_true(risk_staff_of(&neither, &asked, 1) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(example_worked_by_hand_comes_out_to_the_last_digit),
        cmocka_unit_test(region_of_which_too_little_is_known_is_not_judged),
        cmocka_unit_test(region_without_staff_is_a_gap_and_no_division_by_zero),
        cmocka_unit_test(list_that_names_all_gives_0_to_whom_it_does_not_name),
        cmocka_unit_test(each_scale_is_what_its_formula_says),
        cmocka_unit_test(equal_scores_share_a_rank_and_the_next_is_left_free),
        cmocka_unit_test(input_that_cannot_be_scored_is_refused),
        cmocka_unit_test(weights_that_do_not_add_up_are_refused),
        cmocka_unit_test(parts_of_a_score_add_up_and_weights_to_the_whole),
        cmocka_unit_test(weights_scaled_alike_change_nothing),
        cmocka_unit_test(parts_of_an_indicator_that_do_not_fit_are_told),
        cmocka_unit_test(staff_is_of_a_table_or_of_those_who_were_asked),
        cmocka_unit_test(more_of_what_is_risky_never_lowers_a_score),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
