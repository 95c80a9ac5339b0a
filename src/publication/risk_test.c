#include "publication/risk.h"

#include "publication/protect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const size_t CAP = 4u << 20;

#define SHOWN(n_)                                                                                  \
    { (n_), false }
#define NOT_SHOWN                                                                                  \
    { 0, true }

/* 16.01 all shown; 16.02 late not shown; 16.03 nothing shown; 16.04 has no case. */
static const struct publication_line LINES[] = {
    {STR_INIT("16.01"), SHOWN(40), {SHOWN(10), SHOWN(20), SHOWN(10)}, SHOWN(5), SHOWN(5)},
    {STR_INIT("16.02"), SHOWN(30), {SHOWN(15), SHOWN(15), SHOWN(0)}, NOT_SHOWN, NOT_SHOWN},
    {STR_INIT("16.03"), NOT_SHOWN, {NOT_SHOWN, NOT_SHOWN, NOT_SHOWN}, NOT_SHOWN, NOT_SHOWN},
};
/* Open recommendations: of 10 in 16.01 five wait long; of 16.02 it is not told how many are late.
 */
static const struct publication_number WAITING[] = {
    SHOWN(5),  SHOWN(0),  SHOWN(5),  SHOWN(0),  /* 16.01 */
    SHOWN(7),  NOT_SHOWN, NOT_SHOWN, NOT_SHOWN, /* 16.02 */
    NOT_SHOWN, NOT_SHOWN, NOT_SHOWN, NOT_SHOWN  /* 16.03 */
};
static const struct publication_figures FIGURES = {
    .as_of = {1000}, .regions = LINES, .region_count = 3, .waiting = WAITING};
static const struct str REGIONS[] = {STR_INIT("16.01"), STR_INIT("16.02"), STR_INIT("16.03"),
                                     STR_INIT("16.04")};
enum { REGION_COUNT = 4 };
/* A second agency of 16.01 is hidden, as the only one of 16.03; the province's own is no regency's.
 */
static const struct publication_pledge ROUNDS[] = {
    {.region = STR_INIT("16"), .count = 70, .people = 90},
    {.region = STR_INIT("16.01"), .count = 150, .people = 200},
    {.region = STR_INIT("16.01"), .count = 3, .people = 20},
    {.region = STR_INIT("16.02"), .count = 100, .people = 1000},
    {.region = STR_INIT("16.03"), .count = 398, .people = 400},
};
static const struct publication_pledges PLEDGES = {.list = ROUNDS, .count = COUNT_OF(ROUNDS)};
static const struct law_stage STAGES[] = {{.from = {1023}, .to = {1025}, .critical = true}};
static const struct law_election ELECTION = {
    .opens = {900}, .closes = {1100}, .stages = STAGES, .stage_count = 1};

static struct publication_told told_of(struct arena *a, const struct publication_figures *figures) {
    return publication_risk_told(a, &(struct publication_risk_of){figures, &PLEDGES, &ELECTION},
                                 REGIONS, REGION_COUNT);
}

