#include "flow/tick.h"

#include "flow/clock.h"
#include "flow/flow_internal.h"
#include "ledger/note.h"

#include <stdlib.h>

/* Settings: the note that the public sees; the size up to which covers were appended. */
static const char SHOWN[] = "log-shown", COVERED[] = "log-covered";
static const size_t TICK_ARENA = 4u << 20;

struct flow_tick {
    pthread_t thread;
    struct flow_pause pause;
    int64_t every_ms, seen; /* seen: the size shown at the last look; the thread's */
    void (*told)(struct err e);
    bool started, failed;
};

/* --- what is shown --- */

/* A note that is not this log's, of a restored store that began another one, shows nothing. */
struct err flow_tick_shown(struct flow *flow, const struct flow_asker *by,
                           struct flow_tick_shown *ret) {
    struct ledger_checkpoint c;
    struct str note;
    *ret = (struct flow_tick_shown){0};
    struct err e = store_setting_find(by->db, by->arena, str_from_c(SHOWN), &note);
    if (e.code == ERR_MISSING)
        return OK;
    if (!e.code && note.len && !ledger_checkpoint_open(note, &flow->key, &c).code)
        *ret = (struct flow_tick_shown){note, c.size};
    return e;
}

struct err flow_tick_newest(struct flow *flow, const struct flow_asker *by,
                            struct flow_tick_shown *ret) {
    struct err e = flow_tick_shown(flow, by, ret);
    return e.code || ret->note.len ? e : flow_sign_newest(flow, by, &ret->note, &ret->size);
}

/* --- a tick --- */

/* Up to where covers were appended: what another server covered, or what was not signed, may be
 * beyond what is shown. */
static struct err covered(const struct flow_asker *by, int64_t *ret) {
    struct str text;
    struct err e = store_setting_find(by->db, by->arena, str_from_c(COVERED), &text);
    *ret = 0;
    if (e.code == ERR_MISSING)
        return OK;
    return !e.code && !str_to_int(text, ret) ? ERR(ERR_CORRUPT, STR("log-covered")) : e;
}

/* A batch of its own: the size that is signed after it is the rounded one. */
static struct err cover_run(struct flow_txn *txn, struct flow_job *job) {
    const struct flow *flow = txn->flow;
    const struct flow_asker by = {txn->db, job->arena};
    struct flow_tick_shown shown;
    int64_t since = 0;
    struct err e = flow_tick_shown(txn->flow, &by, &shown);
    if (!e.code)
        e = covered(&by, &since);
    if (!e.code && shown.size > since)
        since = shown.size;
    int64_t covers = e.code ? 0 : ledger_cover(flow_next_index(txn) - since);
    for (int64_t i = 0; i < covers && !e.code; i++)
        e = flow_append_alone(txn, &(struct flow_single){.kind = STR("log.cover"),
                                                         .office = STR("system"),
                                                         .body = STR("{}"),
                                                         .now = env_now(flow->env),
                                                         .salt = env_hash(flow->env),
                                                         .stream = env_id128(flow->env)});
    struct str size = arena_printf(job->arena, "%lld", (long long)flow_next_index(txn));
    return e.code ? e : store_setting_save(txn->db, txn->batch, str_from_c(COVERED), size);
}

struct showing {
    struct flow_job job; /* first */
    struct str note;
    int64_t size;
};

/* Of two servers that tick at once the larger size stays. */
static struct err show_run(struct flow_txn *txn, struct flow_job *job) {
    const struct showing *x = (struct showing *)(void *)job;
    const struct flow_asker by = {txn->db, txn->batch};
    struct flow_tick_shown shown;
    struct err e = flow_tick_shown(txn->flow, &by, &shown);
    return e.code || (x->note.len && shown.size > x->size)
               ? e
               : store_setting_save(txn->db, txn->batch, str_from_c(SHOWN), x->note);
}

static struct err tick_now(struct flow *flow) {
    struct arena *a = arena_new(TICK_ARENA);
    struct flow_job cover = {.run = cover_run, .arena = a, .wants_proof = true};
    struct err e = flow_run_now(flow, &cover);
    struct showing show = {
        .job = {.run = show_run, .arena = a}, .note = cover.checkpoint, .size = cover.proof.size};
    if (!e.code && show.note.len)
        e = flow_run_now(flow, &show.job);
    arena_free(a);
    return e;
}

/* --- the thread --- */

struct look {
    struct flow_tick_shown shown;
    int64_t size; /* of the log */
};

static struct err look(struct flow *flow, struct arena *a, struct look *ret) {
    struct db db = {0};
    const struct flow_asker by = {&db, a};
    struct ledger_head head;
    struct err e = flow_reader(flow, &db);
    if (!e.code)
        e = flow_tick_shown(flow, &by, &ret->shown);
    if (!e.code)
        e = store_head_load(&db, a, &head);
    if (!e.code)
        ret->size = head.size;
    db_close(&db);
    return e;
}

static void tell(struct flow_tick *tick, struct err e) {
    bool news = tick->failed != (e.code != ERR_NONE);
    tick->failed = e.code != ERR_NONE;
    if (news && tick->told)
        tick->told(e);
}

/* Unless another server of the store ticked since the last look. What fails is told, and tried at
 * the next tick: what was shown stays. Without anything shown it is the start's to fail. */
static struct err turn(struct flow *flow, bool first) {
    struct arena *a = arena_new(TICK_ARENA);
    struct look now = {0};
    struct err e = look(flow, a, &now);
    bool due = first ? !now.shown.note.len || now.size > now.shown.size
                     : now.shown.size <= flow->tick->seen;
    if (!e.code && due)
        e = tick_now(flow);
    if (!e.code && due)
        e = look(flow, a, &now);
    if (!e.code)
        flow->tick->seen = now.shown.size;
    bool shown = now.shown.note.len > 0;
    arena_free(a);
    tell(flow->tick, e);
    return shown ? OK : e;
}

static void *tick_loop(void *arg) {
    struct flow *flow = arg;
    while (flow_pause_for(&flow->tick->pause, flow->tick->every_ms)) {
        struct err e = turn(flow, false);
        (void)e;
    }
    return NULL;
}

static struct err forget(struct flow *flow) {
    struct arena *a = arena_new(TICK_ARENA);
    struct look now = {0};
    struct showing show = {.job = {.run = show_run, .arena = a}};
    struct err e = look(flow, a, &now);
    if (!e.code && now.shown.note.len)
        e = flow_run_now(flow, &show.job);
    arena_free(a);
    return e;
}

struct err flow_tick_start(struct flow *flow, int64_t every_s, void (*told)(struct err e)) {
    if (!every_s)
        return forget(flow);
    struct flow_tick *tick = must_alloc(sizeof *tick);
    flow->tick = tick;
    tick->every_ms = every_s * 1000;
    tick->told = told;
    flow_pause_init(&tick->pause);
    struct err e = turn(flow, true);
    if (!e.code && pthread_create(&tick->thread, NULL, tick_loop, flow))
        e = ERR(ERR_IO, STR("thread"));
    tick->started = !e.code;
    return e;
}

void flow_tick_end(struct flow *flow) {
    struct flow_tick *tick = flow->tick;
    if (!tick)
        return;
    flow_pause_end(&tick->pause);
    if (tick->started)
        (void)pthread_join(tick->thread, NULL);
    flow->tick = NULL;
    free(tick);
}
