#include "flow/flow_internal.h"
#include "flow/keys.h"
#include "flow/restore_internal.h"

#include "base/json.h"

static const size_t RUN_ARENA = 64u << 20;

/* --- what was given --- */

static struct err read_checkpoint(struct restore *r) {
    const struct flow_restore_of *of = r->of;
    if (!of->checkpoint.len && !of->vkey.len)
        return of->check || of->new_log.len ? OK : ERR(ERR_MISSING, STR("checkpoint"));
    if (!of->checkpoint.len || !of->vkey.len)
        return ERR(ERR_MISSING, STR("checkpoint"));
    struct err e = ledger_vkey_parse(str_trim(of->vkey), &r->key);
    if (!e.code)
        e = ledger_checkpoint_open(of->checkpoint, &r->key, &r->checkpoint);
    if (e.code == ERR_MALFORMED && !str_equal(e.about, STR("vkey")))
        e = ERR(ERR_MALFORMED, STR("checkpoint"));
    r->has_checkpoint = !e.code;
    r->out->seen = e.code ? 0 : r->checkpoint.size;
    return e;
}

struct err flow_restore_read_given(struct restore *r) {
    const struct flow_restore_of *of = r->of;
    struct err e = read_checkpoint(r);
    if (e.code)
        return e;
    if (of->new_log.len && !ledger_key_name_ok(of->new_log))
        return ERR(ERR_INVALID, STR("new-log"));
    if (of->erased.len)
        e = flow_erased_read(r->arena, of->erased, &r->erased);
    else if (of->new_log.len && !of->erased_incomplete)
        e = ERR(ERR_MISSING, STR("erased"));
    r->has_erased = !e.code && of->erased.len;
    return e;
}

/* --- which log may go on --- */

static struct err against_checkpoint(struct restore *r, struct db *db) {
    const struct backup_facts *facts = &r->read.facts;
    bool same = true;
    if (!r->has_checkpoint)
        return OK;
    if (!str_equal(r->key.name, facts->origin))
        return ERR(ERR_CONFLICT, STR("other-log"));
    if (r->checkpoint.size > facts->size)
        return r->of->new_log.len ? OK : ERR(ERR_CONFLICT, STR("behind"));
    struct err e = store_had_root(db, r->arena, r->checkpoint.size, &r->checkpoint.root, &same);
    return e.code || same ? e : ERR(ERR_CONFLICT, STR("forked"));
}

static struct err against_erased(struct restore *r, struct db *db) {
    const struct backup_facts *facts = &r->read.facts;
    bool same = true, new_log = r->of->new_log.len > 0;
    if (!r->has_erased)
        return OK;
    if (!str_equal(r->erased.origin, facts->origin))
        return ERR(ERR_CONFLICT, STR("erased"));
    if (r->erased.size > facts->size)
        return new_log ? OK : ERR(ERR_CONFLICT, STR("behind"));
    struct err e = store_had_root(db, r->arena, r->erased.size, &r->erased.root, &same);
    if (!e.code && !same)
        e = ERR(ERR_CONFLICT, STR("erased"));
    if (!e.code && new_log && r->erased.size < facts->size && !r->of->erased_incomplete)
        e = ERR(ERR_CONFLICT, STR("erased-older"));
    return e;
}

struct err flow_restore_may_go_on(struct restore *r) {
    struct db db = {0};
    if (str_equal(r->of->new_log, r->read.facts.origin))
        return ERR(ERR_CONFLICT, STR("new-log"));
    struct err e = db_open(str_from_c(r->folder), false, false, &db);
    if (!e.code)
        e = against_checkpoint(r, &db);
    if (!e.code)
        e = against_erased(r, &db);
    db_close(&db);
    return e;
}

/* --- a new log --- */

struct begin {
    struct flow_job job; /* first */
    struct restore *r;
    struct instant now;
    struct hash salt, *salts; /* salts: of the erasures */
    struct id128 stream;
    int64_t erased;
};

