#include "flow/rules.h"

#include "base/json.h"
#include "base/json_read.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "store/kind.h"

#include <assert.h>
#include <unistd.h>

static const size_t FIND_ARENA = 64u << 20; /* of a page of versions */

static struct str hash_hex(struct arena *a, const struct hash *hash) {
    return hex_encode(a, hash->b, HASH_LEN);
}

/* The body: the law's hash, and every rulebook's under the name that cases keep of it. No person is
 * named in it, since it is published whole. */
static void write_law(struct arena *a, const struct law *law, const struct blob_ref *bundle,
                      struct buf *out) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "law", hash_hex(a, &law->hash));
    json_put_str(&j, "holidays", law->calendar.version);
    json_put_str(&j, "bundle", hash_hex(a, &bundle->sha256));
    json_put_int(&j, "bundle_bytes", bundle->bytes);
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
    const struct law *law = x->law;
    const struct flow_published *list;
    size_t count;
    if (x->base && x->base != txn->law)
        return ERR(ERR_CONFLICT, STR("rules")); /* another server loaded days off meanwhile */
    struct err e = flow_published(txn->db, txn->batch, &list, &count);
    if (e.code)
        return e;
    struct str loaded = hash_hex(txn->batch, &law->hash);
    if (count && str_equal(list[0].law, loaded) && list[0].bundle.bytes)
        return ERR(ERR_CONFLICT, STR("rules"));
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    write_law(txn->batch, law, &x->bundle, &body);
    const struct ledger_part part = {x->bundle.sha256, x->bundle.bytes};
    struct store_event ev = {.event = {.index = flow_next_index(txn),
                                       .stream = x->stream,
                                       .kind = STR("rules.published"),
                                       .office = x->staff.who.office.id,
                                       .actor = STR("system"),
                                       .body = buf_str(&body),
                                       .at = x->now},
                             .case_id = flow_next_index(txn),
                             .salt = x->salt,
                             .parts = &part,
                             .part_count = 1};
    e = flow_append(txn, &ev, &(struct hash){0}, NULL);
    txn->publishes = true;
    buf_done(&body);
    return e;
}

/* The same files make the same bundle: stored again it gets the name that it has. */
static struct err keep_files(struct flow *flow, const struct law *law, struct blob_ref *ret) {
    struct buf bytes;
    struct blob_in *in;
    buf_init(&bytes, PUBLICATION_BUNDLE_MAX);
    publication_bundle_write(law->files, &bytes);
    assert(!buf_full(&bytes));
    struct err e = blob_in_new(flow->blobs, flow->env, PUBLICATION_BUNDLE_MAX, &in);
    if (!e.code) {
        e = blob_in_add(in, buf_str(&bytes));
        if (e.code)
            blob_in_free(in);
        else
            e = blob_in_commit(in, ret);
    }
    buf_done(&bytes);
    return e;
}

struct err flow_publish_held(struct flow *flow, struct flow_publish *publish) {
    struct err e = flow_authorize_role(&publish->staff, FLOW_RULES_PUBLISH);
    if (e.code)
        return e;
    if (!publish->law)
        publish->law = publish->base = flow->law;
    if (!str_equal(publish->hash, hash_hex(publish->job.arena, &publish->law->hash)))
        return ERR(ERR_CONFLICT, STR("rules"));
    publish->job.run = publish_run;
    publish->salt = env_hash(flow->env);
    publish->stream = env_id128(flow->env);
    e = keep_files(flow, publish->law, &publish->bundle);
    return e.code ? e : flow_run_now(flow, &publish->job);
}

/* The upkeep removes no blob between its storing and the event that names it, as for evidence. */
struct err flow_publish(struct flow *flow, struct flow_publish *publish) {
    (void)pthread_rwlock_rdlock(&flow->upkeep.evidence);
    struct err e = flow_publish_held(flow, publish);
    (void)pthread_rwlock_unlock(&flow->upkeep.evidence);
    return e;
}

/* A member of an event's body; empty when the body is not what we wrote. */
static struct str member(struct arena *a, struct str body, const char *key) {
    const struct json_value *root;
    if (json_read(a, body, JSON_OWN, &root).code)
        return (struct str){0};
    return arena_str(a, json_text(json_get(root, key)));
}

