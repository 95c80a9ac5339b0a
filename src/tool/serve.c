#include "flow/boundaries.h"
#include "flow/confine.h"
#include "flow/released.h"
#include "flow/tick.h"
#include "flow/witness.h"
#include "http/app.h"
#include "http/server.h"
#include "tool/recount.h"
#include "tool/rules_record.h"
#include "tool/sandbox.h"
#include "tool/serve_witness.h"
#include "tool/tool.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char USAGE[] =
    "Usage: netral serve --data DIR [options]\n"
    "Serves a store and prints one line when it is ready. SIGTERM or Ctrl-C ends it: requests in\n"
    "flight are answered first.\n"
    "  --data DIR            the store, its keys and its evidence\n"
    "  --listen ADDR:PORT    numeric address (127.0.0.1:8080)\n"
    "  --db CONNINFO         postgresql://... instead of SQLite in DIR\n"
    "  --site URL            where the public finds this server, \"https://netral.example.id\": "
    "what\n"
    "                        links in mails and on paper begin with; without it none are mailed\n"
    "  --now TIME            demo and test stores only: the clock starts there (RFC 3339, or a "
    "day)\n"
    "  --loops N             threads that serve (2)\n"
    "  --header-ms N         demo and test stores only: how long a request's head may take "
    "(10000)\n"
    "  --body-window-ms N    the same: in each such window a body brings 1 KiB a second (30000)\n"
    "  --sandbox WHEN        on: give up what serving needs not, as far as the kernel can (on);\n"
    "                        need: and do not serve without; off\n"
    "  --witness URL=VKEY    somebody who cosigns the log's checkpoints; may be repeated\n"
    "  --witness-quorum M    what the public is shown, so many of them saw (more than half)\n"
    "  --witness-required    does not start unless each of them answers\n"
    "  --witness-ms N        how often they are asked when the log grew (5000)\n"
    "  --log-tick SECONDS    the public sees the log grow this often, by rounded numbers (300); "
    "0: at\n"
    "                        once, as demo and test stores do unless told otherwise\n"
    "  --trust-clock         the clock is right, though the newest event is of a later time\n"
    "  --log                 a line for every exchange, not only for failures inside and "
    "refusals\n";

struct options {
    const char *data, *listen, *db, *site, *now, *loops, *header_ms, *body_window_ms, *sandbox,
        *log_tick;
    bool log, trust_clock;
    struct serve_witness witness;
};

/* Where the clock of a demo or test store starts: what --now says. */
static bool read_now(const char *text, struct instant *ret) {
    struct str s = str_from_c(text);
    struct date day;
    if (date_parse(s, &day)) {
        *ret = instant_of(day, 8 * 60, ZONE_WIB);
        return true;
    }
    return instant_parse(s, ret);
}

static int set_clock(struct flow *flow, struct env *env, const char *text) {
    if (!text) {
        env->shift_us = flow_store_shift(flow);
        return 0;
    }
    struct instant start;
    if (flow_is_live(flow)) {
        (void)fputs("netral serve: --now is for demo and test stores; this one is live.\n", stderr);
        return 2;
    }
    if (!read_now(text, &start)) {
        (void)fputs("netral serve: --now takes 2024-10-14 or 2024-10-14T08:00:00+07:00.\n", stderr);
        return 2;
    }
    struct instant world = env_now(env);
    env->shift_us += start.us - world.us;
    return 0;
}

/* A number from 1 to max; false after saying what is wrong. NULL leaves the server's own. */
static bool read_count(const char *name, const char *text, int64_t max, unsigned *ret) {
    int64_t number;
    if (!text)
        return true;
    if (str_to_int(str_from_c(text), &number) && number >= 1 && number <= max) {
        *ret = (unsigned)number;
        return true;
    }
    (void)fprintf(stderr, "netral serve: --%s takes a number from 1 to %lld.\n", name,
                  (long long)max);
    return false;
}

/* Tests cannot wait as long as a bad line may be patient; on a live store a mistaken deadline would
 * shut people out, so there it is refused. */
static int set_limits(const struct options *o, const struct flow *flow,
                      struct http_options *server) {
    enum { LOOPS_MAX = 16, WAIT_MAX_MS = 600000 };
    if ((o->header_ms || o->body_window_ms) && flow_is_live(flow)) {
        (void)fputs("netral serve: --header-ms and --body-window-ms are for demo and test stores; "
                    "this one is live.\n",
                    stderr);
        return 2;
    }
    bool good =
        read_count("loops", o->loops, LOOPS_MAX, &server->loops) &&
        read_count("header-ms", o->header_ms, WAIT_MAX_MS, &server->header_ms) &&
        read_count("body-window-ms", o->body_window_ms, WAIT_MAX_MS, &server->body_window_ms);
    return good ? 0 : 2;
}

