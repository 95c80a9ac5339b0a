/* What rulebooks in force never say at once, and stores of other days may: a rulebook that is gone,
 * a clock that its rulebook dropped, a role that is now a kind, a track that nobody opened. */
#include "decision/decision_internal.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { ALWAYS = 100000 };
static const struct law_clock CLOCKS[] = {
    {.id = STR_INIT("handle"), .n = 5},
    {.id = STR_INIT("follow"), .n = 5, .unit = LAW_WORKING_DAYS, .replaces = &CLOCKS[0]}};
static const struct law_state STATES[] = {
    {.id = STR_INIT("open"), .waits_for = STR_INIT("judge")},
    {.id = STR_INIT("ended"), .terminal = true},
    {.id = STR_INIT("at_bkn"), .waits_for = STR_INIT("bkn")},
};
static const struct law_clock_start FROM_FACT[] = {
    {&CLOCKS[0], LAW_FROM_FACT, STR_INIT("received_on")}};
static const struct law_rulebook BOOKS[] = {
    {.regime = STR_INIT("main"),
     .version = 1,
     .to = {ALWAYS},
     .states = STATES,
     .state_count = COUNT_OF(STATES),
     .clocks = CLOCKS,
     .clock_count = COUNT_OF(CLOCKS),
     .entry_opened = &STATES[0],
     .entry_starts = FROM_FACT,
     .entry_start_count = 1},
    {.regime = STR_INIT("closed"), .version = 1, .to = {ALWAYS}}, /* no other procedure opens it */
};
static const struct law_office KINDS[] = {{.id = STR_INIT("bkn")}};
static const struct law LAW = {.calendar = {.version = STR_INIT("2"), .last = {ALWAYS}},
                               .rulebooks = BOOKS,
                               .rulebook_count = COUNT_OF(BOOKS),
                               .offices = KINDS,
                               .office_count = COUNT_OF(KINDS)};

static void same(struct str a, const char *b) {
    if (!str_equal(a, str_from_c(b)))
        fail_msg("\"%.*s\", not \"%s\"", STR_ARG(a), b);
}

/* A case of the rulebook main in the state open. */
static struct case_state open_case(void) {
    return (struct case_state){.received.rules = STR("main@1"),
                               .state = STR("open"),
                               .offices = {.bawaslu = STR("bw"), .holder = STR("bw")}};
}

static void a_clock_is_recounted_where_there_is_something_to_count_it_by(void **state) {
    static const struct {
        const char *name;
        struct case_clock clock;
        const char *reason; /* "": it stays */
    } CASES[] = {
        {"of a track that nobody opened",
         {.id = STR_INIT("handle"), .running = true, .track = STR_INIT("ghost")},
         ""},
        {"of a track whose rulebook is gone",
         {.id = STR_INIT("handle"), .running = true, .track = STR_INIT("old")},
         ""},
        {"that its rulebook dropped", {.id = STR_INIT("dropped"), .running = true}, ""},
        {"suspended", {.id = STR_INIT("handle"), .running = true, .suspended = true}, ""},
        {"that stopped", {.id = STR_INIT("handle")}, ""},
        {"as it was",
         {.id = STR_INIT("handle"), .running = true, .due = {6}, .due_early = {5}},
         ""},
        {"in calendar days, by another rule", {.id = STR_INIT("handle"), .running = true}, "rule"},
        {"whose early reading alone moved",
         {.id = STR_INIT("handle"), .running = true, .due = {6}, .due_early = {4}},
         "rule"},
    };
    static const struct case_track OLD[] = {
        {.id = STR_INIT("old"), .rules = STR_INIT("gone@9"), .state = STR_INIT("open")}};
    struct arena *a = *state;
    const struct decision_upkeep facts = {.law = &LAW};
    struct date one = {1};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct case_clock clock = CASES[i].clock;
        struct case_state cs = open_case();
        const struct case_recount *list;
        clock.start = one;
        cs.clocks = &clock;
        cs.clock_count = 1;
        cs.tracks = OLD;
        cs.track_count = 1;
        size_t count = decide_recounts(a, &facts, &cs, &list);
        if (count != (CASES[i].reason[0] != 0))
            fail_msg("a clock %s: %zu, due %d", CASES[i].name, count,
                     count ? list[0].now.due.day : 0);
        if (count)
            same(list[0].reason, CASES[i].reason);
    }
}

