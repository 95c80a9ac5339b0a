#include "law/tree.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* What a text is before anybody asks what it means: one document of plain YAML, within limits. */

/* The tree as one line: {key: value, …}, [a, b], with @LINE behind each scalar. */
static void draw(struct buf *out, const struct law_node *n) {
    if (n->key.len)
        buf_printf(out, "%.*s: ", STR_ARG(n->key));
    if (n->kind == LAW_SCALAR) {
        buf_printf(out, "%.*s@%d", STR_ARG(n->value), n->line);
        return;
    }
    buf_add_c(out, n->kind == LAW_MAPPING ? "{" : "[");
    for (const struct law_node *child = n->first; child; child = child->next) {
        draw(out, child);
        buf_add_c(out, child->next ? ", " : "");
    }
    buf_add_c(out, n->kind == LAW_MAPPING ? "}" : "]");
}

/* What is read of bytes: the tree, or "line: first fault" when there is none. */
static const char *read_text(struct arena *a, struct str bytes) {
    static struct law_faults faults;
    faults.count = faults.more = 0;
    struct law_reader r = {.a = a, .scratch = a, .faults = &faults, .file = STR("x.yaml")};
    const struct law_node *root = law_tree_read(&r, bytes);
    struct buf out;
    buf_init(&out, 1 << 20);
    assert_int_equal(faults.count, root ? 0 : 1); /* one fault ends the reading */
    if (root)
        draw(&out, root);
    else
        buf_printf(&out, "%d: %.*s", faults.list[0].line, STR_ARG(faults.list[0].text));
    if (!root && !faults.list[0].text_id.len)
        fail_msg("in English alone: %.*s", STR_ARG(faults.list[0].text));
    const char *text = arena_c(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void a_text_is_a_tree_or_a_sentence_with_its_line(void **state) {
    static const struct {
        struct str text;
        const char *read; /* how it begins */
    } CASES[] = {
        {STR_INIT("a: 1\nb: [x, {c: y}]\nd:\n  e: \"\"\n"),
         "{a: 1@1, b: [x@2, {c: y@2}], d: {e: @4}}"},
        {STR_INIT("[]"), "[]"},
        {STR_INIT("{}"), "{}"},
        {STR_INIT("word"), "word@1"},
        {STR_INIT(""), "0: the file is empty"},
        {STR_INIT("# nothing\n"), "0: the file is empty"},
        {STR_INIT("--- a\n--- b\n"), "2: a rules file holds one document"},
        {STR_INIT("*a"), "1: anchors and aliases are refused"},
        {STR_INIT("a: &b c"), "1: anchors and aliases are refused"},
        {STR_INIT("a: &b [c]"), "1: anchors and aliases are refused"},
        {STR_INIT("a: &b {c: d}"), "1: anchors and aliases are refused"},
        {STR_INIT("&a b: c"), "1: anchors and aliases are refused"},
        {STR_INIT("a: b\nc: *d"), "2: anchors and aliases are refused"},
        {STR_INIT("a: !b c"), "1: tags are refused"},
        {STR_INIT("a: !b [c]"), "1: tags are refused"},
        {STR_INIT("a: !!map {c: d}"), "1: tags are refused"},
        {STR_INIT("!a b: c"), "1: tags are refused"},
        {STR_INIT("a: 1\nb: 2\na: 3"), "3: key \"a\" stands here twice; its first place is line 1"},
        {STR_INIT("? [a]\n: b"), "1: a key must be one short word"},
        {STR_INIT("? {a: b}\n: c"), "1: a key must be one short word"},
        {STR_INIT("a: 1\nb: \"c"), "2: not YAML"},
        {STR_INIT("a: [1"), "2: not YAML"},
        /* the line behind the last */
        {STR_INIT("a: ]"), "1: not YAML"},
        {STR_INIT("a: 1\n\tb: 2"), "2: not YAML"},
        {STR_INIT("a: 1\nb: \xff"), "2: not YAML"},
        {STR_INIT("a: 1\n\nb: \x01"), "3: not YAML"},
        {STR_INIT("a: \"\\0\""), "1: text must be UTF-8 without NUL"},
        {STR_INIT("a: \"x\\0\""), "1: text must be UTF-8 without NUL"},
        {STR_INIT("%YAML 9.9\n--- a"), "1: not YAML"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const char *read = read_text(*state, CASES[i].text);
        if (strncmp(read, CASES[i].read, strlen(CASES[i].read)) != 0)
            fail_msg("%.*s: %s", STR_ARG(CASES[i].text), read);
    }
}

/* count times what, between an opening and an end. */
static struct str repeated(struct arena *a, const char *opening, const char *what, size_t count,
                           const char *end) {
    struct buf out;
    buf_init(&out, LAW_FILE_MAX);
    buf_add_c(&out, opening);
    for (size_t i = 0; i < count; i++)
        buf_add_c(&out, what);
    buf_add_c(&out, end);
    struct str text = arena_str(a, buf_str(&out));
    assert_false(buf_full(&out));
    buf_done(&out);
    return text;
}

static struct str many_keys(struct arena *a, size_t count) {
    struct buf out;
    buf_init(&out, LAW_FILE_MAX);
    for (size_t i = 0; i < count; i++)
        buf_printf(&out, "k%zu: x\n", i);
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void expect(struct arena *a, struct str text, const char *fault) {
    const char *read = read_text(a, text);
    if (fault ? strcmp(read, fault) != 0 : read[0] >= '0' && read[0] <= '9')
        fail_msg("%.80s", read);
}

/* Each limit: as much as it allows, and one more. */
static void a_tree_has_limits(void **state) {
    struct arena *a = *state;
    expect(a, repeated(a, "", "k", LAW_KEY_LEN_MAX, ": x"), NULL);
    expect(a, repeated(a, "", "k", LAW_KEY_LEN_MAX + 1, ": x"), "1: a key must be one short word");
    expect(a, many_keys(a, LAW_KEYS_MAX), NULL);
    expect(a, many_keys(a, LAW_KEYS_MAX + 1), "65: too many keys in one place");
    expect(a, repeated(a, "", "[", LAW_DEPTH_MAX, "]]]]]]]]]]]]"), NULL);
    expect(a, repeated(a, "", "[", LAW_DEPTH_MAX + 1, "]]]]]]]]]]]]]"), "1: nested too deeply");
    expect(a, repeated(a, "[", "x,", LAW_NODES_MAX - 1, "]"), NULL);
    expect(a, repeated(a, "[", "x,", LAW_NODES_MAX, "]"),
           "1: more rows than a rules file may have");
}

static void a_fault_repeats_whole_characters(void **state) {
    static const struct {
        size_t letters; /* before "é", which has two bytes */
        size_t shown;
    } CASES[] = {{0, 2},
                 {LAW_SHOWN_MAX - 2, LAW_SHOWN_MAX},
                 {LAW_SHOWN_MAX - 1, LAW_SHOWN_MAX - 1},
                 {LAW_SHOWN_MAX, LAW_SHOWN_MAX}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str text = repeated(*state, "", "a", CASES[i].letters, "\xc3\xa9");
        struct str shown = law_shown(text);
        assert_int_equal(shown.len, CASES[i].shown);
        assert_ptr_equal(shown.ptr, text.ptr);
        assert_true(str_is_utf8(shown));
    }
}

static int setup(void **state) {
    *state = arena_new(64 << 20);
    return 0;
}

static int teardown(void **state) {
    arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_a_tree_or_a_sentence_with_its_line),
        cmocka_unit_test(a_tree_has_limits),
        cmocka_unit_test(a_fault_repeats_whole_characters),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
