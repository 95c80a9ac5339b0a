#ifndef DECISION_TRACKS_SAMPLE_H
#define DECISION_TRACKS_SAMPLE_H
/* For tests: a procedure that opens another beside itself, a role that changes hands, clocks that
 * are extended and suspended.
 *   main:  examined -plenary-> forwarded -recommend-> at_ppk -decide-> closed
 *   crime: studied -refer-> ended; opened by an outcome of the plenary */
#include "decision/decision.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { ALWAYS = INT32_MIN, EVENTS_MAX = 32 };
static const struct law_clock CLOCKS[] = {
    {.id = STR_INIT("follow"), .n = 5, .unit = LAW_WORKING_DAYS},
    {.id = STR_INIT("follow_ext"), .n = 10, .unit = LAW_WORKING_DAYS, .replaces = &CLOCKS[0]},
};
static const struct law_clock CRIME_CLOCKS[] = {
    {.id = STR_INIT("follow"), .n = 1, .unit = LAW_HOURS}};
enum { EXAMINED, FORWARDED, AT_PPK, CLOSED };
static const struct law_state STATES[] = {
    {.id = STR_INIT("examined"), .phase = LAW_EXAMINATION, .waits_for = STR_INIT("bawaslu")},
    {.id = STR_INIT("forwarded"), .phase = LAW_WITH_BKN, .waits_for = STR_INIT("supervisor")},
    {.id = STR_INIT("at_ppk"), .phase = LAW_WITH_PPK, .waits_for = STR_INIT("ppk")},
    {.id = STR_INIT("closed"), .phase = LAW_DONE_OTHER, .terminal = true},
};
static const struct law_state CRIME_STATES[] = {
    {.id = STR_INIT("studied"), .phase = LAW_EXAMINATION, .waits_for = STR_INIT("bawaslu")},
    {.id = STR_INIT("ended"), .phase = LAW_DONE_OTHER, .terminal = true},
};
static const struct law_clock_start START_FOLLOW[] = {{.clock = &CLOCKS[0]}};
static const struct law_clock_start START_EXT[] = {{.clock = &CLOCKS[1]}};
static const struct law_clock_start START_POLICE[] = {{.clock = &CRIME_CLOCKS[0]}};
static const struct law_clock *const FOLLOW[] = {&CLOCKS[0]};
static const struct str OPENS[] = {STR_INIT("crime")};
static const struct str VILLAGE[] = {STR_INIT("kades")};
enum { FORWARD, CRIME, NOTHING };
static const struct law_outcome
    OF_PLENARY[] = {{.value = STR_INIT("forward"),
                     .to = &STATES[FORWARDED],
                     .hand_to = STR_INIT("supervisor"),
                     .starts = START_FOLLOW,
                     .start_count = 1},
                    {.value = STR_INIT("crime"), .opens = {OPENS, 1}},
                    {.value = STR_INIT("nothing"), .to = &STATES[CLOSED]}},
    OF_RECOMMEND[] = {{.value = STR_INIT("done"), .to = &STATES[AT_PPK]}},
    OF_HOLD[] = {{.value = STR_INIT("done"), .to = &STATES[FORWARDED], .suspends = {FOLLOW, 1}}},
    OF_GO_ON[] = {{.value = STR_INIT("done"), .to = &STATES[FORWARDED], .resumes = {FOLLOW, 1}}},
    OF_EXTEND[] = {{.value = STR_INIT("done"),
                    .to = &STATES[FORWARDED],
                    .starts = START_EXT,
                    .start_count = 1}},
    OF_DECIDE[] = {{.value = STR_INIT("done"), .to = &STATES[CLOSED]}},
    OF_AGAIN[] = {{.value = STR_INIT("done"), .to = &STATES[FORWARDED], .opens = {OPENS, 1}}},
    OF_REFER[] = {{.value = STR_INIT("done"), .to = &CRIME_STATES[1]}};
#define STEP(id_, name_, actor_, from_, outcomes_)                                                 \
    .id = STR_INIT(id_), .name = STR_INIT(name_), .actor = STR_INIT(actor_),                       \
    .role = STR_INIT("officer"), .from = (const struct law_state *const[]){from_},                 \
    .from_count = 1, .outcomes = outcomes_, .outcome_count = COUNT_OF(outcomes_)
static const struct law_step STEPS[] = {
    {STEP("P12", "plenary", "bawaslu", &STATES[EXAMINED], OF_PLENARY), .several = true},
    {STEP("B04", "recommend", "supervisor", &STATES[FORWARDED], OF_RECOMMEND)},
    {STEP("B05", "hold", "supervisor", &STATES[FORWARDED], OF_HOLD)},
    {STEP("B06", "go_on", "supervisor", &STATES[FORWARDED], OF_GO_ON)},
    {STEP("B07", "extend", "supervisor", &STATES[FORWARDED], OF_EXTEND)},
    {STEP("B08", "open_again", "supervisor", &STATES[FORWARDED], OF_AGAIN)},
    {STEP("B09", "village", "supervisor", &STATES[FORWARDED], OF_RECOMMEND),
     .subjects = {VILLAGE, 1}},
    {STEP("D10", "decide", "ppk", &STATES[AT_PPK], OF_DECIDE)},
};
static const struct law_step CRIME_STEPS[] = {
    {STEP("G01", "recommend", "bawaslu", &CRIME_STATES[0], OF_REFER)}};
static const struct law_rulebook BOOKS[] = {
    {.regime = STR_INIT("main"),
     .version = 1,
     .from = {ALWAYS},
     .to = {LAW_OPEN},
     .states = STATES,
     .state_count = COUNT_OF(STATES),
     .clocks = CLOCKS,
     .clock_count = COUNT_OF(CLOCKS),
     .steps = STEPS,
     .step_count = COUNT_OF(STEPS)},
    {.regime = STR_INIT("crime"),
     .kind = LAW_OPENED,
     .version = 2,
     .from = {ALWAYS},
     .to = {LAW_OPEN},
     .states = CRIME_STATES,
     .state_count = COUNT_OF(CRIME_STATES),
     .clocks = CRIME_CLOCKS,
     .clock_count = COUNT_OF(CRIME_CLOCKS),
     .steps = CRIME_STEPS,
     .step_count = COUNT_OF(CRIME_STEPS),
     .entry_opened = &CRIME_STATES[0],
     .entry_starts = START_POLICE,
     .entry_start_count = 1},
};
static const struct law_office KINDS[] = {
    {.id = STR_INIT("bawaslu")}, {.id = STR_INIT("kasn")},    {.id = STR_INIT("bkn")},
    {.id = STR_INIT("ppk")},     {.id = STR_INIT("council")},
};

static inline struct date day(const char *text) {
    struct date d = {0};
    assert_true(date_parse(str_from_c(text), &d));
    return d;
}

static inline void same(struct str a, const char *b) {
    if (!str_equal(a, str_from_c(b)))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(a), b);
}

/* One case with all that happened to it. */
struct story {
    struct arena *a;
    struct law law;
    struct law_authority authorities[3];
    struct law_holiday off[2];
    struct date today;
    struct decision_weeks weeks;
    struct case_state cs;
    struct case_event events[EVENTS_MAX];
    size_t event_count;
};
#endif
