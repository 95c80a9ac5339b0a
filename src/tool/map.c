#include "base/file.h"
#include "flow/boundaries.h"
#include "tool/tool.h"

/* lint: may-use: a file becomes boundaries with no store to go through */
#include "publication/boundaries.h"

#include <stdio.h>

static const char USAGE[] =
    "Usage: netral map import FILE.topojson --data DIR --source TEXT --licence TEXT [options]\n"
    "Draws true boundaries for the maps, beside the tiles, from a TopoJSON file of yours: objects\n"
    "are regions by their codes, 16.06 or 1606. They are simplified to fit a page and kept in "
    "DIR;\n"
    "a server shows them within ten seconds. Source and licence stand beneath the map: netral\n"
    "ships no boundaries, and whether you may show these is yours to know (docs/risk.md).\n"
    "  --data DIR      the store's data directory\n"
    "  --source TEXT   whose they are: \"BIG, 2024\"\n"
    "  --licence TEXT  under which terms: \"CC BY 4.0\"\n"
    "  --key NAME      the property that has the codes (else kode, kode_kab, id, ...)\n"
    "  --object NAME   which of the file's objects, where it has several\n"
    "  --check         draws them and writes nothing\n";

static const size_t ARENA_CAP = (size_t)2 << 30;

enum { SHOWN_MAX = 60 };

struct request {
    const char *data, *source, *licence, *key, *object;
    bool check;
};

static int wrong(const char *what) {
    (void)fprintf(stderr, "netral map: %s\n", what);
    return 2;
}

static bool read_bounded(struct arena *a, const char *path, struct str *ret) {
    bool read = file_read(a, path, BOUNDARY_FILE_MAX, ret),
         large = read && ret->len > BOUNDARY_FILE_MAX;
    if (large)
        (void)fprintf(stderr,
                      "netral map: %s is larger than 32 MiB. Simplify it first, for "
                      "example with mapshaper.\n",
                      path);
    else if (!read || !ret->len)
        (void)fprintf(stderr, "netral map: %s cannot be read, or is empty.\n", path);
    return read && ret->len && !large;
}

/* What a file calls itself, for a terminal: what is not printable ASCII becomes '?'. */
static struct str shown(struct arena *a, struct str s) {
    size_t len = s.len < SHOWN_MAX ? s.len : SHOWN_MAX;
    char *ptr = NEW(a, char, len + 1);
    for (size_t i = 0; i < len; i++)
        ptr[i] = (char)(s.ptr[i] >= ' ' && s.ptr[i] <= '~' ? s.ptr[i] : '?');
    return (struct str){ptr, len};
}

static void print_gaps(struct arena *a, const struct boundary_report *report) {
    for (size_t i = 0; i < report->unmatched_count && i < BOUNDARY_TOLD; i++)
        (void)fprintf(stderr,
                      "An object is left out: no region has its code, or it has no area: %.*s\n",
                      STR_ARG(shown(a, report->unmatched[i])));
    if (report->unmatched_count > BOUNDARY_TOLD)
        (void)fprintf(stderr, "and %zu more.\n", report->unmatched_count - BOUNDARY_TOLD);
    if (report->missing)
        (void)fprintf(stderr,
                      "%zu regions of the maps are not in the file, the first %.*s: they "
                      "have no place on the map, their numbers stand in the table.\n",
                      report->missing, STR_ARG(report->first_missing));
}

static int import(const struct request *q, const char *path) {
    struct arena *a = arena_new(ARENA_CAP);
    struct boundary_report *report = NEW(a, struct boundary_report, 1);
    struct boundary_ask ask = {.object = str_from_c(q->object),
                               .key = str_from_c(q->key),
                               .source = str_from_c(q->source),
                               .licence = str_from_c(q->licence)};
    struct boundaries drawn;
    int status = 1;
    if (read_bounded(a, path, &ask.text)) {
        if (boundaries_import(a, &ask, &drawn, report).code) {
            (void)fprintf(stderr, "netral map: %.*s.\nNothing was written.\n",
                          STR_ARG(report->why));
            print_gaps(a, report);
        } else {
            struct err e = q->check ? OK : flow_boundaries_keep(q->data, &drawn);
            print_gaps(a, report);
            status = e.code ? tool_refuse("netral map: keeping the boundaries", e) : 0;
            if (!status)
                (void)printf("%zu regions on %zu maps.%s\n", report->taken, drawn.count,
                             q->check ? " Nothing was written: --check only looks."
                                      : " A server shows them within ten seconds.");
        }
    }
    arena_free(a);
    return status;
}

int tool_map(const struct tool *tool) {
    struct request q = {0};
    const char *rest[2] = {NULL, NULL};
    const struct tool_option options[] = {
        {"data", &q.data, NULL}, {"source", &q.source, NULL}, {"licence", &q.licence, NULL},
        {"key", &q.key, NULL},   {"object", &q.object, NULL}, {"check", NULL, &q.check},
    };
    const struct tool_usage usage = {USAGE, options, COUNT_OF(options), rest, COUNT_OF(rest)};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!str_equal(str_from_c(rest[0]), STR("import")) || !rest[1]) {
        (void)fprintf(stderr, "netral map: it is `netral map import FILE.topojson`\n\n%s", USAGE);
        return 2;
    }
    if (!q.source || !q.licence)
        return wrong("--source and --licence are needed: both stand beneath the map");
    if (!q.data && !q.check)
        return wrong("--data DIR is needed: the store whose maps these are");
    return import(&q, rest[1]);
}
