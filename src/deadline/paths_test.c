#include "deadline/paths_sample.h"

#include <stdio.h>
#include <string.h>

static const struct walked { /* name; steps; what the way to s5 must be, on a Monday */
    const char *name;
    struct small_step steps[STEPS];
    int count, soonest, latest, latest_early;
    size_t waits, rounds, stricts, never;
} WALKED[] = {
    /* clang-format off */
    {"a clock bounds the way", {{0, 5, NONE, 0, NONE, NONE, 0}}, 1, 0, 5, 4, 0, 0, 0, 0},
    {"clocks that follow each other add up",
     {{0, 1, 1, 0, NONE, NONE, 0}, {1, 5, NONE, 1, NONE, NONE, 0}}, 2, 0, 9, 8, 0, 0, 0, 0},
    {"a clock over two states is counted once",
     {{0, 1, NONE, NONE, NONE, NONE, 0}, {1, 5, NONE, 0, NONE, NONE, 0}}, 2, 0, 5, 4, 0, 0, 0, 0},
    {"a state without a clock is a wait without limit",
     {{0, 1, NONE, 0, NONE, NONE, 0}, {1, 5, NONE, NONE, NONE, NONE, 0}}, 2, 0, 5, 4, 1, 0, 0, 0},
    {"a step after a clock waits until it has run out",
     {{0, 5, NONE, 0, 0, NONE, 0}}, 1, 6, 6, 6, 0, 0, 0, 0},
    {"a person's clock binds no office",
     {{0, 1, 2, 0, NONE, NONE, 0}, {1, 5, NONE, NONE, NONE, NONE, 0}}, 2, 0, 5, 4, 1, 0, 0, 0},
    {"a clock from receipt holds for what came before",
     {{0, 1, 3, 0, NONE, NONE, 0}, {1, 5, NONE, 3, NONE, NONE, 0}}, 2, 0, 2, 1, 0, 0, 1, 0},
    {"a clock that began later is drawn back by one from receipt",
     {{0, 1, 1, 0, NONE, NONE, 0},
      {1, 2, 3, NONE, NONE, NONE, 0},
      {2, 3, NONE, 3, NONE, NONE, 0},
      {3, 5, NONE, 1, NONE, NONE, 0}}, 4, 0, 7, 3, 0, 0, 1, 0},
    {"what starts its own clock anew goes round for ever",
     {{0, 0, 0, NONE, NONE, NONE, 0}, {0, 5, NONE, 0, NONE, NONE, 0}}, 2, 0, 5, 4, 0, 1, 0, 0},
    {"a round within one clock ends with it",
     {{0, 1, NONE, NONE, NONE, NONE, 0},
      {1, 0, NONE, NONE, NONE, NONE, 0},
      {1, 5, NONE, 0, NONE, NONE, 0}}, 3, 0, 5, 4, 0, 0, 0, 0},
    {"what may be done again once is counted once more",
     {{0, 1, 1, 0, NONE, NONE, 0}, {1, 0, 0, 1, NONE, NONE, 1}, {1, 5, NONE, 1, NONE, NONE, 0}}, 3, 0, 17, 16, 0, 0, 0, 0},
    {"what may be done again twice is counted twice more",
     {{0, 1, 1, 0, NONE, NONE, 0}, {1, 0, 0, 1, NONE, NONE, 2}, {1, 5, NONE, 1, NONE, NONE, 0}}, 3, 0, 25, 23, 0, 0, 0, 0},
    {"what may be done again without end is a round, and no day of it is counted",
     {{0, 1, 1, 0, NONE, NONE, 0}, {1, 0, 0, 1, NONE, NONE, 0}, {1, 5, NONE, 1, NONE, NONE, 0}}, 3, 0, 9, 8, 0, 1, 0, 0},
    {"a step that may be taken once in a straight line changes nothing",
     {{0, 1, 1, 0, NONE, NONE, 1}, {1, 5, NONE, 1, NONE, NONE, 1}}, 2, 0, 9, 8, 0, 0, 0, 0},
    {"a guard that nothing meets closes its step",
     {{0, 5, NONE, 0, NONE, NONE, 0},
      {0, 1, NONE, NONE, NONE, 2, 0},
      {1, 5, NONE, NONE, NONE, NONE, 0}}, 3, 0, 5, 4, 0, 0, 0, 2},
    {"a clock whose end a step waited for limits no wait after it",
     {{0, 1, NONE, NONE, 0, NONE, 0}, {1, 5, NONE, NONE, NONE, NONE, 0}}, 2, 6, 6, 6, 1, 0, 0, 0},
    {"what has run out may be waited for again, at once",
     {{0, 1, NONE, NONE, 0, NONE, 0}, {1, 5, NONE, NONE, 0, NONE, 0}}, 2, 6, 6, 6, 1, 0, 0, 0},
    {"a clock that is started anew limits again",
     {{0, 1, 0, NONE, 0, NONE, 0}, {1, 5, NONE, 0, NONE, NONE, 0}}, 2, 6, 11, 10, 0, 0, 0, 0},
    /* clang-format on */
};

