#ifndef STORE_MEETING_H
#define STORE_MEETING_H
/* Coordination meetings and what was promised there: projections of meeting.called, .held,
 * .cancelled, commitment.made and .done. */
#include "store/store.h"

struct store_meeting {
    int64_t id, version; /* indexes: of the event that called it, of the newest that speaks of it */
    struct str office;   /* that called it */
    struct str region, election, title, place, agenda;
    struct date on, last;           /* last: its last day, mostly the same */
    int64_t minute, until, follows; /* of the first day, of the last one; -1: not said, none */
    struct str invited, attended;   /* ids of offices, a blank between */
    struct str minutes, reason;     /* reason: why it was cancelled */
    bool held, cancelled;
    struct str key, request; /* hex, as of store_activity */
};
struct store_meetings {
    const struct store_meeting *list;
    size_t count;
};
/* And whom it waits for: invited, and office. */
struct err store_meeting_insert(struct db *db, struct arena *a,
                                const struct store_meeting *x) MUST_CHECK;
/* attended and minutes, or reason, of the row with that id. */
struct err store_meeting_held(struct db *db, struct arena *a,
                              const struct store_meeting *x) MUST_CHECK;
struct err store_meeting_cancel(struct db *db, struct arena *a,
                                const struct store_meeting *x) MUST_CHECK;
/* Errors of both: ERR_MISSING "meeting". */
struct err store_meeting_find(struct db *db, struct arena *a, int64_t id,
                              struct store_meeting *ret) MUST_CHECK;
struct err store_meeting_again(struct db *db, struct arena *a, struct str key,
                               struct store_meeting *ret) MUST_CHECK;
/* The latest first, behind (on, id) of after (zero: from the first). */
struct store_meetings_of {
    struct date after_on;
    int64_t after, limit;
};
struct err store_meeting_list(struct db *db, struct arena *a, const struct store_meetings_of *of,
                              struct store_meetings *ret) MUST_CHECK;

struct store_meeting_guest {
    struct str office;
    struct date today;
    int64_t limit;
};
/* Meetings that an office is called to, or that it called: not held, not cancelled, not over on the
 * day; by their last day. At most limit. */
struct err store_meeting_guest(struct db *db, struct arena *a, const struct store_meeting_guest *of,
                               struct store_meetings *ret) MUST_CHECK;
/* Of a region and what lies in it (empty: of the nation), at most limit. */
struct store_meeting_days {
    struct str region;
    struct date from, to; /* both count */
    int64_t limit;
};
/* Those that begin then and are neither held nor cancelled, by day. */
struct err store_meeting_soon(struct db *db, struct arena *a, const struct store_meeting_days *of,
                              struct store_meetings *ret) MUST_CHECK;

struct store_commitment {
    int64_t id, meeting;     /* indexes */
    struct str what, office; /* office: that promised it */
    struct date due;
    int64_t done; /* index of the event; -1: open */
    struct date done_on;
    struct str note; /* how it was done */
};
struct store_commitments {
    const struct store_commitment *list;
    size_t count;
};
struct err store_commitment_insert(struct db *db, struct arena *a,
                                   const struct store_commitment *x) MUST_CHECK;
struct err store_commitment_done(struct db *db, struct arena *a,
                                 const struct store_commitment *x) MUST_CHECK;
/* Errors: ERR_MISSING "commitment". */
struct err store_commitment_find(struct db *db, struct arena *a, int64_t id,
                                 struct store_commitment *ret) MUST_CHECK;
/* Of a meeting, by day. At most limit. */
struct err store_commitment_list(struct db *db, struct arena *a, int64_t meeting, int64_t limit,
                                 struct store_commitments *ret) MUST_CHECK;
/* Open ones of an office, by day. */
struct err store_commitment_open(struct db *db, struct arena *a, struct str office, int64_t limit,
                                 struct store_commitments *ret) MUST_CHECK;
/* Open ones of the offices of a region that are due by of->to, late ones among them, by day. */
struct err store_commitment_soon(struct db *db, struct arena *a,
                                 const struct store_meeting_days *of,
                                 struct store_commitments *ret) MUST_CHECK;
#endif