static void only_roles_that_are_awaited_are_asked_for(void **state) {
    static const struct case_track TRACKS[] = {
        {.id = STR_INIT("a"), .rules = STR_INIT("gone@9"), .state = STR_INIT("open")},
        {.id = STR_INIT("b"), .rules = STR_INIT("main@1"), .state = STR_INIT("dropped")},
        {.id = STR_INIT("c"), .rules = STR_INIT("main@1"), .state = STR_INIT("ended")},
        {.id = STR_INIT("d"), .rules = STR_INIT("main@1"), .state = STR_INIT("at_bkn")},
        {.id = STR_INIT("e"), .rules = STR_INIT("main@1"), .state = STR_INIT("open")},
    };
    static const struct case_office OTHERS[] = {{STR_INIT("bkn"), STR_INIT("bkn-1")},
                                                {STR_INIT("clerk"), STR_INIT("x")}};
    struct case_state cs = open_case();
    cs.tracks = TRACKS;
    cs.track_count = COUNT_OF(TRACKS);
    cs.offices.others = OTHERS;
    cs.offices.other_count = COUNT_OF(OTHERS);
    struct law_words_list roles = decide_roles(*state, &LAW, &cs);
    assert_int_equal(roles.count, 2);
    same(roles.list[0], "judge");
    same(roles.list[1], "clerk");
}

static void a_role_that_nobody_had_passes_from_who_held_the_procedure(void **state) {
    static const struct case_track TRACKS[] = {{.id = STR_INIT("beside"),
                                                .rules = STR_INIT("main@1"),
                                                .state = STR_INIT("open"),
                                                .holder = STR_INIT("bw")},
                                               {.id = STR_INIT("other"),
                                                .rules = STR_INIT("main@1"),
                                                .state = STR_INIT("at_bkn"),
                                                .holder = STR_INIT("bkn-1")}};
    static const struct decision_office TO[] = {
        {STR_INIT("vacant"), STR_INIT("court"), STR_INIT("")},
        {STR_INIT("bkn"), STR_INIT("bkn"), STR_INIT("bkn-2")}, /* a kind, no role: stays */
        {STR_INIT("judge"), STR_INIT("court"), STR_INIT("court-1")},
    };
    struct case_state cs = open_case();
    cs.tracks = TRACKS;
    cs.track_count = COUNT_OF(TRACKS);
    const struct decision_upkeep facts = {.law = &LAW, .offices = {TO, COUNT_OF(TO)}};
    const struct case_reroute *list;
    assert_int_equal(decide_reroutes(*state, &facts, &cs, &list), 2);
    same(list[0].track, "");
    same(list[0].from, "bw");
    same(list[0].offices.holder, "court-1");
    same(list[1].track, "beside");
    same(list[1].to, "court-1");
    cs.offices = list[1].offices; /* and from an office that had it */
    static const struct decision_office NEXT[] = {
        {STR_INIT("judge"), STR_INIT("court"), STR_INIT("court-2")}};
    const struct decision_upkeep later = {.law = &LAW, .offices = {NEXT, 1}};
    assert_int_equal(decide_reroutes(*state, &later, &cs, &list), 2);
    same(list[0].from, "court-1");
}

static void an_office_is_put_under_its_name_and_its_kind(void **state) {
    static const struct decision_office PUT[] = {
        {STR_INIT("supervisor"), STR_INIT("bkn"), STR_INIT("bkn-1")},
        {STR_INIT("judge"), STR_INIT("court"), STR_INIT("court-1")},
        {STR_INIT("judge"), STR_INIT("court"), STR_INIT("court-2")},
        {STR_INIT("bkn"), STR_INIT("bkn"), STR_INIT("bkn-2")},
        {STR_INIT("ppk"), STR_INIT("ppk"), STR_INIT("ppk-1")},
        {STR_INIT("bawaslu"), STR_INIT("bawaslu"), STR_INIT("bw-2")},
    };
    struct case_offices offices = {.bawaslu = STR("bw")};
    for (size_t i = 0; i < COUNT_OF(PUT); i++)
        decision_office_set(*state, &PUT[i], &offices);
    same(offices.bawaslu, "bw"); /* the one that received the report: never another */
    same(offices.bkn, "bkn-2");
    same(offices.ppk, "ppk-1");
    assert_int_equal(offices.other_count, 2);
    same(case_office(&offices, STR("judge")), "court-2");
    same(case_office(&offices, STR("supervisor")), "bkn-1");
}

static void a_step_for_nobody_named_is_for_the_class_unknown(void **state) {
    static const struct str UNKNOWN[] = {STR_INIT("unknown")}, VILLAGE[] = {STR_INIT("kades")};
    static const struct intake_person NO_CLASS[] = {{.class = STR_INIT("")}};
    static const struct law_state *const FROM[] = {&STATES[0]};
    const struct {
        const char *name;
        struct law_words_list subjects;
        size_t persons;
        bool free;
    } CASES[] = {
        {"for anybody", {NULL, 0}, 0, true},
        {"for the unknown, and nobody is named", {UNKNOWN, 1}, 0, true},
        {"for the unknown, and no class is said", {UNKNOWN, 1}, 1, true},
        {"for a class, and nobody is named", {VILLAGE, 1}, 0, false},
        {"for a class, and no class is said", {VILLAGE, 1}, 1, false},
    };
    struct case_state cs = open_case();
    cs.received.report.subjects = NO_CLASS;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_step step = {.from = FROM, .from_count = 1, .subjects = CASES[i].subjects};
        cs.received.report.subject_count = CASES[i].persons;
        struct err e = decide_allowed(*state, &step, &cs, STR(""), (struct date){0});
        if (e.code != (CASES[i].free ? ERR_NONE : ERR_STEP_BLOCKED))
            fail_msg("a step %s", CASES[i].name);
        e = decide_allowed(*state, &step, &cs, STR("ghost"), (struct date){0});
        assert_int_equal(e.code, ERR_STEP_BLOCKED);
        same(e.about, "state");
    }
}

