#ifndef FLOW_TREND_H
#define FLOW_TREND_H
/* A region's reports and decided cases by week, as they may be told (publication/trend.h). */
#include "flow/flow.h"
#include "publication/figures.h"
#include "publication/trend.h"

struct flow_trend_ask {
    struct str province;                       /* "16": its regions are judged together */
    struct date today;                         /* the weeks before the one that this day lies in */
    const struct publication_figures *figures; /* of that day: the totals that are published */
};
/* Least counts by week: multiples of five, 0 for fewer than five, none included. */
struct flow_trend_counts {
    bool none;     /* the region's total is published, and is zero */
    bool withheld; /* no week may be told; all are 0 then */
    int64_t least[PUBLICATION_TREND_WEEKS];
};
struct flow_trend {
    struct date from; /* Monday of the first week */
    struct flow_trend_counts received, decided;
};
struct flow_trend_line {
    struct str region; /* the figures' own text */
    struct flow_trend trend;
};
struct flow_trends { /* of the province's regions that the figures have */
    struct flow_trend_line *lines;
    size_t count;
};
/* Costs by the regions of a province times weeks, however many cases there are. Errors: what the
 * store answers. */
struct err flow_trends(struct db *db, struct arena *a, const struct flow_trend_ask *ask,
                       struct flow_trends *ret) MUST_CHECK;
#endif
