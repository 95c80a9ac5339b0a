#include "http/http_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One exchange's way through libmicrohttpd's callbacks. All run on the loop's thread:
 *
 *     http_on_target      the request line is there             PHASE_NEW
 *     http_on_access      the head is there (begin.c)        -> PHASE_BODY, or PHASE_REFUSED
 *       "   with data     a piece of the body (body.c)
 *       "   without       the body's end, or woken again     -> PHASE_ASLEEP, or PHASE_SENT
 *     http_on_completed   the last byte is out, or the client gone
 *
 * While suspended no callback comes, so nothing that the writer holds can be freed under it. */

enum {
    ARENA_CAP = 64 * 1024 * 1024,
    OUT_CEILING = 32 * 1024 * 1024,
    KEEP = 64 * 1024,
    SPARE_MAX = 64
};

static struct http_exchange *exchange_take(struct http_thread *l) {
    struct http_exchange *x = l->spare;
    if (x) {
        l->spare = x->next;
        l->spare_count--;
    } else {
        x = must_alloc(sizeof *x);
        x->call.arena = arena_new(ARENA_CAP);
        buf_init(&x->out, OUT_CEILING);
        buf_init(&x->body, l->server->o.body_limit);
    }
    struct arena *arena = x->call.arena;
    struct buf out = x->out, body = x->body;
    memset(x, 0, offsetof(struct http_exchange, headers));
    x->server = l->server;
    x->loop = l;
    x->out = out;
    x->body = body;
    const struct http_options *o = &l->server->o;
    x->call = (struct http_call){.arena = arena,
                                 .env = o->env,
                                 .now = env_now(o->env),
                                 .app = o->app,
                                 .loop_state = l->state,
                                 .loop = l->index,
                                 .out = &x->out};
    x->answer.fd = -1;
    return x;
}

void http_exchange_free(struct http_exchange *x) {
    arena_free(x->call.arena);
    buf_done(&x->out);
    buf_done(&x->body);
    free(x);
}

/* A buffer that grew for one large page is not kept for the small ones that follow. */
static void buffer_rest(struct buf *b) {
    size_t ceiling = b->ceiling;
    buf_clear(b);
    if (b->room > KEEP) {
        buf_done(b);
        buf_init(b, ceiling);
    }
}

static void exchange_give(struct http_exchange *x) {
    struct http_thread *l = x->loop;
    if (l->spare_count >= SPARE_MAX) {
        http_exchange_free(x);
        return;
    }
    arena_reset(x->call.arena);
    buffer_rest(&x->out);
    buffer_rest(&x->body);
    x->next = l->spare;
    l->spare = x;
    l->spare_count++;
}

static void socket_phase(struct http_exchange *x, enum http_socket_phase phase) {
    struct http_connection *c = x->connection;
    c->phase = phase;
    c->since_ms = x->loop->now_ms;
    c->bytes = 0;
}

void *http_on_target(void *loop, const char *target, struct MHD_Connection *mhd) {
    struct http_thread *l = loop;
    struct http_exchange *x = exchange_take(l);
    x->mhd = mhd;
    x->began_ns = http_clock_ns();
    x->connection =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    x->raw = target;
    x->target = arena_str(x->call.arena, str_from_c(target));
    l->active++;
    socket_phase(x, SOCKET_HEADERS);
    return x;
}

/* An answer now, before the body: the library reads no more of it and closes. Else the body is
 * read and dropped first, so that a client that listens only afterwards hears the sentence. */
static bool answers_at_once(const struct http_exchange *x) {
    return x->close || x->expects || x->call.body_length > x->server->o.drop_limit;
}

static enum MHD_Result on_head(struct http_exchange *x, const char *method, const char *version) {
    struct err e = http_exchange_begin(x, method, version);
    socket_phase(x, SOCKET_BODY);
    x->phase = x->answer.status ? PHASE_REFUSED : PHASE_BODY; /* answered: an asset, a redirect */
    if (!e.code)
        return MHD_YES;
    x->phase = PHASE_REFUSED;
    http_respond(x, e);
    return answers_at_once(x) ? http_send(x) : MHD_YES;
}

static enum MHD_Result on_data(struct http_exchange *x, struct str piece) {
    x->got += (int64_t)piece.len;
    x->connection->bytes += (int64_t)piece.len;
    if (x->phase == PHASE_REFUSED)
        return x->got > x->server->o.drop_limit ? MHD_NO : MHD_YES;
    if (x->phase != PHASE_BODY)
        return MHD_YES;
    struct err e = http_body_add(x, piece);
    if (!e.code)
        return MHD_YES;
    http_body_drop(x);
    http_respond(x, e);
    x->phase = PHASE_REFUSED;
    return MHD_YES;
}

static struct err run_handler(struct http_exchange *x) {
    if (x->phase == PHASE_WOKEN)
        return x->call.route->finish(&x->call);
    if (x->answer.status) /* an asset, or a refusal: no handler has a say */
        return OK;
    struct err e = http_body_end(x);
    if (e.code) {
        http_body_drop(x);
        return e;
    }
    x->sink_open = false;
    return x->call.route->handler(&x->call);
}

static enum MHD_Result on_end(struct http_exchange *x) {
    struct err e = run_handler(x);
    if (e.code) {
        http_respond(x, e);
    } else if (x->suspend) {
        x->suspend = false;
        x->phase = PHASE_ASLEEP;
        x->loop->asleep++;
        socket_phase(x, SOCKET_WORK);
        MHD_suspend_connection(x->mhd);
        return MHD_YES;
    } else if (!x->answer.status) {
        die("a handler neither replied nor failed");
    }
    return http_send(x);
}

/* lint: parameters: the library's callback has these */
enum MHD_Result http_on_access(void *loop, struct MHD_Connection *mhd, const char *url,
                               const char *method, const char *version, const char *data,
                               size_t *size, void **exchange) {
    (void)loop;
    (void)mhd;
    (void)url;
    struct http_exchange *x = *exchange;
    if (x->phase == PHASE_NEW)
        return on_head(x, method, version);
    if (*size) {
        struct str piece = {data, *size};
        *size = 0;
        return on_data(x, piece);
    }
    return x->phase == PHASE_SENT ? MHD_YES : on_end(x);
}

void http_on_completed(void *loop, struct MHD_Connection *mhd, void **exchange,
                       enum MHD_RequestTerminationCode why) {
    (void)mhd;
    (void)why;
    struct http_thread *l = loop;
    struct http_exchange *x = *exchange;
    if (!x)
        return;
    *exchange = NULL;
    http_body_drop(x);
    if (x->answer.fd >= 0 && x->phase != PHASE_SENT)
        (void)close(x->answer.fd);
    if (x->call.route && l->server->o.over)
        l->server->o.over(&x->call);
    http_log(x);
    socket_phase(x, SOCKET_IDLE);
    l->active--;
    bool had_body = x->got > 0;
    exchange_give(x);
    if (had_body)
        stack_wipe();
}