/* A step of a track: clocks of the case's own procedure, and clocks that do not run, stay. */
static void a_step_touches_its_own_running_clocks_alone(void **state) {
    static const struct law_clock *const BOTH[] = {&CLOCKS[0], &CLOCKS[1]};
    static const struct law_clock_start START[] = {{.clock = &CLOCKS[1]}};
    static const struct law_outcome OF = {.to = &STATES[0],
                                          .starts = START,
                                          .start_count = 1,
                                          .suspends = {BOTH, 2},
                                          .resumes = {BOTH, 2}};
    static const struct case_clock RUN[] = {
        {.id = STR_INIT("handle"), .running = true, .start = {3}},
        {.id = STR_INIT("other"), .running = true, .track = STR_INIT("beside")},
        {.id = STR_INIT("handle"), .running = true, .start = {7}, .track = STR_INIT("beside")}};
    struct case_state cs = open_case();
    cs.clocks = RUN;
    cs.clock_count = COUNT_OF(RUN);
    const struct intake_action command = {.outcome = &OF};
    const struct decision_step facts = {.law = &LAW, .rules = &BOOKS[0], .track = STR("beside")};
    const struct deciding d = {.a = *state,
                               .facts = &facts,
                               .cs = &cs,
                               .command = &command,
                               .track = {.id = STR("beside"), .holder = STR("court-1")}};
    struct case_step step = {.holder = STR("court-1")};
    decision_step_clocks(&d, &step);
    assert_int_equal(step.start_count, 1);
    assert_int_equal(step.starts[0].start.day, 7); /* taken over from the track's own */
    assert_int_equal(step.stop_count, 1);
    same(step.stops[0], "handle");
    assert_int_equal(step.suspend_count, 1);
    assert_int_equal(step.resume_count, 0);
}

static void what_opens_is_a_procedure_that_others_open(void **state) {
    static const struct case_track TRACKS[] = {
        {.id = STR_INIT("mainly"), .rules = STR_INIT("main@1")}, /* by another name */
        {.id = STR_INIT("main-2"), .rules = STR_INIT("main@1")},
        {.id = STR_INIT("main"), .rules = STR_INIT("other@1")},
        {.id = STR_INIT("main"), .rules = STR_INIT("main@1")}};
    static const struct {
        const char *name;
        struct str regime;
        enum err_code code;
    } CASES[] = {
        {"it does", STR_INIT("main"), ERR_NONE},
        {"none opens it", STR_INIT("closed"), ERR_RULES},
        {"there is none", STR_INIT("unheard"), ERR_RULES},
    };
    struct case_state cs = open_case();
    cs.tracks = TRACKS;
    cs.track_count = COUNT_OF(TRACKS);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_outcome outcome = {.to = &STATES[0], .opens = {&CASES[i].regime, 1}};
        const struct intake_action command = {.outcome = &outcome};
        const struct decision_step facts = {.law = &LAW, .rules = &BOOKS[0]};
        const struct deciding d = {.a = *state,
                                   .facts = &facts,
                                   .cs = &cs,
                                   .command = &command,
                                   .days = {.received_on = {4}, .today = {9}}};
        struct case_step step = {.offices = cs.offices};
        if (decision_step_opens(&d, &step).code != CASES[i].code)
            fail_msg("%s", CASES[i].name);
        struct law_words_list names = decide_names(*state, &LAW, &command, (struct date){1});
        assert_int_equal(names.count, 1); /* the judge, once */
        if (CASES[i].code)
            continue;
        same(step.opens[0].track, "main-3");
        assert_int_equal(step.opens[0].clocks[0].start.day, 4);
    }
}

static int begin(void **state) {
    *state = arena_new(1 << 20);
    return 0;
}

static int end(void **state) {
    arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_is_recounted_where_there_is_something_to_count_it_by),
        cmocka_unit_test(only_roles_that_are_awaited_are_asked_for),
        cmocka_unit_test(a_role_that_nobody_had_passes_from_who_held_the_procedure),
        cmocka_unit_test(an_office_is_put_under_its_name_and_its_kind),
        cmocka_unit_test(a_step_for_nobody_named_is_for_the_class_unknown),
        cmocka_unit_test(a_step_touches_its_own_running_clocks_alone),
        cmocka_unit_test(what_opens_is_a_procedure_that_others_open),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
