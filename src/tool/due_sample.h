#ifndef TOOL_DUE_SAMPLE_H
#define TOOL_DUE_SAMPLE_H
/* lint: may-use: the rules that the command is asked about */
#include "law/law_sample.h"
#include "tool/due.h"
#include "tool/said_sample.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The command as a person uses it: its words in, what it prints and its exit status out. */
enum { OUT_MAX = 16384, WORDS_MAX = 8 };

struct said {
    int status;
    char out[OUT_MAX], err[OUT_MAX];
};

/* words: separated by blanks, "due" first. */
static struct said run(const struct law *law, const char *words) {
    struct said said = {0};
    char text[256], *argv[WORDS_MAX + 1] = {0}, *rest = text;
    int argc = 0;
    (void)snprintf(text, sizeof text, "%s", words);
    for (char *word; argc < WORDS_MAX && (word = strsep(&rest, " "));)
        argv[argc++] = word;
    FILE *out = tmpfile(), *err = tmpfile();
    assert_true(out && err);
    int kept_out = said_divert(stdout, out), kept_err = said_divert(stderr, err);
    said.status = tool_due(argc, argv, law);
    said_restore(stdout, kept_out, out, said.out, OUT_MAX);
    said_restore(stderr, kept_err, err, said.err, OUT_MAX);
    return said;
}

#endif
