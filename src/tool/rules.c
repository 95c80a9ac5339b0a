#include "tool/rules.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *what;
    int (*run)(const struct tool *tool);
} VERBS[] = {
    {"check", "read all rules and print each fault with file and line", rules_check},
    {"accept", "write down that rows say what they should: who, when", rules_accept},
    {"list", "rows with citation, reading and confidence, first to read first", rules_list},
    {"graph", "draw a procedure: states, steps, actors, clocks (SVG)", rules_graph},
    {"simulate", "walk all paths: how long a case may take, where it can wait for ever",
     rules_simulate},
    {"examples", "worked examples, counted now: both readings, and what the source says",
     rules_examples},
    {"diff", "what changed between two rules folders or two versions, in words", rules_diff},
};

static int help(FILE *out, int status) {
    (void)fputs("Usage: netral rules VERB [options]\n\n", out);
    for (size_t i = 0; i < COUNT_OF(VERBS); i++)
        (void)fprintf(out, "  %-9s %s\n", VERBS[i].name, VERBS[i].what);
    (void)fputs("\n--rules DIR   another rules folder than the program's own\n"
                "`netral rules VERB --help` says more; docs/law/README.md explains the rules.\n",
                out);
    return status;
}

int tool_rules(const struct tool *tool) {
    if (!tool->argc)
        return help(stderr, 2);
    if (strcmp(tool->argv[0], "--help") == 0 || strcmp(tool->argv[0], "-h") == 0)
        return help(stdout, 0);
    struct tool verb = *tool;
    verb.argc--;
    verb.argv++;
    for (size_t i = 0; i < COUNT_OF(VERBS); i++)
        if (strcmp(tool->argv[0], VERBS[i].name) == 0)
            return VERBS[i].run(&verb);
    (void)fprintf(stderr, "netral rules: unknown verb: %s\n\n", tool->argv[0]);
    return help(stderr, 2);
}

const struct law_rulebook *rules_named(const struct law *law, const char *name) {
    struct str asked = str_from_c(name);
    const struct law_rulebook *found = law_rulebook_named(law, asked);
    for (size_t i = 0; i < law->rulebook_count && !strchr(name, '@'); i++)
        if (str_equal(law->rulebooks[i].regime, asked) &&
            (!found || law->rulebooks[i].version > found->version))
            found = &law->rulebooks[i];
    if (found)
        return found;
    (void)fprintf(stderr, "netral rules: no procedure \"%s\"; there are:\n", name);
    for (size_t i = 0; i < law->rulebook_count; i++)
        (void)fprintf(stderr, "  %.*s@%d\n", STR_ARG(law->rulebooks[i].regime),
                      law->rulebooks[i].version);
    return NULL;
}

bool rules_language(const char *lang, bool *ret_english) {
    *ret_english = lang && strcmp(lang, "en") == 0;
    if (!lang || *ret_english || strcmp(lang, "id") == 0)
        return true;
    (void)fprintf(stderr, "netral rules: --lang is id or en, not %s\n", lang);
    return false;
}

void rules_print(struct str bytes) {
    (void)fwrite(bytes.ptr, 1, bytes.len, stdout);
}
