#ifndef BASE_REGIONS_H
#define BASE_REGIONS_H
/* The 38 provinces and 514 regencies and cities, by the codes of the Ministry of Home Affairs. A
 * const table (regions_data.c, with its origin and licence): nothing to load, nothing to free. */
#include "base/date.h"

enum region_kind { REGION_PROVINSI, REGION_KABUPATEN, REGION_KOTA };
struct region {
    struct str code; /* "16", "16.06" */
    struct str name; /* for display: "Sumatera Selatan", "Kabupaten Musi Banyuasin" */
    enum region_kind kind;
    enum zone zone; /* its legal time (Keppres 41/1987) */
};

/* The region of that code; NULL if there is none. */
const struct region *region_find(struct str code);
/* All rows in the order of their codes, each province right before its own. */
size_t region_count(void);
const struct region *region_at(size_t index); /* NULL past the end */
/* The province of a regency or city, a province itself. Never NULL for a row of the table. */
const struct region *region_province(const struct region *region);
/* The regencies and cities of a province: the first of *ret_count rows that follow one another in
 * memory. A regency or city has none: NULL and 0. */
const struct region *region_children(const struct region *province, size_t *ret_count);
/* "Musi Banyuasin" of "Kabupaten Musi Banyuasin", for tables and tiles; a province's whole name. */
struct str region_short_name(const struct region *region);
/* "provinsi", "kabupaten", "kota": as in open data. */
struct str region_kind_name(enum region_kind kind);
/* The zone of a code; WIB, the capital's, where the code is unknown. */
enum zone region_zone(struct str code);
#endif
