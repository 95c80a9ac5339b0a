#include "risk/warn.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct risk_index INDEX = {
    .warn = {.has = true, .days = 14, .late = 5, .coverage = 80}};

static const struct law_stage TIES[] = {
    {.id = STR_INIT("examination"), .from = {50}, .to = {90}},
    {.id = STR_INIT("registration"), .from = {50}, .to = {52}, .critical = true}};
static const struct law_election TIED = {.stages = TIES, .stage_count = COUNT_OF(TIES)};

static void is_stage(const struct law_stage *stage, const char *id) {
    assert_true(id ? stage && str_equal(stage->id, str_from_c(id)) : !stage);
}

/* The calendar as it ships: its quiet period is not critical, and is announced. */
static void each_stage_of_the_contest_is_announced(void **state) {
    static const struct {
        struct civil today;
        const char *now, *next, *stage;
        int64_t days;
    } CASES[] = {
        {{2024, 10, 29}, "campaign", "quiet", "campaign", 26},
        {{2024, 11, 9}, "campaign", "quiet", "campaign", 15},
        {{2024, 11, 10}, "campaign", "quiet", "quiet", 14},
        {{2024, 11, 21}, "campaign", "quiet", "quiet", 3},
        {{2024, 11, 24}, "quiet", "voting", "voting", 3},
        {{2024, 11, 28}, "counting", NULL, "counting", 0},
        {{2024, 12, 20}, NULL, NULL, NULL, 0},
    };
    struct arena *a = arena_new(64 << 20);
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    const struct law *law;
    const struct law_election *election = NULL;
    (void)state;
    assert_int_equal(law_load(a, "rules", &law, faults).code, ERR_NONE);
    for (size_t i = 0; i < law->election_count; i++)
        if (str_equal(law->elections[i].id, STR("pilkada-2024")))
            election = &law->elections[i];
    assert_non_null(election);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct risk_moment m = risk_moment_on(election, &INDEX, date_from_civil(CASES[i].today));
        is_stage(m.now, CASES[i].now);
        is_stage(m.next, CASES[i].next);
        is_stage(m.stage, CASES[i].stage);
        assert_int_equal(m.days, CASES[i].days);
    }
    assert_null(risk_moment_on(NULL, &INDEX, (struct date){60}).stage);
    is_stage(risk_moment_on(&TIED, &INDEX, (struct date){40}).next, "registration");
    static const struct law_stage TURNED[] = {
        {.id = STR_INIT("far"), .from = {60}, .to = {90}},
        {.id = STR_INIT("near"), .from = {50}, .to = {52}, .critical = true},
        {.id = STR_INIT("as critical"), .from = {50}, .to = {52}, .critical = true}};
    const struct law_election turned = {.stages = TURNED, .stage_count = COUNT_OF(TURNED)};
    is_stage(risk_moment_on(&turned, &INDEX, (struct date){40}).next, "near");
    arena_free(a);
}

/* By days from the stage: two critical ones, one beside the contest, one after it. */
static void calendar_rises_to_the_critical_stage(void **state) {
    static const struct law_stage STAGES[] = {
        {.from = {40}, .to = {400}, .critical = true, .preparation = true},
        {.from = {150}, .to = {152}, .critical = true},
        {.from = {153}, .to = {200}},
        {.from = {230}, .to = {231}, .critical = true}};
    static const struct law_election ELECTION = {
        .opens = {10}, .closes = {300}, .stages = STAGES, .stage_count = COUNT_OF(STAGES)};
    static const struct {
        int32_t day;
        int64_t wanted; /* -1: outside */
    } CASES[] = {{9, -1},    {10, 0},   {50, 0},   {51, 1},    {127, 77}, {149, 99}, {150, 100},
                 {152, 100}, {153, 23}, {229, 99}, {231, 100}, {232, 0},  {300, 0},  {301, -1}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int64_t points = -1;
        assert_int_equal(risk_calendar(&ELECTION, (struct date){CASES[i].day}, &points),
                         CASES[i].wanted >= 0);
        assert_int_equal(points, CASES[i].wanted);
    }
    int64_t points = -1;
    assert_false(risk_calendar(NULL, (struct date){150}, &points));
}

static void each_reason_warns_by_itself(void **state) {
    static const struct risk_score SCORES[] = {{.region = STR_INIT("16.01"), .class = RISK_HIGH},
                                               {.region = STR_INIT("16.02"), .class = RISK_MEDIUM},
                                               {.region = STR_INIT("16.03")}};
    static const struct risk_fact FACTS[] = {{5, true, RISK_FUNNEL_BELOW, 100, 41},
                                             {4, true, RISK_FUNNEL_INSIDE, 10, 8},
                                             {9, false, RISK_FUNNEL_ABOVE, 0, 0}}; /* 9 is hidden */
    static const enum risk_reason WANTED[] = {RISK_MANY_LATE, RISK_HIGH_SCORE, RISK_SILENCE,
                                              RISK_LOW_COVERAGE};
    const struct risk_scores scores = {SCORES, COUNT_OF(SCORES), 2};
    struct arena *a = arena_new(1 << 20);
    struct risk_index silent = INDEX;
    size_t count;
    (void)state;
    const struct risk_warning *list = risk_warnings(a, &INDEX, &scores, FACTS, &count);
    assert_int_equal(count, COUNT_OF(WANTED));
    for (size_t i = 0; i < COUNT_OF(WANTED); i++) {
        assert_int_equal(list[i].reason, WANTED[i]);
        assert_true(str_equal(list[i].region, STR("16.01")));
    }
    assert_int_equal(list[0].count, 5);
    assert_int_equal(list[3].count, 41);
    silent.warn.has = false;
    (void)risk_warnings(a, &silent, &scores, FACTS, &count);
    assert_int_equal(count, 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_stage_of_the_contest_is_announced),
        cmocka_unit_test(calendar_rises_to_the_critical_stage),
        cmocka_unit_test(each_reason_warns_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
