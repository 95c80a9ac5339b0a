#include "flow/boundaries.h"
#include "flow/days_off.h"
#include "flow/report.h"

#include "flow/clock.h"
#include "flow/flow_internal.h"
#include "flow/recount.h"
#include "flow/roster.h"
#include "flow/upload.h"

#include <time.h>

/* Clocks and roles that today's rules change (recount.h); and what uploads leave behind: halves of
 * them in blobs/tmp and blobs/parts, and whole ones that no report ever named. Rows go first, then
 * their bytes: a crash between the two leaves a file that nobody speaks of, never a row whose bytes
 * are missing.
 * Roster files that nobody goes on with are forgotten.
 * Between two runs it looks for rules that another server published, and for boundaries that were
 * imported.
 * Two processes on one evidence directory: only one writes. */

enum { EVERY_SECONDS = 3600, LOOK_SECONDS = 10 };
static const int64_t HOUR_US = 3600LL * 1000000;
static const size_t RUN_ARENA = 4u << 20;

void flow_upkeep_init(struct flow_upkeep *upkeep) {
    if (pthread_rwlock_init(&upkeep->evidence, NULL) ||
        pthread_mutex_init(&upkeep->ends.mutex, NULL))
        die("threads cannot start");
    flow_pause_init(&upkeep->pause);
}

struct expiry {
    struct flow_job job; /* first: run finds the rest by it */
    struct instant before;
    struct store_expired gone;
};

static struct err run_expiry(struct flow_txn *txn, struct flow_job *job) {
    struct expiry *expiry = (struct expiry *)(void *)job;
    return store_evidence_expire(txn->db, txn->arena, expiry->before, &expiry->gone);
}

struct err flow_expire(struct flow *flow, struct arena *a, bool *ret_more) {
    struct expiry expiry = {
        .job = {.run = run_expiry, .arena = a},
        .before = {env_now(flow->env).us - FLOW_EVIDENCE_HOURS * HOUR_US},
    };
    (void)pthread_rwlock_wrlock(&flow->upkeep.evidence);
    struct err e = flow_run_now(flow, &expiry.job);
    for (size_t i = 0; i < expiry.gone.orphan_count && !e.code; i++)
        e = blob_remove(flow->blobs, &expiry.gone.orphan[i]);
    (void)pthread_rwlock_unlock(&flow->upkeep.evidence);
    *ret_more = expiry.gone.rows == STORE_EXPIRE_MAX;
    return e;
}

static bool is_stopping(void *arg) {
    const struct flow_upkeep *upkeep = arg;
    return atomic_load(&upkeep->pause.ended);
}

/* What fails is tried again in an hour: a disk that is full or read-only speaks for itself. */
static void run_once(struct flow *flow) {
    if (flow_clock(flow, env_now(flow->env)).code)
        return; /* by a wrong clock uploads of today are old, and days off move */
    struct flow_recount recount = {.stop = is_stopping, .arg = &flow->upkeep};
    struct err counted = flow_recount(flow, &recount);
    (void)counted;
    struct env world = env_system(); /* files bear its time, whatever the store's clock says */
    struct err e = blob_sweep(flow->blobs, (struct instant){env_now(&world).us - HOUR_US});
    const int64_t begun = env_now(&world).us - FLOW_UPLOAD_HOURS * HOUR_US;
    struct err swept = blob_parts_sweep(flow->blobs, (struct instant){begun});
    e = e.code ? e : swept;
    struct arena *still = arena_new(RUN_ARENA);
    struct err forgotten = flow_roster_sweep(flow, still);
    arena_free(still);
    e = e.code ? e : forgotten;
    bool more = true;
    while (!e.code && more && !is_stopping(&flow->upkeep)) {
        struct arena *a = arena_new(RUN_ARENA);
        e = flow_expire(flow, a, &more);
        arena_free(a);
    }
}

/* Days off that another server loaded reach those who only read here, too. */
static void look(struct flow *flow, struct db *reader, bool *open) {
    int years;
    struct err e = *open ? OK : flow_reader(flow, reader);
    *open = !e.code;
    if (!e.code)
        e = flow_days_off_follow(flow, reader, &years);
    if (e.code && *open) {
        db_close(reader); /* the next look makes another */
        *open = false;
    }
}

static bool wait_an_hour(struct flow *flow) {
    int64_t end = env_steady_us() + EVERY_SECONDS * INT64_C(1000000);
    struct db reader = {0};
    bool open = false, again = true;
    while (again && env_steady_us() < end) {
        again = flow_pause_for(&flow->upkeep.pause, LOOK_SECONDS * 1000);
        if (again) {
            look(flow, &reader, &open);
            flow_boundaries_look(flow);
        }
    }
    if (open)
        db_close(&reader);
    return again;
}

static void *upkeep_loop(void *arg) {
    struct flow *flow = arg;
    do
        run_once(flow);
    while (wait_an_hour(flow));
    return NULL;
}

struct err flow_upkeep_start(struct flow *flow) {
    if (pthread_create(&flow->upkeep.thread, NULL, upkeep_loop, flow))
        return ERR(ERR_IO, STR("thread"));
    flow->upkeep.started = true;
    return OK;
}

void flow_upkeep_end(struct flow *flow) {
    struct flow_upkeep *upkeep = &flow->upkeep;
    flow_pause_end(&upkeep->pause);
    if (upkeep->started)
        (void)pthread_join(upkeep->thread, NULL);
    upkeep->started = false;
}
