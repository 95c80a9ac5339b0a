#ifndef FLOW_AUDIT_H
#define FLOW_AUDIT_H
/* A store held against itself: every event's commitment, every chain of a case, every blob, every
 * stored tile and the root, all computed again from the events; and its tables and indexes against
 * those that the migrations make. */
#include "flow/flow.h"

struct flow_audit {
    int64_t events, erased, blobs, rules, nodes; /* rules: bundles of published versions */
    struct hash root;
    /* The first thing that differs; what is empty when all agrees. */
    struct str what; /* "commitment", "actor", "erasure", "sequence", "blob", "rules", "node",
                        "head", "checkpoint", "receipt", "evidence", "database", "shape", "extra" */
    int64_t index;   /* of the event, node or size concerned; of "database": how many faults */
    char object[96]; /* of "shape" and "extra": "table case_file", "index event_stream" */
};
struct flow_audit_of {
    const char *data_dir;
    struct str db; /* as in flow_config */
};
/* Bounded memory: a page of events at a time; the previous commitment of each open case is read
 * from the store, not kept. Errors: what the store answers; a difference is no error. */
struct err flow_audit(const struct flow_audit_of *of, struct flow_audit *ret) MUST_CHECK;
#endif
