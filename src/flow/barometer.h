#ifndef FLOW_BAROMETER_H
#define FLOW_BAROMETER_H
/* The Sekda's barometer (K9): how a region and what lies in it stand, read in one transaction from
 * projections alone (store/follow.h): no row of a case is read, however many there are.
 *
 * It is for officers, so counts are whole. Whose case one is is told by no number here but one:
 * that a Sekda is among those reported, to offices above that region alone (invariant I8). */
#include "flow/duties.h"

enum { FLOW_BAROMETER_DAYS = 7 }; /* changes are told against so many days before */
struct flow_barometer_ask {
    const struct law *law;
    const struct law_election *election; /* whose activities and duties count; NULL: none */
    struct str region;                   /* "16", "16.06"; empty: the nation */
    struct str viewer;                   /* region of the office that looks */
    struct date today;
};

enum flow_secretary_pledge { /* of the round of pledges that a Sekda's own office runs */
                             FLOW_SECRETARY_NO_ROUND,
                             FLOW_SECRETARY_SOME,    /* it asked some groups alone, or the Sekda is
                                                        asked by another of the region's offices */
                             FLOW_SECRETARY_MISSING, /* not everybody there signed */
                             FLOW_SECRETARY_PLEDGED
};
enum flow_barometer_look { /* why a Sekda's own state marks the unit: the gravest first in a
                              list */
                           FLOW_LOOK_NONE,
                           FLOW_LOOK_NO_ROUND, /* of an election: the Sekda's office opened none */
                           FLOW_LOOK_MISSING,
                           FLOW_LOOK_UNSIGNED, /* the Sekda in person did not sign */
                           FLOW_LOOK_CASE
};
struct flow_barometer_numbers {
    int64_t open;            /* recommendations that BKN or a PPK must act on */
    int64_t late;            /* of them, past a deadline */
    int64_t proven;          /* cases that ended with a sanction */
    int64_t asked, pledged;  /* people of the newest rounds, and who of them signed */
    int64_t leaders, led;    /* of the newest that ask leaders, and who of them signed */
    int64_t people, reached; /* of rosters; by talks and training, who came twice twice */
    int64_t due, done;       /* duties of prevention that were due by today, and of them done */
};
struct flow_barometer_row { /* of a region; of the nation's barometer, of a province */
    struct str region;
    struct flow_barometer_numbers now;
    int64_t oldest; /* day since which the oldest open one waits; STORE_FOLLOW_NO_DAY: none does */
    enum flow_secretary_pledge pledge;
    /* Whose round asks the region's Sekda, who has not signed it, whomever else it asks; no id:
     * none, or he has. */
    struct store_office unsigned_;
    bool secretary_case;
    enum flow_barometer_look look;
};
struct flow_barometer_late { /* of an office that is late */
    struct str office, region;
    int64_t n;
    int64_t oldest;          /* day since which its oldest late one stands in its state */
    struct str rules, state; /* why that one waits */
};
struct flow_barometer {
    struct flow_barometer_numbers now;
    /* Against FLOW_BAROMETER_DAYS before: open by what came and went; late: deadlines that passed
     * since then, and nobody acted; proven, pledged, reached: that came since. The rest is 0. */
    struct flow_barometer_numbers change;
    const struct flow_barometer_row *rows; /* whose Sekda needs a look first, then by late, open */
    size_t row_count;
    const struct flow_barometer_late *late; /* the longest wait first */
    size_t late_count;
    struct flow_duties_where duties;     /* of the region and what lies in it */
    struct store_follow_pledges pledges; /* by region and office */
    struct instant last;                 /* moment of the newest event */
};
/* Errors: ERR_MISSING "region"; what the store answers. Owns: all lives in a. */
struct err flow_barometer(struct db *db, struct arena *a, const struct flow_barometer_ask *ask,
                          struct flow_barometer *ret) MUST_CHECK;
#endif