static void ways_are_as_long_as_their_clocks(void **state) {
    struct world *w = *state;
    struct date monday = {0};
    assert_true(date_parse(STR("2024-10-07"), &monday));
    for (size_t i = 0; i < COUNT_OF(WALKED); i++) {
        const struct walked *x = &WALKED[i];
        struct arena *a = arena_new(512u << 20);
        struct paths p = paths_walk(a, w->law, make(a, x->steps, x->count), monday);
        assert_false(p.cut);
        const struct paths_end *end = &p.ends[0];
        if (p.end_count != 1 || end->shortest.days != x->soonest ||
            end->longest.days != x->latest || end->longest_early != x->latest_early ||
            p.wait_count != x->waits || p.round_count != x->rounds ||
            p.strict_count != x->stricts || p.never_count != x->never)
            fail_msg("%s: %d, %d to %d days, %zu waits, %zu rounds, %zu strict, %zu never", x->name,
                     end->shortest.days, end->longest_early, end->longest.days, p.wait_count,
                     p.round_count, p.strict_count, p.never_count);
        arena_free(a);
    }
}

/* Clock 0 and clock 1 are a lap: 5 calendar days and 3 working days. */
static void a_round_tells_how_long_one_lap_takes(void **state) {
    struct world *w = *state;
    static const struct small_step STEP[] = {
        {0, 1, 1, 0, NONE, NONE, 0}, {1, 0, 0, 1, NONE, NONE, 0}, {1, 5, NONE, 1, NONE, NONE, 0}};
    struct date monday = {0};
    assert_true(date_parse(STR("2024-10-07"), &monday));
    struct paths p = paths_walk(w->a, w->law, make(w->a, STEP, 3), monday);
    assert_int_equal(p.round_count, 1);
    const struct paths_lap *lap = &p.rounds[0].lap;
    assert_true(lap->known);
    assert_false(lap->open);
    assert_int_equal(lap->units[LAW_CALENDAR_DAYS], 5);
    assert_int_equal(lap->units[LAW_WORKING_DAYS], 3);
    assert_true(lap->days >= 8);
    assert_int_equal(p.ends[0].longest.rounds, 1);
    assert_int_equal(p.ends[0].shortest.rounds, 1);
}

/* s1 has no clock: what goes round through it waits without limit. */
static void a_lap_without_a_limit_says_so(void **state) {
    struct world *w = *state;
    static const struct small_step STEP[] = {{0, 1, NONE, 0, NONE, NONE, 0},
                                             {1, 0, 0, NONE, NONE, NONE, 0},
                                             {1, 5, NONE, NONE, NONE, NONE, 0}};
    struct paths p = paths_walk(w->a, w->law, make(w->a, STEP, 3), w->law->rulebooks[0].from);
    assert_int_equal(p.round_count, 1);
    assert_true(p.rounds[0].lap.known && p.rounds[0].lap.open);
    assert_int_equal(p.rounds[0].lap.units[LAW_CALENDAR_DAYS], 5);
    assert_int_equal(p.wait_count, 1);
}

/* More limited steps than a position can count: told, never half counted. */
static void too_many_limits_are_told(void **state) {
    struct world *w = *state;
    enum { MANY = PATHS_LIMITS_MAX + 1 };
    static const struct small_step STEP[] = {{0, 5, NONE, 0, NONE, NONE, 1}};
    const struct law_rulebook *one = make(w->a, STEP, 1);
    struct law_rulebook *r = NEW(w->a, struct law_rulebook, 1);
    struct law_step *steps = NEW(w->a, struct law_step, MANY);
    for (int i = 0; i < MANY; i++)
        steps[i] = one->steps[0];
    *r = *one;
    r->steps = steps;
    r->step_count = PATHS_LIMITS_MAX;
    assert_false(paths_walk(w->a, w->law, r, w->law->rulebooks[0].from).cut);
    r->step_count = MANY;
    assert_true(paths_walk(w->a, w->law, r, w->law->rulebooks[0].from).cut);
}

