#ifndef LEDGER_SAMPLE_H
#define LEDGER_SAMPLE_H
/* For this room's tests alone: a tree of the leaves "leaf-0", "leaf-1", ... kept whole, level by
 * level, with nothing in common with the code under test but the two hash functions. */
#include "ledger/ledger.h"

enum { SAMPLE_LEVELS = 20 };
struct sample {
    struct hash *rows[SAMPLE_LEVELS];
    int64_t size;
    int reads, fail_at; /* the fail_at-th read fails; 0 never */
};

static inline struct str sample_entry(struct arena *a, int64_t i) {
    return arena_printf(a, "leaf-%lld", (long long)i);
}

static inline struct sample *sample_new(struct arena *a, int64_t size) {
    struct sample *s = NEW(a, struct sample, 1);
    s->size = size;
    for (int level = 0; level < SAMPLE_LEVELS; level++)
        s->rows[level] = NEW(a, struct hash, (size_t)(size >> level) + 1);
    for (int64_t i = 0; i < size; i++)
        s->rows[0][i] = ledger_leaf_hash(sample_entry(a, i));
    for (int level = 1; level < SAMPLE_LEVELS; level++)
        for (int64_t i = 0; i < size >> level; i++)
            s->rows[level][i] =
                ledger_node(&s->rows[level - 1][2 * i], &s->rows[level - 1][2 * i + 1]);
    return s;
}

/* A ledger_read_node that refuses what a store would not keep. */
static inline struct err sample_read(void *arg, int level, int64_t index, struct hash *ret) {
    struct sample *s = arg;
    s->reads++;
    if (s->reads == s->fail_at)
        return ERR(ERR_IO, STR("tile"));
    if (level % 8 != 0 || level >= SAMPLE_LEVELS || index < 0 || index >= s->size >> level)
        return ERR(ERR_MISSING, STR("tile"));
    *ret = s->rows[level][index];
    return OK;
}

/* The tree hash straight from its definition (RFC 6962 section 2.1), slow. */
static inline struct hash sample_root(const struct sample *s, int64_t low, int64_t high) {
    if (high == low)
        return hash_sha256((struct str){"", 0});
    if (high - low == 1)
        return s->rows[0][low];
    int64_t k = 1;
    while (k * 2 < high - low)
        k *= 2;
    struct hash left = sample_root(s, low, low + k), right = sample_root(s, low + k, high);
    return ledger_node(&left, &right);
}

static inline struct ledger_head sample_head(const struct sample *s, int64_t size) {
    struct ledger_head head = {0};
    for (int64_t i = 0; i < size; i++)
        ledger_head_append(&head, &s->rows[0][i], NULL, NULL);
    return head;
}
#endif
