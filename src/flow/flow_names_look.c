#include "flow/names_look.h"

#include "base/json.h"
#include "flow/flow_internal.h"

enum { ARENA = 16 * 1024 };

static const struct str WHAT[FLOW_NAMES_COUNT] = {
    [FLOW_NAMES_LEADERS] = STR_INIT("leaders"),
    [FLOW_NAMES_UNIT] = STR_INIT("unit"),
    [FLOW_NAMES_BOARD] = STR_INIT("board"),
    [FLOW_NAMES_CERTIFICATES] = STR_INIT("certificates"),
    [FLOW_NAMES_REMINDER] = STR_INIT("reminder"),
    [FLOW_NAMES_FILE] = STR_INIT("file")};

static struct err record(struct flow_txn *txn, const struct flow_names_look *x) {
    struct buf body;
    struct json j;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    if (x->who.by.len)
        json_put_str(&j, "actor", x->who.by);
    json_put_int(&j, "round", x->round);
    json_put_str(&j, "what", WHAT[x->what]);
    json_close_object(&j);
    struct err e = flow_append_by(txn,
                                  &(struct flow_single){STR("pledge.read"), x->who.office,
                                                        buf_str(&body), x->now, x->salt, x->stream},
                                  &(struct flow_single_more){.actor = x->who.by});
    buf_done(&body);
    return e;
}

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    const struct flow_names_look *x = (const struct flow_names_look *)(const void *)job;
    struct store_round round;
    struct err e = store_round_find(txn->db, txn->batch, x->round, &round);
    if (e.code == ERR_MISSING || (!e.code && !str_equal(round.office, x->who.office)))
        return ERR(ERR_MISSING, STR("round"));
    return e.code ? e : record(txn, x);
}

void flow_names_look_prepare(struct flow *flow, struct flow_names_look *look) {
    look->job.run = run;
    look->salt = env_hash(flow->env);
    look->stream = env_id128(flow->env);
}

struct err flow_names_look(struct flow *flow, const struct flow_pledge_who *who, int64_t round,
                           enum flow_names what) {
    struct arena *a = arena_new(ARENA);
    struct flow_names_look look = {
        .job.arena = a, .who = *who, .round = round, .what = what, .now = env_now(flow->env)};
    flow_names_look_prepare(flow, &look);
    struct err e = flow_run_now(flow, &look.job);
    arena_free(a);
    return e;
}
