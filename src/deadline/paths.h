#ifndef DEADLINE_PATHS_H
#define DEADLINE_PATHS_H
/* All ways through a procedure: how soon and how late it can end when nobody is late, where it can
 * wait for ever, where it can go round. Guards are kept (needs, after); a position is a state with
 * the clocks that run and the steps that were taken, as far as a later step asks for them or the
 * law limits how often they may be (law_step.times), and whom all steps on the way are for: no way
 * is told that no one person can take. What a limited step opens again is walked as often as that;
 * any other cycle is left out of the lengths and told as a round. Pure. */
#include "deadline/deadline.h"

enum {
    PATHS_CLOCKS_MAX = 128,
    PATHS_NEEDS_MAX = 64,
    PATHS_LIMITS_MAX = 16, /* steps whose number the law limits, each to 15 */
    PATHS_ROUNDS_MAX = 64,
    PATHS_CLASSES_MAX = 64,
    PATHS_POSITIONS_MAX = 20000,
    PATHS_LABELS_MAX = 120000
};
/* One step on a path. */
struct paths_move {
    const struct law_step *step;
    const struct law_outcome *outcome;
    struct date day;               /* on which it is taken */
    const struct law_clock *bound; /* the clock that says so; NULL: no wait, or none is bound */
    bool open;                     /* no clock limits the wait before this step: counted as none */
    bool lapse;                    /* waits until bound has run out */
};
struct paths_way { /* from entry to a final state */
    const struct paths_move *moves;
    size_t count;
    int days;                 /* calendar days from start to end */
    int units[LAW_HOURS + 1]; /* of the clocks that add up, by unit */
    bool open;                /* some wait has no limit */
    uint64_t rounds;          /* bit i: it passes through paths.rounds[i], walked without a lap */
    uint64_t who;             /* bit i: law.classes[i] can take all of it */
};
struct paths_end { /* a final state */
    const struct law_state *state;
    struct paths_way shortest, longest; /* longest: by the late reading */
    int longest_early;                  /* its days by the early reading */
};
/* A state in which a case can wait without limit. */
struct paths_wait {
    const struct law_state *state;
    bool always;                        /* whatever way led there */
    const struct law_step *after;       /* else: a step after which no clock runs; NULL: at entry */
    const struct law_clock *only_right; /* a person's clock runs, no duty's; NULL */
};
/* One lap of a round when nobody is late, the longest that the walk met. */
struct paths_lap {
    int days;                 /* calendar days by the late reading, where the walk met it */
    int units[LAW_HOURS + 1]; /* of the clocks that add up; all 0: no clock limits any of it */
    bool known;               /* the walk met one */
    bool open;                /* some wait in it has no limit */
};
struct paths_round { /* states that follow each other without end while no clock runs throughout */
    const struct law_state *const *states;
    size_t count;
    const struct law_step *step; /* one that goes round */
    uint64_t who;                /* the classes that can go round, as in paths_way.who */
    struct paths_lap lap;
};
/* A clock that may have run out before the step that starts it is taken in time. */
struct paths_strict {
    const struct law_clock *clock;
    const struct law_step *step;
};
struct paths {
    struct date start;
    uint64_t everybody;           /* all classes, as in paths_way.who */
    const struct paths_end *ends; /* of each final state that is reached, in the file's order */
    size_t end_count;
    const struct paths_wait *waits;
    size_t wait_count;
    const struct paths_round *rounds;
    size_t round_count;
    const struct paths_strict *stricts;
    size_t strict_count;
    const struct law_state *const *unreached; /* states, former ones apart */
    size_t unreached_count;
    const struct law_step *const
        *never; /* steps that no way allows, those of former states apart */
    size_t never_count;
    size_t positions;
    bool cut; /* too large: not all ways were walked */
};
/* Of ways as long as each other the one that more classes can take. rules: one of law's.
 * Owns: everything lives in a. Days: both readings by the calendar, from start. */
struct paths paths_walk(struct arena *a, const struct law *law, const struct law_rulebook *rules,
                        struct date start);
#endif
