#include "publication/rules_diff_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What the words are is held by the golden files of netral rules diff
 * (tests/golden/rules-small-diff); here: what is found, counted, bounded and refused. */
#define CITE "cite: {text: \"UU X Ps 1\"}"
#define CLOCK(id, n) "  - {id: " id ", n: " n ", " CITE "}\n"
#define OF(name_, text_)                                                                           \
    { STR_INIT(name_), STR_INIT(text_) }

static struct publication_difference told(struct arena *a, const struct publication_diff *diff) {
    struct publication_difference d = {0};
    struct law_fault fault = {0};
    struct err e = publication_rules_diff(a, diff, &d, &fault);
    if (e.code)
        fail_msg("%.*s: %.*s", STR_ARG(fault.file), STR_ARG(fault.text));
    return d;
}

static struct publication_difference compared(struct arena *a, const char *before,
                                              const char *after) {
    struct law_file *files = NEW(a, struct law_file, 2);
    files[0] = (struct law_file){STR("clocks.yaml"), str_from_c(before)};
    files[1] = (struct law_file){STR("clocks.yaml"), str_from_c(after)};
    return told(a, &(struct publication_diff){.before = {&files[0], 1},
                                              .after = {&files[1], 1},
                                              .most = SIZE_MAX,
                                              .english = true});
}