/* UU 10/2016 Ps 146: 14 days, one return (3) and one handing in again (3), 3 more days of the
 * prosecutor, 5 to the court. */
static void one_lawful_return_of_the_file_counts(void **state) {
    struct world *w = *state;
    const struct law_rulebook *r = law_rulebook_named(w->law, STR("gakkumdu@1"));
    assert_non_null(r);
    struct paths p = paths_walk(w->a, w->law, r, r->from);
    assert_int_equal(p.round_count, 0);
    bool court = false;
    for (size_t i = 0; i < p.end_count; i++)
        if (str_equal(p.ends[i].state->id, STR("in_criminal_court"))) {
            court = true;
            assert_int_equal(p.ends[i].longest.units[LAW_WORKING_DAYS], 28);
            assert_int_equal(p.ends[i].longest.units[LAW_HOURS], 1);
        }
    assert_true(court);
}

static void units_stay_apart(void **state) {
    struct world *w = *state;
    static const struct small_step STEP[] = {{0, 1, 1, 0, NONE, NONE, 0},
                                             {1, 5, NONE, 1, NONE, NONE, 0}};
    struct paths p = paths_walk(w->a, w->law, make(w->a, STEP, 2), w->law->rulebooks[0].from);
    assert_int_equal(p.ends[0].longest.units[LAW_CALENDAR_DAYS], 5);
    assert_int_equal(p.ends[0].longest.units[LAW_WORKING_DAYS], 3);
    assert_false(p.ends[0].longest.open);
}

/* s0 -hold-> s1 -go on-> s2 -end-> s5: clock 0 runs from the entry and stands still in s1, where
 * the wait has no limit and is counted as none. Suspended twice or resumed while it runs, it stays.
 */
static void a_suspended_clock_lets_wait_without_limit(void **state) {
    struct world *w = *state;
    static const struct small_step STEP[] = {{0, 1, NONE, NONE, NONE, NONE, 0},
                                             {1, 2, NONE, NONE, NONE, NONE, 0},
                                             {2, 3, NONE, NONE, NONE, NONE, 0},
                                             {3, 5, NONE, 0, NONE, NONE, 0},
                                             {1, 5, NONE, NONE, 0, NONE, 0}};
    const struct law_rulebook *r = make(w->a, STEP, COUNT_OF(STEP));
    const struct law_clock **held = NEW(w->a, const struct law_clock *, 2);
    struct law_outcome *outcomes[COUNT_OF(STEP)];
    held[0] = &r->clocks[0];
    held[1] = &r->clocks[1]; /* which never runs */
    for (size_t i = 0; i < COUNT_OF(STEP); i++) {
        outcomes[i] = NEW(w->a, struct law_outcome, 1);
        *outcomes[i] = r->steps[i].outcomes[0];
        ((struct law_step *)r->steps)[i].outcomes = outcomes[i]; /* make() made them */
    }
    outcomes[0]->suspends = outcomes[1]->suspends = (struct law_clocks){held, 2};
    outcomes[1]->resumes = outcomes[2]->resumes = (struct law_clocks){held, 2};
    struct paths p = paths_walk(w->a, w->law, r, w->law->rulebooks[0].from);
    assert_false(p.cut);
    assert_int_equal(p.end_count, 1);
    assert_int_equal(p.ends[0].shortest.days, 0);
    assert_int_equal(p.ends[0].longest.days, 5); /* as without the suspension */
    assert_true(p.ends[0].longest.open);
    assert_int_equal(p.wait_count, 1);
    assert_ptr_equal(p.waits[0].state, &r->states[1]);
    assert_int_equal(p.never_count, 1); /* the end of a clock that stands still is not waited for */
    assert_ptr_equal(p.never[0], &r->steps[4]);
}

/* s0 -> s1, where a person's clock alone runs and nobody waits for its end -> s2, where none runs.
 */
