#ifndef FLOW_DUTIES_H
#define FLOW_DUTIES_H
/* Which duties of prevention an office has in an election, and which of them its region recorded
 * (docs/adr/0083). */
#include "flow/activity.h"
#include "prevention/duty.h"
#include "store/follow.h"

enum flow_duties_whose {
    FLOW_DUTIES_OWN,    /* the rules name its kind */
    FLOW_DUTIES_SERVED, /* ... the office that it works for: of a Sekda and BKPSDM the PPK */
    FLOW_DUTIES_OTHERS,
};
/* Whose a duty is, seen from an office of that kind. */
enum flow_duties_whose flow_duties_whose(struct str kind, const struct law_duty *duty);

struct flow_duties_of {
    const struct law *law;
    const struct law_election *election;
    const struct store_office *office;
    struct date today;
};
/* Its own and those of whom it works for; of an office that has neither, all, and none is its own.
 * Errors: of the store. Owns: in a. */
struct err flow_duties(struct db *db, struct arena *a, const struct flow_duties_of *of,
                       struct prevention_dues *ret) MUST_CHECK;

/* Duties of the appointing authorities (PPK), the same in each region, and where each was recorded:
 * a duty of each stage within it, as prevention/duty.h has it. */
struct flow_duties_in {
    const struct law *law;
    const struct law_election *election; /* NULL: none is held, and there is no duty */
    struct str region;                   /* and what lies in it; empty: the nation */
    struct date today;
};
struct flow_duties_where {
    struct prevention_dues dues;             /* LATE, SOON or LATER, as if none were done */
    const struct store_follow_regions *done; /* of each of them */
};
/* Errors: of the store. Owns: in a. */
struct err flow_duties_where(struct db *db, struct arena *a, const struct flow_duties_in *in,
                             struct flow_duties_where *ret) MUST_CHECK;
/* Those of a stage (NULL: none) that a region has not recorded, by day; at most max.
 * Returns: how many. */
struct flow_duties_open {
    struct str region;
    const struct law_stage *stage;
    size_t max;
};
size_t flow_duties_open(const struct flow_duties_where *where, const struct flow_duties_open *of,
                        const struct law_duty **ret);
#endif
