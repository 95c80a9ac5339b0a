#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H
/* The route table as a tree of path segments, compiled once, read by all loops. Pure. */
#include "http/http.h"

enum { ROUTE_PARAMS_MAX = 6 };
struct route_match {
    const struct http_route *route; /* NULL: not found, or found for other methods alone */
    bool other;                     /* by path_en */
    unsigned allowed;               /* bits 1 << method that the path knows; 0: no such path */
    struct intake_pair params[ROUTE_PARAMS_MAX];
    size_t param_count;
};
struct router;
/* Dies on two rows for one path and method, and on a pattern it cannot read: a bug of ours. */
struct router *router_new(const struct http_route *routes, size_t count);
void router_free(struct router *r);
/* path: decoded, begins with '/'; one '/' at its end does not count. A literal segment goes before
 * a "{name}", which goes before a "{name...}". */
void router_find(const struct router *r, struct str path, enum http_method method,
                 struct route_match *ret);
struct str route_allow(struct arena *a, unsigned allowed); /* "GET, HEAD, POST" */
#endif
