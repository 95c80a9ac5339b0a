#include "flow/sessions.h"

#include "flow/flow_internal.h"

struct err flow_sessions_see(struct db *db, struct arena *a, const struct flow_sessions_of *of,
                             struct flow_sessions *ret) {
    struct store_sessions found;
    struct hash mine = hash_sha256(of->session);
    const struct store_session_of whose = {of->staff->who.name, of->now, FLOW_SESSIONS_SHOWN};
    struct err e = store_session_list(db, a, &whose, &found);
    if (e.code)
        return e;
    struct flow_session_seen *list = NEW(a, struct flow_session_seen, found.count + 1);
    for (size_t i = 0; i < found.count; i++)
        list[i] = (struct flow_session_seen){found.list[i].begun, found.list[i].expires,
                                             hash_equal(&found.list[i].token, &mine)};
    *ret = (struct flow_sessions){list, found.count};
    return OK;
}

struct end_job {
    struct flow_job job; /* first: run finds the rest by it */
    const struct flow_sessions_of *of;
    struct hash salt;
    struct id128 stream;
};

static struct err run_end(struct flow_txn *txn, struct flow_job *job) {
    struct end_job *x = (struct end_job *)(void *)job;
    struct hash mine = hash_sha256(x->of->session);
    struct err e = flow_account_record(txn, &x->of->staff->who,
                                       &(struct flow_single){.kind = STR("staff.signed_out"),
                                                             .now = x->of->now,
                                                             .salt = x->salt,
                                                             .stream = x->stream});
    return e.code ? e
                  : store_session_end_others(txn->db, txn->batch, &mine, x->of->staff->who.name);
}

struct err flow_sessions_end(struct flow *flow, struct arena *a,
                             const struct flow_sessions_of *of) {
    struct end_job x = {.job = {.run = run_end, .arena = a},
                        .of = of,
                        .salt = env_hash(flow->env),
                        .stream = env_id128(flow->env)};
    return flow_run_now(flow, &x.job);
}
