#include "flow/witness.h"

#include "base/file.h"
#include "flow/clock.h"
#include "flow/flow_internal.h"
#include "witness/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LINE_ROOM = 512, NOTE_ROOM = 1024 + LEDGER_WITNESSES_MAX * LINE_ROOM };
static const size_t ROUND_ARENA = 16u << 20;
static const char FILE_NAME[] = "checkpoint", FILE_BEFORE[] = "witnessed.checkpoint";

struct asked_peer {
    struct witness_peer peer;
    struct flow_witness_state state;
    char line[LINE_ROOM]; /* its cosignature of state.size */
    size_t line_len;
};
struct flow_witnesses {
    struct flow *flow;
    struct flow_witness_config config;
    struct asked_peer peers[LEDGER_WITNESSES_MAX]; /* the thread's; state under the mutex */
    struct ledger_key keys[LEDGER_WITNESSES_MAX];
    int dir;
    struct flow_pause pause;
    pthread_mutex_t mutex;
    pthread_t thread;
    bool started;
    struct witness_line *line;
    char note[NOTE_ROOM]; /* under the mutex: what the public sees */
    size_t note_len, note_by;
    int64_t note_size;
};

/* --- what is kept --- */

bool flow_witnessed(struct flow *flow, struct arena *a, struct str *ret_note, int64_t *ret_size) {
    struct flow_witnesses *w = flow->witnesses;
    if (!w)
        return false;
    (void)pthread_mutex_lock(&w->mutex);
    bool any = w->note_len > 0;
    if (any) {
        *ret_note = arena_str(a, (struct str){w->note, w->note_len});
        *ret_size = w->note_size;
    }
    (void)pthread_mutex_unlock(&w->mutex);
    return any;
}

static void show(struct flow_witnesses *w, struct str note, const struct ledger_seen *seen) {
    (void)pthread_mutex_lock(&w->mutex);
    memcpy(w->note, note.ptr, note.len);
    w->note_len = note.len;
    w->note_by = seen->count;
    w->note_size = seen->checkpoint.size;
    (void)pthread_mutex_unlock(&w->mutex);
}

static struct ledger_policy policy_of(const struct flow_witnesses *w) {
    return (struct ledger_policy){&w->flow->key, w->keys, w->config.count, w->config.quorum};
}

/* Keeps what is newer, or seen by more. What cannot be written is not shown: a restart would show
 * less than the public had seen. */
static void keep(struct flow_witnesses *w, struct str note) {
    const struct ledger_policy policy = policy_of(w);
    struct ledger_seen seen;
    if (note.len > NOTE_ROOM || ledger_policy_check(note, &policy, &seen).code)
        return;
    bool newer = seen.checkpoint.size > w->note_size;
    bool more = seen.checkpoint.size == w->note_size && seen.count > w->note_by;
    if ((newer || more || !w->note_len) && !witness_file_replace(w->dir, FILE_NAME, note).code)
        show(w, note, &seen);
}

/* A kept note that is not this log's says nothing; one whose witnesses are others now still says
 * what the log signed, but is not shown. */
static struct err load(struct flow_witnesses *w, struct arena *a) {
    struct str note;
    struct ledger_checkpoint c;
    struct ledger_seen seen;
    struct err e = witness_file_read(w->dir, FILE_NAME, a, NOTE_ROOM, &note);
    if (e.code == ERR_MISSING || (!e.code && ledger_checkpoint_open(note, &w->flow->key, &c).code))
        return OK;
    if (!e.code)
        e = flow_log_holds(&w->flow->writer, a, &c, STR("witnessed"));
    const struct ledger_policy policy = policy_of(w);
    if (!e.code && !ledger_policy_check(note, &policy, &seen).code)
        show(w, note, &seen);
    return e;
}

/* --- asking --- */

struct round {
    struct flow_witnesses *w;
    struct db *db;
    struct arena *arena;
    struct witness_offer offer;
};

static struct err prove(void *arg, int64_t old_size, struct ledger_proof *ret) {
    struct round *r = arg;
    struct store_reader reader = {r->db, r->arena};
    return ledger_prove_consistency(old_size, r->offer.size, store_read_node, &reader, ret);
}

static struct instant world_now(void) {
    struct env world = env_system(); /* a store's own clock may stand in another year */
    return env_now(&world);
}

static void note_answer(struct round *r, struct asked_peer *p, const struct witness_said *said) {
    struct flow_witnesses *w = r->w;
    struct flow_witness_state *s = &p->state, before = *s;
    bool cosigned = said->heard == WITNESS_COSIGNED && said->line.len <= LINE_ROOM;
    (void)pthread_mutex_lock(&w->mutex);
    if (cosigned) {
        memcpy(p->line, said->line.ptr, said->line.len);
        p->line_len = said->line.len;
        s->size = r->offer.size;
        s->at.us = said->seconds < INT64_MAX / 1000000 ? said->seconds * 1000000 : INT64_MAX;
    } else if (!before.asked || before.heard == WITNESS_COSIGNED) {
        s->since = world_now();
    }
    s->heard = said->heard;
    s->known = p->peer.known;
    s->asked = true;
    struct flow_witness_state now = *s;
    (void)pthread_mutex_unlock(&w->mutex);
    bool news = before.asked ? before.heard != now.heard : !cosigned;
    if (news && w->config.changed)
        w->config.changed(w->config.arg, &now);
}

