#include "flow/export.h"
#include "http/app.h"
#include "http/server.h"
#include "tool/tool.h"

#include <stdio.h>

static const char USAGE[] =
    "Usage: netral export --data DIR --to FOLDER [--db CONNINFO]\n"
    "Writes the public log as files: tiles, entries, the rules, the files of the site, and last "
    "the\n"
    "checkpoint. Any web server can serve FOLDER, and `netral verify --url` accepts it. Run it "
    "again\n"
    "to bring FOLDER up to date: only what is new is written. A server may run meanwhile.\n";

static int run(struct flow *flow, struct flow_export *export) {
    enum { FILES_MAX = 256 };
    struct http_options site = {0};
    struct flow_exported done;
    http_app_options(&site);
    struct arena *a = arena_new(1 << 20);
    struct flow_export_file *files = NEW(a, struct flow_export_file, FILES_MAX);
    export->web = http_web_list(a);
    export->first_page = http_log_page();
    export->files = files;
    for (size_t i = 0; i < site.asset_count && i < FILES_MAX; i++)
        files[export->file_count++] =
            (struct flow_export_file){site.assets[i].path, site.assets[i].bytes};
    struct err e = flow_export(flow, export, &done);
    arena_free(a);
    if (e.code)
        return tool_refuse(export->out, e);
    (void)printf("%s: %lld entries (%lld before), %lld files written%s.\n", export->out,
                 (long long)done.size, (long long)done.before, (long long)done.files,
                 done.witnessed ? ", as witnesses saw it" : "");
    if (done.other_site)
        (void)fputs(
            "netral export: the log names the files of another version's site, so none were "
            "written; run the program that serves.\n",
            stderr);
    return 0;
}

int tool_export(const struct tool *tool) {
    const char *data = NULL, *to = NULL, *db = NULL;
    const struct tool_option options[] = {
        {"data", &data, NULL}, {"to", &to, NULL}, {"db", &db, NULL}};
    const struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!data || !to) {
        (void)fprintf(stderr, "netral export: --data and --to are needed\n\n%s", USAGE);
        return 2;
    }
    struct flow *flow;
    const struct flow_config config = {.data_dir = data, .db = str_from_c(db), .env = tool->env};
    struct err e = flow_open(&config, &flow);
    if (e.code)
        return tool_refuse(data, e);
    struct flow_export export = {.data_dir = data, .out = to};
    int status = run(flow, &export);
    flow_close(flow);
    return status;
}
