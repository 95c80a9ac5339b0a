/* A form of a tree (law/kept.h) and the bytes that it is read with; a byte before them says how
 * many of the rest are the form's. They make a tree within the limits, whose texts lie in what was
 * given, or none; and the tree that the bytes are as YAML comes back from the form that it is kept
 * in. */
#include "fuzz.h"
#include "law/kept.h"

enum { CAP = 64 << 20 };

static uint64_t walk(const struct law_node *n, int depth, size_t *count) {
    uint64_t sum = str_sum(str_sum(1, n->key), n->value) + (unsigned)n->kind;
    size_t children = 0;
    must(depth <= LAW_DEPTH_MAX && ++*count <= LAW_NODES_MAX && n->line >= 1);
    for (const struct law_node *child = n->first; child; child = child->next, children++)
        sum = sum * 31 + walk(child, depth + 1, count);
    must(children == n->count && (n->kind != LAW_SCALAR || !children));
    return sum + (unsigned)n->line;
}

static void keep_and_take(struct arena *a, struct str bytes) {
    static struct law_faults faults;
    struct law_reader r = {.a = a, .scratch = a, .faults = &faults};
    size_t count = 0, again = 0;
    faults.count = faults.more = 0;
    const struct law_node *read = law_tree_read(&r, bytes);
    if (!read)
        return;
    const struct law_node *kept = law_kept_tree(a, law_keep_tree(a, read, bytes), bytes);
    must(kept && walk(read, 1, &count) == walk(kept, 1, &again) && count == again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    if (!len || len > LAW_FILE_MAX)
        return 0;
    size_t cut = bytes[0] < len ? bytes[0] : len - 1, count = 0;
    struct arena *a = arena_new(CAP); /* copies, so that a step beside them is seen */
    struct str form = arena_str(a, (struct str){(const char *)bytes + 1, cut});
    struct str text = arena_str(a, (struct str){(const char *)bytes + 1 + cut, len - 1 - cut});
    const struct law_node *root = law_kept_tree(a, form, text);
    if (root)
        (void)walk(root, 1, &count);
    keep_and_take(a, text);
    arena_free(a);
    return 0;
}
