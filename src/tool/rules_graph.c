#include <stdio.h>

/* lint: may-use: a drawing is made of rows alone, so there is no flow to go through */
#include "publication/graph.h"
#include "tool/rules.h"

static const char HELP[] =
    "Usage: netral rules graph REGIME [--part PART] [-o FILE] [--lang id|en] [--rules DIR]\n\n"
    "Draws a procedure as SVG: states, the steps between them, who acts, the clocks that run.\n"
    "One that is made of parts is drawn part by part: without PART the overview, how the parts\n"
    "meet; \"main\" is its own line, \"all\" everything at once, very large.\n"
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

struct asked {
    const char *regime, *part, *file;
    bool english;
};

/* Names of parts: those of files, so that a script may rely on them. */
static int no_part(struct arena *a, const struct publication_drawing *of) {
    size_t count;
    const struct publication_part *parts = publication_graph_parts(a, of, &count);
    (void)fprintf(stderr, "netral rules graph: no part \"%.*s\"; there are:", STR_ARG(of->part));
    for (size_t i = 0; i < count; i++)
        (void)fprintf(stderr, " %.*s", STR_ARG(parts[i].name));
    (void)fputs(" all\n", stderr);
    return 2;
}

static int draw(const struct tool *tool, struct arena *a, const struct asked *asked) {
    const struct law *law = tool_law(tool, a);
    const struct law_rulebook *rules = law ? rules_named(law, asked->regime) : NULL;
    if (!rules)
        return law ? 2 : 1;
    struct publication_drawing of = {law, rules, str_from_c(asked->part), asked->english};
    struct publication_graph graph;
    size_t count;
    if (!of.part.len)
        of.part = publication_graph_parts(a, &of, &count)[0].name;
    if (publication_graph_layout(a, &of, &graph).code)
        return no_part(a, &of);
    struct buf out;
    buf_init(&out, SVG_CAP);
    publication_graph_write(&out, &graph);
    if (buf_full(&out))
        die("netral rules graph: SVG ceiling reached");
    int status = write_out(asked->file, buf_str(&out));
    buf_done(&out);
    return status;
}

int rules_graph(const struct tool *tool) {
    struct tool asked = *tool;
    struct arena *a = arena_new(RULES_ARENA_CAP);
    const char *lang = NULL;
    struct asked what = {.file = cut_output(&asked, NEW(a, const char *, (size_t)tool->argc + 1))};
    const struct tool_option options[] = {
        {"rules", &asked.rules_dir, NULL}, {"lang", &lang, NULL}, {"part", &what.part, NULL}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), &what.regime, 1};
    enum tool_parsed parsed = tool_options(&asked, &usage);
    int status = parsed == TOOL_HELP ? 0 : 2;
    if (parsed == TOOL_GO && !what.regime)
        (void)fprintf(stderr, "netral rules graph: which procedure?\n\n%s", HELP);
    else if (parsed == TOOL_GO && rules_language(lang, &what.english))
        status = draw(&asked, a, &what);
    arena_free(a);
    return status;
}
