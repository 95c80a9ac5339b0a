#ifndef TOOL_RECOUNT_H
#define TOOL_RECOUNT_H
/* What commands that read a store's running deadlines share. */
#include "flow/days_off.h"
#include "tool/tool.h"

/* As --data, --db and --now give it; NULL: not given. */
struct tool_store {
    const char *data, *db, *now;
};
/* Opens the store with that law and takes the days off that were loaded on its page; a line on
 * standard output when there are some. Returns 0 or, when it said why not, an exit status; *ret is
 * flow_close'd by the caller. env: its clock is set as the store and --now say. */
int tool_store_open(const struct tool_store *store, const struct law *law, struct env *env,
                    struct flow **ret);
/* Counts and prints a line for each change that is office's (NULL: everybody's), then how many.
 * Exit status. */
int tool_recount_tell(struct flow *flow, struct flow_recount *how, const char *office);
/* "1 deadline", "2 deadlines". Owns: lives in a. */
struct str tool_count_words(struct arena *a, int64_t n, const char *one, const char *many);
/* After flow_open: days off that were loaded on the page are used; says so, or why they are not. */
void tool_adopt_days_off(struct flow *flow);
#endif
