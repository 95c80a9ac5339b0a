#include "tool/classify.h"
#include "tool/due.h"
#include "tool/tool.h"

typedef int ask_the_law(int argc, char **argv, const struct law *law);

/* They read their own name as argv[0], which stands right before the arguments. */
static int ask(const struct tool *tool, ask_the_law *command) {
    struct tool asked = *tool;
    struct tool_list rules = {0}; /* --rules stands before the command or behind it */
    if (!tool_take(&asked, "rules", &rules))
        return 2;
    if (rules.count)
        asked.rules_dir = rules.items[rules.count - 1];
    struct arena *a = arena_new(64u << 20);
    const struct law *law = tool_law(&asked, a);
    int status = law ? command(asked.argc + 1, asked.argv - 1, law) : 1;
    arena_free(a);
    return status;
}

int tool_count(const struct tool *tool) {
    return ask(tool, tool_due);
}

int tool_propose(const struct tool *tool) {
    return ask(tool, tool_classify);
}
