#ifndef PUBLICATION_TOPOLOGY_H
#define PUBLICATION_TOPOLOGY_H
/* A TopoJSON file as arcs in degrees and, for each object, its rings. Pure; boundaries.h has the
 * limits. */
#include "publication/boundaries.h"

struct topology_point {
    double x, y; /* degrees east and north */
};
struct topology_arc {
    const struct topology_point *list;
    size_t count;
};
struct topology_ring { /* of arcs; -1 - i: arc i backwards, as the file says it */
    const int64_t *arcs;
    size_t count;
};
struct topology_object {
    struct str code;   /* as a region's, "16.06"; empty: it names none, or has no ring */
    struct str called; /* what it calls itself */
    const struct topology_ring *rings;
    size_t count;
};
struct topology {
    const struct topology_arc *arcs;
    size_t arc_count;
    const struct topology_object *objects;
    size_t object_count;
};
/* Errors: ERR_INVALID "boundaries"; *ret_why: a sentence. Owns: in a, and in ask. */
struct err topology_read(struct arena *a, const struct boundary_ask *ask, struct topology *ret,
                         struct str *ret_why) MUST_CHECK;
#endif
