#ifndef PUBLICATION_BOUNDARIES_H
#define PUBLICATION_BOUNDARIES_H
/* True boundaries of regions, from a TopoJSON file of the operator's (the TopoJSON Format
 * Specification, version 1), drawn once for each map, small enough for a page. Nothing of the kind
 * is shipped: boundaries have owners. Pure.
 *
 *     arcs (delta, quantised) -> degrees -> plane of the map -> simplified once an arc, so that
 *     neighbours keep one line -> rings -> a path of whole numbers for each region
 */
#include "base/base.h"

enum {
    BOUNDARY_FILE_MAX = 32 << 20, /* bytes of the TopoJSON: all regencies at 1:250,000 have 12 MB */
    BOUNDARY_POINTS_MAX = 500000,
    BOUNDARY_ARCS_MAX = 100000,
    BOUNDARY_ARC_MAX = 20000, /* points of one arc: a coast of 500 km at 25 m */
    BOUNDARY_RINGS_MAX = 50000,
    BOUNDARY_WORD_MAX = 300, /* characters of source and licence */
    /* Of all paths of one map; a page with it stays under 60 KiB packed, 38 provinces or 17
     * regencies alike. */
    BOUNDARY_MAP_BYTES = 32 * 1024,
    BOUNDARY_STORED_MAX = 4 << 20, /* the file that is kept */
    BOUNDARY_MAPS = 39,
    BOUNDARY_WIDE_REGENCIES = 3300, /* units of a map's width; ten are one of the tiles' */
    BOUNDARY_WIDE_PROVINCES = 6600,
    BOUNDARY_TOLD = 20 /* objects without a region that are named */
};
struct boundary {
    struct str code;
    struct str path;    /* M, l, z and whole numbers: safe in a page */
    int64_t x, y, wide; /* where its name stands, and how much room is there; wide 0: none */
};
struct boundary_map {
    struct str province; /* "16": its regencies and cities; empty: the provinces */
    int64_t width, height;
    const struct boundary *list; /* by code */
    size_t count;
};
struct boundaries {
    struct str source, licence; /* as the operator gave them */
    const struct boundary_map *maps;
    size_t count;
};
/* What a file became. */
struct boundary_report {
    struct str why; /* it was refused: a sentence; empty: it was taken */
    size_t objects, taken;
    struct str unmatched[BOUNDARY_TOLD]; /* what an object without a region called itself */
    size_t unmatched_count;              /* all of them */
    size_t missing; /* regions of the provinces that are drawn which the file does not have */
    struct str first_missing;
};
struct boundary_ask {
    struct str text;            /* of the file */
    struct str object;          /* of "objects"; empty: the only one */
    struct str key;             /* of "properties"; empty: kode, kode_kab, ... or the id */
    struct str source, licence; /* both are needed */
};
/* Errors: ERR_INVALID "boundaries": ret_report->why says why, and *ret is untouched. Owns: in a,
 * and in ask. */
struct err boundaries_import(struct arena *a, const struct boundary_ask *ask,
                             struct boundaries *ret, struct boundary_report *ret_report) MUST_CHECK;
/* The kept file: written, and read again as strictly, for it becomes part of pages. Errors:
 * ERR_MALFORMED "boundaries". Owns: in a, and in text. */
struct str boundaries_text(struct arena *a, const struct boundaries *of);
struct err boundaries_read(struct arena *a, struct str text, struct boundaries *ret) MUST_CHECK;
const struct boundary_map *boundary_map_of(const struct boundaries *of,
                                           struct str province);                       /* or NULL */
const struct boundary *boundary_find(const struct boundary_map *map, struct str code); /* or NULL */
#endif
