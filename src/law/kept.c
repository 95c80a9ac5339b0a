#include "law/kept.h"

#include <string.h>

/* A form comes out of the program itself and is made by keep.c. It is read as if it came from
 * outside all the same: the price is a few comparisons, and a slip in keep.c costs time, no more.
 */

enum {
    SEVEN = 7,
    LOW_BITS = 127,
    MORE = 128,
    NUMBER_BYTES = 4,
    KIND = 3,
    OWN_KEY = 4,
    OWN_VALUE = 8,
    HEAD_BITS = 4,
    LINES_MANY = 15
};

struct unfolding {
    struct str rest;  /* of the form */
    struct str bytes; /* of the file, behind the last text that was taken */
    struct str own;   /* texts of the form, behind the last one that was taken */
    struct law_node *nodes;
    size_t count, used;
    size_t line;
};

struct str law_kept_form(const struct law_kept *kept, const struct hash *hash) {
    for (size_t i = 0; kept && i < kept->count; i++)
        if (memcmp(kept->files[i].hash.b, hash->b, HASH_LEN) == 0)
            return kept->files[i].form;
    return (struct str){0};
}

struct hash law_kept_key(const struct hash *key, struct str name, const struct hash *bytes) {
    struct hash parts[] = {*key, hash_sha256(name), *bytes};
    return hash_sha256((struct str){(const char *)parts, sizeof parts});
}

static bool take_number(struct str *rest, size_t *ret) {
    size_t value = 0;
    for (size_t i = 0; i < NUMBER_BYTES && i < rest->len; i++) {
        size_t byte = (unsigned char)rest->ptr[i];
        value |= (byte & LOW_BITS) << SEVEN * i;
        if (byte & MORE)
            continue;
        *rest = (struct str){rest->ptr + i + 1, rest->len - i - 1};
        *ret = value;
        return true;
    }
    return false;
}

static bool take(struct str *rest, size_t len, struct str *ret) {
    if (len > rest->len)
        return false;
    *ret = (struct str){rest->ptr, len};
    *rest = (struct str){rest->ptr + len, rest->len - len};
    return true;
}

static bool take_text(struct unfolding *u, bool own, struct str *ret) {
    struct str skipped;
    size_t skip = 0, len;
    return (own || take_number(&u->rest, &skip)) && take_number(&u->rest, &len) &&
           take(&u->bytes, skip, &skipped) && take(own ? &u->own : &u->bytes, len, ret);
}

static struct law_node *unfold(struct unfolding *u, bool has_key, int depth);

static bool unfold_children(struct unfolding *u, struct law_node *parent, int depth) {
    const struct law_node **last = &parent->first;
    size_t count;
    if (!take_number(&u->rest, &count) || (parent->kind == LAW_MAPPING && count > LAW_KEYS_MAX))
        return false;
    for (; parent->count < count; parent->count++) {
        struct law_node *child = unfold(u, parent->kind == LAW_MAPPING, depth + 1);
        if (!child)
            return false;
        *last = child;
        last = &child->next;
    }
    return true;
}

static struct law_node *unfold(struct unfolding *u, bool has_key, int depth) {
    size_t head, more = 0;
    if (u->used == u->count || depth > LAW_DEPTH_MAX || !take_number(&u->rest, &head))
        return NULL;
    size_t kind = head & KIND, lines = head >> HEAD_BITS;
    if (kind > LAW_MAPPING || (lines == LINES_MANY && !take_number(&u->rest, &more)))
        return NULL;
    u->line += lines + more;
    if (u->line > LAW_FILE_MAX + 1)
        return NULL;
    struct law_node *node = &u->nodes[u->used++];
    node->kind = (enum law_node_kind)kind;
    node->line = (int)u->line;
    if (has_key && !take_text(u, head & OWN_KEY, &node->key))
        return NULL;
    bool good = kind == LAW_SCALAR ? take_text(u, head & OWN_VALUE, &node->value)
                                   : unfold_children(u, node, depth);
    return good ? node : NULL;
}

const struct law_node *law_kept_tree(struct arena *a, struct str form, struct str bytes) {
    struct unfolding u = {.rest = form, .bytes = bytes, .line = 1};
    size_t own;
    if (!take_number(&u.rest, &u.count) || u.count > LAW_NODES_MAX || u.count > form.len ||
        !take_number(&u.rest, &own) || !take(&u.rest, own, &u.own))
        return NULL;
    u.nodes = NEW(a, struct law_node, u.count);
    const struct law_node *root = unfold(&u, false, 1);
    return u.used == u.count && !u.rest.len && !u.own.len ? root : NULL;
}
