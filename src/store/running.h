#ifndef STORE_RUNNING_H
#define STORE_RUNNING_H
/* The clocks of a case that count, as one text in its row: a line for each,
 *   <rules or -> <clock> <office or -> <start> <due> <due_early> [<from>:<to> ...]
 * with days as numbers, "-" for the case's own rulebook, the office whose week it counts, and the
 * days on which the clock stood still. Ids hold no blank. Suspended clocks are left out: nothing
 * can move them. */
#include "store/store.h"

enum { STORE_STILL_MAX = 16 };
struct store_running {
    struct str rules; /* empty: the case's own */
    struct str clock, office;
    struct date start, due, due_early;
    struct law_span still[STORE_STILL_MAX];
    size_t still_count;
};
struct str store_running_text(struct arena *a, const struct case_state *cs);
/* Cuts the first line off *text. False at the end, and for a line that is none. */
bool store_running_next(struct str *text, struct store_running *ret);
/* What upkeep looks at: cases that have not ended, by id, at most STORE_OPEN_MAX. */
struct store_open {
    struct case_id id;
    struct str rules, state, clocks;
    int64_t aside; /* procedures beside the case's own, offices under other names */
};
enum { STORE_OPEN_MAX = 500 };
struct err store_open_page(struct db *db, struct arena *a, struct case_id after,
                           const struct store_open **ret, size_t *ret_count) MUST_CHECK;
#endif
