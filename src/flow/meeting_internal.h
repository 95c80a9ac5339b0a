#ifndef FLOW_MEETING_INTERNAL_H
#define FLOW_MEETING_INTERNAL_H
/* Events of meetings, and their rows: one projection, for who writes and for who rebuilds. */
#include "flow/meeting.h"
#include "flow/said.h"

bool flow_is_of_meeting(struct str kind); /* "meeting.called", ..., "commitment.done" */
/* Errors: ERR_CORRUPT "event". */
struct err flow_meeting_project(struct db *db, struct arena *a,
                                const struct flow_told *ev) MUST_CHECK;
/* The same of "attendance.entered" and "attendance.struck". */
struct err flow_attendance_project(struct db *db, struct arena *a,
                                   const struct flow_told *ev) MUST_CHECK;
/* The meeting of a job that its own office does: of->id. Errors: those of flow/meeting.h. */
struct err flow_meeting_own(struct flow_txn *txn, const struct flow_saying *of,
                            struct store_meeting *ret) MUST_CHECK;
/* A meeting that was held is an activity, too (docs/adr/0068): its kind, and the duty of the law
 * that it carries out; may be empty. Written into the event: no later rule changes a count. */
struct flow_meeting_act {
    struct str kind, duty;
};
/* Of a meeting with those that came. Owns: kind and duty are the program's and the law's. */
struct err flow_meeting_act(struct flow_txn *txn, const struct store_meeting *x,
                            struct flow_meeting_act *ret) MUST_CHECK;
/* The activity's row, of the meeting's id: made, or put right. */
struct err flow_meeting_count(struct db *db, struct arena *a, int64_t id,
                              const struct flow_meeting_act *act) MUST_CHECK;
/* Bodies; actor as in the event. */
void flow_meeting_body(struct buf *out, const struct store_meeting *x, struct str actor);
void flow_minutes_body(struct buf *out, const struct store_meeting *x,
                       const struct flow_meeting_act *act, struct str actor);
void flow_cancel_body(struct buf *out, const struct store_meeting *x, struct str actor);
void flow_commitment_body(struct buf *out, const struct store_commitment *x, struct str actor);
void flow_done_body(struct buf *out, const struct store_commitment *x, struct str actor);
#endif
