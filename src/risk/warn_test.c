#include "risk/warn.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct risk_index INDEX = {.warn = {.has = true, .days = 14, .late = 5}};

#define DUTY(id_, stage_, each_)                                                                   \
    {                                                                                              \
        .row = {.id = STR_INIT(id_), .span = {{0}, {LAW_OPEN}}}, .stage = STR_INIT(stage_),        \
        .each_stage = (each_)                                                                      \
    }
static const struct law_duty DUTIES[] = {
    DUTY("every", "", true),
    DUTY("campaign", "campaign", false),
    DUTY("quiet", "quiet", false),
    {.row = {.id = STR_INIT("ended"), .span = {{0}, {90}}}, .stage = STR_INIT("quiet")}};
static const struct law LAW = {.duties = DUTIES, .duty_count = COUNT_OF(DUTIES)};
static const struct law_stage STAGES[] = {
    {.id = STR_INIT("register"), .from = {0}, .to = {49}},
    {.id = STR_INIT("campaign"), .from = {50}, .to = {119}, .critical = true},
    {.id = STR_INIT("quiet"), .from = {120}, .to = {122}, .critical = true},
    {.id = STR_INIT("voting"), .from = {123}, .to = {123}, .critical = true}};
static const struct law_election ELECTION = {.stages = STAGES, .stage_count = COUNT_OF(STAGES)};

static void moment_is_the_next_critical_stage_in_time(void **state) {
    static const struct {
        int32_t today;
        const char *stage;
        int64_t days;
        const char *acts[2];
    } CASES[] = {
        {35, "register", -35, {"every", NULL}},        /* 15 days ahead are too many */
        {36, "campaign", 14, {"campaign", "every"}},   /* 14 are not */
        {105, "campaign", -55, {"campaign", "every"}}, /* it runs */
        {117, "quiet", 3, {"quiet", "every"}},         /* the nearer of two */
        {120, "voting", 3, {"every", NULL}},
        {123, "voting", 0, {"every", NULL}},
        {124, NULL, 0, {NULL, NULL}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct risk_moment m =
            risk_moment_on(&LAW, &ELECTION, &INDEX, (struct date){CASES[i].today});
        assert_true(CASES[i].stage ? m.stage && str_equal(m.stage->id, str_from_c(CASES[i].stage))
                                   : !m.stage);
        assert_int_equal(m.days, CASES[i].days);
        size_t acts = 0;
        for (; acts < 2 && CASES[i].acts[acts]; acts++)
            assert_true(str_equal(m.acts[acts]->row.id, str_from_c(CASES[i].acts[acts])));
        assert_int_equal(m.act_count, acts);
    }
    assert_null(risk_moment_on(&LAW, NULL, &INDEX, (struct date){60}).stage);
}

static void each_reason_warns_by_itself(void **state) {
    static const struct risk_score SCORES[] = {{.region = STR_INIT("16.01"), .class = RISK_HIGH},
                                               {.region = STR_INIT("16.02"), .class = RISK_MEDIUM},
                                               {.region = STR_INIT("16.03")}};
    static const struct risk_fact FACTS[] = {{5, true, RISK_FUNNEL_BELOW},
                                             {4, true, RISK_FUNNEL_INSIDE},
                                             {9, false, RISK_FUNNEL_ABOVE}}; /* 9 is hidden */
    static const enum risk_reason WANTED[] = {RISK_MANY_LATE, RISK_HIGH_SCORE, RISK_SILENCE};
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
    silent.warn.has = false;
    (void)risk_warnings(a, &silent, &scores, FACTS, &count);
    assert_int_equal(count, 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moment_is_the_next_critical_stage_in_time),
        cmocka_unit_test(each_reason_warns_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
