#ifndef STORE_ROSTER_H
#define STORE_ROSTER_H
/* Who serves where (docs/adr/0039): the register of people, which no event can make again, and how
 * many of each group every unit has. The two change together, and with them what open and closed
 * rounds count (store/pledge.h). */
#include "base/hash.h"
#include "prevention/group.h"
#include "store/stat.h"

struct store_person {
    int64_t id;      /* what events say of a person */
    struct hash key; /* keyed hash of the NIP: flow/roster.h */
    struct str office /* in whose roster */, unit, name, class, post,
        mail;      /* mail: an address; empty: none is known */
    int64_t level; /* in the chain, by the post: prevention/chain.h */
    int64_t grade; /* prevention/grade.h; 0: not known */
    int64_t group; /* by class and post: prevention/group.h */
};
/* None: ret->id is 0. */
struct err store_person_find(struct db *db, struct arena *a, const struct hash *key,
                             struct store_person *ret) MUST_CHECK;
/* Errors: ERR_MISSING "pledge": there is nobody of that number. */
struct err store_person_row(struct db *db, struct arena *a, int64_t id,
                            struct store_person *ret) MUST_CHECK;
/* The number that the next new person gets; inside the transaction that inserts and then says the
 * last number it gave: a number is given once, for links and signatures hold it for ever. */
struct err store_person_next(struct db *db, struct arena *a, int64_t *ret) MUST_CHECK;
struct err store_person_given(struct db *db, struct arena *a, int64_t last) MUST_CHECK;
/* stats: what changes of people and signatures by agency, for the end of the transaction. */
struct err store_person_insert(struct db *db, struct arena *a, const struct store_person *person,
                               struct store_stats *stats) MUST_CHECK;
struct store_person_change {
    const struct store_person *was /* as the row is now */, *now /* of the same number */;
};
struct err store_person_update(struct db *db, struct arena *a,
                               const struct store_person_change *change,
                               struct store_stats *stats) MUST_CHECK;
/* Takes the row out, and the person out of every count that is not frozen. */
struct err store_person_delete(struct db *db, struct arena *a, const struct store_person *person,
                               struct store_stats *stats) MUST_CHECK;
struct store_roster_sum {
    int64_t people, units;
    int64_t of[PLEDGE_GROUPS]; /* people by group, in the order of its bits */
};
struct err store_roster_sum(struct db *db, struct arena *a, struct str office,
                            struct store_roster_sum *ret) MUST_CHECK;
/* Counts people by unit and group anew, from the register. */
struct err store_roster_recount(struct db *db, struct arena *a) MUST_CHECK;
/* Counts people by agency into the figures, which have none of them yet, from the count by unit;
 * and by grade, from the register. */
struct err store_roster_figures(struct db *db, struct arena *a) MUST_CHECK;
/* In how many groups of units that count is not the register's. */
struct err store_roster_differs(struct db *db, struct arena *a, int64_t *ret) MUST_CHECK;

/* The newest file that was imported for an office: a projection of roster.imported. */
struct store_roster_file {
    struct str office, sha256; /* hex; empty: none was */
    int64_t index;             /* of the event */
};
struct err store_roster_file_find(struct db *db, struct arena *a, struct str office,
                                  struct store_roster_file *ret) MUST_CHECK;
struct err store_roster_file_save(struct db *db, struct arena *a,
                                  const struct store_roster_file *file) MUST_CHECK;
#endif
