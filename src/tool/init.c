#include "flow/staff.h"
#include "tool/staff.h"
#include "tool/tool.h"

#include <stdio.h>

static const char USAGE[] =
    "Usage: netral init --data DIR --office REGION [options]\n"
    "Makes an empty store for the offices of a region (16, or 16.06), of its province and the "
    "nation.\n"
    "  --data DIR      where the store will live\n"
    "  --office CODE   region code; \"id\" for the whole country\n"
    "  --origin NAME   name of the public log, a URL without scheme (netral.local/CODE)\n"
    "  --db CONNINFO   postgresql://... instead of SQLite in DIR\n"
    "  --test          a store for tests: staff accounts for each office, and `serve --now` may\n"
    "                  set its clock\n";

static int made(const struct flow_init *init, const struct env *env) {
    struct flow_config config = {.data_dir = init->data_dir, .db = init->db, .env = env};
    struct flow *flow;
    struct err e = flow_open(&config, &flow);
    if (e.code)
        return tool_refuse(init->data_dir, e);
    struct tool_accounts accounts = {.flow = flow, .print = true};
    if (init->kind == FLOW_LIVE)
        e = tool_accounts_admin(&accounts, init->region);
    else
        e = tool_accounts_offices(&accounts);
    flow_close(flow);
    return e.code ? tool_refuse("accounts", e) : 0;
}

int tool_init(const struct tool *tool) {
    const char *data = NULL, *office = NULL, *origin = NULL, *db = NULL;
    bool test = false;
    const struct tool_option options[] = {
        {"data", &data, NULL}, {"office", &office, NULL}, {"origin", &origin, NULL},
        {"db", &db, NULL},     {"test", NULL, &test},
    };
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!data || !office) {
        (void)fprintf(stderr, "netral init: --data and --office are needed\n\n%s", USAGE);
        return 2;
    }
    struct str region = str_from_c(office);
    struct flow_init init = {
        .data_dir = data,
        .db = str_from_c(db),
        .region = str_equal(region, STR("id")) ? STR("") : region,
        .origin = str_from_c(origin),
        .kind = test ? FLOW_TEST : FLOW_LIVE,
    };
    struct err e = flow_init(&init, tool->env);
    return e.code ? tool_refuse(data, e) : made(&init, tool->env);
}