/* A link is a key: on a live store it goes to no address in clear. */
static int check_site(const struct options *o, const struct flow *flow) {
    struct str site = str_from_c(o->site);
    if (!site.len ||
        (http_site_is_ok(site) && (str_starts(site, STR("https://")) || !flow_is_live(flow))))
        return 0;
    (void)fputs("netral serve: --site takes https:// and a host, with nothing behind it: "
                "https://netral.example.id. (Demo and test stores take http://, too.)\n",
                stderr);
    return 2;
}

/* A live store hides when somebody reported unless told otherwise; who tries a demonstration wants
 * to see what they did. */
static int read_tick(const char *text, const struct flow *flow, int64_t *ret) {
    enum { USUAL = 300, MOST = 24 * 3600 };
    *ret = flow_is_live(flow) ? USUAL : 0;
    if (!text || (str_to_int(str_from_c(text), ret) && *ret >= 0 && *ret <= MOST))
        return 0;
    (void)fprintf(stderr, "netral serve: --log-tick takes a number of seconds from 0 to %d.\n",
                  MOST);
    return 2;
}

static int wait_for_end(struct http_server *server, const sigset_t *signals) {
    int signal;
    (void)sigwait(signals, &signal);
    http_server_stop(server);
    return 0;
}

/* What a server needs to know before it may begin. */
struct plan {
    const struct options *o;
    char address[TOOL_ADDRESS];
    struct sandbox sandbox;
    bool walled, must;        /* --sandbox: this process; whether it is served without */
    struct confined *readers; /* of foreign files */
};

/* Neither keys/ nor signer/, which nobody needs after the start: code that runs inside the server
 * cannot read the keys, nor change what the signer remembers, though both be one user. */
static const char *const PARTS[] = {"netral.db", "netral.db-wal",     "netral.db-shm",
                                    "blobs",     FLOW_WITNESS_FOLDER, NULL};
/* Whoever imports writes these, and the server takes them up. */
static const char *const READ_PARTS[] = {FLOW_BOUNDARY_FOLDER, NULL};

static int make_plan(const struct options *o, struct plan *ret) {
    const char *when = o->sandbox ? o->sandbox : "on";
    *ret = (struct plan){.o = o,
                         .sandbox = {.data_dir = o->data,
                                     .parts = PARTS,
                                     .read_parts = READ_PARTS,
                                     .network = o->db != NULL || o->witness.given.count}};
    if (!tool_listen_parse(o->listen ? o->listen : "127.0.0.1:8080", ret->address,
                           &ret->sandbox.port)) {
        (void)fputs("netral serve: --listen takes ADDRESS:PORT.\n", stderr);
        return 2;
    }
    ret->must = strcmp(when, "need") == 0;
    ret->walled = (ret->must || strcmp(when, "on") == 0) && sandbox_is_possible();
    if (!ret->must && strcmp(when, "on") != 0 && strcmp(when, "off") != 0) {
        (void)fputs("netral serve: --sandbox takes on, need or off.\n", stderr);
        return 2;
    }
    if (ret->must && !ret->walled) {
        (void)fputs("netral serve: this program was built with sanitizers and cannot be confined; "
                    "build it with ./run --build-only, or leave --sandbox need out.\n",
                    stderr);
        return 1;
    }
    return 0;
}

/* Says which layer the kernel did not give; a status when all of them were asked for. */
static int check_layer(const struct plan *plan, unsigned layers, unsigned wanted) {
    static const struct {
        unsigned layer;
        const char *name;
    } NAMES[] = {{SANDBOX_NO_DUMP, "core dumps stay possible"},
                 {SANDBOX_FILES, "Landlock is missing: other files stay within reach"},
                 {SANDBOX_CALLS, "seccomp is missing: every system call stays possible"}};
    int why = errno;
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (wanted & ~layers & NAMES[i].layer)
            (void)fprintf(stderr, "netral serve: %s (%s).%s\n", NAMES[i].name, strerror(why),
                          plan->must ? " --sandbox need: not served." : "");
    return plan->must && (wanted & ~layers) ? 1 : 0;
}

