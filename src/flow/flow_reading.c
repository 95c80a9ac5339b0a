#include "flow/case.h"

#include "base/json.h"
#include "flow/flow_internal.h"
#include "flow/moved.h"

/* "Every read of personal data is recorded": an event like any other, so nobody who keeps the
 * machine takes it back unseen. The job decides nothing: what is recorded was allowed, loaded, and
 * is shown once this is committed. Should that fail, nothing is shown. */

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct flow_reading *x = (struct flow_reading *)(void *)job;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    struct json j;
    json_init(&j, &body);
    json_open_object(&j);
    json_put_int(&j, "case", x->id.v);
    json_put_str(&j, "what", x->piece.len ? STR("evidence") : STR("file"));
    if (x->piece.len)
        json_put_str(&j, "piece", x->piece);
    json_put_str(&j, "actor", x->staff.who.name);
    json_close_object(&j);
    struct store_event ev = {.event = {.index = flow_next_index(txn),
                                       .stream = x->stream,
                                       .kind = STR("case.read"),
                                       .office = x->staff.who.office.id,
                                       .actor = x->staff.who.name,
                                       .body = buf_str(&body),
                                       .at = x->now},
                             .case_id = flow_next_index(txn),
                             .salt = x->salt};
    struct err e = flow_append(txn, &ev, &(struct hash){0}, NULL);
    buf_done(&body);
    return e.code ? e : flow_moved_seen(txn->db, txn->batch, x->id, x->staff.who.office.id);
}

void flow_reading_prepare(struct flow *flow, struct flow_reading *reading) {
    reading->job.run = run;
    reading->salt = env_hash(flow->env);
    reading->stream = env_id128(flow->env);
}
