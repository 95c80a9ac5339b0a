#ifndef PREVENTION_DAILY_H
#define PREVENTION_DAILY_H
/* The daily link of the barometer: it opens one region's numbers without a session, on the day that
 * it is of and on the next (docs/adr/0052). Nothing of it is stored. Pure. */
#include "base/date.h"
#include "base/hash.h"

/* Derived from a store's one secret; wipe it after use. */
struct daily_key {
    struct hash hash;
};
struct daily_key daily_key_derive(const struct hash *secret);
void daily_key_wipe(struct daily_key *key);

/* "16.06-20241121-<32 hex digits>": the digits are the first 128 bits of an HMAC of what stands
 * before. */
struct daily_link {
    struct str region; /* of the table of regions: "16", "16.06" */
    struct date day;   /* years 1 to 9999 */
};
enum { DAILY_LINK_MAX = 5 + 1 + 8 + 1 + 32 };
struct str daily_link_text(struct arena *a, const struct daily_key *key, struct daily_link link);
/* False (ret untouched): not of that form, to the letter, not made by this key, or of a region that
 * the table does not know. In constant time over the digits. Owns: region is the table's. */
bool daily_link_read(const struct daily_key *key, struct str text,
                     struct daily_link *ret) MUST_CHECK;

enum daily_state {
    DAILY_OPEN,
    DAILY_OVER, /* the day after it is over */
    DAILY_EARLY /* its day has not begun: a clock was wrong */
};
/* today: by the clocks of WIB, as the day of a link. */
enum daily_state daily_link_state(struct daily_link link, struct date today);
struct date daily_link_until(struct daily_link link); /* the last day on which it opens */
#endif
