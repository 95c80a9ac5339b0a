#include "risk/range.h"

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

/* The example of docs/risk.md, with z = 1.96:
 *
 *   16.01  12 reports: 6.19 to 20.96 cases; of 4,000 staff 1.55 to 5.24 in 1,000; of the largest
 *          rate, 5, that is 30.97 to 104.81, cut at 100. Late 5 of 20: 11.19 to 46.87 %. Pledges
 *          are a table of others: 0.
 *          0.30 x 30.97 + 0.30 x 11.19 = 9.29 + 3.36 = 12.65; 30.00 + 14.06 = 44.06.
 *   16.02  30: 20.24 to 42.83, of 6,000: 67.46 to 142.76, cut; 8 of 20: 21.88 to 61.34; 100.
 *          20.24 + 6.56 + 40.00 = 66.80; 30.00 + 18.40 + 40.00 = 88.40.
 *   16.03  6: 2.19 to 13.06, of 3,000: 14.61 to 87.07; 0 of 6: 0 to 39.03; 50.
 *          4.38 + 0 + 20.00 = 24.38; 26.12 + 11.71 + 20.00 = 57.83.
 *   16.04  5 of 50 alone: 4.35 to 21.36, with all of the weight.
 *   16.05  5 of 10: 23.66 to 76.34, of which 42.86 % are 10.14 and 32.72; 42.86 of pledges stays.
 *          53.00 to 75.58.
 *
 * Ranks: above 44.06, the high limit of 16.01, lie 66.80 and 53.00 wholly: third at best; all four
 * others reach above 12.65: fifth at worst. */
static void example_worked_by_hand_has_its_ranges_to_the_last_digit(void **state) {
    static const struct {
        struct risk_range score, scaled[SAMPLE_INDICATORS];
        size_t best, worst;
    } WANTED[SAMPLE_REGIONS] = {
        {{1265, 4406}, {{3097, 10000}, {1119, 4687}, {0, 0}}, 3, 5},
        {{6680, 8840}, {{6746, 10000}, {2188, 6134}, {10000, 10000}}, 1, 2},
        {{2438, 5783}, {{1461, 8707}, {0, 3903}, {5000, 5000}}, 2, 4},
        {{435, 2136}, {{0, 0}, {435, 2136}, {0, 0}}, 4, 5},
        {{5300, 7558}, {{0, 0}, {2366, 7634}, {7500, 7500}}, 1, 3},
    };
    struct arena *a = arena_new(CAP);
    struct risk_scores scores = score(a, &SAMPLE, &SAMPLE_INPUT);
    (void)state;
    for (size_t r = 0; r < SAMPLE_REGIONS; r++) {
        const struct risk_score *s = &scores.list[r];
        assert_int_equal(s->range.low, WANTED[r].score.low);
        assert_int_equal(s->range.high, WANTED[r].score.high);
        assert_int_equal(s->best, WANTED[r].best);
        assert_int_equal(s->worst, WANTED[r].worst);
        for (size_t i = 0; i < SAMPLE_INDICATORS; i++) {
            assert_int_equal(s->parts[i].range.low, WANTED[r].scaled[i].low);
            assert_int_equal(s->parts[i].range.high, WANTED[r].scaled[i].high);
        }
    }
    arena_free(a);
}

