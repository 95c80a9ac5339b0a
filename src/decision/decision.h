#ifndef DECISION_DECISION_H
#define DECISION_DECISION_H
/* What would change: pure functions from facts, command and time to a value. Nothing is stored
 * here. Law: every function judges by the rulebook in force for the case (invariant I6). */
#include "case/case.h"
#include "deadline/deadline.h"

/* Facts that intake of a report needs. All loaded before. */
struct decision_intake {
    const struct law *law;
    const struct law_rulebook *rules;
    const struct law_election *election;
    struct str office, office_region; /* the Bawaslu office in charge */
    struct date today;                /* in that office's zone */
    int64_t number_n;                 /* running number for this office and year */
    const struct case_evidence *evidence;
    size_t evidence_count;
};
/* What receiving the report would record. The reporter's identity is not in it.
 * Law: UU 1/2015 jo. UU 8/2015 Ps 134; requirements and clocks of the rulebook. */
struct case_received decide_receive(struct arena *a, const struct decision_intake *facts,
                                    const struct intake_report *report);

/* One step that the rulebook offers in the case's state, and why it can or cannot be taken now:
 * free when missing_count is 0 and opens_on is not ahead. */
struct decision_offer {
    const struct law_step *step;
    const struct law_step *const *missing; /* steps that must come first; none: free */
    size_t missing_count;
    struct date opens_on; /* first day for a step that must wait for a clock to run out */
};
/* opens_on of a step that waits for no clock, and of one whose clock does not run. */
enum { DECISION_ANY_DAY = INT32_MIN, DECISION_NO_DAY = INT32_MAX };
struct decision_offers {
    const struct decision_offer *list;
    size_t count;
};
struct decision_offers decide_offers(struct arena *a, const struct law_rulebook *rules,
                                     const struct case_state *cs);
/* Whether the case offers the step on that day. Errors: ERR_STEP_BLOCKED; about is "state", the
 * name of the first step that must come before, or the id of the clock that must run out before. */
struct err decide_allowed(struct arena *a, const struct law_step *step, const struct case_state *cs,
                          struct date today) MUST_CHECK;

struct decision_step {
    const struct law *law;
    const struct law_rulebook *rules;
    const struct law_step *step;
    struct date today;
    int64_t registration_n; /* the number a registering step would give */
    struct str bkn, ppk;    /* offices in charge for the case's region */
    struct str region;      /* of the Bawaslu office, for the number */
};
/* What the step would record. Errors: ERR_CONFLICT "version" (the case moved on), ERR_STEP_BLOCKED
 * (the state does not offer it, or earlier steps are missing; about names the first),
 * ERR_INVALID "field" via faults when dates contradict the case. */
struct err decide_step(struct arena *a, const struct decision_step *facts,
                       const struct case_state *cs, const struct intake_action *command,
                       struct intake_faults *faults, struct case_step *ret) MUST_CHECK;
#endif
