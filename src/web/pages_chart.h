#ifndef WEB_PAGES_CHART_H
#define WEB_PAGES_CHART_H
/* What the pictures of open pages are drawn from (svg.h). */
#include "web/pages_public.h"

/* A bar, a part of a stacked bar, or an age class. */
struct web_bar {
    struct str label;
    struct web_count count;
};
struct web_chart {
    const struct web_bar *bars;
    size_t bar_count;
};
struct web_point { /* a week */
    struct date from;
    struct web_count count;
};
struct web_trend_week {
    struct date from;
    struct str stage;          /* that the week lies in; may be empty */
    int64_t received, decided; /* at least so many; 0: fewer than five */
};
struct web_band { /* a stage behind the line */
    struct str label;
    struct date from, to;
};
struct web_line {
    const struct web_point *points; /* ascending */
    size_t point_count;
    const struct web_band *bands;
    size_t band_count;
    bool by_fives; /* counts are the least of five each, drawn as a bar with what it may be above */
    struct str name; /* what it shows; a table beside has the numbers */
    struct str note; /* how it is read; may be empty */
};
#endif
