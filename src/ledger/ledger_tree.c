/* The growing tree, kept as the roots of its complete subtrees.
 *
 *   size 11 = 1011b:   frontier[0] = leaves 0..7, frontier[1] = leaves 8..9, frontier[2] = leaf 10
 *
 * One root for each set bit of the size, the largest first; so the subtree of bit l stands at
 * popcount(size >> (l + 1)). Appending is adding one to a binary number: each carry is one node. */
#include "ledger/ledger_internal.h"

#include <assert.h>
#include <string.h>

static size_t count_bits(int64_t size) {
    size_t count = 0;
    for (uint64_t left = (uint64_t)size; left; left &= left - 1)
        count++;
    return count;
}

struct hash ledger_head_root(const struct ledger_head *head) {
    size_t count = count_bits(head->size);
    if (!count)
        return ledger_empty_root();
    struct hash root = head->frontier[count - 1];
    for (size_t at = count - 1; at-- > 0;)
        root = ledger_node(&head->frontier[at], &root);
    return root;
}

size_t ledger_head_encode(const struct ledger_head *head, uint8_t ret[LEDGER_HEAD_MAX]) {
    size_t count = count_bits(head->size);
    for (int i = 0; i < 8; i++)
        ret[i] = (uint8_t)((uint64_t)head->size >> (56 - 8 * i));
    memcpy(ret + 8, head->frontier, count * HASH_LEN);
    return 8 + count * HASH_LEN;
}

bool ledger_head_decode(struct str bytes, struct ledger_head *ret) {
    if (bytes.len < 8)
        return false;
    uint64_t size = 0;
    for (int i = 0; i < 8; i++)
        size = size << 8 | (uint8_t)bytes.ptr[i];
    if (size > INT64_MAX || !ledger_size_ok((int64_t)size))
        return false;
    size_t count = count_bits((int64_t)size);
    if (bytes.len != 8 + count * HASH_LEN)
        return false;
    *ret = (struct ledger_head){.size = (int64_t)size};
    memcpy(ret->frontier, bytes.ptr + 8, count * HASH_LEN);
    return true;
}

void ledger_head_append(struct ledger_head *head, const struct hash *leaf,
                        void (*on_tile)(void *arg, int level, int64_t index,
                                        const struct hash *hash),
                        void *arg) {
    assert(ledger_size_ok(head->size + 1));
    size_t count = count_bits(head->size);
    struct hash node = *leaf;
    int level = 0;
    while (head->size >> level & 1) {
        node = ledger_node(&head->frontier[--count], &node);
        level++;
        if (level % 8 == 0 && on_tile)
            on_tile(arg, level / 8, head->size >> level, &node);
    }
    head->frontier[count] = node;
    head->size++;
}

int64_t ledger_cover(int64_t grown) {
    enum { LEAST = 8, GRAIN_MAX = 1024 };
    int64_t grain = LEAST, least = grown + 1;
    if (least > LEAST)
        for (grain = 4; grain < GRAIN_MAX && grain * 4 < least; grain *= 2)
            ;
    return (least + grain - 1) / grain * grain - grown;
}
