#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H
/* The server: loops, limits, deadlines. main() starts one and stops it. */
#include "http/reply.h"
#include "web/web.h"

struct http_options {
    const char *address; /* numeric IPv4 or IPv6; NULL: 127.0.0.1 */
    uint16_t port;       /* 0: any free one, see http_server_port */
    unsigned loops;      /* 0: 2; at most 16 */
    const struct env *env;
    const struct http_route *routes;
    size_t route_count;
    const struct web_asset *assets; /* web_asset_list */
    size_t asset_count;
    void *app;
    /* Each loop's own state, made on its thread before it serves; both may be NULL. */
    struct err (*loop_new)(void *app, unsigned loop, void **ret);
    void (*loop_free)(void *app, void *loop_state);
    /* What was ready has been handled; the loop waits next. On its thread; may be NULL. */
    void (*loop_turned)(void *app, void *loop_state);
    /* After the route is found, before the body is read: who is it, and may they? Sets
     * call->principal; an err is the answer. NULL: every STAFF route answers ERR_UNSIGNED. */
    struct err (*authorize)(struct http_call *call);
    /* The handler is done and the last byte is out (or the client gone): may be NULL. */
    void (*over)(struct http_call *call);
    /* Writes the page for a failure into call->out, or replies itself (a redirect to sign-in). A
     * status stands in p->status. NULL: a plain page. */
    void (*error_page)(struct http_call *call, const struct http_problem *p);
    const char *style_hashes; /* for the policy: "'sha256-...' 'sha256-...'"; NULL: none */

    /* Limits; 0 takes what stands behind. */
    unsigned connection_limit; /* of all loops together: 4096 */
    unsigned idle_seconds;     /* a silent connection: 30 */
    unsigned header_ms;        /* from accept to the last header: 10000 */
    unsigned body_window_ms;   /* a body must bring body_rate in each window: 30000 */
    unsigned body_rate;        /* bytes a second: 1024 */
    unsigned stop_ms;          /* requests in flight may end within: 10000 */
    size_t body_limit;         /* JSON and forms, files apart: INTAKE_BODY */
    int64_t drop_limit;        /* bytes read on after a refusal, so that it is heard: 1 GiB */
    bool log_all;              /* a line for every exchange, not for 5xx, 401, 403, 429 alone */
    int log_fd;                /* 0: standard error */
};

struct http_server;
/* Binds, starts the loops, returns when they serve. Raises the limit of open files to the hard one.
 * Errors: ERR_IO (about: "listen": address in use or not ours), or what loop_new says. */
struct err http_server_start(const struct http_options *options,
                             struct http_server **ret) MUST_CHECK;
uint16_t http_server_port(const struct http_server *server);
/* Stops accepting, lets requests in flight end (at most stop_ms; suspended ones always), ends the
 * loops, frees. The writer must still run meanwhile. NULL is fine. */
void http_server_stop(struct http_server *server);
#endif
