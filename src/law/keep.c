#include "law/kept.h"

#include "base/buf.h"

#include <assert.h>

/* What is kept is made where nobody waits for it: when the program is built. */

enum {
    SEVEN = 7,
    LOW_BITS = 127,
    MORE = 128,
    OWN_KEY = 4,
    OWN_VALUE = 8,
    HEAD_BITS = 4,
    LINES_MANY = 15,
    FORM_MAX = 4 << 20,
    NEAR =
        4096 /* a text that stands further on is another one: of an escape its own place is none */
};

struct folding {
    struct buf nodes, own; /* nodes and texts of the form */
    struct str bytes;      /* of the file, behind the last text that was found in it */
    size_t count;
    int line;
};
struct place {
    size_t skip;
    bool own; /* it does not stand in the file as it is */
};

static void add_number(struct buf *out, size_t value) {
    for (; value > LOW_BITS; value >>= SEVEN)
        buf_add_char(out, (char)((value & LOW_BITS) | MORE));
    buf_add_char(out, (char)value);
}

/* Where the text stands next in the file. That its own place may lie further on does not matter:
 * the same bytes are the same text, and what comes behind it is still ahead. */
static struct place find_next(struct folding *f, struct str wanted) {
    struct str ahead = {f->bytes.ptr, f->bytes.len < NEAR ? f->bytes.len : NEAR};
    const char *at = str_find(ahead, wanted);
    if (!at)
        return (struct place){.own = wanted.len > 0};
    size_t skip = (size_t)(at - ahead.ptr), end = skip + wanted.len;
    f->bytes = (struct str){f->bytes.ptr + end, f->bytes.len - end};
    return (struct place){.skip = skip};
}

static void add_text(struct folding *f, struct str text, struct place place) {
    if (place.own)
        buf_add(&f->own, text);
    else
        add_number(&f->nodes, place.skip);
    add_number(&f->nodes, text.len);
}

static void fold(struct folding *f, const struct law_node *n, bool has_key) {
    struct place key = {0}, value = {0};
    assert(n->line >= f->line); /* libyaml reads on */
    size_t lines = (size_t)(n->line - f->line), head = lines < LINES_MANY ? lines : LINES_MANY;
    if (has_key)
        key = find_next(f, n->key);
    if (n->kind == LAW_SCALAR)
        value = find_next(f, n->value);
    f->count++;
    f->line = n->line;
    add_number(&f->nodes, head << HEAD_BITS | (value.own ? OWN_VALUE : 0) |
                              (key.own ? OWN_KEY : 0) | (size_t)n->kind);
    if (head == LINES_MANY)
        add_number(&f->nodes, lines - LINES_MANY);
    if (has_key)
        add_text(f, n->key, key);
    if (n->kind == LAW_SCALAR)
        add_text(f, n->value, value);
    else
        add_number(&f->nodes, n->count);
    for (const struct law_node *child = n->first; child; child = child->next)
        fold(f, child, n->kind == LAW_MAPPING);
}

struct str law_keep_tree(struct arena *a, const struct law_node *root, struct str bytes) {
    struct folding f = {.bytes = bytes, .line = 1};
    struct buf out;
    buf_init(&out, FORM_MAX);
    buf_init(&f.nodes, FORM_MAX);
    buf_init(&f.own, FORM_MAX);
    fold(&f, root, false);
    add_number(&out, f.count);
    add_number(&out, f.own.len);
    buf_add(&out, buf_str(&f.own));
    buf_add(&out, buf_str(&f.nodes));
    assert(!buf_full(&out) && !buf_full(&f.nodes) && !buf_full(&f.own)); /* tree.h has limits */
    struct str form = arena_str(a, buf_str(&out));
    buf_done(&f.nodes);
    buf_done(&f.own);
    buf_done(&out);
    return form;
}

struct law_kept law_keep(struct arena *a, const struct law *law) {
    struct law_kept_file *list = NEW(a, struct law_kept_file, law->files.count);
    struct law_kept ret = {.files = list};
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    struct law_reader r = {.a = a, .scratch = a, .faults = faults};
    for (size_t i = 0; i < law->files.count; i++) {
        const struct law_file *file = &law->files.list[i];
        const struct law_node *root = law_tree_read(&r, file->bytes);
        struct hash hash = hash_sha256(file->bytes);
        assert(root); /* the law was loaded from it */
        ret.checked = law_kept_key(&ret.checked, file->name, &hash);
        list[ret.count++] = (struct law_kept_file){hash, law_keep_tree(a, root, file->bytes)};
    }
    return ret;
}
