#include "flow/clock.h"
#include "flow/flow_internal.h"

#include <stdatomic.h>

/* The clock as far as it can be judged from here (docs/adr/0035). */

static const int64_t US = 1000000, NOTHING_YET = INT64_MIN / 2;

struct err flow_clock_open(struct flow *flow) {
    struct arena *a = arena_new(1 << 16);
    struct instant last = {NOTHING_YET};
    struct err e = flow->live ? store_event_last(&flow->writer, a, &last) : OK;
    arena_free(a);
    atomic_store(&flow->newest_us, e.code == ERR_NONE ? last.us : NOTHING_YET);
    return e.code == ERR_MISSING ? OK : e; /* a store that has no event yet */
}

void flow_clock_trust(struct flow *flow) {
    atomic_store(&flow->newest_us, NOTHING_YET);
}

void flow_clock_saw(struct flow *flow, struct instant at) {
    if (flow->live && at.us > atomic_load(&flow->newest_us))
        atomic_store(&flow->newest_us, at.us); /* the writer alone stores */
}

struct err flow_clock(const struct flow *flow, struct instant now) {
    if (env_jumped(flow->env))
        return ERR(ERR_CLOCK, STR("jumped"));
    bool behind = now.us < atomic_load(&flow->newest_us) - FLOW_CLOCK_SECONDS * US;
    return behind ? ERR(ERR_CLOCK, STR("behind")) : OK;
}

void flow_wake_init(pthread_cond_t *wake) {
    pthread_condattr_t steady;
    if (pthread_condattr_init(&steady) || pthread_condattr_setclock(&steady, CLOCK_MONOTONIC) ||
        pthread_cond_init(wake, &steady))
        die("threads cannot start");
    (void)pthread_condattr_destroy(&steady);
}

struct timespec flow_wake_in(int64_t milliseconds) {
    int64_t until = env_steady_us() + milliseconds * 1000;
    return (struct timespec){.tv_sec = (time_t)(until / US), .tv_nsec = (long)(until % US) * 1000};
}
