#include "tool/due.h"
#include "tool/tool.h"

int tool_count(const struct tool *tool) {
    struct arena *a = arena_new(64u << 20);
    const struct law *law = tool_law(tool, a);
    /* due reads its own name as argv[0], which stands right before the arguments. */
    int status = law ? tool_due(tool->argc + 1, tool->argv - 1, law) : 1;
    arena_free(a);
    return status;
}
