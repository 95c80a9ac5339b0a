#ifndef DECISION_TAKEOVER_H
#define DECISION_TAKEOVER_H
/* Takeover of all tasks in a case (law/takeover.h), and giving them back: pure, as decision.h. */
#include "decision/decision.h"

/* Whether the row speaks of the case today: the kind of election, the level of the office in charge
 * (to give back: that it does another's tasks), a case that has not ended. By whom is asked apart.
 * Law: takeover->row.cite. */
bool decide_takeover_fits(const struct law *law, const struct law_takeover *takeover,
                          const struct case_state *cs, struct date today);
/* Why nothing of the case can be taken over: its law knows no takeover. NULL: it does, or the case
 * has ended. */
const struct law_silence *decide_takeover_silence(const struct law *law,
                                                  const struct case_state *cs, struct date today);
struct decision_takeover {
    const struct law *law;
    const struct law_takeover *takeover;
    struct str office; /* that takes over */
    struct date today;
};
/* What it would record: a step that leaves the state and its clocks and changes the office in
 * charge. Errors: ERR_CONFLICT "version", ERR_STEP_BLOCKED "state", ERR_INVALID "ends_on" via
 * faults when no end is said, or one that has passed. */
struct err decide_takeover(struct arena *a, const struct decision_takeover *facts,
                           const struct case_state *cs, const struct intake_action *command,
                           struct intake_faults *faults, struct case_step *ret) MUST_CHECK;
#endif
