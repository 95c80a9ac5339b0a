#include "http/route.h"

#include <stdlib.h>
#include <string.h>

/* One segment below its parent. Children hang in a list: the widest node has a dozen, and a
 * comparison that fails looks at the length first. */
struct node {
    enum { LITERAL, SEGMENT, REST } kind;
    struct str text; /* the literal, or the parameter's name */
    struct node *children, *next;
    struct {
        const struct http_route *route;
        bool other;
    } leaf[HTTP_METHOD_COUNT];
    unsigned allowed;
};
struct router {
    struct node root;
};

static struct node *child_for(struct node *parent, struct str segment, bool last) {
    struct node want = {.kind = LITERAL, .text = segment};
    if (segment.len > 2 && segment.ptr[0] == '{' && segment.ptr[segment.len - 1] == '}') {
        want.kind = SEGMENT;
        want.text = (struct str){segment.ptr + 1, segment.len - 2};
        if (want.text.len > 3 && !memcmp(want.text.ptr + want.text.len - 3, "...", 3)) {
            want.kind = REST;
            want.text.len -= 3;
        }
    }
    if (!segment.len || (want.kind == REST && !last))
        die("a route's pattern cannot be read");
    struct node **at = &parent->children;
    for (; *at && (*at)->kind <= want.kind; at = &(*at)->next)
        if ((*at)->kind == want.kind && str_equal((*at)->text, want.text))
            return *at;
    struct node *made = must_alloc(sizeof *made);
    *made = want;
    made->next = *at;
    *at = made;
    return made;
}

static struct str without_slashes(struct str path) {
    if (path.len && path.ptr[0] == '/')
        path = (struct str){path.ptr + 1, path.len - 1};
    if (path.len && path.ptr[path.len - 1] == '/')
        path.len--;
    return path;
}

static void insert(struct router *r, const struct http_route *route, struct str path, bool other) {
    struct node *at = &r->root;
    for (struct str rest = without_slashes(path); rest.len;) {
        struct str segment = str_cut(&rest, '/');
        at = child_for(at, segment, rest.len == 0);
    }
    if (at->leaf[route->method].route)
        die("two routes for one path and method");
    at->leaf[route->method].route = route;
    at->leaf[route->method].other = other;
    at->allowed |= 1u << route->method;
}

struct router *router_new(const struct http_route *routes, size_t count) {
    struct router *r = must_alloc(sizeof *r);
    for (size_t i = 0; i < count; i++) {
        insert(r, &routes[i], routes[i].path, false);
        if (routes[i].path_en.len)
            insert(r, &routes[i], routes[i].path_en, true);
    }
    return r;
}

static void nodes_free(struct node *n) {
    while (n) {
        struct node *next = n->next;
        nodes_free(n->children);
        free(n);
        n = next;
    }
}

void router_free(struct router *r) {
    if (!r)
        return;
    nodes_free(r->root.children);
    free(r);
}

/* Depth is that of the patterns, not of the path: a child exists only where a pattern goes on. */
static const struct node *walk(const struct node *at, struct str rest, struct route_match *m) {
    if (!rest.len)
        return at->allowed ? at : NULL;
    struct str left = rest, segment = str_cut(&left, '/');
    for (const struct node *n = at->children; n; n = n->next) {
        if (n->kind == LITERAL && !str_equal(n->text, segment))
            continue;
        size_t mark = m->param_count;
        if (n->kind != LITERAL && mark < ROUTE_PARAMS_MAX)
            m->params[m->param_count++] =
                (struct intake_pair){n->text, n->kind == REST ? rest : segment};
        const struct node *found = n->kind == REST ? n : walk(n, left, m);
        if (found)
            return found;
        m->param_count = mark;
    }
    return NULL;
}

void router_find(const struct router *r, struct str path, enum http_method method,
                 struct route_match *ret) {
    ret->route = NULL;
    ret->other = false;
    ret->allowed = 0;
    ret->param_count = 0;
    const struct node *n = walk(&r->root, without_slashes(path), ret);
    if (!n)
        return;
    ret->allowed = n->allowed;
    if (method >= HTTP_METHOD_COUNT)
        return;
    ret->route = n->leaf[method].route;
    ret->other = n->leaf[method].other;
}

struct str route_allow(struct arena *a, unsigned allowed) {
    static const char *const NAMES[] = {"GET, HEAD", "POST", "PUT", "DELETE"};
    struct str list = {0};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (allowed & 1u << i)
            list = list.len ? arena_printf(a, "%.*s, %s", STR_ARG(list), NAMES[i])
                            : str_from_c(NAMES[i]);
    return list;
}
