#ifndef FLOW_AHEAD_H
#define FLOW_AHEAD_H
/* What lies ahead, as one list by day (docs/adr/0068): on an office's work list what waits for it,
 * on the barometer's sheet what the next days of a region bring. Projections alone, each asked by
 * an index; no row of a case is read. */
#include "flow/barometer.h"
#include "flow/escrow.h"
#include "store/meeting.h"

enum {
    FLOW_AHEAD_DAYS = 7, /* the days behind today that count */
    FLOW_AHEAD_MAX = 60
};
enum flow_ahead_kind {                        /* of one day in this order */
                       FLOW_AHEAD_KEY,        /* in escrow, asked for: it waits until then */
                       FLOW_AHEAD_COMMITMENT, /* somebody promised it by then, at a meeting */
                       FLOW_AHEAD_MEETING,    /* begins */
                       FLOW_AHEAD_DUTY,       /* of prevention, to be recorded by then */
                       FLOW_AHEAD_ROUND,      /* of pledges, closes */
                       FLOW_AHEAD_STAGE       /* of the election, begins */
};
struct flow_ahead_entry {
    enum flow_ahead_kind kind;
    struct date on;
    bool late;         /* of a commitment: its day is over */
    struct str office; /* id of who promised, who called, or whose round it is; else empty */
    struct store_meeting meeting;         /* of a commitment its id alone: where it was promised */
    struct str what;                      /* a commitment's words */
    const struct flow_escrow_asking *key; /* its office is the entry's */
    int64_t id;                           /* of a round, where it is the own office's; else -1 */
    int64_t unsigned_; /* people of a round who have not signed; -1: not counted */
    const struct law_duty *duty;
    const struct law_stage *stage; /* that begins, or that the duty is counted against */
    const struct str *regions;     /* of the barometer: where the duty is not recorded, by code */
    size_t region_count;
};
struct flow_ahead {
    const struct flow_ahead_entry *list; /* by day, so that late ones stand first */
    size_t count;
    bool more; /* than max: the nearest are listed, half of them late ones where others wait */
};
struct flow_ahead_ask {
    const struct law *law;
    const struct law_election *election; /* NULL: none is held */
    struct date today;
    const struct store_office *office; /* whose list it is; of flow_ahead_office alone */
    bool keys;                         /* whoever looks has a part in its keys in escrow */
    struct instant now;                /* within today; of keys alone */
    enum zone zone;                    /* whose days these are; of keys alone */
    struct str region;                 /* of flow_ahead_region alone; empty: the nation */
    size_t max;                        /* of entries; FLOW_AHEAD_MAX at most */
};
/* Of an office: the keys in escrow that wait for it, what it promised and has not done, and the
 * meetings that it is called to, on whatever day; its own duties and those of whom it works for
 * (duties.h), its rounds and stages within FLOW_AHEAD_DAYS. Errors: of the store. Owns: in a. */
struct err flow_ahead_office(struct db *db, struct arena *a, const struct flow_ahead_ask *ask,
                             struct flow_ahead *ret) MUST_CHECK;
/* Of a region and what lies in it, with what its barometer has read: commitments that are late or
 * due, meetings, duties of the appointing authorities, rounds and stages within FLOW_AHEAD_DAYS.
 * Errors: of the store. Owns: in a; rows of the barometer's. */
struct err flow_ahead_region(struct db *db, struct arena *a, const struct flow_ahead_ask *ask,
                             const struct flow_barometer *barometer,
                             struct flow_ahead *ret) MUST_CHECK;
#endif
