#include "flow/weigh.h"

#include "base/json.h"
#include "base/json_read.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "store/kind.h"

enum { PAGE = 10, PAGE_ARENA = 64 << 20 }; /* an event has 1 MiB at most */

/* --- what was published --- */

struct reading {
    struct arena *a, *page; /* page: of one page of events, which may be of other indexes */
    const struct flow_weighed_of *of;
    struct str base; /* hex: the file as it is now; made when the first event asks for it */
    struct law_faults *faults;
};

static struct str base_of(struct arena *a, const struct risk_index *file) {
    struct hash hash = hash_sha256(risk_index_text(a, file));
    return hex_encode(a, hash.b, HASH_LEN);
}

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

/* Weights alone, as events held them before 0073. */
static enum flow_unfit read_weights(struct reading *x, const struct json_value *root,
                                    struct risk_index *ret) {
    const struct risk_index *file = x->of->file;
    int64_t *dimensions = NEW(x->a, int64_t, file->dimension_count + 1),
            *indicators = NEW(x->a, int64_t, file->indicator_count + 1);
    const struct json_value *of = json_get(root, "dimensions"), *in = json_get(root, "indicators");
    bool fits = json_is(of, JSON_ARRAY) && of->count == file->dimension_count &&
                json_is(in, JSON_ARRAY) && in->count == file->indicator_count;
    for (size_t d = 0; d < file->dimension_count && fits; d++)
        fits = read_weight(of, file->dimensions[d].id, &dimensions[d]);
    for (size_t i = 0; i < file->indicator_count && fits; i++)
        fits = read_weight(in, file->indicators[i].id, &indicators[i]);
    const struct risk_weights weights = {dimensions, indicators};
    bool good = fits && !risk_reweigh(x->a, file, &weights, ret).code; /* one may have moved */
    return good ? FLOW_FITS : FLOW_OTHER_PARTS;
}

/* The whole index, by the reader of files. */
static enum flow_unfit read_definition(struct reading *x, const struct json_value *root,
                                       struct risk_index *ret) {
    if (!x->base.len)
        x->base = base_of(x->a, x->of->file);
    if (!str_equal(json_text(json_get(root, "base")), x->base))
        return FLOW_OTHER_FILE;
    if (!x->faults)
        x->faults = NEW(x->a, struct law_faults, 1);
    struct str text = json_text(json_get(root, "definition"));
    bool good = !risk_index_read(x->a, text, x->of->rules, ret, x->faults).code &&
                risk_is_made_of(x->of->file, ret);
    return good ? FLOW_FITS : FLOW_UNREADABLE;
}

/* False: it is of another index. */
static bool read_body(struct reading *x, struct str body, struct flow_weighed *ret,
                      enum flow_unfit *ret_unfit) {
    const struct json_value *root;
    if (json_read(x->page, body, JSON_OWN, &root).code ||
        !str_equal(json_text(json_get(root, "index")), x->of->file->id) ||
        json_read(x->a, arena_str(x->a, body), JSON_OWN, &root).code)
        return false;
    struct risk_index *made = NEW(x->a, struct risk_index, 1);
    const struct json_value *again = json_get(root, "again");
    *ret_unfit =
        json_get(root, "definition") ? read_definition(x, root, made) : read_weights(x, root, made);
    ret->actor = arena_str(x->a, json_text(json_get(root, "actor")));
    ret->reason = arena_str(x->a, json_text(json_get(root, "reason")));
    ret->again = json_is(again, JSON_INTEGER) ? again->integer : FLOW_AGAIN_NONE;
    ret->made = made;
    return true;
}

static void take(struct reading *x, const struct store_event *ev, struct flow_weighed *list,
                 struct flow_weighings *ret) {
    struct flow_weighed w = {
        .index = ev->event.index, .at = ev->event.at, .office = arena_str(x->a, ev->event.office)};
    enum flow_unfit unfit = FLOW_FITS;
    if (ev->erased || !read_body(x, ev->event.body, &w, &unfit))
        return;
    bool newest = !ret->seen++;
    if (!unfit) {
        ret->now = newest ? &list[ret->count] : ret->now;
        list[ret->count++] = w;
    } else if (newest) {
        ret->unfit = unfit;
        ret->unfit_index = w.index;
        ret->unfit_at = w.at;
    }
}

