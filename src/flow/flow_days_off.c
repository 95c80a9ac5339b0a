#include "flow/days_off.h"

#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "store/kind.h"

static const size_t WORK_ARENA = 64u << 20;

/* --- a law with another year --- */

/* The year of a file that fits the law; false when it is none. Owns: in a. */
static bool read_year(struct arena *a, const struct law *law, struct str text,
                      struct law_year *ret) {
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    const struct law_decree decree = {.name = STR("holidays.yaml"), .bytes = text};
    return !law_decree_read(a, &decree, ret, faults).code &&
           !law_decree_misplaced(a, law, ret).en.len;
}

/* In an arena of its own, which lives as long as flow. NULL: the text is no year that fits. */
static struct flow_law_kept *make(const struct law *law, struct str text, const struct law **ret) {
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct law_year year;
    text = arena_str(a, text);
    if (!read_year(a, law, text, &year)) {
        arena_free(a);
        return NULL;
    }
    struct flow_law_kept *kept = NEW(a, struct flow_law_kept, 1);
    kept->arena = a;
    *ret = law_decree_apply(a, law, &year, text);
    return kept;
}

static void put_in_use(struct flow *flow, struct flow_law_kept *kept, const struct law *law) {
    kept->next = flow->laws;
    flow->laws = kept;
    flow->law = law;
}

/* --- what moves --- */

struct tally {
    struct flow_days_off *x;
    struct flow_moved *list;
    struct case_id last;
};

static void count_one(void *arg, const struct flow_changed *c) {
    struct tally *t = arg;
    struct flow_days_off *x = t->x;
    const struct case_recount *r = &c->recount;
    if (c->reroute.role.len)
        return; /* a role that passed: not the days off */
    x->cases += !x->deadlines || c->id.v != t->last.v;
    x->deadlines++;
    t->last = c->id;
    for (size_t i = 0; i < x->moved_count; i++) {
        struct flow_moved *m = &t->list[i];
        if (str_equal(m->clock, r->clock) && m->was.day == r->was.due.day &&
            m->now.day == r->now.due.day) {
            m->count++;
            return;
        }
    }
    if (x->moved_count < FLOW_MOVED_MAX)
        t->list[x->moved_count++] =
            (struct flow_moved){arena_str(x->a, r->clock), r->was.due, r->now.due, 1};
}

static struct err recount(struct flow *flow, struct flow_days_off *x, const struct law *looked_at) {
    struct tally tally = {.x = x, .list = NEW(x->a, struct flow_moved, FLOW_MOVED_MAX)};
    x->cases = x->deadlines = 0;
    x->moved = tally.list;
    x->moved_count = 0;
    struct flow_recount how = {
        .dry_run = looked_at != NULL, .law = looked_at, .tell = count_one, .arg = &tally};
    return flow_recount(flow, &how);
}

/* --- looking, loading --- */

struct err flow_days_off_look(struct flow *flow, struct flow_days_off *x) {
    struct err e = flow_authorize_role(x->staff, FLOW_RULES_PUBLISH);
    const struct law *law = NULL;
    struct flow_law_kept *kept = e.code ? NULL : make(flow->law, x->text, &law);
    if (e.code)
        return e;
    if (!kept)
        return ERR(ERR_RULES, STR("holidays"));
    e = recount(flow, x, law);
    arena_free(kept->arena);
    return e;
}

static struct err publish(struct flow *flow, const struct flow_days_off *x, const struct law *law,
                          int64_t *ret_index) {
    struct flow_publish publish = {.job.arena = x->a,
                                   .staff = *x->staff,
                                   .hash = hex_encode(x->a, law->hash.b, HASH_LEN),
                                   .law = law,
                                   .base = flow->law,
                                   .now = x->now};
    struct err e = flow_publish_held(flow, &publish);
    *ret_index = publish.job.first_index;
    return e;
}

/* One at a time: of two who looked at the same law the second is refused. A batch between the
 * commit and the last line here finds law_index behind the log, and waits for law_mutex. */
