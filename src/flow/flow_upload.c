#include "flow/upload.h"

#include "flow/flow_internal.h"
#include "intake/limits.h"

#include <string.h>

static const int64_t MIB = 1024 * 1024;
static const int64_t COUNT_AT_ONCE = 32 * 1024 * 1024; /* an eighth of a second */

static struct blob_parts_rule rule(void) {
    return (struct blob_parts_rule){
        .part = INTAKE_UPLOAD_PART,
        .whole = INTAKE_UPLOAD_BYTES,
        .count = INTAKE_UPLOADS,
        .idle = INTAKE_UPLOAD_IDLE * INT64_C(1000000),
        .rate = INTAKE_UPLOAD_KIB_S * INT64_C(1024),
        .begin = INTAKE_UPLOADS_BEGIN_MB * MIB,
        .all = INTAKE_UPLOADS_ALL_MB * MIB,
        .spare = INTAKE_UPLOADS_SPARE_MB * MIB,
        .share = INTAKE_UPLOADS_SPARE_SHARE,
    };
}

static struct flow_upload told(const struct id128 *id, const struct blob_parts *parts) {
    return (struct flow_upload){
        .id = *id, .bytes = parts->bytes, .parts = parts->parts, .had = parts->had};
}

struct err flow_upload_begin(struct flow *flow, int64_t bytes, struct flow_upload *ret) {
    struct env world = env_system(); /* as blob_sweep: files have the machine's own time */
    const struct blob_parts_rule r = rule();
    struct id128 id = env_id128(flow->env);
    struct blob_parts parts = {0};
    struct err e = blob_parts_begin(flow->blobs, &r, &id, bytes, env_now(&world));
    if (!e.code)
        e = blob_parts_find(flow->blobs, &r, &id, &parts);
    if (!e.code)
        *ret = told(&id, &parts);
    return e;
}

struct err flow_upload_find(struct flow *flow, struct db *db, struct arena *a,
                            const struct id128 *id, struct flow_upload *ret) {
    const struct blob_parts_rule r = rule();
    struct blob_parts parts;
    struct flow_upload upload = {.id = *id, .whole = true};
    struct err e = store_evidence_find(db, a, id, &upload.piece);
    if (!e.code) {
        *ret = upload;
        return OK;
    }
    if (e.code != ERR_MISSING)
        return e;
    e = blob_parts_find(flow->blobs, &r, id, &parts);
    if (!e.code)
        *ret = told(id, &parts);
    return e;
}

struct err flow_upload_part(struct flow *flow, const struct id128 *id, const struct blob_part *part,
                            struct flow_upload *ret) {
    const struct blob_parts_rule r = rule();
    struct env world = env_system();
    struct blob_part given = *part;
    struct blob_parts parts;
    given.now = env_now(&world);
    struct err e = blob_parts_add(flow->blobs, &r, id, &given, &parts);
    if (!e.code)
        *ret = told(id, &parts);
    return e;
}

/* Its place; NULL: it has none. Under the mutex. */
static int64_t *place_of(struct flow_upload_ends *ends, const struct id128 *id) {
    for (size_t i = 0; i < FLOW_UPLOAD_ENDS; i++)
        if (!memcmp(ends->list[i].id.b, id->b, sizeof id->b))
            return &ends->list[i].until_us;
    return NULL;
}

static int64_t a_minute_on(void) {
    return env_steady_us() + 60 * INT64_C(1000000);
}

struct err flow_upload_end_begin(struct flow *flow, struct flow_upload_end *end) {
    struct flow_upload_ends *ends = &flow->upkeep.ends;
    const struct id128 *id = &end->become.piece.id;
    const int64_t now = env_steady_us();
    bool taken = false;
    (void)pthread_mutex_lock(&ends->mutex);
    const int64_t *mine = place_of(ends, id);
    for (size_t i = 0; i < FLOW_UPLOAD_ENDS && !taken && !(mine && *mine > now); i++)
        if (ends->list[i].until_us <= now) {
            ends->list[i].id = *id;
            ends->list[i].until_us = a_minute_on();
            taken = true;
        }
    (void)pthread_mutex_unlock(&ends->mutex);
    hash_stream_init(&end->count.hash);
    end->count.at = 0;
    return taken ? OK : ERR(ERR_BUSY, STR("ending"));
}

static void lease(struct flow *flow, const struct flow_upload_end *end, int64_t until_us) {
    struct flow_upload_ends *ends = &flow->upkeep.ends;
    (void)pthread_mutex_lock(&ends->mutex);
    int64_t *mine = place_of(ends, &end->become.piece.id);
    if (mine)
        *mine = until_us;
    (void)pthread_mutex_unlock(&ends->mutex);
}

void flow_upload_end_over(struct flow *flow, const struct flow_upload_end *end) {
    lease(flow, end, 0);
}

struct err flow_upload_count(struct flow *flow, struct flow_upload_end *end, bool *ret_more) {
    int64_t before = end->count.at;
    lease(flow, end, a_minute_on());
    struct err e = blob_parts_count(flow->blobs, &end->become.piece.id, COUNT_AT_ONCE, &end->count);
    if (e.code)
        return e;
    *ret_more = end->count.at < end->whole.bytes && end->count.at > before;
    if (end->count.at < end->whole.bytes)
        return OK; /* more is to come, or it has its name already: who keeps it finds out */
    struct hash counted = hash_stream_done(&end->count.hash);
    if (hash_equal(&counted, &end->whole.sha256))
        return OK;
    e = blob_parts_drop(flow->blobs, &end->become.piece.id);
    return e.code ? e : ERR(ERR_INVALID, STR("digest"));
}

/* Once: the answer to it may have been lost, the process may have ended before it forgot the
 * record, or another request for the last part came first and forgot it. */
static struct err run_keep(struct flow_txn *txn, struct flow_job *job) {
    struct flow_upload_end *end = (struct flow_upload_end *)(void *)job;
    struct flow_evidence *become = &end->become;
    struct case_evidence there;
    struct err e = store_evidence_find(txn->db, txn->batch, &become->piece.id, &there);
    if (e.code == ERR_MISSING)
        return end->gone ? ERR(ERR_MISSING, STR("upload"))
                         : store_evidence_insert(txn->db, txn->batch, &become->piece, become->now);
    if (!e.code)
        become->piece = there;
    return e;
}

struct err flow_upload_keep(struct flow *flow, struct flow_upload_end *end) {
    struct flow_evidence *become = &end->become;
    const struct id128 id = become->piece.id;
    (void)pthread_rwlock_rdlock(&flow->upkeep.evidence);
    const struct blob_parts_rule r = rule();
    struct err e = blob_parts_commit(flow->blobs, &r, &id, &end->whole);
    if (!e.code || e.code == ERR_MISSING) {
        become->piece.sha256 = end->whole.sha256;
        become->piece.bytes = end->whole.bytes;
        end->gone = e.code == ERR_MISSING;
        become->job.run = run_keep;
        e = flow_run_now(flow, &become->job);
    }
    (void)pthread_rwlock_unlock(&flow->upkeep.evidence);
    return e.code ? e : blob_parts_drop(flow->blobs, &id);
}
