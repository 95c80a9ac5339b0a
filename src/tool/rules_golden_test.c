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
    {"list --sources", "rules-small-sources.txt", 0},
    {"graph small", "rules-small-graph.svg", 0},
    {"graph suit", "rules-suit-graph.svg", 0}, /* the overview: it has a part */
    {"graph suit --part main", "rules-suit-main-graph.svg", 0},
    {"graph suit --part shared --lang en", "rules-suit-shared-graph.svg", 0},
    {"graph suit --part all", "rules-suit-all-graph.svg", 0},
    {"simulate small --start 2024-05-06", "rules-small-simulate.txt", 0},
    {"simulate small@1 --start 2024-05-06 --json", "rules-small-simulate.json", 0},
    {"simulate small --start 2024-05-06 --lang en", "rules-small-simulate-en.txt", 0},
    {"examples --rules rules", "rules-examples.txt", 0},
    {"examples", "rules-small-examples.txt", 0},
    {"simulate gakkumdu --rules rules", "simulate-gakkumdu.txt", 0},
    {"simulate gakkumdu --rules rules --lang en", "simulate-gakkumdu-en.txt", 0},
    {"simulate gakkumdu-pemilu --rules rules", "simulate-gakkumdu-pemilu.txt", 0},
    {"simulate tsm --rules rules", "simulate-tsm.txt", 0},
    {"simulate tsm-pemilu --rules rules", "simulate-tsm-pemilu.txt", 0},
    {"simulate kpu-administrative --rules rules", "simulate-kpu-administrative.txt", 0},
    {"simulate pemilu-administrative --rules rules", "simulate-pemilu-administrative.txt", 0},
    {"simulate organisers-ethics --rules rules", "simulate-organisers-ethics.txt", 0},
    {"simulate pilkada-2024 --rules rules", "simulate-pilkada-2024.txt", 0},
    {"simulate pilkada-2024 --rules rules --lang en", "simulate-pilkada-2024-en.txt", 0},
    {"simulate pemilu-2024 --rules rules", "simulate-pemilu-2024.txt", 0},
    {"diff " DIFF "/before " DIFF "/after", "rules-small-diff.txt", 1},
    {"diff " DIFF "/before " DIFF "/after --lang en", "rules-small-diff-en.txt", 1},
};

static bool is_writing(void) {
    const char *mode = getenv("NETRAL_GOLDEN");
    return mode && strcmp(mode, "write") == 0;
}

static void hold(struct arena *a, const struct golden *g) {
    struct said said = said_rules(a, SMALL, g->words);
    struct str path = arena_printf(a, "tests/golden/%s", g->file);
    bool write = is_writing();
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

/* A page ends with what the program prints of the shipped rules, from the mark on. */
static void hold_page(const char *page, const char *words, const char *mark) {
    struct arena *a = arena_new(64u << 20);
    struct said said = said_rules(a, "rules", words);
    char *text = NEW(a, char, SAID_MAX);
    FILE *f = fopen(page, "rb");
    assert_non_null(f);
    text[fread(text, 1, SAID_MAX - 1, f)] = 0;
    assert_int_equal(fclose(f), 0);
    assert_int_equal(said.status, 0);
    char *end = strstr(text, mark);
    assert_true(end || is_writing());
    end = end ? end : text + strlen(text);
    if (is_writing()) {
        *end = 0;
        f = fopen(page, "wb");
        assert_non_null(f);
        (void)fprintf(f, "%s%s", text, said.out);
        assert_int_equal(fclose(f), 0);
    } else {
        assert_string_equal(end, said.out);
    }
    arena_free(a);
}

static void the_page_of_sources_ends_with_the_shipped_table(void **state) {
    (void)state;
    hold_page("docs/law/sources.md", "list --sources --lang en", "| key |");
}

static void the_page_of_examples_says_what_the_program_counts(void **state) {
    (void)state;
    hold_page("docs/law/examples.md", "examples --lang en", "## ");
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_verb_prints_its_golden_file),
        cmocka_unit_test(the_page_of_sources_ends_with_the_shipped_table),
        cmocka_unit_test(the_page_of_examples_says_what_the_program_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
