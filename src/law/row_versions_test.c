#include "law/law_sample.h"
#include "law/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* A row whose content moved has another version: tests/golden/row-versions.txt holds for each row
 * its file, its name, its version and a hash of all else that it says. A row that says something
 * else under the same version fails, also when the file is written anew (NETRAL_GOLDEN=write),
 * which adds what is new and drops what is gone. Comments and layout are no content. */
#define GOLDEN "tests/golden/row-versions.txt"
enum { ROOM = 1 << 20, HEX = 16 };

struct listing {
    struct arena *a;
    struct str file, usual; /* the version that the file gives to rows that give none */
    struct buf now;
    struct str golden;
    int moved, new;
};

static const struct law_node *child(const struct law_node *n, const char *key) {
    for (const struct law_node *c = n->kind == LAW_MAPPING ? n->first : NULL; c; c = c->next)
        if (str_equal(c->key, str_from_c(key)))
            return c;
    return NULL;
}

static void add(struct hash_stream *s, struct str text) {
    char len[16];
    (void)snprintf(len, sizeof len, "%zu:", text.len);
    hash_stream_add(s, str_from_c(len));
    hash_stream_add(s, text);
}

static void add_content(struct hash_stream *s, const struct law_node *n) {
    add(s, n->kind == LAW_MAPPING ? STR("{") : n->kind == LAW_SEQUENCE ? STR("[") : STR("="));
    add(s, n->value);
    for (const struct law_node *c = n->first; c; c = c->next)
        if (!str_equal(c->key, STR("version")) && !str_equal(c->key, STR("in_words"))) {
            add(s, c->key);
            add_content(s, c);
        }
    add(s, STR("."));
}

/* The line of the golden file that begins with those words; empty: none does. */
static struct str line_of(struct str golden, struct str words) {
    while (golden.len) {
        struct str line = str_cut(&golden, '\n');
        if (str_starts(line, words))
            return line;
    }
    return (struct str){0};
}

static void hold(struct listing *x, const struct law_node *row) {
    const struct law_node *id = child(row, "id"), *name = child(row, "name"),
                          *version = child(row, "version");
    struct hash_stream s;
    hash_stream_init(&s);
    add_content(&s, row);
    struct hash hash = hash_stream_done(&s);
    bool named = name && name->kind == LAW_SCALAR; /* steps of one id have names */
    struct str words =
        arena_printf(x->a, "%.*s %.*s%s%.*s %.*s ", STR_ARG(x->file), STR_ARG(id->value),
                     named ? "/" : "", STR_ARG(named ? name->value : (struct str){0}),
                     STR_ARG(version ? version->value : x->usual));
    struct str line = arena_printf(x->a, "%.*s%.*s", STR_ARG(words), HEX,
                                   hex_encode(x->a, hash.b, sizeof hash.b).ptr);
    struct str before = line_of(x->golden, words);
    if (before.len && !str_equal(before, line)) {
        print_error("%.*s:%d: %.*s: its content moved, its version did not: raise \"version\"\n",
                    STR_ARG(x->file), row->line, STR_ARG(words));
        x->moved++;
    }
    x->new += !before.len;
    buf_add(&x->now, line);
    buf_add(&x->now, STR("\n"));
}

static void walk(struct listing *x, const struct law_node *n) {
    if (child(n, "id") && child(n, "cite"))
        hold(x, n);
    else
        for (const struct law_node *c = n->first; c; c = c->next)
            walk(x, c);
}

static size_t lines(struct str text) {
    size_t n = 0;
    while (text.len)
        n += str_cut(&text, '\n').len > 0;
    return n;
}

static void read_golden(struct listing *x) {
    char *text = NEW(x->a, char, ROOM);
    FILE *f = fopen(GOLDEN, "rb");
    assert_non_null(f);
    x->golden = (struct str){text, fread(text, 1, ROOM, f)};
    assert_int_equal(fclose(f), 0);
    assert_true(x->golden.len < ROOM);
}

static void write_golden(const struct listing *x) {
    FILE *f = fopen(GOLDEN, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(x->now.ptr, 1, x->now.len, f), x->now.len);
    assert_int_equal(fclose(f), 0);
}

static void list_rows(struct listing *x, const struct law *law) {
    static struct law_faults faults;
    for (size_t i = 0; i < law->files.count; i++) {
        const struct law_file *file = &law->files.list[i];
        struct law_reader r = {.a = x->a, .scratch = x->a, .faults = &faults, .file = file->name};
        const struct law_node *root = law_tree_read(&r, file->bytes);
        assert_non_null(root);
        const struct law_node *usual = child(root, "version");
        x->file = file->name;
        x->usual = usual ? usual->value : STR("1");
        walk(x, root);
    }
}

static void a_row_whose_content_moved_has_another_version(void **state) {
    const struct world *w = *state;
    const char *mode = getenv("NETRAL_GOLDEN");
    struct listing x = {.a = w->a};
    buf_init(&x.now, ROOM);
    read_golden(&x);
    list_rows(&x, w->law);
    size_t now = lines(buf_str(&x.now)), before = lines(x.golden);
    assert_int_equal(x.moved, 0);
    if (mode && strcmp(mode, "write") == 0)
        write_golden(&x);
    else if (x.new || now != before)
        fail_msg("%d rows are new, %zu gone: NETRAL_GOLDEN=write build/debug/law_row_versions_test",
                 x.new, before + (size_t)x.new - now);
    buf_done(&x.now);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_whose_content_moved_has_another_version)};
    return cmocka_run_group_tests(tests, make_world, end_world);
}
