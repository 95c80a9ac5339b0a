/* netral witness: a small server that cosigns what logs sign (C2SP tlog-witness). */
#include "witness/witness.h"

#include "http/server.h"
#include "intake/limits.h"
#include "tool/sandbox.h"
#include "tool/tool.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char USAGE[] =
    "Usage: netral witness init --data DIR --name NAME\n"
    "       netral witness --data DIR --log VKEY [--log VKEY ...] [--listen ADDR:PORT] "
    "[--log-all]\n"
    "A witness sees that a log only grows, and signs what it saw. `init` makes its key and prints "
    "the\n"
    "verifier key that others need; then it answers POST /add-checkpoint for the logs that are "
    "named.\n"
    "  --data DIR          its key and what it saw; never restore an old copy of it\n"
    "  --name NAME         of the key: a URL without scheme, such as saksi.example/w1\n"
    "  --log VKEY          verifier key of a log, as its office publishes it at /log/vkey\n"
    "  --listen ADDR:PORT  numeric address (127.0.0.1:8090)\n"
    "  --log-all           a line for every exchange\n";

struct submission { /* call->state */
    char bytes[INTAKE_SUBMISSION];
    size_t len;
    struct witness_answer answer;
};

static struct err sink_begin(struct http_call *call, const struct http_file *file) {
    (void)file;
    call->state = NEW(call->arena, struct submission, 1);
    return call->body_length > INTAKE_SUBMISSION ? ERR(ERR_TOO_LARGE, STR("body")) : OK;
}

static struct err sink_data(struct http_call *call, struct str piece) {
    struct submission *s = call->state;
    if (piece.len > sizeof s->bytes - s->len)
        return ERR(ERR_TOO_LARGE, STR("body"));
    if (piece.len)
        memcpy(s->bytes + s->len, piece.ptr, piece.len);
    s->len += piece.len;
    return OK;
}

static struct err sink_end(struct http_call *call) {
    (void)call;
    return OK;
}

static void sink_drop(struct http_call *call) {
    (void)call; /* the arena has it */
}

static const struct http_sink SINK = {sink_begin, sink_data, sink_end, sink_drop};

/* On the worker: the state is written before the answer. */
static void work(struct http_call *call) {
    struct submission *s = call->state;
    s->answer =
        witness_add(call->app, call->arena, (struct str){s->bytes, s->len}, call->now.us / 1000000);
    if (s->answer.grave)
        (void)fprintf(stderr, "netral witness: %s.\n", s->answer.grave);
}

/* A cosignature says when it was made, for ever. */
static struct err add_checkpoint(struct http_call *call) {
    if (env_jumped(call->env))
        return ERR(ERR_CLOCK, STR("jumped"));
    return http_offload(call, work);
}

static struct err added(struct http_call *call) {
    const struct submission *s = call->state;
    return http_reply_bytes(call, s->answer.status, s->answer.type, s->answer.body);
}

static const struct http_route ROUTES[] = {
    {.method = HTTP_POST,
     .path = STR_INIT("/add-checkpoint"),
     .permission = HTTP_PUBLIC,
     .body = HTTP_BODY_BLOB,
     .handler = add_checkpoint,
     .finish = added,
     .sink = &SINK},
};

struct options {
    const char *data, *listen, *name;
    bool log_all;
};

/* What the kernel does not give is said once; the witness serves nevertheless. */
static void say_missing(unsigned layers, unsigned wanted) {
    if (wanted & ~layers)
        (void)fputs("netral witness: this kernel confines it not wholly (Landlock, seccomp).\n",
                    stderr);
}

static int serve(const struct tool *tool, const struct options *o, struct witness *w) {
    char address[TOOL_ADDRESS];
    struct http_options options = {.address = address,
                                   .loops = 1,
                                   .env = tool->env,
                                   .routes = ROUTES,
                                   .route_count = COUNT_OF(ROUTES),
                                   .app = w,
                                   .connection_limit = 256,
                                   .drop_limit = 1 << 20,
                                   .log_all = o->log_all};
    if (!tool_listen_parse(o->listen ? o->listen : "127.0.0.1:8090", address, &options.port)) {
        (void)fputs("netral witness: --listen takes ADDRESS:PORT.\n", stderr);
        return 2;
    }
    sigset_t signals;
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigaddset(&signals, SIGINT);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGPIPE, &ignore, NULL);
    (void)pthread_sigmask(SIG_BLOCK, &signals,
                          NULL); /* threads inherit: sigwait alone takes them */
    const struct sandbox sandbox = {.data_dir = o->data, .port = options.port};
    bool confined = sandbox_is_possible();
    if (confined) /* before the first thread is made */
        say_missing(sandbox_files(&sandbox), SANDBOX_NO_DUMP | SANDBOX_FILES);
    struct http_server *server;
    struct err e = http_server_start(&options, &server);
    if (e.code)
        return tool_refuse("witness", e);
    if (confined)
        say_missing(sandbox_calls(&sandbox), SANDBOX_CALLS);
    (void)printf("netral witnesses http://%s:%u\n", address, http_server_port(server));
    (void)fflush(stdout);
    int signal;
    (void)sigwait(&signals, &signal);
    http_server_stop(server);
    return 0;
}

static void print_vkey(struct arena *a, const struct witness *w) {
    (void)printf("%.*s\n", STR_ARG(ledger_vkey(a, witness_key(w))));
}

static int init(const struct tool *tool, const struct options *o) {
    struct witness *w;
    struct err e = witness_init(o->data, str_from_c(o->name), tool->env);
    if (!e.code)
        e = witness_open(o->data, NULL, 0, &w);
    if (e.code)
        return tool_refuse(o->data, e);
    struct arena *a = arena_new(1 << 16);
    print_vkey(a, w);
    arena_free(a);
    witness_close(w);
    return 0;
}

static int run(const struct tool *tool, const struct options *o, const struct tool_list *logs) {
    struct ledger_key keys[TOOL_LIST_MAX];
    struct witness *w;
    for (size_t i = 0; i < logs->count; i++) {
        struct err e = ledger_vkey_parse(str_from_c(logs->items[i]), &keys[i]);
        if (e.code)
            return tool_refuse("--log", e);
    }
    struct err e = witness_open(o->data, keys, logs->count, &w);
    if (e.code)
        return tool_refuse(o->data, e);
    struct arena *a = arena_new(1 << 16);
    print_vkey(a, w);
    arena_free(a);
    for (size_t i = 0; i < logs->count; i++)
        (void)printf("log %.*s: %lld cosigned\n", STR_ARG(keys[i].name),
                     (long long)witness_size(w, i));
    int status = serve(tool, o, w);
    witness_close(w);
    return status;
}

int tool_witness(const struct tool *tool) {
    struct tool rest = *tool;
    struct options o = {0};
    struct tool_list logs = {.count = 0};
    const char *words[2] = {NULL, NULL};
    const struct tool_option options[] = {
        {"data", &o.data, NULL},
        {"listen", &o.listen, NULL},
        {"name", &o.name, NULL},
        {"log-all", NULL, &o.log_all},
    };
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), words, 1};
    if (!tool_take(&rest, "log", &logs))
        return 2;
    enum tool_parsed parsed = tool_options(&rest, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    bool makes = words[0] && strcmp(words[0], "init") == 0;
    if (o.data && makes && o.name && !logs.count)
        return init(tool, &o);
    if (o.data && !words[0] && logs.count && !o.name)
        return run(tool, &o, &logs);
    (void)fprintf(
        stderr,
        "netral witness: init needs --data and --name; serving needs --data and --log\n\n%s",
        USAGE);
    return 2;
}
