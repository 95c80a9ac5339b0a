#ifndef HTTP_THREAD_H
#define HTTP_THREAD_H
/* A server, its loops, and each loop's sockets, as the files of the edge share them. Who owns what:
 * the server its loops; a loop its daemon, connections, spare exchanges, compressor and cache;
 * libmicrohttpd the sockets and header bytes. */
#include "http/route.h"
#include "http/server.h"
#include "http/target.h"

#include <microhttpd.h>
#include <pthread.h>

struct http_exchange;
/* A socket and what its deadline is reckoned from (deadline.c). */
enum http_socket_phase {
    SOCKET_FRESH,
    SOCKET_IDLE,
    SOCKET_HEADERS,
    SOCKET_BODY,
    SOCKET_WORK,
    SOCKET_SENDING
};
struct http_connection {
    struct http_connection *next, *prev;
    int fd;
    enum http_socket_phase phase;
    int64_t since_ms; /* start of the phase, or of the body's window */
    int64_t bytes;    /* BODY: in this window; SENDING: of the answer */
    bool cut;         /* shut down already */
    bool local;       /* the peer is on this machine: a proxy may speak for others */
    struct http_address address;
};

/* Lines of the journal in one second. */
struct http_log_budget {
    int64_t since_ms;
    unsigned lines;
};
struct http_cache;
struct http_gzip;
struct http_thread {
    struct http_server *server;
    unsigned index;
    struct MHD_Daemon *daemon;
    int listen_fd, event_fd;
    pthread_t thread;
    void *state;
    pthread_mutex_t lock; /* of woken and its tail */
    struct http_exchange *woken, **woken_tail;
    struct http_exchange *spare;
    struct http_connection connections; /* ring's head */
    size_t active, asleep, spare_count;
    int64_t now_ms;
    struct http_log_budget logged, turned_away; /* refusals push out no failure */
    struct http_cache *cache;
    struct http_gzip *gzip;
    bool started;
    struct err failure; /* of loop_new */
};

struct http_worker;
struct http_server {
    struct http_options o;
    struct router *router;
    struct http_worker *worker;
    char *page_policy; /* Content-Security-Policy of pages */
    struct http_thread *loops;
    struct MHD_Response **assets; /* two for each: plain, gzip */
    uint16_t port;
    bool stopping; /* read and written atomically */
};

#endif
