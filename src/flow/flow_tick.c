#include "flow/tick.h"

#include "flow/clock.h"
#include "flow/counted.h"
#include "flow/flow_internal.h"
#include "ledger/note.h"

#include <stdlib.h>
#include <string.h>

/* Settings: the note that the public sees; the size up to which covers were appended. */
static const char SHOWN[] = "log-shown", COVERED[] = "log-covered", FIGURES[] = "figures-shown";
static const size_t TICK_ARENA = 256u << 20;

struct flow_tick {
    pthread_t thread;
    struct flow_pause pause;
    int64_t every_ms, seen; /* seen: the size shown at the last look; the thread's */
    void (*told)(struct err e);
    bool started, failed;
};

/* --- what is shown --- */

void flow_tick_init(struct flow *flow) {
    if (pthread_mutex_init(&flow->shown.mutex, NULL))
        die("threads cannot start");
}

/* What is longer is not kept. Under the mutex. */
static void keep_note(struct flow_note *to, struct str note, int64_t size) {
    if (note.len > sizeof to->text)
        return;
    memcpy(to->text, note.ptr, note.len);
    to->len = note.len;
    to->size = size;
}

/* A signature is verified once: the note that was good last is kept, to be compared byte by byte.
 */
static bool opened(struct flow *flow, struct str note, int64_t *ret_size) {
    struct flow_shown_note *n = &flow->shown;
    (void)pthread_mutex_lock(&n->mutex);
    bool good = n->shown.len && str_equal(note, (struct str){n->shown.text, n->shown.len});
    if (good)
        *ret_size = n->shown.size;
    (void)pthread_mutex_unlock(&n->mutex);
    return good;
}

static bool open_note(struct flow *flow, struct str note, int64_t *ret_size) {
    struct flow_shown_note *n = &flow->shown;
    struct ledger_checkpoint c;
    bool good = !ledger_checkpoint_open(note, &flow->key, &c).code;
    (void)pthread_mutex_lock(&n->mutex);
    n->verified++;
    if (good)
        keep_note(&n->shown, note, c.size);
    (void)pthread_mutex_unlock(&n->mutex);
    if (good)
        *ret_size = c.size;
    return good;
}

static bool own_at_hand(struct flow *flow, struct arena *a, int64_t least,
                        struct flow_tick_shown *ret) {
    struct flow_shown_note *n = &flow->shown;
    const struct flow_note *best = NULL;
    (void)pthread_mutex_lock(&n->mutex);
    for (size_t i = 0; i < FLOW_NOTES_OWN; i++) {
        const struct flow_note *one = &n->own[i];
        if (one->len && one->size >= least && (!best || one->size < best->size))
            best = one;
    }
    if (best)
        *ret =
            (struct flow_tick_shown){arena_str(a, (struct str){best->text, best->len}), best->size};
    (void)pthread_mutex_unlock(&n->mutex);
    return best != NULL;
}

struct err flow_tick_own(struct flow *flow, const struct flow_asker *by, int64_t least,
                         struct flow_tick_shown *ret) {
    struct flow_shown_note *n = &flow->shown;
    if (own_at_hand(flow, by->arena, least, ret))
        return OK;
    struct err e = flow_sign_newest(flow, by, &ret->note, &ret->size);
    if (e.code || ret->size < least)
        return e;
    (void)pthread_mutex_lock(&n->mutex);
    keep_note(&n->own[n->own_next++ % FLOW_NOTES_OWN], ret->note, ret->size);
    (void)pthread_mutex_unlock(&n->mutex);
    return OK;
}

/* A note that is not this log's, of a restored store that began another one, shows nothing. */
struct err flow_tick_look(struct flow *flow, const struct flow_asker *by,
                          struct flow_tick_shown *ret, int64_t *ret_size) {
    struct flow_tick_shown shown = {0};
    struct err e = store_head_shown(by->db, by->arena, str_from_c(SHOWN), ret_size, &shown.note);
    if (e.code)
        return e;
    bool good = shown.note.len &&
                (opened(flow, shown.note, &shown.size) || open_note(flow, shown.note, &shown.size));
    *ret = good ? shown : (struct flow_tick_shown){0};
    return OK;
}

