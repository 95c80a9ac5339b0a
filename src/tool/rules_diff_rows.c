#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* lint: may-use: the text of the rules is read, which needs no store */
#include "law/read.h"
#include "tool/rules_diff.h"

static void add(struct diff_rows *rows, struct diff_row row) {
    if (rows->count == rows->room) {
        size_t room = rows->room ? 2 * rows->room : 512;
        struct diff_row *list = NEW(rows->a, struct diff_row, room);
        if (rows->count)
            memcpy(list, rows->list, rows->count * sizeof *list);
        rows->list = list;
        rows->room = room;
    }
    rows->list[rows->count++] = row;
}

static struct str value(const struct law_node *mapping, const char *key) {
    const struct law_node *n = law_get(mapping, key);
    return n && n->kind == LAW_SCALAR ? n->value : (struct str){0};
}

struct str diff_name(struct str list, const struct law_node *node) {
    static const char *const KEYS[] = {"id", "value", "date", "clock", "name"};
    bool by_name = str_equal(list, STR("steps")) || str_equal(list, STR("fields"));
    struct str name = by_name ? value(node, "name") : (struct str){0};
    for (size_t i = 0; i < COUNT_OF(KEYS) && !name.len; i++)
        name = value(node, KEYS[i]);
    return name;
}

/* A version of a row is a row of its own. */
static struct str row_name(struct arena *a, struct str list, const struct law_node *node) {
    struct str name = diff_name(list, node), version = value(node, "version");
    return version.len ? arena_printf(a, "%.*s@%.*s", STR_ARG(name), STR_ARG(version)) : name;
}

static bool holds_rows(const struct law_node *n) {
    return n->kind == LAW_SEQUENCE && n->first && n->first->kind == LAW_MAPPING;
}

/* What is no list of rows stays together as the head of the file. */
static const struct law_node *head_of(struct arena *a, const struct law_node *root) {
    struct law_node *head = NEW(a, struct law_node, 1), *last = NULL;
    *head = (struct law_node){.kind = LAW_MAPPING, .line = root->line};
    for (const struct law_node *n = root->first; n; n = n->next) {
        if (holds_rows(n))
            continue;
        struct law_node *copy = NEW(a, struct law_node, 1);
        *copy = *n;
        copy->next = NULL;
        if (last)
            last->next = copy;
        else
            head->first = copy;
        last = copy;
        head->count++;
    }
    return head;
}

static struct str context_of(struct arena *a, const struct law_node *root, struct str file) {
    struct str regime = value(root, "regime"), id = value(root, "id"), year = value(root, "year");
    if (law_get(root, "steps") && regime.len)
        return arena_printf(a, "%.*s@%.*s", STR_ARG(regime), STR_ARG(value(root, "version")));
    if (id.len || year.len)
        return id.len ? id : year;
    return memchr(file.ptr, '/', file.len) ? file : (struct str){0};
}

static void add_file(struct diff_rows *rows, const struct law_node *root, struct str context,
                     struct str file) {
    const struct law_node *head = head_of(rows->a, root);
    if (head->count)
        add(rows, (struct diff_row){context, {0}, context.len ? context : file, head, file, false});
    for (const struct law_node *list = root->first; list; list = list->next)
        for (const struct law_node *n = holds_rows(list) ? list->first : NULL; n; n = n->next)
            add(rows, (struct diff_row){context, list->key, row_name(rows->a, list->key, n), n,
                                        file, false});
}

/* The tree of dir/file; NULL after saying why not. */
static const struct law_node *read_tree(struct arena *a, const char *dir, struct str file) {
    struct str path = arena_printf(a, "%s/%.*s", dir, STR_ARG(file));
    FILE *f = fopen(path.ptr, "rb");
    char *bytes = NEW(a, char, LAW_FILE_MAX + 1);
    size_t len = f ? fread(bytes, 1, LAW_FILE_MAX + 1, f) : 0;
    if (f)
        (void)fclose(f);
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    struct law_reader r = {.a = a, .scratch = a, .faults = faults, .file = path};
    const struct law_node *root = f ? law_tree_read(&r, (struct str){bytes, len}) : NULL;
    if (root && root->kind == LAW_MAPPING)
        return root;
    (void)fprintf(stderr, "netral rules diff: %s: %s\n", path.ptr,
                  faults->count ? faults->list[0].text.ptr : "cannot be read as a rules file");
    return NULL;
}

