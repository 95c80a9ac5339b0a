#ifndef FLOW_ACTIVITY_INTERNAL_H
#define FLOW_ACTIVITY_INTERNAL_H
/* Events of prevention activities, and their row: one projection, for who writes an event and for
 * who rebuilds from it. */
#include "flow/activity.h"
#include "flow/said.h"

/* Body of prevention.recorded and .corrected (of: the id of the activity; -1: it begins here), and
 * of .withdrawn. actor: who did it, as in the event, but under the ledger's hash. */
void flow_activity_body(struct buf *out, const struct store_activity *x, int64_t of,
                        struct str actor);
void flow_withdrawal_body(struct buf *out, const struct store_activity *x, struct str actor);
/* What the event does to the row. Its kind: one of the three. Errors: ERR_CORRUPT "event". */
struct err flow_activity_project(struct db *db, struct arena *a,
                                 const struct flow_told *ev) MUST_CHECK;
#endif
