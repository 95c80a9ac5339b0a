#include <stdio.h>

/* lint: may-use: a drawing is made of rows alone, so there is no flow to go through */
#include "publication/graph.h"
#include "tool/rules.h"

static const char HELP[] =
    "Usage: netral rules graph REGIME [-o FILE] [--lang id|en] [--rules DIR]\n\n"
    "Draws a procedure as SVG: states, the steps between them, who acts, the clocks that run.\n"
    "REGIME is a name, its newest version then, or one version: pilkada-2024@1. Without FILE the\n"
    "drawing goes to standard output. A browser shows it; each state has an address in it.\n";

enum { SVG_CAP = 16 << 20 };

/* "-o FILE" is spelt as everywhere; the options' reader knows long names only. */
static const char *cut_output(struct tool *tool, const char **argv) {
    const char *file = NULL;
    int kept = 0;
    for (int i = 0; i < tool->argc; i++) {
        struct str word = str_from_c(tool->argv[i]);
        if (str_equal(word, STR("-o")) && i + 1 < tool->argc)
            file = tool->argv[++i];
        else
            argv[kept++] = tool->argv[i];
    }
    tool->argc = kept;
    tool->argv = (char **)argv;
    return file;
}

static int write_out(const char *file, struct str bytes) {
    if (!file) {
        rules_print(bytes);
        return 0;
    }
    FILE *f = fopen(file, "wb");
    bool good = f && fwrite(bytes.ptr, 1, bytes.len, f) == bytes.len;
    if (f)
        good = fclose(f) == 0 && good;
    if (!good)
        (void)fprintf(stderr, "netral rules graph: %s cannot be written\n", file);
    return good ? 0 : 1;
}

static int draw(const struct tool *tool, struct arena *a, const char *regime, const char *file,
                bool english) {
    const struct law *law = tool_law(tool, a);
    const struct law_rulebook *rules = law ? rules_named(law, regime) : NULL;
    if (!rules)
        return law ? 2 : 1;
    struct publication_graph graph = publication_graph_layout(a, law, rules, english);
    struct buf out;
    buf_init(&out, SVG_CAP);
    publication_graph_write(&out, &graph);
    if (buf_full(&out))
        die("netral rules graph: SVG ceiling reached");
    int status = write_out(file, buf_str(&out));
    buf_done(&out);
    return status;
}

int rules_graph(const struct tool *tool) {
    struct tool asked = *tool;
    struct arena *a = arena_new(RULES_ARENA_CAP);
    const char *lang = NULL, *regime = NULL;
    const char *file = cut_output(&asked, NEW(a, const char *, (size_t)tool->argc + 1));
    bool english;
    const struct tool_option options[] = {{"rules", &asked.rules_dir, NULL}, {"lang", &lang, NULL}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), &regime, 1};
    enum tool_parsed parsed = tool_options(&asked, &usage);
    int status = parsed == TOOL_HELP ? 0 : 2;
    if (parsed == TOOL_GO && !regime)
        (void)fprintf(stderr, "netral rules graph: which procedure?\n\n%s", HELP);
    else if (parsed == TOOL_GO && rules_language(lang, &english))
        status = draw(&asked, a, regime, file, english);
    arena_free(a);
    return status;
}