static int serve(const struct plan *plan, struct http_app *app, const sigset_t *signals) {
    struct http_options options = {
        .address = plan->address,
        .port = plan->sandbox.port,
        .env = app->env,
        .routes = HTTP_ROUTES,
        .route_count = HTTP_ROUTE_COUNT,
        .app = app,
        .loop_new = http_loop_new,
        .loop_free = http_loop_free,
        .loop_turned = http_loop_turned,
        .authorize = http_authorize,
        .log_all = plan->o->log,
    };
    int status = set_limits(plan->o, app->flow, &options);
    if (status)
        return status;
    http_app_options(&options);
    struct http_server *server;
    struct err e = http_server_start(&options, &server);
    if (e.code)
        return tool_refuse("serve", e);
    if (plan->walled)
        status = check_layer(plan, sandbox_calls(&plan->sandbox), SANDBOX_CALLS);
    if (status) {
        http_server_stop(server);
        return status;
    }
    (void)printf("netral serves http://%s:%u\n", plan->address, http_server_port(server));
    (void)fflush(stdout);
    return wait_for_end(server, signals);
}

/* Which files are served stands in the log before anybody gets one. */
static struct err say_files(struct flow *flow) {
    struct arena *a = arena_new(1 << 20);
    struct err e = flow_release(flow, http_web_list(a));
    arena_free(a);
    return e;
}

/* The signer confines itself; that it shares the server's user is said each time, since only the
 * operator can change it. */
static int check_signer(const struct plan *plan, const struct flow *flow) {
    if (!flow_signer_is_apart(flow))
        (void)fputs(
            "netral serve: the signer runs as the same user as the server: the file of its key is "
            "shut to the server by --sandbox alone (docs/operating.md, Signer).\n",
            stderr);
    if (!sandbox_is_possible() || flow_signer_is_confined(flow))
        return 0;
    (void)fprintf(stderr,
                  "netral serve: the signer is not confined: Landlock or seccomp is missing.%s\n",
                  plan->must ? " --sandbox need: not served." : "");
    return plan->must ? 1 : 0;
}

/* The same of what reads foreign files. It began before there was anything to be read out of this
 * process: keys are opened later. */
static int start_confined(const struct plan *plan, struct confined **ret) {
    struct err e = confined_start(ret);
    if (e.code)
        return tool_refuse("serve", e);
    if (!sandbox_is_possible() || confined_is_whole(*ret))
        return 0;
    (void)fprintf(
        stderr,
        "netral serve: the processes that read workbooks and photographs are not confined: "
        "Landlock or seccomp is missing.%s\n",
        plan->must ? " --sandbox need: not served." : "");
    return plan->must ? 1 : 0;
}

/* What stands still is the public log and what witnesses are asked; reports go on. */
static void tell_tick(struct err e) {
    struct str name = err_name(e.code);
    if (e.code)
        (void)fprintf(stderr,
                      "netral serve: the public log was not brought up to date (%.*s); it shows "
                      "what it showed, and the next tick tries again.\n",
                      STR_ARG(name));
    else
        (void)fputs("netral serve: the public log is up to date again.\n", stderr);
}

/* Threads that were made before would keep their files. */
static int start(const struct plan *plan, struct http_app *app, const sigset_t *signals) {
    enum { BEFORE = SANDBOX_NO_DUMP | SANDBOX_FILES, FREED = 0x5a };
    (void)mallopt(M_PERTURB, FREED); /* libraries that free what people sent do not wipe it */
    struct err placed = plan->o->witness.given.count ? flow_witness_place(plan->o->data) : OK;
    if (placed.code)
        return tool_refuse("serve", placed);
    int64_t tick;
    int status = read_tick(plan->o->log_tick, app->flow, &tick);
    if (!status && plan->walled)
        status = check_layer(plan, sandbox_files(&plan->sandbox), BEFORE);
    if (status)
        return status;
    status = serve_witness_guard(&plan->o->witness, plan->o->data, app->flow);
    if (status) /* before flow_start: its upkeep may already sign */
        return status;
    struct err e = flow_start(app->flow);
    if (!e.code)
        e = say_files(app->flow);
    if (!e.code)
        e = flow_tick_start(app->flow, tick, tell_tick);
    if (!e.code && plan->o->witness.given.count)
        e = flow_witness_start(app->flow);
    if (e.code)
        return tool_refuse("serve", e);
    app->imports = http_imports_new(app->flow);
    status = serve(plan, app, signals);
    http_imports_free(app->imports);
    return status;
}

/* The record of what was accepted, which the files of the rules cannot be asked for later: the
 * sandbox takes them away. What cannot be read is told as a record that is broken. */
