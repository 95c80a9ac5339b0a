#ifndef FLOW_DUTIES_H
#define FLOW_DUTIES_H
/* Which duties of prevention an office has in an election, and which of them its region recorded.
 */
#include "flow/activity.h"
#include "prevention/duty.h"

struct flow_duties_of {
    const struct law *law;
    const struct law_election *election;
    const struct store_office *office; /* whose kind names the duties: of a kind without any, all */
    struct date today;
};
/* Errors: of the store. Owns: in a. */
struct err flow_duties(struct db *db, struct arena *a, const struct flow_duties_of *of,
                       struct prevention_dues *ret) MUST_CHECK;
#endif
