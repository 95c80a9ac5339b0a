#ifndef CASE_SAMPLE_H
#define CASE_SAMPLE_H
/* For tests: a report and a step in which every field is filled, and how to damage their bodies. */
#include "case/case.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

enum { ARENA_CAP = 16 << 20, BODY_CAP = 1 << 20 };

static inline int setup(void **state) {
    *state = arena_new(ARENA_CAP);
    return 0;
}
static inline int teardown(void **state) {
    arena_free(*state);
    return 0;
}
static inline struct date day(const char *text) {
    struct date d = {0};
    assert_true(date_parse(str_from_c(text), &d));
    return d;
}
static inline void same(struct str a, struct str b) {
    if (!str_equal(a, b))
        fail_msg("\"%.*s\" is not \"%.*s\"", STR_ARG(a), STR_ARG(b));
}

static inline struct str taken_out(struct arena *a, struct buf *out) {
    assert_false(buf_full(out));
    struct str body = arena_str(a, buf_str(out));
    buf_done(out);
    return body;
}
static inline struct str encoded_received(struct arena *a, const struct case_received *r) {
    struct buf out = {.ceiling = BODY_CAP};
    case_received_encode(&out, r);
    return taken_out(a, &out);
}

static inline struct str encoded_step(struct arena *a, const struct case_step *s) {
    struct buf out = {.ceiling = BODY_CAP};
    case_step_encode(&out, s);
    return taken_out(a, &out);
}

static const struct intake_person SUBJECTS[] = {
    {.class = STR_INIT("pns"),
     .name = STR_INIT("Contoh \"Satu\""),
     .position = STR_INIT("Kepala Bidang"),
     .agency = STR_INIT("Dinas A\\B"),
     .address = STR_INIT("Jl. Merdeka"),
     .phone = STR_INIT("0711-1")},
    {.class = STR_INIT("kades")},
    {.name = STR_INIT("")},
};
static const struct intake_person WITNESSES[] = {
    {.name = STR_INIT("Saksi"), .phone = STR_INIT("+62 8")}};
static const struct case_evidence EVIDENCE[] = {
    {.id = {{1, 2, 0xff}}, .sha256 = {{0xab, 0, 7}}, .bytes = 10485760},
    {.id = {{9}}, .sha256 = {{0}}, .bytes = 0},
};
static const struct str MISSING[] = {STR_INIT("evidence"), STR_INIT("known_on")};

static inline struct case_received full_received(struct case_clock clocks[2]) {
    clocks[0] = (struct case_clock){.id = STR("P04.initial_review"),
                                    .start = day("2024-10-12"),
                                    .due = day("2024-10-14"),
                                    .due_early = day("2024-10-13"),
                                    .holidays = STR("2024.1+2025.2"),
                                    .running = true};
    clocks[1] = clocks[0];
    clocks[1].id = STR("A.right");
    clocks[1].right = true;
    return (struct case_received){
        .rules = STR("pilkada-2024@1"),
        .number = STR("001/LP/PB/Kab/06.02/X/2024"),
        .number_n = INT64_MAX,
        .state = STR("received"),
        .stage = STR("campaign"),
        .phase = STR("intake"),
        .received_on = day("2024-10-12"),
        .offices = {.bawaslu = STR("bawaslu-1602"),
                    .bkn = STR("bkn-7"),
                    .ppk = STR("ppk-1602"),
                    .holder = STR("bawaslu-1602")},
        .report = {.channel = INTAKE_TIP,
                   .election = STR("pilkada-2024"),
                   .region = STR("16.02"),
                   .act = STR("DIS-06"),
                   .occurred_on = day("2024-10-10"),
                   .known_on = day("2024-10-11"),
                   .has_occurred_on = true,
                   .has_known_on = true,
                   .place = STR("Kayuagung"),
                   .narrative = STR("Baris satu\nbaris dua\ttab \x01 \x7f é 漢 😀 / \"kutip\""),
                   .subjects = SUBJECTS,
                   .subject_count = COUNT_OF(SUBJECTS),
                   .witnesses = WITNESSES,
                   .witness_count = COUNT_OF(WITNESSES)},
        .evidence = EVIDENCE,
        .evidence_count = COUNT_OF(EVIDENCE),
        .missing = MISSING,
        .missing_count = COUNT_OF(MISSING),
        .clocks = clocks,
        .clock_count = 2,
    };
}

static const struct case_value VALUES[] = {
    {STR_INIT("zeta"), STR_INIT("first stays first")},
    {STR_INIT("held_on"), STR_INIT("2024-10-14")},
    {STR_INIT("reason"), STR_INIT("")},
};
static const struct str STOPS[] = {STR_INIT("P04.initial_review"), STR_INIT("X")};

static inline struct case_step full_step(struct case_clock clocks[2]) {
    (void)full_received(clocks);
    return (struct case_step){
        .rules = STR("pilkada-2024@1"),
        .step = STR("P07"),
        .name = STR("register"),
        .outcome = STR("registered"),
        .from = STR("complete"),
        .to = STR("registered"),
        .phase = STR("examination"),
        .registration = STR("001/Reg/LP"),
        .registration_n = 1,
        .on = day("2024-10-15"),
        .offices = {.bawaslu = STR("b"), .holder = STR("b")},
        .values = VALUES,
        .value_count = COUNT_OF(VALUES),
        .starts = clocks,
        .start_count = 2,
        .stops = STOPS,
        .stop_count = COUNT_OF(STOPS),
    };
}

/* body with the first old put to new; the test's own tables name what is in there. */
static inline struct str with(struct arena *a, struct str body, const char *old, const char *new) {
    const char *text = arena_c(a, body), *at = strstr(text, old);
    if (!at)
        fail_msg("the body holds no %s", old);
    return arena_printf(a, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}
#endif
