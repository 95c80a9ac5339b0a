#include "flow/clock.h"
#include "flow/flow_internal.h"

#include <stdatomic.h>
#include <time.h>

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

void flow_pause_init(struct flow_pause *pause) {
    pthread_condattr_t steady;
    if (pthread_condattr_init(&steady) || pthread_condattr_setclock(&steady, CLOCK_MONOTONIC) ||
        pthread_cond_init(&pause->wake, &steady) || pthread_mutex_init(&pause->mutex, NULL))
        die("threads cannot start");
    (void)pthread_condattr_destroy(&steady);
}

bool flow_pause_for(struct flow_pause *pause, int64_t milliseconds) {
    int64_t end = env_steady_us() + milliseconds * 1000;
    const struct timespec until = {.tv_sec = (time_t)(end / US),
                                   .tv_nsec = (long)(end % US) * 1000};
    int waited = 0;
    (void)pthread_mutex_lock(&pause->mutex);
    while (!atomic_load(&pause->ended) && !waited)
        waited = pthread_cond_timedwait(&pause->wake, &pause->mutex, &until);
    (void)pthread_mutex_unlock(&pause->mutex);
    return !atomic_load(&pause->ended);
}

void flow_pause_end(struct flow_pause *pause) {
    (void)pthread_mutex_lock(&pause->mutex);
    atomic_store(&pause->ended, true);
    (void)pthread_cond_signal(&pause->wake);
    (void)pthread_mutex_unlock(&pause->mutex);
}
