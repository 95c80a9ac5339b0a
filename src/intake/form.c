#include "intake/intake_internal.h"

#include <string.h>

struct str intake_pair_get(const struct intake_pairs *pairs, const char *name) {
    struct str wanted = str_from_c(name);
    for (size_t i = 0; i < pairs->count; i++)
        if (str_equal(pairs->list[i].name, wanted))
            return pairs->list[i].value;
    return (struct str){0};
}

bool intake_form_is_page_own(struct str name) {
    static const struct str OWN[] = {
        STR_INIT("csrf"),       STR_INIT("kunci"), /* the form's idempotency key */
        STR_INIT("aksi"),                          /* which button was pressed */
        STR_INIT("langkah"),                       /* the step of a form in steps */
        STR_INIT("jalur"),                         /* the procedure that it belongs to */
        STR_INIT("pernyataan"),                    /* the boxes that declare the truth */
        STR_INIT("kerja"),                         /* that spares a wait */
        STR_INIT("bahasa"),     STR_INIT("kembali"),
    };
    if (str_starts(name, STR("_"))) /* also the "_charset_" of browsers */
        return true;
    for (size_t i = 0; i < COUNT_OF(OWN); i++)
        if (str_equal(name, OWN[i]))
            return true;
    return false;
}

/* "subjects[2].name" in pieces. */
struct form_name {
    struct str head, member;
    size_t index;
    bool indexed;
};

static bool name_parse(struct str name, struct form_name *ret) {
    struct form_name n = {0};
    struct str rest = name;
    n.head = str_cut(&rest, '.');
    n.member = rest;
    if (n.head.len + 1 == name.len) /* "x." */
        return false;
    if (n.head.len && n.head.ptr[n.head.len - 1] == ']') {
        struct str inside = {n.head.ptr, n.head.len - 1};
        n.head = str_cut(&inside, '[');
        int64_t index = 0;
        if (inside.len > 4 || (inside.len && (!str_to_int(inside, &index) || index < 0)))
            return false;
        n.indexed = inside.len > 0; /* "evidence[]" is "evidence" */
        n.index = (size_t)index;
    }
    *ret = n;
    return n.head.len > 0;
}

/* A list while it is gathered: elements may come in any order, some never. */
struct gathering {
    char *list;
    uint32_t *given; /* rows of each element, if the list has a table */
    size_t count;    /* of leaves; of elements: one past the highest index */
    bool full;       /* "too_many" was said */
};
enum { ROWS_MAX = 32 };
struct form_reading {
    struct intake_reading *r;
    const struct intake_pairs *form;
    void *base;
    struct gathering lists[ROWS_MAX]; /* by the row of the outermost table */
    uint32_t objects[ROWS_MAX];       /* rows that an object of the outermost table was given */
};

static bool is_date_row(const struct intake_row *row) {
    return row->kind == INTAKE_LEAF && row->read == intake_leaf_date;
}

/* The row of a name; of "occurred_on-d", "-m" and "-y" too. */
static const struct intake_row *row_of(const struct intake_table *table, struct str name,
                                       size_t *ret_index) {
    const struct intake_row *row = intake_row_find(table, name, ret_index);
    if (row || name.len < 3 || name.ptr[name.len - 2] != '-' ||
        !memchr("dmy", name.ptr[name.len - 1], 3))
        return row;
    row = intake_row_find(table, (struct str){name.ptr, name.len - 2}, ret_index);
    return row && is_date_row(row) ? row : NULL;
}

static void fault_unknown(const struct intake_reading *r) {
    intake_fault_at(r, STR("?"), "unknown_key", 0);
}

/* Where a leaf belongs: its table, the struct that table fills, what of it was given already. */
struct form_target {
    const struct intake_table *table;
    void *base;
    uint32_t *given;
    const struct intake_spot *up;
};

static void read_leaf(struct form_reading *f, const struct form_target *to, struct str name,
                      struct str value) {
    size_t index;
    const struct intake_row *row = row_of(to->table, name, &index);
    struct intake_reading inner = *f->r;
    inner.spot = to->up;
    if (!row || row->kind != INTAKE_LEAF) {
        fault_unknown(&inner);
        return;
    }
    const struct intake_spot spot = {.up = to->up, .name = row->name};
    inner.spot = &spot;
    uint32_t bit = (uint32_t)1 << index;
    bool parts = name.len > row->name.len; /* of a date: the first that is met reads all three */
    if ((parts && *to->given & bit) || (!parts && !str_trim(value).len))
        return;
    if (*to->given & bit) {
        intake_fault_here(&inner, "duplicate", 0);
        return;
    }
    if (parts && !intake_form_date(&inner, f->form, row->name, &value)) {
        *to->given |= bit;
        return;
    }
    if (!value.len)
        return;
    *to->given |= bit;
    intake_leaf_read(&inner, row, value, to->base);
}

