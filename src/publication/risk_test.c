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
static const struct publication_figures FIGURES = {.regions = LINES, .region_count = 3};
static const struct str REGIONS[] = {STR_INIT("16.01"), STR_INIT("16.02"), STR_INIT("16.03"),
                                     STR_INIT("16.04")};
enum { REGION_COUNT = 4 };

static void counts_are_those_that_are_published(void **state) {
    static const struct {
        enum risk_origin origin;
        size_t line; /* 3: none */
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
        {RISK_TABLE, 0, 0, 0, RISK_NO_VALUE},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct publication_line *line = CASES[i].line < 3 ? &LINES[CASES[i].line] : NULL;
        struct publication_counts n = publication_risk_counts(line, CASES[i].origin);
        assert_int_equal(n.part, CASES[i].part);
        assert_int_equal(n.whole, CASES[i].whole);
        assert_int_equal(n.gap, CASES[i].gap);
    }
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
    struct risk_input input = publication_risk_input(a, figures, &INDEX, REGIONS, REGION_COUNT);
    assert_int_equal(risk_score(a, &INDEX, &input, &risk.scores).code, ERR_NONE);
    return risk;
}

static void open_data_takes_each_score_apart(void **state) {
    static const char WANTED[] =
        "region,indicator,value,gap,scaled,weight,contribution,score,class,rank,known\r\n"
        "16.01,,,,,,,35.00,medium,2,100.00\r\n"
        "16.01,late,50.000000,,50.00,40.00,20.00,,,,\r\n"
        "16.01,open,25.000000,,25.00,60.00,15.00,,,,\r\n"
        "16.02,,,,,,,50.00,high,1,60.00\r\n"
        "16.02,late,,hidden,,0.00,0.00,,,,\r\n"
        "16.02,open,50.000000,,50.00,100.00,50.00,,,,\r\n"
        "16.03,,,,,,,,,,0.00\r\n"
        "16.03,late,,hidden,,0.00,0.00,,,,\r\n"
        "16.03,open,,hidden,,0.00,0.00,,,,\r\n"
        "16.04,,,,,,,,,,0.00\r\n"
        "16.04,late,,no_case,,0.00,0.00,,,,\r\n"
        "16.04,open,,no_case,,0.00,0.00,,,,\r\n";
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
        assert_int_equal(columns, 11);
    }
    buf_clear(&out);
    publication_risk_json(&out, &risk);
    struct str json = buf_str(&out);
    static const char PART[] =
        "{\"region\":\"16.02\",\"score\":50.00,\"class\":\"high\",\"rank\":1,\"known\":60.00,"
        "\"parts\":[{\"indicator\":\"late\",\"from\":\"late_share\",\"value\":null,\"gap\":"
        "\"hidden\",\"scaled\":null,\"weight\":0.00,\"contribution\":0.00},";
    assert_non_null(memmem(json.ptr, json.len, PART, sizeof PART - 1));
    assert_true(str_starts(json, STR("{\"id\":\"i\",\"law\":\"abc\",\"as_of\":\"2024-10-04\",")));
    buf_done(&out);
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
    const struct publication_funnel of = {REGIONS, REGION_COUNT, &indicator};
    const struct risk_funnel_row *rows = publication_risk_funnel(a, &FIGURES, &of);
    (void)state;
    for (size_t i = 0; i < REGION_COUNT; i++) /* 70 of 10,000: 7 and 63 expected; 16.04: no staff */
        assert_int_equal(rows[i].where, WANTED[i]);
    const struct risk_index index = {.indicators = &indicator, .indicator_count = 1};
    const struct risk_fact *facts =
        publication_risk_facts(a, &FIGURES, &index, REGIONS, REGION_COUNT);
    assert_true(facts[0].late_known && facts[0].late == 5);
    assert_false(facts[1].late_known); /* hidden */
    assert_int_equal(facts[1].funnel, RISK_FUNNEL_BELOW);
    indicator.origin = RISK_OPEN_SHARE;
    facts = publication_risk_facts(a, &FIGURES, &index, REGIONS, REGION_COUNT);
    assert_int_equal(facts[1].funnel, RISK_FUNNEL_UNKNOWN);
    rows = publication_risk_funnel(a, &FIGURES, &of);
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
        STR("region,indicator,value,gap,scaled,weight,contribution,score,class,rank,known\r\n"
            "16.01,,,,,,,,,,0.00\r\n16.02,,,,,,,8.65,,1,100.00\r\n")));
    buf_done(&out);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_that_are_published),
        cmocka_unit_test(open_data_takes_each_score_apart),
        cmocka_unit_test(hidden_counts_change_no_byte),
        cmocka_unit_test(count_is_placed_against_the_staff_of_all),
        cmocka_unit_test(published_table_has_scores_without_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
