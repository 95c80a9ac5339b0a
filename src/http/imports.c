#include "http/imports.h"

#include <pthread.h>
#include <stdlib.h>

struct import {
    struct flow_roster_run *run; /* NULL: none; the thread's alone while it runs */
    struct str office;           /* in the run */
    struct http_import now;      /* how far it is; without told */
    int64_t turn;
    bool running;
};

struct http_imports {
    struct flow *flow;
    pthread_t thread;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t more;
    struct import list[HTTP_IMPORTS_KEPT];
    int64_t turn;
    bool stop;
};

/* Of those that run the one that waits longest. */
static struct import *next(struct http_imports *imports) {
    struct import *found = NULL;
    for (size_t i = 0; i < HTTP_IMPORTS_KEPT; i++) {
        struct import *one = &imports->list[i];
        if (one->running && (!found || one->turn < found->turn))
            found = one;
    }
    return found;
}

static struct http_import far(const struct flow_roster_run *run) {
    struct flow_roster_so_far so_far = flow_roster_run_so_far(run);
    return (struct http_import){
        .people = so_far.people, .faulty = so_far.faulty, .pace = so_far.pace};
}

static void *work(void *arg) {
    struct http_imports *imports = arg;
    (void)pthread_mutex_lock(&imports->lock);
    while (!imports->stop) {
        struct import *one = next(imports);
        if (!one) {
            (void)pthread_cond_wait(&imports->more, &imports->lock);
            continue;
        }
        (void)pthread_mutex_unlock(&imports->lock);
        bool running = flow_roster_run_step(one->run);
        struct http_import now = far(one->run);
        (void)pthread_mutex_lock(&imports->lock);
        one->now = now;
        one->running = running;
        one->turn = ++imports->turn;
    }
    (void)pthread_mutex_unlock(&imports->lock);
    return NULL;
}

struct http_imports *http_imports_new(struct flow *flow) {
    struct http_imports *imports = must_alloc(sizeof *imports);
    imports->flow = flow;
    if (pthread_mutex_init(&imports->lock, NULL) || pthread_cond_init(&imports->more, NULL) ||
        pthread_create(&imports->thread, NULL, work, imports))
        die("a thread cannot be made");
    return imports;
}

void http_imports_free(struct http_imports *imports) {
    if (!imports)
        return;
    (void)pthread_mutex_lock(&imports->lock);
    imports->stop = true;
    (void)pthread_cond_signal(&imports->more);
    (void)pthread_mutex_unlock(&imports->lock);
    (void)pthread_join(imports->thread, NULL);
    for (size_t i = 0; i < HTTP_IMPORTS_KEPT; i++)
        flow_roster_run_free(imports->list[i].run);
    (void)pthread_cond_destroy(&imports->more);
    (void)pthread_mutex_destroy(&imports->lock);
    free(imports);
}

/* NULL: none of this office's is known. */
static struct import *find(struct http_imports *imports, struct str office) {
    for (size_t i = 0; i < HTTP_IMPORTS_KEPT; i++)
        if (imports->list[i].run && str_equal(imports->list[i].office, office))
            return &imports->list[i];
    return NULL;
}

/* A free place, or that of what was over first. There is one: few run. */
static struct import *oldest(struct http_imports *imports) {
    struct import *found = NULL;
    for (size_t i = 0; i < HTTP_IMPORTS_KEPT; i++) {
        struct import *one = &imports->list[i];
        if (!one->running && (!found || one->turn < found->turn))
            found = one;
    }
    return found;
}

static struct err place(struct http_imports *imports, struct str office, struct import **ret) {
    struct import *known = find(imports, office);
    size_t running = 0;
    for (size_t i = 0; i < HTTP_IMPORTS_KEPT; i++)
        running += imports->list[i].running;
    if (known && known->running)
        return ERR(ERR_CONFLICT, STR("import"));
    if (running >= HTTP_IMPORTS_RUNNING)
        return ERR(ERR_BUSY, STR("import"));
    *ret = known ? known : oldest(imports);
    return OK;
}

struct err http_imports_add(struct http_imports *imports, const struct flow_roster_file *file) {
    struct import *one;
    (void)pthread_mutex_lock(&imports->lock);
    struct err e = place(imports, file->office, &one);
    if (!e.code) {
        flow_roster_run_free(one->run);
        struct flow_roster_run *run = flow_roster_run_new(imports->flow, file);
        *one = (struct import){.run = run,
                               .office = flow_roster_run_so_far(run).office,
                               .now.pace = {-1, -1},
                               .turn = ++imports->turn,
                               .running = true};
        (void)pthread_cond_signal(&imports->more);
    }
    (void)pthread_mutex_unlock(&imports->lock);
    return e;
}

bool http_imports_find(struct http_imports *imports, struct arena *a, struct str office,
                       struct http_import *ret) {
    (void)pthread_mutex_lock(&imports->lock);
    const struct import *one = find(imports, office);
    if (one) {
        *ret = one->now;
        ret->running = one->running;
        if (!one->running) {
            struct flow_roster_so_far so_far = flow_roster_run_so_far(one->run);
            ret->failed = so_far.failed;
            ret->told = *so_far.told;
            ret->told.fixes = arena_str(a, so_far.told->fixes);
        }
    }
    (void)pthread_mutex_unlock(&imports->lock);
    return one != NULL;
}
