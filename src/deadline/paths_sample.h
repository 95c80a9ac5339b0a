#ifndef DEADLINE_PATHS_SAMPLE_H
#define DEADLINE_PATHS_SAMPLE_H
/* For tests of the walk. */
#include "deadline/paths.h"
#include "law/law_sample.h"

#include <string.h>

/* Small made-up procedures, each a table of steps. Clock 0: duty of 5 calendar days; 1: duty of 3
 * working days; 2: a person's 4 calendar days; 3: a duty of 2 calendar days from receipt. */
enum { STATES = 6, STEPS = 6, CLOCKS = 4, NONE = -1 };
struct small_step { /* from -> to; clock that it starts, stops; guards; how often at most */
    int from, to, starts, stops, after, needs, times;
};

static inline void fill_clocks(struct law_clock *c) {
    static const struct law_clock CLOCK[CLOCKS] = {
        {.n = 5, .unit = LAW_CALENDAR_DAYS, .kind = LAW_DUTY},
        {.n = 3, .unit = LAW_WORKING_DAYS, .kind = LAW_DUTY},
        {.n = 4, .unit = LAW_CALENDAR_DAYS, .kind = LAW_RIGHT},
        {.n = 2, .unit = LAW_CALENDAR_DAYS, .kind = LAW_DUTY},
    };
    memcpy(c, CLOCK, sizeof CLOCK);
}

/* Entry is state 0, where clock 0 runs; the last state is final. */
static inline const struct law_rulebook *make(struct arena *a, const struct small_step *list,
                                              int count) {
    struct law_rulebook *r = NEW(a, struct law_rulebook, 1);
    struct law_state *states = NEW(a, struct law_state, STATES);
    struct law_step *steps = NEW(a, struct law_step, STEPS);
    struct law_clock *clocks = NEW(a, struct law_clock, CLOCKS);
    struct law_clock_start *entry = NEW(a, struct law_clock_start, 1);
    fill_clocks(clocks);
    entry[0].clock = &clocks[0];
    for (int i = 0; i < STATES; i++)
        states[i] = (struct law_state){.id = arena_printf(a, "s%d", i),
                                       .waits_for = STR("bawaslu"),
                                       .terminal = i == STATES - 1};
    for (int i = 0; i < count; i++) {
        const struct law_state **from = NEW(a, const struct law_state *, 1);
        struct law_outcome *o = NEW(a, struct law_outcome, 1);
        struct law_clock_start *starts = NEW(a, struct law_clock_start, 1);
        const struct law_clock **stops = NEW(a, const struct law_clock *, 1);
        const struct law_step **needs = NEW(a, const struct law_step *, 1);
        from[0] = &states[list[i].from];
        starts[0].clock = &clocks[list[i].starts < 0 ? 0 : list[i].starts];
        if (list[i].starts == 3) {
            starts[0].from = LAW_FROM_FACT;
            starts[0].name = STR("received_on");
        }
        stops[0] = &clocks[list[i].stops < 0 ? 0 : list[i].stops];
        needs[0] = &steps[list[i].needs < 0 ? 0 : list[i].needs];
        *o = (struct law_outcome){.value = STR("x"),
                                  .to = &states[list[i].to],
                                  .starts = starts,
                                  .start_count = list[i].starts >= 0,
                                  .stops = stops,
                                  .stop_count = list[i].stops >= 0};
        steps[i] = (struct law_step){.id = arena_printf(a, "t%d", i),
                                     .from = from,
                                     .from_count = 1,
                                     .needs = needs,
                                     .need_count = list[i].needs >= 0,
                                     .after = list[i].after < 0 ? NULL : &clocks[list[i].after],
                                     .outcomes = o,
                                     .outcome_count = 1,
                                     .times = list[i].times};
        steps[i].name = steps[i].id;
    }
    *r = (struct law_rulebook){.states = states,
                               .state_count = STATES,
                               .steps = steps,
                               .step_count = (size_t)count,
                               .clocks = clocks,
                               .clock_count = CLOCKS,
                               .entry_report = states,
                               .entry_starts = entry,
                               .entry_start_count = 1};
    return r;
}
#endif
