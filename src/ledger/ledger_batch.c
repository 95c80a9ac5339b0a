/* Proofs for a whole batch at once, from the head before it and the batch's leaves.
 *
 * The rows below hold, for each level, the complete nodes that the batch made and, where the old
 * size has that level's bit set, the frontier's root of that level just before them: it is the only
 * old hash that a new leaf can have as a sibling there. The right edge, which is incomplete, is
 * one further hash a level. Every proof then only copies. */
#include "ledger/ledger_internal.h"

#include <assert.h>

struct ledger_batch {
    int64_t before, size;   /* of the tree, before and after the batch */
    int height;             /* levels below the root */
    int64_t first[64];      /* index of nodes[level][0] */
    struct hash *nodes[64]; /* complete nodes first[level] .. (size >> level) - 1 */
    struct hash edge[64];   /* root over the leaves behind the last complete node */
    bool has_edge[64];      /* there are such leaves */
};

static void build_row(struct ledger_batch *rows, int level, const struct hash *leaves,
                      int64_t old_count) {
    const int64_t first = rows->first[level];
    struct hash *row = rows->nodes[level];
    if (level == 0) {
        for (int64_t i = old_count; i < rows->size; i++)
            row[i - first] = leaves[i - old_count];
        return;
    }
    const struct hash *below = rows->nodes[level - 1];
    const int64_t below_first = rows->first[level - 1];
    for (int64_t i = old_count; i < rows->size >> level; i++)
        row[i - first] = ledger_node(&below[i * 2 - below_first], &below[i * 2 + 1 - below_first]);
}

static void build_edge(struct ledger_batch *rows, int level) {
    rows->has_edge[level] = level && (rows->has_edge[level - 1] || (rows->size >> (level - 1) & 1));
    if (!rows->has_edge[level])
        return;
    rows->edge[level] = rows->edge[level - 1];
    if (!(rows->size >> (level - 1) & 1))
        return;
    int64_t last = (rows->size >> (level - 1)) - 1;
    const struct hash *node = &rows->nodes[level - 1][last - rows->first[level - 1]];
    rows->edge[level] =
        rows->has_edge[level - 1] ? ledger_node(node, &rows->edge[level - 1]) : *node;
}

static void build(struct arena *a, struct ledger_batch *rows, const struct ledger_head *before,
                  const struct hash *leaves) {
    size_t old_roots = 0;
    for (int level = 62; level >= 0; level--)
        old_roots += (size_t)(before->size >> level & 1);
    while ((int64_t)1 << rows->height < rows->size)
        rows->height++;
    for (int level = 0; level < rows->height; level++) {
        int64_t old_count = before->size >> level;
        rows->first[level] = old_count & ~(int64_t)1;
        rows->nodes[level] =
            NEW(a, struct hash, (size_t)((rows->size >> level) - rows->first[level]));
        if (old_count & 1)
            rows->nodes[level][0] = before->frontier[--old_roots];
        build_row(rows, level, leaves, old_count);
        build_edge(rows, level);
    }
}

const struct ledger_batch *ledger_batch_new(struct arena *a, const struct ledger_head *before,
                                            const struct hash *leaves, size_t count) {
    struct ledger_batch *rows = NEW(a, struct ledger_batch, 1);
    assert(count <= 1 << 20 && ledger_size_ok(before->size + (int64_t)count));
    rows->before = before->size;
    rows->size = before->size + (int64_t)count;
    build(a, rows, before, leaves);
    return rows;
}

/* The siblings of a node on its way up to the root. */
static void climb(const struct ledger_batch *rows, int level, int64_t node,
                  struct ledger_proof *proof) {
    for (; level < rows->height; level++, node >>= 1) {
        int64_t sibling = node ^ 1, complete = rows->size >> level;
        if (sibling < complete)
            proof->hashes[proof->count++] = rows->nodes[level][sibling - rows->first[level]];
        else if (sibling == complete && rows->has_edge[level])
            proof->hashes[proof->count++] = rows->edge[level];
    }
}

void ledger_batch_proofs(const struct ledger_batch *batch, struct ledger_proof *ret) {
    for (int64_t node = batch->before; node < batch->size; node++, ret++) {
        ret->index = node;
        ret->size = batch->size;
        ret->count = 0;
        climb(batch, 0, node, ret);
    }
}

/* The old tree's last complete subtree, unless it is the whole old tree, and its way up: what lies
 * left of the way is old and complete, what lies right of it is new. */
void ledger_batch_growth(const struct ledger_batch *batch, struct ledger_proof *ret) {
    int level = 0;
    int64_t old = batch->before;
    ret->index = old;
    ret->size = batch->size;
    ret->count = 0;
    if (old == 0 || old == batch->size)
        return;
    for (; !(old >> level & 1); level++)
        ;
    int64_t node = (old >> level) - 1;
    if (node > 0)
        ret->hashes[ret->count++] = batch->nodes[level][node - batch->first[level]];
    climb(batch, level, node, ret);
}
