#ifndef PREVENTION_PLEDGE_H
#define PREVENTION_PLEDGE_H
/* A round of pledges (ikrar): what is signed, by which link, and how a person is known again
 * without their number being kept (docs/adr/0039). Pure. */
#include "base/hash.h"
#include "prevention/roster.h"

/* Keys of a store, derived from its one secret; wipe them after use (pledge_keys_wipe). */
struct pledge_keys {
    struct hash link, person;
};
struct pledge_keys pledge_keys_derive(const struct hash *secret);
void pledge_keys_wipe(struct pledge_keys *keys);

/* By what a person is found again: HMAC of the NIP, or of class, name, unit and agency of one who
 * has none, small letters and capitals alike; whatever the post, which changes (docs/adr/0080). */
struct pledge_identity {
    struct nip nip; /* 0: none; then the rest */
    struct str class, name, unit, office;
};
struct hash pledge_person_key(const struct pledge_keys *keys,
                              const struct pledge_identity *identity);
/* By what one without a NIP was found until then: the post, in the agency's place. */
struct hash pledge_post_key(const struct pledge_keys *keys, const struct pledge_identity *identity,
                            struct str post);
/* Tells nothing of the keys; other keys give another mark. */
struct hash pledge_keys_mark(const struct pledge_keys *keys);

/* "<round>-<person>-<32 hex digits>": both numbers decimal, without zeros before; the digits are
 * the first 128 bits of an HMAC of what stands before. */
struct pledge_link {
    int64_t round, person; /* index of the round's event; number in the register */
};
enum { PLEDGE_LINK_MAX = 18 + 1 + 18 + 1 + 32 };
struct str pledge_link_text(struct arena *a, const struct pledge_keys *keys,
                            struct pledge_link link);
/* False (ret untouched): not of that form, to the letter, or not made by these keys. */
bool pledge_link_read(const struct pledge_keys *keys, struct str text,
                      struct pledge_link *ret) MUST_CHECK;

/* Points of the pledge of one kind that are in force on a day, in their order. The kind is what
 * stands before the hyphen of a row's id: "IKR" of "IKR-1" (rules/pledge.yaml). */
struct pledge_points {
    const struct law_pledge *const *list;
    size_t count;     /* 0: no such kind, or none on that day */
    struct hash hash; /* of ids and texts, in Indonesian */
};
struct pledge_points pledge_points(struct arena *a, const struct law *law, struct str kind,
                                   struct date day);
struct str pledge_first_kind(const struct law *law); /* of the first row; empty: there is none */
#endif
