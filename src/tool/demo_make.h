#ifndef TOOL_DEMO_MAKE_H
#define TOOL_DEMO_MAKE_H
/* Example cases, made by a seeded generator through the same flows as real ones: reports arrive
 * over two months, each step is one that the rulebook offers, taken by an account of the office
 * whose step it is, at a time that the office's clocks make likely. The ledger is in order of time.
 */
#include "flow/flow.h"

struct demo_plan {
    struct flow *flow;
    int64_t cases;
    uint64_t seed;
    struct instant from, until; /* arrivals and steps lie between */
};
struct err demo_make(const struct demo_plan *plan) MUST_CHECK;
#endif