static const struct {
    const char *name, *before, *after;
    size_t changed, removed, added;
    const char *lines; /* of the first change */
} CASES[] = {
    {"the same text is no difference", "clocks:\n" CLOCK("A", "1"), "clocks:\n" CLOCK("A", "1"), 0,
     0, 0, ""},
    {"a row that only moved is none", "clocks:\n" CLOCK("A", "1") CLOCK("B", "2") CLOCK("C", "3"),
     "clocks:\n" CLOCK("C", "3") CLOCK("A", "1") CLOCK("B", "2"), 0, 0, 0, ""},
    {"a changed number is told from and to", "clocks:\n" CLOCK("A", "1"),
     "clocks:\n" CLOCK("A", "2"), 1, 0, 0, "number: 1 becomes 2\n"},
    {"a new row is new", "clocks:\n" CLOCK("A", "1"), "clocks:\n" CLOCK("B", "1") CLOCK("A", "1"),
     0, 0, 1, ""},
    {"a row that is gone is removed", "clocks:\n" CLOCK("A", "1") CLOCK("B", "1"),
     "clocks:\n" CLOCK("B", "1"), 0, 1, 0, ""},
    {"another name is one gone and one new", "clocks:\n" CLOCK("A", "1"),
     "clocks:\n" CLOCK("B", "1"), 0, 1, 1, ""},
    {"of two rows of one name each meets one", "clocks:\n" CLOCK("A", "1") CLOCK("A", "2"),
     "clocks:\n" CLOCK("A", "1") CLOCK("A", "3"), 1, 0, 0, "number: 2 becomes 3\n"},
    {"a row whose version was raised changed, and its version is said once",
     "acts:\n  - {id: A, version: 1, n: 3}\n", "acts:\n  - {id: A, version: 2, n: 4}\n", 1, 0, 0,
     "now version 2, was version 1\nnumber: 3 becomes 4\n"},
    {"one without a version was the first", "acts:\n  - {id: A, n: 3}\n",
     "acts:\n  - {id: A, version: 2, n: 3}\n", 1, 0, 0, "now version 2, was version 1\n"},
    {"a version that was taken back", "acts:\n  - {id: A, version: 2}\n", "acts:\n  - {id: A}\n", 1,
     0, 0, "now version 1, was version 2\n"},
    {"of two versions the later one is raised, and the first is gone",
     "acts:\n  - {id: A, n: 1}\n  - {id: A, version: 2, n: 2}\n",
     "acts:\n  - {id: A, version: 3, n: 3}\n", 1, 1, 0,
     "now version 3, was version 2\nnumber: 2 becomes 3\n"},
    {"the version that follows next is what a row became", "acts:\n  - {id: A, n: 1}\n",
     "acts:\n  - {id: A, version: 3, n: 3}\n  - {id: A, version: 2, n: 2}\n", 1, 0, 1,
     "now version 2, was version 1\nnumber: 1 becomes 2\n"},
    {"a version that is no number is part of the name", "acts:\n  - {id: A, version: x}\n",
     "acts:\n  - {id: A, version: y}\n", 0, 1, 1, ""},
    {"a text of several lines is told on one", "acts:\n  - {id: A, text: \"a\\n\\nb\"}\n",
     "acts:\n  - {id: A, text: \"a\\nb\\n\"}\n", 1, 0, 0,
     "text: \"a \xC2\xB6  \xC2\xB6 b\" becomes \"a \xC2\xB6 b \xC2\xB6\"\n"},
    {"a row that gets a second version ended, and the second is new",
     "acts:\n  - {id: A, from: 2014-01-15}\n",
     "acts:\n  - {id: A, version: 1, from: 2014-01-15, to: 2024-04-24}\n"
     "  - {id: A, version: 2, from: 2024-04-25}\n",
     1, 0, 1, "version added: 1\nin force until added: 2024-04-24\n"},
    {"a list in a row", "clocks:\n  - {id: A, subjects: [pns, pppk]}\n",
     "clocks:\n  - {id: A, subjects: [pppk, kades]}\n", 1, 0, 0,
     "subjects without pns\nsubjects with, new, kades\n"},
    {"rows without a name are met by what they say",
     "clocks:\n  - {id: A, others: [{n: 1}, {n: 2}]}\n",
     "clocks:\n  - {id: A, others: [{n: 1}, {n: 2}]}\n", 0, 0, 0, ""},
    {"and the one that changed by its place among the others",
     "clocks:\n  - {id: A, others: [{n: 1}, {n: 2}, {n: 3}]}\n",
     "clocks:\n  - {id: A, others: [{n: 1}, {n: 5}, {n: 3}]}\n", 1, 0, 0,
     "other number 2, number: 2 becomes 5\n"},
    {"a row without a name that is gone", "clocks:\n  - {id: A, others: [{n: 1}, {n: 2}]}\n",
     "clocks:\n  - {id: A, others: [{n: 2}]}\n", 1, 0, 0, "other number without number 1\n"},
    {"rows of a row in another order", "clocks:\n  - {id: A, fields: [{name: a}, {name: b}]}\n",
     "clocks:\n  - {id: A, fields: [{name: b}, {name: a}]}\n", 1, 0, 0,
     "field in another order: name b, name a\n"},
};

static void rows_are_found_by_their_names(void **state) {
    (void)state;
    struct arena *a = arena_new(16 << 20);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct publication_difference d = compared(a, CASES[i].before, CASES[i].after);
        bool same = d.kinds[PUBLICATION_ROW_CHANGED] == CASES[i].changed &&
                    d.kinds[PUBLICATION_ROW_REMOVED] == CASES[i].removed &&
                    d.kinds[PUBLICATION_ROW_ADDED] == CASES[i].added &&
                    d.count == CASES[i].changed + CASES[i].removed + CASES[i].added;
        if (!same || (d.count && !str_equal(d.list[0].lines, str_from_c(CASES[i].lines))))
            fail_msg("%s: %zu changed, %zu removed, %zu added; %.*s", CASES[i].name,
                     d.kinds[PUBLICATION_ROW_CHANGED], d.kinds[PUBLICATION_ROW_REMOVED],
                     d.kinds[PUBLICATION_ROW_ADDED], d.count ? (int)d.list[0].lines.len : 0,
                     d.count ? d.list[0].lines.ptr : "");
    }
    arena_free(a);
}

