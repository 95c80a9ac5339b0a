#include "flow/handing.h"

#include "flow/authorize.h"
#include "flow/case.h"
#include "flow/flow_internal.h"
#include "flow/moved.h"
#include "seal/shape.h"

/* --- who opens it --- */

static bool is_key_of_report(const struct case_state *cs, struct str key) {
    return str_lists(cs->received.evidence_key.keys, key);
}

static bool is_handed_to(const struct case_state *cs, struct str office, struct str key) {
    const struct case_handed *h = cs->handed;
    while (h && !(str_equal(h->office, office) && str_equal(h->key, key)))
        h = h->before;
    return h != NULL;
}

static bool opens(const struct case_state *cs, struct str office, struct str key) {
    return is_key_of_report(cs, key) || is_handed_to(cs, office, key);
}

bool flow_evidence_opens(const struct case_state *cs, struct str office,
                         const struct flow_unsealing *keys) {
    for (size_t i = 0; i < keys->count; i++) {
        bool led = i == 0 || keys->keys[i - 1].chain.len > 0 || keys->keys[i].wrap.len > 0;
        if (led && opens(cs, office, keys->keys[i].recipient))
            return true;
    }
    return false;
}

/* Whoever holds the newest key, and no other: that is who the office has today. */
static bool newest_opens(const struct case_state *cs, struct str office,
                         const struct store_office_key *keys, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (opens(cs, office, keys[i].recipient))
            return true;
        if (!keys[i].chain.len)
            return false;
    }
    return false;
}

struct str flow_evidence_wraps(struct arena *a, const struct case_state *cs, struct str office) {
    struct str text = cs->received.evidence_key.wrap;
    const struct case_handed *newest[FLOW_WRAPS_MAX];
    size_t count = 0;
    for (const struct case_handed *h = cs->handed; h && count < FLOW_WRAPS_MAX; h = h->before)
        if (str_equal(h->office, office))
            newest[count++] = h;
    while (count--)
        text = arena_printf(a, "%.*s %.*s", STR_ARG(newest[count]->wrap), STR_ARG(text));
    return text;
}

/* --- for whom --- */

/* Each office once, of those that act, acted before a takeover, or must act in a procedure. */
static size_t offices_of(struct arena *a, const struct case_state *cs, struct str **ret) {
    enum { KINDS = 4 };
    const struct case_offices *o = &cs->offices;
    struct str *list = NEW(a, struct str, KINDS + o->other_count + cs->track_count);
    size_t count = 0;
    const struct str kinds[KINDS] = {o->bawaslu, o->replaced, o->bkn, o->ppk};
    for (size_t i = 0; i < KINDS + o->other_count + cs->track_count; i++) {
        struct str id = i < KINDS ? kinds[i]
                        : i < KINDS + o->other_count
                            ? o->others[i - KINDS].office
                            : cs->tracks[i - KINDS - o->other_count].holder;
        bool again = !id.len;
        for (size_t k = 0; k < count && !again; k++)
            again = str_equal(list[k], id);
        if (!again)
            list[count++] = id;
    }
    *ret = list;
    return count;
}

static bool may_read(const struct store_office *office, const struct case_state *cs) {
    return flow_permission(FLOW_EVIDENCE_READ, flow_relation(office, cs), FLOW_ROLE_OFFICER) ==
           FLOW_YES;
}

static struct err look_at(struct db *db, struct arena *a, const struct case_state *cs,
                          struct flow_receiver *ret) {
    const struct store_office_key *keys;
    size_t count;
    struct err e = store_office_key_all(db, a, ret->office.id, &keys, &count);
    if (e.code || !count)
        return e;
    ret->key = keys[0].recipient;
    ret->n = keys[0].n;
    ret->opens = newest_opens(cs, ret->office.id, keys, count);
    return OK;
}

struct err flow_receivers(struct db *db, struct arena *a, const struct case_state *cs,
                          struct str asks, struct flow_receivers *ret) {
    struct str *ids;
    size_t count = cs->received.evidence_sealed.len ? offices_of(a, cs, &ids) : 0, found = 0;
    struct flow_receiver *list = NEW(a, struct flow_receiver, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct flow_receiver one = {.n = 0};
        struct err e = str_equal(ids[i], asks) ? ERR(ERR_MISSING, STR("office"))
                                               : store_office_find(db, a, ids[i], &one.office);
        if (e.code == ERR_MISSING || (!e.code && !may_read(&one.office, cs)))
            continue;
        if (!e.code)
            e = look_at(db, a, cs, &one);
        if (e.code)
            return e;
        list[found++] = one;
    }
    *ret = (struct flow_receivers){list, found};
    return OK;
}

