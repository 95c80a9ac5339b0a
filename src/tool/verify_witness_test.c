#include "tool/tool.h"
#include "tool/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define W1 "witness.example/w1+df1c0a35+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU"
#define W2 "witness.example/w2+bfff2874+BO1JKMYo0cLG6ukDOJBZlWEpWSc6XGP5NjbBRhSshzfR"
#define LOG "log.example/netral+5c5da4de+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"

static void witnesses_and_quorum_are_read(void **state) {
    static const struct {
        const char *lines[3], *quorum, *about; /* about NULL: read */
        size_t count, want;
    } CASES[] = {
        {{NULL}, NULL, NULL, 0, 0},           {{W1}, NULL, NULL, 1, 1},
        {{W1, W2}, "2", NULL, 2, 2},          {{W1, W2}, "3", "quorum-number", 2, 0},
        {{W1}, "0", "quorum-number", 1, 0},   {{W1}, "x", "quorum-number", 1, 0},
        {{NULL}, "1", "quorum-number", 0, 0}, {{W1, W1}, NULL, "witness-key", 2, 0},
        {{LOG}, NULL, "witness-key", 1, 0},   {{"w.example"}, NULL, "witness-key", 1, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct tool_list lines = {.count = CASES[i].count};
        struct tool_witnesses read;
        for (size_t k = 0; k < CASES[i].count; k++)
            lines.items[k] = CASES[i].lines[k];
        struct err e = tool_witnesses_read(&lines, CASES[i].quorum, &read);
        bool as_wanted = CASES[i].about ? str_equal(e.about, str_from_c(CASES[i].about))
                                        : !e.code && read.quorum == CASES[i].want;
        if (!as_wanted)
            fail_msg("case %zu: %.*s", i, STR_ARG(e.about));
    }
}

static void options_that_repeat_are_taken_out(void **state) {
    char a[] = "--data", b[] = "d", c[] = "--witness", d[] = "x", e[] = "--witness=y=z",
         f[] = "--witness-ms";
    char *argv[] = {a, b, c, d, e, f};
    struct tool tool = {.argc = 6, .argv = argv};
    struct tool_list list = {.count = 0};
    (void)state;
    assert_true(tool_take(&tool, "witness", &list));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0], "x");
    assert_string_equal(list.items[1], "y=z");
    assert_int_equal(tool.argc, 3);
    assert_string_equal(tool.argv[2], "--witness-ms");
    char *lone[] = {c};
    tool = (struct tool){.argc = 1, .argv = lone};
    assert_false(tool_take(&tool, "witness", &list));
}

static void who_saw_it_is_told_in_both_languages(void **state) {
    struct arena *a = arena_new(1 << 20);
    const struct ledger_seen seen = {.count = 1, .by = {true, false}, .seconds = {1728880200, 0}};
    struct tool_witnesses witnesses;
    struct tool_list lines = {.items = {W1, W2}, .count = 2};
    (void)state;
    assert_int_equal(tool_witnesses_read(&lines, NULL, &witnesses).code, ERR_NONE);
    assert_string_equal(tool_seen_sentences(a, &seen, &witnesses, TOOL_EN).ptr,
                        "Seen by 1 of the 2 witnesses that you named (wanted: 1):\n"
                        "  witness.example/w1  2024-10-14T04:30:00.000000Z\n"
                        "  witness.example/w2  -\n");
    assert_non_null(strstr(tool_seen_sentences(a, &seen, &witnesses, TOOL_ID).ptr,
                           "Dilihat oleh 1 dari 2 saksi"));
    witnesses.count = 0;
    assert_int_equal(tool_seen_sentences(a, &seen, &witnesses, TOOL_EN).len, 0);
    arena_free(a);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(witnesses_and_quorum_are_read),
        cmocka_unit_test(options_that_repeat_are_taken_out),
        cmocka_unit_test(who_saw_it_is_told_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
