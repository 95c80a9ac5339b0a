#include "flow/weigh.h"

#include "base/json.h"
#include "base/json_read.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "store/kind.h"

enum { PAGE = 50 };

/* --- what was published --- */

static const struct json_value *entry_of(const struct json_value *list, struct str id) {
    const struct json_value *e = json_is(list, JSON_ARRAY) ? list->first : NULL;
    while (e && !str_equal(json_text(json_get(e, "id")), id))
        e = e->next;
    return e;
}

/* False: that part was not weighed. */
static bool read_weight(const struct json_value *list, struct str id, int64_t *ret) {
    const struct json_value *weight = json_get(entry_of(list, id), "weight");
    if (!json_is(weight, JSON_INTEGER))
        return false;
    *ret = weight->integer;
    return true;
}

/* False: it is of another index, or of other parts than the definition has. */
static bool read_body(struct arena *a, const struct risk_index *index, struct str body,
                      struct flow_weighed *x) {
    const struct json_value *root;
    if (json_read(a, body, JSON_OWN, &root).code ||
        !str_equal(json_text(json_get(root, "index")), index->id))
        return false;
    int64_t *dimensions = NEW(a, int64_t, index->dimension_count + 1),
            *indicators = NEW(a, int64_t, index->indicator_count + 1);
    const struct json_value *of = json_get(root, "dimensions"), *in = json_get(root, "indicators");
    bool fits = json_is(of, JSON_ARRAY) && of->count == index->dimension_count &&
                json_is(in, JSON_ARRAY) && in->count == index->indicator_count;
    for (size_t d = 0; d < index->dimension_count && fits; d++)
        fits = read_weight(of, index->dimensions[d].id, &dimensions[d]);
    for (size_t i = 0; i < index->indicator_count && fits; i++)
        fits = read_weight(in, index->indicators[i].id, &indicators[i]);
    x->weights = (struct risk_weights){dimensions, indicators};
    x->actor = arena_str(a, json_text(json_get(root, "actor")));
    struct risk_index with;
    return fits &&
           !risk_reweigh(a, index, &x->weights, &with).code; /* an indicator may have moved */
}

struct err flow_weighed(struct db *db, struct arena *a, const struct risk_index *index,
                        size_t limit, struct flow_weighings *ret) {
    struct flow_weighed *list = NEW(a, struct flow_weighed, limit + 1);
    struct store_events events = {.count = PAGE};
    size_t count = 0;
    for (int64_t before = INT64_MAX; events.count == PAGE && count < limit;) {
        struct err e = store_event_weighed(db, a, before, PAGE, &events);
        if (e.code)
            return e;
        for (size_t i = 0; i < events.count && count < limit; i++) {
            const struct store_event *ev = &events.list[i];
            struct flow_weighed x = {
                .index = ev->event.index, .at = ev->event.at, .office = ev->event.office};
            before = x.index;
            if (!ev->erased && read_body(a, index, ev->event.body, &x))
                list[count++] = x;
        }
    }
    *ret = (struct flow_weighings){list, count};
    return OK;
}

/* --- publishing --- */

static void put_part(struct json *j, struct str id, int64_t weight) {
    json_open_object(j);
    json_put_str(j, "id", id);
    json_put_int(j, "weight", weight);
    json_close_object(j);
}

static void write_body(struct flow_txn *txn, const struct flow_weigh *x,
                       const struct risk_index *index, struct buf *out) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "actor", x->staff.who.name);
    json_put_str(&j, "index", index->id);
    json_put_str(&j, "law", hex_encode(txn->batch, txn->law->hash.b, HASH_LEN));
    json_key(&j, "dimensions");
    json_open_array(&j);
    for (size_t d = 0; d < index->dimension_count; d++)
        put_part(&j, index->dimensions[d].id, x->weights.dimensions[d]);
    json_close_array(&j);
    json_key(&j, "indicators");
    json_open_array(&j);
    for (size_t i = 0; i < index->indicator_count; i++)
        put_part(&j, index->indicators[i].id, x->weights.indicators[i]);
    json_close_array(&j);
    json_close_object(&j);
}

static bool is_in_use(const struct risk_index *index, const struct flow_weighed *newest,
                      const struct risk_weights *weights) {
    bool same = true;
    for (size_t d = 0; d < index->dimension_count; d++)
        same &= weights->dimensions[d] ==
                (newest ? newest->weights.dimensions[d] : index->dimensions[d].weight);
    for (size_t i = 0; i < index->indicator_count; i++)
        same &= weights->indicators[i] ==
                (newest ? newest->weights.indicators[i] : index->indicators[i].weight);
    return same;
}

/* Inside the transaction: of two who press at once the second sees what the first published. */
static struct err check(struct flow_txn *txn, const struct flow_weigh *x,
                        const struct risk_index *index) {
    struct flow_weighings newest;
    struct risk_index with;
    struct err e = risk_reweigh(txn->batch, index, &x->weights, &with);
    if (!e.code)
        e = flow_weighed(txn->db, txn->batch, index, 1, &newest);
    if (e.code)
        return e;
    bool moved = (newest.count ? newest.list->index : -1) != x->seen;
    return moved || is_in_use(index, newest.count ? newest.list : NULL, &x->weights)
               ? ERR(ERR_CONFLICT, STR("weights"))
               : OK;
}

static struct err run_weigh(struct flow_txn *txn, struct flow_job *job) {
    struct flow_weigh *x = (struct flow_weigh *)(void *)job;
    const struct risk_index *index = risk_index_find(&txn->flow->risk, x->id);
    struct err e = flow_authorize_role(&x->staff, FLOW_INDEX_WEIGH);
    if (!e.code && !index)
        e = ERR(ERR_MISSING, STR("index"));
    if (!e.code)
        e = check(txn, x, index);
    if (e.code)
        return e;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    write_body(txn, x, index, &body);
    e = flow_append_by(txn,
                       &(struct flow_single){STR("index.weighed"), x->staff.who.office.id,
                                             buf_str(&body), x->now, x->salt, x->stream},
                       &(struct flow_single_more){.actor = x->staff.who.name});
    buf_done(&body);
    return e;
}

void flow_weigh_prepare(struct flow *flow, struct flow_weigh *x) {
    x->job.run = run_weigh;
    x->salt = env_hash(flow->env);
    x->stream = env_id128(flow->env);
}
