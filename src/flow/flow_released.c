#include "flow/released.h"

#include "base/json.h"
#include "flow/flow_internal.h"
#include "store/kind.h"

struct release {
    struct flow_job job; /* first */
    struct str body;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};

struct err flow_released(struct db *db, struct arena *a, struct flow_released *ret) {
    struct store_events events;
    const struct hash first = {{0}}; /* each is a stream of its own: nothing stands before it */
    struct err e = store_event_web(db, a, &events);
    if (e.code)
        return e;
    if (!events.count || events.list[0].erased)
        return ERR(ERR_MISSING, STR("web"));
    const struct store_event *ev = &events.list[0];
    *ret = (struct flow_released){.index = ev->event.index,
                                  .at = ev->event.at,
                                  .body = ev->event.body,
                                  .manifest = store_manifest(a, ev, &first),
                                  .salt = ev->salt};
    return OK;
}

/* Inside the writer's transaction: of two servers that start at once on one store, one says it. */
static struct err release_run(struct flow_txn *txn, struct flow_job *job) {
    struct release *x = (struct release *)(void *)job;
    struct flow_released newest;
    struct err e = flow_released(txn->db, txn->batch, &newest);
    if (e.code && e.code != ERR_MISSING)
        return e;
    if (!e.code && str_equal(newest.body, x->body))
        return OK;
    return flow_append_alone(txn, &(struct flow_single){STR("web.published"), STR("system"),
                                                        x->body, x->now, x->salt, x->stream});
}

/* Asked by a reader first: a start that has nothing to say writes nothing, be the disk full. */
static struct err said_already(struct flow *flow, struct arena *a, struct str body, bool *ret) {
    struct db db;
    struct flow_released newest;
    struct err e = flow_reader(flow, &db);
    if (e.code)
        return e;
    e = flow_released(&db, a, &newest);
    *ret = !e.code && str_equal(newest.body, body);
    db_close(&db);
    return e.code == ERR_MISSING ? OK : e;
}

struct err flow_release(struct flow *flow, struct str body) {
    struct arena *a = arena_new(8 << 20);
    bool said = false;
    struct release x = {.job = {.run = release_run, .arena = a},
                        .body = body,
                        .now = env_now(flow->env),
                        .salt = env_hash(flow->env),
                        .stream = env_id128(flow->env)};
    struct err e = said_already(flow, a, body, &said);
    if (!e.code && !said)
        e = flow_run_now(flow, &x.job);
    arena_free(a);
    return e;
}

void flow_released_json(struct json *j, struct arena *a, const struct flow_released *released) {
    json_open_object(j);
    json_put_int(j, "index", released->index);
    json_put_str(j, "at", instant_format(a, released->at));
    json_put_str(j, "body", released->body);
    json_put_str(j, "manifest", released->manifest);
    json_put_str(j, "salt", base64_encode(a, released->salt.b, HASH_LEN));
    json_close_object(j);
}
