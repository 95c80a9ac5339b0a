#ifndef STORE_ATTENDANCE_H
#define STORE_ATTENDANCE_H
/* Who came to a coordination meeting: a projection of attendance.entered and .struck. */
#include "store/store.h"

struct store_attendance {
    int64_t id, meeting;       /* indexes of the events */
    struct str office, agency; /* office: its id; empty: agency is its name as typed */
    struct str name;
    bool listed;       /* entered by who called the meeting, from a list; else by the QR code */
    struct instant at; /* when it was entered */
    struct str person; /* hex of prevention/attendance.h's key: once in a meeting */
};
struct store_attendances {
    const struct store_attendance *list;
    size_t count;
};
struct err store_attendance_insert(struct db *db, struct arena *a,
                                   const struct store_attendance *x) MUST_CHECK;
struct err store_attendance_strike(struct db *db, struct arena *a, int64_t id) MUST_CHECK;
/* Errors of both: ERR_MISSING "attendance". */
struct err store_attendance_find(struct db *db, struct arena *a, int64_t id,
                                 struct store_attendance *ret) MUST_CHECK;
struct err store_attendance_again(struct db *db, struct arena *a,
                                  const struct store_attendance *who,
                                  struct store_attendance *ret) MUST_CHECK; /* meeting, person */
/* In the order in which they were entered, behind the id after (-1: from the first). */
struct store_attendances_of {
    int64_t meeting, after, limit;
};
struct err store_attendance_list(struct db *db, struct arena *a,
                                 const struct store_attendances_of *of,
                                 struct store_attendances *ret) MUST_CHECK;

/* How many of each office came. */
struct store_attending {
    struct str office, agency;
    int64_t people, listed;
};
struct store_attendings {
    const struct store_attending *list;
    size_t count;
};
struct err store_attendance_offices(struct db *db, struct arena *a, int64_t meeting, int64_t limit,
                                    struct store_attendings *ret) MUST_CHECK;
struct err store_attendance_count(struct db *db, struct arena *a, int64_t meeting,
                                  int64_t *ret) MUST_CHECK;
#endif
