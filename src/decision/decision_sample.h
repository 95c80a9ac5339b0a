#ifndef DECISION_SAMPLE_H
#define DECISION_SAMPLE_H
/* For tests: a small rulebook with one of each thing that a rulebook can say.
 *   received -review-> registered -clarify-> registered -forward-> at_bkn -recommend-> at_ppk
 *       | ^  \-> waiting -complete-> received                                            |
 *       '-'gap      \-lapse-> closed             closed <-decide- at_ppk -decide-> elsewhere */
#include "decision/decision.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
enum { RECEIVED, WAITING, REGISTERED, AT_BKN, AT_PPK, ELSEWHERE, CLOSED, STATE_COUNT };
static const struct law_state STATES[STATE_COUNT] = {
    {.id = STR_INIT("received"), .phase = LAW_INTAKE, .waits_for = STR_INIT("bawaslu")},
    {.id = STR_INIT("waiting"), .phase = LAW_INTAKE, .waits_for = STR_INIT("reporter")},
    {.id = STR_INIT("registered"), .phase = LAW_EXAMINATION, .waits_for = STR_INIT("bawaslu")},
    {.id = STR_INIT("at_bkn"), .phase = LAW_WITH_BKN, .waits_for = STR_INIT("bkn")},
    {.id = STR_INIT("at_ppk"), .phase = LAW_WITH_PPK, .waits_for = STR_INIT("ppk")},
    {.id = STR_INIT("elsewhere"), .phase = LAW_WITH_PPK, .waits_for = STR_INIT("minister")},
    {.id = STR_INIT("closed"), .phase = LAW_DONE_NO_BREACH, .terminal = true},
};
enum { WINDOW, REVIEW_CLOCK, COMPLETION, HANDLE, FOLLOW, CLOCK_COUNT };
static const struct law_clock CLOCKS[CLOCK_COUNT] = {
    {.id = STR_INIT("window"), .n = 7, .kind = LAW_RIGHT},
    {.id = STR_INIT("review"), .n = 2},
    {.id = STR_INIT("completion"), .n = 2, .kind = LAW_RIGHT},
    {.id = STR_INIT("handle"), .n = 3},
    {.id = STR_INIT("follow"), .n = 3, .unit = LAW_WORKING_DAYS},
};
static const struct law_clock_start
    START_REVIEW[] = {{&CLOCKS[REVIEW_CLOCK], LAW_FROM_FACT, STR_INIT("received_on")}},
    START_REVIEW_NOW[] = {{.clock = &CLOCKS[REVIEW_CLOCK]}},
    START_COMPLETION[] = {{&CLOCKS[COMPLETION], LAW_FROM_FIELD, STR_INIT("notified_on")}},
    START_HANDLE[] = {{&CLOCKS[HANDLE], LAW_FROM_FACT, STR_INIT("registered_on")},
                      {&CLOCKS[WINDOW], LAW_FROM_FACT, STR_INIT("known_on")}},
    START_FOLLOW[] = {{.clock = &CLOCKS[FOLLOW]},
                      {&CLOCKS[HANDLE], LAW_FROM_FACT, STR_INIT("registered_on")}};
static const struct law_clock *const STOP_REVIEW[] = {&CLOCKS[REVIEW_CLOCK], &CLOCKS[FOLLOW]};
enum { REVIEW, LAPSE, COMPLETE, CLARIFY, FORWARD, RECOMMEND, DECIDE, STEP_COUNT };
static const struct law_step STEPS[STEP_COUNT];
static const struct law_step *const NEEDS[] = {&STEPS[CLARIFY], &STEPS[REVIEW]};
#define FROM(state) (const struct law_state *const[]){&STATES[state]}, .from_count = 1
#define OUTCOMES(list) list, .outcome_count = COUNT_OF(list)
static const struct law_outcome
    OF_REVIEW[] = {{.value = STR_INIT("ok"),
                    .to = &STATES[REGISTERED],
                    .registers = true,
                    .stops = STOP_REVIEW,
                    .stop_count = 2,
                    .starts = START_HANDLE,
                    .start_count = 2},
                   {.value = STR_INIT("gap"),
                    .to = &STATES[WAITING],
                    .stops = STOP_REVIEW,
                    .stop_count = 1,
                    .starts = START_COMPLETION,
                    .start_count = 1}},
    OF_LAPSE[] = {{.value = STR_INIT("lapsed"), .to = &STATES[CLOSED]}},
    OF_COMPLETE[] = {{.value = STR_INIT("done"),
                      .to = &STATES[RECEIVED],
                      .starts = START_REVIEW_NOW,
                      .start_count = 1}},
    OF_CLARIFY[] = {{.value = STR_INIT("done"), .to = &STATES[REGISTERED]}},
    OF_FORWARD[] = {{.value = STR_INIT("done"), .to = &STATES[AT_BKN], .hand_to = STR_INIT("bkn")}},
    OF_RECOMMEND[] = {{.value = STR_INIT("done"),
                       .to = &STATES[AT_PPK],
                       .starts = START_FOLLOW,
                       .start_count = 2}},
    OF_DECIDE[] = {{.value = STR_INIT("not_proven"), .to = &STATES[CLOSED]},
                   {.value = STR_INIT("raise"), .to = &STATES[ELSEWHERE], .registers = true}};
