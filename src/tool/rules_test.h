#ifndef TOOL_RULES_TEST_H
#define TOOL_RULES_TEST_H
/* The command as a person uses it: words in; what it prints and its exit status out. Included by
 * tests alone. */
#include "tool/said_sample.h"
#include "tool/tool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { SAID_MAX = 1 << 20, WORDS_MAX = 12 };
struct said {
    int status;
    char *out, *err;
};

/* words: what stands behind the command, separated by blanks. */
static inline struct said said_by(struct arena *a, int (*run)(const struct tool *tool),
                                  const char *rules, const char *words) {
    struct said said = {.out = NEW(a, char, SAID_MAX), .err = NEW(a, char, SAID_MAX)};
    char *rest = (char *)arena_c(a, str_from_c(words)), *argv[WORDS_MAX + 2] = {"command"};
    struct env env = env_system();
    struct tool tool = {.env = &env, .rules_dir = rules, .argv = argv + 1};
    for (char *word; tool.argc < WORDS_MAX && (word = strsep(&rest, " "));)
        if (*word)
            tool.argv[tool.argc++] = word;
    FILE *out = tmpfile(), *err = tmpfile();
    assert_true(out && err);
    int kept_out = said_divert(stdout, out), kept_err = said_divert(stderr, err);
    said.status = run(&tool);
    said_restore(stdout, kept_out, out, said.out, SAID_MAX);
    said_restore(stderr, kept_err, err, said.err, SAID_MAX);
    return said;
}

static inline struct said said_rules(struct arena *a, const char *rules, const char *words) {
    return said_by(a, tool_rules, rules, words);
}
#endif
