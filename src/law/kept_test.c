#include "law/kept.h"

#include "base/buf.h"
#include "law/load_sample.h"
#include "law/rows.h"

/* What is kept says what the files say, or nothing. */

static void expect_same_tree(const struct law_node *a, const struct law_node *b) {
    bool same = a && b && a->kind == b->kind && a->line == b->line && a->count == b->count &&
                str_equal(a->key, b->key) && str_equal(a->value, b->value);
    if (!same) {
        fail_msg("line %d differs", a ? a->line : 0);
        return;
    }
    const struct law_node *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        expect_same_tree(x, y);
    assert_true(!x && !y);
}

/* The tree that libyaml reads. */
static const struct law_node *read_tree(struct arena *a, struct str bytes) {
    static struct law_faults faults;
    struct law_reader r = {.a = a, .scratch = a, .faults = &faults};
    const struct law_node *root = law_tree_read(&r, bytes);
    assert_non_null(root);
    return root;
}

static void each_shipped_file_is_kept_and_its_tree_is_that_of_libyaml(void **state) {
    struct arena *a = *state;
    const struct law *law;
    static struct law_faults faults;
    assert_int_equal(law_load(a, "rules", &law, &faults).code, ERR_NONE);
    for (size_t i = 0; i < law->files.count; i++) {
        struct str bytes = law->files.list[i].bytes;
        struct hash hash = hash_sha256(bytes);
        const struct law_node *kept = law_kept_tree(a, law_kept_form(&LAW_KEPT, &hash), bytes);
        if (!kept)
            fail_msg("%.*s is not kept: configure and build again",
                     STR_ARG(law->files.list[i].name));
        expect_same_tree(read_tree(a, bytes), kept);
    }
}

static void a_tree_of_any_text_is_kept_whole(void **state) {
    static const struct str TEXTS[] = {
        STR_INIT("a"),
        STR_INIT("\"\""),
        STR_INIT("[]"),
        STR_INIT("{}"),
        STR_INIT("# first\n\n\n\na: 1\nb: [x, {c: y}]\nd:\n  e: \"\"\n"),
        STR_INIT("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\na: 1"),
        STR_INIT("\"k\\u0065y\": \"say \\\"yes\\\"\"\nnext: 'it''s'\n"), /* no text as it stands */
        STR_INIT("a: \"x\\ny\"\nb: |\n  x\n  y\nc: y\nd: x\n"), /* its bytes stand further on */
        STR_INIT("a: >\n  folded\n  text\nb: plain\n  folded\nc: é\n"),
        STR_INIT("aaaa: aa\naaa: aaaaa\na: a\n"), /* the next place of each text is another's */
    };
    struct arena *a = *state;
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        const struct law_node *root = read_tree(a, TEXTS[i]);
        struct str form = law_keep_tree(a, root, TEXTS[i]);
        expect_same_tree(root, law_kept_tree(a, form, TEXTS[i]));
        for (size_t len = 0; len < form.len; len++)
            assert_null(law_kept_tree(a, (struct str){arena_str(a, form).ptr, len}, TEXTS[i]));
        assert_null(law_kept_tree(a, arena_printf(a, "%.*sx", STR_ARG(form)), TEXTS[i]));
    }
}

