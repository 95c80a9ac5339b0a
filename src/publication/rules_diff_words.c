#include <string.h>

#include "law/read.h"
#include "publication/rules_diff_internal.h"

/* The changes of one row in sentences; the words are those of rules_diff_terms.c. */

void diff_put_text(struct buf *out, struct str text) {
    buf_add_c(out, "\"");
    for (struct str rest = text; rest.len;) {
        struct str line = str_cut(&rest, '\n');
        bool breaks = line.ptr + line.len < text.ptr + text.len;
        buf_printf(out, "%.*s%s", STR_ARG(line),
                   !breaks    ? ""
                   : rest.len ? " \xC2\xB6 "
                              : " \xC2\xB6");
    }
    buf_add_c(out, "\"");
}

static bool is_text(const struct law_node *n) {
    return n->kind == LAW_MAPPING && n->count == 2 && law_get(n, "id") && law_get(n, "en");
}

/* key: of the list, for a value in one. */
static void put_value(struct buf *out, const struct law_node *node, struct str key,
                      const struct diff_tongue *tongue) {
    if (node->kind == LAW_SCALAR) {
        diff_put_scalar(out, node->value, key, tongue);
        return;
    }
    if (is_text(node)) {
        bool english = tongue->english;
        put_value(out, law_get(node, english ? "en" : "id"), english ? STR("en") : STR("id"),
                  tongue);
        return;
    }
    size_t start = out->len;
    struct diff_tongue inside = *tongue;
    inside.is_list = node->kind == LAW_SEQUENCE;
    if (node->kind == LAW_MAPPING) /* a row of the list that its key names */
        inside.in = key;
    for (const struct law_node *n = node->first; n; n = n->next) {
        buf_add_c(out, out->len > start ? ", " : "");
        if (node->kind == LAW_MAPPING && str_equal(n->key, STR("id"))) {
            buf_printf(out, "%s %.*s", tongue->english ? "code" : "kode", STR_ARG(n->value));
            continue; /* of a row, not of a text */
        }
        if (node->kind == LAW_MAPPING)
            buf_printf(out, "%.*s ", STR_ARG(diff_word(n, inside.in, tongue->english)));
        put_value(out, n, node->kind == LAW_MAPPING ? n->key : key, &inside);
    }
    if (out->len == start)
        buf_add_c(out, "-");
}

/* No value is longer than its file and the words for its keys. */
enum { VALUE_CAP = 8 * LAW_FILE_MAX };

static struct str value_of(struct arena *a, const struct law_node *node, struct str key,
                           const struct diff_tongue *tongue) {
    struct buf out;
    buf_init(&out, VALUE_CAP);
    put_value(&out, node, key, tongue);
    struct str value = arena_str(a, buf_str(&out));
    buf_done(&out);
    return value;
}

/* --- comparing --- */

struct compare {
    struct buf *out;
    struct arena *a;
    const struct diff_tongue *tongue;
    bool raised; /* two versions of a row: which, whoever asks has said */
    bool changed;
};

/* A value as it stands in a row of the list "in"; key: its own, or that of the list it is in. */
static struct str shown(const struct compare *c, struct str in, struct str key,
                        const struct law_node *node) {
    struct diff_tongue here = *c->tongue;
    here.in = in;
    here.is_list = !node->key.len;
    return value_of(c->a, node, key, &here);
}

static void line(struct compare *c, struct str path, const char *id, const char *en,
                 struct str value) {
    c->changed = true;
    const char *verb = c->tongue->english ? en : id;
    buf_printf(c->out, "%.*s%s%s %.*s\n", STR_ARG(path), *verb == ':' ? "" : " ", verb,
               STR_ARG(value));
}

static void nodes(struct compare *c, struct str path, struct str in, const struct law_node *x,
                  const struct law_node *y);

static struct str deeper(struct compare *c, struct str path, struct str word) {
    return path.len ? arena_printf(c->a, "%.*s, %.*s", STR_ARG(path), STR_ARG(word)) : word;
}

static bool is_said(const struct compare *c, struct str path, const struct law_node *n) {
    return c->raised && !path.len && str_equal(n->key, STR("version"));
}

static void mappings(struct compare *c, struct str path, struct str in, const struct law_node *x,
                     const struct law_node *y) {
    for (const struct law_node *n = x->first; n; n = n->next) {
        const struct law_node *other = law_get(y, arena_c(c->a, n->key));
        if (is_said(c, path, n))
            continue;
        struct str here = deeper(c, path, diff_word(n, in, c->tongue->english));
        if (other)
            nodes(c, here, n->kind == LAW_MAPPING ? n->key : in, n, other);
        else
            line(c, here, "dihapus; semula", "removed; it was", shown(c, in, n->key, n));
    }
    for (const struct law_node *n = y->first; n; n = n->next)
        if (!is_said(c, path, n) && !law_get(x, arena_c(c->a, n->key)))
            line(c, deeper(c, path, diff_word(n, in, c->tongue->english)),
                 "ditambahkan:", "added:", shown(c, in, n->key, n));
}

static bool is_equal(const struct law_node *x, const struct law_node *y) {
    if (x->kind != y->kind || x->count != y->count || !str_equal(x->key, y->key) ||
        !str_equal(x->value, y->value))
        return false;
    const struct law_node *m = y->first;
    for (const struct law_node *n = x->first; n; n = n->next, m = m->next)
        if (!is_equal(n, m))
            return false;
    return true;
}

