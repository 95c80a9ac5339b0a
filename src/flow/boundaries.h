#ifndef FLOW_BOUNDARIES_H
#define FLOW_BOUNDARIES_H
/* Boundaries of regions that the operator imported (`netral map import`): files in a folder of the
 * data directory, one of provinces and one of regencies, read when the store is opened and again
 * when another stands in their place. One that is not there, or holds none, is no reason not to
 * serve: maps are tiles then; of one that cannot be read those of before stay. Which one it is can
 * be asked. A backup has them (flow/backup.h). */
#include "flow/flow.h"
#include "publication/boundaries.h"

enum { FLOW_BOUNDARY_LEVELS = 2 };
#define FLOW_BOUNDARY_FOLDER "boundaries"
/* Makes the folder, for who may read in it and make nothing beside it later, and moves into it what
 * stood beside it before. Errors: what file_err gives, about "boundaries". */
struct err flow_boundaries_place(const char *data_dir) MUST_CHECK;
/* Reads those that are there and whole, if they are not those that were read last: when the store
 * is opened, and by the upkeep thread alone from then on. One that cannot be read is tried again at
 * each look. What others still look at stays until the end. */
void flow_boundaries_look(struct flow *flow);
void flow_boundaries_end(struct flow *flow);
/* The name, in the data directory, of a file that is there and is none of boundaries, or cannot be
 * read; empty: none is.
 * The first, where it is both. */
struct str flow_boundaries_unread(const struct flow *flow);
/* The map of a province's regencies and cities, or (province empty) of the provinces; NULL: there
 * is none, and *ret_of is untouched. *ret_of: whose it is. */
const struct boundary_map *flow_boundaries(const struct flow *flow, struct str province,
                                           const struct boundaries **ret_of);
/* Changes with them: for pages that are kept. */
uint64_t flow_boundaries_sum(const struct flow *flow);
/* The file of a level as it is kept, for who copies it, and its name in the data directory (NULL:
 * there is no such level). Empty: none is there. Errors: ERR_CORRUPT "boundaries": what is there
 * holds none, or cannot be read. Owns: in a. */
const char *flow_boundaries_name(int level);
struct err flow_boundaries_stored(struct arena *a, const char *data_dir, int level,
                                  struct str *ret) MUST_CHECK;
/* Writes them into the folder, which it makes where there is none, whole or not at all, in place of
 * those of the same level. Errors: ERR_INVALID "boundaries": larger than BOUNDARY_STORED_MAX; what
 * file_err gives. */
struct err flow_boundaries_keep(const char *data_dir, const struct boundaries *of) MUST_CHECK;
#endif
