#ifndef CASE_EVENT_H
#define CASE_EVENT_H
/* What the events of a case say: their bodies, as values and as JSON. Bodies are read for ever: a
 * field may be added, none changes its meaning. Fields that came later are left out of the JSON
 * while they are empty, so that older bodies keep their bytes: body.h reads and writes them. */
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
    enum law_week week;  /* with whose days: of a clock in working days alone */
    bool right;          /* a person's right: lapses after due; else alarms at due_early */
    bool running;
    struct str office; /* whose week it is: case_clock_office when it started. The fold says it */
    struct str
        track; /* whose it is; empty: the case's own procedure. The event says it in a body */
    const struct law_span *still; /* ended suspensions, ascending: days that do not count */
    size_t still_count;
    bool suspended;          /* it runs but counts no day, and alarms nobody, since: */
    struct date still_since; /* the day of the suspension, its first day that does not count */
};
/* A piece of evidence as a case knows it. */
struct case_evidence {
    struct id128 id;
    struct hash sha256;
    int64_t bytes;
};
/* An office that acts in the case under a name of the rulebook: another kind, or a role that it had
 * when the case reached it. */
struct case_office {
    struct str name, office;
};
struct case_offices { /* ids of offices; empty while the case has not reached one */
    struct str bawaslu, bkn, ppk;
    struct str holder; /* who must act; empty when nobody must (terminal) */
    const struct case_office *others;
    size_t other_count;
    struct str replaced; /* whose tasks bawaslu does for a while; empty: its own */
};
/* Body of case.received. Everything that was reported but the reporter, who is kept apart. */
struct case_received {
    struct str rules; /* "pilkada-2024@1" */
    struct str number, state, stage, phase;
    int64_t number_n; /* running number of the office and year */
    struct date received_on;
    struct str actor; /* who handed in a complaint, as in the event; of the public: empty */
    struct case_offices offices;
    struct intake_report report; /* has_reporter false, evidence ids below */
    struct str report_json;      /* the same by case_report_encode, where that was done before */
    struct str sealed;           /* who reported is: by the "browser", on "arrival"; or empty */
    struct str sealed_mark;      /* for the office in charge: fingerprint of its key */
    struct str evidence_sealed;  /* all evidence is: by the "browser", on "arrival"; or empty */
    struct intake_sealed evidence_key; /* and then to this key (docs/adr/0042) */
    const struct case_evidence *evidence;
    size_t evidence_count;
    const struct str *missing; /* ids of law requirements */
    size_t missing_count;
    const struct case_clock *clocks; /* started */
    size_t clock_count;
};
/* Some of those who are reported: a set of positions in report.subjects, bit i for the i-th; 0
 * where it is all of them. In a body: the positions, ascending, "subjects":[0,2]. */
enum { CASE_SUBJECTS_MAX = 64 };
/* A procedure that a step opens beside the case's own. split: the step took only some persons
 * along; for the others the procedure stays where it was, as a track of its own. */
struct case_opening {
    struct str track; /* its name within the case: "discipline", a second one "discipline-2" */
    struct str rules, state, phase, holder; /* as in case.received, where it begins */
    const struct case_clock *clocks;
    size_t clock_count;
    uint64_t subjects; /* whom it concerns */
    bool split;
};
/* What the program proposed for a person when the step was taken, or why it could not. */
struct case_proposed {
    int64_t subject;    /* position in report.subjects; 0 also where nobody is named */
    struct str track;   /* branch of law: "ethics"; empty: nothing could be proposed */
    struct str act;     /* that speaks for it: "KE-04" */
    struct str reason;  /* why nothing could be: "no_act"; empty: something was */
    struct str tier;    /* of sanction: "berat"; empty: none, or an event from before tiers */
    struct str no_tier; /* why a branch came without one: "gap", "several" */
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
    struct str track;  /* whose step: from, to, phase and clocks are the track's; empty: main */
    struct str holder; /* of a track's step: who must act in it from now on */
    const struct str *also; /* outcomes beside the leading one, of a step that allows several */
    size_t also_count;
    const struct case_opening *opens;
    size_t open_count;
    const struct str *suspends; /* clocks that stand still from that day on */
    size_t suspend_count;
    const struct case_clock *resumes; /* and those that count again, as they are now due */
    size_t resume_count;
    uint64_t subjects; /* whom the step's procedure concerns from now on; 0: whom it did before */
    const struct case_proposed *proposed; /* of a step that chose between branches of law */
    size_t proposed_count;
};
/* Body of case.recounted: days off, a rule or an office's week changed after the clock had been
 * counted. */
struct case_count { /* what a clock was counted to, and with which table and week */
    struct date due, due_early;
    struct str holidays;
    enum law_week week;
};
struct case_recount {
    struct str track, clock, reason; /* reason: "holidays", "rule", "week" */
    struct date on, start;
    struct case_count was, now;
};
/* Body of case.rerouted: the role that the case waits for passed to an office of another kind. */
struct case_reroute {
    struct str track, role, kind, from, to; /* kind: of the office that holds the role now */
    struct date on;
    struct case_offices offices; /* after it */
};
struct case_event {
    int64_t index; /* in the ledger */
    struct id128 stream;
    int64_t seq;
    struct str kind, office, actor, body;
    struct instant at;
    struct hash commit; /* what the next event of the stream names as prev */
};
#endif