static bool is_same(struct str key, const struct law_node *x, const struct law_node *y) {
    struct str name = x->kind == LAW_SCALAR ? x->value : diff_name(key, x);
    if (x->kind != y->kind)
        return false;
    if (x->kind != LAW_SCALAR && !name.len) /* nothing names it but what it says */
        return is_equal(x, y);
    return str_equal(name, y->kind == LAW_SCALAR ? y->value : diff_name(key, y));
}

/* The children of two lists, each with its other half or NULL. */
struct pairs {
    const struct law_node **x, **y;       /* the children */
    const struct law_node **of_x, **of_y; /* their other halves */
};

static const struct law_node **children(struct arena *a, const struct law_node *list) {
    const struct law_node **ret = NEW(a, const struct law_node *, list->count + 1);
    size_t count = 0;
    for (const struct law_node *n = list->first; n; n = n->next)
        ret[count++] = n;
    return ret;
}

static bool is_unnamed(struct str key, const struct law_node *n) {
    return n->kind != LAW_SCALAR && !diff_name(key, n).len;
}

/* What nothing names and what says something else now is met with the next such one. */
static void pair_unnamed(struct pairs *p, struct str key, size_t x_count, size_t y_count) {
    size_t k = 0;
    for (size_t i = 0; i < x_count; i++) {
        if (p->of_x[i] || !is_unnamed(key, p->x[i]))
            continue;
        while (k < y_count && (p->of_y[k] || !is_unnamed(key, p->y[k])))
            k++;
        if (k == y_count)
            return;
        p->of_x[i] = p->y[k];
        p->of_y[k] = p->x[i];
    }
}

static struct pairs pair(struct arena *a, struct str key, const struct law_node *x,
                         const struct law_node *y) {
    struct pairs p = {children(a, x), children(a, y), NEW(a, const struct law_node *, x->count + 1),
                      NEW(a, const struct law_node *, y->count + 1)};
    for (size_t i = 0; i < x->count; i++)
        for (size_t k = 0; k < y->count && !p.of_x[i]; k++)
            if (!p.of_y[k] && is_same(key, p.x[i], p.y[k])) {
                p.of_x[i] = p.y[k];
                p.of_y[k] = p.x[i];
            }
    pair_unnamed(&p, key, x->count, y->count);
    return p;
}

/* "isian \"nama\"", "jawaban 2" */
static struct str row_path(struct compare *c, struct str path, struct str name, size_t place) {
    return name.len ? arena_printf(c->a, "%.*s \"%.*s\"", STR_ARG(path), STR_ARG(name))
                    : arena_printf(c->a, "%.*s %zu", STR_ARG(path), place);
}

static void lists(struct compare *c, struct str path, struct str in, const struct law_node *x,
                  const struct law_node *y) {
    struct str key = x->key;
    struct pairs p = pair(c->a, key, x, y);
    bool moved = x->count == y->count, same_order = true; /* of rows; words have no order */
    for (size_t i = 0; i < x->count; i++) {
        const struct law_node *n = p.x[i], *other = p.of_x[i];
        if (!other)
            line(c, path, "tanpa lagi", "without", shown(c, in, key, n));
        else if (n->kind != LAW_SCALAR)
            nodes(c, row_path(c, path, diff_name(key, n), i + 1), key, n, other);
        moved = moved && other;
        same_order = same_order && (n->kind == LAW_SCALAR || !moved || other == p.y[i]);
    }
    for (size_t k = 0; k < y->count; k++)
        if (!p.of_y[k])
            line(c, path, "ditambah", "with, new,", shown(c, in, key, p.y[k]));
    if (moved && !same_order)
        line(c, path, "urutannya berubah:", "in another order:", shown(c, in, key, y));
}

static void turns(struct compare *c, struct str path, struct str in, const struct law_node *x,
                  const struct law_node *y) {
    struct str was = shown(c, in, x->key, x), is = shown(c, in, y->key, y);
    line(c, path, ":", ":",
         arena_printf(c->a, "%.*s %s %.*s", STR_ARG(was),
                      c->tongue->english ? "becomes" : "menjadi", STR_ARG(is)));
}

static void nodes(struct compare *c, struct str path, struct str in, const struct law_node *x,
                  const struct law_node *y) {
    if (x->kind == LAW_SCALAR && y->kind == LAW_SCALAR) {
        if (!str_equal(x->value, y->value))
            turns(c, path, in, x, y);
    } else if (x->kind == LAW_MAPPING && y->kind == LAW_MAPPING) {
        mappings(c, path, in, x, y);
    } else if (x->kind == LAW_SEQUENCE && y->kind == LAW_SEQUENCE) {
        lists(c, path, in, x, y);
    } else {
        turns(c, path, in, x, y);
    }
}

bool diff_compare(struct buf *out, struct arena *a, const struct diff_row *before,
                  const struct diff_row *after, const struct diff_tongue *tongue) {
    struct diff_tongue here = *tongue;
    here.context = after->context;
    struct compare c = {out, a, &here, before->version != after->version, false};
    nodes(&c, (struct str){0}, before->list, before->node, after->node);
    return c.changed;
}
