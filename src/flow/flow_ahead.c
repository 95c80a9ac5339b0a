#include "flow/ahead.h"

#include "base/regions.h"

#include <stdlib.h>

struct gathering {
    struct arena *a;
    const struct flow_ahead_ask *ask;
    struct date to; /* the last day that counts */
    struct flow_ahead_entry *list;
    size_t count, room;
};

static struct gathering begin(struct arena *a, const struct flow_ahead_ask *ask, size_t room) {
    return (struct gathering){.a = a,
                              .ask = ask,
                              .to = {ask->today.day + FLOW_AHEAD_DAYS},
                              .list = NEW(a, struct flow_ahead_entry, room + 1),
                              .room = room};
}

static struct flow_ahead_entry *add(struct gathering *g, enum flow_ahead_kind kind,
                                    struct date on) {
    struct flow_ahead_entry *entry = &g->list[g->count++];
    *entry = (struct flow_ahead_entry){
        .kind = kind, .on = on, .late = on.day < g->ask->today.day, .id = -1, .unsigned_ = -1};
    return entry;
}

static bool is_soon(const struct gathering *g, struct date on) {
    return on.day >= g->ask->today.day && on.day <= g->to.day;
}

static int in_order(const void *left, const void *right) {
    const struct flow_ahead_entry *l = left, *r = right;
    if (l->on.day != r->on.day)
        return l->on.day < r->on.day ? -1 : 1;
    if (l->kind != r->kind)
        return l->kind < r->kind ? -1 : 1;
    if (l->meeting.id != r->meeting.id)
        return l->meeting.id < r->meeting.id ? -1 : 1;
    int order = str_compare(l->office, r->office);
    if (!order)
        order = str_compare(l->what, r->what);
    return order ? order : (l->duty > r->duty) - (l->duty < r->duty);
}

/* Late ones stand first: where there are too many, the latest of them leave half of the places to
 * what comes. */
static struct flow_ahead end(struct gathering *g) {
    if (g->count)
        qsort(g->list, g->count, sizeof *g->list, in_order);
    size_t max = g->ask->max, late = 0, coming, kept = 0;
    if (g->count <= max)
        return (struct flow_ahead){g->list, g->count, false};
    while (late < g->count && g->list[late].late)
        late++;
    coming = g->count - late;
    size_t most = coming < max / 2 ? max - coming : max / 2;
    for (size_t i = 0; i < g->count && kept < max; i++)
        if (i >= late || i < most)
            g->list[kept++] = g->list[i];
    return (struct flow_ahead){g->list, kept, true};
}

/* --- what comes from the store --- */

static void add_commitments(struct gathering *g, const struct store_commitments *list) {
    for (size_t i = 0; i < list->count; i++) {
        struct flow_ahead_entry *entry = add(g, FLOW_AHEAD_COMMITMENT, list->list[i].due);
        entry->office = list->list[i].office;
        entry->what = list->list[i].what;
        entry->meeting.id = list->list[i].meeting;
    }
}

/* One of several days that has begun is no late one: it goes on today. */
static void add_meetings(struct gathering *g, const struct store_meetings *list) {
    for (size_t i = 0; i < list->count; i++) {
        const struct store_meeting *x = &list->list[i];
        bool goes_on = x->on.day < g->ask->today.day;
        struct flow_ahead_entry *entry =
            add(g, FLOW_AHEAD_MEETING, goes_on ? g->ask->today : x->on);
        entry->office = x->office;
        entry->meeting = *x;
    }
}

/* --- what comes from the law --- */

static size_t stages_of(const struct flow_ahead_ask *ask) {
    return ask->election ? ask->election->stage_count : 0;
}

static void add_stages(struct gathering *g) {
    for (size_t i = 0; i < stages_of(g->ask); i++) {
        const struct law_stage *stage = &g->ask->election->stages[i];
        bool begins = stage->from.day != INT32_MIN && stage->from.day != LAW_OPEN;
        if (begins && !stage->preparation && stage->from.day > g->ask->today.day &&
            is_soon(g, stage->from))
            add(g, FLOW_AHEAD_STAGE, stage->from)->stage = stage;
    }
}

static struct flow_ahead_entry *add_duty(struct gathering *g, const struct prevention_due *due) {
    struct flow_ahead_entry *entry = add(g, FLOW_AHEAD_DUTY, due->on);
    entry->duty = due->duty;
    entry->stage = due->stage;
    return entry;
}

/* --- of an office --- */

static void add_keys(struct gathering *g, const struct flow_escrow_waiting *waiting) {
    for (size_t i = 0; i < waiting->count; i++) {
        const struct flow_escrow_asking *x = &waiting->list[i];
        struct flow_ahead_entry *entry =
            add(g, FLOW_AHEAD_KEY, instant_date(x->until, g->ask->zone));
        entry->office = x->office;
        entry->key = x;
    }
}

enum { ROUNDS = 40, EACH = FLOW_AHEAD_MAX + 1 }; /* newest, of which a few are open */

