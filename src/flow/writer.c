#include "flow/clock.h"
#include "flow/days_off.h"
#include "flow/flow_internal.h"

#include <string.h>

/* The only place that begins and commits a write. Invariants kept here: I1 (an answer is given only
 * after the commit that made its leaf durable), I2 (events are only added), I4 (one root for a
 * size: the checkpoint table's key; what was committed is signed before more is: flow_sign.c). */

void flow_queue_init(struct flow_queue *queue, int64_t max) {
    *queue = (struct flow_queue){.max = max};
    queue->tail = &queue->head;
    if (pthread_mutex_init(&queue->mutex, NULL) || pthread_cond_init(&queue->wake, NULL))
        die("threads cannot start");
}

struct err flow_queue_add(struct flow_queue *queue, struct flow_lot *lot, struct flow_job *job) {
    (void)pthread_mutex_lock(&queue->mutex);
    bool full = queue->waiting >= queue->max || queue->stopping;
    queue->waiting += !full;
    (void)pthread_mutex_unlock(&queue->mutex);
    if (full)
        return ERR(ERR_BUSY, STR("queue"));
    job->next = NULL;
    if (lot->head)
        lot->last->next = job;
    else
        lot->head = job;
    lot->last = job;
    return OK;
}

void flow_queue_splice(struct flow_queue *queue, struct flow_lot *lot) {
    if (!lot->head)
        return;
    (void)pthread_mutex_lock(&queue->mutex);
    if (!queue->head)
        (void)pthread_cond_signal(&queue->wake);
    *queue->tail = lot->head;
    queue->tail = &lot->last->next;
    (void)pthread_mutex_unlock(&queue->mutex);
    *lot = (struct flow_lot){0};
}

struct flow_job *flow_queue_take(struct flow_queue *queue, int64_t max) {
    (void)pthread_mutex_lock(&queue->mutex);
    while (!queue->head && !queue->stopping)
        (void)pthread_cond_wait(&queue->wake, &queue->mutex);
    struct flow_job *jobs = queue->head, **end = &jobs;
    for (; *end && max > 0; max--) {
        end = &(*end)->next;
        queue->waiting--;
    }
    queue->head = *end;
    if (!queue->head)
        queue->tail = &queue->head;
    *end = NULL;
    (void)pthread_mutex_unlock(&queue->mutex);
    return jobs;
}

int64_t flow_next_index(const struct flow_txn *txn) {
    return txn->head.size + (int64_t)txn->leaf_count;
}

struct err flow_append(struct flow_txn *txn, struct store_event *ev, const struct hash *prev,
                       struct str *ret_manifest) {
    struct err e = flow_clock(txn->flow, ev->event.at);
    if (e.code)
        return e;
    struct str manifest = store_manifest(txn->arena, ev, prev);
    ev->event.commit = ledger_commit(&ev->salt, manifest);
    e = store_event_insert(txn->db, txn->batch, ev);
    if (e.code)
        return e;
    flow_clock_saw(txn->flow, ev->event.at);
    if (txn->leaf_count == txn->leaf_room) {
        size_t room = txn->leaf_room ? txn->leaf_room * 2 : 64;
        struct hash *leaves = NEW(txn->batch, struct hash, room);
        if (txn->leaf_count)
            memcpy(leaves, txn->leaves, txn->leaf_count * sizeof *leaves);
        txn->leaves = leaves;
        txn->leaf_room = room;
    }
    if (txn->job->first_index < 0) {
        txn->job->first_index = ev->event.index;
        txn->job->first_leaf = txn->leaf_count;
    }
    txn->leaves[txn->leaf_count++] = ledger_leaf(&ev->event.commit);
    if (ret_manifest)
        *ret_manifest = manifest;
    return OK;
}

struct err flow_append_alone(struct flow_txn *txn, const struct flow_single *single) {
    return flow_append_by(txn, single, &(struct flow_single_more){0});
}

struct err flow_append_by(struct flow_txn *txn, const struct flow_single *single,
                          const struct flow_single_more *more) {
    struct store_event ev = {
        .event = {.index = flow_next_index(txn),
                  .stream = single->stream,
                  .kind = single->kind,
                  .office = single->office,
                  .actor = more->actor.len ? more->actor : STR("system"),
                  .body = single->body,
                  .at = single->now},
        .case_id = flow_next_index(txn),
        .salt = single->salt,
        .parts = more->parts,
        .part_count = more->part_count,
    };
    return flow_append(txn, &ev, &(struct hash){0}, NULL);
}

