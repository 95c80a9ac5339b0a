#include "flow/rebuild.h"
#include "tool/tool.h"

#include <stdio.h>

static const char USAGE[] =
    "Usage: netral rebuild --data DIR [--check] [--db CONNINFO]\n"
    "Makes every table that follows from the events again. With --check nothing is changed: the\n"
    "tables are made beside the store's own and compared cell by cell.\n";

int tool_rebuild(const struct tool *tool) {
    const char *data = NULL, *db = NULL;
    bool check = false;
    const struct tool_option options[] = {
        {"data", &data, NULL}, {"db", &db, NULL}, {"check", NULL, &check}};
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!data && !db) {
        (void)fprintf(stderr, "netral rebuild: --data is needed\n\n%s", USAGE);
        return 2;
    }
    struct arena *a = arena_new(256u << 20);
    struct flow_rebuild how = {db ? str_from_c(db) : str_from_c(data), tool->env, check};
    struct flow_rebuilt done = {0};
    struct err e = flow_rebuild(a, &how, &done);
    int status = e.code ? tool_refuse("rebuild", e) : 0;
    if (!e.code && done.difference.table.len) {
        (void)printf("DIFFERS: table %.*s: %lld rows only in the store, %lld only in the rebuild.\n"
                     "Run `netral verify --data` to see whether the events are whole, then "
                     "`netral rebuild`.\n",
                     STR_ARG(done.difference.table), (long long)done.difference.live,
                     (long long)done.difference.rebuilt);
        status = 1;
    } else if (!e.code) {
        (void)printf("%s: %lld events, %lld cases.\n",
                     check ? "Every table equals what the events give" : "Rebuilt",
                     (long long)done.events, (long long)done.cases);
    }
    arena_free(a);
    return status;
}
