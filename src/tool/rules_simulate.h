#ifndef TOOL_RULES_SIMULATE_H
#define TOOL_RULES_SIMULATE_H
/* What `netral rules simulate` found, and what its text and its JSON share. */
/* lint: may-use: walking a procedure needs no store, so there is no flow to go through */
#include "deadline/paths.h"

struct simulated {
    struct arena *a;
    const struct law *law;
    const struct law_rulebook *rules;
    struct paths paths;
    bool english;
};

/* Whether the step and the clock that says its day stand on rows that a lawyer has read. */
bool simulated_is_verified(const struct paths_move *m);
/* Whether a way is for a class of the law, by its place among them. who: paths_way.who */
bool simulated_is_for(uint64_t who, size_t class);
/* On standard output; the process ends when it is longer than its ceiling. */
void simulated_print_json(const struct simulated *x);
#endif
