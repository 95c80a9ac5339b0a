/* Making and checking proofs (RFC 6962 sections 2.1.1 and 2.1.2; the checks are those of RFC 9162
 * sections 2.1.3.2 and 2.1.4.2, which need no recursion).
 *
 * Makers walk from the root down to the leaf and turn the list round at the end. A walk's interval
 * [low, high) always begins at a multiple of the largest power of two below its length, so that
 * any part of it is a row of complete subtrees. */
#include "ledger/ledger_internal.h"

#include <assert.h>

struct reader {
    ledger_read_node *read;
    void *arg;
};

/* A complete node: read where tiles keep it, else made of the 2^(level mod 8) stored ones below.
 * Recursion ends after 7 steps. */
static struct err read_complete(const struct reader *r, int level, int64_t index,
                                struct hash *ret) {
    if (level % 8 == 0)
        return r->read(r->arg, level, index, ret);
    struct hash left, right;
    struct err e = read_complete(r, level - 1, index * 2, &left);
    if (e.code)
        return e;
    e = read_complete(r, level - 1, index * 2 + 1, &right);
    if (e.code)
        return e;
    *ret = ledger_node(&left, &right);
    return OK;
}

/* The root over leaves [low, high), low < high: its complete subtrees, joined from the right. */
static struct err read_range(const struct reader *r, int64_t low, int64_t high, struct hash *ret) {
    struct hash root = {0};
    bool first = true;
    for (int level = 0; low < high; level++) {
        int64_t width = (int64_t)1 << level;
        if (!((high - low) & width))
            continue;
        high -= width;
        struct hash node;
        struct err e = read_complete(r, level, high >> level, &node);
        if (e.code)
            return e;
        root = first ? node : ledger_node(&node, &root);
        first = false;
    }
    *ret = root;
    return OK;
}

/* The largest power of two below length, which is at least 2. */
static int64_t split(int64_t length) {
    int64_t k = 1;
    while (k * 2 < length)
        k *= 2;
    return k;
}

static void turn_round(struct ledger_proof *proof) {
    for (size_t low = 0, high = proof->count; low + 1 < high; low++) {
        high--;
        struct hash kept = proof->hashes[low];
        proof->hashes[low] = proof->hashes[high];
        proof->hashes[high] = kept;
    }
}

struct err ledger_prove_inclusion(int64_t index, int64_t size, ledger_read_node *read, void *arg,
                                  struct ledger_proof *ret) {
    if (!ledger_size_ok(size))
        return ERR(ERR_INVALID, STR("size"));
    if (index < 0 || index >= size)
        return ERR(ERR_INVALID, STR("index"));
    const struct reader r = {read, arg};
    struct ledger_proof proof = {.index = index, .size = size};
    for (int64_t low = 0, high = size; high - low > 1;) {
        int64_t middle = low + split(high - low);
        bool left = index < middle;
        struct hash *sibling = &proof.hashes[proof.count++];
        struct err e =
            left ? read_range(&r, middle, high, sibling) : read_range(&r, low, middle, sibling);
        if (e.code)
            return e;
        if (left)
            high = middle;
        else
            low = middle;
    }
    turn_round(&proof);
    *ret = proof;
    return OK;
}

/* SUBPROOF of RFC 6962 2.1.2: ends where the interval is all old; that interval's own root is
 * left out when it begins at leaf 0, since the checker has it. */
struct err ledger_prove_consistency(int64_t old_size, int64_t size, ledger_read_node *read,
                                    void *arg, struct ledger_proof *ret) {
    if (!ledger_size_ok(size))
        return ERR(ERR_INVALID, STR("size"));
    if (old_size < 0 || old_size > size)
        return ERR(ERR_INVALID, STR("old_size"));
    const struct reader r = {read, arg};
    struct ledger_proof proof = {.index = old_size, .size = size};
    int64_t low = 0, high = old_size ? size : 0;
    while (old_size < high) {
        int64_t middle = low + split(high - low);
        bool left = old_size <= middle;
        struct hash *part = &proof.hashes[proof.count++];
        struct err e =
            left ? read_range(&r, middle, high, part) : read_range(&r, low, middle, part);
        if (e.code)
            return e;
        if (left)
            high = middle;
        else
            low = middle;
    }
    if (low > 0) {
        struct err e = read_range(&r, low, high, &proof.hashes[proof.count++]);
        if (e.code)
            return e;
    }
    turn_round(&proof);
    *ret = proof;
    return OK;
}

