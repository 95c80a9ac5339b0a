#include "flow/figures.h"

#include "store/follow.h"

static const char *const VIEWS[PUBLICATION_VIEW_COUNT] = {
    [PUBLICATION_REGION] = "region",    [PUBLICATION_ACT] = "act",
    [PUBLICATION_STAGE] = "stage",      [PUBLICATION_STATE] = "state",
    [PUBLICATION_AGE] = "age",          [PUBLICATION_REGION_ACT] = "region_act",
    [PUBLICATION_WEEK] = "week",        [PUBLICATION_LATE] = "due",
    [PUBLICATION_LATE_ACT] = "due_act",
};

static struct err read_view(struct db *db, struct flow_figures_read *r,
                            enum publication_view view) {
    const struct store_stat_row *rows;
    size_t count;
    const struct store_stat_range late = {VIEWS[view], r->source.as_of};
    struct err e = view == PUBLICATION_LATE || view == PUBLICATION_LATE_ACT
                       ? store_stat_before(db, r->arena, &late, &rows, &count)
                       : store_stat_view(db, r->arena, VIEWS[view], &rows, &count);
    if (e.code)
        return e;
    struct publication_row *list = NEW(r->arena, struct publication_row, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct publication_row){rows[i].a, rows[i].b, rows[i].day, rows[i].n};
    r->source.views[view] = (struct publication_rows){list, count};
    return OK;
}

static struct err read_waiting(struct db *db, struct flow_figures_read *r) {
    const int32_t today = r->source.as_of.day;
    const struct store_follow_bands bands = {
        r->source.as_of, {today - PUBLICATION_WAITS_FIRST}, {today - PUBLICATION_WAITS_SECOND}};
    const struct store_follow_age *ages;
    size_t count;
    struct err e = store_follow_ages(db, r->arena, &bands, &ages, &count);
    if (e.code)
        return e;
    struct publication_waits *list = NEW(r->arena, struct publication_waits, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct publication_waits){ages[i].region,
                                             {[PUBLICATION_WAITS_IN_TIME] = ages[i].n[0],
                                              [PUBLICATION_WAITS_LATE] = ages[i].n[1],
                                              [PUBLICATION_WAITS_LONG] = ages[i].n[2],
                                              [PUBLICATION_WAITS_LONGEST] = ages[i].n[3]}};
    r->source.waits = list;
    r->source.wait_count = count;
    return OK;
}

struct err flow_figures_rows(struct db *db, struct flow_figures_read *r) {
    struct ledger_head head;
    struct err e = store_head_load(db, r->arena, &head);
    for (int view = 0; view < PUBLICATION_VIEW_COUNT && !e.code; view++)
        e = read_view(db, r, (enum publication_view)view);
    if (!e.code && r->waiting)
        e = read_waiting(db, r);
    if (!e.code)
        r->size = head.size;
    return e;
}

static struct err read_in_txn(struct db *db, void *arg) {
    return flow_figures_rows(db, arg);
}

static struct err read_figures(struct db *db, struct flow_figures_read *r,
                               struct publication_figures *ret, int64_t *ret_size) {
    struct err e = db_in_txn(db, false, read_in_txn, r);
    if (e.code)
        return e;
    publication_figures_make(r->arena, &r->source, ret);
    *ret_size = r->size;
    return OK;
}

struct err flow_figures(struct db *db, struct arena *a, struct date today,
                        struct publication_figures *ret, int64_t *ret_size) {
    struct flow_figures_read r = {.arena = a, .source = {.as_of = today}};
    return read_figures(db, &r, ret, ret_size);
}

struct err flow_figures_waiting(struct db *db, struct arena *a, struct date today,
                                struct publication_figures *ret, int64_t *ret_size) {
    struct flow_figures_read r = {.arena = a, .source = {.as_of = today}, .waiting = true};
    return read_figures(db, &r, ret, ret_size);
}
