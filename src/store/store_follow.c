#include "store/follow.h"

#include "store/activity.h"
#include "store/sql.h"
#include "store/store.h"

struct err store_follow_clear(struct db *db, struct arena *a, struct case_id id) {
    return db_run(db, a, &SQL_FOLLOW_CLEAR, DB_ARGS(CINT(id.v)), NULL);
}

struct err store_follow_put(struct db *db, struct arena *a, const struct case_state *cs) {
    struct case_follow f = case_follow(cs);
    if (!f.open)
        return f.came ? store_follow_clear(db, a, cs->id) : OK; /* never was there: no row */
    const struct cell args[] = {CINT(cs->id.v),  CTEXT(cs->received.report.region),
                                CTEXT(f.office), CTEXT(f.rules),
                                CTEXT(f.state),  CINT(f.stands.day),
                                CINT(f.due),     CINT(f.secretary)};
    return db_run(db, a, &SQL_FOLLOW_PUT, DB_LIST(args), NULL);
}

struct err store_follow_sums(struct db *db, struct arena *a, const struct store_follow_of *of,
                             struct store_follow_sums *ret) {
    enum { REGION, OFFICE, RULES, STATE, N, OLDEST, SECRETARY, LATE, LATE_NEW, OLDEST_LATE };
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CINT(of->today.day), CINT(of->since.day),
                                CINT(STORE_FOLLOW_MAX + 1)};
    struct err e = db_run(db, a, &SQL_FOLLOW_SUMS, DB_LIST(args), &rows);
    if (!e.code && rows.count > STORE_FOLLOW_MAX)
        e = ERR(ERR_STORE, STR("follow"));
    if (e.code)
        return e;
    struct store_follow_sum *list = NEW(a, struct store_follow_sum, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_follow_sum){.region = store_text(&rows, i, REGION),
                                            .office = store_text(&rows, i, OFFICE),
                                            .rules = store_text(&rows, i, RULES),
                                            .state = store_text(&rows, i, STATE),
                                            .n = store_int(&rows, i, N),
                                            .late = store_int(&rows, i, LATE),
                                            .late_new = store_int(&rows, i, LATE_NEW),
                                            .oldest = store_int(&rows, i, OLDEST),
                                            .oldest_late = store_int(&rows, i, OLDEST_LATE),
                                            .secretary = store_int(&rows, i, SECRETARY) != 0};
    *ret = (struct store_follow_sums){list, rows.count};
    return OK;
}

struct err store_follow_ages(struct db *db, struct arena *a, const struct store_follow_bands *bands,
                             const struct store_follow_age **ret, size_t *ret_count) {
    struct rows rows;
    const struct cell args[] = {CINT(bands->today.day), CINT(bands->first.day),
                                CINT(bands->second.day), CINT(STORE_FOLLOW_MAX + 1)};
    struct err e = db_run(db, a, &SQL_FOLLOW_AGES, DB_LIST(args), &rows);
    if (!e.code && rows.count > STORE_FOLLOW_MAX)
        e = ERR(ERR_STORE, STR("follow"));
    if (e.code)
        return e;
    struct store_follow_age *list = NEW(a, struct store_follow_age, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        list[i].region = store_text(&rows, i, 0);
        for (size_t k = 0; k < STORE_FOLLOW_BANDS; k++)
            list[i].n[k] = store_int(&rows, i, k + 1);
    }
    *ret = list;
    *ret_count = rows.count;
    return OK;
}

/* Columns of a count: the first is the region; -1: there is none such. */
struct columns {
    int b, n, n_new;
};

static void read_counts(struct arena *a, const struct rows *rows, struct columns at,
                        struct store_follow_counts *ret) {
    struct store_follow_count *list = NEW(a, struct store_follow_count, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        list[i].region = store_text(rows, i, 0);
        if (at.b >= 0)
            list[i].b = store_text(rows, i, (size_t)at.b);
        if (at.n >= 0)
            list[i].n = store_int(rows, i, (size_t)at.n);
        if (at.n_new >= 0)
            list[i].n_new = store_int(rows, i, (size_t)at.n_new);
    }
    *ret = (struct store_follow_counts){list, rows->count};
}

