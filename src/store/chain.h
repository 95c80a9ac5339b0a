#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H
/* The chain of a round of pledges: who leads what in the roster of its office, and whether they
 * signed. Read by an index of those who lead alone, however many people the roster has. */
#include "store/pledge.h"

/* Of a round, the sums of level (prevention/chain.h; 1 and above), in its order. */
struct store_chain_sum {
    int64_t level, people, pledged;
};
struct store_chain_sums {
    const struct store_chain_sum *list;
    size_t count;
};
struct err store_chain_sums(struct db *db, struct arena *a, const struct store_round *round,
                            struct store_chain_sums *ret) MUST_CHECK;

/* Who stands at one level, by unit and grade (0: none is known); at most limit rows. */
struct store_told {
    struct str unit;
    int64_t grade, people, pledged;
};
struct store_tolds {
    const struct store_told *list;
    size_t count;
};
struct store_told_of {
    int64_t level, limit;
};
struct err store_chain_told(struct db *db, struct arena *a, const struct store_round *round,
                            const struct store_told_of *of, struct store_tolds *ret) MUST_CHECK;

struct store_leader {
    int64_t level;
    struct store_signer who;
    struct store_unit_count unit; /* that they stand in */
};
struct store_leaders {
    const struct store_leader *list;
    size_t count;
};
/* By level, then unit, then number; at most limit. */
struct err store_chain_leaders(struct db *db, struct arena *a, const struct store_round *round,
                               int64_t limit, struct store_leaders *ret) MUST_CHECK;
#endif
