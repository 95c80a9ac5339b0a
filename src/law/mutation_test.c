/* Each file of the small rules, changed in one place after the other: an unknown key is refused
 * wherever it stands, and so is a word where a row must be; a line that is missing, or that holds a
 * list or a mapping in place of its word, is refused with a file and a sentence, or is read as what
 * it says. */
#include "law/load_sample.h"

enum { FILES_MAX = 64, BYTES = 1 << 16 };

struct files {
    char names[FILES_MAX][128];
    size_t count;
};

static void list_files(const char *sub, struct files *ret) {
    char path[256];
    assert_true(snprintf(path, sizeof path, "tests/rules/small/%s", sub) < (int)sizeof path);
    DIR *list = opendir(path);
    assert_non_null(list);
    for (struct dirent *e; (e = readdir(list));) {
        if (e->d_name[0] == '.')
            continue;
        assert_true(ret->count < FILES_MAX);
        char name[128];
        assert_true(snprintf(name, sizeof name, "%s%s%s", sub, *sub ? "/" : "", e->d_name) <
                    (int)sizeof name);
        if (e->d_type == DT_DIR)
            list_files(name, ret);
        else
            memcpy(ret->names[ret->count++], name, sizeof name);
    }
    (void)closedir(list);
}

struct trial {
    struct folder dir;
    struct files files;
    char text[BYTES], changed[BYTES + 256];
    size_t len, loads;
    char path[256];
    struct arena *a; /* what the last try said */
    struct law_faults faults;
};

/* Whether the rules with the changed text are refused, with sentences. */
static bool is_refused(struct trial *t) {
    const struct law *law = NULL;
    arena_free(t->a);
    t->a = arena_new(LAW_ARENA_CAP);
    write_file(t->path, t->changed, strlen(t->changed));
    struct err e = law_load(t->a, t->dir.path, &law, &t->faults);
    bool refused = e.code == ERR_RULES;
    assert_true(refused ? !law && t->faults.count > 0 : !e.code && law);
    for (size_t i = 0; refused && i < t->faults.count; i++)
        assert_true(t->faults.list[i].text.len && t->faults.list[i].file.len);
    t->loads++;
    return refused;
}

/* changed = text with what stands in [from, to) replaced. */
static void put(struct trial *t, size_t from, size_t to, const char *by) {
    assert_true(snprintf(t->changed, sizeof t->changed, "%.*s%s%s", (int)from, t->text, by,
                         t->text + to) < (int)sizeof t->changed);
}

typedef void each_line(struct trial *t, size_t from, size_t to);

static void every_line(struct trial *t, each_line *change) {
    for (size_t i = 0; i < t->files.count; i++) {
        folder_file(&t->dir, t->files.names[i], t->path, sizeof t->path);
        read_file(t->path, t->text, sizeof t->text);
        t->len = strlen(t->text);
        for (size_t from = 0, to; from < t->len; from = to + 1) {
            to = from + strcspn(t->text + from, "\n");
            if (t->text[from] != '#' && to > from)
                change(t, from, to);
        }
        write_file(t->path, t->text, t->len);
    }
    assert_true(t->loads > t->files.count);
}

static void with_unknown_keys(struct trial *t, size_t from, size_t to) {
    bool quoted = false;
    for (size_t at = from; at < to; at++) {
        quoted = quoted != (t->text[at] == '"');
        if (quoted || t->text[at] != '{' || t->text[at + 1] == '}')
            continue;
        put(t, at + 1, at + 1, "zzz: 1, ");
        if (!is_refused(t))
            fail_msg("%s: %.*s", t->path, (int)(to - from), t->text + from);
    }
    size_t dash = from + strspn(t->text + from, " ");
    if (strncmp(t->text + dash, "- ", 2) != 0 ||
        !strchr("abcdefghijklmnopqrstuvwxyz", t->text[dash + 2]))
        return;
    char key[64]; /* a row in lines of its own: one more of them, before its first */
    (void)snprintf(key, sizeof key, "- zzz: 1\n%*s", (int)(dash - from) + 2, "");
    put(t, dash, dash + 2, key);
    if (memchr(t->text + dash, ':', to - dash) && !is_refused(t))
        fail_msg("%s: %.*s", t->path, (int)(to - from), t->text + from);
}

/* Whether a fault of the changed file tells of that line that a mapping must stand there. */
static bool asks_for_a_mapping(const struct law_faults *faults, const char *path, int line) {
    bool told = false;
    for (size_t i = 0; i < faults->count; i++)
        told = told || (faults->list[i].line == line && ends_with(faults->list[i].file, path) &&
                        strstr(faults->list[i].text.ptr, "here must stand a mapping"));
    return told;
}

/* A word before each row that is a mapping, in a list of lines or in brackets. */
static void with_words_for_rows(struct trial *t, size_t from, size_t to) {
    bool quoted = false;
    size_t dash = from + strspn(t->text + from, " ");
    bool rows = strncmp(t->text + dash, "- ", 2) == 0 && memchr(t->text + dash, ':', to - dash);
    char word[64];
    (void)snprintf(word, sizeof word, "- zzz\n%*s", (int)(dash - from), "");
    int line = 1;
    for (size_t i = 0; i < from; i++)
        line += t->text[i] == '\n';
    for (size_t at = dash; at < to; at++) {
        quoted = quoted != (t->text[at] == '"');
        bool in_brackets = !quoted && t->text[at] == '{' && t->text[at - 1] == '[';
        if (!(at == dash && rows) && !in_brackets)
            continue;
        put(t, at, at, in_brackets ? "zzz, " : word);
        if (!is_refused(t) || !asks_for_a_mapping(&t->faults, t->path, line))
            fail_msg("%s:%d: %.*s", t->path, line, (int)(to - from), t->text + from);
    }
}

static void without_it(struct trial *t, size_t from, size_t to) {
    put(t, from, to + 1, "");
    (void)is_refused(t);
}

static void with_another_shape(struct trial *t, size_t from, size_t to) {
    static const char *const SHAPES[] = {"[[]]", "{zzz: {}}", "-1", "\"\"", "99999999999999999999"};
    const char *colon = memchr(t->text + from, ':', to - from);
    if (!colon)
        return;
    size_t value = (size_t)(colon - t->text) + 1;
    for (size_t i = 0; i < COUNT_OF(SHAPES); i++) {
        char by[32];
        (void)snprintf(by, sizeof by, " %s", SHAPES[i]);
        put(t, value, to, by);
        (void)is_refused(t);
    }
}

static void change_all(each_line *change) {
    struct trial *t = must_alloc(sizeof *t);
    t->dir = make_folder();
    list_files("", &t->files);
    every_line(t, change);
    remove_folder(&t->dir);
    arena_free(t->a);
    free(t);
}

static void an_unknown_key_is_refused_wherever_it_stands(void **state) {
    (void)state;
    change_all(with_unknown_keys);
}

static void a_word_in_place_of_a_row_is_refused(void **state) {
    (void)state;
    change_all(with_words_for_rows);
}

static void any_line_may_be_missing(void **state) {
    (void)state;
    change_all(without_it);
}

static void any_value_may_have_another_shape(void **state) {
    (void)state;
    change_all(with_another_shape);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_key_is_refused_wherever_it_stands),
        cmocka_unit_test(a_word_in_place_of_a_row_is_refused),
        cmocka_unit_test(any_line_may_be_missing),
        cmocka_unit_test(any_value_may_have_another_shape),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