struct err store_follow_turns(struct db *db, struct arena *a, const struct store_follow_of *of,
                              struct store_follow_counts *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CINT(of->since.day)};
    struct err e = db_run(db, a, &SQL_FOLLOW_TURNS, DB_LIST(args), &rows);
    if (!e.code)
        read_counts(a, &rows, (struct columns){.b = 1, .n = -1, .n_new = 2}, ret);
    return e;
}

struct err store_follow_proven(struct db *db, struct arena *a, const struct store_follow_of *of,
                               struct store_follow_counts *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region))};
    struct err e = db_run(db, a, &SQL_FOLLOW_PROVEN, DB_LIST(args), &rows);
    if (!e.code)
        read_counts(a, &rows, (struct columns){.b = -1, .n = 1, .n_new = -1}, ret);
    return e;
}

struct err store_follow_people(struct db *db, struct arena *a, const struct store_follow_of *of,
                               struct store_follow_counts *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region))};
    struct err e = db_run(db, a, &SQL_FOLLOW_PEOPLE, DB_LIST(args), &rows);
    if (!e.code)
        read_counts(a, &rows, (struct columns){.b = -1, .n = 1, .n_new = -1}, ret);
    return e;
}

struct err store_follow_reach(struct db *db, struct arena *a, const struct store_follow_of *of,
                              struct store_follow_counts *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CTEXT(of->election), CINT(of->since.day)};
    struct err e = db_run(db, a, &SQL_FOLLOW_REACH, DB_LIST(args), &rows);
    if (!e.code)
        read_counts(a, &rows, (struct columns){.b = -1, .n = 1, .n_new = 2}, ret);
    return e;
}

struct err store_follow_duties(struct db *db, struct arena *a, const struct store_follow_of *of,
                               struct store_follow_acts *ret) {
    enum { REGION, DUTY, ON, ID };
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CTEXT(of->election), CINT(STORE_FOLLOW_MAX + 1)};
    struct err e = db_run(db, a, &SQL_FOLLOW_DUTIES, DB_LIST(args), &rows);
    if (!e.code && rows.count > STORE_FOLLOW_MAX)
        e = ERR(ERR_STORE, STR("follow"));
    if (e.code)
        return e;
    struct store_follow_act *list = NEW(a, struct store_follow_act, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_follow_act){store_text(&rows, i, REGION),
                                            store_text(&rows, i, DUTY),
                                            {(int32_t)store_int(&rows, i, ON)},
                                            store_int(&rows, i, ID)};
    *ret = (struct store_follow_acts){list, rows.count};
    return OK;
}

struct err store_follow_pledges(struct db *db, struct arena *a, const struct store_follow_of *of,
                                struct store_follow_pledges *ret) {
    enum { OFFICE, KIND, NAME, NAME_EN, REGION, CLOSES, CLOSED, PEOPLE, PLEDGED, NEW_ONES };
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CINT(of->today.day), CINT(of->since.day),
                                CINT(STORE_FOLLOW_MAX + 1)};
    struct err e = db_run(db, a, &SQL_FOLLOW_PLEDGES, DB_LIST(args), &rows);
    if (!e.code && rows.count > STORE_FOLLOW_MAX)
        e = ERR(ERR_STORE, STR("follow"));
    if (e.code)
        return e;
    struct store_follow_pledge *list = NEW(a, struct store_follow_pledge, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_follow_pledge){.office = {.id = store_text(&rows, i, OFFICE),
                                                          .kind = store_text(&rows, i, KIND),
                                                          .name = store_text(&rows, i, NAME),
                                                          .name_en = store_text(&rows, i, NAME_EN),
                                                          .region = store_text(&rows, i, REGION)},
                                               .closes = {(int32_t)store_int(&rows, i, CLOSES)},
                                               .closed = store_int(&rows, i, CLOSED) >= 0,
                                               .people = store_int(&rows, i, PEOPLE),
                                               .pledged = store_int(&rows, i, PLEDGED),
                                               .pledged_new = store_int(&rows, i, NEW_ONES)};
    *ret = (struct store_follow_pledges){list, rows.count};
    return OK;
}