/* One question to each witness that has not cosigned this size. */
static void ask_all(struct round *r) {
    struct flow_witnesses *w = r->w;
    struct buf note;
    buf_init(&note, NOTE_ROOM);
    buf_add(&note, r->offer.note);
    for (size_t i = 0; i < w->config.count && !atomic_load(&w->pause.ended); i++) {
        struct asked_peer *p = &w->peers[i];
        if (p->state.heard != WITNESS_COSIGNED || p->state.size != r->offer.size) {
            struct witness_said said = witness_ask(w->line, r->arena, &p->peer, &r->offer);
            note_answer(r, p, &said);
        }
        if (p->state.heard == WITNESS_COSIGNED && p->state.size == r->offer.size)
            buf_add(&note, (struct str){p->line, p->line_len});
    }
    if (!buf_full(&note))
        keep(w, buf_str(&note));
    buf_done(&note);
}

static struct err ask_round(struct flow_witnesses *w, struct db *db) {
    struct round r = {.w = w, .db = db, .arena = arena_new(ROUND_ARENA)};
    const struct flow_asker by = {db, r.arena};
    struct flow_tick_shown now;
    struct err e = flow_tick_newest(w->flow, &by, &now);
    if (!e.code && now.size > 0) {
        r.offer = (struct witness_offer){now.note, now.size, prove, &r};
        ask_all(&r);
    }
    arena_free(r.arena);
    return e;
}

struct err flow_witness_guard(struct flow *flow) {
    struct db db = {0};
    struct err e = flow_reader(flow, &db);
    if (!e.code)
        e = ask_round(flow->witnesses, &db);
    db_close(&db);
    return e;
}

/* --- the thread --- */

/* A store that cannot be read now is read at the next tick. */
static void *loop(void *arg) {
    struct flow_witnesses *w = arg;
    struct db db = {0};
    while (flow_pause_for(&w->pause, w->config.every_ms)) {
        struct err e = db.driver ? OK : flow_reader(w->flow, &db);
        if (!e.code)
            e = ask_round(w, &db);
        if (e.code) {
            db_close(&db);
            db = (struct db){0};
        }
    }
    db_close(&db);
    return NULL;
}

struct err flow_witness_start(struct flow *flow) {
    struct flow_witnesses *w = flow->witnesses;
    if (pthread_create(&w->thread, NULL, loop, w))
        return ERR(ERR_IO, STR("thread"));
    w->started = true;
    return OK;
}

void flow_witness_end(struct flow *flow) {
    struct flow_witnesses *w = flow->witnesses;
    if (!w)
        return;
    flow_pause_end(&w->pause);
    if (w->started)
        (void)pthread_join(w->thread, NULL);
    witness_line_free(w->line);
    if (w->dir >= 0)
        (void)close(w->dir);
    flow->witnesses = NULL;
    free(w);
}

/* --- at start --- */

/* One key under two names would count twice for those who only read names. */
static struct err take_peers(struct flow_witnesses *w, const struct flow_witness_config *c) {
    if (c->count < 1 || c->count > LEDGER_WITNESSES_MAX)
        return ERR(ERR_INVALID, STR("witness"));
    if (c->quorum > c->count)
        return ERR(ERR_INVALID, STR("quorum"));
    for (size_t i = 0; i < c->count; i++) {
        w->peers[i].peer = c->peers[i];
        w->peers[i].state.name = c->peers[i].key.name;
        w->keys[i] = c->peers[i].key;
        bool twice = memcmp(w->keys[i].public_key, w->flow->key.public_key,
                            sizeof w->keys[i].public_key) == 0;
        for (size_t k = 0; k < i; k++)
            twice = twice || memcmp(w->keys[i].public_key, w->keys[k].public_key,
                                    sizeof w->keys[i].public_key) == 0;
        if (twice)
            return ERR(ERR_INVALID, STR("witness"));
    }
    return OK;
}

struct err flow_witness_place(const char *data_dir) {
    int data = open(data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = data >= 0 && (!mkdirat(data, FLOW_WITNESS_FOLDER, 0700) || errno == EEXIST);
    if (good && faccessat(data, FLOW_WITNESS_FOLDER "/checkpoint", F_OK, 0))
        good = !renameat(data, FILE_BEFORE, data, FLOW_WITNESS_FOLDER "/checkpoint") ||
               errno == ENOENT;
    struct err e = good ? OK : file_err(errno, STR("data"));
    if (data >= 0)
        (void)close(data);
    return e;
}

static int open_place(const char *data_dir) {
    int data = open(data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int place = data < 0 ? -1
                         : openat(data, FLOW_WITNESS_FOLDER,
                                  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (data >= 0)
        (void)close(data);
    return place;
}

struct err flow_witness_open(struct flow *flow, const struct flow_witness_config *config) {
    struct flow_witnesses *w = must_alloc(sizeof *w);
    flow->witnesses = w;
    w->flow = flow;
    w->config = *config;
    w->config.peers = NULL; /* the caller's; take_peers copies them */
    if (!w->config.quorum)
        w->config.quorum = config->count / 2 + 1;
    if (pthread_mutex_init(&w->mutex, NULL))
        die("threads cannot start");
    flow_pause_init(&w->pause);
    w->line = witness_line_new(&w->pause.ended);
    w->dir = open_place(config->data_dir);
    struct err e = w->dir < 0 ? ERR(ERR_IO, STR("data")) : take_peers(w, config);
    if (!e.code) {
        struct arena *a = arena_new(ROUND_ARENA);
        e = load(w, a);
        arena_free(a);
    }
    return e;
}

size_t flow_witness_list(struct flow *flow, struct flow_witness_state ret[LEDGER_WITNESSES_MAX]) {
    struct flow_witnesses *w = flow->witnesses;
    if (!w)
        return 0;
    (void)pthread_mutex_lock(&w->mutex);
    for (size_t i = 0; i < w->config.count; i++)
        ret[i] = w->peers[i].state;
    (void)pthread_mutex_unlock(&w->mutex);
    return w->config.count;
}
