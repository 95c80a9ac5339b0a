#include "confined/confined.h"

#include "base/env.h"
#include "confined/child.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ANSWER_MS = 10000, MS_US = 1000 };

struct confined {
    int fd;
    pid_t keeper;
    const struct confined_jobs *jobs;
    pthread_mutex_t mutex; /* one question at a time */
    uint32_t ticket;
    bool gone, whole;
};

static struct err gone(void) {
    return ERR(ERR_BUSY, STR("confined"));
}

/* --- a reader is asked for --- */

/* The descriptor that came with a packet, or -1. */
static int descriptor_of(struct msghdr *msg) {
    const struct cmsghdr *head = CMSG_FIRSTHDR(msg);
    int fd = -1;
    if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS &&
        head->cmsg_len == CMSG_LEN(sizeof fd))
        memcpy(&fd, CMSG_DATA(head), sizeof fd);
    return fd;
}

/* False: no answer, or nobody will ever answer. */
static bool hear(struct confined *c, struct confined_packet *ret, int *ret_fd) {
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec bytes = {ret, sizeof *ret};
    struct msghdr msg = {.msg_iov = &bytes,
                         .msg_iovlen = 1,
                         .msg_control = control.room,
                         .msg_controllen = sizeof control.room};
    struct pollfd line = {.fd = c->fd, .events = POLLIN};
    int ready;
    do
        ready = poll(&line, 1, ANSWER_MS);
    while (ready < 0 && errno == EINTR);
    if (ready <= 0)
        return false;
    ssize_t len = recvmsg(c->fd, &msg, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    c->gone = len == 0;
    *ret_fd = len > 0 ? descriptor_of(&msg) : -1;
    return len == sizeof *ret;
}

/* The socket of a reader, or -1. An answer that nobody waits for any more is passed over. */
static int ask(struct confined *c, size_t job) {
    struct confined_packet packet = {++c->ticket, (uint32_t)job}, answer;
    int fd = -1;
    if (c->gone || send(c->fd, &packet, sizeof packet, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
        return -1;
    while (hear(c, &answer, &fd)) {
        if (answer.ticket == packet.ticket)
            return fd;
        if (fd >= 0)
            (void)close(fd);
    }
    return -1;
}

struct err confined_call(struct confined *c, size_t job, struct confined_way **ret) {
    if (!c)
        return gone();
    (void)pthread_mutex_lock(&c->mutex);
    int fd = ask(c, job);
    (void)pthread_mutex_unlock(&c->mutex);
    if (fd < 0)
        return gone();
    struct confined_way *w = must_alloc(sizeof *w);
    w->fd = fd;
    w->left_us = (int64_t)c->jobs->list[job].wait_ms * MS_US;
    *ret = w;
    return OK;
}

/* What came out of a file is as private as the file. */
void confined_hang_up(struct confined_way *w) {
    if (!w)
        return;
    (void)close(w->fd);
    explicit_bzero(w, sizeof *w);
    free(w);
}

void confined_shut(struct confined_way *w) {
    (void)shutdown(w->fd, SHUT_WR);
}

/* --- its stream --- */

/* Until something can be read, or written if that is wanted; what it takes is counted, for a reader
 * that trickles is no better than one that is silent. */
static void wait_for(struct confined_way *w, bool writes) {
    struct pollfd line = {.fd = w->fd, .events = (short)(POLLIN | (writes ? POLLOUT : 0))};
    int64_t began = env_steady_us();
    int ready = w->left_us > 0 ? poll(&line, 1, (int)((w->left_us + MS_US - 1) / MS_US)) : 0;
    w->left_us -= env_steady_us() - began;
    w->lost |= ready == 0 || (ready < 0 && errno != EINTR);
}

/* One that does not take what comes may have said why. */
static bool send_some(struct confined_way *w, struct str *out) {
    ssize_t n = out->len ? send(w->fd, out->ptr, out->len, MSG_DONTWAIT | MSG_NOSIGNAL) : 0;
    if (n < 0 && (errno == EPIPE || errno == ECONNRESET))
        n = (ssize_t)out->len;
    if (n > 0)
        *out = (struct str){out->ptr + n, out->len - (size_t)n};
    return n > 0;
}

static size_t body_len(const struct confined_way *w) {
    size_t len = 0;
    for (size_t i = 1; i < CONFINED_FRAME_HEAD; i++)
        len = len << 8 | (uint8_t)w->buf[i];
    return len;
}

static size_t wanted(const struct confined_way *w) {
    return w->have < CONFINED_FRAME_HEAD ? CONFINED_FRAME_HEAD : CONFINED_FRAME_HEAD + body_len(w);
}

/* Whether anything came. A frame that is no frame, or has nothing in it, ends it: its maker is not
 * our reader any more. */
static bool hear_some(struct confined_way *w) {
    size_t want = wanted(w);
    ssize_t n = recv(w->fd, w->buf + w->have, want - w->have, MSG_DONTWAIT);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        w->lost = true;
    if (n <= 0)
        return false;
    w->have += (size_t)n;
    if (w->have == CONFINED_FRAME_HEAD && (!body_len(w) || body_len(w) > CONFINED_FRAME ||
                                           !w->buf[0] || w->buf[0] >= CONFINED_FRAME_KINDS))
        w->lost = true;
    return !w->lost;
}

static bool is_frame(const struct confined_way *w) {
    return w->have >= CONFINED_FRAME_HEAD && w->have == wanted(w);
}

bool confined_turn(struct confined_way *w, struct str *out, struct confined_frame *ret) {
    bool sends = out != NULL;
    if (is_frame(w))
        w->have = 0;
    while (!w->lost && !w->over && (!sends || out->len)) {
        bool moved = sends && send_some(w, out);
        moved |= hear_some(w);
        if (!w->lost && is_frame(w)) {
            *ret = (struct confined_frame){(enum confined_kind)w->buf[0],
                                           {w->buf + CONFINED_FRAME_HEAD, body_len(w)}};
            w->over = ret->kind == CONFINED_OVER;
            return true;
        }
        if (!moved && !w->lost)
            wait_for(w, sends);
    }
    return false;
}

/* --- the keeper --- */

/* A reader that only says how it is confined: that all of the way works. */
static struct err look_first(struct confined *c) {
    struct confined_way *w;
    struct confined_frame frame;
    struct err e = confined_call(c, CONFINED_JOB_NONE, &w);
    if (e.code)
        return e;
    confined_shut(w);
    bool said = confined_turn(w, NULL, &frame) && frame.kind == CONFINED_OVER && frame.body.len;
    c->whole = said && frame.body.ptr[0] == CONFINED_WHOLE;
    confined_hang_up(w);
    return said ? OK : gone();
}

struct err confined_start_with(const struct confined_jobs *jobs, struct confined **ret) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
        return gone();
    pid_t keeper = fork();
    if (keeper == 0)
        confined_keeper(pair[1], jobs);
    (void)close(pair[1]);
    struct confined *c = must_alloc(sizeof *c);
    *c = (struct confined){.fd = pair[0], .keeper = keeper, .jobs = jobs};
    if (pthread_mutex_init(&c->mutex, NULL))
        die("threads cannot start");
    struct err e = keeper < 0 ? gone() : look_first(c);
    if (e.code)
        confined_end(c);
    else
        *ret = c;
    return e;
}

struct err confined_start(struct confined **ret) {
    return confined_start_with(&CONFINED_JOBS, ret);
}

void confined_end(struct confined *c) {
    if (!c)
        return;
    (void)close(c->fd);
    if (c->keeper > 0)
        while (waitpid(c->keeper, NULL, 0) < 0 && errno == EINTR)
            ;
    (void)pthread_mutex_destroy(&c->mutex);
    free(c);
}

bool confined_is_whole(const struct confined *c) {
    return c->whole;
}

pid_t confined_keeper_pid(const struct confined *c) {
    return c->keeper;
}
