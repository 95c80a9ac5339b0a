#ifndef FLOW_STANDING_H
#define FLOW_STANDING_H
/* How far each agency's newest round of pledges has come, as it may be published. */
#include "flow/counted.h"
#include "publication/pledges.h"

/* The rounds that are open on the day of the look, or were last, at most FLOW_STANDINGS_MAX. Owns:
 * in look->arena. Errors: what the store answers. */
struct err flow_standings(const struct flow_counting *look,
                          struct publication_pledges *ret) MUST_CHECK;
#endif
