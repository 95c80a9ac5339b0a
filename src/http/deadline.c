#include "http/http_internal.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* The library's timeout knows silence alone: a header drip of one byte a second kept a connection
 * for ever. So each socket's progress is reckoned here. */

static void address_of(const struct sockaddr *from, struct http_connection *c) {
    static const uint8_t MAPPED[12] = {[10] = 0xff, [11] = 0xff};
    static const uint8_t LOOPBACK6[16] = {[15] = 1};
    if (from->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, from, sizeof v4);
        memcpy(c->address.b, MAPPED, sizeof MAPPED);
        memcpy(c->address.b + 12, &v4.sin_addr, 4);
    } else if (from->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, from, sizeof v6);
        memcpy(c->address.b, &v6.sin6_addr, 16);
    }
    c->local = !memcmp(c->address.b, LOOPBACK6, 16) ||
               (!memcmp(c->address.b, MAPPED, 12) && c->address.b[12] == 127);
}

void http_on_connection(void *loop, struct MHD_Connection *mhd, void **socket,
                        enum MHD_ConnectionNotificationCode what) {
    struct http_thread *l = loop;
    struct http_connection *c = *socket;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        c->next->prev = c->prev;
        c->prev->next = c->next;
        free(c);
        *socket = NULL;
        return;
    }
    c = must_alloc(sizeof *c);
    c->fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    c->since_ms = l->now_ms;
    address_of(MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr, c);
    c->next = &l->connections;
    c->prev = l->connections.prev;
    c->prev->next = c->next->prev = c;
    *socket = c;
}

/* The library would close without a word; nothing of an answer has been sent in these phases. */
static void say_too_slow(int fd) {
#define SENTENCE                                                                                   \
    "{\"type\":\"/problems/too-slow\",\"title\":\"Too slow\",\"status\":408,\"detail\":\"The "     \
    "request "                                                                                     \
    "did not arrive in the time allowed. Check the connection, then send it again.\"}"
    char answer[640];
    int len = snprintf(answer, sizeof answer,
                       "HTTP/1.1 408 Request Timeout\r\nContent-Type: application/problem+json\r\n"
                       "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
                       "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                       "Connection: close\r\nContent-Length: %zu\r\n\r\n%s",
                       sizeof SENTENCE - 1, SENTENCE);
    (void)send(fd, answer, (size_t)len, MSG_DONTWAIT | MSG_NOSIGNAL);
#undef SENTENCE
}

static bool is_late(const struct http_thread *l, struct http_connection *c) {
    const struct http_options *o = &l->server->o;
    int64_t passed = l->now_ms - c->since_ms;
    switch (c->phase) {
    case SOCKET_FRESH:
    case SOCKET_HEADERS:
        return passed > o->header_ms;
    case SOCKET_IDLE: /* the first byte of the next request cannot be seen: silence, then a head */
        return passed > o->idle_seconds * 1000LL + o->header_ms;
    case SOCKET_BODY:
        if (passed <= o->body_window_ms)
            return false;
        if (c->bytes * 1000 < (int64_t)o->body_rate * o->body_window_ms)
            return true;
        c->bytes = 0;
        c->since_ms = l->now_ms;
        return false;
    case SOCKET_SENDING: /* as slow as a body may be, and one window more */
        return passed > o->body_window_ms + c->bytes * 1000 / o->body_rate;
    case SOCKET_WORK:
        break;
    }
    return false;
}

void http_deadlines(struct http_thread *l) {
    for (struct http_connection *c = l->connections.next; c != &l->connections; c = c->next) {
        if (c->cut || !is_late(l, c))
            continue;
        if (c->phase != SOCKET_IDLE && c->phase != SOCKET_SENDING)
            say_too_slow(c->fd);
        (void)shutdown(c->fd, SHUT_RDWR); /* the library sees the end and tidies up */
        c->cut = true;
    }
}
