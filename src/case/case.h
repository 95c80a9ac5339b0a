#ifndef CASE_CASE_H
#define CASE_CASE_H
/* The life of one case, folded from its events. Pure: same events, same state, whatever the rules
 * say today, since every event carries the state and the deadlines that the rulebook of its day
 * gave.
 *
 *   case.received            makes the case (a report, a tip)
 *   case.step                one step of a rulebook was taken: new state, clocks started, stopped,
 *                            suspended, resumed; may open procedures that run beside (tracks)
 *   case.identity_opened     the identity custodian looked at who reported; the state stays
 *   case.recounted           a running clock was counted anew: days off, a rule, a week changed
 *   case.rerouted            the role that the case waits for passed to another office
 *   case.handed              the key of its evidence was wrapped for one more office
 *
 * A case's id is the ledger index of its first event. event.h holds what events say. */
#include "case/body.h"
#include "case/handed.h"

/* One line of the timeline: a step, or what upkeep did (name: the event's kind, no step). */
struct case_taken {
    struct str step, name, outcome, to, office, actor;
    struct str track; /* empty: the case's own procedure */
    struct instant at;
    struct date on;
    const struct case_value *values;
    size_t value_count;
    const struct case_proposed *proposed;
    size_t proposed_count;
};
/* A procedure that runs, or ran, in the case. One that was split off another has its history. */
struct case_track {
    struct str id;    /* empty: the case's own */
    struct str rules; /* "discipline@1" */
    struct str state, phase;
    struct str holder; /* who must act in it; empty when it has ended */
    uint64_t subjects; /* whom it concerns: bit i is report.subjects[i]; 0: all */
    bool split;        /* off another procedure of the case: */
    struct str parent; /* its name; empty: the case's own */
    struct date
        stands;   /* in its state since: the day of its last step, or of the one that opened it */
    size_t since; /* how much of taken that one's history is also this one's */
};
struct case_state {
    struct case_id id;
    struct id128 stream;
    int64_t version; /* events so far: the next event's seq */
    struct hash prev;
    struct instant received_at, changed_at;
    struct case_received received;
    struct str state, phase, registration;
    struct date registered_on; /* day of the step that gave the registration; zero before */
    struct date stands;        /* the case's own procedure, in its state since */
    struct date forwarded_on;  /* first day on which BKN or an appointing authority had to act */
    bool forwarded;            /* there was such a day */
    struct case_offices offices;
    bool changed_hands; /* another office was in charge before: offices.replaced came, or went */
    const struct case_clock
        *clocks; /* of all tracks, in order of start; the last of an id counts */
    size_t clock_count;
    const struct case_taken *taken;
    size_t taken_count;
    const struct case_track *tracks; /* beside the case's own procedure, in order of opening */
    size_t track_count;
    uint64_t subjects;                /* whom the case's own procedure concerns; 0: all */
    const struct case_handed *handed; /* to whom the evidence's key went, the newest first; NULL */
};

/* The state after case.received; event.body is not read. */
struct case_state case_begin(struct arena *a, const struct case_event *event,
                             const struct case_received *received);
/* The state after one more step; what it adds lives in a. */
struct case_state case_after_step(struct arena *a, const struct case_state *before,
                                  const struct case_event *event, const struct case_step *step);
/* The same after upkeep. */
struct case_state case_after_recount(struct arena *a, const struct case_state *before,
                                     const struct case_event *event,
                                     const struct case_recount *recount);
struct case_state case_after_reroute(struct arena *a, const struct case_state *before,
                                     const struct case_event *event,
                                     const struct case_reroute *reroute);
struct case_state case_after_handed(struct arena *a, const struct case_state *before,
                                    const struct case_event *event,
                                    const struct case_handed *handed);
/* Folds all events of one case, in order. A step's stops end clocks first; a start then adds one
 * and ends a running clock of the same id. Errors: ERR_CORRUPT "event" when a body cannot be read
 * or the sequence has a hole. */
struct err case_fold(struct arena *a, const struct case_event *events, size_t count,
                     struct case_state *ret) MUST_CHECK;

/* The running clock of a procedure of the case; track empty: of its own. NULL: it does not run. */
const struct case_clock *case_running(const struct case_state *cs, struct str track,
                                      struct str clock_id);
/* The day that orders work lists: the earliest alarm day of a running clock (due_early of a duty,
 * due of a right) of any track; CASE_NO_DUE while none runs. A suspended clock alarms nobody. */
enum { CASE_NO_DUE = 9999999 };
int64_t case_next_due(const struct case_state *cs);
/* The clock that gives this day; NULL while none runs. */
const struct case_clock *case_next_clock(const struct case_state *cs);
/* In a procedure, or in the one that it was split off, before that. */
bool case_has_taken(const struct case_state *cs, struct str track, struct str step_name);
/* A procedure of the case by its name; the empty name is the case's own. False: there is none. */
bool case_track(const struct case_state *cs, struct str id, struct case_track *ret);
/* Whether it is the case's own procedure, or was split off it: what the reporter follows. Others
 * have other addressees. */
bool case_is_own(const struct case_state *cs, struct str track);
/* What the reporter is told of: the case's own procedure; once that has ended, the first one split
 * off it that has not. Its holder is empty when all of them have ended. */
struct case_track case_told(const struct case_state *cs);
/* Whether a procedure concerns the person at that position of report.subjects. */
bool case_concerns(const struct case_track *track, size_t subject);
/* Who must act: in the case's own procedure or, when that has ended, in the first track that has
 * not. Empty: the case has ended with all its tracks. */
struct str case_holder(const struct case_state *cs);
/* Whose week a clock counts that starts now: of a duty the office that must act, of a person's
 * right the office in charge, also where nobody must act. */
struct str case_clock_office(const struct case_offices *offices, struct str holder, bool right);
/* The office that acts in the case under a kind or a role; empty: none does. */
struct str case_office(const struct case_offices *offices, struct str kind_or_role);
#endif
