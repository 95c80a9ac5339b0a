#ifndef DECISION_INTERNAL_H
#define DECISION_INTERNAL_H
/* What receiving and stepping share. */
#include "decision/decision.h"

/* Days that a clock may count from. Zero is "not known". */
struct decision_days {
    struct date today, received_on, known_on, registered_on;
    bool has_known_on, has_registered_on;
};
/* "pilkada-2024@1": which rulebook judged. */
struct str decision_rules_reference(struct arena *a, const struct law_rulebook *rules);
/* The clock as it starts to run, counted from start. */
struct case_clock decision_clock(const struct law *law, const struct law_clock *clock,
                                 struct date start);
/* The day that a fact of the rulebook names. A fact that the case does not have is replaced by the
 * next later one that it has, so that a duty's clock is never left out. */
struct date decision_fact(const struct decision_days *days, struct str name);
/* Who holds a case in the state (invariant I5): the office that the state waits for; while it waits
 * for a person or for a kind of office that the case does not name, the one that held it before.
 * Empty for a terminal state alone. */
struct str decision_holder(const struct law_state *state, struct str awaited,
                           const struct case_offices *offices);
/* The kind of office that a kind or a role means on the day; the name itself where nobody is known
 * to hold it. */
struct str decision_kind(const struct law *law, struct str name, struct date today);
#endif
