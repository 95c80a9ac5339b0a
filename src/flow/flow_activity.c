#include "flow/activity.h"

#include "base/json.h"
#include "flow/flow_internal.h"

struct activity_job {
    struct flow_job job;
    struct store_activity *activity;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct activity_job *x = (struct activity_job *)(void *)job;
    struct store_activity *activity = x->activity;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    struct json j;
    json_init(&j, &body);
    json_open_object(&j);
    json_put_str(&j, "region", activity->region);
    json_put_str(&j, "on", date_format(txn->batch, activity->on));
    json_put_str(&j, "kind", activity->kind);
    json_put_str(&j, "title", activity->title);
    json_put_str(&j, "title_en", activity->title_en);
    json_put_str(&j, "place", activity->place);
    json_put_str(&j, "source", activity->source);
    json_close_object(&j);
    activity->id = flow_next_index(txn);
    struct err e =
        flow_append_alone(txn, &(struct flow_single){STR("prevention.recorded"), STR("system"),
                                                     buf_str(&body), x->now, x->salt, x->stream});
    buf_done(&body);
    return e.code ? e : store_activity_insert(txn->db, txn->batch, activity);
}

struct err flow_activity_add(struct flow *flow, struct arena *a, struct store_activity *activity,
                             struct instant now) {
    struct activity_job x = {
        .job = {.run = run, .arena = a},
        .activity = activity,
        .now = now,
        .salt = env_hash(flow->env),
        .stream = env_id128(flow->env),
    };
    return flow_run_now(flow, &x.job);
}