/* --- the act --- */

/* The same bytes again are an answer that was lost, or somebody else's wrap. */
static bool is_kept(const struct case_state *cs, struct str wrap) {
    const struct case_handed *h = cs->handed;
    while (h && !str_equal(h->wrap, wrap))
        h = h->before;
    return h || str_equal(cs->received.evidence_key.wrap, wrap);
}

/* A wrap that is spoilt is mended by another one, a few times: no office fills the place of
 * another's wraps with its own, and each is an event and the case's next version. */
static bool is_often(const struct case_state *cs, struct str from, struct str key) {
    size_t count = 0;
    for (const struct case_handed *h = cs->handed; h; h = h->before)
        count += str_equal(h->from, from) && str_equal(h->key, key);
    return count >= FLOW_HANDED_OFTEN;
}

static struct err check_wrap(struct arena *a, struct str base64) {
    struct str wrap;
    return base64_read(a, base64, &wrap) ? seal_shape_wrap(wrap, 1)
                                         : ERR(ERR_SEAL_FORM, STR("base64"));
}

static struct err check(struct flow_txn *txn, const struct flow_handing *x,
                        const struct case_state *cs, struct flow_receiver *ret) {
    const struct intake_handing *typed = &x->typed;
    struct flow_receivers receivers;
    struct err e = flow_receivers(txn->db, txn->batch, cs, x->staff.who.office.id, &receivers);
    if (e.code)
        return e;
    if (!cs->received.evidence_sealed.len)
        return ERR(ERR_CONFLICT, STR("evidence_readable"));
    if (!str_equal(typed->recipient, cs->received.evidence_key.recipient))
        return ERR(ERR_CONFLICT, STR("evidence_key"));
    size_t i = 0;
    while (i < receivers.count && !str_equal(receivers.list[i].office.id, typed->office))
        i++;
    if (i == receivers.count)
        return ERR(ERR_CONFLICT, STR("receiver"));
    *ret = receivers.list[i];
    if (!ret->n)
        return ERR(ERR_CONFLICT, STR("receiver_key"));
    if (!str_equal(ret->key, typed->key))
        return ERR(ERR_SEAL_PAST, STR("receiver"));
    if (is_often(cs, x->staff.who.office.id, ret->key))
        return ERR(ERR_CONFLICT, STR("handed_often"));
    e = check_wrap(txn->batch, typed->wrap);
    return !e.code && is_kept(cs, typed->wrap) ? ERR(ERR_CONFLICT, STR("handed")) : e;
}

static struct err record(struct flow_txn *txn, struct flow_handing *x,
                         const struct case_state *before, const struct case_handed *handed) {
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    case_handed_encode(&body, handed);
    struct store_event ev = flow_next_event(txn, before, x->staff.who.office.id, x->staff.who.name);
    ev.event.kind = STR("case.handed");
    ev.event.body = buf_str(&body);
    ev.event.at = x->now;
    ev.salt = x->salt;
    x->state = case_after_handed(txn->arena, before, &ev.event, handed);
    struct err e = flow_append_to(txn, before, &ev, &x->state);
    buf_done(&body);
    return e.code ? e : flow_moved_seen(txn->db, txn->batch, before->id, ev.event.office);
}

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct flow_handing *x = (struct flow_handing *)(void *)job; /* job is its first member */
    const struct flow_look look = {txn->flow, txn->db, txn->arena, &x->staff};
    struct flow_case file;
    struct flow_receiver to;
    struct err e = flow_authorize_role(&x->staff, FLOW_EVIDENCE_HAND);
    if (!e.code)
        e = flow_case_read(&look, x->id, &file);
    if (!e.code)
        e = flow_authorize(&x->staff, FLOW_EVIDENCE_HAND, &file.state);
    if (!e.code)
        e = check(txn, x, &file.state, &to);
    if (e.code)
        return e;
    const struct case_handed handed = {.office = x->typed.office, /* to's, and outlives the batch */
                                       .recipient = x->typed.recipient,
                                       .key = x->typed.key,
                                       .n = to.n,
                                       .wrap = x->typed.wrap,
                                       .actor = x->staff.who.name};
    return record(txn, x, &file.state, &handed);
}

void flow_handing_prepare(struct flow *flow, struct flow_handing *handing) {
    handing->job.run = run;
    handing->salt = env_hash(flow->env);
}
