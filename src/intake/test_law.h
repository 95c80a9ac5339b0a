#ifndef INTAKE_TEST_LAW_H
#define INTAKE_TEST_LAW_H
/* A law small enough to see at once, and helpers, for the tests of this room. */
#include "intake/intake.h"

#include <stdio.h>

/* 27 September 2024 as a number of days, and an election that opened on that day. */
enum { TEST_OPENS = 19993, TEST_TODAY = TEST_OPENS + 45 /* 11 November 2024 */ };

static const struct law_election TEST_ELECTIONS[] = {
    {.id = STR_INIT("pilkada-2024"), .regime = STR_INIT("pilkada-2024"), .opens = {TEST_OPENS}}};
static const struct law_act TEST_ACTS[] = {{.row = {.id = STR_INIT("DIS-06")}},
                                           {.row = {.id = STR_INIT("DIS-07")}}};
static const struct law_subject_class TEST_CLASSES[] = {{.row = {.id = STR_INIT("pns")}},
                                                        {.row = {.id = STR_INIT("kades")}}};
static const struct law TEST_LAW = {.elections = TEST_ELECTIONS,
                                    .election_count = COUNT_OF(TEST_ELECTIONS),
                                    .acts = TEST_ACTS,
                                    .act_count = COUNT_OF(TEST_ACTS),
                                    .classes = TEST_CLASSES,
                                    .class_count = COUNT_OF(TEST_CLASSES)};

/* "field:code:limit field:code" in the order in which they were found. */
static inline struct str test_faults(struct arena *a, const struct intake_faults *faults) {
    struct str text = {0};
    for (size_t i = 0; i < faults->count; i++) {
        const struct intake_fault *f = &faults->list[i];
        text = f->limit ? arena_printf(a, "%.*s%s%.*s:%.*s:%lld", STR_ARG(text), i ? " " : "",
                                       STR_ARG(f->field), STR_ARG(f->code), (long long)f->limit)
                        : arena_printf(a, "%.*s%s%.*s:%.*s", STR_ARG(text), i ? " " : "",
                                       STR_ARG(f->field), STR_ARG(f->code));
    }
    return text;
}
#endif
