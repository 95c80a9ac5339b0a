#include "http/http_internal.h"

#include "intake/limits.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Each loop has a listening socket of its own (SO_REUSEPORT), a daemon without threads, and polls
 * that daemon's epoll descriptor itself: the library's own epoll thread freezes from 128 ready
 * connections on (67,000 answers a second at 127, 42 at 128). */

int64_t http_clock_ns(void) {
    struct timespec ts;
    if (clock_gettime(CLOCK_MONOTONIC, &ts))
        die("the system has no monotonic clock");
    return ts.tv_sec * 1000000000LL + ts.tv_nsec;
}

static void defaults(struct http_options *o) {
#define DEFAULT(field, value) o->field = o->field ? o->field : (value)
    DEFAULT(address, "127.0.0.1");
    DEFAULT(loops, 2);
    DEFAULT(connection_limit, 4096);
    DEFAULT(idle_seconds, 30);
    DEFAULT(header_ms, 10000);
    DEFAULT(body_window_ms, 30000);
    DEFAULT(body_rate, 1024);
    DEFAULT(stop_ms, 10000);
    DEFAULT(body_limit, INTAKE_BODY);
    DEFAULT(drop_limit, 1024LL * 1024 * 1024);
    DEFAULT(log_fd, STDERR_FILENO);
#undef DEFAULT
}

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static socklen_t address_read(const char *text, uint16_t port, union address *ret) {
    memset(ret, 0, sizeof *ret);
    if (inet_pton(AF_INET, text, &ret->v4.sin_addr) == 1) {
        ret->v4.sin_family = AF_INET;
        ret->v4.sin_port = htons(port);
        return sizeof ret->v4;
    }
    if (inet_pton(AF_INET6, text, &ret->v6.sin6_addr) == 1) {
        ret->v6.sin6_family = AF_INET6;
        ret->v6.sin6_port = htons(port);
        return sizeof ret->v6;
    }
    return 0;
}

/* A socket bound to the address; -1 when it cannot be. share: SO_REUSEPORT. */
static int bound_socket(const char *text, uint16_t port, bool share) {
    union address a;
    socklen_t len = address_read(text, port, &a);
    if (!len)
        return -1;
    int one = 1;
    int fd = socket(a.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) ||
        (share && setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one)) ||
        bind(fd, &a.any, len)) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

/* Two servers of one user may share a port unnoticed, each with half of the visitors: so first a
 * socket that does not share must get it. */
static bool port_is_free(const struct http_options *o) {
    int fd = bound_socket(o->address, o->port, false);
    bool ok = fd >= 0 && !listen(fd, 1);
    if (fd >= 0)
        (void)close(fd);
    return ok;
}

static bool listen_all(struct http_server *s) {
    s->port = s->o.port;
    for (unsigned i = 0; i < s->o.loops; i++) {
        int fd = bound_socket(s->o.address, s->port, true);
        union address a = {.v4 = {0}};
        socklen_t len = sizeof a;
        if (fd < 0)
            return false;
        s->loops[i].listen_fd = fd;
        if (listen(fd, 1024) || getsockname(fd, &a.any, &len))
            return false;
        s->port = ntohs(a.any.sa_family == AF_INET ? a.v4.sin_port : a.v6.sin6_port);
    }
    return true;
}

/* Targets and queries are decoded by target.c, which refuses what is crooked. */
static size_t leave_escapes(void *state, struct MHD_Connection *mhd, char *text) {
    (void)state;
    (void)mhd;
    return strlen(text);
}

