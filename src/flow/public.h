#ifndef FLOW_PUBLIC_H
#define FLOW_PUBLIC_H
/* What public pages show of the store as a whole: whose it is, how much it holds. From projections
 * and settings alone, so that no page costs more in a larger store. */
#include "flow/flow.h"

struct flow_owner {
    struct str region;          /* "16", "16.06", or empty for the whole country */
    struct store_office office; /* the supervisor (Bawaslu) of that region */
};
/* Errors: ERR_MISSING "setting", "office" in a store that init did not finish. */
struct err flow_owner(struct db *db, struct arena *a, struct flow_owner *ret) MUST_CHECK;

/* Cases of all channels: received in all; open are those in no terminal phase; decided those that
 * ended with a sanction or with the finding that there was no breach. Not registered and other ends
 * are neither open nor decided. */
struct flow_totals {
    int64_t received, open, decided;
    /* Not to be shown (I9): under 5 and not 0, or a way to such a number. */
    bool hide_received, hide_open, hide_decided;
};
struct publication_rows; /* of the view "state" */
struct flow_totals flow_totals_of(const struct publication_rows *states);
struct err flow_totals(struct db *db, struct arena *a, struct flow_totals *ret) MUST_CHECK;

/* Days from today to due in the clock's unit: 0 on the day itself, negative when it has passed.
 * Units: working days of that week for a clock in working days, calendar days for any other. */
int64_t flow_days_left(const struct law *law, const struct law_clock *clock, enum law_week week,
                       struct date today, struct date due);
#endif
