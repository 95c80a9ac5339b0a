/* What the programs of this folder share that time functions of ours. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H
#include "base/base.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MEASURE_ROUNDS = 21, MEASURE_WORKS = 8 };

static inline void must(bool holds, const char *what) {
    if (!holds) {
        (void)fprintf(stderr, "%s: %s\n", program_invocation_short_name, what);
        exit(1);
    }
}

/* Of the processor, for what one request costs: others are at work on this machine, too. */
static inline double milliseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static inline int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A work takes what it needs from the arena, which is empty when it begins. */
typedef void measured_work(void *world);
/* The median of each, of MEASURE_ROUNDS; in turn, so that a busy machine is as busy for each. */
static inline void measure(measured_work *const *works, size_t count, void *world, struct arena *a,
                           double *ret) {
    static double took[MEASURE_WORKS][MEASURE_ROUNDS];
    must(count <= MEASURE_WORKS, "too many works");
    for (int i = 0; i < MEASURE_ROUNDS; i++)
        for (size_t k = 0; k < count; k++) {
            arena_reset(a);
            double begun = milliseconds();
            works[k](world);
            took[k][i] = milliseconds() - begun;
        }
    for (size_t k = 0; k < count; k++) {
        qsort(took[k], MEASURE_ROUNDS, sizeof *took[k], by_value);
        ret[k] = took[k][MEASURE_ROUNDS / 2];
    }
}
#endif
