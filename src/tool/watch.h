#ifndef TOOL_WATCH_H
#define TOOL_WATCH_H
/* How far long work is, on standard error: one line that is written over on a terminal; lines of
 * their own with --progress elsewhere. */
#include "flow/backup.h"

struct tool_watch {
    const char *what; /* "backup" */
    const struct env *env;
    bool on, terminal;
    struct instant began, last;
};
struct tool_watch tool_watch_begin(const char *what, const struct env *env, bool asked);
struct flow_watch tool_watch_flow(struct tool_watch *watch);
void tool_watch_end(struct tool_watch *watch); /* leaves the line */
#endif