struct err flow_weighed(struct db *db, struct arena *a, const struct flow_weighed_of *of,
                        struct flow_weighings *ret) {
    struct flow_weighed *list = NEW(a, struct flow_weighed, of->limit + 1);
    struct flow_weighings all = {.list = list};
    struct reading x = {.a = a, .page = arena_new(PAGE_ARENA), .of = of};
    struct store_events events = {.count = PAGE};
    struct err e = OK;
    for (int64_t before = INT64_MAX; events.count == PAGE && all.seen < of->limit && !e.code;) {
        arena_reset(x.page);
        e = store_event_weighed(db, x.page, before, PAGE, &events);
        for (size_t i = 0; !e.code && i < events.count && all.seen < of->limit; i++) {
            before = events.list[i].event.index;
            take(&x, &events.list[i], list, &all);
        }
    }
    arena_free(x.page);
    if (!e.code)
        *ret = all;
    return e;
}

struct err flow_weighed_now(const struct flow *flow, struct db *db, struct arena *a,
                            const struct risk_index *file, const struct risk_index **ret) {
    struct flow_weighings newest;
    struct err e = flow_weighed(db, a, &(struct flow_weighed_of){&flow->risk, file, 1}, &newest);
    if (!e.code)
        *ret = newest.now ? newest.now->made : file;
    return e;
}

/* --- publishing --- */

static void write_body(struct flow_txn *txn, const struct flow_weigh *x,
                       const struct risk_index *file, struct buf *out) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "actor", x->staff.who.name);
    json_put_str(&j, "index", file->id);
    json_put_str(&j, "law", hex_encode(txn->batch, txn->law->hash.b, HASH_LEN));
    json_put_str(&j, "base", base_of(txn->batch, file));
    json_put_str(&j, "definition", x->definition);
    if (x->reason.len)
        json_put_str(&j, "reason", x->reason);
    if (x->again != FLOW_AGAIN_NONE)
        json_put_int(&j, "again", x->again);
    json_close_object(&j);
}

bool flow_weigh_reason_fits(struct str reason) {
    size_t count = 0;
    for (size_t i = 0; i < reason.len; i++)
        count += ((unsigned char)reason.ptr[i] & 0xC0) != 0x80 && reason.ptr[i] != '\r';
    return count <= FLOW_REASON_MAX;
}

/* Inside the transaction: of two who press at once the second sees what the first published. */
static struct err check(struct flow_txn *txn, const struct flow_weigh *x,
                        const struct risk_index *file) {
    const struct risk_rules *rules = &txn->flow->risk;
    struct flow_weighings newest;
    struct risk_index made;
    struct law_faults *faults = NEW(txn->batch, struct law_faults, 1);
    if (!flow_weigh_reason_fits(x->reason))
        return ERR(ERR_INVALID, STR("reason"));
    if (risk_index_read(txn->batch, x->definition, rules, &made, faults).code ||
        !risk_is_made_of(file, &made))
        return ERR(ERR_INVALID, STR("weights"));
    struct err e =
        flow_weighed(txn->db, txn->batch, &(struct flow_weighed_of){rules, file, 1}, &newest);
    if (e.code)
        return e;
    const struct risk_index *now = newest.now ? newest.now->made : file;
    bool moved = (newest.now ? newest.now->index : -1) != x->seen;
    bool same = str_equal(risk_index_text(txn->batch, &made), risk_index_text(txn->batch, now));
    return moved || same ? ERR(ERR_CONFLICT, STR("weights")) : OK;
}

static struct err run_weigh(struct flow_txn *txn, struct flow_job *job) {
    struct flow_weigh *x = (struct flow_weigh *)(void *)job;
    const struct risk_index *file = risk_index_find(&txn->flow->risk, x->id);
    struct err e = flow_authorize_role(&x->staff, FLOW_INDEX_WEIGH);
    if (!e.code && !file)
        e = ERR(ERR_MISSING, STR("index"));
    if (!e.code)
        e = check(txn, x, file);
    if (e.code)
        return e;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    write_body(txn, x, file, &body);
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
