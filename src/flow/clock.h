#ifndef FLOW_CLOCK_H
#define FLOW_CLOCK_H
/* What this room's files ask of clocks, beside flow_clock (flow.h): the store's own time, and waits
 * that nobody lengthens by setting the time of day. */
#include "flow/flow.h"

#include <pthread.h>
#include <time.h>

/* Reads the time of a live store's newest event. Errors: what the store answers. */
struct err flow_clock_open(struct flow *flow) MUST_CHECK;
/* An event of that time was appended, by the writer. */
void flow_clock_saw(struct flow *flow, struct instant at);

void flow_wake_init(pthread_cond_t *wake); /* dies without memory; waits until flow_wake_in */
struct timespec flow_wake_in(int64_t milliseconds); /* from now, by CLOCK_MONOTONIC */
#endif
