#ifndef DEADLINE_PATHS_INTERNAL_H
#define DEADLINE_PATHS_INTERNAL_H
/* The walk and what is read off it. */
#include "deadline/paths.h"

enum { PATHS_WORDS = PATHS_CLOCKS_MAX / 64, PATHS_DAYS = 6000, PATHS_BUCKETS = 1 << 15 };
struct mask {
    uint64_t w[PATHS_WORDS];
};
struct position {
    int state;
    struct mask running, suspended;
    struct mask spent; /* run out: a taken step waited for their end, none is limited by them */
    uint64_t taken;    /* steps that others need */
    uint64_t times;    /* how often each limited step was taken, four bits each */
    uint64_t who;      /* the classes of persons that go this way; they take the same steps */
    int labels;        /* first of its labels; -1 */
    int next;          /* in its bucket; -1 */
};
/* A way to a position, as good as any other found. */
struct label {
    int position, parent, next; /* next of the position; -1 */
    int t, registered;          /* days since start */
    int32_t *starts;            /* of each clock that runs; of a suspended one: minus days run */
    int step, outcome, bound;   /* bound: place of the clock; -1 */
    int clamped;                /* the clock from receipt that ends before this step; -1 */
    bool open, lapse, dead;
};
struct lap { /* last: a label that is no way on, only the end of this one; 0: none is known */
    int last, first;
};
struct move { /* between positions, for rounds */
    int from, to, step;
    struct mask started;
};
struct walk {
    struct arena *a;
    const struct law_rulebook *rules;
    const struct law_calendar *calendar;
    struct date start;
    uint64_t everybody; /* all classes */
    bool longest, early;
    struct position *positions;
    int position_count, buckets[PATHS_BUCKETS];
    struct label *labels;
    int label_count, label_room;
    struct move *moves;
    int move_count, move_room;
    int32_t *due;       /* clocks x readings x days: last day + 1, 0 unknown */
    uint64_t *need_bit; /* of each step: its bit, or 0 */
    uint64_t *live;     /* of each state: bits of needs that a step ahead of it asks for */
    uint64_t *who;      /* of each step: the classes that it is for */
    int *limit;         /* of each step: its place in times + 1, or 0 */
    struct lap *laps;   /* of each position: the longest way from it back to it */
    int *strict;        /* of each clock: step + 1 that started it too late; 0 */
    bool *used;         /* steps that were taken */
    bool cut;
};
bool mask_has(const struct mask *m, int clock);
/* Whether the clock limits how long the state may last. */
bool paths_binds(const struct walk *w, const struct position *p, int clock,
                 const struct law_outcome *outcome);
/* Where a person's clock runs and a step waits for its end, the wait has an end as well. */
bool paths_limited(const struct walk *w, const struct position *p);
struct walk *paths_walk_one(struct arena *a, const struct paths *for_what, const struct law *law,
                            const struct law_rulebook *rules, int kind);
enum { PATHS_SHORTEST, PATHS_LONGEST_LATE, PATHS_LONGEST_EARLY };
/* Adds the clocks between two labels of one way that add up: from the last move back, each clock
 * spans the time since it was started, so that what came in between is not counted twice. */
void paths_add_units(const struct walk *w, int first, int last, int *units);
void paths_find_rounds(struct walk *w, struct paths *ret);
#endif
