#include "tool/rules_diff.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* lint: may-use: the text of the rules is compared, which needs no store */
#include "law/read.h"
#include "tool/rules.h"

static const char HELP[] =
    "Usage: netral rules diff A B [--lang id|en] [--rules DIR]\n\n"
    "What changed from A to B, in words: rows that are new, gone or changed, what from and to "
    "what,\n"
    "with the citation. A and B are two rules folders, or two versions of a procedure in the "
    "rules\n"
    "folder: pilkada-2024@1 pilkada-2024@2. Exit 0: no difference; 1: they differ.\n";

enum { OUT_CAP = 16 << 20 };
struct report {
    struct arena *a;
    struct buf out, changes;
    bool english;
    size_t added, removed, changed;
};

static const struct diff_row *other(struct diff_rows *rows, const struct diff_row *row) {
    for (size_t i = 0; i < rows->count; i++) {
        struct diff_row *o = &rows->list[i];
        if (!o->met && str_equal(o->context, row->context) && str_equal(o->list, row->list) &&
            (str_equal(o->name, row->name) || !row->list.len) &&
            (row->list.len || row->context.len || str_equal(o->file, row->file))) {
            o->met = true;
            return o;
        }
    }
    return NULL;
}

/* "DIUBAH tenggat P06.completion (Perbaikan laporan), pilkada-2024@1", then its basis. */
static void head(struct report *r, const char *verb, const struct diff_row *row) {
    static const char *const LABELS[] = {"label", "name", "text", "question", "word"};
    const struct law_node *label = NULL;
    for (size_t i = 0; i < COUNT_OF(LABELS) && !label; i++) {
        label = law_get(row->node, LABELS[i]);
        label =
            label && label->kind == LAW_MAPPING ? law_get(label, r->english ? "en" : "id") : NULL;
    }
    buf_printf(&r->out, "%s %.*s %.*s", verb, STR_ARG(diff_kind(row->list, r->english)),
               STR_ARG(row->name));
    if (label)
        buf_printf(&r->out, " (%.*s)", STR_ARG(label->value));
    if (row->context.len && row->list.len)
        buf_printf(&r->out, ", %.*s", STR_ARG(row->context));
    buf_add_c(&r->out, "\n");
}

static void basis(struct report *r, const struct diff_row *row) {
    const struct law_node *cite = law_get(row->node, "cite");
    const struct law_node *text = cite ? law_get(cite, "text") : NULL;
    if (text)
        buf_printf(&r->out, "    %s: %.*s\n", r->english ? "basis" : "dasar", STR_ARG(text->value));
    buf_printf(&r->out, "    %.*s:%d\n", STR_ARG(row->file), row->node->line);
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
static void one_sided(struct report *r, const struct diff_rows *rows, const char *verb,
                      size_t *count) {
    for (size_t i = 0; i < rows->count; i++) {
        const struct diff_row *row = &rows->list[i];
        if (row->met || is_whole(rows, row))
            continue;
        head(r, verb, row);
        if (!row->list.len)
            buf_printf(&r->out, r->english ? "    with %zu rows\n" : "    berisi %zu baris\n",
                       rows_below(rows, row));
        basis(r, row);
        (*count)++;
    }
}

static void compare(struct report *r, struct diff_rows *before, struct diff_rows *after) {
    for (size_t i = 0; i < before->count; i++) {
        struct diff_row *row = &before->list[i];
        const struct diff_row *now = other(after, row);
        row->met = now != NULL;
        buf_clear(&r->changes);
        if (!now || !diff_compare(&r->changes, r->a, row, now, r->english))
            continue;
        head(r, r->english ? "CHANGED" : "DIUBAH", now);
        buf_add(&r->out, buf_str(&r->changes));
        basis(r, now);
        r->changed++;
    }
    one_sided(r, before, r->english ? "REMOVED" : "DICABUT", &r->removed);
    one_sided(r, after, r->english ? "NEW" : "BARU", &r->added);
}

static bool is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool read_both(const char *rules, const char *const names[2], struct diff_rows both[2]) {
    if (is_folder(names[0]) != is_folder(names[1])) {
        (void)fprintf(stderr,
                      "netral rules diff: compare two folders, or two versions such as "
                      "pilkada-2024@1; %s is no folder\n",
                      names[is_folder(names[0])]);
        return false;
    }
    for (int i = 0; i < 2; i++)
        if (!(is_folder(names[0]) ? diff_read_folder(&both[i], names[i])
                                  : diff_read_version(&both[i], rules, names[i])))
            return false;
    return true;
}

static int diff(const char *rules, const char *const names[2], struct report *r) {
    struct diff_rows both[2] = {{.a = r->a}, {.a = r->a}};
    if (!read_both(rules, names, both))
        return 2;
    buf_init(&r->out, OUT_CAP);
    buf_init(&r->changes, OUT_CAP);
    compare(r, &both[0], &both[1]);
    bool same = !r->added && !r->removed && !r->changed;
    if (same)
        buf_add_c(&r->out, r->english ? "No difference.\n" : "Tidak ada perbedaan.\n");
    else
        buf_printf(&r->out,
                   r->english ? "%zu new, %zu removed, %zu changed\n"
                              : "%zu baru, %zu dicabut, %zu diubah\n",
                   r->added, r->removed, r->changed);
    if (buf_full(&r->out) || buf_full(&r->changes))
        die("netral rules diff: ceiling of the report reached");
    rules_print(buf_str(&r->out));
    buf_done(&r->changes);
    buf_done(&r->out);
    return same ? 0 : 1;
}

int rules_diff(const struct tool *tool) {
    const char *rules = tool->rules_dir, *lang = NULL, *names[2] = {NULL, NULL};
    struct report r = {0};
    const struct tool_option options[] = {{"rules", &rules, NULL}, {"lang", &lang, NULL}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), names, 2};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!names[0] || !names[1]) {
        (void)fprintf(stderr, "netral rules diff: two things to compare are needed\n\n%s", HELP);
        return 2;
    }
    if (!rules_language(lang, &r.english))
        return 2;
    r.a = arena_new(RULES_ARENA_CAP);
    int status = diff(rules, names, &r);
    arena_free(r.a);
    return status;
}
