#include "tool/recount.h"

#include <stdio.h>
#include <string.h>

static const char USAGE[] =
    "Usage: netral recount --data DIR [--dry-run] [--office ID] [--all] [--now TIME] [--db "
    "CONNINFO]\n"
    "Counts the running deadlines anew after the days off or a rule changed, and hands cases on "
    "with\n"
    "the role that they wait for. Old and new are recorded; a line for each change, by case, with "
    "the\n"
    "office that holds it. The server does the same at its start and hourly.\n"
    "  --dry-run    says what would change and changes nothing\n"
    "  --office ID  prints the changes of that office alone\n"
    "  --all        looks at every case, also when the rules are those of the last time\n"
    "  --now TIME   demo and test stores only: the day for which roles are asked\n";

struct wanted {
    struct arena *a;
    const char *office;
};

static void print_change(void *arg, const struct flow_changed *c) {
    const struct wanted *wanted = arg;
    arena_reset(wanted->a);
    if (wanted->office && !str_equal(c->office, str_from_c(wanted->office)))
        return;
    const struct case_recount *r = &c->recount;
    (void)printf("%-16.*s %-32.*s ", STR_ARG(c->office), STR_ARG(c->number));
    if (c->reroute.role.len)
        (void)printf("%.*s: %.*s -> %.*s\n", STR_ARG(c->reroute.role), STR_ARG(c->reroute.from),
                     STR_ARG(c->reroute.to));
    else
        (void)printf("%.*s: due %.*s -> %.*s (%.*s)\n", STR_ARG(r->clock),
                     STR_ARG(date_format(wanted->a, r->was.due)),
                     STR_ARG(date_format(wanted->a, r->now.due)), STR_ARG(r->reason));
}

/* A demo goes on behind its newest event, a test store at the day it is told. */
static bool set_clock(struct flow *flow, struct env *env, const char *now) {
    struct date day;
    env->shift_us = flow_store_shift(flow);
    if (!now)
        return true;
    struct instant at;
    bool is_day = date_parse(str_from_c(now), &day);
    if (is_day)
        at = instant_of(day, 8 * 60, ZONE_WIB);
    if (flow_is_live(flow) || (!is_day && !instant_parse(str_from_c(now), &at))) {
        (void)fputs("netral recount: --now takes a day or a time, of a demo or test store.\n",
                    stderr);
        return false;
    }
    struct instant world = env_now(env);
    env->shift_us += at.us - world.us;
    return true;
}

struct str tool_count_words(struct arena *a, int64_t n, const char *one, const char *many) {
    return arena_printf(a, "%lld %s", (long long)n, n == 1 ? one : many);
}

void tool_adopt_days_off(struct flow *flow) {
    int years = 0;
    struct err e = flow_days_off_adopt(flow, &years);
    if (e.code)
        (void)fputs(
            "netral: the days off that were loaded on the page cannot be read (`netral verify "
            "--data` says what is wrong); those of the rules folder are used\n",
            stderr);
    else if (years)
        (void)printf("Days off: %.*s; %d year%s loaded on the page.\n",
                     STR_ARG(flow_law(flow)->calendar.version), years, years == 1 ? "" : "s");
}

int tool_store_open(const struct tool_store *store, const struct law *law, struct env *env,
                    struct flow **ret) {
    const struct flow_config config = {
        .data_dir = store->data, .db = str_from_c(store->db), .law = law, .env = env};
    struct err e = flow_open(&config, ret);
    if (e.code)
        return tool_refuse(store->data, e);
    if (!set_clock(*ret, env, store->now)) {
        flow_close(*ret);
        return 2;
    }
    tool_adopt_days_off(*ret);
    return 0;
}

static void print_total(const struct flow_recount *how, struct arena *a) {
    struct str cases = tool_count_words(a, how->cases, "case", "cases");
    struct str deadlines = tool_count_words(a, how->recounted, "deadline", "deadlines");
    struct str handed = tool_count_words(a, how->rerouted, "case", "cases");
    const char *would = "would be";
    (void)printf("%.*s looked at: %.*s %s counted anew, %.*s %s handed on.%s\n", STR_ARG(cases),
                 STR_ARG(deadlines),
                 how->dry_run          ? would
                 : how->recounted == 1 ? "was"
                                       : "were",
                 STR_ARG(handed),
                 how->dry_run         ? would
                 : how->rerouted == 1 ? "was"
                                      : "were",
                 how->dry_run ? " Nothing was written." : "");
}

int tool_recount_tell(struct flow *flow, struct flow_recount *how, const char *office) {
    struct wanted wanted = {arena_new(64u << 20), office};
    how->tell = print_change;
    how->arg = &wanted;
    struct err e = flow_recount(flow, how);
    arena_reset(wanted.a);
    if (!e.code)
        print_total(how, wanted.a);
    arena_free(wanted.a);
    return e.code ? tool_refuse("recount", e) : 0;
}

int tool_recount(const struct tool *tool) {
    struct tool_store store = {0};
    const char *office = NULL;
    struct flow_recount how = {0};
    const struct tool_option options[] = {
        {"data", &store.data, NULL}, {"db", &store.db, NULL}, {"now", &store.now, NULL},
        {"office", &office, NULL},   {"all", NULL, &how.all}, {"dry-run", NULL, &how.dry_run},
    };
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!store.data) {
        (void)fprintf(stderr, "netral recount: --data is needed\n\n%s", USAGE);
        return 2;
    }
    struct arena *a = arena_new(64u << 20);
    struct env env = *tool->env;
    const struct law *law = tool_law(tool, a);
    struct flow *flow = NULL;
    int status = law ? tool_store_open(&store, law, &env, &flow) : 1;
    if (!status) {
        status = tool_recount_tell(flow, &how, office);
        flow_close(flow);
    }
    arena_free(a);
    return status;
}
