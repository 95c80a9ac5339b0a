#ifndef FLOW_CLOCK_H
#define FLOW_CLOCK_H
/* What this room's files ask of clocks, beside flow_clock (flow.h): the store's own time, and waits
 * that nobody lengthens by setting the time of day. */
#include "flow/flow.h"

#include <pthread.h>
#include <stdatomic.h>

/* Reads the time of a live store's newest event. Errors: what the store answers. */
struct err flow_clock_open(struct flow *flow) MUST_CHECK;
/* An event of that time was appended, by the writer. */
void flow_clock_saw(struct flow *flow, struct instant at);

/* How a thread that works now and then sleeps between, and is told to end. */
struct flow_pause {
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    atomic_bool ended;
};
void flow_pause_init(struct flow_pause *pause); /* dies without memory */
/* Sleeps for so long by CLOCK_MONOTONIC, until it is ended; false: it is. */
bool flow_pause_for(struct flow_pause *pause, int64_t milliseconds);
void flow_pause_end(struct flow_pause *pause);
#endif
