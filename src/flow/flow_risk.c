#include "flow/risk.h"

#include "base/regions.h"
#include "flow/flow_internal.h"
#include "flow/standing.h"
#include "flow/weigh.h"
#include "prevention/pledge.h"
#include "store/follow.h"

static const size_t SCRATCH = 1u << 20;

const struct risk_rules *flow_risk_rules(const struct flow *flow) {
    return &flow->risk;
}

struct err flow_risk_load(struct flow *flow) {
    const struct law *law = flow->law;
    struct arena *scratch = arena_new(SCRATCH);
    struct law_faults *faults = NEW(scratch, struct law_faults, 1);
    struct err e = law ? risk_read(flow->arena, law->files, &flow->risk, faults) : OK;
    arena_free(scratch);
    return e.code ? ERR(ERR_RULES, STR("risk")) : OK; /* faults name files of their arena */
}

/* Regions that are compared: provinces, or the regencies and cities of the territory. */
static const struct str *regions_of(struct arena *a, enum risk_level level, struct str territory,
                                    size_t *ret_count) {
    enum { PROVINCE_LEN = 2 };
    struct str *list = NEW(a, struct str, region_count());
    size_t count = 0;
    if (territory.len > PROVINCE_LEN)
        territory.len = PROVINCE_LEN; /* a regency's office is compared within its province */
    for (size_t i = 0; i < region_count(); i++) {
        const struct region *region = region_at(i);
        bool province = region->kind == REGION_PROVINSI;
        if (province == (level == RISK_PROVINCE) &&
            (province || str_starts(region->code, territory)))
            list[count++] = region->code;
    }
    *ret_count = count;
    return list;
}

/* Of the same moment as the figures: for the public that of the tick. */
static struct err read_pledges(struct db *db, struct arena *a, const struct flow_risk_ask *ask,
                               struct str kind, struct publication_pledges *ret) {
    if (ask->of) {
        struct publication_pledges each;
        struct err e = flow_standings(ask->of, &each);
        if (!e.code)
            *ret = publication_pledges_of(a, &each, kind);
        return e;
    }
    struct store_follow_pledges all;
    const struct store_follow_of of = {
        .region = ask->region, .today = ask->today, .since = ask->today, .pledge = kind};
    struct err e = store_follow_pledges(db, a, &of, &all);
    if (e.code)
        return e;
    struct publication_pledge *list = NEW(a, struct publication_pledge, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        list[i] = (struct publication_pledge){.office = all.list[i].office.id,
                                              .region = all.list[i].office.region,
                                              .count = all.list[i].pledged,
                                              .people = all.list[i].people};
    *ret = (struct publication_pledges){ask->today, list, all.count};
    return OK;
}

static struct err score(struct db *db, struct arena *a, const struct flow_risk_ask *ask,
                        struct str kind, struct flow_risk *x) {
    const struct risk_index *index = x->risk.index;
    struct publication_figures *figures = NEW(a, struct publication_figures, 1);
    struct publication_pledges pledges;
    size_t count;
    const struct str *regions = regions_of(a, index->level, ask->region, &count);
    struct err e = read_pledges(db, a, ask, kind, &pledges);
    if (e.code)
        return e;
    *figures = x->figures;
    x->told = publication_risk_told(
        a, &(struct publication_risk_of){figures, &pledges, ask->election}, regions, count);
    struct risk_input input = publication_risk_input(a, &x->told, index);
    e = risk_score(a, index, &input, &x->usual);
    if (e.code)
        return e;
    x->risk.scores = x->usual;
    x->warnings = risk_warnings(a, index, &x->usual, publication_risk_facts(a, &x->told, index),
                                &x->warning_count);
    return OK;
}

struct err flow_risk_try(struct arena *a, const struct risk_index *tried, struct flow_risk *x) {
    struct risk_input input = publication_risk_input(a, &x->told, tried);
    struct err e = risk_score(a, tried, &input, &x->risk.scores);
    if (e.code)
        return e;
    x->risk.index = tried;
    x->risk.tried = true;
    return OK;
}

/* The index as it was published last, if it was. */
static struct err weigh(const struct flow *flow, struct db *db, struct arena *a,
                        struct flow_risk *x) {
    struct flow_weighings newest;
    struct err e =
        flow_weighed(db, a, &(struct flow_weighed_of){&flow->risk, x->risk.index, 1}, &newest);
    if (e.code || !newest.now)
        return e;
    x->risk.index = newest.now->made;
    x->risk.weighed = newest.now->index;
    x->weighed_at = newest.now->at;
    return OK;
}

/* Of the moment that is asked for; with what waits, where the index is made of it. */
static struct err count(struct db *db, struct arena *a, const struct flow_risk_ask *ask,
                        struct flow_risk *x) {
    bool waits = x->risk.index && (ask->trial || publication_risk_waits(x->risk.index));
    if (ask->of)
        return (waits ? flow_counted_waiting : flow_counted_figures)(ask->of, &x->figures);
    return (waits ? flow_figures_waiting : flow_figures)(db, a, ask->today, &x->figures, &x->size);
}

struct err flow_risk_look(const struct flow *flow, struct db *db, struct arena *a,
                          const struct flow_risk_ask *ask, struct flow_risk *ret) {
    const struct risk_rules *rules = &flow->risk;
    struct flow_risk x = {.risk.as_of = ask->today, .risk.weighed = -1};
    x.risk.index = ask->id.len          ? risk_index_find(rules, ask->id)
                   : rules->index_count ? &rules->indexes[0]
                                        : NULL;
    x.risk.table = x.risk.index ? NULL : risk_table_named(rules, ask->id);
    if (!x.risk.index && (!x.risk.table || !x.risk.table->published))
        return ERR(ERR_MISSING, STR("index"));
    const struct law *law = flow_law(flow);
    x.risk.law = hex_encode(a, law->hash.b, HASH_LEN);
    struct err e = x.risk.index ? weigh(flow, db, a, &x) : OK;
    if (!e.code)
        e = count(db, a, ask, &x);
    if (!e.code && ask->of) {
        x.risk.as_of = ask->of->as_of;
        x.size = ask->of->size;
    }
    if (!e.code && x.risk.index)
        e = score(db, a, ask, pledge_first_kind(flow->law), &x);
    if (e.code)
        return e;
    if (x.risk.table) {
        size_t count;
        const struct str *regions = regions_of(a, x.risk.table->level, ask->region, &count);
        x.usual = x.risk.scores = risk_table_scores(a, x.risk.table, regions, count);
    }
    *ret = x;
    return OK;
}
