#ifndef FLOW_ACTIVITY_H
#define FLOW_ACTIVITY_H
/* Prevention activities (kegiatan pencegahan) are recorded by the office that held them, put right
 * and withdrawn (docs/adr/0044). Nothing is undone: each is an event, and the log keeps them all.
 *
 *     --record--> recorded --correct--> recorded
 *                     `--withdraw--> withdrawn, for good */
#include "flow/flow.h"
#include "intake/activity.h"
#include "store/activity.h"

struct flow_activity_file { /* an upload that waits (flow_evidence_keep), and what it is */
    struct id128 id;
    struct str type;    /* media type */
    struct hash sha256; /* by it a correction that is sent twice is known */
};
/* Records an activity, or corrects one. An office records what happened in its region. */
struct flow_activity {
    struct flow_job job; /* first */
    struct flow_staff staff;
    const struct intake_activity *said; /* read and checked */
    const struct flow_activity_file *files;
    size_t file_count;
    struct id128 key;    /* of the submission */
    struct hash request; /* SHA-256 of what was sent under it */
    struct instant now;
    bool corrects; /* the one of that id, as the form knew it */
    int64_t id, version;
    struct str title_en, source; /* of an example alone: what the press told of it */
    /* drawn by flow_activity_prepare */
    struct hash salt;
    struct id128 stream;
    /* result */
    struct store_activity result;
    bool repeated; /* the same form came before: its first answer; a correction: so it stands */
};
/* Errors of the job: ERR_UNSIGNED, ERR_DENIED "role"; ERR_DENIED "office": another office's;
 * "letter", "meeting": it is changed as that;
 * ERR_INVALID "region": outside the office's; ERR_KEY_REUSED: another form had the key; ERR_MISSING
 * "activity", "evidence"; ERR_CONFLICT "activity": withdrawn, or somebody corrected it meanwhile
 * to something else. */
void flow_activity_prepare(struct flow *flow, struct flow_activity *x);

struct flow_withdrawal {
    struct flow_job job; /* first */
    struct flow_staff staff;
    int64_t id, version;
    struct str reason;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};
/* Errors of the job: as above; to withdraw what is withdrawn already is ERR_CONFLICT. */
void flow_withdrawal_prepare(struct flow *flow, struct flow_withdrawal *x);

/* As what an activity came to be: by itself, or as a letter or a meeting of the same id, which is
 * where it is put right, and a letter withdrawn. What was made of a meeting is withdrawn as what
 * was typed is: then it is counted no more, whatever its minutes say later. */
enum flow_activity_origin { FLOW_ACTIVITY_TYPED, FLOW_ACTIVITY_LETTER, FLOW_ACTIVITY_MEETING };
struct err flow_activity_origin(struct db *db, struct arena *a, int64_t id,
                                enum flow_activity_origin *ret) MUST_CHECK;
struct flow_activity_change {
    const struct store_activity *activity;
    bool withdraws; /* else corrects */
};
/* Whether an office may correct or withdraw it. Errors: ERR_DENIED "office"; "letter", of one that
 * came to be so; "meeting", of such a correction; ERR_CONFLICT "activity": it is withdrawn; what
 * the store answers. */
struct err flow_activity_changes(struct db *db, struct arena *a, const struct flow_staff *staff,
                                 const struct flow_activity_change *change) MUST_CHECK;
/* Whether it is the office's to correct and to withdraw. */
bool flow_activity_is_own(const struct flow_staff *staff, const struct store_activity *activity);
/* Whether what happened there is the office's to record: its region, what lies in it; of a national
 * office all. */
bool flow_activity_in_region(const struct store_office *office, struct str region);

/* A file of an activity. Errors: ERR_MISSING "evidence". */
struct flow_activity_piece {
    struct id128 id;
    struct hash sha256;
    int64_t bytes;
    struct str type;
};
/* The next of store_activity.files; cuts it off *rest. False: there is none. */
bool flow_activity_piece(struct str *rest, struct flow_activity_piece *ret) MUST_CHECK;
#endif
