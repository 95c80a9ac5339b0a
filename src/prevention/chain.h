#ifndef PREVENTION_CHAIN_H
#define PREVENTION_CHAIN_H
/* Where somebody stands in the chain by which a pledge goes down: appointing authority (PPK),
 * regional secretary (Sekda, the barometer of the region), heads, and their units. Pure. */
#include "base/base.h"

enum chain_level { /* stored with each person of a register: numbers never change */
                   CHAIN_STAFF = 0,
                   CHAIN_AUTHORITY = 1, /* gubernur, bupati, wali kota */
                   CHAIN_SECRETARY = 2, /* sekretaris daerah */
                   CHAIN_HEAD = 3,      /* of an agency, a district, a village, a hospital */
                   CHAIN_LEVELS
};
/* By the words of a roster's post (jabatan), small letters and capitals alike; whoever acts in one
 * (Pj., Plt., Plh.) stands where its holder would. What it does not know is staff. */
enum chain_level chain_level_of(struct str post);
/* Whether a post, or that in which somebody acts, begins with these whole words (small letters). */
bool chain_post_is(struct str post, struct str words);
#endif
