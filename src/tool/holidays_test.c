#include "tool/rules_test.h"

/* What the command says of a list before it writes anything. */
#define SMALL "tests/rules/small"
#define LIST "/tmp/netral-holidays-test"

static int make_world(void **state) {
    hash_library_init();
    *state = arena_new(64u << 20);
    return 0;
}

static int end_world(void **state) {
    arena_free(*state);
    return 0;
}

/* A list in a file of this process's own. */
static const char *write_list(struct arena *a, const char *kind, const char *text) {
    const char *path = arena_printf(a, LIST "-%d.%s", (int)getpid(), kind).ptr;
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
    return path;
}

#define YEAR(mark)                                                                                 \
    "year: 2025\nversion: v\nsource: SKB Y\nconfidence: high\n" mark                               \
    "days:\n  - {date: 2025-01-01, kind: national_holiday, name: \"Tahun Baru\"}\n"
#define CSV "date,kind,name\n2025-01-01,national_holiday,Tahun Baru\n"

static void a_list_says_whether_the_decree_itself_was_read(void **state) {
    static const struct {
        const char *kind, *text, *words;
        int status;
        bool warned;
        const char *err;
    } CASES[] = {
        {"yaml", YEAR("verified: true\n"), "", 0, false, ""},
        {"yaml", YEAR("verified: false\n"), "", 0, true, ""},
        {"yaml", YEAR(""), "", 1, false, "missing key \"verified\""},
        {"yaml", YEAR("verified: true\nestimated: true\n"), "", 1, false,
         "an estimate cannot be verified"},
        {"csv", CSV, "--source SKB", 0, true, ""},
        {"csv", CSV, "--source SKB --verified", 0, false, ""},
        {"csv", CSV, "--source SKB --verified --confidence low", 1, false,
         "a list of low confidence cannot be verified"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = *state;
        const char *path = write_list(a, CASES[i].kind, CASES[i].text);
        const char *words = arena_printf(a, "%s --check %s", path, CASES[i].words).ptr;
        struct said said = said_by(a, tool_holidays, SMALL, words);
        bool warned = strstr(said.out, "warning: not verified") != NULL;
        assert_int_equal(unlink(path), 0);
        bool told = said.status || (strstr(said.out, "\n1 day differs from no table.\n") &&
                                    strstr(said.out, "Nothing was written: --check only looks."));
        if (said.status != CASES[i].status || warned != CASES[i].warned || !told ||
            !strstr(said.err, CASES[i].err))
            fail_msg("case %zu: %d\n%s\n%s", i, said.status, said.out, said.err);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_says_whether_the_decree_itself_was_read),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
