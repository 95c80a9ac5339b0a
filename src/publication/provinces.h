#ifndef PUBLICATION_PROVINCES_H
#define PUBLICATION_PROVINCES_H
/* What may be told of a province: no more than what its regions tell already (invariant I9). Its
 * true total less the regions that are shown would be the one that is not; told by fives it still
 * is, where the shown ones end at the upper edge of a five (docs/adr/0064). So it is the sum of the
 * counts that are published, and "at least" where one of its regions is hidden: whoever has the
 * table of regions can make it, and learns nothing. Pure. */
#include "publication/figures.h"

struct publication_least {
    int64_t n; /* the sum of what is shown */
    bool more; /* something of it is hidden: n or more */
};
struct publication_province {
    struct str key; /* "16": with what the province's own office received */
    struct publication_least received, open, late, decided;
};
/* One line for each province in which there is a case, by key. Owns: the list lives in a. */
struct publication_provinces {
    const struct publication_province *list;
    size_t count;
};
struct publication_provinces publication_provinces(struct arena *a,
                                                   const struct publication_figures *figures);
/* Zeros when it has no case. */
struct publication_province publication_province_find(const struct publication_provinces *provinces,
                                                      struct str key);
#endif
