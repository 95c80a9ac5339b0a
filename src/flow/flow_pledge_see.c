#include "flow/pledge_internal.h"

#include "flow/flow_internal.h"
#include "flow/log.h"
#include "flow/pledge_office.h"
#include "flow/receipt.h"

/* --- what a link opens --- */

static enum flow_pledge_state state_of(const struct flow_pledge_seen *seen, struct arena *a,
                                       struct date today) {
    struct str points = hex_encode(a, seen->points.hash.b, HASH_LEN);
    if (seen->index >= 0)
        return FLOW_PLEDGE_SIGNED;
    if (!str_equal(seen->person.office, seen->round.office))
        return FLOW_PLEDGE_MOVED;
    if (!store_round_asks(&seen->round, &seen->person))
        return FLOW_PLEDGE_UNASKED;
    if (seen->round.closed >= 0 || today.day > seen->round.closes.day)
        return FLOW_PLEDGE_CLOSED;
    if (!str_equal(points, seen->round.points))
        return FLOW_PLEDGE_CHANGED;
    return today.day < seen->round.opens.day ? FLOW_PLEDGE_EARLY : FLOW_PLEDGE_OPEN;
}

static bool asks_nip(const struct pledge_keys *keys, const struct store_person *p) {
    const struct pledge_identity without = {{0}, p->class, p->name, p->unit, p->office};
    struct hash now = pledge_person_key(keys, &without);
    struct hash before = pledge_post_key(keys, &without, p->post);
    return !hash_equal(&now, &p->key) && !hash_equal(&before, &p->key);
}

struct err flow_pledge_look(const struct flow_pledge_look *look, struct flow_pledge_seen *ret) {
    struct flow_pledge_seen seen = {0};
    struct db *db = look->ask->db;
    struct arena *a = look->ask->arena;
    struct err e = flow_roster_key(db, a, look->keys);
    if (!e.code && !pledge_link_read(look->keys, look->ask->link, &seen.link))
        e = ERR(ERR_MISSING, STR("pledge"));
    if (!e.code)
        e = store_round_find(db, a, seen.link.round, &seen.round);
    if (!e.code)
        e = store_person_row(db, a, seen.link.person, &seen.person);
    if (!e.code)
        e = store_pledge_find(db, a, seen.round.id, seen.person.id, &seen.index);
    if (!e.code)
        e = store_office_find(db, a, seen.round.office, &seen.office);
    if (e.code)
        return e;
    seen.points = pledge_points(a, look->law, seen.round.kind, seen.round.opens);
    seen.asks_nip = asks_nip(look->keys, &seen.person);
    seen.state = state_of(&seen, a, instant_date(look->ask->now, flow_zone(seen.office.region)));
    *ret = seen;
    return OK;
}

struct err flow_pledge_see(struct flow *flow, const struct flow_pledge_ask *ask,
                           struct flow_pledge_seen *ret) {
    struct pledge_keys keys = pledge_keys_derive(&flow->receipt_secret);
    const struct flow_pledge_look look = {ask, flow_law(flow), &keys};
    struct err e = flow_pledge_look(&look, ret);
    pledge_keys_wipe(&keys);
    return e;
}

/* --- the receipt --- */

static struct err find_event(struct db *db, struct arena *a, int64_t index,
                             struct store_event *ret) {
    struct store_events events;
    struct err e = store_event_page(db, a, index, 1, &events);
    if (!e.code && (!events.count || events.list[0].event.index != index))
        e = ERR(ERR_MISSING, STR("index"));
    if (!e.code)
        *ret = events.list[0];
    return e;
}

struct err flow_pledge_receipt(struct flow *flow, struct db *db, struct arena *a, int64_t index,
                               struct str *ret) {
    struct store_event ev;
    struct flow_bundle_parts parts = {.number = arena_printf(a, "ikrar/%lld", (long long)index),
                                      .vkey = flow_vkey(flow),
                                      .index = index};
    struct err e = find_event(db, a, index, &ev);
    if (!e.code)
        e = flow_log_own_proof(flow, db, a, index, &parts.proof);
    if (e.code)
        return e;
    parts.case_id = hex_encode(a, ev.event.stream.b, sizeof ev.event.stream.b);
    parts.manifest = store_manifest(a, &ev, &(struct hash){0});
    parts.salt = ev.salt;
    *ret = flow_bundle_text(a, &parts);
    return OK;
}