static void counts_are_those_that_are_published(void **state) {
    static const struct {
        enum risk_origin origin;
        size_t region; /* 3: has no case */
        int64_t part, whole;
        enum risk_gap gap;
    } CASES[] = {
        {RISK_RECEIVED, 0, 40, 0, RISK_KNOWN},
        {RISK_OPEN, 0, 10, 0, RISK_KNOWN},
        {RISK_DECIDED, 0, 20, 0, RISK_KNOWN},
        {RISK_LATE, 0, 5, 0, RISK_KNOWN},
        {RISK_OPEN_SHARE, 0, 10, 40, RISK_KNOWN},
        {RISK_LATE_SHARE, 0, 5, 10, RISK_KNOWN},
        {RISK_OPEN_SHARE, 1, 15, 30, RISK_KNOWN},
        {RISK_LATE_SHARE, 1, 0, 0, RISK_HIDDEN},
        {RISK_LATE, 1, 0, 0, RISK_HIDDEN},
        {RISK_RECEIVED, 2, 0, 0, RISK_HIDDEN},
        {RISK_OPEN_SHARE, 2, 0, 0, RISK_HIDDEN},
        {RISK_RECEIVED, 3, 0, 0, RISK_KNOWN}, /* none is a number, too */
        {RISK_OPEN_SHARE, 3, 0, 0, RISK_NO_CASE},
        {RISK_STALLED_SHARE, 0, 5, 10, RISK_KNOWN},
        {RISK_STALLED_SHARE, 1, 0, 0, RISK_HIDDEN}, /* seven in time would tell of the rest */
        {RISK_STALLED_SHARE, 2, 0, 0, RISK_HIDDEN},
        {RISK_STALLED_SHARE, 3, 0, 0, RISK_NO_CASE},
        {RISK_UNPLEDGED_SHARE, 0, 50, 200, RISK_KNOWN}, /* of the agency that is shown */
        {RISK_UNPLEDGED_SHARE, 1, 900, 1000, RISK_KNOWN},
        {RISK_UNPLEDGED_SHARE, 2, 0, 0, RISK_HIDDEN},
        {RISK_UNPLEDGED_SHARE, 3, 0, 0, RISK_NO_VALUE},
        {RISK_CALENDAR, 0, 77, 0, RISK_KNOWN},
        {RISK_CALENDAR, 3, 77, 0, RISK_KNOWN},
        {RISK_TABLE, 0, 0, 0, RISK_NO_VALUE},
    };
    struct arena *a = arena_new(CAP);
    struct publication_told told = told_of(a, &FIGURES);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct publication_counts n =
            publication_risk_counts(&told, CASES[i].region, CASES[i].origin);
        assert_int_equal(n.part, CASES[i].part);
        assert_int_equal(n.whole, CASES[i].whole);
        assert_int_equal(n.gap, CASES[i].gap);
    }
    static const struct publication_number LATE[] = {SHOWN(15), SHOWN(10), SHOWN(5), SHOWN(10)};
    struct publication_figures uncounted = FIGURES;
    uncounted.waiting = LATE; /* of 40 fifteen wait for more than 30 days */
    uncounted.region_count = 1;
    told = told_of(a, &uncounted);
    assert_int_equal(publication_risk_counts(&told, 0, RISK_STALLED_SHARE).part, 15);
    assert_int_equal(publication_risk_counts(&told, 0, RISK_STALLED_SHARE).whole, 40);
    uncounted.waiting = NULL;
    told = publication_risk_told(a, &(struct publication_risk_of){.figures = &uncounted}, REGIONS,
                                 REGION_COUNT);
    for (int origin = RISK_STALLED_SHARE; origin <= RISK_CALENDAR; origin++)
        assert_int_equal(publication_risk_counts(&told, 0, (enum risk_origin)origin).gap,
                         RISK_NO_VALUE);
    arena_free(a);
}

/* The second example of docs/risk.md. */
static const struct risk_dimension EXAMPLE_OF[] = {
    {.weight = 5000}, {.weight = 3000}, {.weight = 2000}};
static const struct risk_indicator EXAMPLE_PARTS[] = {
    {.origin = RISK_STALLED_SHARE, .scale = RISK_AS_IS, .weight = 4000},
    {.origin = RISK_RECEIVED, .per_asked = true, .scale = RISK_MAX, .weight = 6000},
    {.origin = RISK_UNPLEDGED_SHARE, .scale = RISK_AS_IS, .dimension = 1, .weight = 10000},
    {.origin = RISK_CALENDAR, .scale = RISK_AS_IS, .dimension = 2, .weight = 10000}};
static const struct risk_index EXAMPLE_INDEX = {.least_known = 2500,
                                                .dimensions = EXAMPLE_OF,
                                                .dimension_count = 3,
                                                .indicators = EXAMPLE_PARTS,
                                                .indicator_count = 4};
static const struct {
    int64_t score, known, scaled[4], weight[4], contribution[4];
    enum risk_gap gap[4];
    struct risk_range range;
    size_t best, worst;
} EXAMPLE[REGION_COUNT] = {
    {6290,
     10000,
     {5000, 10000, 2500, 7700},
     {2000, 3000, 3000, 2000},
     {1000, 3000, 750, 1540},
     {RISK_KNOWN, RISK_KNOWN, RISK_KNOWN, RISK_KNOWN},
     {4906, 6817},
     1,
     2},
    {5863,
     8000,
     {0, 1500, 9000, 7700},
     {0, 3750, 3750, 2500},
     {0, 563, 3375, 1925},
     {RISK_HIDDEN, RISK_KNOWN, RISK_KNOWN, RISK_KNOWN},
     {5680, 6103},
     1,
     2},
    {0,
     2000,
     {0, 0, 0, 7700},
     {0},
     {0},
     {RISK_HIDDEN, RISK_HIDDEN, RISK_HIDDEN, RISK_KNOWN},
     {0, 0},
     0,
     0},
    {0,
     2000,
     {0, 0, 0, 7700},
     {0},
     {0},
     {RISK_NO_CASE, RISK_NO_STAFF, RISK_NO_VALUE, RISK_KNOWN},
     {0, 0},
     0,
     0},
};

