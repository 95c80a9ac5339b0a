#include "flow/staff.h"
#include "tool/demo_make.h"
#include "tool/demo_sealed.h"
#include "tool/staff.h"
#include "tool/tool.h"

#include <stdio.h>
#include <unistd.h>

static const char USAGE[] =
    "Usage: netral demo --data DIR [--init-only] [--cases N] [--seed N] [--sealed]\n"
    "                   [--listen ADDR:PORT]\n"
    "Makes a store of example cases in South Sumatra, as on 29 October 2024, and serves it. Every\n"
    "person in it is invented. A store that is there already is served as it is.\n"
    "  --init-only     make the store, do not serve it\n"
    "  --cases N       how many (400)\n"
    "  --seed N        another number gives other cases (1)\n"
    "  --sealed        an office with a key and a report sealed to it; DIR/contoh has what to\n"
    "                  check both with, the secret key too (./run makes it so)\n"
    "  --db CONNINFO   postgresql://... instead of SQLite in DIR\n";

static const char PASSWORD[] = "contoh-netral"; /* of every account of a demo: printed by ./run */

struct options {
    const char *data, *cases, *seed, *listen, *db;
    bool init_only, sealed;
};

static struct instant demo_day(int month, int day, int hour) {
    return instant_of(date_from_civil((struct civil){2024, month, day}), hour * 60, ZONE_WIB);
}

/* A clock that says what the maker wants: offices and accounts date from before the first case. */
static struct instant at_start(const struct env *env) {
    (void)env;
    return demo_day(8, 20, 8);
}

static struct err fill(const struct tool *tool, const struct options *o, const struct law *law,
                       int64_t cases, int64_t seed) {
    struct env env = *tool->env;
    env.now = at_start;
    struct flow_init init = {.data_dir = o->data,
                             .db = str_from_c(o->db),
                             .region = STR("16"),
                             .origin = STR("demo.netral.local"),
                             .kind = FLOW_DEMO};
    struct err e = flow_init(&init, &env);
    struct flow *flow = NULL;
    struct flow_config config = {
        .data_dir = o->data, .db = str_from_c(o->db), .law = law, .env = &env};
    if (!e.code)
        e = flow_open(&config, &flow);
    struct tool_accounts accounts = {
        .flow = flow, .prevention = true, .password = str_from_c(PASSWORD)};
    if (!e.code)
        e = tool_accounts_admin(&accounts, init.region);
    if (!e.code)
        e = tool_accounts_offices(&accounts);
    struct demo_plan plan = {flow, cases, (uint64_t)seed, demo_day(8, 26, 8), demo_day(10, 29, 9)};
    if (!e.code)
        e = demo_make(&plan);
    if (!e.code && o->sealed)
        e = demo_sealed(&plan, o->data);
    flow_close(flow);
    return e;
}

static int make(const struct tool *tool, const struct options *o) {
    int64_t cases = 400, seed = 1;
    if ((o->cases && (!str_to_int(str_from_c(o->cases), &cases) || cases < 1 || cases > 1000000)) ||
        (o->seed && !str_to_int(str_from_c(o->seed), &seed))) {
        (void)fputs("netral demo: --cases takes 1 to 1000000, --seed a number\n", stderr);
        return 2;
    }
    struct arena *a = arena_new(64u << 20);
    const struct law *law = tool_law(tool, a);
    struct err e = law ? fill(tool, o, law, cases, seed) : OK;
    arena_free(a);
    if (!law)
        return 1;
    if (e.code == ERR_CONFLICT && !o->init_only)
        return 0; /* made before: serve it */
    if (e.code)
        return tool_refuse(o->data, e);
    (void)printf("%lld example cases were made in %s. Accounts: petugas, pimpinan and kustodian of "
                 "each office, for example pimpinan.bawaslu-16.06, and admin for the rules; "
                 "password %s.\n",
                 (long long)cases, o->data, PASSWORD);
    if (o->sealed)
        (void)fputs("One more report is sealed to the office of Ogan Komering Ilir; what to check "
                    "it with lies beside the store, in contoh/.\n",
                    stdout);
    return 0;
}

int tool_demo(const struct tool *tool) {
    struct options o = {0};
    const struct tool_option options[] = {
        {"data", &o.data, NULL},     {"cases", &o.cases, NULL}, {"seed", &o.seed, NULL},
        {"listen", &o.listen, NULL}, {"db", &o.db, NULL},       {"init-only", NULL, &o.init_only},
        {"sealed", NULL, &o.sealed},
    };
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!o.data) {
        (void)fprintf(stderr, "netral demo: --data is needed\n\n%s", USAGE);
        return 2;
    }
    int status = make(tool, &o);
    if (status || o.init_only)
        return status;
    (void)fflush(stdout);
    char data_option[] = "--data", listen_option[] = "--listen", db_option[] = "--db";
    char *arguments[6] = {data_option, (char *)(uintptr_t)o.data};
    struct tool serve = *tool;
    serve.argc = 2;
    if (o.listen) {
        arguments[serve.argc++] = listen_option;
        arguments[serve.argc++] = (char *)(uintptr_t)o.listen;
    }
    if (o.db) {
        arguments[serve.argc++] = db_option;
        arguments[serve.argc++] = (char *)(uintptr_t)o.db;
    }
    serve.argv = arguments;
    return tool_serve(&serve);
}
