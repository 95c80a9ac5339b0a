#ifndef PREVENTION_DUTY_H
#define PREVENTION_DUTY_H
/* Which duties of prevention (rules/duties.yaml) an office has before and in the stages of an
 * election, by when, and which of them were carried out. Pure. */
#include "law/law.h"

enum prevention_state {
    PREVENTION_LATE,
    PREVENTION_SOON,
    PREVENTION_LATER,
    PREVENTION_SUGGESTED, /* no text asks for it: never due, and counted nowhere */
    PREVENTION_DONE
};
enum { PREVENTION_SOON_DAYS = 30 };
struct prevention_due {
    const struct law_duty *duty;
    const struct law_stage *stage; /* that it is counted against */
    struct date on;                /* to be done by then */
    enum prevention_state state;
    int64_t done; /* id of the first activity that did; DONE alone */
};
struct prevention_act { /* an activity that carries out a duty */
    struct str duty;
    struct date on;
    int64_t id;
};
struct prevention_asked {
    const struct law_election *election;
    struct str actor;                  /* office kind; empty: of all */
    struct date today;                 /* of the office */
    const struct prevention_act *acts; /* of that election, oldest first */
    size_t act_count;
};
/* Late ones first, then by day; then what is suggested, done ones last. A duty of each stage is due
 * on the first day of the stages of today and of the one that comes next, and done by an activity
 * within that stage; a duty of one stage by any. Duties without a stage have no day and are not
 * listed, nor what the law does not have in force today. Units: calendar days. Owns: in a. */
struct prevention_dues {
    const struct prevention_due *list;
    size_t count;
};
struct prevention_dues prevention_dues(struct arena *a, const struct law *law,
                                       const struct prevention_asked *asked);
#endif
