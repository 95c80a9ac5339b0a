#include "flow/recount.h"
#include "tool/tool.h"

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

static int run(const struct flow_config *config, struct env *env, struct flow_recount *how,
               const char *now) {
    struct flow *flow;
    struct err e = flow_open(config, &flow);
    if (e.code)
        return tool_refuse(config->data_dir, e);
    int status = set_clock(flow, env, now) ? 0 : 2;
    if (!status) {
        e = flow_recount(flow, how);
        status = e.code ? tool_refuse("recount", e) : 0;
    }
    if (!status)
        (void)printf("%s%lld cases looked at, %lld deadlines counted anew, %lld handed on.\n",
                     how->dry_run ? "Nothing was changed: " : "", (long long)how->cases,
                     (long long)how->recounted, (long long)how->rerouted);
    flow_close(flow);
    return status;
}

int tool_recount(const struct tool *tool) {
    const char *data = NULL, *db = NULL, *now = NULL;
    struct wanted wanted = {0};
    struct flow_recount how = {.tell = print_change, .arg = &wanted};
    const struct tool_option options[] = {
        {"data", &data, NULL},   {"db", &db, NULL},
        {"now", &now, NULL},     {"office", &wanted.office, NULL},
        {"all", NULL, &how.all}, {"dry-run", NULL, &how.dry_run},
    };
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!data) {
        (void)fprintf(stderr, "netral recount: --data is needed\n\n%s", USAGE);
        return 2;
    }
    struct arena *a = arena_new(64u << 20);
    struct env env = *tool->env;
    wanted.a = arena_new(64u << 20);
    const struct law *law = tool_law(tool, a);
    const struct flow_config config = {
        .data_dir = data, .db = str_from_c(db), .law = law, .env = &env};
    int status = law ? run(&config, &env, &how, now) : 1;
    arena_free(wanted.a);
    arena_free(a);
    return status;
}
