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
/* The event pledge.read, to be committed before a name is shown. Blocks: for the worker and the
 * tools. Errors: ERR_MISSING "round": none, or another office's; what storing gives. */
struct err flow_names_look(struct flow *flow, const struct flow_pledge_who *who, int64_t round,
                           enum flow_names what) MUST_CHECK;
#endif
