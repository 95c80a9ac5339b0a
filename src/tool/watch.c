#include "tool/watch.h"

#include <stdio.h>
#include <unistd.h>

static const int64_t SECOND_US = 1000000, MIB = 1 << 20;

struct tool_watch tool_watch_begin(const char *what, const struct env *env, bool asked) {
    bool terminal = isatty(STDERR_FILENO);
    struct instant now = env_now(env);
    return (struct tool_watch){what, env, asked || terminal, terminal, now, {0}};
}

static void told(void *arg, int64_t done, int64_t all) {
    struct tool_watch *w = arg;
    struct instant now = env_now(w->env);
    int64_t passed = now.us - w->began.us;
    if (!w->on || now.us - w->last.us < SECOND_US)
        return;
    w->last = now;
    (void)fprintf(stderr, "%snetral: %s: %lld MiB", w->terminal ? "\r" : "", w->what,
                  (long long)(done / MIB));
    if (all)
        (void)fprintf(stderr, " of about %lld", (long long)(all / MIB));
    (void)fprintf(stderr, ", %lld MiB/s%s",
                  (long long)(passed > 0 ? done / MIB * SECOND_US / passed : 0),
                  w->terminal ? "  " : "\n");
}

struct flow_watch tool_watch_flow(struct tool_watch *watch) {
    return (struct flow_watch){told, watch};
}

void tool_watch_end(struct tool_watch *watch) {
    if (watch->on && watch->terminal && watch->last.us)
        (void)fputc('\n', stderr);
}