/* guarded: each job runs in a savepoint. Most batches do without: a savepoint costs a copy of every
 * page that its job changes, and nearly every job that fails does so before it changes anything.
 * One that fails later spoils the batch, which is rolled back and run again, guarded. */
struct batch {
    struct flow *flow;
    struct flow_job *jobs;
    struct arena *arena;
    bool guarded, spoiled;
    bool stale, followed; /* another server published rules; they were taken, or cannot be */
    struct flow_txn txn;
    struct ledger_head after;
};

/* What a job appended or counted is forgotten when it fails. */
static struct err run_job(struct batch *b, struct flow_job *job) {
    struct flow_txn *txn = &b->txn;
    size_t leaves = txn->leaf_count, stats = txn->stats.count;
    uint64_t touched = txn->db->touched;
    job->first_index = -1;
    txn->job = job;
    txn->arena = job->arena;
    struct err e = b->guarded ? db_savepoint(txn->db) : OK;
    if (e.code)
        return e;
    job->result = job->run(txn, job);
    flow_numbers_settle(txn, !job->result.code);
    if (!job->result.code)
        return b->guarded ? db_release(txn->db) : OK;
    txn->leaf_count = leaves;
    txn->stats.count = stats;
    if (b->guarded)
        return db_undo(txn->db);
    b->spoiled = txn->db->touched != touched;
    return b->spoiled ? ERR(ERR_CONFLICT, STR("batch")) : OK;
}

struct node_sink {
    struct flow_txn *txn;
    struct err err;
};

static void save_node(void *arg, int level, int64_t index, const struct hash *hash) {
    struct node_sink *sink = arg;
    if (!sink->err.code)
        sink->err = store_node_insert(sink->txn->db, sink->txn->batch, level, index, hash);
}

/* Leaves, whole tiles, head and signed size of the batch. */
static struct err save_ledger(struct flow_txn *txn, struct ledger_head *ret_after) {
    struct ledger_head after = txn->head;
    struct node_sink sink = {.txn = txn};
    for (size_t i = 0; i < txn->leaf_count; i++)
        ledger_head_append(&after, &txn->leaves[i], save_node, &sink);
    struct err e = sink.err;
    if (!e.code)
        e = store_head_save(txn->db, txn->batch, &after);
    struct hash root = ledger_head_root(&after);
    if (!e.code)
        e = store_checkpoint_insert(txn->db, txn->batch, after.size, &root,
                                    env_now(txn->flow->env));
    *ret_after = after;
    return e;
}

static struct err batch_in_txn(struct db *db, void *arg) {
    struct batch *b = arg;
    b->spoiled = false;
    b->txn = (struct flow_txn){.flow = b->flow, .db = db, .batch = b->arena};
    struct err e = store_head_load(db, b->arena, &b->txn.head);
    if (!e.code)
        e = flow_law_is_stale(&b->txn, &b->stale);
    if (!e.code && b->stale && !b->followed)
        return ERR(ERR_CONFLICT, STR("law"));
    b->txn.law = b->flow->law;
    for (struct flow_job *job = b->jobs; job && !e.code; job = job->next)
        e = run_job(b, job);
    if (!e.code)
        e = flow_numbers_save(&b->txn);
    if (!e.code)
        e = store_stats_flush(db, b->arena, &b->txn.stats);
    if (!e.code && b->txn.leaf_count)
        e = save_ledger(&b->txn, &b->after);
    if (!e.code && b->txn.leaf_count)
        flow_sign_owe(b->flow, INT64_MAX); /* before it is seen by who reads */
    return e;
}

/* Has the size signed that is durable now and hands each job its proof. Without a signature a job
 * that wants its proof is refused, though what it did stays: the same request again finds it. */
