/* A server with nothing behind it, for tests/http/probe.py and for measuring the edge alone.
 * Usage: http-server PORT [key=value]...; prints "ready PORT", ends at SIGTERM. Not shipped. */
#include "http/server.h"
#include "http/throttle.h"

#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A writer of its own thread that takes a while, as the real one: wakes several calls at once. */
struct writer {
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct http_call *waiting[4096];
    size_t count, taken;     /* taken: out of waiting, not yet answered */
    unsigned delay_ms, hold; /* hold: answers nothing before the server refuses connections */
    uint16_t port;
    bool stop;
};
struct app {
    struct writer writer;
    int64_t live; /* exchanges that hold state: 0 at the end, or something leaked */
    int64_t bytes;
    int64_t made, generation; /* pages of /halaman, which are kept until the next generation */
};

static bool takes_connections(uint16_t port) {
    const struct sockaddr_in here = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    bool taken = fd >= 0 && connect(fd, (const struct sockaddr *)&here, sizeof here) == 0;
    if (fd >= 0)
        (void)close(fd);
    return taken;
}

static void *writer_main(void *argument) {
    struct writer *w = argument;
    static struct http_call *taken[4096];
    for (;;) {
        (void)pthread_mutex_lock(&w->lock);
        while (!w->count && !w->stop)
            (void)pthread_cond_wait(&w->more, &w->lock);
        size_t count = w->count;
        memcpy(taken, w->waiting, count * sizeof *taken);
        w->taken = count;
        uint16_t port = w->port;
        w->count = 0;
        (void)pthread_mutex_unlock(&w->lock);
        if (!count)
            return NULL;
        if (w->delay_ms)
            (void)poll(NULL, 0, (int)w->delay_ms);
        while (w->hold && takes_connections(port))
            (void)poll(NULL, 0, 1);
        for (size_t i = 0; i < count; i++)
            *(int *)taken[i]->state += 1; /* freed too early, this is what ASan sees */
        http_resume_all(taken, count);
        (void)pthread_mutex_lock(&w->lock);
        w->taken = 0;
        (void)pthread_mutex_unlock(&w->lock);
    }
}

