#ifndef FLOW_ATTENDANCE_H
#define FLOW_ATTENDANCE_H
/* Attendance of a coordination meeting (docs/adr/0065): whoever comes enters their name by the QR
 * code on the wall, on the meeting's day; who called the meeting enters others from a list, and
 * strikes out who was not there.
 *
 *     --by QR, by list--> entered --strike--> gone from the list (the event stays) */
#include "flow/saying.h"
#include "intake/meeting.h"
#include "prevention/attendance.h"
#include "store/attendance.h"
#include "store/meeting.h"

enum { FLOW_ATTENDANCES = 5000 }; /* of one meeting: a rakornas has some two thousand */

/* What stands in the code of a meeting, behind the page's address. Owns: in a. */
struct str flow_attend_link(struct flow *flow, struct arena *a, int64_t meeting);

/* What a code opens. Owns: in a. */
struct flow_attend_seen {
    struct store_meeting meeting;
    enum attendance_state state;
};
struct flow_attend_ask {
    struct db *db;
    struct arena *arena;
    struct str link; /* as it came */
    struct instant now;
};
/* Errors: ERR_MISSING "attendance": no such code. */
struct err flow_attend_see(struct flow *flow, const struct flow_attend_ask *ask,
                           struct flow_attend_seen *ret) MUST_CHECK;

/* Somebody enters their own name: the event attendance.entered, or nothing when the same name of
 * the same office stands there (the first answer again). Errors of the job: ERR_MISSING
 * "attendance"; ERR_CONFLICT "attendance": seen.state says why nobody enters; ERR_INVALID "from":
 * not an office that was invited; "name": FLOW_ATTENDANCES are entered. */
struct flow_attend {
    struct flow_job job; /* first */
    struct str link;     /* as it came */
    const struct intake_attendance *said;
    struct instant now;
    struct flow_attend_seen seen; /* result */
    int64_t entry;                /* result: index of the event */
    struct hash salt;
    struct id128 stream;
};
/* Draws what it needs; arena, link, said and now are set. */
void flow_attend_prepare(struct flow *flow, struct flow_attend *x);

/* The same from a list, on the meeting's day or after it; of->id is the meeting's. Errors of the
 * job: those of flow/meeting.h; ERR_INVALID "from": there is no such office; "name": full;
 * ERR_CONFLICT "attendance": its day has not come. */
struct flow_attend_list {
    struct flow_saying of; /* first */
    const struct intake_attendance *said;
};
void flow_attend_list_prepare(struct flow *flow, struct flow_attend_list *x);

/* Strikes one out: the event attendance.struck. Errors of the job: the same; ERR_MISSING
 * "attendance": there is none of that number at this meeting. */
struct flow_attend_strike {
    struct flow_saying of; /* first */
    int64_t entry;
    struct str reason;
};
void flow_attend_strike_prepare(struct flow *flow, struct flow_attend_strike *x);

/* Ids of the offices that somebody came from, a blank between. Owns: in a. */
struct err flow_attended_offices(struct db *db, struct arena *a, int64_t meeting,
                                 struct str *ret) MUST_CHECK;
#endif