static void example_of_published_figures_comes_out_to_the_last_digit(void **state) {
    struct arena *a = arena_new(CAP);
    struct publication_told told = told_of(a, &FIGURES);
    struct risk_input input = publication_risk_input(a, &told, &EXAMPLE_INDEX);
    struct risk_scores scores;
    (void)state;
    assert_true(publication_risk_waits(&EXAMPLE_INDEX));
    assert_int_equal(risk_score(a, &EXAMPLE_INDEX, &input, &scores).code, ERR_NONE);
    assert_int_equal(scores.said, 2);
    for (size_t r = 0; r < REGION_COUNT; r++) {
        assert_int_equal(scores.list[r].score, EXAMPLE[r].score);
        assert_int_equal(scores.list[r].known, EXAMPLE[r].known);
        assert_int_equal(scores.list[r].range.low, EXAMPLE[r].range.low);
        assert_int_equal(scores.list[r].range.high, EXAMPLE[r].range.high);
        assert_int_equal(scores.list[r].best, EXAMPLE[r].best);
        assert_int_equal(scores.list[r].worst, EXAMPLE[r].worst);
        for (size_t i = 0; i < EXAMPLE_INDEX.indicator_count; i++) {
            const struct risk_part *part = &scores.list[r].parts[i];
            assert_int_equal(part->raw.gap, EXAMPLE[r].gap[i]);
            assert_int_equal(part->scaled, EXAMPLE[r].scaled[i]);
            assert_int_equal(part->weight, EXAMPLE[r].weight[i]);
            assert_int_equal(part->contribution, EXAMPLE[r].contribution[i]);
        }
    }
    const struct risk_funnel_row *funnel = publication_risk_funnel(a, &told, &EXAMPLE_PARTS[1]);
    static const enum risk_funnel EXAMPLE_WHERE[] = {RISK_FUNNEL_ABOVE, RISK_FUNNEL_BELOW,
                                                     RISK_FUNNEL_UNKNOWN, RISK_FUNNEL_UNKNOWN};
    for (size_t r = 0; r < REGION_COUNT; r++) /* 70 of 1,200: 11.67 and 58.33 expected */
        assert_int_equal(funnel[r].where, EXAMPLE_WHERE[r]);
    const struct risk_fact *facts = publication_risk_facts(a, &told, &EXAMPLE_INDEX);
    assert_int_equal(facts[1].funnel, RISK_FUNNEL_BELOW);
    assert_int_equal(facts[0].asked, 200);
    assert_int_equal(facts[0].pledged, 150);
    assert_int_equal(facts[2].asked, 0);
    arena_free(a);
}

static const struct risk_dimension DIMENSION = {.weight = RISK_WHOLE};
static const struct risk_indicator INDICATORS[] = {
    {.id = STR_INIT("late"), .origin = RISK_LATE_SHARE, .scale = RISK_AS_IS, .weight = 4000},
    {.id = STR_INIT("open"), .origin = RISK_OPEN_SHARE, .scale = RISK_AS_IS, .weight = 6000}};
static const struct risk_index INDEX = {.id = STR_INIT("i"),
                                        .cuts = {true, 2000, 4000},
                                        .least_known = 5000,
                                        .dimensions = &DIMENSION,
                                        .dimension_count = 1,
                                        .indicators = INDICATORS,
                                        .indicator_count = 2};

static struct publication_risk scored(struct arena *a, const struct publication_figures *figures) {
    struct publication_risk risk = {.index = &INDEX, .as_of = {20000}, .law = STR("abc")};
    struct publication_told told = told_of(a, figures);
    struct risk_input input = publication_risk_input(a, &told, &INDEX);
    assert_int_equal(risk_score(a, &INDEX, &input, &risk.scores).code, ERR_NONE);
    return risk;
}