struct err ledger_root_of(int64_t size, ledger_read_node *read, void *arg, struct hash *ret) {
    if (!ledger_size_ok(size))
        return ERR(ERR_INVALID, STR("size"));
    if (size == 0) {
        *ret = ledger_empty_root();
        return OK;
    }
    const struct reader r = {read, arg};
    return read_range(&r, 0, size, ret);
}

/* Where a climb stands: the node of interest and the last node, at the level reached. */
struct climb {
    int64_t node, last;
};

/* Climbs past the levels where the node, being last and even, has no sibling. It is not the first
 * node of its level: so it has a bit that ends the climb. */
static void skip_lonely(struct climb *c) {
    assert(c->node > 0);
    while (!(c->node & 1)) {
        c->node >>= 1;
        c->last >>= 1;
    }
}

bool ledger_inclusion_root(const struct ledger_proof *proof, const struct hash *leaf,
                           struct hash *ret) {
    if (!ledger_size_ok(proof->size) || proof->index < 0 || proof->index >= proof->size ||
        proof->count > LEDGER_PROOF_MAX)
        return false;
    struct climb c = {proof->index, proof->size - 1};
    struct hash made = *leaf;
    for (size_t i = 0; i < proof->count; i++) {
        if (c.last == 0)
            return false;
        if ((c.node & 1) || c.node == c.last) {
            made = ledger_node(&proof->hashes[i], &made);
            skip_lonely(&c);
        } else {
            made = ledger_node(&made, &proof->hashes[i]);
        }
        c.node >>= 1;
        c.last >>= 1;
    }
    if (c.last != 0)
        return false;
    *ret = made;
    return true;
}

bool ledger_check_inclusion(const struct ledger_proof *proof, const struct hash *leaf,
                            const struct hash *root) {
    struct hash made;
    return ledger_inclusion_root(proof, leaf, &made) && hash_equal(&made, root);
}

bool ledger_check_consistency(const struct ledger_proof *proof, int64_t old_size,
                              const struct hash *old_root, const struct hash *root) {
    if (!ledger_size_ok(proof->size) || old_size < 0 || old_size > proof->size ||
        proof->count > LEDGER_PROOF_MAX)
        return false;
    if (old_size == proof->size)
        return proof->count == 0 && hash_equal(old_root, root);
    if (old_size == 0) {
        const struct hash empty = ledger_empty_root();
        return proof->count == 0 && hash_equal(old_root, &empty);
    }
    if (proof->count == 0)
        return false;
    struct climb c = {old_size - 1, proof->size - 1};
    while (c.node & 1) {
        c.node >>= 1;
        c.last >>= 1;
    }
    /* An old tree of 2^k leaves is itself a node of the new one: the proof leaves it out. */
    bool whole = c.node == 0;
    struct hash made_old = whole ? *old_root : proof->hashes[0], made = made_old;
    for (size_t i = whole ? 0 : 1; i < proof->count; i++) {
        if (c.last == 0)
            return false;
        if ((c.node & 1) || c.node == c.last) {
            made_old = ledger_node(&proof->hashes[i], &made_old);
            made = ledger_node(&proof->hashes[i], &made);
            skip_lonely(&c);
        } else {
            made = ledger_node(&made, &proof->hashes[i]);
        }
        c.node >>= 1;
        c.last >>= 1;
    }
    return c.last == 0 && hash_equal(&made_old, old_root) && hash_equal(&made, root);
}
