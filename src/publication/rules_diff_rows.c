#include <string.h>

#include "law/read.h"
#include "publication/rules_diff_internal.h"

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

static void add_link(struct diff_rows *rows, size_t head, struct str context) {
    if (rows->link_count == rows->link_room) {
        size_t room = rows->link_room ? 2 * rows->link_room : 32;
        struct diff_link *links = NEW(rows->a, struct diff_link, room);
        if (rows->link_count)
            memcpy(links, rows->links, rows->link_count * sizeof *links);
        rows->links = links;
        rows->link_room = room;
    }
    rows->links[rows->link_count++] = (struct diff_link){head, context};
}

static struct str value(const struct law_node *mapping, const char *key) {
    const struct law_node *n = law_get(mapping, key);
    return n && n->kind == LAW_SCALAR ? n->value : (struct str){0};
}

struct str diff_name(struct str list, const struct law_node *node) {
    static const char *const KEYS[] = {"id", "region", "value", "date", "clock", "name"};
    bool by_name = str_equal(list, STR("steps")) || str_equal(list, STR("fields"));
    struct str name = by_name ? value(node, "name") : (struct str){0};
    for (size_t i = 0; i < COUNT_OF(KEYS) && !name.len; i++)
        name = value(node, KEYS[i]);
    return name;
}

/* A version of a row is a row of its own. A version that is no number is part of the name. */
static void name_row(struct arena *a, struct diff_row *row, struct str bare) {
    struct str version = value(row->node, "version");
    row->name = version.len ? arena_printf(a, "%.*s@%.*s", STR_ARG(bare), STR_ARG(version)) : bare;
    row->bare = bare;
    row->version = 1;
    if (version.len && !str_to_int(version, &row->version))
        row->bare = row->name;
}

static void add_row(struct diff_rows *rows, const struct law_node *list,
                    const struct law_node *node, struct str context, struct str file) {
    struct diff_row row = {.context = context, .list = list->key, .node = node, .file = file};
    name_row(rows->a, &row, diff_name(list->key, node));
    add(rows, row);
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

static bool is_procedure(const struct law_node *root) {
    return law_get(root, "steps") && value(root, "regime").len;
}

static struct str context_of(struct arena *a, const struct law_node *root, struct str file) {
    struct str id = value(root, "id"), year = value(root, "year");
    if (is_procedure(root))
        return arena_printf(a, "%.*s@%.*s", STR_ARG(value(root, "regime")),
                            STR_ARG(value(root, "version")));
    if (id.len || year.len)
        return id.len ? id : year;
    return memchr(file.ptr, '/', file.len) ? file : (struct str){0};
}

/* What it is called is its context; a procedure's has its version. */
static void add_head(struct diff_rows *rows, const struct law_node *root, struct str context,
                     struct str file) {
    const struct law_node *head = head_of(rows->a, root);
    struct diff_row row = {.context = context, .node = head, .file = file};
    if (!head->count)
        return;
    name_row(rows->a, &row, is_procedure(root) ? value(root, "regime") : file);
    row.name = context.len ? context : file;
    add(rows, row);
    if (!is_procedure(root))
        return;
    const struct law_node *parts = law_get(root, "parts");
    size_t place = rows->count - 1;
    add_link(rows, place, context);
    for (const struct law_node *n = parts ? parts->first : NULL; n; n = n->next)
        add_link(rows, place, arena_printf(rows->a, "parts/%.*s.yaml", STR_ARG(n->value)));
}

static void add_file(struct diff_rows *rows, const struct law_node *root, struct str context,
                     struct str file) {
    add_head(rows, root, context, file);
    for (const struct law_node *list = root->first; list; list = list->next)
        for (const struct law_node *n = holds_rows(list) ? list->first : NULL; n; n = n->next)
            add_row(rows, list, n, context, file);
}

/* The only fault of these files. */
static struct err refuse(struct diff_rows *rows, struct str file, struct str text) {
    rows->faults->list[0] = (struct law_fault){.file = file, .text = text};
    rows->faults->count = 1;
    return ERR(ERR_RULES, STR("rules"));
}

static struct err read_tree(struct diff_rows *rows, const struct law_file *file,
                            const struct law_node **ret) {
    struct law_reader r = {
        .a = rows->a, .scratch = rows->a, .faults = rows->faults, .file = file->name};
    const struct law_node *root = law_tree_read(&r, file->bytes);
    if (root && root->kind == LAW_MAPPING) {
        *ret = root;
        return OK;
    }
    return rows->faults->count ? ERR(ERR_RULES, STR("rules"))
                               : refuse(rows, file->name, STR("cannot be read as a rules file"));
}

struct err diff_read_files(struct diff_rows *rows, struct law_files files) {
    for (size_t i = 0; i < files.count; i++) {
        const struct law_node *root;
        struct err e = read_tree(rows, &files.list[i], &root);
        if (e.code)
            return e;
        struct str name = files.list[i].name;
        add_file(rows, root, context_of(rows->a, root, name), name);
    }
    return files.count ? OK : refuse(rows, STR(""), STR("no rules file"));
}

static const struct law_file *find_file(struct law_files files, struct str name) {
    for (size_t i = 0; i < files.count; i++)
        if (str_equal(files.list[i].name, name))
            return &files.list[i];
    return NULL;
}

static struct err add_parts(struct diff_rows *rows, struct law_files files,
                            const struct law_node *root, struct str context) {
    const struct law_node *parts = law_get(root, "parts");
    for (const struct law_node *n = parts ? parts->first : NULL; n; n = n->next) {
        struct str name = arena_printf(rows->a, "parts/%.*s.yaml", STR_ARG(n->value));
        const struct law_file *file = find_file(files, name);
        const struct law_node *part;
        struct err e =
            file ? read_tree(rows, file, &part) : refuse(rows, name, STR("there is no such file"));
        if (e.code)
            return e;
        for (const struct law_node *list = part->first; list; list = list->next)
            for (const struct law_node *r = holds_rows(list) ? list->first : NULL; r; r = r->next)
                add_row(rows, list, r, context, name);
    }
    return OK;
}

struct err diff_read_version(struct diff_rows *rows, struct law_files files, struct str reference) {
    struct str rest = reference, regime = str_cut(&rest, '@');
    for (size_t i = 0; i < files.count; i++) {
        struct str name = files.list[i].name;
        if (!str_starts(name, STR("regimes/")))
            continue;
        const struct law_node *root;
        struct err e = read_tree(rows, &files.list[i], &root);
        if (e.code)
            return e;
        if (!str_equal(context_of(rows->a, root, name), reference))
            continue;
        add_file(rows, root, regime, name);
        return add_parts(rows, files, root, regime);
    }
    return ERR(ERR_MISSING, STR("version"));
}
