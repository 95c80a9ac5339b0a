#include "law/law.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Every file of tests/rules/broken is a rules file that is wrong in one place. Its first lines say,
 * as comments, which file of tests/rules/small it takes the place of (or adds), and what must be
 * said of it: file:line: words. A new case is a new file; nothing here names one.
 *
 *   # replaces: acts/small.yaml
 *   # expect: acts/small.yaml:12: an act has a tier
 *
 * "# removes: FILE" leaves a file out. "# whole: WHY" stands in one that looks like a broken one
 * and is to be taken. Several "# expect:" may stand there. A part is read with two rulebooks that
 * both name it. */
#define SMALL "tests/rules/small"
#define BROKEN "tests/rules/broken"
enum { CASES_MAX = 700, PATH_LEN = 512, FILE_BYTES = 64 * 1024, LEAST_CASES = 60 };

struct bytes {
    char text[FILE_BYTES];
    size_t len;
};

static void read_file(const char *path, struct bytes *ret) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    ret->len = fread(ret->text, 1, sizeof ret->text - 1, f);
    ret->text[ret->len] = 0;
    (void)fclose(f);
}

static void write_file(const char *path, const struct bytes *b) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(b->text, 1, b->len, f), b->len);
    assert_int_equal(fclose(f), 0);
}

static void join(char ret[PATH_LEN], const char *folder, const char *name) {
    assert_true(snprintf(ret, PATH_LEN, "%s/%s", folder, name) < PATH_LEN);
}

typedef void each_file(const char *from, const char *to, bool folder);

/* Walks a folder: folders before what they hold when copying, after it when removing. */
static void walk(const char *from, const char *to, each_file *before, each_file *after) {
    DIR *dir = opendir(from);
    assert_non_null(dir);
    if (before)
        before(from, to, true);
    for (struct dirent *e; (e = readdir(dir));) {
        char a[PATH_LEN], b[PATH_LEN];
        struct stat st;
        if (e->d_name[0] == '.')
            continue;
        join(a, from, e->d_name);
        join(b, to, e->d_name);
        assert_int_equal(stat(a, &st), 0);
        if (S_ISDIR(st.st_mode))
            walk(a, b, before, after);
        else
            (before ? before : after)(a, b, false);
    }
    (void)closedir(dir);
    if (after)
        after(from, to, true);
}

static void copy(const char *from, const char *to, bool folder) {
    static struct bytes b;
    if (folder) {
        assert_true(mkdir(to, 0700) == 0 || access(to, W_OK) == 0);
        return;
    }
    read_file(from, &b);
    write_file(to, &b);
}

static void erase(const char *from, const char *to, bool folder) {
    (void)to;
    assert_int_equal(folder ? rmdir(from) : unlink(from), 0);
}

/* The next header of that name at or after *at: "# name: value"; false at the end. */
static bool header(struct str *text, const char *name, char ret[PATH_LEN]) {
    while (str_starts(*text, STR("# "))) {
        struct str line = str_cut(text, '\n'), word;
        line.ptr += 2, line.len -= 2;
        word = str_cut(&line, ':');
        if (!str_equal(word, str_from_c(name)))
            continue;
        line = str_trim(line);
        (void)snprintf(ret, PATH_LEN, "%.*s", STR_ARG(line));
        return true;
    }
    return false;
}

static bool ends_with(struct str s, struct str tail) {
    return s.len >= tail.len && memcmp(s.ptr + s.len - tail.len, tail.ptr, tail.len) == 0;
}

/* expect: "file:line: words". */
static bool has_fault(const struct law_faults *faults, const char *expect) {
    struct str words = str_from_c(expect), file = str_cut(&words, ':');
    int64_t line = -1;
    assert_true(str_to_int(str_cut(&words, ':'), &line));
    words = str_trim(words);
    for (size_t i = 0; i < faults->count; i++) {
        const struct law_fault *f = &faults->list[i];
        if (ends_with(f->file, file) && f->line == line &&
            memmem(f->text.ptr, f->text.len, words.ptr, words.len))
            return true;
    }
    return false;
}

/* How many of the case's expectations were not said; tells of each. */
static int check_faults(const char *name, struct str text, const struct law_faults *faults) {
    char expect[PATH_LEN];
    int wrong = 0, asked = 0;
    for (; header(&text, "expect", expect); asked++) {
        if (has_fault(faults, expect))
            continue;
        print_message("%s: not said: %s\n", name, expect);
        for (size_t i = 0; i < faults->count && i < 5; i++)
            print_message("  but %.*s:%d: %.*s\n", STR_ARG(faults->list[i].file),
                          faults->list[i].line, STR_ARG(faults->list[i].text));
        wrong++;
    }
    if (!asked)
        print_message("%s: says nothing of what is expected\n", name);
    return asked ? wrong : 1;
}

