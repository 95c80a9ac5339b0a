#include "flow/scan.h"

#include "base/json.h"
#include "flow/flow_internal.h"

static struct err find_list(struct flow_txn *txn, const struct flow_scan_look *x,
                            struct hash *ret) {
    struct store_events found;
    struct err e = store_event_page(txn->db, txn->batch, x->entry, 1, &found);
    if (e.code)
        return e;
    const struct store_event *ev = found.list;
    if (!found.count || ev->event.index != x->entry || ev->erased || !ev->part_count ||
        !str_equal(ev->event.kind, STR("pledge.paper")) ||
        !str_equal(ev->event.office, x->who.office))
        return ERR(ERR_MISSING, STR("entry"));
    *ret = ev->parts[0].sha256;
    return OK;
}

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct flow_scan_look *x = (struct flow_scan_look *)(void *)job;
    struct buf body;
    struct json j;
    struct err e = find_list(txn, x, &x->sha256);
    if (e.code)
        return e;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    json_put_int(&j, "entry", x->entry);
    json_put_str(&j, "actor", x->who.by);
    json_close_object(&j);
    e = flow_append_by(txn,
                       &(struct flow_single){STR("pledge.scan_read"), x->who.office, buf_str(&body),
                                             x->now, x->salt, x->stream},
                       &(struct flow_single_more){.actor = x->who.by});
    buf_done(&body);
    return e;
}

void flow_scan_look_prepare(struct flow *flow, struct flow_scan_look *look) {
    look->job.run = run;
    look->salt = env_hash(flow->env);
    look->stream = env_id128(flow->env);
}