static void a_clock_that_does_not_run_is_never_waited_for(void **state) {
    struct world *w = *state;
    static const struct small_step STEP[] = {{0, 1, 2, 0, NONE, NONE, 0},
                                             {1, 2, NONE, 2, NONE, NONE, 0},
                                             {2, 5, NONE, NONE, 0, NONE, 0},
                                             {2, 5, NONE, NONE, NONE, NONE, 0}};
    const struct law_rulebook *r = make(w->a, STEP, COUNT_OF(STEP));
    struct paths p = paths_walk(w->a, w->law, r, w->law->rulebooks[0].from);
    assert_int_equal(p.end_count, 1);
    assert_int_equal(p.never_count, 1);
    assert_ptr_equal(p.never[0], &r->steps[2]);
    assert_int_equal(p.wait_count, 2);
    assert_ptr_equal(p.waits[0].only_right, &r->clocks[2]);
    assert_null(p.waits[1].only_right);
}

static void an_end_that_nothing_leads_to_is_none(void **state) {
    struct world *w = *state;
    static const struct small_step STEP[] = {{1, 5, NONE, NONE, NONE, NONE, 0}};
    const struct law_rulebook *r = make(w->a, STEP, 1);
    struct paths p = paths_walk(w->a, w->law, r, w->law->rulebooks[0].from);
    assert_int_equal(p.end_count, 0);
    assert_int_equal(p.unreached_count, STATES - 1);
    assert_int_equal(p.never_count, 1);
}

/* Clock 1 becomes one of 9 calendar days that replaces clock 0. */
static const struct law_rulebook *make_extended(struct arena *a, const struct small_step *list,
                                                int count) {
    const struct law_rulebook *r = make(a, list, count);
    struct law_clock *clocks = (struct law_clock *)r->clocks; /* make() made them */
    clocks[1] = (struct law_clock){
        .n = 9, .unit = LAW_CALENDAR_DAYS, .kind = LAW_DUTY, .replaces = &clocks[0]};
    return r;
}

static void an_extension_counts_from_the_first_start_while_that_clock_runs(void **state) {
    struct world *w = *state;
    static const struct small_step RUNS[] = {{0, 1, 1, NONE, NONE, NONE, 0},
                                             {1, 5, NONE, 1, NONE, NONE, 0}},
                                   STOPPED[] = {{0, 1, 1, 0, NONE, NONE, 0},
                                                {1, 5, NONE, 1, NONE, NONE, 0}};
    struct date from = w->law->rulebooks[0].from;
    struct paths p = paths_walk(w->a, w->law, make_extended(w->a, RUNS, 2), from);
    assert_int_equal(p.ends[0].longest.days, 9);
    p = paths_walk(w->a, w->law, make_extended(w->a, STOPPED, 2), from);
    assert_int_equal(p.ends[0].longest.days, 5 + 9);
}

static void a_clock_from_receipt_may_be_the_last_one(void **state) {
    struct world *w = *state;
    static const struct small_step STEP[] = {{0, 5, 3, 0, NONE, NONE, 0}};
    struct paths p = paths_walk(w->a, w->law, make(w->a, STEP, 1), w->law->rulebooks[0].from);
    assert_int_equal(p.ends[0].longest.days, 2);
    assert_int_equal(p.ends[0].longest.units[LAW_CALENDAR_DAYS], 2);
    assert_int_equal(p.strict_count, 1);
}

/* s0 -> s1, which waits for the reporter, whose clock 2 runs there. */
static void a_reporter_who_never_acts_holds_a_case_unless_a_step_waits_for_the_clock(void **state) {
    struct world *w = *state;
    static const struct small_step STEP[] = {{0, 1, 2, 0, NONE, NONE, 0},
                                             {1, 5, NONE, 2, NONE, NONE, 0},
                                             {1, 5, NONE, NONE, 2, NONE, 0}};
    for (int waits = 0; waits < 2; waits++) {
        const struct law_rulebook *r = make(w->a, STEP, 2 + waits);
        ((struct law_state *)r->states)[1].waits_for = STR("reporter");
        struct paths p = paths_walk(w->a, w->law, r, w->law->rulebooks[0].from);
        assert_int_equal(p.wait_count, waits ? 0 : 1);
        assert_int_equal(p.ends[0].longest.days, 5 + 4 + waits);
    }
}