static void the_shipped_rules_do_not_differ_from_themselves(void **state) {
    (void)state;
    struct arena *a = arena_new(256 << 20);
    static struct law_faults faults;
    const struct law *law;
    assert_int_equal(law_load(a, "rules", &law, &faults).code, ERR_NONE);
    struct publication_difference d =
        told(a, &(struct publication_diff){.before = law->files, .after = law->files, .most = 9});
    assert_int_equal(d.count, 0);
    arena_free(a);
}

/* --- words --- */

enum { SOURCE_MAX = 64 * 1024 };

static struct str source(struct arena *a, const char *path) {
    char *text = NEW(a, char, SOURCE_MAX);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t len = fread(text, 1, SOURCE_MAX - 1, f);
    assert_true(len < SOURCE_MAX - 1);
    (void)fclose(f);
    return (struct str){text, len};
}

/* Calls hold for each word within double quotes from text up to the end mark. */
static size_t each_word(const char *text, char end, bool hold(struct str word)) {
    size_t count = 0;
    bool quoted = false;
    for (const char *at = text; *at && (quoted || *at != end); at++) {
        if (*at == '"')
            quoted = !quoted;
        size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
        if (!quoted || !len)
            continue;
        if (!hold((struct str){at, len}))
            fail_msg("\"%.*s\" has no word in both languages: rules_diff_terms.c", (int)len, at);
        count++;
        at += len - 1;
    }
    return count;
}

static const char *const READERS[] = {
    "read.c",          "read.h",           "read_acts.c",   "read_calendar.c", "read_catalogue.c",
    "read_letters.c",  "read_offices.c",   "read_states.c", "read_steps.c",    "read_register.c",
    "read_rulebook.c", "read_sanctions.c", "read_topics.c", "load.c",          "../risk/read.c"};

/* The loader knows no key but those in its calls of law_keys: each has a word, as has each word of
 * its enumerations. A new one without a word makes this test fail. */
static void every_key_and_value_of_the_loader_has_a_word(void **state) {
    (void)state;
    struct arena *a = arena_new(16 << 20);
    size_t keys = 0, values = 0;
    for (size_t i = 0; i < COUNT_OF(READERS); i++) {
        struct str text = source(a, arena_printf(a, "src/law/%s", READERS[i]).ptr);
        for (const char *at = text.ptr; (at = strstr(at, "law_keys(")); at++)
            keys += each_word(at, ')', diff_knows_key);
        for (const char *at = text.ptr; (at = strstr(at, "_KEYS ")); at++)
            keys += each_word(at, '\n', diff_knows_key);
        for (const char *at = text.ptr; (at = strstr(at, "static const char *const ")); at++)
            values += each_word(at, ';', diff_knows_value);
    }
    assert_true(keys > 200);
    assert_true(values > 60);
    arena_free(a);
}

static void every_list_of_the_shipped_rules_has_a_word(void **state) {
    (void)state;
    struct arena *a = arena_new(256 << 20);
    static struct law_faults faults;
    const struct law *law;
    assert_int_equal(law_load(a, "rules", &law, &faults).code, ERR_NONE);
    struct diff_rows rows = {.a = a, .faults = &faults};
    assert_int_equal(diff_read_files(&rows, law->files).code, ERR_NONE);
    assert_true(rows.count > 500);
    for (size_t i = 0; i < rows.count; i++)
        if (!diff_knows_list(rows.list[i].list))
            fail_msg("the list \"%.*s\" has no word", STR_ARG(rows.list[i].list));
    arena_free(a);
}

static void what_is_not_told_is_counted(void **state) {
    (void)state;
    struct arena *a = arena_new(16 << 20);
    const struct law_file before = OF("clocks.yaml", "clocks:\n" CLOCK("A", "1") CLOCK("B", "1")),
                          after = OF("clocks.yaml", "clocks:\n" CLOCK("A", "2") CLOCK("C", "1"));
    struct publication_diff diff = {.before = {&before, 1}, .after = {&after, 1}, .most = 2};
    struct publication_difference d = told(a, &diff);
    assert_int_equal(d.count, 2);
    assert_int_equal(d.list[1].kind, PUBLICATION_ROW_REMOVED);
    assert_int_equal(d.kinds[PUBLICATION_ROW_ADDED], 1);
    diff.most = 0;
    d = told(a, &diff);
    assert_int_equal(d.count, 0);
    assert_int_equal(d.kinds[PUBLICATION_ROW_CHANGED], 1);
    arena_free(a);
}

