#ifndef FLOW_DAILY_H
#define FLOW_DAILY_H
/* The barometer's daily link (docs/adr/0052): whoever may see a region's barometer makes it and
 * hands it on; it opens without a session what may be told of the region, without names. */
#include "flow/barometer.h"
#include "prevention/daily.h"

/* The job makes the link of today: the event barometer.linked, each time; the link is the same all
 * day. Errors of the job: ERR_MISSING "region": none, or not of what the person's office has. */
struct flow_daily_make {
    struct flow_job job; /* first */
    struct flow_staff staff;
    struct str region; /* as it came */
    struct instant now;
    struct hash salt;
    struct id128 stream;
    struct str text; /* result */
};
/* Draws what it needs; arena, staff, region and now are set. */
void flow_daily_prepare(struct flow *flow, struct flow_daily_make *make);

/* What a link is of, while it opens. Errors: ERR_MISSING "daily": no link of this store, or of a
 * day to come; ERR_GONE "daily": its days are over. */
struct err flow_daily_open(struct flow *flow, struct str text, struct instant now,
                           struct daily_link *ret) MUST_CHECK;

/* What a region's barometer tells everybody: counts at least so many, of five each (0: fewer, or
 * none); shares in steps, -1: none is told (publication/band.h). Nothing of an office or a Sekda.
 */
struct flow_daily_row {
    struct str region;
    int64_t open, late, proven;
    int64_t days; /* the oldest open one waits; -1: fewer than five are open */
    int64_t pledged, reached;
    int64_t done, due; /* duties of prevention, whole: they are the region's, and nobody's own */
};
struct flow_daily {
    struct flow_daily_row all;
    const struct flow_daily_row *rows; /* most late first, then most open, then by code */
    size_t row_count;
    struct instant last;
};
/* Pure. Owns: rows in a. */
struct flow_daily flow_daily_of(struct arena *a, const struct flow_barometer *barometer,
                                struct date today);
#endif
