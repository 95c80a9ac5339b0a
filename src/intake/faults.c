#include "intake/intake_internal.h"

#include <stdio.h>

void intake_fault_add(struct intake_faults *faults, struct str field, const char *code,
                      int64_t limit) {
    if (faults->count == INTAKE_FAULTS_MAX)
        return;
    faults->list[faults->count++] =
        (struct intake_fault){.field = field, .code = str_from_c(code), .limit = limit};
}

bool intake_fault_has(const struct intake_faults *faults, struct str field) {
    for (size_t i = 0; i < faults->count; i++)
        if (str_equal(faults->list[i].field, field))
            return true;
    return false;
}

/* Writes the path of spot into out from its start and gives its length; out has room for every
 * path, since names are our own or at most INTAKE_KEY long and tables nest 3 deep. */
static size_t path_write(const struct intake_spot *spot, char *out, size_t room) {
    if (!spot)
        return 0;
    size_t at = path_write(spot->up, out, room);
    int len = snprintf(out + at, room - at, "%s%.*s", at && spot->name.len ? "." : "",
                       STR_ARG(spot->name));
    at += (size_t)len;
    if (spot->indexed)
        at += (size_t)snprintf(out + at, room - at, "[%zu]", spot->index);
    return at < room ? at : room - 1;
}

void intake_fault_here(const struct intake_reading *r, const char *code, int64_t limit) {
    char path[8 * INTAKE_KEY];
    if (r->faults->count == INTAKE_FAULTS_MAX)
        return;
    size_t len = path_write(r->spot, path, sizeof path);
    intake_fault_add(r->faults, arena_str(r->a, (struct str){path, len}), code, limit);
}

void intake_fault_at(const struct intake_reading *r, struct str name, const char *code,
                     int64_t limit) {
    struct intake_spot spot = {.up = r->spot, .name = name};
    struct intake_reading inner = *r;
    inner.spot = &spot;
    intake_fault_here(&inner, code, limit);
}

const struct intake_row *intake_row_find(const struct intake_table *table, struct str name,
                                         size_t *ret_index) {
    for (size_t i = 0; i < table->count; i++)
        if (str_equal(table->rows[i].name, name)) {
            *ret_index = i;
            return &table->rows[i];
        }
    return NULL;
}

void intake_rows_required(const struct intake_reading *r, const struct intake_table *table,
                          uint32_t given) {
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].required && !(given & (uint32_t)1 << i))
            intake_fault_at(r, table->rows[i].name, "required", 0);
}

void intake_leaf_read(const struct intake_reading *r, const struct intake_row *row, struct str text,
                      void *base) {
    size_t before = r->faults->count;
    row->read(r, row, text, (char *)base + row->offset);
    if (row->flag && r->faults->count == before && before < INTAKE_FAULTS_MAX)
        *(bool *)((char *)base + row->flag) = true;
}

bool intake_list_add(const struct intake_reading *r, const struct intake_row *row, struct str text,
                     char *list, size_t count) {
    size_t before = r->faults->count;
    char *element = list + count * row->size;
    row->read(r, row, text, element);
    if (r->faults->count > before || before == INTAKE_FAULTS_MAX)
        return false;
    for (size_t i = 0; row->distinct && i < count; i++)
        if (str_equal((struct str){list + i * row->size, row->size},
                      (struct str){element, row->size})) {
            intake_fault_here(r, "duplicate", 0);
            return false;
        }
    return true;
}