static void publish(struct batch *b) {
    struct flow_txn *txn = &b->txn;
    const struct ledger_batch *grown =
        ledger_batch_new(b->arena, &txn->head, txn->leaves, txn->leaf_count);
    struct flow_growth *g = NEW(b->arena, struct flow_growth, 1);
    g->size = b->after.size;
    g->root = ledger_head_root(&b->after);
    ledger_batch_growth(grown, &g->proof);
    flow_sign_begin(b->flow, b->arena, g);
    struct ledger_proof *proofs = NEW(b->arena, struct ledger_proof, txn->leaf_count);
    ledger_batch_proofs(grown, proofs);
    struct str note = {0};
    struct err e = flow_sign_finish(b->flow, b->arena, g, &note);
    for (struct flow_job *job = b->jobs; job; job = job->next) {
        if (job->result.code || job->first_index < 0 || !job->wants_proof)
            continue;
        job->result = e;
        job->proof = proofs[job->first_leaf];
        job->checkpoint = arena_str(job->arena, note);
    }
}

/* Wakes those who wait; a job may be freed as soon as it was told. */
static void answer(struct flow *flow, struct flow_job *jobs) {
    void *contexts[FLOW_BATCH_MAX];
    size_t count = 0;
    while (jobs) {
        struct flow_job *job = jobs;
        jobs = job->next;
        if (job->done)
            job->done(job);
        else
            contexts[count++] = job->context;
    }
    if (count)
        flow->wake(contexts, count);
}

static struct err run_batch(struct batch *b) {
    struct err e = flow_sign_late(b->flow, b->arena);
    if (!e.code)
        e = db_in_txn(&b->flow->writer, true, batch_in_txn, b);
    if (e.code && b->spoiled) {
        b->guarded = true;
        e = db_in_txn(&b->flow->writer, true, batch_in_txn, b);
    }
    if (!e.code && b->txn.leaf_count)
        flow_sign_owe(b->flow, b->after.size);
    return e;
}

/* Takes what another server published, without the writer's lock: whoever replaces the law holds
 * that one's and may be waiting for ours. What cannot be read is the poll's to try again. */
static void follow(struct flow *flow) {
    int years;
    arena_reset(flow->batch);
    (void)pthread_mutex_unlock(&flow->writer_mutex);
    struct err e = flow_days_off_adopt(flow, &years);
    (void)e;
    (void)pthread_mutex_lock(&flow->writer_mutex);
}

void flow_batch(struct flow *flow, struct flow_job *jobs) {
    (void)pthread_mutex_lock(&flow->writer_mutex);
    struct batch b = {.flow = flow, .jobs = jobs, .arena = flow->batch};
    struct err e = run_batch(&b);
    if (e.code && b.stale) {
        follow(flow);
        b = (struct batch){.flow = flow, .jobs = jobs, .arena = flow->batch, .followed = true};
        e = run_batch(&b);
    }
    if (e.code)
        for (struct flow_job *job = jobs; job; job = job->next)
            job->result = e;
    else if (b.txn.leaf_count)
        publish(&b);
    flow->head_size = e.code || b.stale || b.txn.publishes ? -1 : flow_next_index(&b.txn);
    arena_reset(flow->batch);
    (void)pthread_mutex_unlock(&flow->writer_mutex);
    answer(flow, jobs);
}

void *flow_writer_loop(void *arg) {
    struct flow *flow = arg;
    struct flow_job *jobs;
    while ((jobs = flow_queue_take(&flow->writes, FLOW_BATCH_MAX))) {
        flow_batch(flow, jobs);
        stack_wipe();
    }
    return NULL;
}

struct err flow_submit(struct flow *flow, struct flow_lot *lot, struct flow_job *job) {
    return flow_queue_add(&flow->writes, lot, job);
}

void flow_hand_over(struct flow *flow, struct flow_lot *lot) {
    flow_queue_splice(&flow->writes, lot);
}

static void done_now(struct flow_job *job) {
    (void)job;
}

struct err flow_run_now(struct flow *flow, struct flow_job *job) {
    job->done = done_now;
    job->next = NULL;
    flow_batch(flow, job);
    return job->result;
}

struct err flow_run_all(struct flow *flow, struct flow_job *const *jobs, size_t count) {
    struct err e = OK;
    for (size_t i = 0, end; i < count; i = end) {
        end = count - i < FLOW_BATCH_MAX ? count : i + FLOW_BATCH_MAX;
        for (size_t k = i; k < end; k++) {
            jobs[k]->done = done_now;
            jobs[k]->next = k + 1 < end ? jobs[k + 1] : NULL;
        }
        flow_batch(flow, jobs[i]);
        for (size_t k = i; k < end; k++)
            if (!e.code)
                e = jobs[k]->result;
    }
    return e;
}
