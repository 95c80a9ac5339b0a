#ifndef STORE_GRADE_H
#define STORE_GRADE_H
/* A round of pledges by grade and by day, from figures that its writes keep (store/stat.h): as
 * cheap for a nation's agency as for a village. */
#include "store/pledge.h"

/* Of a round, the grades that somebody has whom it asks, ascending. */
struct store_grade_sum {
    int64_t grade /* prevention/grade.h */, people, pledged;
};
struct store_grade_sums {
    struct store_grade_sum *list; /* with room for one more */
    size_t count;
};
struct err store_grade_sums(struct db *db, struct arena *a, const struct store_round *round,
                            struct store_grade_sums *ret) MUST_CHECK;
/* Signatures by the day on which they were recorded, by the clocks of WIB, ascending; of who has
 * left the agency since, too. */
struct store_pledge_day {
    struct date day;
    int64_t n;
};
struct store_pledge_days {
    const struct store_pledge_day *list;
    size_t count;
};
struct err store_pledge_days(struct db *db, struct arena *a, int64_t round,
                             struct store_pledge_days *ret) MUST_CHECK;
#endif
