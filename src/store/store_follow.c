#include "store/follow.h"

#include "prevention/chain.h"
#include "store/activity.h"
#include "store/sql.h"
#include "store/stat.h"
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

static struct err bounded(const struct rows *rows) {
    return rows->count > STORE_FOLLOW_MAX ? ERR(ERR_STORE, STR("follow")) : OK;
}

static struct err read_waits(struct db *db, struct arena *a, const struct store_follow_of *of,
                             struct store_follow_waits *ret) {
    enum { REGION, OFFICE, N, OLDEST, OLDEST_LATE, RULES, STATE };
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CINT(of->today.day), CINT(STORE_FOLLOW_MAX + 1)};
    struct err e = db_run(db, a, &SQL_FOLLOW_WAITS, DB_LIST(args), &rows);
    if (!e.code)
        e = bounded(&rows);
    if (e.code)
        return e;
    struct store_follow_wait *list = NEW(a, struct store_follow_wait, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_follow_wait){.region = store_text(&rows, i, REGION),
                                             .office = store_text(&rows, i, OFFICE),
                                             .n = store_int(&rows, i, N),
                                             .oldest = store_int(&rows, i, OLDEST),
                                             .oldest_late = store_int(&rows, i, OLDEST_LATE),
                                             .rules = store_text(&rows, i, RULES),
                                             .state = store_text(&rows, i, STATE)};
    ret->list = list;
    ret->count = rows.count;
    return OK;
}

/* Rows of (region, office, n) in the order of the list, each of one that is in it; skip: of what
 * stands before the region's code. */
static void add_late(const struct rows *rows, size_t skip, const struct store_follow_waits *waits) {
    for (size_t i = 0, k = 0; i < rows->count; i++) {
        struct str region = store_text(rows, i, 0), office = store_text(rows, i, 1);
        region = (struct str){region.ptr + skip, region.len - skip};
        while (k < waits->count && !(str_equal(waits->list[k].region, region) &&
                                     str_equal(waits->list[k].office, office)))
            k++;
        if (k < waits->count)
            waits->list[k].late += store_int(rows, i, 2);
    }
}

/* What is late is told by whole blocks of days and by the days of the block that today lies in. */
static struct err read_late(struct db *db, struct arena *a, const struct store_follow_of *of,
                            const struct store_follow_waits *waits) {
    struct rows rows;
    int64_t block = store_stat_block(of->today.day);
    struct str end = store_region_end(a, of->region);
    struct str first = store_stat_block_key(a, block, of->region);
    const struct cell blocks[] = {CTEXT(of->region), CTEXT(end), CINT(block),
                                  CINT(STORE_FOLLOW_MAX + 1)};
    const struct cell days[] = {CTEXT(first), CTEXT(store_stat_block_key(a, block, end)),
                                CINT(of->today.day), CINT(STORE_FOLLOW_MAX + 1)};
    struct err e = db_run(db, a, &SQL_FOLLOW_LATE_BLOCKS, DB_LIST(blocks), &rows);
    if (!e.code)
        e = bounded(&rows);
    if (e.code)
        return e;
    add_late(&rows, 0, waits);
    e = db_run(db, a, &SQL_FOLLOW_LATE_DAYS, DB_LIST(days), &rows);
    if (!e.code)
        e = bounded(&rows);
    if (!e.code)
        add_late(&rows, first.len - of->region.len, waits);
    return e;
}

static struct err read_secretaries(struct db *db, struct arena *a, const struct store_follow_of *of,
                                   struct store_follow_waits *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region))};
    struct err e = db_run(db, a, &SQL_FOLLOW_SECRETARIES, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct str *list = NEW(a, struct str, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = store_text(&rows, i, 0);
    ret->secretaries = list;
    ret->secretary_count = rows.count;
    return OK;
}

struct err store_follow_waits(struct db *db, struct arena *a, const struct store_follow_of *of,
                              struct store_follow_waits *ret) {
    struct store_follow_waits waits = {0};
    struct rows rows;
    struct err e = read_waits(db, a, of, &waits);
    if (!e.code)
        e = read_late(db, a, of, &waits);
    if (!e.code)
        e = read_secretaries(db, a, of, &waits);
    const struct cell args[] = {CTEXT(of->region), CINT(of->since.day), CINT(of->today.day)};
    if (!e.code)
        e = db_run(db, a, &SQL_FOLLOW_LATE_NEW, DB_LIST(args), &rows);
    if (e.code)
        return e;
    waits.late_new = store_int(&rows, 0, 0);
    *ret = waits;
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

enum { NO_SINCE = -1 };
/* since: its column; NO_SINCE: it has none. */
static void read_counts(struct arena *a, const struct rows *rows, int since,
                        struct store_follow_counts *ret) {
    struct store_follow_count *list = NEW(a, struct store_follow_count, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++)
        list[i] =
            (struct store_follow_count){store_text(rows, i, 0), store_int(rows, i, 1),
                                        since == NO_SINCE ? 0 : store_int(rows, i, (size_t)since)};
    *ret = (struct store_follow_counts){list, rows->count};
}

struct err store_follow_turns(struct db *db, struct arena *a, const struct store_follow_of *of,
                              struct store_follow_turns *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CINT(of->since.day)};
    struct err e = db_run(db, a, &SQL_FOLLOW_TURNS, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct store_follow_turns turns = {0};
    for (size_t i = 0; i < rows.count; i++) {
        struct str what = store_text(&rows, i, 0);
        *(str_equal(what, STR("came"))   ? &turns.came
          : str_equal(what, STR("left")) ? &turns.left
                                         : &turns.proven) = store_int(&rows, i, 1);
    }
    *ret = turns;
    return OK;
}

struct err store_follow_proven(struct db *db, struct arena *a, const struct store_follow_of *of,
                               struct store_follow_counts *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region))};
    struct err e = db_run(db, a, &SQL_FOLLOW_PROVEN, DB_LIST(args), &rows);
    if (!e.code)
        read_counts(a, &rows, NO_SINCE, ret);
    return e;
}

