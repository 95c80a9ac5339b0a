#include "flow/flow_internal.h"
#include "flow/roster_internal.h"

#include <assert.h>

static_assert((int)STORE_LOAD_KINDS == (int)FLOW_PERSON_ELSEWHERE + 1, "a count for each kind");
enum { LIVE_US = 10 * 1000 * 1000 };
/* Later the same file begins anew: the register may be another by then. */
#define RESUME_US (INT64_C(86400) * 1000 * 1000)
#define PIPED_US (INT64_C(3600) * 1000 * 1000)

/* --- with each batch --- */

static bool is_of(const struct store_load *load, struct str file, struct str way) {
    return str_equal(load->file, file) && str_equal(load->way, way);
}

struct err flow_roster_keep(struct flow_txn *txn, int64_t taken, struct instant now,
                            struct store_load *load) {
    struct store_load was;
    struct err e = store_load_find(txn->db, txn->batch, load->office, &was);
    if (e.code)
        return e;
    if (!is_of(&was, load->file, load->way) || was.ended || was.taken != taken)
        return ERR(ERR_CONFLICT, STR("import"));
    load->at = now;
    return store_load_save(txn->db, txn->batch, load);
}

struct err flow_roster_step(struct flow_txn *txn, const struct flow_roster_batch *batch,
                            struct instant now, struct store_load *ret) {
    struct err e = OK;
    *ret = *batch->load;
    ret->taken += (int64_t)batch->count;
    for (size_t i = 0; i < batch->count && !e.code; i++) {
        enum flow_person what = batch->ret_what[i];
        bool told = what == FLOW_PERSON_MOVED || what == FLOW_PERSON_ELSEWHERE;
        if (told && ret->n[what] < FLOW_ROSTER_TOLD)
            e = store_load_tell(
                txn->db, txn->batch,
                &(struct store_load_line){ret->office, (int64_t)what, (int64_t)batch->lines[i]});
        ret->n[what]++;
    }
    return e.code ? e : flow_roster_keep(txn, batch->load->taken, now, ret);
}

/* --- its begin --- */

static struct err sweep(struct flow_txn *txn, struct instant now) {
    const struct store_load_still still = {{now.us - RESUME_US}, {now.us - PIPED_US}};
    return store_load_sweep(txn->db, txn->batch, &still);
}

struct begin_job {
    struct flow_job job; /* first */
    const struct flow_roster_begin *what;
    struct str file;
    struct instant now;
    struct store_load load;
};

static bool is_live(const struct store_load *load, struct instant now) {
    return load->file.len && !load->ended && load->at.us <= now.us &&
           now.us - load->at.us < LIVE_US;
}

static struct err run_begin(struct flow_txn *txn, struct flow_job *job) {
    struct begin_job *x = (struct begin_job *)(void *)job;
    struct store_office office;
    struct store_load was;
    struct err e = store_office_find(txn->db, txn->batch, x->what->office, &office);
    if (!e.code)
        e = sweep(txn, x->now);
    if (!e.code)
        e = store_load_find(txn->db, txn->arena, x->what->office, &was);
    if (e.code)
        return e;
    bool known = is_of(&was, x->file, x->what->way);
    x->load = was;
    if (known && !(was.ended && x->what->anew))
        return OK;
    if (!known && is_live(&was, x->now))
        return ERR(ERR_CONFLICT, STR("import"));
    x->load = (struct store_load){.office = x->what->office,
                                  .file = x->file,
                                  .way = x->what->way,
                                  .at = x->now,
                                  .lines = x->what->lines,
                                  .index = -1};
    e = store_load_drop(txn->db, txn->batch, x->what->office);
    return e.code ? e : store_load_save(txn->db, txn->batch, &x->load);
}

struct err flow_roster_begin(struct flow *flow, struct arena *a,
                             const struct flow_roster_begin *what, struct store_load *ret) {
    struct begin_job x = {.job = {.run = run_begin, .arena = a},
                          .what = what,
                          .file = hex_encode(a, what->file.b, HASH_LEN),
                          .now = env_now(flow->env)};
    struct err e = flow_run_now(flow, &x.job);
    if (!e.code)
        *ret = x.load;
    return e;
}

/* --- its report --- */

struct err flow_roster_load(struct flow *flow, struct db *db, struct arena *a, struct str office,
                            struct flow_roster_loaded *ret) {
    struct store_load load;
    struct err e = store_load_find(db, a, office, &load);
    if (e.code)
        return e;
    ret->live = is_live(&load, env_now(flow->env));
    bool lost = !load.lines && !load.ended && !ret->live;
    ret->load = lost ? (struct store_load){.index = -1} : load;
    return OK;
}

/* A read of its own connection: for who goes on with a file, once. */
struct err flow_roster_told_of(struct flow *flow, struct arena *a,
                               const struct store_load_line *behind, struct store_load_lines *ret) {
    struct db db = {0};
    struct err e = flow_reader(flow, &db);
    if (!e.code)
        e = store_load_told(&db, a, behind, FLOW_ROSTER_TOLD, ret);
    db_close(&db);
    return e;
}

struct sweep_job {
    struct flow_job job; /* first */
    struct instant now;
};

static struct err run_sweep(struct flow_txn *txn, struct flow_job *job) {
    return sweep(txn, ((struct sweep_job *)(void *)job)->now);
}

struct err flow_roster_sweep(struct flow *flow, struct arena *a) {
    struct sweep_job x = {.job = {.run = run_sweep, .arena = a}, .now = env_now(flow->env)};
    return flow_run_now(flow, &x.job);
}

struct forget_job {
    struct flow_job job; /* first */
    const struct store_load *load;
};

static struct err run_forget(struct flow_txn *txn, struct flow_job *job) {
    const struct store_load *load = ((struct forget_job *)(void *)job)->load;
    struct store_load was;
    struct err e = store_load_find(txn->db, txn->batch, load->office, &was);
    bool mine = !e.code && is_of(&was, load->file, load->way);
    return mine ? store_load_drop(txn->db, txn->batch, load->office) : e;
}

struct err flow_roster_forget(struct flow *flow, struct arena *a, const struct store_load *load) {
    struct forget_job x = {.job = {.run = run_forget, .arena = a}, .load = load};
    return flow_run_now(flow, &x.job);
}

struct flow_roster_pace flow_roster_pace(const struct store_load *load, int64_t from, int64_t us) {
    enum { ALL = 100, SECOND_US = 1000000, FIRST_US = 2 * SECOND_US };
    struct flow_roster_pace pace = {-1, -1};
    if (load->ended)
        return (struct flow_roster_pace){ALL, 0};
    if (load->lines <= 0)
        return pace;
    int64_t line = load->line < load->lines ? load->line : load->lines;
    pace.percent = line * ALL / load->lines;
    if (us >= FIRST_US && line > from)
        pace.seconds = (load->lines - line) * (us / SECOND_US) / (line - from);
    return pace;
}
