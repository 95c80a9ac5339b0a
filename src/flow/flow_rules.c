#include "flow/rules.h"

#include "base/json.h"
#include "base/json_read.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "store/kind.h"

static struct str hash_hex(struct arena *a, const struct hash *hash) {
    return hex_encode(a, hash->b, HASH_LEN);
}

/* The body: the law's hash, and every rulebook's under the name that cases keep of it. No person is
 * named in it, since it is published whole. */
static void write_law(struct arena *a, const struct law *law, struct buf *out) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "law", hash_hex(a, &law->hash));
    json_put_str(&j, "holidays", law->calendar.version);
    json_key(&j, "rulebooks");
    json_open_array(&j);
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        json_open_object(&j);
        json_put_str(&j, "name",
                     arena_printf(a, "%.*s@%d", STR_ARG(rules->regime), rules->version));
        json_put_str(&j, "hash", hash_hex(a, &rules->hash));
        json_close_object(&j);
    }
    json_close_array(&j);
    json_close_object(&j);
}

/* Inside the writer's transaction, so that two who press at once publish once. */
static struct err publish_run(struct flow_txn *txn, struct flow_job *job) {
    struct flow_publish *x = (struct flow_publish *)(void *)job;
    const struct law *law = txn->flow->law;
    const struct flow_published *list;
    size_t count;
    struct err e = flow_published(txn->db, txn->batch, &list, &count);
    if (e.code)
        return e;
    struct str loaded = hash_hex(txn->batch, &law->hash);
    if (!str_equal(x->hash, loaded) || (count && str_equal(list[0].law, loaded)))
        return ERR(ERR_CONFLICT, STR("rules"));
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    write_law(txn->batch, law, &body);
    e = flow_append_alone(txn, &(struct flow_single){STR("rules.published"), x->staff.who.office.id,
                                                     buf_str(&body), x->now, x->salt, x->stream});
    buf_done(&body);
    return e;
}

static struct err refused(struct flow_txn *txn, struct flow_job *job) {
    (void)txn;
    const struct flow_publish *x = (const struct flow_publish *)(const void *)job;
    return x->staff.who.name.len ? ERR(ERR_DENIED, STR("role")) : ERR(ERR_UNSIGNED, STR("session"));
}

void flow_publish_prepare(struct flow *flow, struct flow_publish *publish) {
    bool may = flow_may(&publish->staff, FLOW_RULES_PUBLISH);
    publish->job.run = may ? publish_run : refused;
    publish->salt = env_hash(flow->env);
    publish->stream = env_id128(flow->env);
}

/* A member of an event's body; empty when the body is not what we wrote. */
static struct str member(struct arena *a, struct str body, const char *key) {
    const struct json_value *root;
    if (json_read(a, body, JSON_OWN, &root).code)
        return (struct str){0};
    return arena_str(a, json_text(json_get(root, key)));
}

struct err flow_published(struct db *db, struct arena *a, const struct flow_published **ret,
                          size_t *ret_count) {
    struct store_events events;
    struct err e = store_event_rules(db, a, FLOW_RULES_SHOWN, &events);
    if (e.code)
        return e;
    const struct hash first = {{0}}; /* each is a stream of its own: nothing stands before it */
    struct flow_published *list = NEW(a, struct flow_published, events.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < events.count; i++) {
        const struct store_event *ev = &events.list[i];
        if (ev->erased)
            continue;
        struct flow_published *p = &list[count++];
        p->index = ev->event.index;
        p->at = ev->event.at;
        p->law = member(a, ev->event.body, "law");
        p->body = ev->event.body;
        p->manifest = store_manifest(a, ev, &first);
        p->salt = ev->salt;
        if (!p->law.len)
            return ERR(ERR_CORRUPT, STR("event"));
    }
    *ret = list;
    *ret_count = count;
    return OK;
}

static struct err ask_run(struct flow_txn *txn, struct flow_job *job) {
    struct flow_ask *x = (struct flow_ask *)(void *)job;
    struct buf body;
    struct json j;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    json_put_str(&j, "text", x->text);
    json_close_object(&j);
    x->number = flow_next_index(txn);
    struct err e =
        flow_append_alone(txn, &(struct flow_single){STR("question.asked"), STR("system"),
                                                     buf_str(&body), x->now, x->salt, x->stream});
    buf_done(&body);
    return e;
}

void flow_ask_prepare(struct flow *flow, struct flow_ask *ask) {
    ask->job.run = ask_run;
    ask->salt = env_hash(flow->env);
    ask->stream = env_id128(flow->env);
}

struct err flow_asked(struct db *db, struct arena *a, const struct flow_staff *staff,
                      const struct flow_asked **ret, size_t *ret_count) {
    if (!flow_may(staff, FLOW_QUESTIONS))
        return ERR(ERR_DENIED, STR("role"));
    struct store_events events;
    struct err e = store_event_questions(db, a, FLOW_QUESTIONS_SHOWN, &events);
    if (e.code)
        return e;
    struct flow_asked *list = NEW(a, struct flow_asked, events.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < events.count; i++) {
        const struct store_event *ev = &events.list[i];
        if (ev->erased)
            continue;
        list[count++] =
            (struct flow_asked){ev->event.index, ev->event.at, member(a, ev->event.body, "text")};
    }
    *ret = list;
    *ret_count = count;
    return OK;
}
