/* Steps that are open while a clock runs, and steps that another one bars:
 *   closed -sue, sue_higher-> at_ppk -settle, drop-> closed <-appeal- at_bkn */
#include "decision/decision_sample.h"

enum { START = 20000 };

struct story {
    struct arena *a;
    struct case_state cs;
    struct date today;
};

static int setup(void **state) {
    struct arena *a = arena_new(4 << 20);
    struct story *s = NEW(a, struct story, 1);
    struct case_event event = {.index = 9};
    struct case_received received = {.state = STR("received"),
                                     .received_on = {START},
                                     .offices = {.bawaslu = STR("bw"), .holder = STR("bw")}};
    s->a = a;
    s->today.day = START + 1;
    s->cs = case_begin(a, &event, &received);
    *state = s;
    return 0;
}

static int teardown(void **state) {
    arena_free(((struct story *)*state)->a);
    return 0;
}

enum { APPEAL, SUE, SUE_HIGHER, SETTLE, DROP, SUIT_COUNT };
static const struct law_step SUITS[SUIT_COUNT];
static const struct law_step *const BAR[] = {&SUITS[SUE]}, *const APPEALED[] = {&SUITS[APPEAL]};
static const struct law_field SUED_ON[] = {{.name = STR_INIT("sued_on"), .type = LAW_F_DATE},
                                           {.name = STR_INIT("heard_on"), .type = LAW_F_DATE}};
static const struct law_outcome OF_SUE[] = {{.value = STR_INIT("sued"), .to = &STATES[AT_PPK]}},
                                OF_END[] = {{.value = STR_INIT("done"), .to = &STATES[CLOSED]}};
static const struct law_step SUITS[SUIT_COUNT] = {
    {.name = STR_INIT("appeal"), .from = FROM(AT_BKN), .outcomes = OUTCOMES(OF_END)},
    {.name = STR_INIT("sue"),
     .from = FROM(CLOSED),
     .outcomes = OUTCOMES(OF_SUE),
     .during = &CLOCKS[WINDOW],
     .fields = SUED_ON,
     .field_count = COUNT_OF(SUED_ON)},
    {.name = STR_INIT("sue_higher"),
     .from = FROM(CLOSED),
     .outcomes = OUTCOMES(OF_SUE),
     .during = &CLOCKS[WINDOW],
     .needs = APPEALED,
     .need_count = 1},
    {.name = STR_INIT("settle"), .from = FROM(AT_PPK), .outcomes = OUTCOMES(OF_END)},
    {.name = STR_INIT("drop"),
     .from = FROM(AT_PPK),
     .outcomes = OUTCOMES(OF_END),
     .unless = BAR,
     .unless_count = 1}};
static const struct law_rulebook SUIT_RULES = {.regime = STR_INIT("suit"),
                                               .version = 1,
                                               .states = STATES,
                                               .state_count = STATE_COUNT,
                                               .clocks = CLOCKS,
                                               .clock_count = CLOCK_COUNT,
                                               .steps = SUITS,
                                               .step_count = COUNT_OF(SUITS)};

/* Takes a step of the suit, what it records done on these days (none: not given). */
static struct err suit(struct story *s, int step, const int *days, struct intake_faults *faults) {
    struct intake_value values[2] = {{.field = &SUED_ON[0]}, {.field = &SUED_ON[1]}};
    for (int i = 0; days && i < 2; i++) {
        values[i].given = days[i] != 0;
        values[i].date.day = days[i];
    }
    struct intake_action command = {.version = s->cs.version,
                                    .outcome = SUITS[step].outcomes,
                                    .values = values,
                                    .value_count = days ? 2 : 0};
    const struct decision_step facts = {
        .law = &LAW, .rules = &SUIT_RULES, .step = &SUITS[step], .today = s->today};
    struct case_step taken;
    struct case_event event = {.seq = s->cs.version};
    struct err e = decide_step(s->a, &facts, &s->cs, &command, faults, &taken);
    if (!e.code)
        s->cs = case_after_step(s->a, &s->cs, &event, &taken);
    return e;
}