struct err flow_tick_shown(struct flow *flow, const struct flow_asker *by,
                           struct flow_tick_shown *ret) {
    int64_t size;
    return flow_tick_look(flow, by, ret, &size);
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
    struct str note, figures;
    int64_t size;
};

/* Of two servers that tick at once the larger size stays. Log and figures change together. */
static struct err show_run(struct flow_txn *txn, struct flow_job *job) {
    const struct showing *x = (struct showing *)(void *)job;
    const struct flow_asker by = {txn->db, txn->batch};
    struct flow_tick_shown shown;
    struct err e = flow_tick_shown(txn->flow, &by, &shown);
    if (e.code || (x->note.len && shown.size > x->size))
        return e;
    e = store_setting_save(txn->db, txn->batch, str_from_c(SHOWN), x->note);
    return e.code ? e : store_setting_save(txn->db, txn->batch, str_from_c(FIGURES), x->figures);
}

/* Figures are read beside the writer, in a transaction of their own: they are of the moment after
 * the covers, and hold nobody up. */
static struct err tick_now(struct flow *flow, const struct flow_asker *by) {
    struct flow_job cover = {.run = cover_run, .arena = by->arena, .wants_proof = true};
    struct err e = flow_run_now(flow, &cover);
    struct showing show = {.job = {.run = show_run, .arena = by->arena},
                           .note = cover.checkpoint,
                           .size = cover.proof.size};
    if (e.code || !show.note.len)
        return e;
    const struct flow_counted_make make = {flow, by->db, by->arena, show.size, false};
    e = flow_counted_text(&make, &show.figures);
    return e.code ? e : flow_run_now(flow, &show.job);
}

/* A start whose log did not grow: its figures are those of that day, or were never kept. */
static struct err show_today(struct flow *flow, const struct flow_asker *by,
                             const struct flow_tick_shown *shown) {
    struct showing show = {
        .job = {.run = show_run, .arena = by->arena}, .note = shown->note, .size = shown->size};
    const struct flow_counted_make make = {flow, by->db, by->arena, shown->size, true};
    bool is = false;
    struct err e = flow_counted_is(&make, &is);
    if (!e.code && !is)
        e = flow_counted_text(&make, &show.figures);
    if (!e.code && !is)
        e = flow_run_now(flow, &show.job);
    return e.code == ERR_CONFLICT ? OK : e; /* it grew just now: the next tick shows it */
}

/* --- the thread --- */

struct look {
    struct flow_tick_shown shown;
    int64_t size; /* of the log */
};

static struct err look(struct flow *flow, const struct flow_asker *by, struct look *ret) {
    return flow_tick_look(flow, by, &ret->shown, &ret->size);
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
    struct db db = {0};
    const struct flow_asker by = {&db, arena_new(TICK_ARENA)};
    struct look now = {0};
    struct err e = flow_reader(flow, &db);
    if (!e.code)
        e = look(flow, &by, &now);
    bool due = first ? !now.shown.note.len || now.size > now.shown.size
                     : now.shown.size <= flow->tick->seen;
    if (!e.code && due)
        e = tick_now(flow, &by);
    else if (!e.code && first)
        e = show_today(flow, &by, &now.shown);
    if (!e.code && due)
        e = look(flow, &by, &now);
    if (!e.code)
        flow->tick->seen = now.shown.size;
    bool shown = now.shown.note.len > 0;
    db_close(&db);
    arena_free(by.arena);
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
    struct db db = {0};
    const struct flow_asker by = {&db, arena_new(TICK_ARENA)};
    struct look now = {0};
    struct showing show = {.job = {.run = show_run, .arena = by.arena}};
    struct err e = flow_reader(flow, &db);
    if (!e.code)
        e = look(flow, &by, &now);
    if (!e.code && now.shown.note.len)
        e = flow_run_now(flow, &show.job);
    db_close(&db);
    arena_free(by.arena);
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