/* A second rulebook that names the same parts. */
static void share_parts(const char *dir) {
    static const char FIRST[] = "regime: suit\n", SECOND[] = "regime: twin\n";
    static struct bytes b;
    char path[PATH_LEN];
    join(path, dir, "regimes/suit.yaml");
    read_file(path, &b);
    assert_memory_equal(b.text, FIRST, sizeof FIRST - 1);
    memcpy(b.text, SECOND, sizeof SECOND - 1);
    join(path, dir, "regimes/twin.yaml");
    write_file(path, &b);
}

static int check_case(const char *name) {
    static struct bytes b;
    char dir[] = "/tmp/netral-broken-XXXXXX", path[PATH_LEN], file[PATH_LEN];
    join(path, BROKEN, name);
    read_file(path, &b);
    assert_non_null(mkdtemp(dir));
    walk(SMALL, dir, copy, NULL);
    struct str text = {b.text, b.len}, rest = text;
    if (header(&rest, "removes", file)) {
        join(path, dir, file);
        assert_int_equal(unlink(path), 0);
    }
    static const char *const VERBS[] = {"replaces", "adds"};
    bool part = false;
    for (size_t i = 0; i < COUNT_OF(VERBS); i++) {
        rest = text;
        if (!header(&rest, VERBS[i], file))
            continue;
        join(path, dir, file);
        write_file(path, &b);
        part = part || str_starts(str_from_c(file), STR("parts/"));
    }
    if (part)
        share_parts(dir);
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = NULL;
    static struct law_faults faults;
    bool refused = law_load_to_check(a, dir, &law, &faults).code == ERR_RULES && !law;
    rest = text;
    bool whole = header(&rest, "whole", file);
    if (refused == whole)
        print_message("%s: was %s\n", name, whole ? "refused" : "taken");
    int wrong = (whole ? 0 : check_faults(name, text, &faults)) + (refused == whole);
    arena_free(a);
    walk(dir, dir, NULL, erase);
    return wrong;
}

static size_t list_cases(char names[CASES_MAX][256]) {
    size_t count = 0;
    DIR *dir = opendir(BROKEN);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        assert_true(count < CASES_MAX);
        if (e->d_name[0] != '.')
            (void)snprintf(names[count++], 256, "%s", e->d_name);
    }
    (void)closedir(dir);
    return count;
}

static void every_broken_file_is_refused_with_its_line(void **state) {
    (void)state;
    static char names[CASES_MAX][256];
    size_t count = list_cases(names);
    int wrong = 0;
    for (size_t i = 0; i < count; i++)
        wrong += check_case(names[i]);
    assert_int_equal(wrong, 0);
    assert_true(count >= LEAST_CASES);
}

static struct {
    char text[CASES_MAX * 64];
    int missing;
} replaced;

static void is_replaced(const char *from, const char *to, bool folder) {
    (void)to;
    char line[PATH_LEN];
    if (folder)
        return;
    (void)snprintf(line, sizeof line, "\n%s\n", from + sizeof SMALL);
    if (!strstr(replaced.text, line)) {
        print_message("no file of " BROKEN " replaces %s\n", from);
        replaced.missing++;
    }
}

static void each_kind_of_file_is_broken_at_least_once(void **state) {
    (void)state;
    static char names[CASES_MAX][256];
    static struct bytes b;
    char path[PATH_LEN], file[PATH_LEN];
    size_t count = list_cases(names), len = 1;
    replaced.text[0] = '\n';
    for (size_t i = 0; i < count; i++) {
        join(path, BROKEN, names[i]);
        read_file(path, &b);
        struct str text = {b.text, b.len};
        if (header(&text, "replaces", file))
            len += (size_t)snprintf(replaced.text + len, sizeof replaced.text - len, "%s\n", file);
    }
    walk(SMALL, SMALL, is_replaced, NULL);
    assert_int_equal(replaced.missing, 0);
}

static int start(void **state) {
    (void)state;
    hash_library_init();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_broken_file_is_refused_with_its_line),
        cmocka_unit_test(each_kind_of_file_is_broken_at_least_once),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
