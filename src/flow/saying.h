#ifndef FLOW_SAYING_H
#define FLOW_SAYING_H
#include "flow/flow.h"

/* What the jobs by which an office says something in an event of its own share: meetings, letters.
 * First in each of them. */
struct flow_saying {
    struct flow_job job;
    struct flow_staff staff;
    int64_t id; /* of what it is about: each job says */
    struct instant now;
    /* drawn when the job is prepared */
    struct hash salt;
    struct id128 stream;
};
#endif