static void put_begun(struct json *j, const struct begin *x) {
    const struct backup_facts *facts = &x->r->read.facts;
    char root[HASH_BASE64_LEN];
    base64_put(facts->root.b, HASH_LEN, root);
    json_open_object(j);
    json_put_str(j, "from", facts->origin);
    json_put_int(j, "size", facts->size);
    json_put_str(j, "root", (struct str){root, sizeof root});
    if (x->r->has_checkpoint)
        json_put_int(j, "seen", x->r->checkpoint.size);
    json_put_bool(j, "erasures_complete", !x->r->of->erased_incomplete);
    json_close_object(j);
}

/* An event stands in an office's name: the supervisor's of the store's own region. */
static struct err own_office(struct flow_txn *txn, struct str *ret) {
    struct str region = {0};
    struct err e = store_setting_find(txn->db, txn->batch, STR("region"), &region);
    if (!e.code)
        *ret =
            region.len ? arena_printf(txn->batch, "bawaslu-%.*s", STR_ARG(region)) : STR("bawaslu");
    return e;
}

static struct err append_begun(struct flow_txn *txn, const struct begin *x) {
    struct buf body;
    struct json j;
    struct str office;
    struct err e = own_office(txn, &office);
    if (e.code)
        return e;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    put_begun(&j, x);
    e = flow_append_alone(txn, &(struct flow_single){.kind = STR("log.begun"),
                                                     .office = office,
                                                     .body = buf_str(&body),
                                                     .now = x->now,
                                                     .salt = x->salt,
                                                     .stream = x->stream});
    buf_done(&body);
    return e;
}

/* What the backup itself knows as erased, and cases that came after it, need nothing. */
static struct err erase_again(struct flow_txn *txn, struct begin *x) {
    const struct flow_erased_list *list = &x->r->erased;
    struct err e = OK;
    x->erased = 0;
    for (size_t i = 0; i < list->count && !e.code; i++) {
        bool erased = false;
        if (list->list[i].id.v >= x->r->read.facts.size)
            continue;
        e = store_is_erased(txn->db, txn->batch, list->list[i].id, &erased);
        if (e.code || erased)
            continue;
        e = flow_erase_again(txn, &list->list[i], x->now, &x->salts[i]);
        x->erased += !e.code;
    }
    return e;
}

static struct err run_begin(struct flow_txn *txn, struct flow_job *job) {
    struct begin *x = (struct begin *)(void *)job;
    struct err e = append_begun(txn, x);
    return e.code ? e : erase_again(txn, x);
}

static struct err save_name(struct db *db, void *arg) {
    struct restore *r = arg;
    return store_setting_save(db, r->arena, STR("origin"), r->of->new_log);
}

static struct err rename_log(struct restore *r) {
    struct db db = {0};
    struct err e = db_open(str_from_c(r->folder), true, false, &db);
    if (!e.code)
        e = db_in_txn(&db, true, save_name, r);
    db_close(&db);
    return e;
}

static struct err append_all(struct restore *r, struct flow *flow) {
    struct arena *a = arena_new(RUN_ARENA);
    const struct env *env = r->of->env;
    struct begin x = {.job = {.run = run_begin, .arena = a},
                      .r = r,
                      .now = env_now(env),
                      .salt = env_hash(env),
                      .salts = NEW(a, struct hash, r->erased.count + 1),
                      .stream = env_id128(env)};
    for (size_t i = 0; i < r->erased.count; i++)
        x.salts[i] = env_hash(env);
    struct err e = flow_run_now(flow, &x.job);
    bool more = true;
    while (!e.code && more)
        e = flow_expire(flow, a, &more);
    r->out->erased_again = x.erased;
    r->out->vkey = arena_str(r->arena, flow_vkey(flow));
    arena_free(a);
    return e;
}

/* The keys are new: the old log's key signs that log alone. */
struct err flow_restore_begin_log(struct restore *r) {
    struct flow *flow = NULL;
    const struct flow_config config = {.data_dir = r->folder, .env = r->of->env};
    struct err e = rename_log(r);
    if (!e.code)
        e = signer_make(r->folder, r->of->new_log, r->of->env);
    if (!e.code)
        e = flow_keys_make(r->folder, r->of->env);
    if (!e.code)
        e = flow_open(&config, &flow);
    if (!e.code)
        e = append_all(r, flow);
    flow_close(flow);
    return e;
}