struct err flow_pledge_proof(struct flow *flow, struct db *db, struct arena *a, int64_t index,
                             struct flow_pledge_proof *ret) {
    struct store_event ev;
    struct str bundle, slip;
    struct err e = find_event(db, a, index, &ev);
    if (!e.code)
        e = flow_pledge_receipt(flow, db, a, index, &bundle);
    if (e.code)
        return e;
    if (flow_bundle_slip(a, bundle, (struct str){0}, &slip).code)
        slip = (struct str){0}; /* a certificate is whole without its picture */
    *ret = (struct flow_pledge_proof){ev.event.at, str_equal(ev.event.kind, STR("pledge.paper")),
                                      slip};
    return OK;
}

struct err flow_pledge_proofs(struct flow *flow, struct arena *a,
                              const struct store_signers *people, struct flow_pledge_proof *ret) {
    static const size_t ONE = 16u << 20;
    struct db db;
    struct err e = flow_reader(flow, &db);
    if (e.code)
        return e;
    struct arena *one = arena_new(ONE);
    for (size_t i = 0; i < people->count && !e.code; i++) {
        arena_reset(one);
        e = flow_pledge_proof(flow, &db, one, people->list[i].index, &ret[i]);
        if (!e.code)
            ret[i].slip = arena_str(a, ret[i].slip);
    }
    arena_free(one);
    db_close(&db);
    return e;
}

/* --- the people of a round --- */

enum { PEOPLE_PAGE = 500 };
static const size_t PEOPLE_ARENA = 16u << 20;

struct walk {
    const struct flow_pledge_walk *how;
    const struct pledge_keys *keys;
    struct store_round round;
    struct buf after; /* unit of the last one who was told */
    int64_t after_id;
    bool ended;
    struct err failed; /* after people were told */
};

static struct err walk_page(struct walk *w, struct db *db, struct arena *a) {
    struct store_signers page;
    const struct store_signers_of of = {&w->round, buf_str(&w->after), w->after_id, PEOPLE_PAGE};
    struct err e = store_pledge_people(db, a, &of, &page);
    if (e.code)
        return e;
    w->ended = page.count < PEOPLE_PAGE;
    for (size_t i = 0; i < page.count; i++) {
        const struct store_signer *s = &page.list[i];
        if (w->how->unsigned_only && s->index >= 0)
            continue;
        struct str link = pledge_link_text(a, w->keys, (struct pledge_link){w->round.id, s->id});
        if (!w->how->tell(w->how->arg, s, link)) {
            w->ended = true;
            break;
        }
    }
    if (page.count) {
        const struct store_signer *last = &page.list[page.count - 1];
        buf_clear(&w->after);
        buf_add(&w->after, last->unit);
        w->after_id = last->id;
    }
    return OK;
}

/* One moment for all pages: nobody who moves meanwhile is told twice or not at all. It is not run
 * again once somebody was told. */
static struct err walk_in_txn(struct db *db, void *arg) {
    struct walk *w = arg;
    struct arena *round = arena_new(PEOPLE_ARENA), *page = arena_new(PEOPLE_ARENA);
    struct err e = flow_roster_key(db, round, w->keys);
    if (!e.code)
        e = store_round_find(db, round, w->how->round, &w->round);
    while (!e.code && !w->ended) {
        arena_reset(page);
        e = walk_page(w, db, page);
    }
    arena_free(page);
    arena_free(round);
    if (!w->after_id)
        return e;
    w->failed = e;
    return OK;
}

struct err flow_pledge_people(struct flow *flow, struct db *db,
                              const struct flow_pledge_walk *how) {
    struct pledge_keys keys = pledge_keys_derive(&flow->receipt_secret);
    struct walk w = {.how = how, .keys = &keys};
    buf_init(&w.after, FLOW_CONTENT_MAX);
    struct err e = db_in_txn(db, false, walk_in_txn, &w);
    buf_done(&w.after);
    pledge_keys_wipe(&keys);
    return w.failed.code ? w.failed : e;
}

struct hash flow_pledge_suppress_key(const struct flow *flow, int64_t round) {
    return suppress_key_derive(&flow->receipt_secret, round);
}
