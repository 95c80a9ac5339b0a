#ifndef FLOW_STANDING_H
#define FLOW_STANDING_H
/* How far each agency's newest round of pledges has come, as it may be published. */
#include "flow/flow.h"
#include "publication/pledges.h"

enum { FLOW_STANDINGS_MAX = 2000 };
/* The rounds that are open on that day, or were last. Owns: in a. Errors: what the store answers.
 */
struct err flow_standings(struct db *db, struct arena *a, struct date today,
                          struct publication_pledges *ret) MUST_CHECK;
#endif