/* count notes in s0, in any order, all of which the way to s5 needs: 2 to the count positions. */
static const struct law_rulebook *make_notes(struct arena *a, size_t count) {
    static const struct small_step END[] = {{0, 5, NONE, 0, NONE, NONE, 0}};
    struct law_rulebook *r = (struct law_rulebook *)make(a, END, 1);
    struct law_step *steps = NEW(a, struct law_step, count + 1);
    const struct law_step **needs = NEW(a, const struct law_step *, count);
    struct law_outcome *note = NEW(a, struct law_outcome, 1);
    *note = (struct law_outcome){.value = STR("noted"), .to = &r->states[0]};
    for (size_t i = 0; i < count; i++) {
        steps[i] = r->steps[0];
        steps[i].outcomes = note;
        needs[i] = &steps[i];
    }
    steps[count] = r->steps[0];
    steps[count].needs = needs;
    steps[count].need_count = count;
    r->steps = steps;
    r->step_count = count + 1;
    return r;
}

static void what_is_too_large_is_said_to_be_cut(void **state) {
    static const struct {
        size_t notes, clocks;
        int days; /* of clock 0 */
        bool cut;
        size_t ends;
    } CASES[] = {
        {0, CLOCKS, 5, false, 1},
        {8, CLOCKS, 5, false, 1},
        {14, CLOCKS, 5, true, 1}, /* 16,384 positions, more moves between them than are kept */
        {15, CLOCKS, 5, true, 0}, /* more positions than are kept */
        {PATHS_NEEDS_MAX + 1, CLOCKS, 5, true, 0},
        {0, PATHS_CLOCKS_MAX, 5, false, 1},
        {0, PATHS_CLOCKS_MAX + 1, 5, true, 0},
        {0, CLOCKS, 5990, false, 1},
        {0, CLOCKS, 6010, false, 0}, /* later than anything that is asked for */
    };
    struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(1u << 30);
        struct law_rulebook *r = (struct law_rulebook *)make_notes(a, CASES[i].notes);
        struct law_clock *clocks = NEW(a, struct law_clock, CASES[i].clocks);
        struct law_clock_start *entry = NEW(a, struct law_clock_start, 1);
        fill_clocks(clocks);
        clocks[0].n = CASES[i].days;
        entry->clock = clocks;
        r->clocks = clocks;
        r->clock_count = CASES[i].clocks;
        r->entry_starts = entry;
        r->entry_start_count = !CASES[i].notes; /* a mere note goes round where no clock runs */
        ((struct law_outcome *)r->steps[CASES[i].notes].outcomes)->stop_count = 0;
        struct paths p = paths_walk(a, w->law, r, w->law->rulebooks[0].from);
        if (p.cut != CASES[i].cut || p.end_count != CASES[i].ends)
            fail_msg("%zu notes, %zu clocks, %d days: cut %d, %zu ends", CASES[i].notes,
                     CASES[i].clocks, CASES[i].days, p.cut, p.end_count);
        arena_free(a);
    }
}

static void every_shipped_procedure_is_walked_whole(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < w->law->rulebook_count; i++) {
        const struct law_rulebook *r = &w->law->rulebooks[i];
        struct arena *a = arena_new(512u << 20);
        struct paths p = paths_walk(a, w->law, r, r->from);
        assert_false(p.cut);
        assert_true(p.end_count > 0);
        assert_int_equal(p.unreached_count, 0);
        assert_int_equal(p.never_count, 0);
        for (size_t e = 0; e < p.end_count; e++)
            assert_true(p.ends[e].shortest.who && p.ends[e].longest.who &&
                        p.ends[e].shortest.days <= p.ends[e].longest.days &&
                        p.ends[e].longest_early <= p.ends[e].longest.days);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_are_as_long_as_their_clocks),
        cmocka_unit_test(a_round_tells_how_long_one_lap_takes),
        cmocka_unit_test(a_lap_without_a_limit_says_so),
        cmocka_unit_test(too_many_limits_are_told),
        cmocka_unit_test(one_lawful_return_of_the_file_counts),
        cmocka_unit_test(units_stay_apart),
        cmocka_unit_test(a_suspended_clock_lets_wait_without_limit),
        cmocka_unit_test(a_clock_that_does_not_run_is_never_waited_for),
        cmocka_unit_test(an_end_that_nothing_leads_to_is_none),
        cmocka_unit_test(an_extension_counts_from_the_first_start_while_that_clock_runs),
        cmocka_unit_test(a_clock_from_receipt_may_be_the_last_one),
        cmocka_unit_test(a_reporter_who_never_acts_holds_a_case_unless_a_step_waits_for_the_clock),
        cmocka_unit_test(what_is_too_large_is_said_to_be_cut),
        cmocka_unit_test(every_shipped_procedure_is_walked_whole),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
