#ifndef FLOW_COUNTED_H
#define FLOW_COUNTED_H
/* What everybody may see counted (invariants I9, I10), as of one moment. Where the log is shown by
 * ticks (flow/tick.h) that is the last tick's, for all servers of the store: nobody who looks again
 * and again sees a count go up between two ticks (docs/adr/0061). Else it is now.
 *
 *     tick      rows of the figures' views -> setting "figures-shown", beside "log-shown"
 *     a look    one row: is the tick still the one that this thread has read? then nothing is asked
 */
#include "flow/figures.h"
#include "flow/public.h"
#include "flow/trend.h"
#include "publication/kept.h"
#include "publication/provinces.h"
#include "store/pledge.h"

/* What a thread has read of the last tick; where there are no ticks, of its newest look: while the
 * log is of that size and the day is the same, nothing is counted again. */
struct flow_counted;
struct flow_counted *flow_counted_new(void);
void flow_counted_free(struct flow_counted *kept); /* NULL is fine */

enum { FLOW_STANDINGS_MAX = 2000 }; /* rounds of pledges that are published */
struct flow_counting {              /* a look; the caller sets the first five */
    struct flow *flow;
    struct db *db;
    struct arena *arena;
    struct flow_counted *kept; /* the thread's own; what a look returns lives until its next one */
    struct date as_of;         /* today; then the day that figures are of */
    int64_t size;              /* of the log then: same size, same day, same figures */
    struct instant at;         /* of the tick; 0: figures are of now */
};
/* Finds the moment. Errors: what the store answers; ERR_CORRUPT "figures". */
struct err flow_counting_begin(struct flow_counting *look) MUST_CHECK;
/* All below: of that moment, and of now with look->size brought along. Errors: what the store
 * answers. */
struct err flow_counted_figures(struct flow_counting *look,
                                struct publication_figures *ret) MUST_CHECK;
/* With what waits, for open data and a region's page (flow_figures_waiting). */
struct err flow_counted_waiting(struct flow_counting *look,
                                struct publication_figures *ret) MUST_CHECK;
/* A region's weeks; its province's are judged once for each moment. */
struct err flow_counted_trend(struct flow_counting *look, struct str region,
                              struct flow_trend *ret) MUST_CHECK;
struct err flow_counted_totals(const struct flow_counting *look,
                               struct flow_totals *ret) MUST_CHECK;
/* store_round_newest; a round that is newer than the tick is shown with the next one. */
struct err flow_counted_standings(const struct flow_counting *look, int64_t limit,
                                  struct store_standings *ret) MUST_CHECK;

/* For the tick: the text that it keeps, read in one transaction, of a log shown to that size.
 * Errors: ERR_CONFLICT "size": grown only, and the log is not of that size any more. */
struct flow_counted_make {
    struct flow *flow;
    struct db *db;
    struct arena *arena;
    int64_t size;
    bool grown; /* the log must not have grown beyond size */
};
struct err flow_counted_text(const struct flow_counted_make *make, struct str *ret) MUST_CHECK;
/* Whether the text that is kept is of that size and day. */
struct err flow_counted_is(const struct flow_counted_make *make, bool *ret) MUST_CHECK;
#endif
