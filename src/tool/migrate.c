#include "flow/keys.h"
#include "flow/rebuild.h"
#include "tool/tool.h"

#include <stdio.h>

static const char USAGE[] =
    "Usage: netral migrate --data DIR [--db CONNINFO]\n"
    "Brings a store up to this program: what is missing is applied in order, and tables whose "
    "shape\n"
    "changed are made again from the events. Stop the server first and have a backup.\n";

static struct err bring_up(const struct tool *tool, struct arena *a, struct str where,
                           struct store_version *version) {
    struct db db = {0};
    struct err e = db_open(where, true, false, &db);
    if (!e.code)
        e = store_migrate(&db, tool->env, version);
    db_close(&db);
    if (e.code || !version->rebuild)
        return e;
    struct flow_rebuild how = {where, tool->env, false};
    struct flow_rebuilt done;
    return flow_rebuild(a, &how, &done);
}

int tool_migrate(const struct tool *tool) {
    const char *data = NULL, *db = NULL;
    const struct tool_option options[] = {{"data", &data, NULL}, {"db", &db, NULL}};
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!data) {
        (void)fprintf(stderr, "netral migrate: --data is needed\n\n%s", USAGE);
        return 2;
    }
    struct arena *a = arena_new(256u << 20);
    struct store_version version = {0};
    struct err e = bring_up(tool, a, db ? str_from_c(db) : str_from_c(data), &version);
    arena_free(a);
    if (e.code == ERR_STORE_NEWER)
        (void)fprintf(stderr, "netral: the store is at version %lld, this program knows %lld.\n",
                      (long long)version.found, (long long)version.known);
    bool adopted = false;
    if (!e.code)
        e = flow_signer_adopt(data, str_from_c(db), &adopted);
    if (e.code)
        return tool_refuse("migrate", e);
    (void)printf("The store is at version %lld%s.\n", (long long)version.known,
                 version.rebuild ? "; its tables were made again from the events" : "");
    if (adopted)
        (void)puts("Its signing key went from keys/ to signer/, where the signer alone reads it: "
                   "back up that folder as you did keys/.");
    return 0;
}
