#include "base/buf.h"
#include "flow/flow_internal.h"
#include "flow/log.h"
#include "flow/witness.h"
#include "ledger/cosign.h"

/* What the public sees if that covers a size, else the newest that it may see; own: or the newest
 * of all. */
static struct err covering(struct flow *flow, const struct flow_asker *by, int64_t least, bool own,
                           struct flow_tick_shown *ret) {
    struct ledger_head head;
    if (least < 0)
        return ERR(ERR_MISSING, STR("size"));
    if (flow_witnessed(flow, by->arena, &ret->note, &ret->size) && least <= ret->size)
        return OK;
    struct err e = flow_tick_shown(flow, by, ret);
    if (e.code || (ret->note.len && least <= ret->size))
        return e;
    if (ret->note.len && !own)
        return ERR(ERR_MISSING, STR("size"));
    e = ret->note.len ? flow_tick_own(flow, by, least, ret)
                      : flow_sign_newest(flow, by, &ret->note, &ret->size);
    if (e.code || least <= ret->size)
        return e;
    e = store_head_load(by->db, by->arena, &head);
    if (!e.code) /* committed, and the signer is silent; or not there */
        e = least <= head.size ? ERR(ERR_SIGNER, STR("signer")) : ERR(ERR_MISSING, STR("size"));
    return e;
}

struct err flow_log_checkpoint(struct flow *flow, struct db *db, struct arena *a, struct str *ret) {
    const struct flow_asker by = {db, a};
    struct flow_tick_shown now;
    struct err e = covering(flow, &by, 0, false, &now);
    if (!e.code)
        *ret = now.note;
    return e;
}

static struct err entries(struct db *db, struct arena *a, const struct ledger_tile *tile,
                          struct buf *out) {
    struct hash *commits;
    int64_t from = tile->index * 256;
    struct err e = store_commits(db, a, from, from + tile->width, &commits);
    for (int i = 0; i < tile->width && !e.code; i++) {
        char entry[LEDGER_ENTRY_LEN];
        ledger_entry(&commits[i], entry);
        buf_add(out, (struct str){(const char[]){0, LEDGER_ENTRY_LEN}, 2});
        buf_add(out, (struct str){entry, sizeof entry});
    }
    return e;
}

static struct err tile_hashes(struct db *db, struct arena *a, const struct ledger_tile *tile,
                              struct buf *out) {
    struct hash *list;
    int64_t from = tile->index * 256;
    struct err e =
        tile->level == 0
            ? store_commits(db, a, from, from + tile->width, &list)
            : store_nodes(db, a, (struct store_stretch){tile->level, from, from + tile->width},
                          &list);
    for (int i = 0; i < tile->width && !e.code; i++) {
        struct hash h = tile->level == 0 ? ledger_leaf(&list[i]) : list[i];
        buf_add(out, hash_str(&h));
    }
    return e;
}

/* How far the log is shown: to the last tick, else all that is durable. */
static struct err shown_size(struct flow *flow, const struct flow_asker *by, int64_t *ret) {
    struct flow_tick_shown tick;
    struct err e = flow_tick_look(flow, by, &tick, ret);
    if (!e.code && tick.note.len)
        *ret = tick.size;
    return e;
}

struct err flow_log_tile(struct flow *flow, const struct flow_asker *by, struct str path,
                         struct str *ret, bool *ret_whole) {
    struct ledger_tile tile;
    struct db *db = by->db;
    struct arena *a = by->arena;
    int64_t size = 0;
    struct err e = shown_size(flow, by, &size);
    if (e.code)
        return e;
    if (!ledger_tile_parse(path, &tile) || !ledger_tile_exists(&tile, size))
        return ERR(ERR_MISSING, STR("tile"));
    struct buf out;
    buf_init(&out, 256 * (LEDGER_ENTRY_LEN + 2));
    e = tile.entries ? entries(db, a, &tile, &out) : tile_hashes(db, a, &tile, &out);
    if (!e.code) {
        *ret = arena_str(a, buf_str(&out));
        *ret_whole = tile.width == 256;
    }
    buf_done(&out);
    return e;
}

static struct err prove(struct flow *flow, const struct flow_asker *by, int64_t index, bool own,
                        struct str *ret) {
    struct flow_tick_shown now;
    struct err e = index < 0 || index == INT64_MAX ? ERR(ERR_MISSING, STR("index"))
                                                   : covering(flow, by, index + 1, own, &now);
    if (e.code == ERR_MISSING)
        return ERR(ERR_MISSING, STR("index"));
    struct store_reader reader = {by->db, by->arena};
    struct ledger_proof proof;
    if (!e.code)
        e = ledger_prove_inclusion(index, now.size, store_read_node, &reader, &proof);
    if (!e.code)
        *ret = ledger_receipt_text(by->arena, &proof, now.note);
    return e;
}

struct err flow_log_proof(struct flow *flow, struct db *db, struct arena *a, int64_t index,
                          struct str *ret) {
    return prove(flow, &(struct flow_asker){db, a}, index, false, ret);
}

struct err flow_log_own_proof(struct flow *flow, struct db *db, struct arena *a, int64_t index,
                              struct str *ret) {
    return prove(flow, &(struct flow_asker){db, a}, index, true, ret);
}

struct err flow_log_consistency(struct flow *flow, struct db *db, struct arena *a, int64_t old,
                                struct str *ret) {
    struct flow_tick_shown now;
    const struct flow_asker by = {db, a};
    struct ledger_submission *s = NEW(a, struct ledger_submission, 1);
    struct err e = covering(flow, &by, old, false, &now);
    struct store_reader reader = {db, a};
    struct ledger_proof proof;
    if (!e.code)
        e = ledger_prove_consistency(old, now.size, store_read_node, &reader, &proof);
    if (e.code)
        return e;
    s->note = now.note;
    s->old_size = old;
    s->count = proof.count;
    for (size_t i = 0; i < proof.count; i++)
        s->hashes[i] = proof.hashes[i];
    *ret = ledger_submission_text(a, s);
    return OK;
}

struct err flow_log_holds(struct db *db, struct arena *a, const struct ledger_checkpoint *c,
                          struct str about) {
    struct ledger_head head;
    bool same = false;
    struct err e = store_head_load(db, a, &head);
    if (!e.code && c->size <= head.size)
        e = store_had_root(db, a, c->size, &c->root, &same);
    return e.code || same ? e : ERR(ERR_CONFLICT, about);
}
