#ifndef RISK_WARN_H
#define RISK_WARN_H
/* Early warnings: region x stage x reason x suggested acts, from the election's calendar, the
 * duties of the rulebook and published figures. What is early and what is many says the index
 * ("warnings" of its file). They say where somebody should look; they accuse nobody. Pure. */
#include "risk/limits.h"
#include "risk/score.h"

enum { RISK_ACTS_MAX = 3 }; /* suggested for one warning */
enum risk_reason {
    RISK_MANY_LATE, /* at least index->warn.late open cases past a deadline */
    RISK_HIGH_SCORE,
    RISK_SILENCE /* fewer reports than chance would give */
};
struct risk_warning {
    struct str region;
    enum risk_reason reason;
    int64_t count; /* of RISK_MANY_LATE */
};
/* The stage that the warnings are for, and what the duties ask for around it. */
struct risk_moment {
    const struct law_stage
        *stage;   /* the next critical one within warn.days, else today's; or NULL */
    int64_t days; /* until it begins; 0 or less: it runs */
    const struct law_duty *acts[RISK_ACTS_MAX]; /* tied to it first, then those of every stage */
    size_t act_count;
};
/* election NULL: none is held; then no stage and no act. */
struct risk_moment risk_moment_on(const struct law *law, const struct law_election *election,
                                  const struct risk_index *index, struct date today);
/* What is published of a region. */
struct risk_fact {
    int64_t late;
    bool late_known;
    enum risk_funnel funnel; /* of reports received */
};
/* facts: by region as scores. In their order, at most one of each reason; empty when the index asks
 * for no warnings. Owns: lives in a. */
const struct risk_warning *risk_warnings(struct arena *a, const struct risk_index *index,
                                         const struct risk_scores *scores,
                                         const struct risk_fact *facts, size_t *ret_count);
#endif
