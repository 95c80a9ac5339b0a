#ifndef STORE_FOLLOW_H
#define STORE_FOLLOW_H
/* What the barometer reads: recommendations that wait, what came and went of them, pledges, people
 * and reach, by region. Projections alone; no row of a case is read. */
#include "case/follow.h"
#include "store/pledge.h"

/* Brings the case's row in line with its state; of store_case_insert and store_case_update. */
struct err store_follow_put(struct db *db, struct arena *a, const struct case_state *cs) MUST_CHECK;
struct err store_follow_clear(struct db *db, struct arena *a, struct case_id id) MUST_CHECK;

/* Of a region and what lies in it; empty: of the nation. */
struct store_follow_of {
    struct str region;
    struct date today;   /* what was due before it is late */
    struct date since;   /* changes from that day on are told apart */
    struct str election; /* of reach and duties alone */
};
enum { STORE_FOLLOW_MAX = 50000, STORE_FOLLOW_NO_DAY = CASE_NO_DUE };
struct store_follow_sum { /* of a region, the office that must act, and the state it waits in */
    struct str region, office, rules, state;
    int64_t n, late, late_new;
    int64_t oldest;      /* day since which the oldest stands there */
    int64_t oldest_late; /* the same of the late ones; STORE_FOLLOW_NO_DAY: none is */
    bool secretary;      /* a Sekda is reported in one of them */
};
struct store_follow_sums {
    const struct store_follow_sum *list;
    size_t count;
};
/* By region, office, state. Errors: ERR_STORE "follow" when there are more than STORE_FOLLOW_MAX: a
 * figure is never made of a part. */
struct err store_follow_sums(struct db *db, struct arena *a, const struct store_follow_of *of,
                             struct store_follow_sums *ret) MUST_CHECK;

enum { STORE_FOLLOW_BANDS = 4 }; /* not late; late, and in its state since first, second, longer */
struct store_follow_bands {
    struct date today, first, second; /* descending */
};
struct store_follow_age {
    struct str region;
    int64_t n[STORE_FOLLOW_BANDS];
};
/* Of every region in which something waits, ascending. Errors: as above. */
struct err store_follow_ages(struct db *db, struct arena *a, const struct store_follow_bands *bands,
                             const struct store_follow_age **ret, size_t *ret_count) MUST_CHECK;

struct store_follow_count { /* by region, ascending; what is b says the function */
    struct str region, b;
    int64_t n, n_new;
};
struct store_follow_counts {
    const struct store_follow_count *list;
    size_t count;
};
/* b "came", "left", "proven": n_new since of->since. */
struct err store_follow_turns(struct db *db, struct arena *a, const struct store_follow_of *of,
                              struct store_follow_counts *ret) MUST_CHECK;
/* n: cases that ended with a sanction. */
struct err store_follow_proven(struct db *db, struct arena *a, const struct store_follow_of *of,
                               struct store_follow_counts *ret) MUST_CHECK;
/* n: people in rosters. */
struct err store_follow_people(struct db *db, struct arena *a, const struct store_follow_of *of,
                               struct store_follow_counts *ret) MUST_CHECK;
/* n, n_new: civil servants reached by talks and training of of->election; who came twice is counted
 * twice. */
struct err store_follow_reach(struct db *db, struct arena *a, const struct store_follow_of *of,
                              struct store_follow_counts *ret) MUST_CHECK;

struct store_follow_act { /* an activity that carries out a duty */
    struct str region, duty;
    struct date on;
    int64_t id;
};
struct store_follow_acts {
    const struct store_follow_act *list;
    size_t count;
};
/* By region, oldest first. Errors: as above. */
struct err store_follow_duties(struct db *db, struct arena *a, const struct store_follow_of *of,
                               struct store_follow_acts *ret) MUST_CHECK;

struct store_follow_pledge {
    struct store_office office;
    struct date closes;
    bool closed;
    int64_t people, pledged, pledged_new; /* new: signed since of->since, wherever they are now */
};
struct store_follow_pledges {
    const struct store_follow_pledge *list;
    size_t count;
};
/* Each office's newest round that had begun by of->today. */
struct err store_follow_pledges(struct db *db, struct arena *a, const struct store_follow_of *of,
                                struct store_follow_pledges *ret) MUST_CHECK;
#endif
