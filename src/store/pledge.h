#ifndef STORE_PLEDGE_H
#define STORE_PLEDGE_H
/* Rounds of pledges, who signed, and how many of each unit (docs/adr/0039). Projections: of
 * pledge.opened and pledge.signed, and of where the person stands today. People of a round are
 * those of its office's roster in the groups that it asks (docs/adr/0080): in every count and list
 * here. */
#include "store/roster.h"
#include "store/staff.h"

struct store_round {
    int64_t id; /* index of its event */
    struct str office, kind;
    struct str election;       /* of the rulebook; empty: of none */
    struct str points;         /* hex SHA-256 of what is signed: prevention/pledge.h */
    struct date opens, closes; /* both count, in the office's zone */
    int64_t closed;            /* index of the event that ended it; -1: none did */
    int64_t people, pledged;   /* as that event froze them; 0 until then */
    int64_t asks;              /* groups, as bits: prevention/group.h */
};
/* Not closed, whatever the round says. */
struct err store_round_insert(struct db *db, struct arena *a,
                              const struct store_round *round) MUST_CHECK;
/* Event pledge.closed: closes, closed, people and pledged of that id. */
struct err store_round_close(struct db *db, struct arena *a,
                             const struct store_round *round) MUST_CHECK;
/* Errors: ERR_MISSING "pledge". */
struct err store_round_find(struct db *db, struct arena *a, int64_t id,
                            struct store_round *ret) MUST_CHECK;
struct store_rounds {
    const struct store_round *list;
    size_t count;
};
/* Newest first, at most limit. */
struct err store_round_office(struct db *db, struct arena *a, struct str office, int64_t limit,
                              struct store_rounds *ret) MUST_CHECK;

/* An office's newest round that asks everybody and had begun by a day; people and pledged of it are
 * those of now while it is not closed. */
struct store_standing {
    struct store_office office; /* without its kind */
    struct store_round round;   /* without points */
};
struct store_standings {
    const struct store_standing *list;
    size_t count;
};
/* By region and office. */
struct store_newest {
    struct date today;
    int64_t upto; /* of rounds up to this one; INT64_MAX: of all */
    int64_t limit;
};
struct err store_round_newest(struct db *db, struct arena *a, const struct store_newest *asked,
                              struct store_standings *ret) MUST_CHECK;

/* Index of the event by which a person signed; -1: did not. */
struct err store_pledge_find(struct db *db, struct arena *a, int64_t round, int64_t person,
                             int64_t *ret) MUST_CHECK;
/* Whether who stands there is one of those whom a round asks, now. */
bool store_round_asks(const struct store_round *round, const struct store_person *person);
/* Counts it where the person stands, if the round asks them there; nobody does whose row is gone.
 */
struct store_pledge {
    const struct store_round *round;
    const struct store_person *person;
    int64_t index; /* of its event */
};
struct err store_pledge_insert(struct db *db, struct arena *a, const struct store_pledge *pledge,
                               struct store_stats *stats) MUST_CHECK;
/* Brings the counts along when a person's row changes; of store_person_update and _delete alone. */
struct err store_pledge_move(struct db *db, struct arena *a,
                             const struct store_person_change *change,
                             struct store_stats *stats) MUST_CHECK;

struct store_unit_count {
    struct str unit;
    int64_t people, pledged; /* pledged is never more than people */
};
struct store_coverage {
    const struct store_unit_count *list;
    size_t count;
};
/* By unit, behind the unit after (empty: from the first), at most limit. */
struct store_coverage_of {
    struct str office;
    int64_t round;
    struct str after;
    int64_t limit;
};
struct err store_pledge_coverage(struct db *db, struct arena *a, const struct store_coverage_of *of,
                                 struct store_coverage *ret) MUST_CHECK;
/* The same, whoever signed the least share first, then the largest; after is not looked at. */
struct err store_pledge_lowest(struct db *db, struct arena *a, const struct store_coverage_of *of,
                               struct store_coverage *ret) MUST_CHECK;
/* Of the whole round; unit is empty. */
struct err store_pledge_sum(struct db *db, struct arena *a, const struct store_round *round,
                            struct store_unit_count *ret) MUST_CHECK;

struct store_signer { /* one of the people of a round */
    int64_t id;
    struct str unit, name, post;
    int64_t index; /* of the event by which they signed; -1: did not */
};
struct store_signers {
    const struct store_signer *list;
    size_t count;
};
/* By unit, then number, behind (after, after_id), at most limit. */
struct store_signers_of {
    const struct store_round *round;
    struct str after;
    int64_t after_id;
    int64_t limit;
};
struct err store_pledge_people(struct db *db, struct arena *a, const struct store_signers_of *of,
                               struct store_signers *ret) MUST_CHECK;
enum store_whom { STORE_UNSIGNED, STORE_EVERYBODY, STORE_SIGNED };
/* The same of the unit after alone, and of some of its people. */
struct err store_pledge_of_unit(struct db *db, struct arena *a, const struct store_signers_of *of,
                                enum store_whom whom, struct store_signers *ret) MUST_CHECK;
/* The same with what a board says: when and how each signed, how many of their unit did. */
struct store_board_row {
    struct store_signer who;
    struct instant at; /* when the signature was recorded; of who did not: 0 */
    bool paper;        /* it stands on a list on paper */
    struct store_unit_count unit;
};
struct store_board {
    const struct store_board_row *list;
    size_t count;
};
struct err store_pledge_board(struct db *db, struct arena *a, const struct store_signers_of *of,
                              struct store_board *ret) MUST_CHECK;
#endif