static void a_whole_file_is_told_once_with_its_rows(void **state) {
    (void)state;
    struct arena *a = arena_new(16 << 20);
    const struct law_file files[] = {
        OF("terms.yaml", "terms:\n" CLOCK("A", "1")),
        OF("acts/new.yaml", "id: new\n" CITE "\nacts:\n" CLOCK("N1", "1") "  - {id: N2}\n")};
    struct publication_diff diff = {
        .before = {files, 1}, .after = {files, 2}, .most = 9, .english = true};
    struct publication_difference d = told(a, &diff);
    assert_int_equal(d.count, 1);
    assert_int_equal(d.kinds[PUBLICATION_ROW_ADDED], 1);
    assert_true(d.list[0].whole && d.list[0].rows == 2);
    assert_true(str_equal(d.list[0].lines, STR("act N1: UU X Ps 1\nact N2\n")));
    assert_true(str_equal(d.list[0].basis, STR("UU X Ps 1")));
    assert_true(str_equal(d.list[0].file, STR("acts/new.yaml")));
    diff = (struct publication_diff){.before = diff.after, .after = diff.before, .most = 9};
    d = told(a, &diff);
    assert_int_equal(d.kinds[PUBLICATION_ROW_REMOVED], 1);
    assert_true(d.list[0].whole && d.list[0].rows == 2);
    arena_free(a);
}

static void a_new_version_is_told_against_the_one_that_stays(void **state) {
    (void)state;
    struct arena *a = arena_new(16 << 20);
    struct publication_difference d =
        compared(a, "acts:\n  - {id: A, n: 1}\n  - {id: A, version: 2, n: 2}\n",
                 "acts:\n  - {id: A, n: 1}\n  - {id: A, version: 2, n: 2}\n"
                 "  - {id: A, version: 3, n: 3}\n");
    assert_int_equal(d.count, 1);
    assert_int_equal(d.list[0].kind, PUBLICATION_ROW_ADDED);
    assert_true(str_equal(d.list[0].lines, STR("against version 2:\nnumber: 2 becomes 3\n")));
    arena_free(a);
}

#define PROCEDURE(version, parts, steps)                                                           \
    "regime: r\nversion: " version "\nparts: [" parts "]\nsteps:\n  - {name: own}\n" steps
