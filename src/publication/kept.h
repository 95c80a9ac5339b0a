#ifndef PUBLICATION_KEPT_H
#define PUBLICATION_KEPT_H
/* What figures are made of, kept as text, so that they can be published again as they stood at a
 * moment (docs/adr/0061). A line each, fields parted by tabs:
 *
 *   netral-figures/v1  size of the log  microseconds  day     the moment
 *   0 ... 8            a  b  day  n                           a row of that view (figures.h)
 *   wait               region  in time  late  long  longest
 *   round              id  people  signed
 *
 * Pure. */
#include "publication/figures.h"

struct publication_standing { /* of a round of pledges */
    int64_t round, people, pledged;
};
struct publication_kept {
    int64_t size; /* of the log that shows with it */
    struct instant at;
    struct publication_source source;
    const struct publication_standing *standings;
    size_t standing_count;
};
/* The caller asks buf_full. Errors: ERR_CORRUPT "figures": a key that holds a tab or a line's end.
 */
struct err publication_kept_write(struct buf *out, const struct publication_kept *kept) MUST_CHECK;
/* Owns: lists in a; keys are of text. Errors: ERR_CORRUPT "figures". */
struct err publication_kept_read(struct arena *a, struct str text,
                                 struct publication_kept *ret) MUST_CHECK;
#endif
