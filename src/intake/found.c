#include "base/regions.h"
#include "intake/intake_internal.h"

/* Leaves whose text must be a name that somebody knows. */

void intake_keep_found(const struct intake_reading *r, const struct str *found, void *ret) {
    if (found)
        *(struct str *)ret = *found;
    else
        intake_fault_here(r, "unknown", 0);
}

void intake_leaf_region(const struct intake_reading *r, const struct intake_row *row,
                        struct str text, void *ret) {
    const struct region *region = region_find(str_trim(text));
    (void)row;
    intake_keep_found(r, region ? &region->code : NULL, ret);
}

void intake_leaf_election(const struct intake_reading *r, const struct intake_row *row,
                          struct str text, void *ret) {
    const struct law_election *election = law_election(r->context->law, str_trim(text));
    (void)row;
    intake_keep_found(r, election ? &election->id : NULL, ret);
}

void intake_leaf_duty(const struct intake_reading *r, const struct intake_row *row, struct str text,
                      void *ret) {
    const struct law *law = r->context->law;
    const struct str *found = NULL;
    (void)row;
    for (size_t i = 0; i < law->duty_count && !found; i++)
        if (str_equal(law->duties[i].row.id, str_trim(text)))
            found = &law->duties[i].row.id;
    intake_keep_found(r, found, ret);
}

const struct str *intake_find_word(const struct str *list, size_t count, struct str text) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(list[i], str_trim(text)))
            return &list[i];
    return NULL;
}
