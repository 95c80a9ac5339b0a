#ifndef STORE_STAT_H
#define STORE_STAT_H
/* Figures as a projection: each change of a case moves one count from the keys it had to the keys
 * it has, collected for a whole write transaction and added once at its end. A page of figures then
 * reads some hundred rows, however many cases there are (invariant I10).
 *
 *   view        a                      b                  day
 *   region      region                 phase              0
 *   act         act, or "unknown"      phase              0
 *   stage       stage                  phase              0
 *   state       state                  phase              0
 *   region_act  region                 act, or "unknown"  0
 *   age         phase, none of done_*  ""                 day received
 *   week        channel                ""                 Monday of the week received
 *   due         region                 ""                 alarm day
 *   due_act     act, or "unknown"      ""                 alarm day
 *   turn        region                 came, left, proven day of it (case/follow.h)
 *   pledged     round of pledges       ""                 day signed, by the clocks of WIB
 *
 * due and due_act count cases with a running clock by case_next_due: whatever stands before a day
 * is late on that day, and no night job has to turn a waiting case into a late one. Each view's
 * size is bounded by the law, the regions and the days, not by the cases; a view of all keys
 * crossed (region, act, stage, state, day) was tried: it comes near to one row a case. */
#include "case/case.h"
#include "store/db.h"

enum { STORE_STAT_ROWS_MAX = 200000 }; /* 552 regions x 60 acts stay far below */
struct store_stat_delta {
    const char *view;
    struct str a, b;
    int64_t day, n;
};
/* Collected changes; zero is empty. */
struct store_stats {
    struct store_stat_delta *list;
    size_t count, room;
};
/* before NULL: the case is new; after NULL: it was erased. Strings are borrowed until the flush.
 * Pure but for a. */
void store_stats_move(struct store_stats *stats, struct arena *a, const struct case_state *before,
                      const struct case_state *after);
/* Somebody signed a round at that moment: its id. */
void store_stats_pledged(struct store_stats *stats, struct arena *a, int64_t round,
                         struct instant at);
/* Adds all of it, equal keys merged first, in key order. */
struct err store_stats_flush(struct db *db, struct arena *a, struct store_stats *stats) MUST_CHECK;

struct store_stat_row {
    struct str a, b;
    int64_t day, n;
};
/* One view whole. Errors: ERR_STORE "stat" when it has more than STORE_STAT_ROWS_MAX rows: a figure
 * is never made of a part. */
struct err store_stat_view(struct db *db, struct arena *a, const char *view,
                           const struct store_stat_row **ret, size_t *ret_count) MUST_CHECK;
struct store_stat_range {
    const char *view;
    struct date before;
};
/* Rows of days before range->before, added up by a (b and day are empty then): the late cases of a
 * due view. */
struct err store_stat_before(struct db *db, struct arena *a, const struct store_stat_range *range,
                             const struct store_stat_row **ret, size_t *ret_count) MUST_CHECK;
#endif
