#ifndef INTAKE_MEETING_H
#define INTAKE_MEETING_H
/* Coordination meetings (rakor) as an office types them: who is called to what, what came of it,
 * and who promised what by when. Offices are named by their ids; whether there are such is the
 * store's to say. */
#include "intake/intake.h"

struct intake_offices {
    const struct str *list; /* ids, no doubles */
    size_t count;
};
struct intake_meeting {
    struct str title, place, region, election, agenda; /* agenda: a line an item */
    struct date on, last;                              /* last: its last day; not said: the first */
    int64_t minute, until;         /* of the first day, of the last one; -1: not said */
    int64_t follows;               /* id of the meeting that this one follows up; -1: none */
    struct intake_offices invited; /* one by one */
    struct intake_offices all;     /* kinds of offices: all of them in the meeting's region */
    bool has_on, has_last, has_minute, has_until, has_follows;
};
/* Fields title, on, at ("09:30"), last, until, place, region, election, agenda, invited, all,
 * follows. A meeting lies at most a year ahead and not more than INTAKE_ACTIVITY_DAYS back, has at
 * most INTAKE_MEETING_DAYS days and ends behind its begin. Errors: ERR_INVALID (see faults). Owns:
 * in a. */
struct err intake_meeting_form(struct arena *a, const struct intake_pairs *form,
                               const struct intake_context *context, struct intake_meeting *ret,
                               struct intake_faults *faults) MUST_CHECK;

struct intake_minutes {
    struct str minutes;
    struct intake_offices attended;
};
/* Fields minutes, attended. Errors: the same. */
struct err intake_minutes_form(struct arena *a, const struct intake_pairs *form,
                               struct intake_minutes *ret, struct intake_faults *faults) MUST_CHECK;

/* Somebody who came: of one of the offices that were invited, or of another by its name. */
struct intake_attendance {
    struct str name;
    struct str from, agency; /* from: an office's id; one of both is empty */
};
/* Fields name, from, agency. Errors: the same. */
struct err intake_attendance_form(struct arena *a, const struct intake_pairs *form,
                                  struct intake_attendance *ret,
                                  struct intake_faults *faults) MUST_CHECK;

struct intake_commitment {
    struct str what, office;
    struct date due;
    bool has_due;
};
/* Fields what, office, due: at most two years ahead, not before the meeting's day. Errors: the
 * same.
 */
struct err intake_commitment_form(struct arena *a, const struct intake_pairs *form,
                                  struct date meeting, struct intake_commitment *ret,
                                  struct intake_faults *faults) MUST_CHECK;
#endif
