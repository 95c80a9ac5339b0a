/* The log's signature, asked of the signer (signer/signer.h), and the newest one kept at hand, so
 * that whoever only reads the log asks for none.
 *
 * A batch is signed after its commit: the store is never behind the signer, and a power cut between
 * the two leaves a signer that lacks the newest size, which is signed at the next start. Nothing
 * else is committed before it is (docs/adr/0029). */
#include "flow/flow_internal.h"
#include "flow/keys.h"

#include <string.h>

/* --- the newest at hand --- */

void flow_signed_init(struct flow *flow) {
    if (pthread_mutex_init(&flow->newest.mutex, NULL))
        die("threads cannot start");
}

static void remember(struct flow *flow, const struct ledger_signed *what) {
    struct flow_newest *n = &flow->newest;
    (void)pthread_mutex_lock(&n->mutex);
    if (!n->any || what->size >= n->what.size)
        n->what = *what;
    n->any = true;
    n->quiet_until = 0;
    (void)pthread_mutex_unlock(&n->mutex);
}

static bool at_hand(struct flow *flow, struct ledger_signed *ret) {
    struct flow_newest *n = &flow->newest;
    (void)pthread_mutex_lock(&n->mutex);
    bool any = n->any;
    *ret = n->what;
    (void)pthread_mutex_unlock(&n->mutex);
    return any;
}

void flow_sign_owe(struct flow *flow, int64_t size) {
    (void)pthread_mutex_lock(&flow->newest.mutex);
    flow->newest.owed = size;
    (void)pthread_mutex_unlock(&flow->newest.mutex);
}

static bool is_owed(struct flow *flow) {
    struct flow_newest *n = &flow->newest;
    (void)pthread_mutex_lock(&n->mutex);
    bool ret = !n->any || n->owed > n->what.size;
    (void)pthread_mutex_unlock(&n->mutex);
    return ret;
}

/* Whether a reader has a size signed: it is beyond what is signed and what the writer has signed
 * itself, and the signer was not silent a moment ago. */
static bool is_anothers(struct flow *flow, int64_t size) {
    struct flow_newest *n = &flow->newest;
    int64_t now = env_steady_us();
    (void)pthread_mutex_lock(&n->mutex);
    bool ret = !n->any || (size > n->what.size && size > n->owed && now >= n->quiet_until);
    (void)pthread_mutex_unlock(&n->mutex);
    return ret;
}

static void keep_quiet(struct flow *flow) {
    static const int64_t QUIET_US = 10 * INT64_C(1000000);
    int64_t until = env_steady_us() + QUIET_US;
    (void)pthread_mutex_lock(&flow->newest.mutex);
    flow->newest.quiet_until = until;
    (void)pthread_mutex_unlock(&flow->newest.mutex);
}

/* --- asking --- */

/* The proof between two sizes of this store. A size that it has not: an old copy was restored. */
static struct err prove(struct db *db, struct arena *a, const struct ledger_signed *what,
                        struct signer_request *r) {
    int64_t low = what->size < r->from ? what->size : r->from;
    int64_t high = what->size < r->from ? r->from : what->size;
    struct ledger_head head;
    struct ledger_proof proof;
    struct store_reader reader = {db, a};
    struct err e = store_head_load(db, a, &head);
    if (!e.code && high > head.size)
        e = ERR(ERR_CONFLICT, STR("signed"));
    if (!e.code)
        e = ledger_prove_consistency(low, high, store_read_node, &reader, &proof);
    if (e.code)
        return e;
    r->count = proof.count;
    memcpy(r->hashes, proof.hashes, proof.count * HASH_LEN);
    return OK;
}

static struct err take(struct flow *flow, const struct signer_reply *reply,
                       struct ledger_signed *what) {
    if (reply->kind != SIGNER_SIGNED || reply->size != what->size)
        return ERR(ERR_CONFLICT, STR("signed"));
    memcpy(what->signature, reply->data, SIGN_LEN);
    remember(flow, what);
    return OK;
}

/* from: what it signed last, as far as is known. Others may sign meanwhile: asked a few times. */
static struct err ask(struct flow *flow, const struct flow_asker *by, int64_t from,
                      struct ledger_signed *what) {
    enum { TRIES = 8 };
    struct signer_request *r = NEW(by->arena, struct signer_request, 1);
    struct signer_reply reply = {.kind = SIGNER_STALE, .size = from};
    struct err e = OK;
    r->size = what->size;
    r->root = what->root;
    for (int i = 0; i < TRIES && !e.code && reply.kind == SIGNER_STALE; i++) {
        r->from = reply.size;
        e = prove(by->db, by->arena, what, r);
        if (!e.code)
            e = signer_ask(flow->signer, r, &reply);
    }
    if (!e.code && reply.kind == SIGNER_STALE)
        e = ERR(ERR_BUSY, STR("signer"));
    if (!e.code)
        e = take(flow, &reply, what);
    return e;
}

/* To who wants a receipt every reason is one: it cannot be signed now, and may be stored already.
 */
static struct err shown(struct err e) {
    return e.code ? ERR(ERR_SIGNER, STR("signer")) : OK;
}

static struct err sign(struct flow *flow, const struct flow_asker *by, int64_t size,
                       const struct hash *root, struct str *ret_note) {
    struct ledger_signed what = {.size = size, .root = *root}, newest;
    bool any = at_hand(flow, &newest);
    struct err e = OK;
    if (any && newest.size == size && hash_equal(&newest.root, root))
        what = newest;
    else
        e = ask(flow, by, any ? newest.size : signer_ready(flow->signer)->size, &what);
    if (!e.code)
        *ret_note = ledger_checkpoint_note(by->arena, &flow->key, &what);
    return e;
}

