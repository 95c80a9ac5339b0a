#ifndef STORE_ACTIVITY_H
#define STORE_ACTIVITY_H
/* Prevention activities (kegiatan pencegahan): a projection of prevention.recorded, .corrected and
 * .withdrawn. One row each, as the newest of its events says it. */
#include "store/store.h"

struct store_activity {
    int64_t id;        /* index of the event that recorded it */
    int64_t version;   /* of the newest that speaks of it */
    struct str office; /* that recorded it; empty: the system */
    struct str region, election, kind, duty;
    struct date on;
    struct str title, title_en; /* either may be empty */
    struct str place, organiser, note, source;
    struct str partners;      /* codes, a blank between */
    struct str files;         /* a line each: id, SHA-256, bytes, media type, a blank between */
    int64_t reach, reach_asn; /* people; -1: not said */
    struct str key, request;  /* hex: submission key, and SHA-256 of what it sent; or empty */
    bool withdrawn;
    struct str reason; /* why */
};
/* Both of all but reason. update: of the row with that id. */
struct err store_activity_insert(struct db *db, struct arena *a,
                                 const struct store_activity *x) MUST_CHECK;
struct err store_activity_update(struct db *db, struct arena *a,
                                 const struct store_activity *x) MUST_CHECK;
struct err store_activity_withdraw(struct db *db, struct arena *a,
                                   const struct store_activity *x) MUST_CHECK;
/* Errors: ERR_MISSING "activity". */
struct err store_activity_find(struct db *db, struct arena *a, int64_t id,
                               struct store_activity *ret) MUST_CHECK;
/* By submission key. Errors: the same. */
struct err store_activity_again(struct db *db, struct arena *a, struct str key,
                                struct store_activity *ret) MUST_CHECK;

struct store_activities {
    const struct store_activity *list;
    size_t count;
};
/* Newest first. Empty texts and zero days: whatever it is. */
struct store_activity_query {
    struct str region; /* and all that lies in it */
    struct str kind, election;
    struct date from, to; /* both count */
    struct date after_on; /* behind that day and */
    int64_t after;        /* id; zero: from the first */
    bool withdrawn;       /* those, too */
    int64_t limit;
};
struct err store_activity_list(struct db *db, struct arena *a,
                               const struct store_activity_query *query,
                               struct store_activities *ret) MUST_CHECK;
/* Those of one region alone, newest first: what its public page shows. */
struct err store_activity_region(struct db *db, struct arena *a, struct str region, int64_t limit,
                                 struct store_activities *ret) MUST_CHECK;
/* Those that carry out a duty, of an election in a region and in what lies in it; oldest first. */
struct err store_activity_duties(struct db *db, struct arena *a,
                                 const struct store_activity_query *query,
                                 struct store_activities *ret) MUST_CHECK;
/* Codes of a region and of what lies in it are those from it up to, not with, this: "16", "16.01"
 * and on come before "16/", as '/' follows '.'. Of the nation (empty): digits come before ':'. */
struct str store_region_end(struct arena *a, struct str region);
#endif
