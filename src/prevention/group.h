#ifndef PREVENTION_GROUP_H
#define PREVENTION_GROUP_H
/* Whom a round of pledges asks (docs/adr/0080): everybody of a roster, or some groups of them. Each
 * person is in exactly one group, so that rounds of different groups ask nobody twice. Pure. */
#include "base/base.h"

/* Bits, stored with each person and with each round: they never change. LEADERS: appointing
 * authority, Sekda, heads (prevention/chain.h); NON_ASN: staff who are no civil servants, officials
 * of villages, and others; ASN: whoever is in none of the three. */
enum pledge_group {
    PLEDGE_ASN = 1,
    PLEDGE_LEADERS = 2,
    PLEDGE_VILLAGE_HEADS = 4,
    PLEDGE_NON_ASN = 8
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
