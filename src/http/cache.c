#include "http/http_internal.h"

#include <stdlib.h>
#include <string.h>

/* Ready responses of pages that are the same for everybody, a table for each loop: no lock. A page
 * of many (a region's) has a place for each; its address points to one of SETS sets, in which the
 * one that was asked for longest ago makes room: there are never more than PLACES, some 20 KiB
 * each. */
enum { SETS = 64, WAYS = 8, PLACES = SETS * WAYS, NAME_MAX = 32 };
struct place {
    const struct http_route *route;
    unsigned kind; /* bits: other, gzip, tls */
    size_t name_len;
    char name[NAME_MAX]; /* the path's parameter: "16.06" */
    uint64_t generation, used;
    struct MHD_Response *response; /* NULL: free */
};
struct http_cache {
    struct place places[PLACES];
    uint64_t looks;
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

/* Where the exchange's page stands, or would. False: its name is none that is kept. */
static bool name_place(const struct http_exchange *x, struct place *ret) {
    const struct http_call *call = &x->call;
    *ret = (struct place){.route = call->route,
                          .kind = (call->other ? 1u : 0u) | (http_takes_gzip(call) ? 2u : 0u) |
                                  (call->tls ? 4u : 0u)};
    struct str name = x->match.param_count ? x->match.params[0].value : STR("");
    if (x->match.param_count > 1 || name.len > NAME_MAX)
        return false;
    ret->name_len = name.len;
    if (name.len)
        memcpy(ret->name, name.ptr, name.len);
    return true;
}

static bool is_same(const struct place *p, const struct place *q) {
    return p->route == q->route && p->kind == q->kind && p->name_len == q->name_len &&
           memcmp(p->name, q->name, p->name_len) == 0;
}

/* WAYS places; the multiplier, 2^64 by the golden ratio, spreads what differs in a digit. */
static struct place *set_of(struct http_cache *c, const struct place *p) {
    uint64_t sum = ((uintptr_t)p->route / sizeof *p->route) * 8 + p->kind;
    sum = str_sum(sum, (struct str){p->name, p->name_len}) * UINT64_C(0x9E3779B97F4A7C15);
    return &c->places[(sum >> 32) % SETS * WAYS];
}

static struct place *find(struct http_cache *c, const struct place *like) {
    struct place *set = set_of(c, like);
    for (size_t i = 0; i < WAYS; i++)
        if (set[i].response && is_same(&set[i], like))
            return &set[i];
    return NULL;
}

/* The page's own place, or the one of its set that was asked for longest ago: free ones never
 * were. */
static struct place *place_for(struct http_cache *c, const struct place *like) {
    struct place *own = find(c, like), *oldest = set_of(c, like), *set = oldest;
    for (size_t i = 1; i < WAYS; i++)
        if (set[i].used < oldest->used)
            oldest = &set[i];
    return own ? own : oldest;
}

bool http_cached(struct http_call *call, uint64_t generation) {
    struct http_exchange *x = (struct http_exchange *)call;
    struct http_cache *c = x->loop->cache;
    struct place like;
    if (call->query.count || x->answer.header_count || !name_place(x, &like))
        return false;
    struct place *p = find(c, &like);
    if (!p || p->generation != generation ||
        __atomic_load_n(&x->server->stopping, __ATOMIC_RELAXED))
        return false;
    p->used = ++c->looks;
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
    struct http_cache *c = x->loop->cache;
    struct place like;
    if (!name_place(x, &like))
        return false;
    struct place *p = place_for(c, &like);
    if (p->response)
        MHD_destroy_response(p->response);
    *p = like;
    p->response = r;
    p->generation = x->answer.generation;
    p->used = ++c->looks;
    return true;
}
