#ifndef TOOL_RULES_TEST_H
#define TOOL_RULES_TEST_H
/* The command as a person uses it: words in; what it prints and its exit status out. Included by
 * tests alone. */
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

/* Sends a stream into a temporary file; returns the descriptor that was there. */
static inline int said_divert(FILE *stream, FILE *to) {
    (void)fflush(stream);
    int kept = dup(fileno(stream));
    assert_true(kept >= 0 && dup2(fileno(to), fileno(stream)) >= 0);
    return kept;
}

static inline char *said_restore(struct arena *a, FILE *stream, int kept, FILE *from) {
    char *text = NEW(a, char, SAID_MAX);
    (void)fflush(stream);
    assert_true(dup2(kept, fileno(stream)) >= 0);
    (void)close(kept);
    rewind(from);
    text[fread(text, 1, SAID_MAX - 1, from)] = 0;
    (void)fclose(from);
    return text;
}

/* words: what stands behind "netral rules", separated by blanks. */
static inline struct said said_rules(struct arena *a, const char *rules, const char *words) {
    struct said said = {0};
    char *rest = (char *)arena_c(a, str_from_c(words)), *argv[WORDS_MAX + 1] = {0};
    struct tool tool = {.rules_dir = rules, .argv = argv};
    for (char *word; tool.argc < WORDS_MAX && (word = strsep(&rest, " "));)
        if (*word)
            argv[tool.argc++] = word;
    FILE *out = tmpfile(), *err = tmpfile();
    assert_true(out && err);
    int kept_out = said_divert(stdout, out), kept_err = said_divert(stderr, err);
    said.status = tool_rules(&tool);
    said.out = said_restore(a, stdout, kept_out, out);
    said.err = said_restore(a, stderr, kept_err, err);
    return said;
}
#endif