static void a_form_keeps_the_limits_of_a_tree(void **state) {
    static const struct str FORMS[] = {
        STR_INIT("\x01"),                                 /* no texts */
        STR_INIT("\x01\x05word\x00\x00\x00"),             /* texts that go beyond the form */
        STR_INIT("\x01\x00\x03\x00"),                     /* a kind that is none */
        STR_INIT("\x01\x00\x00\x00\x05"),                 /* a value beyond the file */
        STR_INIT("\x01\x00\x00\x05\x00"),                 /* skipped beyond the file */
        STR_INIT("\x01\x00\x08\x01"),                     /* a value beyond the form's texts */
        STR_INIT("\x02\x00\x00\x00\x00"),                 /* fewer nodes than it says */
        STR_INIT("\x01\x00\x01\x01\x00\x00\x00"),         /* more of them */
        STR_INIT("\x01\x01x\x00\x00\x00"),                /* a text that nothing takes */
        STR_INIT("\x01\x00\xf0\x01\xff\xff\x7f\x00\x00"), /* a line beyond the file's last */
        STR_INIT("\x80\x80\x80\x80\x01\x00"),             /* a number of more than 28 bits */
        STR_INIT("\xff\xff\xff\x7f\x00"),                 /* more nodes than it has bytes */
    };
    struct arena *a = *state;
    assert_non_null(law_kept_tree(a, STR("\x01\x00\x00\x00\x04"), STR("word")));
    for (size_t i = 0; i < COUNT_OF(FORMS); i++)
        if (law_kept_tree(a, FORMS[i], STR("word")))
            fail_msg("form %zu", i);
    for (size_t depth = LAW_DEPTH_MAX; depth <= LAW_DEPTH_MAX + 1; depth++) {
        char form[2 * LAW_DEPTH_MAX + 4] = {(char)depth, 0}; /* lists of one list each */
        memset(form + 2, LAW_SEQUENCE, 2 * depth);
        form[2 * depth + 1] = 0; /* the innermost has no child */
        const struct law_node *root = law_kept_tree(a, (struct str){form, 2 * depth + 2}, STR(""));
        assert_int_equal(root != NULL, depth == LAW_DEPTH_MAX);
    }
}

/* --- laws with what is kept --- */

/* A table of the small rules, as the build makes one. */
static struct law_kept keep_small(struct arena *a, const struct folder *dir) {
    const struct law *law;
    static struct law_faults faults;
    assert_int_equal(law_load(a, dir->path, &law, &faults).code, ERR_NONE);
    return law_keep(a, law);
}

static void list_row(const struct law_row_view *row, void *arg) {
    struct buf *out = arg;
    buf_printf(out, "%.*s %.*s@%d %d-%d %.*s %.*s:%d\n", STR_ARG(row->kind), STR_ARG(row->id),
               row->version, row->span.from.day, row->span.to.day, STR_ARG(row->label.id),
               STR_ARG(row->file), row->line);
}

