#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H
/* One HTTP exchange as a handler sees it. An endpoint is a row in http/routes.def; the row names
 * its handler here (files api_*.c and page_*.c). Reading order: http.h, reply.h, server.h.
 *
 *     request line and headers -> refusals -> route -> authorize() -> body -> handler
 *         -> (suspended, another thread works, finish handler) -> reply -> gone with its arena
 *
 * A handler runs on a loop thread and must not block: writes go to the writer through
 * http_suspend, slow work (a password hash, an fsync) through http_offload. */
#include "base/buf.h"
#include "base/env.h"
#include "intake/intake.h"

enum http_method { HTTP_GET, HTTP_POST, HTTP_PUT, HTTP_DELETE, HTTP_METHOD_COUNT };
/* Who may come here: everybody; whoever is signed in, with a second factor still due
 * (flow/factor.h); without; from HTTP_VERB on, whose role may ever do the verb of
 * flow/permissions.def: HTTP_MAY(verb) of routes.c. options.authorize asks, before a body is read;
 * what a case allows, its handler asks.
 */
enum http_permission { HTTP_PUBLIC, HTTP_ACCOUNT, HTTP_STAFF, HTTP_VERB };
/* What may follow the headers. NONE: nothing of use (read and dropped). JSON and FORM: collected in
 * the arena. MULTIPART: fields collected, files to the route's sink; the urlencoded form of a page
 * without files is taken too. BLOB: the raw bytes go to the sink, any Content-Type. */
enum http_body {
    HTTP_BODY_NONE,
    HTTP_BODY_JSON,
    HTTP_BODY_FORM,
    HTTP_BODY_MULTIPART,
    HTTP_BODY_BLOB
};
enum http_language { HTTP_INDONESIAN, HTTP_ENGLISH };

struct http_call;

/* Where the bytes of files go, piece by piece as they arrive, before the handler runs. The first
 * failure ends it: the rest is read and dropped, drop() is called, the failure is the answer. */
struct http_file {
    struct str field, name, type; /* of a BLOB: empty, empty, its Content-Type */
};
struct http_sink {
    struct err (*begin)(struct http_call *call, const struct http_file *file);
    struct err (*data)(struct http_call *call, struct str piece);
    struct err (*end)(struct http_call *call); /* of this file */
    /* The exchange ends without its handler having run: abandon what begin opened (call->state).
     * Called once whenever begin was called and the handler will not be. */
    void (*drop)(struct http_call *call);
};

/* One row of routes.def. path holds "{name}" for one segment, "{name...}" as last for the rest.
 * path_en is the page's English path, empty for the API. */
struct http_route {
    enum http_method method; /* HEAD is answered by GET's row */
    struct str path, path_en;
    int permission; /* enum http_permission, or above */
    enum http_body body;
    struct err (*handler)(struct http_call *call);
    struct err (*finish)(struct http_call *call); /* after http_resume; NULL for plain reads */
    const struct http_sink *sink;                 /* MULTIPART and BLOB */
};
extern const struct http_route HTTP_ROUTES[]; /* routes.def, compiled by routes.c */
extern const size_t HTTP_ROUTE_COUNT;

/* IPv6, or IPv4 mapped into it. For throttling alone: never stored, never logged. */
struct http_address {
    uint8_t b[16];
};

struct http_call {
    struct arena *arena; /* dies with the exchange, after the last byte of the reply */
    const struct env *env;
    struct instant now; /* drawn once */
    void *app;          /* main's: law, stores, flow */
    void *loop_state;   /* this loop's own (options.loop_new), e.g. its read connection */
    unsigned loop;
    const struct http_route *route; /* NULL while none is found */
    enum http_method method;
    bool head;  /* asked by HEAD: reply as to GET, the body is not sent */
    bool api;   /* path under /api/: failures are problem+json, else pages */
    bool tls;   /* a proxy on this machine says https */
    bool other; /* matched by path_en */
    /* Pages: by path (English under /en). API: Indonesian if Accept-Language prefers id. */
    enum http_language language;
    struct str path;           /* decoded, UTF-8, no query */
    struct intake_pairs query; /* decoded */
    int64_t body_length;       /* Content-Length; -1 when chunked; 0 for none */
    struct str content_type;
    struct str body;          /* JSON, FORM: the bytes as they came */
    struct intake_pairs form; /* FORM, MULTIPART: decoded fields in their order */
    struct http_address remote;
    void *principal; /* who asks: set by options.authorize, NULL for the public */
    void *state;     /* the handler's own, from sink to handler to finish */
    struct buf *out; /* the body of the reply: write, then http_reply */
    /* Printed with 429 and 503: seconds to wait (0: a common number), and the work that would spare
     * it (limit.h; may be empty). */
    int64_t retry_after;
    struct str task;
};

/* Empty when absent. The strings live as long as the call. */
struct str http_param(const struct http_call *call, const char *name); /* of the route's path */
struct str http_query(const struct http_call *call, const char *name); /* first of the name */
struct str http_form(const struct http_call *call, const char *name);  /* first of the name */
struct str http_header(const struct http_call *call, const char *name);
/* The cookie that http_cookie_set gave: behind TLS its name bears the prefix __Host-. */
struct str http_cookie(const struct http_call *call, const char *name);
/* 16 hex digits, drawn at the first question; printed on error pages and in the log. */
struct str http_request_id(struct http_call *call);

/* Puts the exchange to sleep when the handler returns OK. Whoever does the work then calls
 * http_resume exactly once, from any thread, be it before the handler has returned; the route's
 * finish handler runs on this loop afterwards and replies. Until http_resume nothing of the call is
 * freed, even when the client has gone. For several calls at once http_resume_all wakes each loop
 * only once. Returns OK: `return http_suspend(call);`, and after it a handler must not fail. */
struct err http_suspend(struct http_call *call);
void http_resume(struct http_call *call);
void http_resume_all(struct http_call *const *calls, size_t count);
/* http_suspend for slow work: work(call) runs on the server's worker thread, then finish here.
 * work must not reply, nor touch loop_state. Errors: ERR_BUSY when too much waits already. */
struct err http_offload(struct http_call *call, void (*work)(struct http_call *call)) MUST_CHECK;
#endif
