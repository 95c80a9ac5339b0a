#include "flow/boundaries.h"
#include "flow/clock.h"
#include "flow/confine.h"
#include "flow/flow_internal.h"
#include "flow/keys.h"
#include "flow/witness.h"
#include "store/migrate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

static const size_t PROCESS_ARENA = 8u << 20;
static const size_t BATCH_ARENA = 256u << 20; /* a batch of 512 jobs with bodies of 256 KiB */
static const size_t BATCH_KEEP = 1u << 20;

/* What the store itself says of itself: its ledger's name, and whether it is a demonstration. */
static struct err read_settings(struct flow *flow) {
    struct str kind;
    struct err e = store_setting_find(&flow->writer, flow->arena, STR("origin"), &flow->origin);
    if (!e.code)
        e = store_setting_find(&flow->writer, flow->arena, STR("kind"), &kind);
    if (!e.code) {
        flow->demo = str_equal(kind, STR("demo"));
        flow->live = str_equal(kind, STR("live"));
    }
    return e.code == ERR_MISSING ? ERR(ERR_MISSING, STR("store")) : e;
}

static struct err read_keys(struct flow *flow, const char *data_dir) {
    struct flow_keys keys;
    struct err e = flow_keys_read(data_dir, &keys);
    if (e.code)
        return e;
    flow->receipt_secret = keys.receipt;
    return flow_sign_open(flow);
}

/* As root: the owner of the store from here on, so that what it writes is theirs, and what is the
 * signer's alone stays shut. */
static struct err become_owner(const char *data_dir) {
    int folder = open(data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool other, good = folder >= 0 && signer_become_owner(folder, &other);
    if (folder >= 0)
        (void)close(folder);
    return good ? OK : ERR(ERR_DENIED, STR("owner"));
}

/* Without a signer: no store here at all, one of before, or one that lost its keys. */
static struct err without_signer(const char *data_dir, struct err e, struct err opened) {
    char path[4096];
    if (opened.code)
        return opened;
    bool before = snprintf(path, sizeof path, "%s/keys/ledger.seed", data_dir) < (int)sizeof path &&
                  !access(path, F_OK);
    return before ? ERR(ERR_STORE, STR("migrate")) : e;
}

/* The signer first: it is forked before this process read anything, or has a second thread. */
static struct err open_store(struct flow *flow, const char *data_dir) {
    struct err e = signer_start(data_dir, &flow->signer);
    if (e.code && e.code != ERR_MISSING)
        return e;
    struct err opened = e.code ? OK : become_owner(data_dir);
    if (!opened.code)
        opened = db_open(flow->where, true, false, &flow->writer);
    return e.code ? without_signer(data_dir, e, opened) : opened;
}

static bool recursive_init(pthread_mutex_t *mutex) {
    pthread_mutexattr_t attr;
    if (pthread_mutexattr_init(&attr))
        return false;
    bool good = !pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE) &&
                !pthread_mutex_init(mutex, &attr);
    (void)pthread_mutexattr_destroy(&attr);
    return good;
}

static struct flow *flow_new(struct str where, const struct env *env, int64_t queue_max) {
    struct flow *flow = must_alloc(sizeof *flow);
    flow->arena = arena_new(PROCESS_ARENA);
    flow->batch = arena_new(BATCH_ARENA);
    arena_keep(flow->batch, BATCH_KEEP);
    buf_init(&flow->body, FLOW_CONTENT_MAX);
    flow->env = env;
    flow->lock_fd = -1;
    flow->where = arena_str(flow->arena, where);
    flow->law_index = flow->head_size = -1;
    if (pthread_mutex_init(&flow->writer_mutex, NULL) || !recursive_init(&flow->law_mutex) ||
        !flow_acceptances_init(&flow->accepted, NULL))
        die("threads cannot start");
    flow_signed_init(flow);
    flow_tick_init(flow);
    flow_queue_init(&flow->writes, queue_max ? queue_max : FLOW_QUEUE_MAX);
    flow_upkeep_init(&flow->upkeep);
    return flow;
}

static struct err give(struct flow *flow, struct err e, struct flow **ret) {
    if (e.code)
        flow_close(flow);
    else
        *ret = flow;
    return e;
}

