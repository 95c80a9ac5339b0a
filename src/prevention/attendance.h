#ifndef PREVENTION_ATTENDANCE_H
#define PREVENTION_ATTENDANCE_H
/* Attendance of a coordination meeting (rakor) by a QR code: the code is of one meeting and good on
 * its days alone, and whoever enters twice is one person (docs/adr/0065). Pure. */
#include "base/date.h"
#include "base/hash.h"

/* Keys of a store, derived from its one secret; wipe them after use. */
struct attendance_keys {
    struct hash link, person;
};
struct attendance_keys attendance_keys_derive(const struct hash *secret);
void attendance_keys_wipe(struct attendance_keys *keys);

/* "<meeting>-<32 hex digits>": the number of the event that called it, and its tag. */
enum { ATTENDANCE_LINK_MAX = 18 + 1 + 32 };
struct str attendance_link_text(struct arena *a, const struct attendance_keys *keys,
                                int64_t meeting);
/* False (ret untouched): not of that form, to the letter, or not made by these keys. */
bool attendance_link_read(const struct attendance_keys *keys, struct str text,
                          int64_t *ret_meeting) MUST_CHECK;

/* Who came: small letters and capitals, blanks, points and commas make no other person. */
struct attendance_who {
    int64_t meeting;
    struct str name, office; /* office: its id, or its name as typed */
};
struct hash attendance_person_key(const struct attendance_keys *keys,
                                  const struct attendance_who *who);

enum attendance_state {
    ATTENDANCE_OPEN,
    ATTENDANCE_EARLY, /* its day has not come */
    ATTENDANCE_OVER,  /* its last day is over */
    ATTENDANCE_CANCELLED
};
/* From the meeting's first day to its last; all by the clocks of the meeting's region. */
struct attendance_days {
    struct date first, last;
};
enum attendance_state attendance_state_on(struct attendance_days meeting, struct date today);
#endif
