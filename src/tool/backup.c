/* netral backup: a sealed copy of a store, made while it is served. */
#include "flow/backup.h"
#include "tool/key_file.h"
#include "tool/tool.h"
#include "tool/watch.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char USAGE[] =
    "Usage: netral backup --data DIR --to FILE|FOLDER --recovery age1... [--recovery age1...]\n"
    "Makes a backup of a store, also while it is served: the database as it was at one moment, "
    "and\n"
    "all evidence that it names, and the maps' boundaries, in a tar that is sealed to the "
    "recovery\n"
    "keys before it reaches the disk. Everything is read back before the file gets its name. No "
    "key of keys/ is in it: back\n"
    "those up once, apart (docs/backup.md).\n"
    "  --to FILE|FOLDER  a new file, or a folder: then netral-<time>.tar.age in it; erased.list, "
    "the\n"
    "                    list of erasures that a restore asks for, goes beside it\n"
    "  --recovery KEY    who can open it; may be repeated. `age-keygen` makes such a key: keep "
    "its\n"
    "                    secret half off this machine\n"
    "  --progress        says how far it is, also where no terminal listens\n"
    "Exit status: 0 made and read back, 1 refused or failed (nothing is left), 2 wrong usage.\n";

static const size_t ARENA = 128u << 20;

struct options {
    const char *data, *db, *to;
    bool progress;
    struct tool_list recovery;
};

/* A folder gets a name that tells when; a file keeps its own. */
static const char *file_name(struct arena *a, const char *to, const struct env *env) {
    struct stat st;
    if (stat(to, &st) || !S_ISDIR(st.st_mode))
        return to;
    struct str time = instant_format(a, env_now(env)), short_form = {0};
    char text[16 + 1] = {0};
    size_t len = 0;
    for (size_t i = 0; i < time.len && time.ptr[i] != '.' && len < sizeof text - 1; i++)
        if (time.ptr[i] != '-' && time.ptr[i] != ':')
            text[len++] = time.ptr[i];
    short_form = (struct str){text, len};
    return arena_printf(a, "%s/netral-%.*sZ.tar.age", to, STR_ARG(short_form)).ptr;
}

static int print(const struct flow_backed_up *b, const char *file, struct arena *a) {
    (void)printf(
        "%s holds %.*s as of %.*s: %lld events of the log, %lld pieces of evidence and rules "
        "(%lld MiB), the database (%lld MiB), boundaries: %lld. It was read back and "
        "agrees.\n"
        "Not in it: keys/. To see that it can be opened: netral restore --check --from %s "
        "--identity KEYFILE\n",
        file, STR_ARG(b->origin), STR_ARG(instant_format(a, b->at)), (long long)b->size,
        (long long)b->blobs, (long long)(b->blob_bytes >> 20), (long long)(b->database_bytes >> 20),
        (long long)b->boundaries, file);
    if (b->left_out.len)
        (void)fprintf(stderr,
                      "netral backup: %.*s holds no boundaries, or cannot be read, and is not in "
                      "the backup. Import them again with `netral map import`.\n",
                      STR_ARG(b->left_out));
    return 0;
}

static int run(const struct tool *tool, struct arena *a, const struct options *o) {
    struct tool_recipients recovery = {.count = 0};
    struct err e = OK;
    for (size_t i = 0; i < o->recovery.count && !e.code; i++)
        e = tool_recipients_read(o->recovery.items[i], NULL, &recovery);
    if (e.code)
        return tool_refuse("--recovery", e);
    struct tool_watch watch = tool_watch_begin("backup", tool->env, o->progress);
    const struct flow_backup_of of = {.data_dir = o->data,
                                      .file = file_name(a, o->to, tool->env),
                                      .list = recovery.list,
                                      .count = recovery.count,
                                      .env = tool->env,
                                      .watch = tool_watch_flow(&watch)};
    struct flow_backed_up done;
    e = flow_backup(a, &of, &done);
    tool_watch_end(&watch);
    return e.code ? tool_refuse("backup", e) : print(&done, of.file, a);
}

int tool_backup(const struct tool *tool) {
    struct tool rest = *tool;
    struct options o = {0};
    const struct tool_option options[] = {{"data", &o.data, NULL},
                                          {"db", &o.db, NULL},
                                          {"to", &o.to, NULL},
                                          {"progress", NULL, &o.progress}};
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    if (!tool_take(&rest, "recovery", &o.recovery))
        return 2;
    enum tool_parsed parsed = tool_options(&rest, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (o.db) {
        (void)fputs(
            "netral backup: a store on PostgreSQL is backed up with PostgreSQL's own tools, "
            "the database first and then blobs/: `pg_dump -Fc CONNINFO | age -r KEY >db.age; "
            "tar -C DIR -c blobs | age -r KEY >blobs.age`, with boundaries/ where maps were "
            "imported (docs/backup.md).\n",
            stderr);
        return 2;
    }
    if (!o.data || !o.to || !o.recovery.count) {
        (void)fprintf(stderr, "netral backup: --data, --to and --recovery are needed\n\n%s", USAGE);
        return 2;
    }
    struct arena *a = arena_new(ARENA);
    int status = run(tool, a, &o);
    arena_free(a);
    return status;
}
