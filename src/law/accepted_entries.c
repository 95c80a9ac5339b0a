#include "law/accepted.h"
#include "law/read.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"

/* A file's content, cut into what is accepted as one. What has no name of its own falls to the
 * head, so that no value is left out whatever a file of rules/ may come to hold. */
enum { SCRATCH_CAP = 256 << 20, HASH_BYTES = 8 };

/* Lists whose rows keep no version: the loader takes none there. Whoever accepts one anew says so
 * by name alone. */
static const char *const UNVERSIONED[] = {"offices", "requirements", "states", "stages",
                                          "days",    "sources",      "values", "dimensions"};
static const char *const NAMES[] = {"id", "region", "date"}; /* what names an item: the first */

/* What is hashed: a row, a head, a list of the head (less its rows), or all below them. */
enum part { PART_ROW, PART_HEAD, PART_LIST, PART_WHOLE };

static struct str scalar_of(const struct law_node *n, const char *key) {
    const struct law_node *c = n->kind == LAW_MAPPING ? law_get(n, key) : NULL;
    return c && c->kind == LAW_SCALAR ? c->value : (struct str){0};
}

static struct str name_of(const struct law_node *item) {
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (law_is_id(scalar_of(item, NAMES[i])))
            return scalar_of(item, NAMES[i]);
    return (struct str){0};
}

/* Its version is told apart, its rows are entries of their own. */
static bool belongs(enum part part, const struct law_node *child) {
    if (part == PART_LIST)
        return !name_of(child).len;
    return part == PART_WHOLE || !str_equal(child->key, STR("version"));
}

static void add(struct hash_stream *s, struct str text) {
    char len[24];
    (void)snprintf(len, sizeof len, "%zu:", text.len);
    hash_stream_add(s, str_from_c(len));
    hash_stream_add(s, text);
}

static int by_key(const void *a, const void *b) {
    const struct law_node *const *x = a, *const *y = b;
    return str_compare((*x)->key, (*y)->key);
}

static void add_content(struct hash_stream *s, const struct law_node *n, enum part part) {
    const struct law_node *keys[LAW_KEYS_MAX]; /* in one order, however they are written */
    size_t count = 0;
    add(s, n->kind == LAW_MAPPING ? STR("{") : n->kind == LAW_SEQUENCE ? STR("[") : STR("="));
    add(s, n->value);
    for (const struct law_node *c = n->first; c; c = c->next)
        if (belongs(part, c)) {
            if (n->kind == LAW_MAPPING)
                keys[count++] = c;
            else
                add_content(s, c, PART_WHOLE);
        }
    if (count)
        qsort(keys, count, sizeof(const struct law_node *), by_key);
    for (size_t i = 0; i < count; i++) {
        bool list = part == PART_HEAD && keys[i]->kind == LAW_SEQUENCE;
        add(s, keys[i]->key);
        add_content(s, keys[i], list ? PART_LIST : PART_WHOLE);
    }
    add(s, STR("."));
}

static struct str hash_of(struct arena *a, const struct law_node *n, enum part part) {
    struct hash_stream s;
    hash_stream_init(&s);
    add_content(&s, n, part);
    struct hash hash = hash_stream_done(&s);
    return hex_encode(a, hash.b, HASH_BYTES);
}

struct cutting {
    struct arena *a;
    struct law_entry *list;
    size_t count, first; /* first: of this file */
    struct str file, usual;
};

static bool keeps_version(struct str list) {
    for (size_t i = 0; i < COUNT_OF(UNVERSIONED); i++)
        if (str_equal(list, str_from_c(UNVERSIONED[i])))
            return false;
    return true;
}

/* Two of one name, as the versions of an act, are told apart by their versions; where those are the
 * same, too, by a number. */
static struct str with_number(const struct cutting *x, struct str name, struct str version) {
    size_t before = 0;
    for (size_t i = x->first; i < x->count; i++) {
        struct str other = x->list[i].name, bare = str_cut(&other, '#');
        before += str_equal(bare, name) && str_equal(x->list[i].version, version);
    }
    return before ? arena_printf(x->a, "%.*s#%zu", STR_ARG(name), before + 1) : name;
}

static void add_row(struct cutting *x, struct str list, const struct law_node *item) {
    struct str own = scalar_of(item, "version"), action = scalar_of(item, "name");
    bool versioned = keeps_version(list), named = law_get(item, "id") && law_is_id(action);
    struct str name = arena_printf(x->a, "%.*s/%.*s%s%.*s", STR_ARG(list), STR_ARG(name_of(item)),
                                   named ? "/" : "", STR_ARG(named ? action : (struct str){0}));
    struct str version = !versioned ? STR("-") : arena_str(x->a, own.len ? own : x->usual);
    x->list[x->count] = (struct law_entry){.file = x->file,
                                           .name = with_number(x, name, version),
                                           .version = version,
                                           .hash = hash_of(x->a, item, PART_ROW),
                                           .line = item->line,
                                           .versioned = versioned};
    x->count++;
}

static void cut(struct cutting *x, const struct law_node *root) {
    struct str version = root->kind == LAW_MAPPING ? scalar_of(root, "version") : (struct str){0};
    x->first = x->count;
    x->usual = version.len ? arena_str(x->a, version) : STR("1");
    x->list[x->count++] = (struct law_entry){.file = x->file,
                                             .name = STR("head"),
                                             .version = version.len ? x->usual : STR("-"),
                                             .hash = hash_of(x->a, root, PART_HEAD),
                                             .line = root->first ? root->first->line : root->line};
    for (const struct law_node *list = root->first; list; list = list->next)
        for (const struct law_node *item = list->kind == LAW_SEQUENCE ? list->first : NULL; item;
             item = item->next)
            if (name_of(item).len)
                add_row(x, list->key, item);
}

static size_t count_rows(const struct law_node *root) {
    size_t count = 1;
    for (const struct law_node *list = root->first; list; list = list->next)
        count += list->count;
    return count;
}

struct law_entries law_entries_of(struct arena *a, struct law_files files) {
    struct arena *scratch = arena_new(SCRATCH_CAP);
    struct law_faults *faults = NEW(scratch, struct law_faults, 1);
    const struct law_node **roots = NEW(scratch, const struct law_node *, files.count);
    struct cutting x = {.a = a};
    size_t room = 0;
    for (size_t i = 0; i < files.count; i++) {
        struct law_reader r = {
            .a = scratch, .scratch = scratch, .faults = faults, .file = files.list[i].name};
        roots[i] = law_tree_read(&r, files.list[i].bytes);
        assert(roots[i]); /* law_load took it */
        room += count_rows(roots[i]);
    }
    x.list = NEW(a, struct law_entry, room);
    for (size_t i = 0; i < files.count; i++) {
        x.file = files.list[i].name;
        cut(&x, roots[i]);
    }
    arena_free(scratch);
    return (struct law_entries){x.list, x.count};
}
