#include "flow/barometer.h"

#include "base/regions.h"
#include "prevention/pledge.h"

#include <stdlib.h>

struct reading {
    struct arena *arena;
    const struct flow_barometer_ask *ask;
    struct store_follow_waits waits;
    struct store_follow_turns turns;
    struct store_follow_counts proven, people, reach;
    struct flow_barometer *out;
};

static struct err read_in_txn(struct db *db, void *arg) {
    struct reading *r = arg;
    const struct flow_barometer_ask *ask = r->ask;
    const struct store_follow_of of = {.region = ask->region,
                                       .today = ask->today,
                                       .since = {ask->today.day - FLOW_BAROMETER_DAYS},
                                       .election = ask->election ? ask->election->id : STR(""),
                                       .pledge = pledge_first_kind(ask->law)};
    struct err e = store_event_last(db, r->arena, &r->out->last);
    if (!e.code)
        e = store_follow_waits(db, r->arena, &of, &r->waits);
    if (!e.code)
        e = store_follow_turns(db, r->arena, &of, &r->turns);
    if (!e.code)
        e = store_follow_proven(db, r->arena, &of, &r->proven);
    if (!e.code)
        e = store_follow_people(db, r->arena, &of, &r->people);
    if (!e.code)
        e = store_follow_reach(db, r->arena, &of, &r->reach);
    if (!e.code)
        e = flow_duties_where(
            db, r->arena,
            &(struct flow_duties_in){ask->law, ask->election, ask->region, ask->today},
            &r->out->duties);
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

static void add_waits(struct reading *r, const struct rows_of *rows) {
    for (size_t i = 0; i < r->waits.count; i++) {
        const struct store_follow_wait *w = &r->waits.list[i];
        struct flow_barometer_row *row = row_of(rows, w->region);
        if (!row)
            continue;
        row->now.open += w->n;
        row->now.late += w->late;
        row->oldest = w->oldest < row->oldest ? w->oldest : row->oldest;
    }
    for (size_t i = 0; i < r->waits.secretary_count; i++) {
        struct str region = r->waits.secretaries[i];
        struct flow_barometer_row *row = row_of(rows, region);
        if (row) /* whoever is of that region may be the one who is reported, or serve him */
            row->secretary_case |= !str_equal(region, r->ask->viewer);
    }
    r->out->change.late = r->waits.late_new;
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

/* One line for each office, whatever region its late ones stand in. */
static void list_late(struct reading *r) {
    struct flow_barometer_late *list =
        NEW(r->arena, struct flow_barometer_late, r->waits.count + 1);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < r->waits.count; i++) {
        const struct store_follow_wait *w = &r->waits.list[i];
        if (w->late)
            list[count++] = (struct flow_barometer_late){w->office,      w->region, w->late,
                                                         w->oldest_late, w->rules,  w->state};
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
    r->out->change.open = r->turns.came - r->turns.left;
    r->out->change.proven = r->turns.proven;
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

/* What the region's own offices do; a province's row of the nation is about the province's own. */
static struct flow_barometer_row *own_row(const struct rows_of *rows,
                                          const struct store_office *office) {
    struct flow_barometer_row *row = row_of(rows, office->region);
    return row && str_equal(office->region, row->region) ? row : NULL;
}

static void tell_secretary(const struct rows_of *rows, const struct store_office *office,
                           enum flow_secretary_pledge pledge) {
    struct flow_barometer_row *row = own_row(rows, office);
    if (row && str_equal(office->kind, STR("sekda")))
        row->pledge = pledge;
}

static void add_pledges(struct reading *r, const struct rows_of *rows) {
    const struct store_follow_pledges *pledges = &r->out->pledges;
    for (size_t i = 0; i < pledges->count; i++) {
        const struct store_follow_pledge *p = &pledges->list[i];
        struct flow_barometer_row *row = row_of(rows, p->office.region);
        r->out->change.pledged += p->pledged_new;
        if (!row)
            continue;
        row->now.asked += p->people;
        row->now.pledged += p->pledged;
        tell_secretary(rows, &p->office,
                       p->people && p->pledged >= p->people ? FLOW_SECRETARY_PLEDGED
                                                            : FLOW_SECRETARY_MISSING);
    }
    for (size_t i = 0; i < pledges->some.count; i++)
        tell_secretary(rows, &pledges->some.list[i], FLOW_SECRETARY_SOME);
    /* He may stand in the roster of his office or in that of the appointing authority. */
    for (size_t i = 0; i < pledges->unsigned_.count; i++) {
        struct flow_barometer_row *row = own_row(rows, &pledges->unsigned_.list[i]);
        if (row)
            row->unsigned_ = pledges->unsigned_.list[i];
    }
}

/* In real life one roster has a region's whole chain: where a Sekda stands in another office's, his
 * own need open no round. */
static void add_leaders(struct reading *r, const struct rows_of *rows) {
    const struct store_follow_pledges *pledges = &r->out->pledges;
    for (size_t i = 0; i < pledges->leader_count; i++) {
        const struct store_follow_leaders *l = &pledges->leaders[i];
        struct flow_barometer_row *row = row_of(rows, l->office.region);
        struct flow_barometer_row *own = own_row(rows, &l->office);
        if (row) {
            row->now.leaders += l->people;
            row->now.led += l->pledged;
        }
        if (own && l->secretary && own->pledge == FLOW_SECRETARY_NO_ROUND)
            own->pledge = FLOW_SECRETARY_SOME;
    }
}

/* Regions are listed by code, as those are where a duty was done. */
static void add_duty(struct reading *r, const struct rows_of *rows, size_t which) {
    const struct store_follow_regions *done = &r->out->duties.done[which];
    bool late = r->out->duties.dues.list[which].state == PREVENTION_LATE;
    for (size_t i = 0, at = 0; i < region_count(); i++) {
        struct str region = region_at(i)->code;
        struct flow_barometer_row *row = row_of(rows, region);
        while (at < done->count && str_compare(done->list[at], region) < 0)
            at++;
        bool was = at < done->count && str_equal(done->list[at], region);
        if (row) {
            row->now.done += was;
            row->now.due += was || late;
        }
    }
}

static void add_duties(struct reading *r, const struct rows_of *rows) {
    for (size_t i = 0; i < r->out->duties.dues.count; i++)
        add_duty(r, rows, i);
}

/* --- all --- */

static int by_need(const void *a, const void *b) {
    const struct flow_barometer_row *x = a, *y = b;
    int64_t order = (int64_t)y->look - (int64_t)x->look;
    if (!order)
        order = y->now.late - x->now.late;
    if (!order)
        order = y->now.open - x->now.open;
    return order ? (order > 0) - (order < 0) : by_region(a, b);
}

/* Without an election nobody is asked to open a round. */
static enum flow_barometer_look look_of(const struct flow_barometer_row *row, bool election) {
    if (row->secretary_case)
        return FLOW_LOOK_CASE;
    if (row->unsigned_.id.len)
        return FLOW_LOOK_UNSIGNED;
    if (row->pledge == FLOW_SECRETARY_MISSING)
        return FLOW_LOOK_MISSING;
    return election && row->pledge == FLOW_SECRETARY_NO_ROUND ? FLOW_LOOK_NO_ROUND : FLOW_LOOK_NONE;
}

static void add_up(const struct rows_of *rows, struct flow_barometer_numbers *sum) {
    for (size_t i = 0; i < rows->count; i++) {
        const struct flow_barometer_numbers *n = &rows->list[i].now;
        sum->open += n->open;
        sum->late += n->late;
        sum->proven += n->proven;
        sum->asked += n->asked;
        sum->pledged += n->pledged;
        sum->leaders += n->leaders;
        sum->led += n->led;
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
    add_waits(&r, &rows);
    list_late(&r);
    add_turns(&r);
    add_counts(&r, &rows);
    add_pledges(&r, &rows);
    add_leaders(&r, &rows);
    add_duties(&r, &rows);
    for (size_t i = 0; i < rows.count; i++)
        rows.list[i].look = look_of(&rows.list[i], ask->election != NULL);
    add_up(&rows, &out.now);
    if (rows.count)
        qsort(rows.list, rows.count, sizeof *rows.list, by_need);
    out.rows = rows.list;
    out.row_count = rows.count;
    *ret = out;
    return OK;
}