struct err flow_sign(struct flow *flow, const struct flow_asker *by, int64_t size,
                     const struct hash *root, struct str *ret_note) {
    struct err e =
        flow->newest.silent ? ERR(ERR_SIGNER, STR("signer")) : sign(flow, by, size, root, ret_note);
    flow->newest.silent = e.code == ERR_SIGNER;
    return shown(e);
}

static struct err sign_head(struct flow *flow, const struct flow_asker *by,
                            const struct ledger_head *head, struct str *ret_note) {
    struct hash root = ledger_head_root(head);
    return sign(flow, by, head->size, &root, ret_note);
}

struct err flow_sign_newest(struct flow *flow, const struct flow_asker *by, struct str *ret_note,
                            int64_t *ret_size) {
    struct ledger_head head;
    struct ledger_signed newest;
    struct str note;
    struct err e = store_head_load(by->db, by->arena, &head);
    if (!e.code && is_anothers(flow, head.size)) {
        e = sign_head(flow, by, &head, &note);
        if (e.code == ERR_SIGNER)
            keep_quiet(flow);
    }
    if (!at_hand(flow, &newest))
        return e;
    *ret_note = ledger_checkpoint_note(by->arena, &flow->key, &newest);
    *ret_size = newest.size;
    return OK;
}

/* --- a batch --- */

struct settling {
    struct arena *arena;
    struct ledger_head head;
};

static struct err load_head(struct db *db, void *arg) {
    struct settling *s = arg;
    return store_head_load(db, s->arena, &s->head);
}

/* The head is read in a transaction that writes: it waits for a commit that this process has lost
 * sight of, and which may still be on its way. */
struct err flow_sign_late(struct flow *flow, struct arena *a) {
    const struct flow_asker by = {&flow->writer, a};
    struct settling s = {.arena = a};
    struct str note;
    flow->newest.silent = false;
    if (!is_owed(flow))
        return OK;
    struct err e = db_in_txn(&flow->writer, true, load_head, &s);
    if (e.code)
        return e;
    e = shown(sign_head(flow, &by, &s.head, &note));
    if (!e.code)
        flow_sign_owe(flow, s.head.size);
    return e;
}

void flow_sign_begin(struct flow *flow, struct arena *a, const struct flow_growth *g) {
    struct signer_request *r = NEW(a, struct signer_request, 1);
    r->size = g->size;
    r->from = g->proof.index;
    r->root = g->root;
    r->count = g->proof.count;
    memcpy(r->hashes, g->proof.hashes, g->proof.count * HASH_LEN);
    signer_begin(flow->signer, r);
}

struct err flow_sign_finish(struct flow *flow, struct arena *a, const struct flow_growth *g,
                            struct str *ret_note) {
    struct ledger_signed what = {.size = g->size, .root = g->root};
    struct signer_reply reply;
    const struct flow_asker by = {&flow->writer, a};
    struct err e = signer_finish(flow->signer, &reply);
    if (!e.code && reply.kind == SIGNER_STALE) /* another process signed, or it missed a size */
        e = ask(flow, &by, reply.size, &what);
    else if (!e.code)
        e = take(flow, &reply, &what);
    if (!e.code)
        *ret_note = ledger_checkpoint_note(a, &flow->key, &what);
    return shown(e);
}

/* --- at the start --- */

/* Whose key it has must be what the store says that the log is called. */
struct err flow_sign_open(struct flow *flow) {
    const struct signer_ready *ready = signer_ready(flow->signer);
    struct hash name = hash_sha256(flow->origin);
    if (!hash_equal(&name, &ready->origin))
        return ERR(ERR_CORRUPT, STR("keys"));
    struct err e = ledger_key_public(flow->origin, ready->public_key, &flow->key);
    if (e.code)
        return e;
    flow->vkey = ledger_vkey(flow->arena, &flow->key);
    const struct flow_asker by = {&flow->writer, flow->batch};
    struct ledger_head head;
    struct str note;
    e = store_head_load(&flow->writer, flow->batch, &head);
    if (!e.code)
        e = sign_head(flow, &by, &head, &note);
    arena_reset(flow->batch);
    return e;
}

struct err flow_signer_adopt(const char *data_dir, struct str db_name, bool *ret_done) {
    struct arena *a = arena_new(64u << 20);
    struct db db = {0};
    struct ledger_head head;
    struct signer_past past = {0};
    struct str where = db_name.len ? db_name : str_from_c(data_dir);
    struct err e = db_open(where, false, false, &db);
    if (!e.code)
        e = store_setting_find(&db, a, STR("origin"), &past.origin);
    if (!e.code)
        e = store_head_load(&db, a, &head);
    if (!e.code) {
        past.size = head.size;
        past.root = ledger_head_root(&head);
        e = signer_adopt(data_dir, &past, ret_done);
    }
    db_close(&db);
    arena_free(a);
    return e;
}

bool flow_signer_is_apart(const struct flow *flow) {
    return signer_ready(flow->signer)->layers & SIGNER_OWN_USER;
}

bool flow_signer_is_confined(const struct flow *flow) {
    enum { BOTH = SIGNER_NO_FILES | SIGNER_FEW_CALLS };
    return (signer_ready(flow->signer)->layers & BOTH) == BOTH;
}