#define PART(name, rows) "part: " name "\nclocks:\n" rows
static const struct {
    const char *name;
    struct law_file before[3], after[3]; /* the second and third may be none */
    size_t changed, removed, added;
    const char *lines; /* of the last change */
} MOVES[] = {
    {"a row that went to a part of its procedure that is new",
     {OF("regimes/r.yaml", PROCEDURE("1", "p", "")),
      OF("parts/p.yaml", PART("p", CLOCK("A", "1") CLOCK("B", "1")))},
     {OF("regimes/r.yaml", PROCEDURE("1", "p, q", "")),
      OF("parts/p.yaml", PART("p", CLOCK("B", "1"))),
      OF("parts/q.yaml", PART("q", CLOCK("A", "1") CLOCK("C", "1")))},
     2, /* the head names another part; the row moved */
     0,
     1,
     "clock C: UU X Ps 1\nrows that came from other files, told among what changed: 1\n"},
    {"one that was raised, too",
     {OF("regimes/r.yaml", PROCEDURE("1", "p, q", "")),
      OF("parts/p.yaml", PART("p", CLOCK("A", "1"))), OF("parts/q.yaml", "part: q\n")},
     {OF("regimes/r.yaml", PROCEDURE("1", "p, q", "")), OF("parts/p.yaml", "part: p\n"),
      OF("parts/q.yaml", PART("q", "  - {id: A, version: 2, n: 1, " CITE "}\n"))},
     1,
     0,
     0,
     "now version 2, was version 1\nmoved here from parts/p.yaml\n"},
    {"one that went from the procedure's own file",
     {OF("regimes/r.yaml", PROCEDURE("1", "p", "  - {name: out}\n")),
      OF("parts/p.yaml", "part: p\n")},
     {OF("regimes/r.yaml", PROCEDURE("1", "p", "")),
      OF("parts/p.yaml", "part: p\nsteps:\n  - {name: out}\n")},
     1,
     0,
     0,
     "moved here from regimes/r.yaml\n"},
    {"a row of that name in another procedure is another row",
     {OF("regimes/r.yaml", PROCEDURE("1", "p", "")), OF("parts/p.yaml", PART("p", CLOCK("A", "1"))),
      OF("parts/q.yaml", "part: q\n")},
     {OF("regimes/r.yaml", PROCEDURE("1", "p", "")), OF("parts/p.yaml", "part: p\n"),
      OF("parts/q.yaml", PART("q", CLOCK("A", "1")))},
     0,
     1,
     1,
     ""},
    {"a procedure whose version was raised is the same procedure in another file",
     {OF("regimes/r1.yaml", PROCEDURE("1", "", "  - {name: out, n: 1}\n"))},
     {OF("regimes/r2.yaml", PROCEDURE("2", "", "  - {name: out, n: 2}\n"))},
     2,
     0,
     0,
     "number: 1 becomes 2\n"},
    {"one that stays beside its next version did not become it",
     {OF("regimes/r1.yaml", PROCEDURE("1", "", "  - {name: out, n: 1}\n"))},
     {OF("regimes/r1.yaml", PROCEDURE("1", "", "")),
      OF("regimes/r2.yaml", PROCEDURE("2", "", "  - {name: out, n: 1}\n"))},
     0,
     1,
     1,
     "step own\nstep out\n"},
    {"a part that went with all its rows",
     {OF("regimes/r.yaml", PROCEDURE("1", "p", "")),
      OF("parts/p.yaml", PART("p", CLOCK("A", "1") CLOCK("B", "1")))},
     {OF("regimes/r.yaml", PROCEDURE("1", "", ""))},
     1,
     1,
     0,
     "clock A: UU X Ps 1\nclock B: UU X Ps 1\n"},
};

static struct law_files some(const struct law_file *list) {
    return (struct law_files){list, list[2].name.len ? 3 : list[1].name.len ? 2 : 1};
}

static void rows_are_followed_through_the_files_of_a_procedure(void **state) {
    (void)state;
    struct arena *a = arena_new(16 << 20);
    for (size_t i = 0; i < COUNT_OF(MOVES); i++) {
        struct publication_difference d =
            told(a, &(struct publication_diff){.before = some(MOVES[i].before),
                                               .after = some(MOVES[i].after),
                                               .most = 9,
                                               .english = true});
        bool same = d.kinds[PUBLICATION_ROW_CHANGED] == MOVES[i].changed &&
                    d.kinds[PUBLICATION_ROW_REMOVED] == MOVES[i].removed &&
                    d.kinds[PUBLICATION_ROW_ADDED] == MOVES[i].added;
        struct str last = d.count ? d.list[d.count - 1].lines : STR("none");
        if (!same || !str_equal(last, str_from_c(MOVES[i].lines)))
            fail_msg("%s: %zu changed, %zu removed, %zu added; %.*s", MOVES[i].name,
                     d.kinds[PUBLICATION_ROW_CHANGED], d.kinds[PUBLICATION_ROW_REMOVED],
                     d.kinds[PUBLICATION_ROW_ADDED], STR_ARG(last));
    }
    arena_free(a);
}

