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
    struct str pledge;   /* the kind of round that pledges are of, where an office has one of it */
};
enum { STORE_FOLLOW_MAX = 50000, STORE_FOLLOW_NO_DAY = CASE_NO_DUE };
struct store_follow_wait { /* what waits in a region with the office that must act */
    struct str region, office;
    int64_t n, late;
    int64_t oldest;          /* day since which the oldest stands in its state */
    int64_t oldest_late;     /* the same of the late ones; STORE_FOLLOW_NO_DAY: none is */
    struct str rules, state; /* why that one waits */
};
struct store_follow_waits {
    struct store_follow_wait *list;
    size_t count;
    const struct str *secretaries; /* regions in which a Sekda is reported in one of them */
    size_t secretary_count;
    int64_t late_new; /* late ones whose deadline passed since of->since */
};
/* By region and office, both ascending, as the regions are. Errors: ERR_STORE "follow" when there
 * are more than STORE_FOLLOW_MAX: a figure is never made of a part. */
struct err store_follow_waits(struct db *db, struct arena *a, const struct store_follow_of *of,
                              struct store_follow_waits *ret) MUST_CHECK;

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

struct store_follow_count { /* by region, ascending */
    struct str region;
    int64_t n, n_new; /* new: since of->since; 0 where the function does not say it */
};
struct store_follow_counts {
    const struct store_follow_count *list;
    size_t count;
};
struct store_follow_turns { /* since of->since, of the region and all in it */
    int64_t came, left, proven;
};
struct err store_follow_turns(struct db *db, struct arena *a, const struct store_follow_of *of,
                              struct store_follow_turns *ret) MUST_CHECK;
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

struct store_follow_duty { /* of of->election, carried out within these days */
    struct str id;
    struct date first, last;
};
struct store_follow_regions {
    const struct str *list;
    size_t count;
};
/* Regions in which it was, ascending. */
struct err store_follow_done(struct db *db, struct arena *a, const struct store_follow_of *of,
                             const struct store_follow_duty *duty,
                             struct store_follow_regions *ret) MUST_CHECK;

struct store_follow_pledge {
    struct store_office office;
    int64_t round;
    struct date closes;
    bool closed;
    int64_t people, pledged, pledged_new; /* new: signed since of->since, wherever they are now */
};
struct store_follow_offices {
    const struct store_office *list;
    size_t count;
};
/* Of the newest round that asks leaders (prevention/group.h): those of today, or those that the end
 * of one that asks them alone froze. */
struct store_follow_leaders {
    struct store_office office;
    int64_t people, pledged;
    bool secretary; /* a Sekda is in its roster */
};
struct store_follow_pledges {
    const struct store_follow_pledge *list;
    size_t count;
    struct store_follow_offices some; /* whose rounds asked some groups alone */
    /* Offices with a Sekda in their roster, by the post (prevention/chain.h), who did not sign all
     * that asks them: the round that stands in the list, and every one that can be signed today. */
    struct store_follow_offices unsigned_;
    const struct store_follow_leaders *leaders; /* of offices that asked any */
    size_t leader_count;
};
/* Each office's newest round that asks everybody and had begun by of->today. */
struct err store_follow_pledges(struct db *db, struct arena *a, const struct store_follow_of *of,
                                struct store_follow_pledges *ret) MUST_CHECK;
#endif
