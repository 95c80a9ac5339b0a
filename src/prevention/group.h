#ifndef PREVENTION_GROUP_H
#define PREVENTION_GROUP_H
/* Whom a round of pledges asks (docs/adr/0080): everybody of a roster, or some groups of them. Each
 * person is in exactly one group, so that rounds of different groups ask nobody twice. Pure. */
#include "base/base.h"

enum pledge_group { /* bits: stored with each person and with each round, they never change */
                    PLEDGE_ASN = 1,     /* whoever is in none of the others */
                    PLEDGE_LEADERS = 2, /* appointing authority, Sekda, heads: prevention/chain.h */
                    PLEDGE_VILLAGE_HEADS = 4,
                    PLEDGE_NON_ASN =
                        8 /* staff who are no civil servants, village officials, others */
};
enum {
    PLEDGE_GROUPS = 4,
    PLEDGE_EVERYBODY = PLEDGE_ASN | PLEDGE_LEADERS | PLEDGE_VILLAGE_HEADS | PLEDGE_NON_ASN
};

/* By class (rules/subjects.yaml) and post. Who acts as a village head is one, of whatever class. */
enum pledge_group pledge_group_of(struct str class, struct str post);

/* "asn", "leaders", "village_heads", "non_asn": in events, forms and files. */
struct str pledge_group_name(enum pledge_group group);
/* False (ret untouched): no group has that name. */
bool pledge_group_read(struct str name, enum pledge_group *ret) MUST_CHECK;
#endif
