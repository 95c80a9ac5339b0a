#ifndef FLOW_MOVED_H
#define FLOW_MOVED_H
/* Which events put a moved deadline on work lists, and which take it off (store/moved.h). The same
 * for the writer and for a rebuild, event by event. */
#include "store/moved.h"

/* "case.recounted": for each office that had the case in hand. cs: as it was then. Of a clock whose
 * days stayed (another table gave the same) nothing is put. */
struct err flow_moved_put(struct db *db, struct arena *a, const struct case_state *cs,
                          const struct case_recount *recount) MUST_CHECK;
/* "case.read", "case.step", "case.identity_opened", "case.handed" by somebody of the office. Cheap:
 * one statement that mostly finds nothing. */
struct err flow_moved_seen(struct db *db, struct arena *a, struct case_id id,
                           struct str office) MUST_CHECK;
#endif