static void open_data_takes_each_score_apart(void **state) {
    static const char WANTED[] =
        "region,indicator,value,gap,scaled,weight,contribution,score,class,rank,known,low,high,"
        "rank_best,rank_worst\r\n"
        "16.01,,,,,,,35.00,medium,2,100.00,17.97,54.65,1,2\r\n"
        "16.01,late,50.000000,,50.00,40.00,20.00,,,,,23.66,76.34,,\r\n"
        "16.01,open,25.000000,,25.00,60.00,15.00,,,,,14.19,40.19,,\r\n"
        "16.02,,,,,,,50.00,high,1,60.00,33.15,66.85,1,2\r\n"
        "16.02,late,,hidden,,0.00,0.00,,,,,,,,\r\n"
        "16.02,open,50.000000,,50.00,100.00,50.00,,,,,33.15,66.85,,\r\n"
        "16.03,,,,,,,,,,0.00,,,,\r\n"
        "16.03,late,,hidden,,0.00,0.00,,,,,,,,\r\n"
        "16.03,open,,hidden,,0.00,0.00,,,,,,,,\r\n"
        "16.04,,,,,,,,,,0.00,,,,\r\n"
        "16.04,late,,no_case,,0.00,0.00,,,,,,,,\r\n"
        "16.04,open,,no_case,,0.00,0.00,,,,,,,,\r\n";
    struct arena *a = arena_new(CAP);
    struct publication_risk risk = scored(a, &FIGURES);
    struct buf out = {0};
    (void)state;
    buf_init(&out, 1 << 16);
    publication_risk_csv(&out, &risk);
    assert_true(str_equal(buf_str(&out), str_from_c(WANTED)));
    for (const char *line = WANTED; *line; line = strchr(line, '\n') + 1) {
        int columns = 1;
        for (const char *c = line; *c != '\n'; c++)
            columns += *c == ',';
        assert_int_equal(columns, 15);
    }
    buf_clear(&out);
    publication_risk_json(&out, &risk);
    struct str json = buf_str(&out);
    static const char PART[] =
        "{\"region\":\"16.02\",\"score\":50.00,\"class\":\"high\",\"rank\":1,\"low\":33.15,"
        "\"high\":66.85,"
        "\"rank_best\":1,\"rank_worst\":2,\"known\":60.00,"
        "\"parts\":[{\"indicator\":\"late\",\"from\":\"late_share\",\"value\":null,\"gap\":"
        "\"hidden\",\"scaled\":null,\"low\":null,\"high\":null,\"weight\":0.00,\"contribution\":0."
        "00},";
    assert_non_null(memmem(json.ptr, json.len, PART, sizeof PART - 1));
    assert_true(str_starts(json, STR("{\"id\":\"i\",\"law\":\"abc\",\"as_of\":\"2024-10-04\",")));
    buf_done(&out);
    arena_free(a);
}

/* Nor do rounds that are hidden, or what waits where that is. */
static void hidden_rounds_and_waits_change_no_byte(void **state) {
    static const struct risk_indicator LIST[] = {
        {.origin = RISK_STALLED_SHARE, .scale = RISK_AS_IS, .weight = 3000},
        {.origin = RISK_RECEIVED, .per_asked = true, .scale = RISK_MAX, .weight = 3000},
        {.origin = RISK_UNPLEDGED_SHARE, .scale = RISK_AS_IS, .weight = 4000}};
    const struct risk_index index = {.dimensions = &DIMENSION,
                                     .dimension_count = 1,
                                     .indicators = LIST,
                                     .indicator_count = COUNT_OF(LIST)};
    struct arena *a = arena_new(CAP);
    struct publication_pledge rounds[COUNT_OF(ROUNDS)];
    struct publication_number waiting[COUNT_OF(WAITING)];
    struct publication_figures figures = FIGURES;
    const struct publication_pledges pledges = {.list = rounds, .count = COUNT_OF(rounds)};
    struct buf out[2] = {{0}, {0}};
    (void)state;
    memcpy(rounds, ROUNDS, sizeof rounds);
    memcpy(waiting, WAITING, sizeof waiting);
    figures.waiting = waiting;
    for (int turn = 0; turn < 2; turn++) {
        struct publication_told told = publication_risk_told(
            a, &(struct publication_risk_of){&figures, &pledges, NULL}, REGIONS, REGION_COUNT);
        struct risk_input input = publication_risk_input(a, &told, &index);
        struct publication_risk risk = {.index = &index};
        assert_int_equal(risk_score(a, &index, &input, &risk.scores).code, ERR_NONE);
        buf_init(&out[turn], 1 << 16);
        publication_risk_json(&out[turn], &risk);
        rounds[2].count = 4; /* hidden in both */
        rounds[4].count = 399;
        for (size_t i = 0; i < COUNT_OF(waiting); i++)
            waiting[i].n += waiting[i].hidden;
    }
    assert_true(str_equal(buf_str(&out[0]), buf_str(&out[1])));
    buf_done(&out[0]);
    buf_done(&out[1]);
    arena_free(a);
}

