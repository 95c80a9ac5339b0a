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
 *   weekly      region                 received, decided  Monday of the week of it
 *   due         region                 ""                 alarm day
 *   due_act     act, or "unknown"      ""                 alarm day
 *   turn        region, all in it      came, left, proven day of it (case/follow.h)
 *   wait        region                 office that must act 0 (case/follow.h: open)
 *   wait_sekda  region                 ""                 0: a Sekda is reported in so many of them
 *   wait_due    region, all in it      ""                 alarm day of what waits
 *   wait_day    store_stat_block_key   office             alarm day of what waits
 *   wait_block  region                 office             store_stat_block of the alarm day
 *   pledged     round of pledges       ""                 day signed, by the clocks of WIB
 *   signed      round of pledges       ""                 0: of whom it asks in its agency today
 *   people      agency                 ""                 0: people of its roster (store/roster.h)
 *   signed_grade                       ""                 the same of a grade, whose number it is
 *   people_grade                       group as text      the same (prevention/group.h)
 *   signed_leaders                     ""                 signed, of leaders (prevention/group.h)
 *   leaders     agency                 ""                 people, of them
 *
 * "all in it": counted for the region, for its province and for the nation, which is "". What is
 * late in a region and office is the sum of whole blocks of days and of the days of one block,
 * whatever day it is.
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
/* n more (below 0: fewer) of whom a round asks in its agency have signed it; n more people are in
 * the roster of an agency. */
void store_stats_signed(struct store_stats *stats, struct arena *a, int64_t round, int64_t n);
void store_stats_people(struct store_stats *stats, struct arena *a, struct str office, int64_t n);
/* The same of leaders alone (prevention/group.h). */
void store_stats_signed_leaders(struct store_stats *stats, struct arena *a, int64_t round,
                                int64_t n);
void store_stats_leaders(struct store_stats *stats, struct arena *a, struct str office, int64_t n);
/* The same of one grade (prevention/grade.h). */
struct store_stat_grade {
    int64_t grade, group /* of people alone: prevention/group.h */, n;
};
void store_stats_signed_grade(struct store_stats *stats, struct arena *a, int64_t round,
                              struct store_stat_grade more);
void store_stats_people_grade(struct store_stats *stats, struct arena *a, struct str office,
                              struct store_stat_grade more);
/* Adds all of it, equal keys merged first, in key order. */
struct err store_stats_flush(struct db *db, struct arena *a, struct store_stats *stats) MUST_CHECK;

/* First day of the block of days that a day lies in. */
int64_t store_stat_block(int64_t day);
/* Key of the days of a block in a region; of region "16" it begins as those of what lies in it. */
struct str store_stat_block_key(struct arena *a, int64_t block, struct str region);

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
struct store_stat_weeks {
    struct str region; /* it and what lies in it */
    struct date from;  /* Mondays from this one on */
};
/* Rows of the view "weekly", by region, then what was counted, then day. Costs by the regions and
 * weeks asked for, not by those before. */
struct err store_stat_weekly(struct db *db, struct arena *a, const struct store_stat_weeks *of,
                             const struct store_stat_row **ret, size_t *ret_count) MUST_CHECK;
#endif
