#ifndef LAW_REACH_H
#define LAW_REACH_H
/* Who can be where in a rulebook's graph, for the checks of it. */
#include "law/read_files.h"

/* Bit i: a class of subjects.yaml, the i-th. Lives in the reader's scratch. */
typedef uint64_t law_classes;
enum { LAW_CLASSES_MAX = 64 };
/* The classes that a step is for. */
law_classes law_step_classes(const struct law *law, const struct law_step *step);
bool law_step_needs(const struct law_step *step, const struct law_step *need); /* it names it */
/* The classes of persons who can come to each state by the steps that they can take, and who can
 * take each step: those for whom it is, who come there and can have taken all that it needs. A
 * former state may hold anybody. Lives in the reader's scratch. */
struct law_reached {
    law_classes *states, *steps;
};
struct law_reached law_reach(struct law_reader *r, const struct law_rulebook *rules);
/* Of whoever is at each state, those who stand where the step leaves from. */
law_classes law_at_step(const struct law_rulebook *rules, const law_classes *at,
                        const struct law_step *step);
/* Whether some of them are new to the set. */
bool law_classes_add(law_classes *to, law_classes more);
/* Puts them at each entry of the procedure; former: and in each former state, where anybody may be
 * since before. */
void law_enter(const struct law_rulebook *rules, law_classes *at, law_classes who, bool former);
/* For whom the step is, of those who can have taken all that it needs. */
law_classes law_takers(const struct law *law, const struct law_rulebook *rules,
                       const struct law_reached *reached, const struct law_step *step);
/* One step's outcome, taken in one of the states that the step leaves. */
struct law_edge {
    const struct law_step *step;
    const struct law_outcome *outcome;
    size_t number;   /* of the outcome, among all outcomes of the rulebook */
    size_t from, to; /* indexes of states */
    law_classes who; /* take it and are not at an end then */
};
struct law_edges {
    const struct law_edge *list;
    size_t count;
};
/* Step by step, outcome by outcome. Lives in a. */
struct law_edges law_edges_of(struct arena *a, const struct law_rulebook *rules,
                              const struct law_reached *reached);

/* --- of what a rulebook must keep as a whole (law_check_rulebook), what asks who can be where ---
 */

/* No step leads to a former state; a step is for classes that come to what it leaves. */
void law_check_reach(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_reached *reached);
/* Each clock is started, runs where a step stops, extends, suspends or waits for it, and runs
 * nowhere without a step ahead that does one of them. */
void law_check_running(struct law_reader *r, const struct law_rulebook *rules,
                       const struct law_reached *reached);
/* Who comes to a state without a clock that its steps wait for has another way on. */
void law_check_waits(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_reached *reached);
/* Outcomes lead to ends that say what they decide, until another one decides. */
void law_check_ends(struct law_reader *r, const struct law_rulebook *rules,
                    const struct law_reached *reached);
/* What a step needs can come before it, and nobody is stuck who lacks it. */
void law_check_needs(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_reached *reached);
/* Steps that make one letter and lead to one state ask for the same days, propose both or neither;
 * what starts a person's right is by person; what a label says is waited for is; whom it names the
 * step is for. */
void law_check_siblings(struct law_reader *r, const struct law_rulebook *rules);
/* What outcomes and ends are called against what they decide. */
void law_check_meanings(struct law_reader *r, const struct law_rulebook *rules);
/* No two labels, and no two targets of one step, fit their rows better in each other's place. */
void law_check_exchanged(struct law_reader *r, const struct law_rulebook *rules);
/* Who is handed the case, what is done person by person, what decides with a letter. */
void law_check_keys(struct law_reader *r, const struct law_rulebook *rules);
/* A clock's lapse against the steps that wait for it, and the reporter's days. */
void law_check_lapses(struct law_reader *r, const struct law_rulebook *rules);
/* A field of one name is alike in all steps; what has a number has its day. */
void law_check_fields(struct law_reader *r, const struct law_rulebook *rules);
/* Steps that are alike agree on role and by_person; a letter fits class and tier. */
void law_check_alike(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_reached *reached);
#endif