/* Whatever the true counts behind hidden ones are, they never reach what is scored: the figures
 * carry none, and no weight can bring one back. */
static void hidden_counts_change_no_byte(void **state) {
    struct arena *a = arena_new(CAP);
    struct buf first = {0}, second = {0};
    struct publication_line lines[COUNT_OF(LINES)];
    struct publication_figures figures = {.regions = lines, .region_count = COUNT_OF(LINES)};
    (void)state;
    memcpy(lines, LINES, sizeof lines);
    buf_init(&first, 1 << 16);
    buf_init(&second, 1 << 16);
    struct publication_risk risk = scored(a, &figures);
    publication_risk_json(&first, &risk);
    lines[1].late.n = 3; /* were it there, though it is marked as hidden */
    lines[2].received.n = PUBLICATION_LEAST;
    lines[2].progress[PUBLICATION_OPEN].n = 4;
    risk = scored(a, &figures);
    publication_risk_json(&second, &risk);
    assert_true(str_equal(buf_str(&first), buf_str(&second)));
    buf_done(&first);
    buf_done(&second);
    arena_free(a);
}

static void count_is_placed_against_the_staff_of_all(void **state) {
    static const struct risk_value STAFF_ROWS[] = {
        {STR_INIT("16.01"), 1000}, {STR_INIT("16.02"), 9000}, {STR_INIT("16.03"), 500}};
    static const struct risk_table STAFF = {.list = STAFF_ROWS, .count = 3};
    static const enum risk_funnel WANTED[] = {RISK_FUNNEL_ABOVE, RISK_FUNNEL_BELOW,
                                              RISK_FUNNEL_UNKNOWN, RISK_FUNNEL_UNKNOWN};
    struct arena *a = arena_new(CAP);
    struct risk_indicator indicator = {.origin = RISK_RECEIVED, .staff = &STAFF};
    struct publication_told told = told_of(a, &FIGURES);
    const struct risk_funnel_row *rows = publication_risk_funnel(a, &told, &indicator);
    (void)state;
    for (size_t i = 0; i < REGION_COUNT; i++) /* 70 of 10,000: 7 and 63 expected; 16.04: no staff */
        assert_int_equal(rows[i].where, WANTED[i]);
    const struct risk_index index = {.indicators = &indicator, .indicator_count = 1};
    const struct risk_fact *facts = publication_risk_facts(a, &told, &index);
    assert_true(facts[0].late_known && facts[0].late == 5);
    assert_false(facts[1].late_known); /* hidden */
    assert_int_equal(facts[1].funnel, RISK_FUNNEL_BELOW);
    indicator.origin = RISK_OPEN_SHARE;
    facts = publication_risk_facts(a, &told, &index);
    assert_int_equal(facts[1].funnel, RISK_FUNNEL_UNKNOWN);
    rows = publication_risk_funnel(a, &told, &indicator);
    assert_int_equal(rows[0].where, RISK_FUNNEL_UNKNOWN);
    arena_free(a);
}

static void published_table_has_scores_without_parts(void **state) {
    static const struct risk_value ROWS[] = {{STR_INIT("16.02"), 8.65}};
    static const struct risk_table TABLE = {.id = STR_INIT("t"), .list = ROWS, .count = 1};
    struct arena *a = arena_new(CAP);
    struct publication_risk risk = {
        .table = &TABLE, .as_of = {20000}, .scores = risk_table_scores(a, &TABLE, REGIONS, 2)};
    struct buf out = {0};
    (void)state;
    buf_init(&out, 1 << 16);
    publication_risk_csv(&out, &risk);
    assert_true(str_equal(
        buf_str(&out),
        STR("region,indicator,value,gap,scaled,weight,contribution,score,class,rank,known,low,high,"
            "rank_best,rank_worst\r\n"
            "16.01,,,,,,,,,,0.00,,,,\r\n16.02,,,,,,,8.65,,1,100.00,,,,\r\n")));
    buf_done(&out);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_that_are_published),
        cmocka_unit_test(example_of_published_figures_comes_out_to_the_last_digit),
        cmocka_unit_test(open_data_takes_each_score_apart),
        cmocka_unit_test(hidden_rounds_and_waits_change_no_byte),
        cmocka_unit_test(hidden_counts_change_no_byte),
        cmocka_unit_test(count_is_placed_against_the_staff_of_all),
        cmocka_unit_test(published_table_has_scores_without_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
