#include "base/regions.h"

#include "base/regions_internal.h"

enum { PROVINCE_CODE = 2 }; /* digits of a province's code, which starts those of its own */

const struct region *region_find(struct str code) {
    size_t low = 0, high = REGION_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(code, REGIONS[middle].code);
        if (order == 0)
            return &REGIONS[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

size_t region_count(void) {
    return REGION_COUNT;
}

const struct region *region_at(size_t index) {
    return index < REGION_COUNT ? &REGIONS[index] : NULL;
}

const struct region *region_province(const struct region *region) {
    return region_find((struct str){region->code.ptr, PROVINCE_CODE});
}

const struct region *region_children(const struct region *province, size_t *ret_count) {
    *ret_count = 0;
    if (province->kind != REGION_PROVINSI)
        return NULL;
    const struct region *end = REGIONS + REGION_COUNT, *first = province + 1, *child = first;
    while (child < end && child->kind != REGION_PROVINSI)
        child++;
    *ret_count = (size_t)(child - first);
    return *ret_count ? first : NULL;
}

struct str region_short_name(const struct region *region) {
    static const struct str PREFIXES[] = {
        STR_INIT("Kabupaten "), STR_INIT("Kota "),
        STR_INIT("Administrasi "), /* of Jakarta's, behind the other */
    };
    struct str name = region->name;
    if (region->kind == REGION_PROVINSI)
        return name;
    for (size_t i = 0; i < COUNT_OF(PREFIXES); i++)
        if (str_starts(name, PREFIXES[i]))
            name = (struct str){name.ptr + PREFIXES[i].len, name.len - PREFIXES[i].len};
    return name;
}

struct str region_kind_name(enum region_kind kind) {
    static const struct str NAMES[] = {
        [REGION_PROVINSI] = STR_INIT("provinsi"),
        [REGION_KABUPATEN] = STR_INIT("kabupaten"),
        [REGION_KOTA] = STR_INIT("kota"),
    };
    return NAMES[kind];
}

enum zone region_zone(struct str code) {
    const struct region *region = region_find(code);
    return region ? region->zone : ZONE_WIB;
}
