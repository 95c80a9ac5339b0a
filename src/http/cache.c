#include "http/http_internal.h"

#include <stdlib.h>

/* Ready responses of pages that are the same for everybody, a table for each loop: no lock. A page
 * in two languages, with and without gzip, with and without TLS has eight places of its own. */
enum { PLACES = 256 };
struct place {
    const struct http_route *route;
    unsigned kind; /* bits: other, gzip, tls */
    uint64_t generation;
    struct MHD_Response *response;
};
struct http_cache {
    struct place places[PLACES];
};

struct http_cache *http_cache_new(void) {
    return must_alloc(sizeof(struct http_cache));
}

void http_cache_free(struct http_cache *c) {
    for (size_t i = 0; i < PLACES; i++)
        if (c->places[i].response)
            MHD_destroy_response(c->places[i].response);
    free(c);
}

/* The page's place, or a free one; by route and kind, searched from where its address points. */
static struct place *place_of(struct http_cache *c, const struct http_call *call, bool gzip) {
    unsigned kind = (call->other ? 1u : 0u) | (gzip ? 2u : 0u) | (call->tls ? 4u : 0u);
    size_t start = ((uintptr_t)call->route / sizeof *call->route) * 8 + kind;
    for (size_t i = 0; i < PLACES; i++) {
        struct place *p = &c->places[(start + i) % PLACES];
        if (p->route == call->route && p->kind == kind)
            return p;
        if (!p->route) {
            *p = (struct place){.route = call->route, .kind = kind};
            return p;
        }
    }
    return NULL;
}

bool http_cached(struct http_call *call, uint64_t generation) {
    struct http_exchange *x = (struct http_exchange *)call;
    if (call->query.count || x->answer.header_count)
        return false;
    struct place *p = place_of(x->loop->cache, call, http_takes_gzip(call));
    if (!p || !p->response || p->generation != generation ||
        __atomic_load_n(&x->server->stopping, __ATOMIC_RELAXED))
        return false;
    x->answer.status = 200;
    x->answer.ready = p->response;
    return true;
}

struct err http_reply_keep(struct http_call *call, const char *type, uint64_t generation) {
    struct http_exchange *x = (struct http_exchange *)call;
    x->answer.keep = !call->query.count && !x->answer.header_count;
    x->answer.generation = generation;
    return http_reply(call, 200, type);
}

/* Keeps r, and the reference to it, for whoever asks alike. A page too short for gzip serves those
 * who take it as well. */
bool http_cache_store(struct http_exchange *x, struct MHD_Response *r) {
    struct place *p = place_of(x->loop->cache, &x->call, http_takes_gzip(&x->call));
    if (!p)
        return false;
    if (p->response)
        MHD_destroy_response(p->response);
    p->response = r;
    p->generation = x->answer.generation;
    return true;
}
