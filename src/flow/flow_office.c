#include "base/json.h"
#include "flow/flow_internal.h"
#include "flow/staff.h"

/* The week of an office: who works six days, and how that changes. */

struct err flow_weeks_read(struct db *db, struct arena *a, struct decision_weeks *ret) {
    return store_office_six(db, a, &ret->six, &ret->count);
}

struct err flow_weeks(struct flow_txn *txn, struct decision_weeks *ret) {
    if (!txn->weeks) {
        struct decision_weeks *weeks = NEW(txn->batch, struct decision_weeks, 1);
        struct err e = flow_weeks_read(txn->db, txn->batch, weeks);
        if (e.code)
            return e;
        txn->weeks = weeks;
    }
    *ret = *txn->weeks;
    return OK;
}

struct week_job {
    struct flow_job job; /* first: run finds the rest by it */
    const struct flow_week *week;
    struct instant now;
    struct hash salt;
    struct id128 stream;
    bool changed;
};

static struct err record(struct flow_txn *txn, const struct week_job *w) {
    enum { FIVE = 5, SIX = 6 };
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    struct json j;
    json_init(&j, &body);
    json_open_object(&j);
    json_put_str(&j, "id", w->week->office);
    json_put_int(&j, "week", w->week->week == LAW_SIX_DAYS ? SIX : FIVE);
    json_close_object(&j);
    struct err e =
        flow_append_alone(txn, &(struct flow_single){STR("office.week_set"), w->week->office,
                                                     buf_str(&body), w->now, w->salt, w->stream});
    buf_done(&body);
    return e;
}

/* What the batch knows of weeks is forgotten, whether the job then lasts or is undone. */
static struct err run_week(struct flow_txn *txn, struct flow_job *job) {
    struct week_job *w = (struct week_job *)(void *)job;
    struct store_office office;
    struct err e = store_office_find(txn->db, txn->arena, w->week->office, &office);
    w->changed = !e.code && office.week != w->week->week;
    if (e.code || !w->changed)
        return e;
    txn->weeks = NULL;
    e = record(txn, w);
    return e.code ? e : store_office_week_save(txn->db, txn->batch, office.id, w->week->week);
}

struct err flow_office_week(struct flow *flow, struct arena *a, const struct flow_week *week,
                            bool *ret_changed) {
    struct week_job w = {.job = {.run = run_week, .arena = a},
                         .week = week,
                         .now = env_now(flow->env),
                         .salt = env_hash(flow->env),
                         .stream = env_id128(flow->env)};
    struct err e = flow_run_now(flow, &w.job);
    if (!e.code)
        *ret_changed = w.changed;
    return e;
}
