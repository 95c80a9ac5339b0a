#include "intake/intake_internal.h"

#include <string.h>

/* Depth and the number of containers, before a tree is built: a body of a thousand brackets then
 * costs a look at each, not a thousand nodes. Strings are jumped over; whether the body is JSON at
 * all is not this function's question. Errors: ERR_MALFORMED (depth, size). */
static struct err scan(struct str body) {
    size_t depth = 0, containers = 0;
    const char *end = body.ptr + body.len;
    for (const char *p = body.ptr; p < end; p++) {
        switch (*p) {
        case '{':
        case '[':
            if (++depth > INTAKE_JSON_DEPTH)
                return ERR(ERR_MALFORMED, STR("depth"));
            if (++containers > INTAKE_JSON_CONTAINERS)
                return ERR(ERR_MALFORMED, STR("size"));
            break;
        case '}':
        case ']':
            depth -= depth > 0;
            break;
        case '"': {
            const char *quote = p;
            size_t escapes = 0;
            do { /* the next quote behind an even number of backslashes ends the string */
                const char *from = quote + 1;
                quote = memchr(from, '"', (size_t)(end - from));
                if (!quote)
                    return OK;
                for (escapes = 0; quote - escapes > from && quote[-1 - (ptrdiff_t)escapes] == '\\';)
                    escapes++;
            } while (escapes % 2);
            p = quote;
            break;
        }
        default:
            break;
        }
    }
    return OK;
}

static struct str json_fault(enum json_error_code code) {
    switch (code) {
    case json_error_invalid_utf8:
        return STR("utf-8");
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return STR("nul");
    case json_error_duplicate_key:
        return STR("duplicate-key");
    case json_error_numeric_overflow:
        return STR("number");
    default:
        return STR("json");
    }
}

struct err intake_json_load(struct str body, json_t **ret) {
    if (body.len > INTAKE_BODY)
        return ERR(ERR_TOO_LARGE, STR("body"));
    if (!str_trim(body).len)
        return ERR(ERR_MALFORMED, STR("empty"));
    struct err e = scan(body);
    if (e.code)
        return e;
    json_error_t error;
    json_t *root = json_loadb(body.ptr ? body.ptr : "", body.len, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        return ERR(ERR_MALFORMED, json_fault(json_error_code(&error)));
    if (!json_is_object(root)) {
        json_decref(root);
        return ERR(ERR_MALFORMED, STR("object"));
    }
    *ret = root;
    return OK;
}

struct str intake_json_text(const json_t *string) {
    return (struct str){json_string_value(string), json_string_length(string)};
}

bool intake_json_integer(const struct intake_reading *r, const json_t *value, int64_t low,
                         int64_t *ret) {
    const int64_t high = ((int64_t)1 << INTAKE_JSON_INTEGER_BITS) - 1;
    if (!json_is_integer(value)) {
        intake_fault_here(r, "wrong_type", 0);
        return false;
    }
    int64_t number = json_integer_value(value);
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
static bool leaf_text(const struct intake_reading *r, const json_t *value, struct str *ret) {
    if (json_is_null(value))
        return false;
    if (!json_is_string(value)) {
        intake_fault_here(r, "wrong_type", 0);
        return false;
    }
    *ret = intake_json_text(value);
    return str_trim(*ret).len > 0;
}

static void read_list(const struct intake_reading *r, const json_t *array,
                      const struct intake_row *row, void *base) {
    size_t count = json_array_size(array), used = 0;
    if (count > row->limit) {
        intake_fault_here(r, "too_many", (int64_t)row->limit);
        return;
    }
    size_t size = row->table ? row->table->size : row->size;
    char *list = arena_alloc(r->a, count, size);
    for (size_t i = 0; i < count; i++) {
        const struct intake_spot spot = {r->spot->up, r->spot->name, i, true};
        struct intake_reading inner = *r;
        inner.spot = &spot;
        json_t *element = json_array_get(array, i);
        struct str text;
        if (row->table && json_is_object(element)) {
            intake_json_table(&inner, element, row->table, list + i * size);
            used++;
        } else if (row->table || json_is_null(element)) {
            intake_fault_here(&inner, "wrong_type", 0);
        } else if (leaf_text(&inner, element, &text)) {
            used += intake_list_add(&inner, row, text, list, used);
        } else if (json_is_string(element)) {
            intake_fault_here(&inner, "required", 0);
        }
    }
    memcpy((char *)base + row->offset, &list, sizeof list);
    memcpy((char *)base + row->count_offset, &used, sizeof used);
}

/* One member; true if it gave something, right or wrong. */
static bool read_member(struct intake_reading *r, json_t *value, const struct intake_row *row,
                        void *base) {
    struct str text;
    if (json_is_null(value))
        return false;
    switch (row->kind) {
    case INTAKE_LEAF:
        if (!leaf_text(r, value, &text))
            return !json_is_string(value);
        intake_leaf_read(r, row, text, base);
        return true;
    case INTAKE_OBJECT:
        if (!json_is_object(value))
            break;
        intake_json_table(r, value, row->table, base);
        return true;
    case INTAKE_LIST:
        if (!json_is_array(value))
            break;
        read_list(r, value, row, base);
        return true;
    }
    intake_fault_here(r, "wrong_type", 0);
    return true;
}

void intake_json_table(struct intake_reading *r, json_t *object, const struct intake_table *table,
                       void *ret) {
    uint32_t given = 0;
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
        struct str name = {json_object_iter_key(at), json_object_iter_key_len(at)};
        size_t index;
        const struct intake_row *row = intake_row_find(table, name, &index);
        if (!row) {
            fault_unknown(r, name);
            continue;
        }
        const struct intake_spot spot = {.up = r->spot, .name = row->name};
        struct intake_reading inner = *r;
        inner.spot = &spot;
        if (read_member(&inner, json_object_iter_value(at), row, ret))
            given |= (uint32_t)1 << index;
    }
    intake_rows_required(r, table, given);
    if (table->check)
        table->check(r, given);
}