/* Its hash and its rows, or its faults, as text. */
static struct str tell_law(struct arena *a, const char *dir, const struct law_kept *kept) {
    static struct law_faults faults;
    const struct law *law = NULL;
    struct buf out;
    buf_init(&out, 1 << 22);
    if (!law_load_kept(a, dir, kept, &law, &faults).code) {
        buf_add_hex(&out, law->hash.b, HASH_LEN);
        buf_printf(&out, " %zu files\n", law->files.count);
        law_each_row(law, list_row, &out);
    }
    for (size_t i = 0; i < faults.count; i++)
        buf_printf(&out, "%.*s:%d: %.*s\n", STR_ARG(faults.list[i].file), faults.list[i].line,
                   STR_ARG(faults.list[i].text));
    assert_false(buf_full(&out));
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void expect_same_law(struct arena *a, const char *dir, const struct law_kept *kept) {
    struct str read = tell_law(a, dir, NULL), same = tell_law(a, dir, kept);
    if (!read.len || !str_equal(read, same))
        fail_msg("read:\n%.*s\nwith what is kept:\n%.*s", STR_ARG(read), STR_ARG(same));
}

static void the_law_is_the_same_with_what_is_kept(void **state) {
    struct folder small = make_folder();
    struct law_kept kept = keep_small(*state, &small);
    expect_same_law(*state, "rules", &LAW_KEPT);
    expect_same_law(*state, small.path, &kept);
    expect_same_law(*state, small.path, &LAW_KEPT);
    expect_same_law(*state, "rules", &kept);
    remove_folder(&small);
}

/* A file that is changed, added, taken away or called otherwise makes the same faults as ever:
 * those of reading, and those that only the whole law has. */
static void what_is_kept_of_other_files_hides_no_fault(void **state) {
    static const struct {
        const char *from, *to; /* NULL: away */
        int at;
        const char *line; /* of to, instead */
        const char *fault;
    } CASES[] = {
        {REGIME, REGIME, 1, "regime: small: x", "not YAML"},
        {REGIME, REGIME, 1, NULL, "missing key \"regime\""},
        {"terms.yaml", NULL, 0, NULL, "terms.yaml:0: "},
        {"parts/shared.yaml", "parts/other.yaml", 0, NULL, "another file holds the part"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char from[256], to[256], text[16384];
        struct folder dir = make_folder();
        struct law_kept kept = keep_small(*state, &dir);
        folder_file(&dir, CASES[i].from, from, sizeof from);
        read_file(from, text, sizeof text);
        if (CASES[i].to) {
            folder_file(&dir, CASES[i].to, to, sizeof to);
            write_changed(to, text, CASES[i].at, CASES[i].line);
        } else {
            assert_int_equal(remove(from), 0);
        }
        expect_same_law(*state, dir.path, &kept);
        struct str told = tell_law(*state, dir.path, &kept);
        if (!str_find(told, str_from_c(CASES[i].fault)))
            fail_msg("%zu: %.*s", i, STR_ARG(told));
        remove_folder(&dir);
    }
}

/* The build's word is taken for the files that it checked alone: of others the faults that only the
 * whole law has are told, though the tree of each is kept. */
static void files_that_were_kept_but_not_checked_are_checked(void **state) {
    static const char OTHER[] = "part: other\n";
    const struct str other = {OTHER, sizeof OTHER - 1};
    char path[256];
    struct arena *a = *state;
    struct folder dir = make_folder();
    struct law_kept kept = keep_small(a, &dir);
    struct law_kept_file *files = NEW(a, struct law_kept_file, kept.count + 1);
    memcpy(files, kept.files, kept.count * sizeof *files);
    files[kept.count].hash = hash_sha256(other);
    files[kept.count].form = law_keep_tree(a, read_tree(a, other), other);
    folder_file(&dir, "parts/other.yaml", path, sizeof path);
    write_file(path, OTHER, other.len);
    struct law_kept more = {files, kept.count + 1, kept.checked};
    assert_non_null(str_find(tell_law(a, dir.path, &more), STR("no rulebook names this part")));
    expect_same_law(a, dir.path, &more);
    remove_folder(&dir);
}

/* Else all of this would be kept for nothing. */
static void a_tree_that_is_kept_is_taken(void **state) {
    struct arena *a = *state;
    struct folder dir = make_folder();
    struct law_kept kept = keep_small(a, &dir);
    struct law_kept_file file = {kept.files[0].hash, STR("\x01\x00\x01\x00")}; /* an empty list */
    struct str told = tell_law(a, dir.path, &(struct law_kept){&file, 1, kept.checked});
    assert_non_null(str_find(told, STR("sources.yaml:1: here must stand a mapping")));
    remove_folder(&dir);
}

static void a_key_is_of_names_and_bytes_in_their_order(void **state) {
    (void)state;
    const struct hash none = {{0}}, one = {{1}}, two = {{2}};
    struct hash key = law_kept_key(&none, STR("acts/a.yaml"), &one), other;
    other = law_kept_key(&none, STR("topics/a.yaml"), &one);
    assert_false(hash_equal(&key, &other));
    other = law_kept_key(&none, STR("acts/a.yaml"), &two);
    assert_false(hash_equal(&key, &other));
    struct hash twice = law_kept_key(&key, STR("b"), &two),
                back = law_kept_key(&none, STR("b"), &two);
    back = law_kept_key(&back, STR("acts/a.yaml"), &one);
    assert_false(hash_equal(&twice, &back));
}

static int setup(void **state) {
    (void)start(state);
    *state = arena_new(256 << 20);
    return 0;
}

static int teardown(void **state) {
    arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_shipped_file_is_kept_and_its_tree_is_that_of_libyaml),
        cmocka_unit_test(a_tree_of_any_text_is_kept_whole),
        cmocka_unit_test(a_form_keeps_the_limits_of_a_tree),
        cmocka_unit_test(the_law_is_the_same_with_what_is_kept),
        cmocka_unit_test(what_is_kept_of_other_files_hides_no_fault),
        cmocka_unit_test(files_that_were_kept_but_not_checked_are_checked),
        cmocka_unit_test(a_tree_that_is_kept_is_taken),
        cmocka_unit_test(a_key_is_of_names_and_bytes_in_their_order),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
