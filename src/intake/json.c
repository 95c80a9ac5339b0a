#include "intake/intake_internal.h"

#include <string.h>

struct err intake_json_load(struct arena *a, struct str body, const struct json_value **ret) {
    const struct json_limits limits = {INTAKE_JSON_DEPTH, INTAKE_JSON_CONTAINERS,
                                       INTAKE_JSON_VALUES};
    const struct json_value *root;
    if (body.len > INTAKE_BODY)
        return ERR(ERR_TOO_LARGE, STR("body"));
    if (!str_trim(body).len)
        return ERR(ERR_MALFORMED, STR("empty"));
    struct err e = json_read(a, body, limits, &root);
    if (e.code)
        return e;
    if (!json_is(root, JSON_OBJECT))
        return ERR(ERR_MALFORMED, STR("object"));
    *ret = root;
    return OK;
}

bool intake_json_integer(const struct intake_reading *r, const struct json_value *value,
                         int64_t low, int64_t *ret) {
    const int64_t high = ((int64_t)1 << INTAKE_JSON_INTEGER_BITS) - 1;
    if (!json_is(value, JSON_INTEGER)) {
        intake_fault_here(r, "wrong_type", 0);
        return false;
    }
    int64_t number = value->integer;
    if (number < low || number > high) {
        intake_fault_here(r, "out_of_range", number < low ? low : high);
        return false;
    }
    *ret = number;
    return true;
}

/* A member that no table knows. Its name is shown only if it looks like one of ours. */
static void fault_unknown(const struct intake_reading *r, struct str name) {
    bool shown = name.len > 0 && name.len <= INTAKE_KEY;
    for (size_t i = 0; shown && i < name.len; i++)
        shown = (name.ptr[i] >= 'a' && name.ptr[i] <= 'z') || name.ptr[i] == '_';
    intake_fault_at(r, shown ? name : STR("?"), "unknown_key", 0);
}

/* Text of a leaf; false if there is none: null and "" mean "not given", another type is a fault. */
static bool leaf_text(const struct intake_reading *r, const struct json_value *value,
                      struct str *ret) {
    if (json_is(value, JSON_NULL))
        return false;
    if (!json_is(value, JSON_STRING)) {
        intake_fault_here(r, "wrong_type", 0);
        return false;
    }
    *ret = json_text(value);
    return str_trim(*ret).len > 0;
}

static void read_list(const struct intake_reading *r, const struct json_value *array,
                      const struct intake_row *row, void *base) {
    size_t count = array->count, used = 0;
    if (count > row->limit) {
        intake_fault_here(r, "too_many", (int64_t)row->limit);
        return;
    }
    size_t size = row->table ? row->table->size : row->size;
    char *list = arena_alloc(r->a, count, size);
    const struct json_value *element = array->first;
    for (size_t i = 0; i < count; i++, element = element->next) {
        const struct intake_spot spot = {r->spot->up, r->spot->name, i, true};
        struct intake_reading inner = *r;
        inner.spot = &spot;
        struct str text;
        if (row->table && json_is(element, JSON_OBJECT)) {
            intake_json_table(&inner, element, row->table, list + i * size);
            used++;
        } else if (row->table || json_is(element, JSON_NULL)) {
            intake_fault_here(&inner, "wrong_type", 0);
        } else if (leaf_text(&inner, element, &text)) {
            used += intake_list_add(&inner, row, text, list, used);
        } else if (json_is(element, JSON_STRING)) {
            intake_fault_here(&inner, "required", 0);
        }
    }
    memcpy((char *)base + row->offset, &list, sizeof list);
    memcpy((char *)base + row->count_offset, &used, sizeof used);
}

/* One member; true if it gave something, right or wrong. */
static bool read_member(struct intake_reading *r, const struct json_value *value,
                        const struct intake_row *row, void *base) {
    struct str text;
    if (json_is(value, JSON_NULL))
        return false;
    switch (row->kind) {
    case INTAKE_LEAF:
        if (!leaf_text(r, value, &text))
            return !json_is(value, JSON_STRING);
        intake_leaf_read(r, row, text, base);
        return true;
    case INTAKE_OBJECT:
        if (!json_is(value, JSON_OBJECT))
            break;
        intake_json_table(r, value, row->table, base);
        return true;
    case INTAKE_LIST:
        if (!json_is(value, JSON_ARRAY))
            break;
        read_list(r, value, row, base);
        return true;
    }
    intake_fault_here(r, "wrong_type", 0);
    return true;
}

void intake_json_table(struct intake_reading *r, const struct json_value *object,
                       const struct intake_table *table, void *ret) {
    uint32_t given = 0;
    for (const struct json_value *member = object->first; member; member = member->next) {
        size_t index;
        const struct intake_row *row = intake_row_find(table, member->name, &index);
        if (!row) {
            fault_unknown(r, member->name);
            continue;
        }
        const struct intake_spot spot = {.up = r->spot, .name = row->name};
        struct intake_reading inner = *r;
        inner.spot = &spot;
        if (read_member(&inner, member, row, ret))
            given |= (uint32_t)1 << index;
    }
    intake_rows_required(r, table, given);
    if (table->check)
        table->check(r, given);
}
