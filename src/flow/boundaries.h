#ifndef FLOW_BOUNDARIES_H
#define FLOW_BOUNDARIES_H
/* Boundaries of regions that the operator imported (`netral map import`): files of the data
 * directory, one of provinces and one of regencies, read once when the store is opened. One that is
 * not there, or that cannot be read, is no reason not to serve: maps are tiles then. They are not
 * in a backup: their owner's file is imported again. */
#include "flow/flow.h"
#include "publication/boundaries.h"

enum { FLOW_BOUNDARY_LEVELS = 2 };
struct flow_boundary_files {                        /* as they were read */
    struct boundaries levels[FLOW_BOUNDARY_LEVELS]; /* provinces, regencies; count 0: none */
    uint64_t sum;
    struct arena *arena; /* of its own: a file that is too much is none, and ends nothing */
};
/* Reads those that are there and whole: of others there is none. */
void flow_boundaries_load(struct flow *flow, const char *data_dir);
void flow_boundaries_end(struct flow *flow);
/* The map of a province's regencies and cities, or (province empty) of the provinces; NULL: there
 * is none, and *ret_of is untouched. *ret_of: whose it is. */
const struct boundary_map *flow_boundaries(const struct flow *flow, struct str province,
                                           const struct boundaries **ret_of);
/* Changes with them: for pages that are kept. */
uint64_t flow_boundaries_sum(const struct flow *flow);
/* Writes them into the data directory, whole or not at all, in place of those of the same level.
 * Errors: ERR_INVALID "boundaries": larger than BOUNDARY_STORED_MAX; what file_err gives. */
struct err flow_boundaries_keep(const char *data_dir, const struct boundaries *of) MUST_CHECK;
#endif
