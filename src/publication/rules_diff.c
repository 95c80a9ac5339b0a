#include <inttypes.h>

#include "law/read.h"
#include "publication/rules_diff_internal.h"

enum { LINES_CAP = 16 << 20 };
struct report {
    struct arena *a;
    const struct publication_diff *of;
    struct publication_change *list;
    struct publication_difference *out;
    struct diff_tongue tongue;
    struct buf lines; /* of the change that is told */
};

/* "tenggat \"Perbaikan laporan\" (P06.completion)" */
static struct str title(const struct report *r, const struct diff_row *row) {
    bool english = r->of->english;
    struct str label = diff_label(row->node, english);
    return arena_printf(r->a, "%.*s %s%.*s%s%.*s%s", STR_ARG(diff_kind(row->list, english)),
                        label.len ? "\"" : "", STR_ARG(label), label.len ? "\" (" : "",
                        STR_ARG(row->name), label.len ? ")" : "");
}

/* "tenggat \"Perbaikan laporan\" (P06.completion), pilkada-2024@1" */
static struct str head(const struct report *r, const struct diff_row *row) {
    struct str text = title(r, row);
    return row->context.len && row->list.len
               ? arena_printf(r->a, "%.*s, %.*s", STR_ARG(text), STR_ARG(row->context))
               : text;
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

/* A file that is wholly new or gone is told once, with its rows; others: the other side. */
static bool is_whole(const struct diff_rows *rows, const struct diff_rows *others,
                     const struct diff_row *row) {
    const struct diff_row *top = row->context.len ? diff_head(rows, row->context) : NULL;
    return top && !top->other && !diff_head(others, row->context);
}

/* The rows of a whole file, a line each; how many went into it or out of it is said at the end. */
static void put_rows(struct report *r, const struct diff_rows *rows, const struct diff_row *top,
                     struct publication_change *change) {
    bool english = r->of->english, added = change->kind == PUBLICATION_ROW_ADDED;
    size_t moved = 0;
    change->whole = true;
    for (size_t i = 0; i < rows->count; i++) {
        const struct diff_row *row = &rows->list[i];
        if (!row->list.len || !str_equal(row->context, top->context))
            continue;
        change->rows += !row->other;
        moved += row->other != NULL;
        struct str rests = basis(row), text = title(r, row);
        if (!row->other)
            buf_printf(&r->lines, "%.*s%s%.*s\n", STR_ARG(text), rests.len ? ": " : "",
                       STR_ARG(rests));
    }
    if (moved && english)
        buf_printf(&r->lines, "rows that %s, told among what changed: %zu\n",
                   added ? "came from other files" : "went to other files", moved);
    else if (moved)
        buf_printf(&r->lines, "baris yang pindah %s, disebut di antara yang diubah: %zu\n",
                   added ? "ke sini dari berkas lain" : "ke berkas lain", moved);
}

/* What a new version says that the one before it, which stays, does not. */
static void put_succession(struct report *r, const struct diff_rows *rows,
                           const struct diff_row *row) {
    const struct diff_row *last = diff_predecessor(rows, row);
    if (!last)
        return;
    buf_printf(&r->lines,
               r->of->english ? "against version %" PRId64 ":\n"
                              : "dibandingkan dengan versi %" PRId64 ":\n",
               last->version);
    (void)diff_compare(&r->lines, r->a, last, row, &r->tongue);
}

/* Rows of one side that the other has not. */
static void one_sided(struct report *r, const struct diff_rows *rows,
                      const struct diff_rows *others, enum publication_change_kind kind) {
    for (size_t i = 0; i < rows->count; i++) {
        const struct diff_row *row = &rows->list[i];
        bool whole = is_whole(rows, others, row);
        if (row->other || (whole && row->list.len))
            continue;
        struct publication_change *change = tell(r, kind, row);
        if (!change)
            continue;
        buf_clear(&r->lines);
        if (whole)
            put_rows(r, rows, row, change);
        else if (kind == PUBLICATION_ROW_ADDED)
            put_succession(r, rows, row);
        change->lines = arena_str(r->a, buf_str(&r->lines));
    }
}

/* How a row came to be what it is, a line each: another version, another file. True: one of them.
 */
static bool put_way(struct report *r, const struct diff_rows *before, const struct diff_row *row) {
    const struct diff_row *now = row->other;
    bool english = r->of->english, moved = diff_has_moved(before, row);
    if (now->version != row->version)
        buf_printf(&r->lines,
                   english ? "now version %" PRId64 ", was version %" PRId64 "\n"
                           : "kini versi %" PRId64 ", semula versi %" PRId64 "\n",
                   now->version, row->version);
    if (moved)
        buf_printf(&r->lines, english ? "moved here from %.*s\n" : "dipindahkan dari %.*s\n",
                   STR_ARG(row->file));
    return moved || now->version != row->version;
}

static void two_sided(struct report *r, const struct diff_rows *before) {
    for (size_t i = 0; i < before->count; i++) {
        const struct diff_row *row = &before->list[i];
        if (!row->other)
            continue;
        buf_clear(&r->lines);
        bool came = put_way(r, before, row);
        if (!diff_compare(&r->lines, r->a, row, row->other, &r->tongue) && !came)
            continue;
        struct publication_change *change = tell(r, PUBLICATION_ROW_CHANGED, row->other);
        if (change)
            change->lines = arena_str(r->a, buf_str(&r->lines));
    }
}

static void compare(struct report *r, struct diff_rows *before, struct diff_rows *after) {
    r->tongue = (struct diff_tongue){.english = r->of->english, .before = before, .after = after};
    buf_init(&r->lines, LINES_CAP);
    diff_pair(before, after);
    two_sided(r, before);
    one_sided(r, before, after, PUBLICATION_ROW_REMOVED);
    one_sided(r, after, before, PUBLICATION_ROW_ADDED);
    buf_done(&r->lines);
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
    struct report r = {
        .a = a, .of = diff, .list = NEW(a, struct publication_change, room + 1), .out = &out};
    compare(&r, &before, &after);
    out.list = r.list;
    *ret = out;
    return OK;
}