static struct MHD_Daemon *daemon_start(struct http_thread *l) {
    const struct http_options *o = &l->server->o;
    /* For a connection: INTAKE_HEADERS, the list of them, the answer's head. The library clears it
     * for each request, so no more than that. */
    enum { MEMORY = INTAKE_HEADERS + 8 * 1024 };
    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_ITC | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
        http_on_access, l, MHD_OPTION_LISTEN_SOCKET, l->listen_fd, MHD_OPTION_URI_LOG_CALLBACK,
        http_on_target, l, MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, http_on_completed, l, MHD_OPTION_NOTIFY_CONNECTION,
        http_on_connection, l, MHD_OPTION_CONNECTION_LIMIT, o->connection_limit / o->loops + 1,
        MHD_OPTION_CONNECTION_TIMEOUT, o->idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

static void wake_exchanges(struct http_thread *l) {
    eventfd_t count = 0;
    if (eventfd_read(l->event_fd, &count) && errno != EAGAIN)
        die("an event descriptor cannot be read");
    if (pthread_mutex_lock(&l->lock))
        die("a lock cannot be taken");
    struct http_exchange *x = l->woken;
    l->woken = NULL;
    l->woken_tail = &l->woken;
    (void)pthread_mutex_unlock(&l->lock);
    while (x) {
        struct http_exchange *next = x->next;
        x->phase = PHASE_WOKEN;
        l->asleep--;
        MHD_resume_connection(x->mhd);
        x = next;
    }
}

static int wait_ms(struct http_thread *l) {
    const struct http_options *o = &l->server->o;
    unsigned tick = o->header_ms / 4 < 250 ? o->header_ms / 4 + 1 : 250;
    MHD_UNSIGNED_LONG_LONG most = 0;
    if (l->connections.next == &l->connections &&
        !__atomic_load_n(&l->server->stopping, __ATOMIC_ACQUIRE))
        tick = 1000;
    if (MHD_get_timeout(l->daemon, &most) == MHD_YES && most < tick)
        return (int)most;
    return (int)tick;
}

/* One turn: what is ready, who was woken, who is too slow. */
static void turn(struct http_thread *l, int epoll_fd) {
    struct pollfd f[2] = {{.fd = epoll_fd, .events = POLLIN},
                          {.fd = l->event_fd, .events = POLLIN}};
    (void)poll(f, 2, wait_ms(l));
    int64_t now = http_clock_ns() / 1000000;
    bool tick = now / 100 != l->now_ms / 100;
    l->now_ms = now;
    if (f[1].revents)
        wake_exchanges(l);
    (void)MHD_run(l->daemon);
    if (l->server->o.loop_turned)
        l->server->o.loop_turned(l->server->o.app, l->state);
    if (tick)
        http_deadlines(l);
}

static void drain(struct http_thread *l, int epoll_fd) {
    int64_t until = http_clock_ns() / 1000000 + l->server->o.stop_ms;
    (void)MHD_quiesce_daemon(l->daemon);
    (void)close(l->listen_fd);
    /* Sleeping exchanges belong to the writer: they are waited for, however long that takes. */
    while (l->asleep || (l->active && http_clock_ns() / 1000000 < until))
        turn(l, epoll_fd);
}

static void *loop_main(void *argument) {
    struct http_thread *l = argument;
    const struct http_options *o = &l->server->o;
    l->now_ms = http_clock_ns() / 1000000;
    if (o->loop_new)
        l->failure = o->loop_new(o->app, l->index, &l->state);
    if (!l->failure.code && !(l->daemon = daemon_start(l)))
        l->failure = ERR(ERR_IO, STR("listen"));
    __atomic_store_n(&l->started, true, __ATOMIC_RELEASE);
    if (!l->failure.code) {
        int epoll_fd = MHD_get_daemon_info(l->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
        while (!__atomic_load_n(&l->server->stopping, __ATOMIC_ACQUIRE))
            turn(l, epoll_fd);
        drain(l, epoll_fd);
        MHD_stop_daemon(l->daemon);
    }
    if (o->loop_free && l->state)
        o->loop_free(o->app, l->state);
    return NULL;
}

static void loop_init(struct http_thread *l, struct http_server *s, unsigned index) {
    *l = (struct http_thread){.server = s, .index = index, .listen_fd = -1};
    l->connections.next = l->connections.prev = &l->connections;
    l->woken_tail = &l->woken;
    l->event_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    l->cache = http_cache_new();
    l->gzip = http_gzip_new();
    if (l->event_fd < 0 || pthread_mutex_init(&l->lock, NULL))
        die("a loop cannot be made");
}

static void loop_done(struct http_thread *l) {
    while (l->spare) {
        struct http_exchange *next = l->spare->next;
        http_exchange_free(l->spare);
        l->spare = next;
    }
    http_cache_free(l->cache);
    http_gzip_free(l->gzip);
    (void)close(l->event_fd);
    (void)pthread_mutex_destroy(&l->lock);
}

static void server_free(struct http_server *s) {
    for (unsigned i = 0; i < s->o.loops; i++)
        loop_done(&s->loops[i]);
    http_worker_free(s->worker);
    http_assets_free(s);
    router_free(s->router);
    free(s->page_policy);
    free(s->loops);
    free(s);
}

static void raise_file_limit(void) {
    struct rlimit r;
    if (!getrlimit(RLIMIT_NOFILE, &r) && r.rlim_cur < r.rlim_max) {
        r.rlim_cur = r.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &r); /* fewer connections, then */
    }
}

static struct err loops_run(struct http_server *s) {
    struct err e = OK;
    for (unsigned i = 0; i < s->o.loops; i++) {
        struct http_thread *l = &s->loops[i];
        if (pthread_create(&l->thread, NULL, loop_main, l))
            die("a thread cannot be made");
    }
    for (unsigned i = 0; i < s->o.loops; i++) {
        while (!__atomic_load_n(&s->loops[i].started, __ATOMIC_ACQUIRE))
            (void)poll(NULL, 0, 1);
        if (!e.code)
            e = s->loops[i].failure;
    }
    return e;
}

struct err http_server_start(const struct http_options *options, struct http_server **ret) {
    struct http_options o = *options;
    defaults(&o);
    assert(o.loops <= HTTP_LOOPS_MAX && o.env && o.routes);
    raise_file_limit();
    if (!port_is_free(&o))
        return ERR(ERR_IO, STR("listen"));
    struct http_server *s = must_alloc(sizeof *s);
    s->o = o;
    s->router = router_new(o.routes, o.route_count);
    s->page_policy = http_page_policy(o.style_hashes);
    s->loops = must_alloc(sizeof *s->loops * o.loops);
    for (unsigned i = 0; i < o.loops; i++)
        loop_init(&s->loops[i], s, i);
    http_assets_make(s);
    s->worker = http_worker_new();
    if (!listen_all(s)) {
        for (unsigned i = 0; i < o.loops; i++)
            if (s->loops[i].listen_fd >= 0)
                (void)close(s->loops[i].listen_fd);
        server_free(s);
        return ERR(ERR_IO, STR("listen"));
    }
    struct err e = loops_run(s);
    if (e.code) {
        http_server_stop(s);
        return e;
    }
    *ret = s;
    return OK;
}

uint16_t http_server_port(const struct http_server *server) {
    return server->port;
}

void http_server_stop(struct http_server *server) {
    if (!server)
        return;
    __atomic_store_n(&server->stopping, true, __ATOMIC_RELEASE);
    for (unsigned i = 0; i < server->o.loops; i++)
        http_wake_loop(&server->loops[i]);
    for (unsigned i = 0; i < server->o.loops; i++)
        (void)pthread_join(server->loops[i].thread, NULL);
    server_free(server);
}