struct err flow_open(const struct flow_config *config, struct flow **ret) {
    struct str where = config->db.len ? config->db : str_from_c(config->data_dir);
    struct flow *flow = flow_new(where, config->env, config->queue_max);
    flow->law = config->law;
    flow->accepted.text = config->accepted;
    flow->wake = config->wake;
    struct store_version version;
    struct err e = flow_risk_load(flow);
    if (!e.code)
        e = open_store(flow, config->data_dir);
    if (!e.code)
        e = store_check_version(&flow->writer, &version);
    if (!e.code && version.rebuild)
        e = ERR(ERR_STORE, STR("rebuild"));
    if (!e.code)
        e = read_settings(flow);
    if (!e.code)
        e = read_keys(flow, config->data_dir);
    if (!e.code)
        e = blob_store_open(config->data_dir, &flow->blobs);
    if (!e.code)
        e = flow_clock_open(flow);
    if (!e.code) {
        flow->data_dir = arena_str(flow->arena, str_from_c(config->data_dir));
        flow_boundaries_look(flow);
    }
    return give(flow, e, ret);
}

struct err flow_open_bare(const struct flow_bare *bare, struct flow **ret) {
    struct flow *flow = flow_new(bare->where, bare->env, 0);
    flow->origin = arena_str(flow->arena, bare->origin);
    struct err e = open_store(flow, bare->data_dir);
    if (!e.code)
        e = read_keys(flow, bare->data_dir);
    return give(flow, e, ret);
}

/* The lock is the kernel's: a process that was killed holds none. */
struct err flow_hold(struct flow *flow, const char *data_dir, bool shared) {
    struct str path = arena_printf(flow->arena, "%s/lock", data_dir);
    flow->lock_fd = open(path.ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (flow->lock_fd < 0)
        return errno == EROFS || errno == EACCES ? ERR(ERR_READ_ONLY, STR("lock"))
                                                 : ERR(ERR_IO, STR("lock"));
    if (!flock(flow->lock_fd, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB))
        return OK;
    return errno == EWOULDBLOCK ? ERR(ERR_BUSY, STR("store")) : ERR(ERR_IO, STR("lock"));
}

struct err flow_start(struct flow *flow) {
    if (pthread_create(&flow->writer_thread, NULL, flow_writer_loop, flow))
        return ERR(ERR_IO, STR("thread"));
    flow->started = true;
    return flow_upkeep_start(flow);
}

void flow_close(struct flow *flow) {
    if (!flow)
        return;
    flow_witness_end(flow);
    flow_tick_end(flow);
    flow_upkeep_end(flow);
    (void)pthread_mutex_lock(&flow->writes.mutex);
    flow->writes.stopping = true;
    (void)pthread_cond_signal(&flow->writes.wake);
    (void)pthread_mutex_unlock(&flow->writes.mutex);
    if (flow->started)
        (void)pthread_join(flow->writer_thread, NULL);
    signer_end(flow->signer);
    db_close(&flow->writer);
    blob_store_free(flow->blobs);
    flow_boundaries_end(flow);
    flow_acceptances_end(&flow->accepted);
    arena_free(flow->batch);
    buf_done(&flow->body);
    if (flow->lock_fd >= 0)
        (void)close(flow->lock_fd);
    arena_free(flow->arena);
    for (struct flow_law_kept *kept = flow->laws, *next; kept; kept = next) {
        next = kept->next;
        arena_free(kept->arena);
    }
    free(flow);
}

const struct law *flow_law(const struct flow *flow) {
    return flow->law;
}

const struct env *flow_env(const struct flow *flow) {
    return flow->env;
}

struct blob_store *flow_blobs(struct flow *flow) {
    return flow->blobs;
}

void flow_confine(struct flow *flow, struct confined *confined) {
    flow->confined = confined;
}

struct confined *flow_confined(const struct flow *flow) {
    return flow->confined;
}

struct str flow_vkey(const struct flow *flow) {
    return flow->vkey;
}

bool flow_is_demo(const struct flow *flow) {
    return flow->demo;
}

bool flow_is_live(const struct flow *flow) {
    return flow->live;
}

int64_t flow_store_shift(struct flow *flow) {
    struct arena *a = arena_new(PROCESS_ARENA);
    struct instant last = {0};
    struct err e = store_event_last(&flow->writer, a, &last);
    arena_free(a);
    return flow->demo && !e.code ? last.us + 1000000 - env_now(flow->env).us : 0;
}

struct err flow_reader(struct flow *flow, struct db *ret) {
    return db_open(flow->where, false, false, ret);
}

enum zone flow_zone(struct str region) {
    return region_zone(region);
}
