#ifndef CASE_CASE_H
#define CASE_CASE_H
/* The life of one case, folded from its events. Pure: same events, same state, whatever the rules
 * say today, since every event carries the state and the deadlines that the rulebook of its day
 * gave.
 *
 *   case.received            makes the case (a report, a tip)
 *   case.step                one step of the rulebook was taken: new state, clocks started, stopped
 *   case.identity_opened     the identity custodian looked at who reported; the state stays
 *
 * A case's id is the ledger index of its first event. */
#include "base/buf.h"
#include "intake/intake.h"
#include "law/law.h"

struct case_id {
    int64_t v;
};
/* One clock as the case carries it; texts and citation stay in the rulebook. */
struct case_clock {
    struct str id;
    struct date start, due, due_early;
    struct str holidays; /* version of the calendar it was counted with */
    bool right;          /* a person's right: lapses after due; else alarms at due_early */
    bool running;
};
/* A piece of evidence as a case knows it. */
struct case_evidence {
    struct id128 id;
    struct hash sha256;
    int64_t bytes;
};
struct case_offices { /* ids of offices; empty while the case has not reached one */
    struct str bawaslu, bkn, ppk;
    struct str holder; /* who must act; empty when nobody must (terminal) */
};
/* Body of case.received. Everything that was reported but the reporter, who is kept apart. */
struct case_received {
    struct str rules; /* "pilkada-2024@1" */
    struct str number, state, stage, phase;
    int64_t number_n; /* running number of the office and year */
    struct date received_on;
    struct case_offices offices;
    struct intake_report report; /* has_reporter false, evidence ids below */
    struct str report_json;      /* the same by case_report_encode, where that was done before */
    const struct case_evidence *evidence;
    size_t evidence_count;
    const struct str *missing; /* ids of law requirements */
    size_t missing_count;
    const struct case_clock *clocks; /* started */
    size_t clock_count;
};
struct case_value { /* one field of a step, as text for people and programs */
    struct str name, value;
};
/* Body of case.step. */
struct case_step {
    struct str rules, step, name,
        outcome; /* step: the statute's row "P04"; name: "initial_review" */
    struct str from, to, phase,
        registration; /* registration: number given by this step, or empty */
    struct str actor; /* who took it: as in the event, but under the ledger's hash */
    int64_t registration_n;
    struct date on;              /* local day */
    struct case_offices offices; /* after the step */
    const struct case_value *values;
    size_t value_count;
    const struct case_clock *starts;
    size_t start_count;
    const struct str *stops;
    size_t stop_count;
};
struct case_event {
    int64_t index; /* in the ledger */
    struct id128 stream;
    int64_t seq;
    struct str kind, office, actor, body;
    struct instant at;
    struct hash commit; /* what the next event of the stream names as prev */
};
struct case_taken { /* one line of the timeline */
    struct str step, name, outcome, to, office, actor;
    struct instant at;
    struct date on;
    const struct case_value *values;
    size_t value_count;
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
    struct case_offices offices;
    const struct case_clock *clocks; /* all, in order of start; the last of an id counts */
    size_t clock_count;
    const struct case_taken *taken;
    size_t taken_count;
};

/* Bodies of events as JSON (their bytes are hashed in the ledger): one order of keys, empty
 * optional ones left out, so that encoding what was decoded gives the same bytes. Unknown keys are
 * passed over. A clock in a body is a start: running is not written and reads as true.
 * has_reporter, reporter and report.evidence are never written. Errors: ERR_CORRUPT (case.received,
 * case.step). Owns: what was read lives in a and borrows nothing from body. */
void case_received_encode(struct buf *out, const struct case_received *received);
/* What that says of the report itself: most of it, and known before anything is decided. */
void case_report_encode(struct buf *out, const struct intake_report *report);
struct err case_received_decode(struct arena *a, struct str body,
                                struct case_received *ret) MUST_CHECK;
void case_step_encode(struct buf *out, const struct case_step *step);
struct err case_step_decode(struct arena *a, struct str body, struct case_step *ret) MUST_CHECK;

/* The state after case.received; event.body is not read. */
struct case_state case_begin(const struct case_event *event, const struct case_received *received);
/* The state after one more step; what it adds lives in a. */
struct case_state case_after_step(struct arena *a, const struct case_state *before,
                                  const struct case_event *event, const struct case_step *step);
/* Folds all events of one case, in order. A step's stops end clocks first; a start then adds one
 * and ends a running clock of the same id. Errors: ERR_CORRUPT "event" when a body cannot be read
 * or the sequence has a hole. */
struct err case_fold(struct arena *a, const struct case_event *events, size_t count,
                     struct case_state *ret) MUST_CHECK;

const struct case_clock *case_running(const struct case_state *cs, struct str clock_id);
/* The day that orders work lists: the earliest alarm day of a running clock (due_early of a duty,
 * due of a right); CASE_NO_DUE while none runs. */
enum { CASE_NO_DUE = 9999999 };
int64_t case_next_due(const struct case_state *cs);
/* The clock that gives this day; NULL while none runs. */
const struct case_clock *case_next_clock(const struct case_state *cs);
bool case_has_taken(const struct case_state *cs, struct str step_name);
#endif
