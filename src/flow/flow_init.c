#include "base/json.h"
#include "flow/flow_internal.h"
#include "flow/keys.h"
#include "flow/staff.h"
#include "store/migrate.h"

#include <errno.h>
#include <sys/stat.h>

/* Offices that every region of a level has. %s of the names is the region's. */
static const struct template {
    const char *kind, *province, *kabupaten, *kota, *english;
}
TEMPLATES[] = {
    {"bawaslu", "Bawaslu Provinsi %s", "Bawaslu %s", "Bawaslu %s", "Election supervisor of %s"},
    {"ppk", "Gubernur %s", "Bupati %s", "Wali Kota %s", "Appointing authority of %s"},
    {"sekda", "Sekretaris Daerah Provinsi %s", "Sekretaris Daerah %s", "Sekretaris Daerah %s",
     "Regional secretary of %s"},
    {"bkpsdm", "BKD Provinsi %s", "BKPSDM %s", "BKPSDM %s", "Personnel office of %s"},
    {"inspektorat", "Inspektorat Provinsi %s", "Inspektorat %s", "Inspektorat %s",
     "Inspectorate of %s"},
};

struct init_job {
    struct flow_job job;
    const struct flow_init *init;
};

struct err flow_open_office(struct flow_txn *txn, const struct store_office *office) {
    const struct env *env = txn->flow->env;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    struct json j;
    json_init(&j, &body);
    json_open_object(&j);
    json_put_str(&j, "id", office->id);
    json_put_str(&j, "kind", office->kind);
    json_put_str(&j, "region", office->region);
    json_put_str(&j, "name", office->name);
    json_put_str(&j, "name_en", office->name_en);
    json_close_object(&j);
    struct err e = flow_append_alone(txn, &(struct flow_single){STR("office.opened"), office->id,
                                                                buf_str(&body), env_now(env),
                                                                env_hash(env), env_id128(env)});
    buf_done(&body);
    return e.code ? e : store_office_insert(txn->db, txn->batch, office);
}

static struct str named(struct arena *a, const char *pattern, struct str name) {
    struct str text = str_from_c(pattern), head = str_cut(&text, '%');
    return arena_printf(a, "%.*s%.*s", STR_ARG(head), STR_ARG(name));
}

static struct err open_region(struct flow_txn *txn, const struct region *region) {
    struct err e = OK;
    for (size_t i = 0; i < COUNT_OF(TEMPLATES) && !e.code; i++) {
        const struct template *t = &TEMPLATES[i];
        bool own_word = str_equal(str_from_c(t->kind), STR("ppk")); /* "Wali Kota Palembang" */
        struct str name = own_word ? region_short_name(region) : region->name;
        const char *pattern = region->kind == REGION_PROVINSI    ? t->province
                              : region->kind == REGION_KABUPATEN ? t->kabupaten
                                                                 : t->kota;
        struct store_office office = {
            .id = arena_printf(txn->arena, "%s-%.*s", t->kind, STR_ARG(region->code)),
            .kind = str_from_c(t->kind),
            .region = region->code,
            .name = named(txn->arena, pattern, name),
            .name_en = named(txn->arena, t->english, region->name),
        };
        e = flow_open_office(txn, &office);
    }
    return e;
}

static struct err open_nation(struct flow_txn *txn) {
    static const struct store_office NATION[] = {
        {STR_INIT("bkn"), STR_INIT("bkn"), STR_INIT(""), STR_INIT("Badan Kepegawaian Negara"),
         STR_INIT("National Civil Service Agency"), LAW_FIVE_DAYS},
        {STR_INIT("bawaslu"), STR_INIT("bawaslu"), STR_INIT(""),
         STR_INIT("Bawaslu Republik Indonesia"), STR_INIT("National election supervisor"),
         LAW_FIVE_DAYS},
        {STR_INIT("ppk"), STR_INIT("ppk"), STR_INIT(""),
         STR_INIT("Pejabat pembina kepegawaian instansi pusat"),
         STR_INIT("Appointing authority of a central agency"), LAW_FIVE_DAYS},
    };
    struct err e = OK;
    for (size_t i = 0; i < COUNT_OF(NATION) && !e.code; i++)
        e = flow_open_office(txn, &NATION[i]);
    return e;
}

static struct err save_settings(struct flow_txn *txn, const struct flow_init *init) {
    static const char *const KINDS[] = {
        [FLOW_LIVE] = "live", [FLOW_TEST] = "test", [FLOW_DEMO] = "demo"};
    struct err e =
        store_setting_save(txn->db, txn->batch, STR("kind"), str_from_c(KINDS[init->kind]));
    if (!e.code)
        e = store_setting_save(txn->db, txn->batch, STR("origin"), init->origin);
    return e.code ? e : store_setting_save(txn->db, txn->batch, STR("region"), init->region);
}

/* The region itself, what lies under it, the province above it, and the nation. */
static struct err run_init(struct flow_txn *txn, struct flow_job *job) {
    struct init_job *init = (struct init_job *)(void *)job;
    struct str code = init->init->region;
    struct err e = save_settings(txn, init->init);
    if (!e.code)
        e = open_nation(txn);
    for (size_t i = 0; i < region_count() && !e.code; i++) {
        const struct region *region = region_at(i);
        bool inside = str_starts(region->code, code);
        bool above = region->kind == REGION_PROVINSI && str_starts(code, region->code);
        if (inside || above)
            e = open_region(txn, region);
    }
    return e;
}

static struct err make_schema(const struct flow_init *init, const struct env *env,
                              struct str where) {
    struct db db = {0};
    struct err e = db_open(where, true, true, &db);
    struct store_version version;
    if (!e.code)
        e = store_migrate(&db, env, &version);
    if (!e.code && version.rebuild) /* an empty store has nothing to project */
        e = store_derived_done(&db, env_now(env));
    db_close(&db);
    if (e.code == ERR_MISSING) /* an init looks for no store: it is the place that cannot be had */
        return ERR(ERR_IO, STR("data"));
    if (!e.code)
        e = signer_make(init->data_dir, init->origin, env);
    return e.code ? e : flow_keys_make(init->data_dir, env);
}

struct err flow_init(const struct flow_init *init, const struct env *env) {
    if (init->region.len && !region_find(init->region))
        return ERR(ERR_INVALID, STR("region"));
    if (mkdir(init->data_dir, 0700) && errno != EEXIST)
        return ERR(errno == EROFS || errno == EACCES ? ERR_READ_ONLY : ERR_IO, STR("data"));
    struct stat there;
    if (stat(init->data_dir, &there) || !S_ISDIR(there.st_mode))
        return ERR(ERR_IO, STR("data"));
    struct arena *a = arena_new(64u << 20);
    struct flow_init full = *init;
    if (!full.origin.len)
        full.origin =
            arena_printf(a, "netral.local/%s", init->region.len ? init->region.ptr : "id");
    struct str where = init->db.len ? init->db : str_from_c(init->data_dir);
    struct flow_keys keys;
    struct err e = flow_keys_read(init->data_dir, &keys).code == ERR_MISSING
                       ? make_schema(&full, env, where)
                       : ERR(ERR_CONFLICT, STR("store"));
    struct flow *flow = NULL;
    struct flow_bare bare = {full.data_dir, where, full.origin, env};
    if (!e.code)
        e = flow_open_bare(&bare, &flow);
    if (!e.code) {
        struct init_job job = {.job = {.run = run_init, .arena = a}, .init = &full};
        e = flow_run_now(flow, &job.job);
    }
    flow_close(flow);
    arena_free(a);
    return e;
}