static struct err replace(struct flow *flow, struct flow_days_off *x) {
    const struct law *old = flow->law, *law = NULL;
    int64_t index = -1;
    if (!str_equal(x->seen, hex_encode(x->a, old->hash.b, HASH_LEN)))
        return ERR(ERR_CONFLICT, STR("rules"));
    struct flow_law_kept *kept = make(old, x->text, &law);
    if (!kept)
        return ERR(ERR_RULES, STR("holidays"));
    struct err e = publish(flow, x, law, &index);
    if (e.code) {
        arena_free(kept->arena);
        return e;
    }
    put_in_use(flow, kept, law);
    flow->law_index = index; /* its own: nothing to take */
    x->law = law;
    return OK;
}

struct err flow_days_off_load(struct flow *flow, struct flow_days_off *x) {
    struct err e = flow_authorize_role(x->staff, FLOW_RULES_PUBLISH);
    if (e.code)
        return e;
    (void)pthread_rwlock_rdlock(&flow->upkeep.evidence); /* first: flow_internal.h, law_mutex */
    (void)pthread_mutex_lock(&flow->law_mutex);
    e = replace(flow, x);
    (void)pthread_mutex_unlock(&flow->law_mutex);
    (void)pthread_rwlock_unlock(&flow->upkeep.evidence);
    return e.code ? e : recount(flow, x, NULL);
}

/* --- at the start --- */

static int adopt_files(struct flow *flow, struct arena *a, struct law_files files) {
    int years = 0;
    for (size_t i = 0; i < files.count; i++) {
        struct law_year year;
        const struct law *law = flow->law, *new = NULL;
        if (!str_starts(files.list[i].name, STR("calendars/")) ||
            !read_year(a, law, files.list[i].bytes, &year))
            continue;
        struct law_year now = law_decree_now(a, law, year.year);
        if (law_decree_number(year.version) <= law_decree_number(now.version))
            continue;
        struct flow_law_kept *kept = make(law, files.list[i].bytes, &new);
        if (!kept)
            continue; /* it was read a moment ago */
        put_in_use(flow, kept, new);
        years++;
    }
    return years;
}

/* Takes the years of one version. Errors: of reading it. */
static struct err adopt(struct flow *flow, struct arena *a, const struct flow_published *version,
                        int *ret_years) {
    struct publication_bundle bundle;
    if (!version->bundle.bytes)
        return OK; /* from before files were kept */
    struct err e = flow_published_files(flow, a, version, &bundle);
    if (!e.code)
        *ret_years = adopt_files(flow, a, bundle.files);
    return e.code == ERR_MISSING ? OK : e;
}

struct err flow_days_off_adopt(struct flow *flow, int *ret_years) {
    *ret_years = 0;
    if (!flow->law)
        return OK;
    struct arena *a = arena_new(WORK_ARENA);
    struct db reader;
    const struct flow_published *list;
    size_t count = 0;
    (void)pthread_mutex_lock(&flow->law_mutex);
    struct err e = flow_reader(flow, &reader);
    if (!e.code) {
        e = flow_published(&reader, a, &list, &count);
        db_close(&reader);
    }
    if (!e.code) {
        e = count ? adopt(flow, a, &list[0], ret_years) : OK;
        flow->law_missed = e.code != ERR_NONE;
        flow->law_index = count ? list[0].index : -1; /* last: says that law is of it */
    }
    (void)pthread_mutex_unlock(&flow->law_mutex);
    arena_free(a);
    return e;
}

/* --- what other servers load --- */

static struct err newest(struct db *db, struct arena *a, int64_t *ret) {
    struct store_events events;
    struct err e = store_event_rules(db, a, INT64_MAX, 1, &events);
    if (!e.code)
        *ret = events.count ? events.list[0].event.index : -1;
    return e;
}

struct err flow_law_is_stale(struct flow_txn *txn, bool *ret) {
    int64_t index = -1;
    *ret = false;
    if (!txn->flow->law || txn->head.size == txn->flow->head_size)
        return OK; /* nobody else wrote */
    struct err e = newest(txn->db, txn->batch, &index);
    if (!e.code)
        *ret = index > txn->flow->law_index;
    return e;
}

struct err flow_days_off_follow(struct flow *flow, struct db *db, int *ret_years) {
    struct arena *a = arena_new(WORK_ARENA);
    int64_t index = -1;
    *ret_years = 0;
    struct err e = flow->law ? newest(db, a, &index) : OK;
    arena_free(a);
    if (e.code || (index <= flow->law_index && !flow->law_missed))
        return e;
    return flow_days_off_adopt(flow, ret_years);
}
