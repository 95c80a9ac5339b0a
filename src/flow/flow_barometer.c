#include "flow/barometer.h"

#include "base/regions.h"
#include "prevention/duty.h"

#include <stdlib.h>

struct reading {
    struct arena *arena;
    const struct flow_barometer_ask *ask;
    struct store_follow_sums sums;
    struct store_follow_counts turns, proven, people, reach;
    struct store_follow_acts acts;
    struct prevention_act *done; /* the same, as duties are held against */
    struct flow_barometer *out;
};

static struct err read_in_txn(struct db *db, void *arg) {
    struct reading *r = arg;
    const struct flow_barometer_ask *ask = r->ask;
    const struct store_follow_of of = {.region = ask->region,
                                       .today = ask->today,
                                       .since = {ask->today.day - FLOW_BAROMETER_DAYS},
                                       .election = ask->election ? ask->election->id : STR("")};
    struct err e = store_event_last(db, r->arena, &r->out->last);
    if (!e.code)
        e = store_follow_sums(db, r->arena, &of, &r->sums);
    if (!e.code)
        e = store_follow_turns(db, r->arena, &of, &r->turns);
    if (!e.code)
        e = store_follow_proven(db, r->arena, &of, &r->proven);
    if (!e.code)
        e = store_follow_people(db, r->arena, &of, &r->people);
    if (!e.code)
        e = store_follow_reach(db, r->arena, &of, &r->reach);
    if (!e.code)
        e = store_follow_duties(db, r->arena, &of, &r->acts);
    return e.code ? e : store_follow_pledges(db, r->arena, &of, &r->out->pledges);
}

/* --- rows --- */

struct rows_of {
    struct flow_barometer_row *list; /* by region until they are told */
    size_t count;
    bool nation; /* rows are provinces, with all that lies in them */
};

enum { PROVINCE_LEN = 2 };

static int by_region(const void *a, const void *b) {
    const struct flow_barometer_row *x = a, *y = b;
    return str_compare(x->region, y->region);
}

static struct rows_of rows_make(struct reading *r) {
    struct rows_of rows = {.nation = !r->ask->region.len};
    rows.list = NEW(r->arena, struct flow_barometer_row, region_count() + 1);
    for (size_t i = 0; i < region_count(); i++) {
        const struct region *region = region_at(i);
        bool here = rows.nation ? region->kind == REGION_PROVINSI
                                : str_starts(region->code, r->ask->region);
        if (here)
            rows.list[rows.count++] =
                (struct flow_barometer_row){.region = region->code, .oldest = STORE_FOLLOW_NO_DAY};
    }
    if (rows.count)
        qsort(rows.list, rows.count, sizeof *rows.list, by_region);
    return rows;
}

/* NULL: a region that is none of ours, as an older table of regions may have had. */
static struct flow_barometer_row *row_of(const struct rows_of *rows, struct str region) {
    if (rows->nation && region.len > PROVINCE_LEN)
        region.len = PROVINCE_LEN;
    const struct flow_barometer_row key = {.region = region};
    return rows->count ? bsearch(&key, rows->list, rows->count, sizeof key, by_region) : NULL;
}

/* --- what waits --- */

static void add_sums(struct reading *r, const struct rows_of *rows) {
    for (size_t i = 0; i < r->sums.count; i++) {
        const struct store_follow_sum *s = &r->sums.list[i];
        struct flow_barometer_row *row = row_of(rows, s->region);
        if (!row)
            continue;
        row->now.open += s->n;
        row->now.late += s->late;
        row->oldest = s->oldest < row->oldest ? s->oldest : row->oldest;
        /* whoever is of that region may be the one who is reported, or serve him */
        row->secretary_case |= s->secretary && !str_equal(s->region, r->ask->viewer);
        r->out->change.late += s->late_new;
    }
}

static int by_office(const void *a, const void *b) {
    const struct flow_barometer_late *x = a, *y = b;
    return str_compare(x->office, y->office);
}

static int by_wait(const void *a, const void *b) {
    const struct flow_barometer_late *x = a, *y = b;
    int64_t order = x->oldest - y->oldest;
    if (!order)
        order = y->n - x->n;
    return order ? (order > 0) - (order < 0) : str_compare(x->office, y->office);
}

/* One line for each office, whatever region and state its late ones stand in. */
static void list_late(struct reading *r) {
    struct flow_barometer_late *list = NEW(r->arena, struct flow_barometer_late, r->sums.count + 1);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < r->sums.count; i++) {
        const struct store_follow_sum *s = &r->sums.list[i];
        if (s->late)
            list[count++] = (struct flow_barometer_late){s->office,      s->region, s->late,
                                                         s->oldest_late, s->rules,  s->state};
    }
    if (count)
        qsort(list, count, sizeof *list, by_office);
    for (size_t i = 0; i < count; i++) {
        struct flow_barometer_late *last = kept ? &list[kept - 1] : NULL;
        if (!last || !str_equal(last->office, list[i].office)) {
            list[kept++] = list[i];
            continue;
        }
        int64_t n = last->n + list[i].n;
        if (list[i].oldest < last->oldest)
            *last = list[i];
        last->n = n;
    }
    if (kept)
        qsort(list, kept, sizeof *list, by_wait);
    r->out->late = list;
    r->out->late_count = kept;
}

