#include "store/activity.h"
#include "store/sql.h"

/* The columns in the order that every SELECT here has. */
enum {
    AT_ID,
    AT_VERSION,
    AT_OFFICE,
    AT_REGION,
    AT_ELECTION,
    AT_KIND,
    AT_DUTY,
    AT_ON,
    AT_TITLE,
    AT_TITLE_EN,
    AT_PLACE,
    AT_ORGANISER,
    AT_NOTE,
    AT_SOURCE,
    AT_PARTNERS,
    AT_FILES,
    AT_REACH,
    AT_REACH_ASN,
    AT_KEY,
    AT_REQUEST,
    AT_WITHDRAWN,
    AT_REASON
};
static struct store_activity read_row(const struct rows *rows, size_t i) {
    return (struct store_activity){
        .id = store_int(rows, i, AT_ID),
        .version = store_int(rows, i, AT_VERSION),
        .office = store_text(rows, i, AT_OFFICE),
        .region = store_text(rows, i, AT_REGION),
        .election = store_text(rows, i, AT_ELECTION),
        .kind = store_text(rows, i, AT_KIND),
        .duty = store_text(rows, i, AT_DUTY),
        .on = {(int32_t)store_int(rows, i, AT_ON)},
        .title = store_text(rows, i, AT_TITLE),
        .title_en = store_text(rows, i, AT_TITLE_EN),
        .place = store_text(rows, i, AT_PLACE),
        .organiser = store_text(rows, i, AT_ORGANISER),
        .note = store_text(rows, i, AT_NOTE),
        .source = store_text(rows, i, AT_SOURCE),
        .partners = store_text(rows, i, AT_PARTNERS),
        .files = store_text(rows, i, AT_FILES),
        .reach = store_int(rows, i, AT_REACH),
        .reach_asn = store_int(rows, i, AT_REACH_ASN),
        .key = store_text(rows, i, AT_KEY),
        .request = store_text(rows, i, AT_REQUEST),
        .withdrawn = store_int(rows, i, AT_WITHDRAWN) != 0,
        .reason = store_text(rows, i, AT_REASON),
    };
}

static struct err read_rows(struct arena *a, const struct rows *rows,
                            struct store_activities *ret) {
    struct store_activity *list = NEW(a, struct store_activity, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++)
        list[i] = read_row(rows, i);
    *ret = (struct store_activities){list, rows->count};
    return OK;
}

struct err store_activity_insert(struct db *db, struct arena *a, const struct store_activity *x) {
    const struct cell args[] = {
        CINT(x->id),        CINT(x->version),   CTEXT(x->office),   CTEXT(x->region),
        CTEXT(x->election), CTEXT(x->kind),     CTEXT(x->duty),     CINT(x->on.day),
        CTEXT(x->title),    CTEXT(x->title_en), CTEXT(x->place),    CTEXT(x->organiser),
        CTEXT(x->note),     CTEXT(x->source),   CTEXT(x->partners), CTEXT(x->files),
        CINT(x->reach),     CINT(x->reach_asn), CTEXT(x->key),      CTEXT(x->request),
    };
    return db_run(db, a, &SQL_ACTIVITY_INSERT, DB_LIST(args), NULL);
}

struct err store_activity_update(struct db *db, struct arena *a, const struct store_activity *x) {
    const struct cell args[] = {
        CINT(x->id),        CINT(x->version),   CTEXT(x->region),    CTEXT(x->election),
        CTEXT(x->kind),     CTEXT(x->duty),     CINT(x->on.day),     CTEXT(x->title),
        CTEXT(x->title_en), CTEXT(x->place),    CTEXT(x->organiser), CTEXT(x->note),
        CTEXT(x->source),   CTEXT(x->partners), CTEXT(x->files),     CINT(x->reach),
        CINT(x->reach_asn),
    };
    return db_run(db, a, &SQL_ACTIVITY_UPDATE, DB_LIST(args), NULL);
}

struct err store_activity_withdraw(struct db *db, struct arena *a, const struct store_activity *x) {
    return db_run(db, a, &SQL_ACTIVITY_WITHDRAW,
                  DB_ARGS(CINT(x->id), CINT(x->version), CTEXT(x->reason)), NULL);
}

static struct err find_one(struct db *db, struct arena *a, const struct db_stmt *stmt,
                           struct cell key, struct store_activity *ret) {
    struct rows rows;
    struct err e = db_run(db, a, stmt, DB_ARGS(key), &rows);
    if (!e.code && !rows.count)
        e = ERR(ERR_MISSING, STR("activity"));
    if (!e.code)
        *ret = read_row(&rows, 0);
    return e;
}

struct err store_activity_find(struct db *db, struct arena *a, int64_t id,
                               struct store_activity *ret) {
    return find_one(db, a, &SQL_ACTIVITY_FIND, CINT(id), ret);
}

struct err store_activity_again(struct db *db, struct arena *a, struct str key,
                                struct store_activity *ret) {
    return find_one(db, a, &SQL_ACTIVITY_AGAIN, CTEXT(key), ret);
}

struct str store_region_end(struct arena *a, struct str region) {
    return region.len ? arena_printf(a, "%.*s/", STR_ARG(region)) : STR(":");
}

struct err store_activity_list(struct db *db, struct arena *a, const struct store_activity_query *q,
                               struct store_activities *ret) {
    struct rows rows;
    const struct cell args[] = {
        CTEXT(q->region),
        CTEXT(store_region_end(a, q->region)),
        CTEXT(q->kind),
        CTEXT(q->election),
        CINT(q->from.day),
        CINT(q->to.day ? q->to.day : INT32_MAX),
        CINT(q->after_on.day ? q->after_on.day : INT32_MAX),
        CINT(q->after_on.day ? q->after : INT64_MAX),
        CINT(q->withdrawn),
        CINT(q->limit),
    };
    struct err e = db_run(db, a, &SQL_ACTIVITY_LIST, DB_LIST(args), &rows);
    return e.code ? e : read_rows(a, &rows, ret);
}

struct err store_activity_region(struct db *db, struct arena *a, struct str region, int64_t limit,
                                 struct store_activities *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_ACTIVITY_REGION, DB_ARGS(CTEXT(region), CINT(limit)), &rows);
    return e.code ? e : read_rows(a, &rows, ret);
}

struct err store_activity_duties(struct db *db, struct arena *a,
                                 const struct store_activity_query *q,
                                 struct store_activities *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(q->region), CTEXT(store_region_end(a, q->region)),
                                CTEXT(q->election), CINT(q->limit)};
    struct err e = db_run(db, a, &SQL_ACTIVITY_DUTIES, DB_LIST(args), &rows);
    return e.code ? e : read_rows(a, &rows, ret);
}
