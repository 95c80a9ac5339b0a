#include "prevention/duty.h"

#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Days are counted from 0 here: registration 100-102, campaign 130-190, voting 193, counting
 * 193-210; regulation 0-180 runs beside them. */
static const struct law_stage STAGES[] = {
    {.id = STR_INIT("regulation"), .from = {0}, .to = {180}, .preparation = true},
    {.id = STR_INIT("registration"), .from = {100}, .to = {102}},
    {.id = STR_INIT("campaign"), .from = {130}, .to = {190}},
    {.id = STR_INIT("voting"), .from = {193}, .to = {193}},
    {.id = STR_INIT("counting"), .from = {193}, .to = {210}},
    {.id = STR_INIT("term"), .from = {LAW_OPEN}, .to = {LAW_OPEN}},
};
static const struct law_election ELECTION = {.stages = STAGES, .stage_count = COUNT_OF(STAGES)};
#define SPAN .row.span = {{0}, {LAW_OPEN}}, .row.cite.law_count = 1
static const struct law_duty DUTIES[] = {
    {.row.id = STR_INIT("A"),
     SPAN,
     .actor = STR_INIT("ppk"),
     .stage = STR_INIT("registration"),
     .days = -30},
    {.row.id = STR_INIT("B"), SPAN, .actor = STR_INIT("bawaslu"), .each_stage = true},
    {.row.id = STR_INIT("C"), SPAN, .actor = STR_INIT("ppk")},
    {.row.id = STR_INIT("D"),
     SPAN,
     .actor = STR_INIT("ppk"),
     .stage = STR_INIT("campaign"),
     .days = -14},
    {.row.id = STR_INIT("E"), SPAN, .actor = STR_INIT("ppk"), .stage = STR_INIT("nowhere")},
    {.row.id = STR_INIT("F"), SPAN, .actor = STR_INIT("ppk"), .stage = STR_INIT("term")},
    {.row.id = STR_INIT("G"),
     .row.span = {{0}, {20}},
     .row.cite.law_count = 1,
     .actor = STR_INIT("ppk"),
     .stage = STR_INIT("campaign")},
    {.row.id = STR_INIT("S"),
     .row.span = {{0}, {LAW_OPEN}},
     .actor = STR_INIT("bpasn"),
     .stage = STR_INIT("registration"),
     .days = -30},
    {.row.id = STR_INIT("T"), SPAN, .actor = STR_INIT("bpasn"), .stage = STR_INIT("campaign")},
};
static const struct law LAW = {.duties = DUTIES, .duty_count = COUNT_OF(DUTIES)};

static const struct prevention_act NONE[1];
static const struct prevention_act ONE[] = {{STR_INIT("A"), {80}, 7}, {STR_INIT("A"), {90}, 8}};
static const struct prevention_act LATE[] = {{STR_INIT("D"), {150}, 9}};
static const struct prevention_act EACH[] = {{STR_INIT("B"), {101}, 5}, {STR_INIT("B"), {120}, 6}};
static const struct prevention_act ADVISED[] = {{STR_INIT("S"), {80}, 4}};
static const struct prevention_act OTHER[] = {{STR_INIT("X"), {101}, 5}};

static const struct {
    const char *name, *actor;
    int today;
    const struct prevention_act *acts;
    size_t act_count;
    const char *said; /* duty, day, state, who did it */
} CASES[] = {
    {"far ahead", "ppk", 21, NONE, 0, "A70:later D116:later "},
    {"a month before, to the day", "ppk", 40, NONE, 0, "A70:soon D116:later "},
    {"one day more than a month before", "ppk", 39, NONE, 0, "A70:later D116:later "},
    {"on the day itself", "ppk", 70, NONE, 0, "A70:soon D116:later "},
    {"the day after", "ppk", 71, NONE, 0, "A70:late D116:later "},
    {"done by the first act, the rest first", "ppk", 95, ONE, 2, "D116:soon A70:done by 7 "},
    {"done, though late", "ppk", 160, LATE, 1, "A70:late D116:done by 9 "},
    {"acts of other duties do nothing", "ppk", 71, OTHER, 1, "A70:late D116:later "},
    {"a duty that is still in force", "ppk", 20, NONE, 0, "A70:later D116:later G130:later "},
    {"each stage, before the first", "bawaslu", 50, NONE, 0, "B100:later "},
    {"each stage, within one: that and the next", "bawaslu", 101, NONE, 0, "B100:late B130:soon "},
    {"each stage: an act counts for its own alone", "bawaslu", 131, EACH, 2,
     "B130:late B193:later "},
    {"each stage, done in this one", "bawaslu", 101, EACH, 2, "B130:soon B100:done by 5 "},
    {"two stages on one day", "bawaslu", 193, NONE, 0, "B193:soon B193:soon "},
    {"after the last", "bawaslu", 211, NONE, 0, ""},
    {"of an actor that has none", "kpu", 50, NONE, 0, ""},
    {"what no text asks for is never late", "bpasn", 120, NONE, 0, "T130:soon S70:suggested "},
    {"... nor soon", "bpasn", 60, NONE, 0, "T130:later S70:suggested "},
    {"... and may be done", "bpasn", 120, ADVISED, 1, "T130:soon S70:done by 4 "},
    {"of all", "", 50, NONE, 0, "A70:soon B100:later D116:later T130:later S70:suggested "},
};

static void what_is_due_and_what_is_done(void **state) {
    static const char *const WORDS[] = {"late", "soon", "later", "suggested", "done"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(1 << 20);
        const struct prevention_asked asked = {&ELECTION,
                                               str_from_c(CASES[i].actor),
                                               {CASES[i].today},
                                               CASES[i].acts,
                                               CASES[i].act_count};
        struct prevention_dues dues = prevention_dues(a, &LAW, &asked);
        struct str said = {0};
        for (size_t k = 0; k < dues.count; k++) {
            const struct prevention_due *d = &dues.list[k];
            said = arena_printf(a, "%.*s%.*s%d:%s", STR_ARG(said), STR_ARG(d->duty->row.id),
                                (int)d->on.day, WORDS[d->state]);
            said = d->done >= 0 ? arena_printf(a, "%.*s by %d ", STR_ARG(said), (int)d->done)
                                : arena_printf(a, "%.*s ", STR_ARG(said));
        }
        if (!str_equal(said, str_from_c(CASES[i].said)))
            fail_msg("%s: \"%.*s\"", CASES[i].name, STR_ARG(said));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_due_and_what_is_done)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
