#ifndef FLOW_ACTIVITY_H
#define FLOW_ACTIVITY_H
/* A prevention activity (kegiatan pencegahan) is recorded: an event and a row of the calendar. */
#include "flow/flow.h"

/* activity->id is filled: the index of its event. */
struct err flow_activity_add(struct flow *flow, struct arena *a, struct store_activity *activity,
                             struct instant now) MUST_CHECK;
#endif