static void add_turns(struct reading *r) {
    struct flow_barometer_numbers *change = &r->out->change;
    for (size_t i = 0; i < r->turns.count; i++) {
        const struct store_follow_count *c = &r->turns.list[i];
        if (str_equal(c->b, STR("came")))
            change->open += c->n_new;
        else if (str_equal(c->b, STR("left")))
            change->open -= c->n_new;
        else
            change->proven += c->n_new;
    }
}

static void add_counts(struct reading *r, const struct rows_of *rows) {
    for (size_t i = 0; i < r->proven.count; i++) {
        struct flow_barometer_row *row = row_of(rows, r->proven.list[i].region);
        if (row)
            row->now.proven += r->proven.list[i].n;
    }
    for (size_t i = 0; i < r->people.count; i++) {
        struct flow_barometer_row *row = row_of(rows, r->people.list[i].region);
        if (row)
            row->now.people += r->people.list[i].n;
    }
    for (size_t i = 0; i < r->reach.count; i++) {
        struct flow_barometer_row *row = row_of(rows, r->reach.list[i].region);
        if (row)
            row->now.reached += r->reach.list[i].n;
        r->out->change.reached += r->reach.list[i].n_new;
    }
}

/* --- pledges and duties --- */

static void add_pledges(struct reading *r, const struct rows_of *rows) {
    for (size_t i = 0; i < r->out->pledges.count; i++) {
        const struct store_follow_pledge *p = &r->out->pledges.list[i];
        struct flow_barometer_row *row = row_of(rows, p->office.region);
        r->out->change.pledged += p->pledged_new;
        if (!row)
            continue;
        row->now.asked += p->people;
        row->now.pledged += p->pledged;
        /* a province's row of the nation is about the province's own secretary */
        if (str_equal(p->office.kind, STR("sekda")) && str_equal(p->office.region, row->region))
            row->pledge = p->people && p->pledged >= p->people ? FLOW_SECRETARY_PLEDGED
                                                               : FLOW_SECRETARY_MISSING;
    }
}

/* Duties of the appointing authority of one region; its acts are those from *at on. */
static void add_duties_of(struct reading *r, const struct rows_of *rows, struct str region,
                          size_t *at) {
    struct flow_barometer_row *row = row_of(rows, region);
    while (*at < r->acts.count && str_compare(r->acts.list[*at].region, region) < 0)
        ++*at;
    struct prevention_asked asked = {.election = r->ask->election,
                                     .actor = STR("ppk"),
                                     .today = r->ask->today,
                                     .acts = &r->done[*at]};
    for (; *at < r->acts.count && str_equal(r->acts.list[*at].region, region); ++*at)
        r->done[*at] = (struct prevention_act){r->acts.list[*at].duty, r->acts.list[*at].on,
                                               r->acts.list[*at].id};
    asked.act_count = (size_t)(&r->done[*at] - asked.acts);
    struct prevention_dues dues = prevention_dues(r->arena, r->ask->law, &asked);
    for (size_t i = 0; row && i < dues.count; i++) {
        bool done = dues.list[i].state == PREVENTION_DONE;
        row->now.done += done;
        row->now.due += done || dues.list[i].state == PREVENTION_LATE;
    }
}

/* Regions are listed by code, as the acts are read. */
static void add_duties(struct reading *r, const struct rows_of *rows) {
    size_t at = 0;
    r->done = NEW(r->arena, struct prevention_act, r->acts.count + 1);
    for (size_t i = 0; r->ask->election && i < region_count(); i++)
        if (str_starts(region_at(i)->code, r->ask->region))
            add_duties_of(r, rows, region_at(i)->code, &at);
}

/* --- all --- */

static bool needs_look(const struct flow_barometer_row *row) {
    return row->secretary_case || row->pledge == FLOW_SECRETARY_MISSING;
}

static int by_need(const void *a, const void *b) {
    const struct flow_barometer_row *x = a, *y = b;
    int64_t order = (int64_t)needs_look(y) - (int64_t)needs_look(x);
    if (!order)
        order = y->now.late - x->now.late;
    if (!order)
        order = y->now.open - x->now.open;
    return order ? (order > 0) - (order < 0) : by_region(a, b);
}

static void add_up(const struct rows_of *rows, struct flow_barometer_numbers *sum) {
    for (size_t i = 0; i < rows->count; i++) {
        const struct flow_barometer_numbers *n = &rows->list[i].now;
        sum->open += n->open;
        sum->late += n->late;
        sum->proven += n->proven;
        sum->asked += n->asked;
        sum->pledged += n->pledged;
        sum->people += n->people;
        sum->reached += n->reached;
        sum->due += n->due;
        sum->done += n->done;
    }
}

struct err flow_barometer(struct db *db, struct arena *a, const struct flow_barometer_ask *ask,
                          struct flow_barometer *ret) {
    if (ask->region.len && !region_find(ask->region))
        return ERR(ERR_MISSING, STR("region"));
    struct flow_barometer out = {0};
    struct reading r = {.arena = a, .ask = ask, .out = &out};
    struct err e = db_in_txn(db, false, read_in_txn, &r);
    if (e.code)
        return e;
    struct rows_of rows = rows_make(&r);
    add_sums(&r, &rows);
    list_late(&r);
    add_turns(&r);
    add_counts(&r, &rows);
    add_pledges(&r, &rows);
    add_duties(&r, &rows);
    add_up(&rows, &out.now);
    if (rows.count)
        qsort(rows.list, rows.count, sizeof *rows.list, by_need);
    out.rows = rows.list;
    out.row_count = rows.count;
    *ret = out;
    return OK;
}
