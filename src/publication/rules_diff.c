#include "law/read.h"
#include "publication/rules_diff_internal.h"

enum { LINES_CAP = 16 << 20 };
struct report {
    struct arena *a;
    const struct publication_diff *of;
    struct publication_change *list;
    struct publication_difference *out;
};

/* A row that gets a second version is the first one from then on. */
static struct str as_first(struct str name) {
    return name.len > 2 && str_equal((struct str){name.ptr + name.len - 2, 2}, STR("@1"))
               ? (struct str){name.ptr, name.len - 2}
               : name;
}

static bool is_same(const struct diff_row *o, const struct diff_row *row) {
    return !o->met && str_equal(o->context, row->context) && str_equal(o->list, row->list) &&
           (str_equal(as_first(o->name), as_first(row->name)) || !row->list.len) &&
           (row->list.len || row->context.len || str_equal(o->file, row->file));
}

/* The first of the same name that is not met yet. Rows seldom move: the search begins where the
 * last one ended, behind the row that was found, and goes round. */
static const struct diff_row *other(struct diff_rows *rows, const struct diff_row *row,
                                    size_t *hint) {
    for (size_t n = 0; n < rows->count; n++) {
        struct diff_row *o = &rows->list[(*hint + n) % rows->count];
        if (!is_same(o, row))
            continue;
        o->met = true;
        *hint = (size_t)(o - rows->list) + 1;
        return o;
    }
    return NULL;
}

/* "tenggat \"Perbaikan laporan\" (P06.completion), pilkada-2024@1" */
static struct str head(const struct report *r, const struct diff_row *row) {
    bool english = r->of->english, inside = row->context.len && row->list.len;
    struct str label = diff_label(row->node, english);
    return arena_printf(r->a, "%.*s %s%.*s%s%.*s%s%s%.*s", STR_ARG(diff_kind(row->list, english)),
                        label.len ? "\"" : "", STR_ARG(label), label.len ? "\" (" : "",
                        STR_ARG(row->name), label.len ? ")" : "", inside ? ", " : "",
                        inside ? (int)row->context.len : 0, row->context.ptr);
}

static struct str basis(const struct diff_row *row) {
    const struct law_node *cite = law_get(row->node, "cite");
    const struct law_node *text = cite ? law_get(cite, "text") : NULL;
    return text ? text->value : STR("");
}

/* NULL when as many as were asked for are told already. */
static struct publication_change *tell(struct report *r, enum publication_change_kind kind,
                                       const struct diff_row *row) {
    r->out->kinds[kind]++;
    if (r->out->count == r->of->most)
        return NULL;
    struct publication_change *change = &r->list[r->out->count++];
    *change = (struct publication_change){.kind = kind,
                                          .head = head(r, row),
                                          .basis = basis(row),
                                          .file = row->file,
                                          .line = row->node->line};
    return change;
}

/* A file that is wholly new or gone is told once, not row by row. */
static bool is_whole(const struct diff_rows *rows, const struct diff_row *row) {
    if (!row->context.len || !row->list.len)
        return false;
    for (size_t i = 0; i < rows->count; i++)
        if (str_equal(rows->list[i].context, row->context) && !rows->list[i].list.len)
            return !rows->list[i].met;
    return false;
}

static size_t rows_below(const struct diff_rows *rows, const struct diff_row *row) {
    size_t n = 0;
    for (size_t i = 0; i < rows->count; i++)
        n += rows->list[i].list.len && str_equal(rows->list[i].context, row->context) &&
             str_equal(rows->list[i].file, row->file);
    return n;
}

/* Rows of one side that the other has not. */
static void one_sided(struct report *r, const struct diff_rows *rows,
                      enum publication_change_kind kind) {
    for (size_t i = 0; i < rows->count; i++) {
        const struct diff_row *row = &rows->list[i];
        if (row->met || is_whole(rows, row))
            continue;
        struct publication_change *change = tell(r, kind, row);
        if (change && !row->list.len) {
            change->whole = true;
            change->rows = rows_below(rows, row);
        }
    }
}

static void compare(struct report *r, struct diff_rows *before, struct diff_rows *after) {
    const struct diff_tongue tongue = {.english = r->of->english, .before = before, .after = after};
    struct buf lines;
    size_t hint = 0;
    buf_init(&lines, LINES_CAP);
    for (size_t i = 0; i < before->count; i++) {
        struct diff_row *row = &before->list[i];
        const struct diff_row *now = other(after, row, &hint);
        row->met = now != NULL;
        buf_clear(&lines);
        if (!now || !diff_compare(&lines, r->a, row, now, &tongue))
            continue;
        struct publication_change *change = tell(r, PUBLICATION_ROW_CHANGED, now);
        if (change)
            change->lines = arena_str(r->a, buf_str(&lines));
    }
    buf_done(&lines);
    one_sided(r, before, PUBLICATION_ROW_REMOVED);
    one_sided(r, after, PUBLICATION_ROW_ADDED);
}

static struct err read_side(struct diff_rows *rows, struct law_files files, struct str version,
                            struct str side) {
    struct err e =
        version.len ? diff_read_version(rows, files, version) : diff_read_files(rows, files);
    if (e.code)
        e.about = side;
    return e;
}

struct err publication_rules_diff(struct arena *a, const struct publication_diff *diff,
                                  struct publication_difference *ret, struct law_fault *ret_fault) {
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    struct diff_rows before = {.a = a, .faults = faults}, after = {.a = a, .faults = faults};
    struct err e = read_side(&before, diff->before, diff->version_before, STR("before"));
    if (!e.code)
        e = read_side(&after, diff->after, diff->version_after, STR("after"));
    if (e.code) {
        *ret_fault = faults->list[0];
        return e;
    }
    size_t room = before.count + after.count;
    if (room > diff->most)
        room = diff->most;
    struct publication_difference out = {0};
    struct report r = {a, diff, NEW(a, struct publication_change, room + 1), &out};
    compare(&r, &before, &after);
    out.list = r.list;
    *ret = out;
    return OK;
}