static struct err office_duties(struct db *db, struct gathering *g) {
    const struct store_office *office = g->ask->office;
    const struct flow_duties_of of = {g->ask->law, g->ask->election, office, g->ask->today};
    struct prevention_dues dues = {0};
    struct err e = g->ask->election ? flow_duties(db, g->a, &of, &dues) : OK;
    for (size_t i = 0; !e.code && i < dues.count && g->count < g->room; i++) {
        const struct prevention_due *due = &dues.list[i];
        if (due->state != PREVENTION_DONE && due->state != PREVENTION_SUGGESTED &&
            is_soon(g, due->on) && flow_duties_whose(office->kind, due->duty) != FLOW_DUTIES_OTHERS)
            (void)add_duty(g, due);
    }
    return e;
}

static struct err office_rounds(struct db *db, struct gathering *g) {
    const struct store_office *office = g->ask->office;
    struct store_rounds rounds;
    struct err e = store_round_office(db, g->a, office->id, ROUNDS, &rounds);
    for (size_t i = 0; !e.code && i < rounds.count; i++)
        if (rounds.list[i].closed < 0 && is_soon(g, rounds.list[i].closes)) {
            struct flow_ahead_entry *entry = add(g, FLOW_AHEAD_ROUND, rounds.list[i].closes);
            entry->office = office->id;
            entry->id = rounds.list[i].id;
        }
    return e;
}

struct err flow_ahead_office(struct db *db, struct arena *a, const struct flow_ahead_ask *ask,
                             struct flow_ahead *ret) {
    struct store_commitments promised = {0};
    struct store_meetings meetings = {0};
    struct flow_escrow_waiting keys = {0};
    const struct store_meeting_guest of = {ask->office->id, ask->today, EACH};
    struct err e = store_commitment_open(db, a, of.office, EACH, &promised);
    if (!e.code)
        e = store_meeting_guest(db, a, &of, &meetings);
    if (!e.code && ask->keys)
        e = flow_escrow_waiting(db, a, of.office, ask->now, &keys);
    if (e.code)
        return e;
    size_t duties = (stages_of(ask) + 1) * (ask->law->duty_count + 1);
    struct gathering g = begin(
        a, ask, promised.count + meetings.count + keys.count + ROUNDS + stages_of(ask) + duties);
    add_keys(&g, &keys);
    add_commitments(&g, &promised);
    add_meetings(&g, &meetings);
    add_stages(&g);
    e = office_rounds(db, &g);
    if (!e.code)
        e = office_duties(db, &g);
    if (!e.code)
        *ret = end(&g);
    return e;
}

/* --- of a region --- */

/* The regions in which it is not recorded, by code, as those are in which it is. */
static size_t missing_in(struct gathering *g, struct str region,
                         const struct store_follow_regions *done, const struct str **ret) {
    struct str *list = NEW(g->a, struct str, region_count() + 1);
    size_t count = 0;
    for (size_t i = 0, at = 0; i < region_count(); i++) {
        struct str code = region_at(i)->code;
        while (at < done->count && str_compare(done->list[at], code) < 0)
            at++;
        bool was = at < done->count && str_equal(done->list[at], code);
        if (!was && str_starts(code, region))
            list[count++] = code;
    }
    *ret = list;
    return count;
}

static void region_duties(struct gathering *g, struct str region,
                          const struct flow_duties_where *where) {
    for (size_t i = 0; i < where->dues.count; i++) {
        const struct prevention_due *due = &where->dues.list[i];
        const struct str *missing;
        if (!is_soon(g, due->on))
            continue;
        size_t count = missing_in(g, region, &where->done[i], &missing);
        if (!count)
            continue;
        struct flow_ahead_entry *entry = add_duty(g, due);
        entry->regions = missing;
        entry->region_count = count;
    }
}

static void region_rounds(struct gathering *g, const struct store_follow_pledges *pledges) {
    for (size_t i = 0; i < pledges->count; i++) {
        const struct store_follow_pledge *p = &pledges->list[i];
        if (p->closed || !is_soon(g, p->closes) || p->pledged >= p->people)
            continue;
        struct flow_ahead_entry *entry = add(g, FLOW_AHEAD_ROUND, p->closes);
        entry->office = p->office.id;
        entry->unsigned_ = p->people - p->pledged;
    }
}

struct err flow_ahead_region(struct db *db, struct arena *a, const struct flow_ahead_ask *ask,
                             const struct flow_barometer *barometer, struct flow_ahead *ret) {
    struct store_commitments promised = {0};
    struct store_meetings meetings = {0};
    const struct store_meeting_days of = {
        ask->region, ask->today, {ask->today.day + FLOW_AHEAD_DAYS}, EACH};
    struct err e = store_commitment_soon(db, a, &of, &promised);
    if (!e.code)
        e = store_meeting_soon(db, a, &of, &meetings);
    if (e.code)
        return e;
    struct gathering g = begin(a, ask,
                               promised.count + meetings.count + stages_of(ask) +
                                   barometer->duties.dues.count + barometer->pledges.count);
    add_commitments(&g, &promised);
    add_meetings(&g, &meetings);
    add_stages(&g);
    region_duties(&g, ask->region, &barometer->duties);
    region_rounds(&g, &barometer->pledges);
    *ret = end(&g);
    return OK;
}
