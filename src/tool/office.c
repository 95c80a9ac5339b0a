#include "flow/directory.h"
#include "flow/escrow_act.h"
#include "flow/staff.h"
#include "tool/tool.h"

#include <stdio.h>
#include <string.h>

static const char USAGE[] =
    "Usage: netral office list --data DIR [--office OFFICE]\n"
    "       netral office week --data DIR --office OFFICE --week 5|6\n"
    "       netral office keys --data DIR\n"
    "       netral office escrow --data DIR [--holders OFFICE[,OFFICE...]|-]\n"
    "keys: the directory, to which key each office has sealed what is for it: office, number, "
    "entry of\n"
    "the log, recipient; then the fingerprint that pages show.\n"
    "escrow: which offices hold keys of other ones beside the offices above them "
    "(docs/sealing.md);\n"
    "without --holders it is shown, - names none. Whoever is named can open such a key together "
    "with\n"
    "one of the others, so it is an event.\n"
    "How many days a week an office works: Monday to Friday (5, the default) or to Saturday (6).\n"
    "Deadlines in working days count with the week of the office that must act; a person's days\n"
    "with that of the office in charge. A changed week is an event; running deadlines are counted\n"
    "anew by the server within the hour, or by `netral recount`.\n"
    "  --db CONNINFO   postgresql://... instead of SQLite in DIR\n";

static const size_t ARENA = 16u << 20;

struct options {
    const char *data, *office, *week, *db, *holders;
};

static int days_of(enum law_week week) {
    return week == LAW_SIX_DAYS ? 6 : 5;
}

static int list(struct flow *flow, struct arena *a, const struct options *o) {
    const struct store_office *all;
    size_t count = 0, found = 0;
    struct db db = {0};
    struct err e = flow_reader(flow, &db);
    if (!e.code)
        e = store_office_all(&db, a, &all, &count);
    for (size_t i = 0; i < count && !e.code; i++) {
        if (o->office && !str_equal(all[i].id, str_from_c(o->office)))
            continue;
        (void)printf("%.*s\t%d\t%.*s\n", STR_ARG(all[i].id), days_of(all[i].week),
                     STR_ARG(all[i].name));
        found++;
    }
    if (!e.code && o->office && !found)
        e = ERR(ERR_MISSING, STR("office"));
    db_close(&db);
    return e.code ? tool_refuse("office list", e) : 0;
}

static int keys(struct flow *flow, struct arena *a, const struct options *o) {
    struct flow_directory directory = {0};
    struct db db = {0};
    struct err e = flow_reader(flow, &db);
    (void)o;
    if (!e.code)
        e = flow_directory(&db, a, &directory);
    for (size_t i = 0; i < directory.offices.count && !e.code; i++) {
        const struct store_directory_row *row = &directory.offices.list[i];
        (void)printf("%.*s\t%lld\t%lld\t%.*s\n", STR_ARG(row->office), (long long)row->n,
                     (long long)row->index, STR_ARG(row->recipient));
    }
    if (!e.code && directory.offices.count)
        (void)printf("fingerprint\t%.*s\n", STR_ARG(directory.mark));
    db_close(&db);
    return e.code ? tool_refuse("office keys", e) : 0;
}

static int set_week(struct flow *flow, struct arena *a, const struct options *o) {
    bool six = o->week && strcmp(o->week, "6") == 0;
    if (!o->office || !o->week || (!six && strcmp(o->week, "5") != 0)) {
        (void)fprintf(stderr, "netral office week: --office and --week 5 or 6 are needed\n\n%s",
                      USAGE);
        return 2;
    }
    struct flow_week week = {str_from_c(o->office), six ? LAW_SIX_DAYS : LAW_FIVE_DAYS};
    bool changed;
    struct err e = flow_office_week(flow, a, &week, &changed);
    if (e.code)
        return tool_refuse("office week", e);
    (void)printf("%s works %s days a week%s.\n", o->office, o->week,
                 changed ? " from now on" : ", as before");
    return 0;
}

/* Commas are for whoever types; the store has blanks. */
static struct str with_blanks(struct arena *a, const char *text) {
    struct str names = arena_str(a, str_from_c(text));
    char *bytes = NEW(a, char, names.len + 1);
    for (size_t i = 0; i < names.len; i++)
        bytes[i] = names.ptr[i] == ',' ? ' ' : names.ptr[i];
    return strcmp(text, "-") == 0 ? (struct str){0} : (struct str){bytes, names.len};
}

static int escrow(struct flow *flow, struct arena *a, const struct options *o) {
    struct str names = {0};
    struct db db = {0};
    bool changed = false;
    struct err e = OK;
    if (o->holders)
        e = flow_escrow_name(flow, a, with_blanks(a, o->holders), &changed);
    if (!e.code)
        e = flow_reader(flow, &db);
    if (!e.code)
        e = flow_escrow_named(&db, a, &names);
    db_close(&db);
    if (e.code)
        return tool_refuse("office escrow", e);
    (void)printf("%.*s%s\n", STR_ARG(names.len ? names : STR("nobody")),
                 !o->holders ? ""
                 : changed   ? ", from now on"
                             : ", as before");
    return 0;
}

static const struct {
    const char *verb;
    int (*run)(struct flow *flow, struct arena *a, const struct options *o);
} VERBS[] = {{"list", list}, {"week", set_week}, {"keys", keys}, {"escrow", escrow}};

int tool_office(const struct tool *tool) {
    struct options o = {0};
    const char *verb = NULL;
    const struct tool_option options[] = {{"data", &o.data, NULL},
                                          {"office", &o.office, NULL},
                                          {"week", &o.week, NULL},
                                          {"holders", &o.holders, NULL},
                                          {"db", &o.db, NULL}};
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), &verb, 1};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    size_t chosen = 0;
    while (verb && chosen < COUNT_OF(VERBS) && strcmp(verb, VERBS[chosen].verb) != 0)
        chosen++;
    if (!verb || !o.data || chosen == COUNT_OF(VERBS)) {
        (void)fputs(USAGE, stderr);
        return 2;
    }
    struct flow *flow;
    struct flow_config config = {.data_dir = o.data, .db = str_from_c(o.db), .env = tool->env};
    struct err e = flow_open(&config, &flow);
    if (e.code)
        return tool_refuse(o.data, e);
    struct arena *a = arena_new(ARENA);
    int status = VERBS[chosen].run(flow, a, &o);
    arena_free(a);
    flow_close(flow);
    return status;
}
