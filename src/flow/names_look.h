#ifndef FLOW_NAMES_LOOK_H
#define FLOW_NAMES_LOOK_H
/* Somebody reads the names of a round's people: who signed, who has not (docs/adr/0034). */
#include "flow/pledge_office.h"

enum flow_names {
    FLOW_NAMES_LEADERS,      /* who leads what, on the round's page */
    FLOW_NAMES_UNIT,         /* of a unit */
    FLOW_NAMES_BOARD,        /* the signing board */
    FLOW_NAMES_CERTIFICATES, /* of those who signed */
    FLOW_NAMES_REMINDER,     /* whom a mail goes to, and whose was refused */
    FLOW_NAMES_FILE,         /* netral pledge people */
    FLOW_NAMES_COUNT
};
struct flow_names_look {
    struct flow_job job; /* first: the writer's queue finds the rest by it */
    struct flow_pledge_who who;
    int64_t round;
    enum flow_names what;
    struct instant now;
    /* filled by flow_names_look_prepare */
    struct hash salt;
    struct id128 stream;
};
/* Fills job.run, salt and stream: the event pledge.read, to be committed before a name is shown.
 * Errors of the job: ERR_MISSING "round": none, or another office's; what storing gives. */
void flow_names_look_prepare(struct flow *flow, struct flow_names_look *look);
/* The same at once. Blocks: for the worker and the tools. */
struct err flow_names_look(struct flow *flow, const struct flow_pledge_who *who, int64_t round,
                           enum flow_names what) MUST_CHECK;
#endif