static void offered(struct story *s, const char *names) {
    struct decision_offers offers = decide_offers(s->a, &SUIT_RULES, &s->cs, STR(""));
    struct str found = {0};
    for (size_t i = 0; i < offers.count; i++)
        found = arena_printf(s->a, "%.*s %.*s", STR_ARG(found), STR_ARG(offers.list[i].step->name));
    same(found, str_from_c(names));
}

/* A closed case whose window ends on START + 4, and what comes after it. */
static void close_with_a_window(struct story *s) {
    struct case_clock *window = NEW(s->a, struct case_clock, 1);
    *window = (struct case_clock){.id = STR("window"), .due = {START + 4}, .running = true};
    s->cs.state = STR("closed");
    s->cs.clocks = window;
    s->cs.clock_count = 1;
    s->today.day = START + 30;
}

static void while_a_clock_runs_an_end_is_left_for_what_was_done_in_time(void **state) {
    static const struct {
        int days[2];
        const char *fault; /* its field; empty: none */
    } rows[] = {
        {{START + 4, 0}, ""},
        {{START + 5, 0}, "sued_on"},
        {{START + 4, START + 20}, ""}, /* the first date tells of the act, not the later ones */
        {{0, START + 5}, "heard_on"},  /* the first that is given */
        {{0, 0}, ""},
    };
    struct story *s = *state;
    struct case_state before;
    close_with_a_window(s);
    before = s->cs;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct intake_faults faults = {.count = 0};
        s->cs = before;
        offered(s, " sue");
        struct err e = suit(s, SUE, rows[i].days, &faults);
        same(e.about, str_from_c(rows[i].fault));
        assert_int_equal(faults.count, rows[i].fault[0] != '\0');
        if (faults.count)
            same(faults.list[0].code, STR("after_clock"));
        same(s->cs.state, e.code ? STR("closed") : STR("at_ppk"));
    }
}

static void without_its_clock_an_end_stays_an_end(void **state) {
    struct story *s = *state;
    struct intake_faults faults = {.count = 0};
    const int days[] = {START + 2, 0};
    close_with_a_window(s);
    s->cs.clock_count = 0;
    offered(s, "");
    struct err e = suit(s, SUE, days, &faults);
    assert_int_equal(e.code, ERR_STEP_BLOCKED);
    same(e.about, STR("window"));
    same(s->cs.state, STR("closed"));
}

/* It would say of a closed case that it waits for a step which cannot come any more. */
static void the_suit_of_another_remedy_is_not_offered(void **state) {
    struct story *s = *state;
    struct intake_faults faults = {.count = 0};
    close_with_a_window(s);
    offered(s, " sue");
    struct err e = suit(s, SUE_HIGHER, NULL, &faults);
    assert_int_equal(e.code, ERR_STEP_BLOCKED);
    same(e.about, STR("appeal"));
    s->cs.state = STR("at_bkn");
    assert_int_equal(suit(s, APPEAL, NULL, &faults).code, ERR_NONE);
    close_with_a_window(s);
    offered(s, " sue sue_higher");
    assert_int_equal(suit(s, SUE_HIGHER, NULL, &faults).code, ERR_NONE);
}

static void a_step_is_barred_by_one_that_was_taken(void **state) {
    struct story *s = *state;
    struct intake_faults faults = {.count = 0};
    const int days[] = {START + 2, 0};
    s->cs.state = STR("at_ppk");
    offered(s, " settle drop");
    close_with_a_window(s);
    assert_int_equal(suit(s, SUE, days, &faults).code, ERR_NONE);
    offered(s, " settle");
    struct err e = suit(s, DROP, NULL, &faults);
    assert_int_equal(e.code, ERR_STEP_BLOCKED);
    same(e.about, STR("sue"));
    assert_int_equal(suit(s, SETTLE, NULL, &faults).code, ERR_NONE);
    s->cs.state = STR("at_ppk"); /* what was once taken bars for good */
    offered(s, " settle");
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(while_a_clock_runs_an_end_is_left_for_what_was_done_in_time),
        TEST(without_its_clock_an_end_stays_an_end),
        TEST(the_suit_of_another_remedy_is_not_offered),
        TEST(a_step_is_barred_by_one_that_was_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