static const struct str *accepted_text(const struct tool *tool, struct arena *a) {
    static const struct str UNREAD = STR_INIT("?");
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    const struct str *text;
    return rules_record_text(a, tool->rules_dir, &text, faults) ? text : &UNREAD;
}

/* Before the server is confined: it can make no folder then. */
static struct err place_boundaries(struct flow *flow, const char *data_dir) {
    struct err e = flow_boundaries_place(data_dir);
    if (e.code)
        return e;
    flow_boundaries_look(flow);
    struct str name = flow_boundaries_unread(flow);
    if (name.len)
        (void)fprintf(stderr,
                      "netral serve: %.*s in the data directory cannot be read, or holds no "
                      "boundaries: maps show tiles. Import them again with `netral map import`; "
                      "the server takes them up by itself.\n",
                      STR_ARG(name));
    return OK;
}

static int with_flow(const struct tool *tool, const struct plan *plan, const struct law *law,
                     const struct str *accepted) {
    const struct options *o = plan->o;
    char sorting[4096];
    sigset_t signals;
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigaddset(&signals, SIGINT);
    struct sigaction ignore = {.sa_handler = SIG_IGN}; /* a client that left is no reason to end */
    (void)sigaction(SIGPIPE, &ignore, NULL);
    (void)pthread_sigmask(SIG_BLOCK, &signals,
                          NULL); /* threads inherit: sigwait alone takes them */
    if (snprintf(sorting, sizeof sorting, "%s/blobs/tmp", o->data) < (int)sizeof sorting)
        (void)setenv("SQLITE_TMPDIR", sorting, 1); /* what it sorts stays where the data is */
    struct env env = *tool->env;
    struct flow *flow;
    struct flow_config config = {.data_dir = o->data,
                                 .db = str_from_c(o->db),
                                 .law = law,
                                 .accepted = accepted,
                                 .env = &env,
                                 .wake = http_wake};
    struct err e = flow_open(&config, &flow);
    if (e.code)
        return tool_refuse(o->data, e);
    struct http_app app = {
        .flow = flow,
        .env = &env,
        .limits = http_limits_new(&env),
        .site = str_from_c(o->site),
        .demo = flow_is_demo(flow),
    };
    flow_confine(flow, plan->readers);
    tool_adopt_days_off(flow);
    e = flow_hold(flow, o->data, o->db != NULL);
    if (!e.code)
        e = place_boundaries(flow, o->data);
    int status = e.code ? tool_refuse(o->data, e) : set_clock(flow, &env, o->now);
    if (!status && o->trust_clock)
        flow_clock_trust(flow);
    if (!status)
        status = check_site(o, flow);
    e = status ? OK : flow_clock(flow, env_now(&env));
    if (e.code)
        status = tool_refuse("serve", e);
    if (!status)
        status = check_signer(plan, flow);
    if (!status)
        status = start(plan, &app, &signals);
    flow_close(flow);
    http_limits_free(app.limits);
    return status;
}

int tool_serve(const struct tool *tool) {
    struct tool rest = *tool;
    struct options o = {0};
    const struct tool_option options[] = {
        {"data", &o.data, NULL},
        {"listen", &o.listen, NULL},
        {"db", &o.db, NULL},
        {"site", &o.site, NULL},
        {"now", &o.now, NULL},
        {"loops", &o.loops, NULL},
        {"sandbox", &o.sandbox, NULL},
        {"log", NULL, &o.log},
        {"trust-clock", NULL, &o.trust_clock},
        {"header-ms", &o.header_ms, NULL},
        {"log-tick", &o.log_tick, NULL},
        {"body-window-ms", &o.body_window_ms, NULL},
        {"witness-quorum", &o.witness.quorum, NULL},
        {"witness-ms", &o.witness.ms, NULL},
        {"witness-required", NULL, &o.witness.required},
    };
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    if (!tool_take(&rest, "witness", &o.witness.given))
        return 2;
    enum tool_parsed parsed = tool_options(&rest, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!o.data) {
        (void)fprintf(stderr, "netral serve: --data is needed\n\n%s", USAGE);
        return 2;
    }
    struct plan plan;
    int status = make_plan(&o, &plan);
    if (status)
        return status;
    struct arena *a = arena_new(64u << 20);
    const struct law *law = tool_law(tool, a);
    status = law ? start_confined(&plan, &plan.readers) : 1;
    if (!status)
        status = with_flow(tool, &plan, law, accepted_text(tool, a));
    confined_end(plan.readers);
    arena_free(a);
    return status;
}