static void versions_are_compared_with_their_parts(void **state) {
    (void)state;
    struct arena *a = arena_new(16 << 20);
    static const char ONE[] = "regime: r\nversion: 1\nparts: [p]\nsteps:\n" CLOCK("S", "1"),
                      TWO[] = "regime: r\nversion: 2\nparts: [q]\nsteps:\n" CLOCK("S", "1");
    const struct law_file files[] = {OF("parts/p.yaml", "clocks:\n" CLOCK("A", "1")),
                                     OF("parts/q.yaml", "clocks:\n" CLOCK("A", "5")),
                                     {STR_INIT("regimes/one.yaml"), str_from_c(ONE)},
                                     {STR_INIT("regimes/two.yaml"), str_from_c(TWO)}};
    struct publication_diff diff = {.before = {files, 4},
                                    .after = {files, 4},
                                    .version_before = STR("r@1"),
                                    .version_after = STR("r@2"),
                                    .most = 9};
    struct publication_difference d = told(a, &diff);
    assert_int_equal(d.kinds[PUBLICATION_ROW_CHANGED], 2); /* the head; the clock of the part */
    assert_true(str_equal(d.list[1].lines, STR("jumlah: 1 menjadi 5\n")));
    struct law_fault fault;
    diff.version_after = STR("r@3");
    struct err e = publication_rules_diff(a, &diff, &d, &fault);
    assert_int_equal(e.code, ERR_MISSING);
    assert_true(str_equal(e.about, STR("after")));
    diff.version_after = STR("r@2");
    diff.after.list = files + 2; /* without its part */
    diff.after.count = 2;
    e = publication_rules_diff(a, &diff, &d, &fault);
    assert_int_equal(e.code, ERR_RULES);
    assert_true(str_equal(fault.file, STR("parts/q.yaml")));
    arena_free(a);
}

static void what_is_no_rules_file_is_named(void **state) {
    (void)state;
    struct arena *a = arena_new(16 << 20);
    static const char *const TEXTS[] = {"",       "- a\n",     "just words\n",
                                        "a: [\n", "a: &x 1\n", "a: \xff\n"};
    const struct law_file good = OF("terms.yaml", "terms:\n" CLOCK("A", "1"));
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        const struct law_file bad = {STR("bad.yaml"), str_from_c(TEXTS[i])};
        struct publication_difference d = {.count = 77};
        struct law_fault fault = {0};
        struct publication_diff diff = {.before = {&good, 1}, .after = {&bad, 1}, .most = 9};
        struct err e = publication_rules_diff(a, &diff, &d, &fault);
        assert_int_equal(e.code, ERR_RULES);
        assert_true(str_equal(e.about, STR("after")) && d.count == 77);
        assert_true(fault.text.len && str_equal(fault.file, STR("bad.yaml")));
    }
    struct publication_diff none = {.after = {&good, 1}, .most = 9};
    struct publication_difference d;
    struct law_fault fault;
    struct err e = publication_rules_diff(a, &none, &d, &fault);
    assert_int_equal(e.code, ERR_RULES);
    assert_true(str_equal(e.about, STR("before")) && fault.text.len);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_found_by_their_names),
        cmocka_unit_test(the_shipped_rules_do_not_differ_from_themselves),
        cmocka_unit_test(every_key_and_value_of_the_loader_has_a_word),
        cmocka_unit_test(every_list_of_the_shipped_rules_has_a_word),
        cmocka_unit_test(what_is_not_told_is_counted),
        cmocka_unit_test(a_whole_file_is_told_once_with_its_rows),
        cmocka_unit_test(a_new_version_is_told_against_the_one_that_stays),
        cmocka_unit_test(rows_are_followed_through_the_files_of_a_procedure),
        cmocka_unit_test(versions_are_compared_with_their_parts),
        cmocka_unit_test(what_is_no_rules_file_is_named),
    };
    hash_library_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