static struct err hello(struct http_call *call) {
    buf_add(call->out, STR("{\"hello\":\"world\",\"n\":42}"));
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

static struct err write_begin(struct http_call *call) {
    struct app *app = call->app;
    int *state = NEW(call->arena, int, 1);
    call->state = state;
    struct writer *w = &app->writer;
    (void)pthread_mutex_lock(&w->lock);
    bool full = w->count == COUNT_OF(w->waiting);
    if (!full)
        w->waiting[w->count++] = call;
    (void)pthread_cond_signal(&w->more);
    (void)pthread_mutex_unlock(&w->lock);
    return full ? ERR(ERR_BUSY, STR("writer")) : http_suspend(call);
}

static struct err write_end(struct http_call *call) {
    buf_printf(call->out, "{\"done\":%d,\"body\":%zu}", *(int *)call->state, call->body.len);
    return http_reply(call, 201, HTTP_TYPE_JSON);
}

static void slow_work(struct http_call *call) {
    (void)poll(NULL, 0, 20);
    *(int *)call->state = 1;
}

static struct err work_begin(struct http_call *call) {
    call->state = NEW(call->arena, int, 1);
    return http_offload(call, slow_work);
}

static struct err echo(struct http_call *call) {
    return http_reply_bytes(call, 200, "application/octet-stream", call->body);
}

static struct err form(struct http_call *call) {
    for (size_t i = 0; i < call->form.count; i++)
        buf_printf(call->out, "%.*s=%.*s\n", STR_ARG(call->form.list[i].name),
                   STR_ARG(call->form.list[i].value));
    struct upload {
        int64_t bytes;
    } *u = call->state;
    buf_printf(call->out, "file bytes %lld\n", u ? (long long)u->bytes : -1);
    if (u)
        __atomic_sub_fetch(&((struct app *)call->app)->live, 1, __ATOMIC_RELAXED);
    return http_reply(call, 200, HTTP_TYPE_TEXT);
}

static struct err show(struct http_call *call) {
    buf_printf(call->out, "%s %.*s id=%.*s rest=%.*s q=%.*s",
               call->language == HTTP_ENGLISH ? "en" : "id", STR_ARG(call->path),
               STR_ARG(http_param(call, "id")), STR_ARG(http_param(call, "rest")),
               STR_ARG(http_query(call, "q")));
    return http_reply(call, 200, HTTP_TYPE_TEXT);
}

static struct err page(struct http_call *call) {
    if (http_cached(call, 7))
        return OK;
    buf_add(call->out, STR("<!doctype html><title>x</title>"));
    for (int i = 0; i < 400; i++)
        buf_printf(call->out, "<p>baris %d</p>\n", i);
    return http_reply_keep(call, HTTP_TYPE_HTML, 7);
}

static struct err one_of_many(struct http_call *call) {
    struct app *app = call->app;
    int64_t generation = __atomic_load_n(&app->generation, __ATOMIC_RELAXED);
    if (http_cached(call, (uint64_t)generation))
        return OK;
    __atomic_add_fetch(&app->made, 1, __ATOMIC_RELAXED);
    buf_printf(call->out, "%s %.*s of %lld", call->other ? "en" : "id",
               STR_ARG(http_param(call, "id")), (long long)generation);
    return http_reply_keep(call, HTTP_TYPE_HTML, (uint64_t)generation);
}

static struct err next_generation(struct http_call *call) {
    struct app *app = call->app;
    __atomic_add_fetch(&app->generation, 1, __ATOMIC_RELAXED);
    return http_reply(call, 200, HTTP_TYPE_TEXT);
}

static struct err fails(struct http_call *call) {
    int64_t code = 0;
    if (!str_to_int(http_query(call, "code"), &code) || code <= 0 || code >= ERR_COUNT)
        return ERR(ERR_MISSING, STR("code"));
    struct intake_faults faults = {.count = 1};
    faults.list[0] = (struct intake_fault){STR("place"), STR("too_long"), 500};
    struct err e = ERR((enum err_code)code, STR("thing"));
    return code == ERR_INVALID ? http_fail(call, e, &faults) : e;
}

static struct err counters(struct http_call *call) {
    struct app *app = call->app;
    (void)pthread_mutex_lock(&app->writer.lock);
    size_t waiting = app->writer.count + app->writer.taken;
    (void)pthread_mutex_unlock(&app->writer.lock);
    buf_printf(call->out, "{\"live\":%lld,\"waiting\":%zu,\"made\":%lld}",
               (long long)__atomic_load_n(&app->live, __ATOMIC_RELAXED), waiting,
               (long long)__atomic_load_n(&app->made, __ATOMIC_RELAXED));
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

static struct err sink_begin(struct http_call *call, const struct http_file *file) {
    struct app *app = call->app;
    (void)file;
    if (!call->state) {
        call->state = NEW(call->arena, int64_t, 1);
        __atomic_add_fetch(&app->live, 1, __ATOMIC_RELAXED);
    }
    return OK;
}

static struct err sink_data(struct http_call *call, struct str piece) {
    int64_t *bytes = call->state;
    *bytes += (int64_t)piece.len;
    bool limited = str_equal(http_query(call, "limit"), STR("1"));
    return limited && *bytes > 1000000 ? ERR(ERR_TOO_LARGE, STR("file")) : OK;
}

static struct err sink_end(struct http_call *call) {
    (void)call;
    return OK;
}

static void sink_drop(struct http_call *call) {
    __atomic_sub_fetch(&((struct app *)call->app)->live, 1, __ATOMIC_RELAXED);
}

static const struct http_sink SINK = {sink_begin, sink_data, sink_end, sink_drop};

static const struct http_route ROUTES[] = {
    {HTTP_GET, STR_INIT("/api/hello"), {0}, HTTP_PUBLIC, HTTP_BODY_NONE, hello, NULL, NULL},
    {HTTP_POST,
     STR_INIT("/api/write"),
     {0},
     HTTP_PUBLIC,
     HTTP_BODY_JSON,
     write_begin,
     write_end,
     NULL},
    {HTTP_POST,
     STR_INIT("/api/work"),
     {0},
     HTTP_PUBLIC,
     HTTP_BODY_JSON,
     work_begin,
     write_end,
     NULL},
    {HTTP_POST, STR_INIT("/api/echo"), {0}, HTTP_PUBLIC, HTTP_BODY_JSON, echo, NULL, NULL},
    {HTTP_POST, STR_INIT("/api/blob"), {0}, HTTP_PUBLIC, HTTP_BODY_BLOB, form, NULL, &SINK},
    {HTTP_GET, STR_INIT("/api/fail"), {0}, HTTP_PUBLIC, HTTP_BODY_NONE, fails, NULL, NULL},
    {HTTP_GET, STR_INIT("/api/counters"), {0}, HTTP_PUBLIC, HTTP_BODY_NONE, counters, NULL, NULL},
    {HTTP_GET, STR_INIT("/api/staff"), {0}, HTTP_STAFF, HTTP_BODY_NONE, hello, NULL, NULL},
    {HTTP_GET, STR_INIT("/"), STR_INIT("/en/"), HTTP_PUBLIC, HTTP_BODY_NONE, page, NULL, NULL},
    {HTTP_GET, STR_INIT("/halaman/{id}"), STR_INIT("/en/page/{id}"), HTTP_PUBLIC, HTTP_BODY_NONE,
     one_of_many, NULL, NULL},
    {HTTP_POST,
     STR_INIT("/api/next"),
     {0},
     HTTP_PUBLIC,
     HTTP_BODY_JSON,
     next_generation,
     NULL,
     NULL},
    {HTTP_GET, STR_INIT("/gagal"), STR_INIT("/en/fail"), HTTP_PUBLIC, HTTP_BODY_NONE, fails, NULL,
     NULL},
    {HTTP_GET, STR_INIT("/kasus/{id}"), STR_INIT("/en/case/{id}"), HTTP_PUBLIC, HTTP_BODY_NONE,
     show, NULL, NULL},
    {HTTP_GET, STR_INIT("/log/tile/{rest...}"), {0}, HTTP_PUBLIC, HTTP_BODY_NONE, show, NULL, NULL},
    {HTTP_POST, STR_INIT("/lapor"), STR_INIT("/en/report"), HTTP_PUBLIC, HTTP_BODY_MULTIPART, form,
     NULL, &SINK},
};

static const struct web_asset ASSETS[] = {
    {.path = STR_INIT("/aset/a-1.js"),
     .type = "text/javascript",
     .bytes = STR_INIT("let a=1\n"),
     .etag = "\"1\""},
};

static void option(struct http_options *o, struct app *app, const char *text) {
    struct {
        const char *name;
        unsigned *value;
    } const names[] = {{"loops=", &o->loops},
                       {"header_ms=", &o->header_ms},
                       {"body_window_ms=", &o->body_window_ms},
                       {"body_rate=", &o->body_rate},
                       {"idle_seconds=", &o->idle_seconds},
                       {"stop_ms=", &o->stop_ms},
                       {"delay_ms=", &app->writer.delay_ms},
                       {"hold=", &app->writer.hold}};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (!strncmp(text, names[i].name, strlen(names[i].name)))
            *names[i].value = (unsigned)strtoul(text + strlen(names[i].name), NULL, 10);
}

int main(int argc, char **argv) {
    static struct app app = {
        .writer = {.lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER}};
    hash_library_init();
    struct env env = env_system();
    struct http_options o = {.port = (uint16_t)(argc > 1 ? strtoul(argv[1], NULL, 10) : 0),
                             .env = &env,
                             .routes = ROUTES,
                             .route_count = COUNT_OF(ROUTES),
                             .assets = ASSETS,
                             .asset_count = COUNT_OF(ASSETS),
                             .app = &app,
                             .drop_limit = 64 * 1024 * 1024};
    for (int i = 2; i < argc; i++)
        option(&o, &app, argv[i]);
    sigset_t ends;
    (void)sigemptyset(&ends);
    (void)sigaddset(&ends, SIGTERM);
    (void)sigaddset(&ends, SIGINT);
    (void)pthread_sigmask(SIG_BLOCK, &ends, NULL);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGPIPE, &ignore, NULL);
    pthread_t writer;
    if (pthread_create(&writer, NULL, writer_main, &app.writer))
        return 1;
    struct http_server *server = NULL;
    struct err e = http_server_start(&o, &server);
    if (e.code) {
        (void)fprintf(stderr, "%.*s %s\n", STR_ARG(e.about), e.where);
        return 1;
    }
    (void)pthread_mutex_lock(&app.writer.lock);
    app.writer.port = http_server_port(server);
    (void)pthread_mutex_unlock(&app.writer.lock);
    (void)printf("ready %d\n", http_server_port(server));
    (void)fflush(stdout);
    int which = 0;
    (void)sigwait(&ends, &which);
    http_server_stop(server);
    (void)pthread_mutex_lock(&app.writer.lock);
    app.writer.stop = true;
    (void)pthread_cond_signal(&app.writer.more);
    (void)pthread_mutex_unlock(&app.writer.lock);
    (void)pthread_join(writer, NULL);
    (void)printf("ended live %lld\n", (long long)app.live);
    return app.live != 0;
}
