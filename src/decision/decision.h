#ifndef DECISION_DECISION_H
#define DECISION_DECISION_H
/* What would change: pure functions from facts, command and time to a value. Nothing is stored
 * here. Law: every function judges by the rulebook in force for the case (invariant I6). */
#include "case/case.h"
#include "deadline/deadline.h"

/* Ids of the offices that work six days a week, in the order of their bytes; all others work five.
 * A clock in working days counts with the week of case_clock_office. */
struct decision_weeks {
    const struct str *six;
    size_t count;
};
enum law_week decide_week(const struct decision_weeks *weeks, struct str office);

/* The office that a name of the rulebook means for the case today. */
struct decision_office {
    struct str name;   /* kind or role, as the rulebook says it */
    struct str kind;   /* the kind that it means on that day: another word if name is a role */
    struct str office; /* id of the one in charge; empty: the store has none */
};
struct decision_offices {
    const struct decision_office *list;
    size_t count;
};

/* Facts that intake of a report needs. All loaded before. */
struct decision_intake {
    const struct law *law;
    const struct law_rulebook *rules;
    const struct law_election *election;
    struct str office, office_region; /* the Bawaslu office in charge */
    struct str actor;                 /* who hands in a complaint; of the public: empty */
    struct decision_offices offices;  /* of a complaint: whom its first state waits for */
    struct date today;                /* in that office's zone */
    struct decision_weeks weeks;
    int64_t number_n; /* running number for this office and year */
    const struct case_evidence *evidence;
    size_t evidence_count;
};
/* What receiving the report would record. The reporter's identity is not in it. A complaint begins
 * where the rulebook's entry_complaint says: that there is one is the caller's to ask.
 * Law: UU 1/2015 jo. UU 8/2015 Ps 134; requirements and clocks of the rulebook. */
struct case_received decide_receive(struct arena *a, const struct decision_intake *facts,
                                    const struct intake_report *report);

/* One step that the rulebook offers in the state of one of the case's procedures, and why it can or
 * cannot be taken now: free when missing_count is 0 and opens_on is not ahead. */
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
/* rules: of the track; track empty: of the case's own procedure. Not offered are a step for classes
 * none of whom is reported, and one that a clock opens before what it needs was taken. */
struct decision_offers decide_offers(struct arena *a, const struct law_rulebook *rules,
                                     const struct case_state *cs, struct str track);
/* Whether the track offers the step on that day. Errors: ERR_STEP_BLOCKED; about is "state",
 * "subjects", the name of the first step that must come before or must not, or the id of the clock
 * that must run out before or must still run. */
struct err decide_allowed(struct arena *a, const struct law_step *step, const struct case_state *cs,
                          struct str track, struct date today) MUST_CHECK;

/* Whom of the procedure's persons the step takes along, and who stays behind, to be split off (bits
 * as in struct case_track). Nobody named: both empty. */
struct decision_parting {
    uint64_t taken, staying;
};
struct decision_parting decide_parting(const struct law_step *step, const struct case_state *cs,
                                       struct str track);

struct decision_step {
    const struct law *law;
    const struct law_rulebook *rules; /* of the track */
    const struct law_step *step;
    struct str track; /* empty: the case's own procedure */
    struct date today;
    int64_t registration_n;          /* the number a registering step would give */
    struct decision_offices offices; /* of decide_names */
    struct decision_weeks weeks;
    struct str region; /* of the Bawaslu office, for the number */
};
/* For each person of a step whose outcomes choose between branches of law or tiers of sanction. */
struct decision_proposal {
    size_t subject; /* position in report.subjects */
    bool named;     /* false: nobody is reported by name; subject is 0 */
    struct str class;
    struct law_proposal proposal;
};
struct decision_proposals {
    const struct decision_proposal *list;
    size_t count; /* 0: the step leaves no choice */
};
/* From what was reported; of facts law, rules, step and track are read. Law: law_propose. */
struct decision_proposals decide_proposals(struct arena *a, const struct decision_step *facts,
                                           const struct case_state *cs);
/* Whether outcomes that go by a branch depart from somebody's proposal, or there is none: then the
 * field with departs: true is required. Of several outcomes one must fit each person. */
struct decision_chosen {
    const struct law_outcome *const *list;
    size_t count;
};
bool decide_departs(const struct decision_proposals *proposals, struct decision_chosen chosen);
/* Kinds and roles whose offices the command's outcomes may bring into the case: hand_to, what the
 * next state waits for, what opened procedures wait for. Without doubles. */
struct law_words_list decide_names(struct arena *a, const struct law *law,
                                   const struct intake_action *command, struct date today);
/* What the step would record. Errors: ERR_CONFLICT "version" (the case moved on), ERR_STEP_BLOCKED
 * (as decide_allowed), ERR_INVALID "field" via faults: dates contradict the case, no outcome leads
 * on, persons are not the step's, reasons to depart are missing; ERR_RULES "opens": no rulebook of
 * an opened procedure is in force. */
struct err decide_step(struct arena *a, const struct decision_step *facts,
                       const struct case_state *cs, const struct intake_action *command,
                       struct intake_faults *faults, struct case_step *ret) MUST_CHECK;

/* --- upkeep: what today's rules change in a case that nobody touched --- */
struct decision_upkeep {
    const struct law *law;
    struct date today;
    struct decision_offices offices; /* of decide_roles */
    struct decision_weeks weeks;
};
/* Running clocks that count to another day now: days off, the rule or its office's week changed.
 * Suspended ones are counted when they resume; one that its rulebook no longer has stays. */
size_t decide_recounts(struct arena *a, const struct decision_upkeep *facts,
                       const struct case_state *cs, const struct case_recount **ret);
/* Roles (never kinds) that the case names: those it waits for, and those that act in it. */
struct law_words_list decide_roles(struct arena *a, const struct law *law,
                                   const struct case_state *cs);
/* Roles that passed to an office of another kind: the case goes with them, each track that waits
 * for the role by an event of its own. A case that has ended stays as it is. */
size_t decide_reroutes(struct arena *a, const struct decision_upkeep *facts,
                       const struct case_state *cs, const struct case_reroute **ret);
/* The same question for one clock, from what a list row says; quick, allocates nothing. */
struct decision_running {
    const struct law_clock *clock;
    struct date start;
    const struct law_span *still;
    size_t still_count;
    enum law_week week; /* of the clock's office */
};
struct case_count decide_count(const struct law *law, const struct decision_running *running);
#endif