/* Whether element index of a list fits; says so once if not. */
static bool list_takes(struct form_reading *f, const struct intake_row *row, struct gathering *list,
                       size_t index) {
    if (index < row->limit) {
        if (!list->list) {
            list->list =
                arena_alloc(f->r->a, row->limit, row->table ? row->table->size : row->size);
            list->given = NEW(f->r->a, uint32_t, row->limit);
        }
        return true;
    }
    if (!list->full)
        intake_fault_at(f->r, row->name, "too_many", (int64_t)row->limit);
    list->full = true;
    return false;
}

static void read_element(struct form_reading *f, const struct intake_row *row,
                         struct gathering *list, const struct form_name *name, struct str value) {
    if (!name->indexed || !name->member.len) {
        fault_unknown(f->r);
        return;
    }
    if (!list_takes(f, row, list, name->index))
        return;
    const struct intake_spot spot = {.name = row->name, .index = name->index, .indexed = true};
    const struct form_target to = {row->table, list->list + name->index * row->table->size,
                                   &list->given[name->index], &spot};
    if (name->index >= list->count)
        list->count = name->index + 1;
    read_leaf(f, &to, name->member, value);
}

static void read_list_leaf(struct form_reading *f, const struct intake_row *row,
                           struct gathering *list, struct str value) {
    if (!str_trim(value).len || !list_takes(f, row, list, list->count))
        return;
    const struct intake_spot spot = {.name = row->name, .index = list->count, .indexed = true};
    struct intake_reading inner = *f->r;
    inner.spot = &spot;
    list->count += intake_list_add(&inner, row, value, list->list, list->count);
}

static void read_pair(struct form_reading *f, const struct intake_table *table, uint32_t *given,
                      const struct intake_pair *pair) {
    const struct form_target top = {table, f->base, given, NULL};
    struct form_name name;
    size_t index;
    if (!name_parse(pair->name, &name)) {
        fault_unknown(f->r);
        return;
    }
    const struct intake_row *row = intake_row_find(table, name.head, &index);
    if (!row || row->kind == INTAKE_LEAF) {
        if (name.member.len || name.indexed)
            fault_unknown(f->r);
        else
            read_leaf(f, &top, name.head, pair->value);
    } else if (row->kind == INTAKE_OBJECT) {
        const struct intake_spot spot = {.name = row->name};
        const struct form_target to = {row->table, f->base, &f->objects[index], &spot};
        if (name.indexed || !name.member.len)
            fault_unknown(f->r);
        else
            read_leaf(f, &to, name.member, pair->value);
    } else if (row->table) {
        read_element(f, row, &f->lists[index], &name, pair->value);
    } else if (name.member.len) {
        fault_unknown(f->r);
    } else {
        read_list_leaf(f, row, &f->lists[index], pair->value);
    }
}

/* What an element must have is asked under the number that the form shows; then rows that were left
 * blank are closed up. */
static void list_close(struct form_reading *f, const struct intake_row *row,
                       struct gathering *list) {
    size_t used = 0;
    for (size_t i = 0; row->table && i < list->count; i++) {
        if (!(list->given[i] & ~row->table->presets))
            continue;
        char *element = list->list + i * row->table->size;
        const struct intake_spot spot = {.name = row->name, .index = i, .indexed = true};
        struct intake_reading inner = *f->r;
        inner.spot = &spot;
        intake_rows_required(&inner, row->table, list->given[i]);
        if (row->table->check)
            row->table->check(&inner, list->given[i]);
        memmove(list->list + used++ * row->table->size, element, row->table->size);
    }
    if (!row->table)
        used = list->count;
    memcpy((char *)f->base + row->offset, &list->list, sizeof list->list);
    memcpy((char *)f->base + row->count_offset, &used, sizeof used);
}

void intake_form_table(struct intake_reading *r, const struct intake_pairs *form,
                       const struct intake_table *table, void *ret) {
    struct form_reading f = {.r = r, .form = form, .base = ret};
    uint32_t given = 0;
    for (size_t i = 0; i < form->count; i++)
        if (!intake_form_is_page_own(form->list[i].name))
            read_pair(&f, table, &given, &form->list[i]);
    for (size_t i = 0; i < table->count; i++) {
        const struct intake_row *row = &table->rows[i];
        const struct intake_spot spot = {.name = row->name};
        struct intake_reading inner = *r;
        inner.spot = &spot;
        if (row->kind == INTAKE_LIST)
            list_close(&f, row, &f.lists[i]);
        if (row->kind == INTAKE_OBJECT && f.objects[i])
            intake_rows_required(&inner, row->table, f.objects[i]);
        if (f.objects[i] || f.lists[i].count)
            given |= (uint32_t)1 << i;
    }
    intake_rows_required(r, table, given);
    if (table->check)
        table->check(r, given);
}