static int by_name(const void *a, const void *b) {
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

enum { FILES_MAX = 256 };
/* Files of a folder and of its folders, "regimes/a.yaml", in one order. */
static size_t list_files(struct arena *a, const char *dir, struct str sub, struct str *ret,
                         size_t count) {
    struct str path = arena_printf(a, "%s/%.*s", dir, STR_ARG(sub));
    DIR *list = opendir(path.ptr);
    for (struct dirent *e; list && (e = readdir(list));) {
        struct str name = str_from_c(e->d_name);
        struct str file =
            sub.len ? arena_printf(a, "%.*s/%s", STR_ARG(sub), e->d_name) : arena_str(a, name);
        struct stat st;
        struct str whole = arena_printf(a, "%s/%.*s", dir, STR_ARG(file));
        if (e->d_name[0] == '.' || stat(whole.ptr, &st))
            continue;
        if (S_ISDIR(st.st_mode) && !sub.len)
            count = list_files(a, dir, file, ret, count);
        else if (name.len > 5 && memcmp(name.ptr + name.len - 5, ".yaml", 5) == 0 &&
                 count < FILES_MAX)
            ret[count++] = file;
    }
    if (list)
        (void)closedir(list);
    return count;
}

bool diff_read_folder(struct diff_rows *rows, const char *dir) {
    struct str *files = NEW(rows->a, struct str, FILES_MAX);
    size_t count = list_files(rows->a, dir, (struct str){0}, files, 0);
    qsort(files, count, sizeof *files, by_name);
    for (size_t i = 0; i < count; i++) {
        const struct law_node *root = read_tree(rows->a, dir, files[i]);
        if (!root)
            return false;
        add_file(rows, root, context_of(rows->a, root, files[i]), files[i]);
    }
    if (!count)
        (void)fprintf(stderr, "netral rules diff: no .yaml file in %s\n", dir);
    return count > 0;
}

static bool add_parts(struct diff_rows *rows, const char *dir, const struct law_node *root,
                      struct str context) {
    const struct law_node *parts = law_get(root, "parts");
    for (const struct law_node *n = parts ? parts->first : NULL; n; n = n->next) {
        struct str file = arena_printf(rows->a, "parts/%.*s.yaml", STR_ARG(n->value));
        const struct law_node *part = read_tree(rows->a, dir, file);
        if (!part)
            return false;
        for (const struct law_node *list = part->first; list; list = list->next)
            for (const struct law_node *r = holds_rows(list) ? list->first : NULL; r; r = r->next)
                add(rows, (struct diff_row){context, list->key, row_name(rows->a, list->key, r), r,
                                            file, false});
    }
    return true;
}

bool diff_read_version(struct diff_rows *rows, const char *dir, const char *reference) {
    struct str *files = NEW(rows->a, struct str, FILES_MAX);
    size_t count = list_files(rows->a, dir, STR("regimes"), files, 0);
    struct str rest = str_from_c(reference), regime = str_cut(&rest, '@');
    qsort(files, count, sizeof *files, by_name);
    for (size_t i = 0; i < count; i++) {
        const struct law_node *root = read_tree(rows->a, dir, files[i]);
        if (!root)
            return false;
        if (!str_equal(context_of(rows->a, root, files[i]), str_from_c(reference)))
            continue;
        add_file(rows, root, regime, files[i]);
        return add_parts(rows, dir, root, regime);
    }
    (void)fprintf(stderr,
                  "netral rules diff: %s is neither a folder nor a version such as "
                  "pilkada-2024@1 in %s\n",
                  reference, dir);
    return false;
}
