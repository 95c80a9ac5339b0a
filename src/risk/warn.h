#ifndef RISK_WARN_H
#define RISK_WARN_H
/* Early warnings: region x stage x reason, from the election's calendar and published figures; what
 * to do about them are the duties that are open there (flow/duties.h). What is early, many and low
 * says the index
 * ("warnings" of its file). They say where somebody should look; they accuse nobody. Pure. */
#include "risk/limits.h"
#include "risk/score.h"

enum { RISK_ACTS_MAX = 3 }; /* suggested for one warning */
enum risk_reason {
    RISK_MANY_LATE, /* at least index->warn.late open cases past a deadline */
    RISK_HIGH_SCORE,
    RISK_SILENCE,     /* fewer reports than chance would give */
    RISK_LOW_COVERAGE /* of published pledges less than index->warn.coverage percent */
};
struct risk_warning {
    struct str region;
    enum risk_reason reason;
    int64_t count; /* of RISK_MANY_LATE; of RISK_LOW_COVERAGE percent, rounded down */
};
/* Each stage of the contest is announced, for each has duties (rules/duties.yaml, each_stage):
 * "critical" marks those that a coordination meeting named, and the quiet period is none of them.
 */
struct risk_moment {
    const struct law_stage *now;   /* of today; NULL: between stages */
    const struct law_stage *next;  /* that begins next, of several a critical one; NULL: none */
    int64_t days;                  /* until it begins; 0 without it */
    const struct law_stage *stage; /* that warnings are for: next within warn.days, else now */
};
/* election NULL: none is held; then no stage. */
struct risk_moment risk_moment_on(const struct law_election *election,
                                  const struct risk_index *index, struct date today);
/* How near the next critical stage is: 100 on each of its days, a point less for each day before,
 * not under 0; 0 when none comes. False (ret untouched): no election, or the day lies outside. It
 * tells of the contest, not of a region. Preparation beside the contest does not count. */
bool risk_calendar(const struct law_election *election, struct date today, int64_t *ret) MUST_CHECK;
/* What is published of a region. */
struct risk_fact {
    int64_t late;
    bool late_known;
    enum risk_funnel funnel; /* of reports received */
    int64_t asked, pledged;  /* of rounds that are published; asked 0: none is */
};
/* facts: by region as scores. In their order, at most one of each reason; empty when the index asks
 * for no warnings. Owns: lives in a. */
const struct risk_warning *risk_warnings(struct arena *a, const struct risk_index *index,
                                         const struct risk_scores *scores,
                                         const struct risk_fact *facts, size_t *ret_count);
#endif
