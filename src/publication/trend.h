#ifndef PUBLICATION_TREND_H
#define PUBLICATION_TREND_H
/* A region's counts by week, told by fives (band.h), beside totals that are published as they are
 * (figures.h): of the region over all weeks and, for reports, of the week over all regions. A band
 * is the same on each day, so that two looks tell no more than one. What the totals would still
 * tell of a count from 1 to 4 (invariant I9) withholds the region's weeks: a small count stays
 * where one case could be moved through it along a closed path of counts, each within its band, and
 * all totals stay as they are (protect.h has the idea; docs/adr/0062). Regions of one province are
 * judged together, and whatever lies outside is taken as known. Pure. */
#include "base/base.h"

enum { PUBLICATION_TREND_WEEKS = 26, PUBLICATION_TREND_COLS = PUBLICATION_TREND_WEEKS + 1 };

struct publication_trend_row {
    int64_t n[PUBLICATION_TREND_COLS]; /* by week; last all other weeks: they are never told */
    bool hidden;                       /* the row's total is not published */
};
struct publication_trend_table {
    const struct publication_trend_row *rows; /* regions of one province */
    size_t count;
    /* Of each week, whether its total is not published; NULL: of no week it is. */
    const bool *weeks_hidden;
};
/* ret_withheld: count values, all written: this region's weeks must not be told, by fives neither.
 * Rows whose total is hidden are withheld always. Owns: nothing; scratch in a. */
void publication_trend_protect(struct arena *a, const struct publication_trend_table *table,
                               bool *ret_withheld);
#endif
