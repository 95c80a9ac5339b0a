#ifndef HTTP_INTERNAL_H
#define HTTP_INTERNAL_H
/* An exchange inside: what stands behind struct http_call. Sockets and loops: thread.h. */
#include "http/thread.h"
#include "intake/headers.h"
#include "intake/multipart.h"

enum { HTTP_HEADERS_MAX = 64, HTTP_REPLY_HEADERS_MAX = 16, HTTP_LOOPS_MAX = 16 };

/* One answer under construction. Zero: none yet. */
struct http_answer {
    int status; /* 0: nothing was replied */
    const char *type;
    struct str bytes;
    int fd; /* of a file; -1: none */
    int64_t file_bytes;
    const char *cache;
    struct MHD_Response *ready; /* kept by the cache or the assets: sent as it is */
    bool encoded;               /* bytes need no compression */
    bool keep;                  /* make it the cache's */
    uint64_t generation;
    struct intake_pair headers[HTTP_REPLY_HEADERS_MAX];
    size_t header_count;
};

/*   NEW -> BODY -> (ASLEEP -> WOKEN ->) SENT
 *    '---> REFUSED (answered already; the rest of the body is dropped) -> SENT */
enum http_phase { PHASE_NEW, PHASE_BODY, PHASE_REFUSED, PHASE_ASLEEP, PHASE_WOKEN, PHASE_SENT };

struct http_exchange {
    struct http_call call; /* first: the one is the other */
    struct http_server *server;
    struct http_thread *loop;
    struct http_connection *connection;
    struct MHD_Connection *mhd;
    struct http_exchange *next; /* spare, or woken, or waiting for the worker */
    enum http_phase phase;
    bool suspend;   /* the handler asked for it */
    bool sink_open; /* begin was called and the handler was not */
    bool close;     /* end the connection with this answer */
    bool expects;   /* Expect: 100-continue: an answer now spares the client the body */
    int64_t got;    /* bytes of the body so far */
    int64_t began_ns;
    const char *raw;   /* the request target where libmicrohttpd keeps it, and its length */
    struct str target; /* a copy of it */
    size_t header_count;
    bool too_many_headers;
    struct multipart_sink files; /* of multipart */
    struct route_match match;
    struct multipart *multipart;
    struct buf out, body;
    char id[17];
    struct http_answer answer;
    const struct intake_faults *faults;
    struct err failure; /* what was answered, for the log */
    void (*work)(struct http_call *call);
    struct intake_pair headers[HTTP_HEADERS_MAX]; /* last: not cleared for each exchange */
};

/* exchange.c: the callbacks of libmicrohttpd */
void *http_on_target(void *loop, const char *target, struct MHD_Connection *mhd);
enum MHD_Result http_on_access(void *loop, struct MHD_Connection *mhd, const char *url,
                               const char *method, const char *version, const char *data,
                               size_t *size, void **exchange);
void http_on_completed(void *loop, struct MHD_Connection *mhd, void **exchange,
                       enum MHD_RequestTerminationCode why);
void http_exchange_free(struct http_exchange *x);
/* begin.c: headers to route; body.c: bytes to fields and sinks */
struct err http_exchange_begin(struct http_exchange *x, const char *method,
                               const char *version) MUST_CHECK;
struct err http_body_begin(struct http_exchange *x) MUST_CHECK;
struct err http_body_add(struct http_exchange *x, struct str piece) MUST_CHECK;
struct err http_body_end(struct http_exchange *x) MUST_CHECK;
void http_body_drop(struct http_exchange *x);
/* respond.c */
void http_respond(struct http_exchange *x, struct err e);
void http_log(struct http_exchange *x);
/* send.c */
enum MHD_Result http_send(struct http_exchange *x);
char *http_page_policy(const char *style_hashes); /* heap */
/* asset.c, cache.c, gzip.c, deadline.c, worker.c */
void http_assets_make(struct http_server *s);
void http_assets_free(struct http_server *s);
bool http_asset_answer(struct http_exchange *x);
struct http_cache *http_cache_new(void);
void http_cache_free(struct http_cache *c);
bool http_cache_store(struct http_exchange *x, struct MHD_Response *r) MUST_CHECK;
struct http_gzip *http_gzip_new(void);
void http_gzip_free(struct http_gzip *g);
void http_gzip_forget(struct http_gzip *g); /* after a page that answers somebody's words */
struct str http_gzip(struct http_gzip *g, struct arena *a, struct str bytes);
bool http_takes_gzip(const struct http_call *call);
void http_on_connection(void *loop, struct MHD_Connection *mhd, void **socket,
                        enum MHD_ConnectionNotificationCode what);
void http_deadlines(struct http_thread *loop);
void http_wake_loop(struct http_thread *loop);
struct http_worker *http_worker_new(void);
void http_worker_free(struct http_worker *w);
struct err http_worker_add(struct http_worker *w, struct http_exchange *x) MUST_CHECK;
int64_t http_clock_ns(void);
#endif