static void what_is_no_sample_is_exact(void **state) {
    static const struct {
        const char *name;
        enum risk_origin origin;
        struct risk_raw raw;
        bool exact;
    } CASES[] = {
        {"a table of others", RISK_TABLE, {40, RISK_KNOWN, 10}, true},
        {"who pledged: all were asked", RISK_UNPLEDGED_SHARE, {40, RISK_KNOWN, 10}, true},
        {"the calendar", RISK_CALENDAR, {77, RISK_KNOWN, 0}, true},
        {"a share of which nobody says of how many", RISK_LATE_SHARE, {40, RISK_KNOWN, 0}, true},
        {"a share of cases", RISK_LATE_SHARE, {40, RISK_KNOWN, 10}, false},
        {"open ones", RISK_OPEN_SHARE, {40, RISK_KNOWN, 10}, false},
        {"stalled ones", RISK_STALLED_SHARE, {0, RISK_KNOWN, 10}, false},
        {"reports", RISK_RECEIVED, {40, RISK_KNOWN, 0}, false},
        {"no report at all", RISK_RECEIVED, {0, RISK_KNOWN, 0}, false},
        {"open cases", RISK_OPEN, {5, RISK_KNOWN, 0}, false},
        {"decided ones", RISK_DECIDED, {5, RISK_KNOWN, 0}, false},
        {"late ones", RISK_LATE, {5, RISK_KNOWN, 0}, false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        double value = CASES[i].raw.value;
        struct risk_interval limits = risk_interval_of(CASES[i].origin, CASES[i].raw);
        if (limits.low > value || limits.high < value ||
            (limits.low == limits.high) != CASES[i].exact)
            fail_msg("%s", CASES[i].name);
    }
}

static void limits_of_all_of_them_and_of_none_end_at_the_ends(void **state) {
    const struct risk_raw none = {0, RISK_KNOWN, 7}, all = {100, RISK_KNOWN, 7};
    (void)state;
    assert_true(risk_interval_of(RISK_LATE_SHARE, none).low == 0);
    assert_true(risk_interval_of(RISK_LATE_SHARE, all).high == 100);
}

/* Weight 0 of both counts: what is left is a table of others. */
static void indicator_that_weighs_nothing_adds_no_range(void **state) {
    static const int64_t OF_DIMENSIONS[] = {0, 10000}, OF_INDICATORS[] = {5000, 5000, 10000};
    const struct risk_weights weights = {OF_DIMENSIONS, OF_INDICATORS};
    struct arena *a = arena_new(CAP);
    struct risk_index index;
    (void)state;
    assert_int_equal(risk_reweigh(a, &SAMPLE, &weights, &index).code, ERR_NONE);
    struct risk_scores scores = score(a, &index, &SAMPLE_INPUT);
    for (size_t r = 0; r < SAMPLE_REGIONS; r++) {
        const struct risk_score *s = &scores.list[r];
        assert_int_equal(s->range.low, s->score);
        assert_int_equal(s->range.high, s->score);
        assert_int_equal(s->best, s->rank);
        assert_int_equal(s->worst, s->rank);
    }
    assert_true(scores.list[0].parts[1].range.low < scores.list[0].parts[1].range.high);
    arena_free(a);
}

static void without_staff_without_value_and_unsaid_there_is_no_range(void **state) {
    static const struct risk_value ROWS[] = {{STR_INIT("16.01"), 1.92}};
    const struct risk_table published = {.list = ROWS, .count = 1}, nobody = {0};
    struct arena *a = arena_new(CAP);
    struct risk_indicator indicators[SAMPLE_INDICATORS];
    struct risk_index index = SAMPLE;
    (void)state;
    memcpy(indicators, INDICATORS, sizeof indicators);
    indicators[0].staff = &nobody;
    index.indicators = indicators;
    index.least_known = 3001; /* more than 16.04 has */
    struct risk_scores scores = score(a, &index, &SAMPLE_INPUT);
    const struct risk_score *s = &scores.list[0], *unsaid = &scores.list[3];
    assert_int_equal(s->parts[0].range.high, 0);
    assert_true(s->parts[0].limits.high == 0);
    assert_true(s->best > 0);
    assert_false(unsaid->said);
    assert_int_equal(unsaid->range.high, 0);
    assert_int_equal(unsaid->best, 0);
    assert_int_equal(unsaid->worst, 0);
    assert_int_equal(s->worst, 4); /* of four that are said */
    scores = risk_table_scores(a, &published, REGIONS, SAMPLE_REGIONS);
    assert_int_equal(scores.list[0].rank, 1);
    assert_int_equal(scores.list[0].best, 0); /* of others: as they published it */
    const struct risk_input empty = {.regions = REGIONS};
    assert_int_equal(score(a, &SAMPLE, &empty).count, 0);
    arena_free(a);
}

static void equal_scores_without_a_range_share_their_rank(void **state) {
    struct risk_score list[] = {{.said = true, .score = 50, .range = {50, 50}, .rank = 1},
                                {.said = true, .score = 50, .range = {50, 50}, .rank = 1},
                                {.said = true, .score = 40, .range = {30, 50}, .rank = 3},
                                {.said = false}};
    static const size_t BEST[] = {1, 1, 1, 0}, WORST[] = {1, 1, 3, 0};
    (void)state;
    risk_rank_ranges(list, COUNT_OF(list));
    for (size_t i = 0; i < COUNT_OF(list); i++) {
        assert_int_equal(list[i].best, BEST[i]);
        assert_int_equal(list[i].worst, WORST[i]);
    }
}

/* --- what holds for every index --- */

static uint32_t draw(uint64_t *state, uint32_t below) {
    *state = *state * 6364136223846793005u + 1442695040888963407u; /* Knuth's MMIX */
    return (uint32_t)(*state >> 33) % below;
}

enum { WORLDS = 300, REGIONS_MAX = 30, PARTS_MAX = 7 };
struct world {
    struct risk_dimension dimension;
    struct risk_indicator indicators[PARTS_MAX];
    struct risk_index index;
    struct str regions[REGIONS_MAX];
    int64_t asked[REGIONS_MAX];
    struct risk_raw values[REGIONS_MAX * PARTS_MAX];
    struct risk_input input;
};

static struct risk_raw make_raw(uint64_t *r, enum risk_origin origin) {
    enum { PERCENT = 100, MOST = 60 };
    int64_t whole = 1 + draw(r, MOST), part = draw(r, (uint32_t)whole + 1);
    if (!draw(r, 6))
        return (struct risk_raw){.gap = RISK_HIDDEN};
    if (risk_is_share(origin))
        return (struct risk_raw){(double)(PERCENT * part) / (double)whole, RISK_KNOWN, whole};
    return (struct risk_raw){.value = (double)part};
}

static void make_world(struct arena *a, uint64_t *r, struct world *w) {
    size_t parts = 1 + draw(r, PARTS_MAX), regions = 1 + draw(r, REGIONS_MAX);
    *w = (struct world){.dimension.weight = RISK_WHOLE};
    for (size_t i = 0; i < parts; i++) {
        enum risk_origin origin = (enum risk_origin)(1 + draw(r, RISK_ORIGIN_COUNT - 1));
        w->indicators[i] = (struct risk_indicator){
            .origin = origin,
            .per_asked = risk_is_count(origin) && draw(r, 2),
            .scale = (enum risk_scale)draw(r, RISK_SCALE_COUNT),
            .falls = draw(r, 3) == 0,
            .missing = draw(r, 2) ? RISK_LEAVE_OUT : RISK_AS_LEAST,
            .weight = i ? draw(r, 3) * 1000 : 1, /* 0, too */
        };
    }
    for (size_t i = 0; i < regions; i++) {
        w->regions[i] = arena_printf(a, "%02zu", i);
        w->asked[i] = draw(r, 4) ? 1 + draw(r, 5000) : 0;
        for (size_t k = 0; k < parts; k++)
            w->values[i * parts + k] = make_raw(r, w->indicators[k].origin);
    }
    w->index = (struct risk_index){.dimensions = &w->dimension,
                                   .dimension_count = 1,
                                   .indicators = w->indicators,
                                   .indicator_count = parts,
                                   .least_known = draw(r, 6000)};
    w->input = (struct risk_input){w->regions, regions, w->values, w->asked};
}

static void score_and_rank_lie_in_their_ranges(void **state) {
    static struct world w;
    uint64_t r = 1;
    int wide = 0, narrow = 0;
    (void)state;
    for (int n = 0; n < WORLDS; n++) {
        struct arena *a = arena_new(CAP);
        make_world(a, &r, &w);
        struct risk_scores scores = score(a, &w.index, &w.input);
        for (size_t k = 0; k < scores.count; k++) {
            const struct risk_score *s = &scores.list[k];
            assert_true(0 <= s->range.low && s->range.low <= s->score);
            assert_true(s->score <= s->range.high && s->range.high <= RISK_WHOLE);
            assert_true(s->best <= s->rank && s->rank <= s->worst);
            assert_true(s->worst <= scores.said && s->said == (s->best > 0));
            wide += s->range.low < s->range.high;
            narrow += s->said && s->best < s->worst;
            for (size_t i = 0; i < w.index.indicator_count; i++) {
                const struct risk_part *p = &s->parts[i];
                assert_true(p->range.low <= p->scaled && p->scaled <= p->range.high);
                assert_true(p->limits.low <= p->rate && p->rate <= p->limits.high);
            }
        }
        arena_free(a);
    }
    assert_true(wide > WORLDS && narrow > WORLDS); /* or it would show nothing */
}

/* Any scores that lie in the ranges, drawn at random or from their ends, rank within those of the
 * ranks: that is what a page says of them. */
static void ranks_of_any_scores_in_the_ranges_lie_in_theirs(void **state) {
    static struct world w;
    uint64_t r = 2;
    int64_t drawn[REGIONS_MAX];
    (void)state;
    for (int n = 0; n < WORLDS; n++) {
        struct arena *a = arena_new(CAP);
        make_world(a, &r, &w);
        struct risk_scores scores = score(a, &w.index, &w.input);
        for (size_t k = 0; k < scores.count; k++) {
            const struct risk_range of = scores.list[k].range;
            uint32_t span = (uint32_t)(of.high - of.low);
            drawn[k] = draw(&r, 3) ? of.low + draw(&r, span + 1) : draw(&r, 2) ? of.low : of.high;
        }
        for (size_t k = 0; k < scores.count; k++) {
            size_t rank = 1;
            for (size_t i = 0; i < scores.count; i++)
                rank += scores.list[i].said && drawn[i] > drawn[k];
            assert_true(!scores.list[k].said ||
                        (scores.list[k].best <= rank && rank <= scores.list[k].worst));
        }
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(example_worked_by_hand_has_its_ranges_to_the_last_digit),
        cmocka_unit_test(what_is_no_sample_is_exact),
        cmocka_unit_test(limits_of_all_of_them_and_of_none_end_at_the_ends),
        cmocka_unit_test(indicator_that_weighs_nothing_adds_no_range),
        cmocka_unit_test(without_staff_without_value_and_unsaid_there_is_no_range),
        cmocka_unit_test(equal_scores_without_a_range_share_their_rank),
        cmocka_unit_test(score_and_rank_lie_in_their_ranges),
        cmocka_unit_test(ranks_of_any_scores_in_the_ranges_lie_in_theirs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