struct err store_follow_people(struct db *db, struct arena *a, const struct store_follow_of *of,
                               struct store_follow_counts *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region))};
    struct err e = db_run(db, a, &SQL_FOLLOW_PEOPLE, DB_LIST(args), &rows);
    if (!e.code)
        read_counts(a, &rows, NO_SINCE, ret);
    return e;
}

struct err store_follow_reach(struct db *db, struct arena *a, const struct store_follow_of *of,
                              struct store_follow_counts *ret) {
    enum { SINCE = 2 };
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CTEXT(of->election), CINT(of->since.day)};
    struct err e = db_run(db, a, &SQL_FOLLOW_REACH, DB_LIST(args), &rows);
    if (!e.code)
        read_counts(a, &rows, SINCE, ret);
    return e;
}

struct err store_follow_done(struct db *db, struct arena *a, const struct store_follow_of *of,
                             const struct store_follow_duty *duty,
                             struct store_follow_regions *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region),     CTEXT(store_region_end(a, of->region)),
                                CTEXT(of->election),   CTEXT(duty->id),
                                CINT(duty->first.day), CINT(duty->last.day)};
    struct err e = db_run(db, a, &SQL_FOLLOW_DONE, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct str *list = NEW(a, struct str, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = store_text(&rows, i, 0);
    *ret = (struct store_follow_regions){list, rows.count};
    return OK;
}

enum {
    PLEDGE_OFFICE,
    PLEDGE_OFFICE_KIND,
    PLEDGE_NAME,
    PLEDGE_NAME_EN,
    PLEDGE_REGION,
    PLEDGE_CLOSES,
    PLEDGE_CLOSED,
    PLEDGE_PEOPLE,
    PLEDGE_PLEDGED,
    PLEDGE_NEW_ONES,
    PLEDGE_SECRETARIES,
    PLEDGE_ROUND,
    PLEDGE_LED,
    PLEDGE_LED_PLEDGED,
    PLEDGE_LED_SECRETARY
};
static struct store_follow_pledge read_pledge(const struct rows *rows, size_t i) {
    return (struct store_follow_pledge){.office = {.id = store_text(rows, i, PLEDGE_OFFICE),
                                                   .kind = store_text(rows, i, PLEDGE_OFFICE_KIND),
                                                   .name = store_text(rows, i, PLEDGE_NAME),
                                                   .name_en = store_text(rows, i, PLEDGE_NAME_EN),
                                                   .region = store_text(rows, i, PLEDGE_REGION)},
                                        .round = store_int(rows, i, PLEDGE_ROUND),
                                        .closes = {(int32_t)store_int(rows, i, PLEDGE_CLOSES)},
                                        .closed = store_int(rows, i, PLEDGE_CLOSED) >= 0,
                                        .people = store_int(rows, i, PLEDGE_PEOPLE),
                                        .pledged = store_int(rows, i, PLEDGE_PLEDGED),
                                        .pledged_new = store_int(rows, i, PLEDGE_NEW_ONES)};
}

static struct store_follow_leaders read_leaders(const struct rows *rows, size_t i,
                                                const struct store_office *office) {
    return (struct store_follow_leaders){*office, store_int(rows, i, PLEDGE_LED),
                                         store_int(rows, i, PLEDGE_LED_PLEDGED),
                                         store_int(rows, i, PLEDGE_LED_SECRETARY) != 0};
}

struct err store_follow_pledges(struct db *db, struct arena *a, const struct store_follow_of *of,
                                struct store_follow_pledges *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region),          CTEXT(store_region_end(a, of->region)),
                                CINT(of->today.day),        CINT(of->since.day),
                                CINT(STORE_FOLLOW_MAX + 1), CTEXT(of->pledge),
                                CINT(CHAIN_SECRETARY),      CINT(PLEDGE_EVERYBODY),
                                CINT(PLEDGE_LEADERS)};
    struct err e = db_run(db, a, &SQL_FOLLOW_PLEDGES, DB_LIST(args), &rows);
    if (!e.code && rows.count > STORE_FOLLOW_MAX)
        e = ERR(ERR_STORE, STR("follow"));
    if (e.code)
        return e;
    struct store_follow_pledge *list = NEW(a, struct store_follow_pledge, rows.count + 1);
    struct store_office *some = NEW(a, struct store_office, rows.count + 1);
    struct store_office *unsigned_ = NEW(a, struct store_office, rows.count + 1);
    struct store_follow_leaders *leaders = NEW(a, struct store_follow_leaders, rows.count + 1);
    *ret = (struct store_follow_pledges){
        .list = list, .some = {some, 0}, .unsigned_ = {unsigned_, 0}, .leaders = leaders};
    for (size_t i = 0; i < rows.count; i++) {
        const struct store_follow_pledge one = read_pledge(&rows, i);
        if (one.round >= 0)
            list[ret->count++] = one;
        else
            some[ret->some.count++] = one.office;
        if (store_int(&rows, i, PLEDGE_SECRETARIES))
            unsigned_[ret->unsigned_.count++] = one.office;
        leaders[ret->leader_count] = read_leaders(&rows, i, &one.office);
        ret->leader_count += leaders[ret->leader_count].people > 0;
    }
    return OK;
}
