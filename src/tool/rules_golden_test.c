#include "tool/rules_test.h"

#include <stdlib.h>

/* What the verbs print for the small rules, byte for byte. Written anew with NETRAL_GOLDEN=write.
 */
#define SMALL "tests/rules/small"
#define DIFF "tests/rules/diff"
static const struct golden {
    const char *words, *file;
    int status;
} GOLDEN[] = {
    {"check", "rules-small-check.txt", 0},
    {"list", "rules-small-list.txt", 0},
    {"list --unverified --json", "rules-small-list.json", 0},
    {"list --questions --lang en", "rules-small-questions.txt", 0},
    {"graph small", "rules-small-graph.svg", 0},
    {"graph suit", "rules-suit-graph.svg", 0}, /* the overview: it has a part */
    {"graph suit --part main", "rules-suit-main-graph.svg", 0},
    {"graph suit --part shared --lang en", "rules-suit-shared-graph.svg", 0},
    {"graph suit --part all", "rules-suit-all-graph.svg", 0},
    {"simulate small --start 2024-05-06", "rules-small-simulate.txt", 0},
    {"simulate small@1 --start 2024-05-06 --json", "rules-small-simulate.json", 0},
    {"diff " DIFF "/before " DIFF "/after", "rules-small-diff.txt", 1},
    {"diff " DIFF "/before " DIFF "/after --lang en", "rules-small-diff-en.txt", 1},
};

static void hold(struct arena *a, const struct golden *g) {
    struct said said = said_rules(a, SMALL, g->words);
    const char *mode = getenv("NETRAL_GOLDEN");
    struct str path = arena_printf(a, "tests/golden/%s", g->file);
    bool write = mode && strcmp(mode, "write") == 0;
    FILE *f = fopen(path.ptr, write ? "wb" : "rb");
    assert_non_null(f);
    assert_int_equal(said.status, g->status);
    if (write) {
        (void)fputs(said.out, f);
    } else {
        char *text = NEW(a, char, SAID_MAX);
        text[fread(text, 1, SAID_MAX - 1, f)] = 0;
        if (strcmp(text, said.out) != 0)
            fail_msg("rules %s differs from %s", g->words, path.ptr);
    }
    assert_int_equal(fclose(f), 0);
}

static void each_verb_prints_its_golden_file(void **state) {
    (void)state;
    hash_library_init();
    for (size_t i = 0; i < COUNT_OF(GOLDEN); i++) {
        struct arena *a = arena_new(16u << 20);
        hold(a, &GOLDEN[i]);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_verb_prints_its_golden_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
