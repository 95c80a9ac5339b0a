#include "base/buf.h"
#include "flow/flow_internal.h"
#include "flow/log.h"
#include "flow/witness.h"
#include "ledger/cosign.h"

struct err flow_log_checkpoint(struct flow *flow, struct db *db, struct arena *a, struct str *ret) {
    const struct flow_asker by = {db, a};
    int64_t size;
    return flow_witnessed(flow, a, ret, &size) ? OK : flow_sign_newest(flow, &by, ret, &size);
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

struct err flow_log_tile(struct db *db, struct arena *a, struct str path, struct str *ret,
                         bool *ret_whole) {
    struct ledger_tile tile;
    struct ledger_head head;
    struct err e = store_head_load(db, a, &head);
    if (e.code)
        return e;
    if (!ledger_tile_parse(path, &tile) || !ledger_tile_exists(&tile, head.size))
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

/* The checkpoint that the public sees if that covers a size, else the newest. */
struct shown {
    struct str note;
    int64_t size;
};
static struct err covering(struct flow *flow, const struct flow_asker *by, int64_t least,
                           struct shown *ret) {
    struct ledger_head head;
    struct err e = store_head_load(by->db, by->arena, &head);
    if (!e.code && (least < 0 || least > head.size))
        return ERR(ERR_MISSING, STR("size"));
    if (!e.code && (!flow_witnessed(flow, by->arena, &ret->note, &ret->size) || least > ret->size))
        e = flow_sign_newest(flow, by, &ret->note, &ret->size);
    if (!e.code && least > ret->size) /* committed, and the signer is silent */
        e = ERR(ERR_SIGNER, STR("signer"));
    return e;
}

struct err flow_log_proof(struct flow *flow, struct db *db, struct arena *a, int64_t index,
                          struct str *ret) {
    struct shown shown;
    const struct flow_asker by = {db, a};
    struct err e = index < 0 || index == INT64_MAX ? ERR(ERR_MISSING, STR("index"))
                                                   : covering(flow, &by, index + 1, &shown);
    if (e.code == ERR_MISSING)
        return ERR(ERR_MISSING, STR("index"));
    struct store_reader reader = {db, a};
    struct ledger_proof proof;
    if (!e.code)
        e = ledger_prove_inclusion(index, shown.size, store_read_node, &reader, &proof);
    if (!e.code)
        *ret = ledger_receipt_text(a, &proof, shown.note);
    return e;
}

struct err flow_log_consistency(struct flow *flow, struct db *db, struct arena *a, int64_t old,
                                struct str *ret) {
    struct shown shown;
    const struct flow_asker by = {db, a};
    struct ledger_submission *s = NEW(a, struct ledger_submission, 1);
    struct err e = covering(flow, &by, old, &shown);
    struct store_reader reader = {db, a};
    struct ledger_proof proof;
    if (!e.code)
        e = ledger_prove_consistency(old, shown.size, store_read_node, &reader, &proof);
    if (e.code)
        return e;
    s->note = shown.note;
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
