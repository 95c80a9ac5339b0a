#include "intake/handing.h"

#include "intake/intake_internal.h"

#include <stddef.h>

#define LINE(member, most)                                                                         \
    {                                                                                              \
        .name = STR_INIT(#member), .required = true, .read = intake_leaf_line,                     \
        .offset = offsetof(struct intake_handing, member), .limit = (most)                         \
    }
static const struct intake_row ROWS[] = {
    LINE(office, INTAKE_USER_NAME),
    LINE(recipient, INTAKE_SEAL_KEY),
    LINE(key, INTAKE_SEAL_KEY),
    LINE(wrap, INTAKE_SEAL_WRAP),
};
static const struct intake_table TABLE = {.rows = ROWS, .count = COUNT_OF(ROWS)};

static struct err ended(const struct intake_faults *faults, const struct intake_handing *found,
                        struct intake_handing *ret) {
    if (faults->count)
        return ERR(ERR_INVALID, STR("handing"));
    *ret = *found;
    return OK;
}

struct err intake_handing_json(struct arena *a, struct str body, struct intake_handing *ret,
                               struct intake_faults *faults) {
    const struct json_value *root;
    struct intake_handing found = {0};
    struct err e = intake_json_load(a, body, &root);
    if (e.code)
        return e;
    struct intake_reading r = {.a = a, .faults = faults};
    intake_json_table(&r, root, &TABLE, &found);
    return ended(faults, &found, ret);
}

struct err intake_handing_form(struct arena *a, const struct intake_pairs *form,
                               struct intake_handing *ret, struct intake_faults *faults) {
    struct intake_handing found = {0};
    struct intake_reading r = {.a = a, .faults = faults};
    intake_form_table(&r, form, &TABLE, &found);
    return ended(faults, &found, ret);
}