/* Versions below the index before; erased ones are passed over. *before becomes the
 * index to go on below; 0 when no more are there. */
static struct err read_published(struct db *db, struct arena *a, int64_t *before,
                                 struct flow_published *ret, size_t *ret_count) {
    struct store_events events;
    struct err e = store_event_rules(db, a, *before, FLOW_RULES_SHOWN, &events);
    if (e.code)
        return e;
    const struct hash first = {{0}}; /* each is a stream of its own: nothing stands before it */
    *ret_count = 0;
    *before = events.count == FLOW_RULES_SHOWN ? events.list[events.count - 1].event.index : 0;
    for (size_t i = 0; i < events.count; i++) {
        const struct store_event *ev = &events.list[i];
        if (ev->erased)
            continue;
        struct flow_published *p = &ret[(*ret_count)++];
        *p = (struct flow_published){.index = ev->event.index,
                                     .at = ev->event.at,
                                     .law = member(a, ev->event.body, "law"),
                                     .body = ev->event.body,
                                     .manifest = store_manifest(a, ev, &first),
                                     .salt = ev->salt};
        if (ev->part_count)
            p->bundle = (struct blob_ref){ev->parts[0].sha256, ev->parts[0].bytes};
        if (!p->law.len)
            return ERR(ERR_CORRUPT, STR("event"));
    }
    return OK;
}

struct err flow_published(struct db *db, struct arena *a, const struct flow_published **ret,
                          size_t *ret_count) {
    struct flow_published *list = NEW(a, struct flow_published, FLOW_RULES_SHOWN);
    int64_t before = INT64_MAX;
    struct err e = read_published(db, a, &before, list, ret_count);
    if (!e.code)
        *ret = list;
    return e;
}

struct err flow_published_find(struct db *db, struct arena *a, struct str law,
                               struct flow_published *ret) {
    int64_t before = INT64_MAX;
    while (before) {
        struct flow_published list[FLOW_RULES_SHOWN];
        size_t count = 0;
        struct arena *page = arena_new(FIND_ARENA);
        struct err e = read_published(db, page, &before, list, &count);
        for (size_t i = 0; i < count && !e.code; i++)
            if (str_equal(list[i].law, law) && list[i].bundle.bytes) {
                *ret = list[i];
                ret->law = arena_str(a, ret->law);
                ret->body = arena_str(a, ret->body);
                ret->manifest = arena_str(a, ret->manifest);
                arena_free(page);
                return OK;
            }
        arena_free(page);
        if (e.code)
            return e;
    }
    return ERR(ERR_MISSING, STR("rules"));
}

struct err flow_published_files(struct flow *flow, struct arena *a,
                                const struct flow_published *version,
                                struct publication_bundle *ret) {
    const struct blob_ref *ref = &version->bundle;
    int fd;
    int64_t bytes;
    struct str fault;
    if (!ref->bytes)
        return ERR(ERR_MISSING, STR("bundle"));
    struct err e = blob_open(flow->blobs, &ref->sha256, &fd, &bytes);
    if (e.code)
        return e.code == ERR_MISSING ? ERR(ERR_MISSING, STR("bundle")) : e;
    bool fits = bytes == ref->bytes && bytes <= PUBLICATION_BUNDLE_MAX;
    size_t size = fits ? (size_t)bytes : 0, len = 0;
    char *text = NEW(a, char, size + 1);
    ssize_t got = 1;
    while (len < size && (got = read(fd, text + len, size - len)) > 0)
        len += (size_t)got;
    (void)close(fd);
    if (got < 0)
        return ERR(ERR_IO, STR("bundle"));
    struct str all = {text, len};
    struct hash hash = hash_sha256(all);
    if (len != size || !hash_equal(&hash, &ref->sha256))
        return ERR(ERR_CORRUPT, STR("bundle"));
    return publication_bundle_read(a, all, ret, &fault);
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
    struct store_events events;
    struct err e = flow_authorize_role(staff, FLOW_QUESTIONS);
    if (!e.code)
        e = store_event_questions(db, a, FLOW_QUESTIONS_SHOWN, &events);
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
