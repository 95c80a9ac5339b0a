#ifndef PREVENTION_SUPPRESS_H
#define PREVENTION_SUPPRESS_H
/* Cell suppression for who sees numbers of a round of pledges and no names (docs/adr/0076): of a
 * group of a few people, and of one in which everybody or nobody signed, the numbers are each
 * member's answer. Such groups stand together in one rest, and with them none to two others that
 * could be told by themselves (complementary suppression), drawn by a secret key: then neither the
 * total nor knowing this rule and how large each group is tells what anybody of a hidden group
 * did. Where the total itself says everybody or nobody there is nothing left to hide. Pure. */
#include "base/hash.h"

enum { SUPPRESS_FEW = 5 /* as published counts: fewer are not told */, SUPPRESS_DRAWS = 3 };

/* The key of a round in a store, derived from its one secret. */
struct hash suppress_key_derive(const struct hash *secret, int64_t round);
/* The key of one of its tables ("unit"). What is drawn of it, and where a group of it stands in the
 * order of drawing, are the same each time. */
struct hash suppress_table_derive(const struct hash *key, struct str table);
unsigned suppress_draw(const struct hash *table); /* 0 .. SUPPRESS_DRAWS - 1 */
uint64_t suppress_order(const struct hash *table, struct str group);

/* told: those of the group whose answers are told elsewhere (the Sekda's, with his post). They are
 * counted in what is shown, and groups are judged without them: whoever looks takes them out. */
struct suppress_group {
    int64_t people, pledged; /* of nobody but told ones: nothing to hide */
    struct suppress_told {
        int64_t people, pledged;
    } told;
    uint64_t order;
    bool hidden; /* written by suppress_groups */
};
struct suppress_rest {
    int64_t people, pledged; /* of all hidden ones; 0 people: none is hidden */
};
/* The groups are disjoint, and their total is known. */
struct suppress_rest suppress_groups(struct suppress_group *list, size_t count, unsigned draw);

/* Signatures of consecutive days or weeks. Takes out of the last ones so many that the sum is that
 * of the round, in which nobody stands who signed and left: else the difference were theirs. What
 * is left is a course in which they had not signed. */
struct suppress_step {
    int64_t n;
    size_t length; /* steps in it */
};
void suppress_leavers(struct suppress_step *list, size_t count, int64_t sum);
/* Steps in which a few signed become one with the next
 * until they are none or SUPPRESS_FEW; the last ones with those before. Joins in place; how many
 * are left. */
size_t suppress_steps(struct suppress_step *list, size_t count);
#endif
