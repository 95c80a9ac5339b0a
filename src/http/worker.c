#include "http/http_internal.h"

#include <stdlib.h>
#include <sys/eventfd.h>

/* One thread for what would hold up a loop: password hashes, the fsync of a file. The queue is
 * bounded, so that a flood of sign-ins is told to wait instead of piling up. */
enum { WAITING_MAX = 128 };
struct http_worker {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct http_exchange *first, **last;
    unsigned waiting;
    bool stop;
};

static struct http_exchange *next_work(struct http_worker *w) {
    (void)pthread_mutex_lock(&w->lock);
    while (!w->first && !w->stop)
        (void)pthread_cond_wait(&w->more, &w->lock);
    struct http_exchange *x = w->first;
    if (x) {
        w->first = x->next;
        if (!w->first)
            w->last = &w->first;
        w->waiting--;
    }
    (void)pthread_mutex_unlock(&w->lock);
    return x;
}

static void *worker_main(void *argument) {
    struct http_worker *w = argument;
    for (struct http_exchange *x; (x = next_work(w));) {
        x->work(&x->call);
        stack_wipe();
        http_resume(&x->call);
    }
    return NULL;
}

struct http_worker *http_worker_new(void) {
    struct http_worker *w = must_alloc(sizeof *w);
    w->last = &w->first;
    if (pthread_mutex_init(&w->lock, NULL) || pthread_cond_init(&w->more, NULL) ||
        pthread_create(&w->thread, NULL, worker_main, w))
        die("a thread cannot be made");
    return w;
}

void http_worker_free(struct http_worker *w) {
    if (!w)
        return;
    (void)pthread_mutex_lock(&w->lock);
    w->stop = true;
    (void)pthread_cond_signal(&w->more);
    (void)pthread_mutex_unlock(&w->lock);
    (void)pthread_join(w->thread, NULL);
    (void)pthread_cond_destroy(&w->more);
    (void)pthread_mutex_destroy(&w->lock);
    free(w);
}

struct err http_worker_add(struct http_worker *w, struct http_exchange *x) {
    (void)pthread_mutex_lock(&w->lock);
    bool full = w->waiting >= WAITING_MAX;
    if (!full) {
        x->next = NULL;
        *w->last = x;
        w->last = &x->next;
        w->waiting++;
        (void)pthread_cond_signal(&w->more);
    }
    (void)pthread_mutex_unlock(&w->lock);
    return full ? ERR(ERR_BUSY, STR("worker")) : OK;
}

void http_wake_loop(struct http_thread *loop) {
    if (eventfd_write(loop->event_fd, 1))
        die("an event descriptor cannot be written");
}

struct chain {
    struct http_exchange *first, **last;
};

static void chain_add(struct chain *c, struct http_exchange *x) {
    if (!c->first)
        c->last = &c->first;
    x->next = NULL;
    *c->last = x;
    c->last = &x->next;
}

/* Hands a loop its exchanges: one lock, one wake. From here on they are the loop's. */
static void hand_over(struct http_thread *l, const struct chain *c) {
    (void)pthread_mutex_lock(&l->lock);
    bool wake = !l->woken;
    *l->woken_tail = c->first;
    l->woken_tail = c->last;
    (void)pthread_mutex_unlock(&l->lock);
    if (wake)
        http_wake_loop(l);
}

void http_resume(struct http_call *call) {
    http_resume_all(&call, 1);
}

void http_resume_all(struct http_call *const *calls, size_t count) {
    if (!count)
        return;
    struct http_server *s = ((struct http_exchange *)calls[0])->server;
    struct chain chains[HTTP_LOOPS_MAX] = {0};
    for (size_t i = 0; i < count; i++) {
        struct http_exchange *x = (struct http_exchange *)calls[i];
        chain_add(&chains[x->loop->index], x);
    }
    unsigned loops = s->o.loops;
    struct http_thread *list = s->loops;
    for (unsigned i = 0; i < loops; i++)
        if (chains[i].first)
            hand_over(&list[i], &chains[i]);
}

struct err http_suspend(struct http_call *call) {
    ((struct http_exchange *)call)->suspend = true;
    return OK;
}

struct err http_offload(struct http_call *call, void (*work)(struct http_call *call)) {
    struct http_exchange *x = (struct http_exchange *)call;
    x->work = work;
    struct err e = http_worker_add(x->server->worker, x);
    if (e.code)
        return e;
    return http_suspend(call);
}