static const struct law_field FIELDS[] = {
    {.name = STR_INIT("held_on"), .type = LAW_F_DATE},
    {.name = STR_INIT("notified_on"), .type = LAW_F_DATE},
    {.name = STR_INIT("invited_for"), .type = LAW_F_DATETIME},
    {.name = STR_INIT("known_on"), .type = LAW_F_DATE},
    {.name = STR_INIT("oath"), .type = LAW_F_BOOL},
    {.name = STR_INIT("people"), .type = LAW_F_INT},
    {.name = STR_INIT("note"), .type = LAW_F_TEXT},
    {.name = STR_INIT("kinds"), .type = LAW_F_LIST},
    {.name = STR_INIT("day"), .type = LAW_F_DATETIME},
};
static const struct law_step STEPS[STEP_COUNT] = {
    {.id = STR_INIT("P04"),
     .name = STR_INIT("review"),
     .from = FROM(RECEIVED),
     .outcomes = OUTCOMES(OF_REVIEW),
     .fields = FIELDS,
     .field_count = COUNT_OF(FIELDS)},
    {.id = STR_INIT("P06"),
     .name = STR_INIT("lapse"),
     .from = FROM(WAITING),
     .outcomes = OUTCOMES(OF_LAPSE),
     .after = &CLOCKS[COMPLETION]},
    {.id = STR_INIT("P06"),
     .name = STR_INIT("complete"),
     .from = FROM(WAITING),
     .outcomes = OUTCOMES(OF_COMPLETE)},
    {.id = STR_INIT("P09"),
     .name = STR_INIT("clarify"),
     .from = FROM(REGISTERED),
     .outcomes = OUTCOMES(OF_CLARIFY)},
    {.id = STR_INIT("P14"),
     .name = STR_INIT("forward"),
     .from = FROM(REGISTERED),
     .outcomes = OUTCOMES(OF_FORWARD),
     .needs = NEEDS,
     .need_count = 2},
    {.id = STR_INIT("B04"),
     .name = STR_INIT("recommend"),
     .from = FROM(AT_BKN),
     .outcomes = OUTCOMES(OF_RECOMMEND)},
    {.id = STR_INIT("B05"),
     .name = STR_INIT("decide"),
     .from = FROM(AT_PPK),
     .outcomes = OUTCOMES(OF_DECIDE),
     .after = &CLOCKS[WINDOW]},
};
#define NEEDED(name, of)                                                                           \
    { .id = STR_INIT(name), .field = STR_INIT(of) }
static const struct law_requirement REQUIREMENTS[] = {
    NEEDED("name", "reporter.name"), NEEDED("address", "reporter.address"),
    NEEDED("party", "subjects"),     NEEDED("in_time", "known_on"),
    NEEDED("when", "occurred_on"),   NEEDED("where", "place"),
    NEEDED("what", "narrative"),     NEEDED("witnesses", "witnesses"),
    NEEDED("proof", "evidence")};
static const struct law_rulebook RULES = {
    .regime = STR_INIT("sample"),
    .version = 3,
    .states = STATES,
    .state_count = STATE_COUNT,
    .clocks = CLOCKS,
    .clock_count = CLOCK_COUNT,
    .steps = STEPS,
    .step_count = STEP_COUNT,
    .requirements = REQUIREMENTS,
    .requirement_count = COUNT_OF(REQUIREMENTS),
    .entry_report = &STATES[RECEIVED],
    .entry_tip = &STATES[WAITING],
    .entry_starts = START_REVIEW,
    .entry_start_count = 1,
    .report_window = &CLOCKS[WINDOW],
    .numbers = {.received = STR_INIT("{n:3}/{region}"), .registered = STR_INIT("R{n}/{region}")}};
static const struct law LAW = {
    .calendar = {.version = STR_INIT("test.1"), .first = {0}, .last = {100000}}};
static inline void same(struct str a, struct str b) {
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.len ? a.ptr : "", a.len ? b.ptr : "", a.len);
}
#endif
