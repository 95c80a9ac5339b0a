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
/* The clock as it starts to run, counted from running->start. */
struct case_clock decision_clock(const struct law *law, const struct decision_running *running);
/* The week of a clock that starts while holder must act. */
enum law_week decision_week(const struct decision_weeks *weeks, const struct case_offices *offices,
                            struct str holder, const struct law_clock *clock);
/* The day that a fact of the rulebook names. A fact that the case does not have is replaced by the
 * next later one that it has, so that a duty's clock is never left out. */
struct date decision_fact(const struct decision_days *days, struct str name);
/* Who holds a procedure in the state (invariant I5): the office that the state waits for; while it
 * waits for a person or for an office that the case does not name, the one that held it before.
 * Empty for a terminal state alone. */
struct str decision_holder(const struct law_state *state, const struct case_offices *offices,
                           struct str before);
/* Puts the office under the name, and under its kind where the case keeps one of that kind. */
void decision_office_set(struct arena *a, const struct decision_office *office,
                         struct case_offices *offices);
/* Whether the name is a role: no kind of office is called so. */
bool decision_is_role(const struct law *law, struct str name);
/* Adds a word that is not in the list; list has room. */
void decision_word_add(struct str *list, size_t *count, struct str word);

bool decision_leaves(const struct law_step *step, struct str state);
/* Persons of the procedure for whom the step is; step NULL: all of them. */
uint64_t decision_subjects(const struct case_state *cs, const struct case_track *in,
                           const struct law_step *step);
/* Whether the step leaves the procedure's state and is for one of its persons. Nobody named, or no
 * class said, is the class "unknown": some step must be open to every case (I5). */
bool decision_is_open(const struct law_step *step, const struct case_state *cs,
                      const struct case_track *in);
/* The fields that were given, as text. */
void decision_keep_values(struct arena *a, const struct intake_action *command,
                          struct case_step *ret);

/* What one step draws on while it is decided. */
struct deciding {
    struct arena *a;
    const struct decision_step *facts;
    const struct case_state *cs;
    const struct intake_action *command;
    struct case_track track; /* before the step */
    struct decision_parting parting;
    struct decision_days days;
};
/* Clocks: what the leading outcome starts, stops, suspends, resumes. */
void decision_step_clocks(const struct deciding *d, struct case_step *ret);
/* Procedures that the outcomes open, and the one that goes on for who stays behind. Errors:
 * ERR_RULES "opens". */
struct err decision_step_opens(const struct deciding *d, struct case_step *ret) MUST_CHECK;
#endif
