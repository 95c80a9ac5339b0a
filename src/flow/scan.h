#ifndef FLOW_SCAN_H
#define FLOW_SCAN_H
/* The scan of a list on paper, for who looks at it (docs/adr/0043): it names people, so that each
 * look is on record first, as one at evidence is. */
#include "flow/pledge_office.h"

/* A look: the event pledge.scan_read, with the entry and who looked. Errors of the job: ERR_MISSING
 * "entry": there is no list on paper of that number, or it is another office's, which is not told
 * apart. */
struct flow_scan_look {
    struct flow_job job; /* first */
    struct flow_pledge_who who;
    int64_t entry; /* index of the event pledge.paper */
    struct instant now;
    struct hash sha256; /* result: of the scan's bytes */
    struct hash salt;   /* drawn when the job is prepared */
    struct id128 stream;
};
/* arena, who, entry and now are set. */
void flow_scan_look_prepare(struct flow *flow, struct flow_scan_look *look);
#endif
