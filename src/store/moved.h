#ifndef STORE_MOVED_H
#define STORE_MOVED_H
/* Deadlines that upkeep counted to another day, for the work lists of the offices that have the
 * case in hand, until somebody there opens the case or acts in it (docs/adr/0032). Which events put
 * and take a row: flow/moved.h. */
#include "store/store.h"

struct store_moved {
    struct case_id id;
    struct str office, track, clock; /* track: empty: the case's own procedure */
    struct date was, due;
};
/* Of several clocks of a case the first is kept; of one that moves again the day that the office
 * last knew. One that moves back is forgotten. */
struct err store_moved_put(struct db *db, struct arena *a,
                           const struct store_moved *moved) MUST_CHECK;
struct err store_moved_seen(struct db *db, struct arena *a, struct case_id id,
                            struct str office) MUST_CHECK;
#endif
