#ifndef FLOW_MEETING_H
#define FLOW_MEETING_H
/* Coordination meetings (rakor): an office calls one, keeps its minutes, and what was promised
 * there is followed up (docs/adr/0044).
 *
 *     --call--> called --hold--> held (again: minutes put right)     promised --done--> done
 *                  `--cancel--> cancelled, for good
 * A commitment stays on the agenda of each meeting that follows until it is done. */
#include "flow/saying.h"
#include "intake/meeting.h"
#include "publication/ical.h"
#include "store/meeting.h"

/* The id of each job is the meeting's; of a commitment that is done, its own. Errors of all:
 * ERR_UNSIGNED, ERR_DENIED "role"; ERR_DENIED "office": not this office's; ERR_MISSING "meeting",
 * "commitment"; ERR_CONFLICT "meeting": cancelled. */

struct flow_meeting_call {
    struct flow_saying of; /* its id is result */
    const struct intake_meeting *said;
    struct id128 key;
    struct hash request;
    bool repeated; /* result: the same form came before */
};
/* ERR_INVALID "region": outside the office's; "invited", "follows": there is none; "all": no office
 * of that kind lies in the region; "guests": more than INTAKE_INVITED; ERR_KEY_REUSED. The own
 * office is no guest of its meeting by its kind. */
void flow_meeting_call_prepare(struct flow *flow, struct flow_meeting_call *x);

struct flow_meeting_hold {
    struct flow_saying of;
    const struct intake_minutes *said;
    int64_t version; /* of the meeting, as the form knew it */
};
/* ERR_INVALID "minutes": its day has not come; "attended": there is no such office; ERR_CONFLICT
 * "version": somebody wrote other minutes meanwhile. The same minutes again are no event. */
void flow_meeting_hold_prepare(struct flow *flow, struct flow_meeting_hold *x);

struct flow_meeting_cancel {
    struct flow_saying of;
    struct str reason;
};
/* ERR_CONFLICT "meeting": held already. */
void flow_meeting_cancel_prepare(struct flow *flow, struct flow_meeting_cancel *x);

struct flow_commit {
    struct flow_saying of;
    const struct intake_commitment *said;
};
/* ERR_INVALID "office": there is none; "minutes": it was not held, so nothing was promised; "what":
 * FLOW_COMMITMENTS were promised there already.
 * What the same office promised there in the same words by the same day is not made again. */
void flow_commit_prepare(struct flow *flow, struct flow_commit *x);

struct flow_commit_done {
    struct flow_saying of;
    struct str note; /* how */
    int64_t meeting; /* result */
};
/* ERR_CONFLICT "commitment": done already. */
void flow_commit_done_prepare(struct flow *flow, struct flow_commit_done *x);

/* Open commitments of the meetings that this one follows up, and of those that they follow, the
 * nearest first; at most FLOW_FOLLOWED meetings back. */
enum { FLOW_FOLLOWED = 20, FLOW_COMMITMENTS = 200 };
struct err flow_meeting_inherited(struct db *db, struct arena *a, const struct store_meeting *of,
                                  struct store_commitments *ret) MUST_CHECK;
/* Whether the office may say that it is done. */
bool flow_commit_is_own(const struct flow_staff *staff, const struct store_commitment *commitment,
                        const struct store_meeting *meeting);
#endif
