#ifndef PUBLICATION_BAND_H
#define PUBLICATION_BAND_H
/* Counts told by fives: "at least so many, of five each". For numbers that several views tell at
 * once, of a region alone and within its province, today and tomorrow: what is hidden beside
 * (protect.h) in one view would stand in another (invariant I9, docs/adr/0052). Pure. */
#include "base/base.h"

/* The greatest multiple of PUBLICATION_LEAST that is not above n; 0: fewer than that, or none. */
int64_t publication_band(int64_t n);
/* Bands of the parts of a sum, and one of the sum. The sum's is a step lower where it would say of
 * a part more than its own does: whoever knows all bands can still take every part for each of the
 * PUBLICATION_LEAST numbers of its band. ret_bands: count values, may be parts. */
int64_t publication_bands(const int64_t *parts, size_t count, int64_t *ret_bands);

enum { PUBLICATION_SHARE_LEAST = 100, PUBLICATION_SHARE_STEP = 5 };
/* Percent in steps of PUBLICATION_SHARE_STEP, rounded down, 100 at most; -1: the whole is less than
 * PUBLICATION_SHARE_LEAST, so that a step would stand for fewer than five. */
int64_t publication_share(int64_t part, int64_t whole);
#endif
