#include "store/follow.h"
#include "store/running.h"
#include "store/sql.h"

enum { FIVE = 5, SIX = 6 }; /* days of a week, as a row says them */

/* What orders work lists: alarms, then open cases without a clock, then what has ended (I5: only
 * then nobody holds it). */
static int64_t order_day(const struct case_state *cs) {
    return case_holder(cs).len ? case_next_due(cs) : STORE_DONE_DUE;
}

/* What ended has no next day, though somebody may still go to court. */
static const struct case_clock *next_clock(const struct case_state *cs) {
    return case_holder(cs).len ? case_next_clock(cs) : NULL;
}

static int64_t late_day(const struct case_state *cs) {
    const struct case_clock *next = next_clock(cs);
    return next ? next->due.day : CASE_NO_DUE;
}

static struct str clock_id(const struct case_state *cs) {
    const struct case_clock *next = next_clock(cs);
    return next ? next->id : STR("");
}

static int64_t week_days(const struct case_state *cs) {
    const struct case_clock *next = next_clock(cs);
    return next && next->week == LAW_SIX_DAYS ? SIX : FIVE;
}

/* Procedures that run beside the case's own, and offices under other names. */
static int64_t aside(const struct case_state *cs) {
    int64_t count = (int64_t)cs->offices.other_count;
    for (size_t i = 0; i < cs->track_count; i++)
        count += cs->tracks[i].holder.len > 0;
    return count;
}

static struct err put_desk(struct db *db, struct arena *a, const struct case_state *cs,
                           struct str office) {
    const struct case_offices *o = &cs->offices;
    bool listed =
        str_equal(office, o->bawaslu) || str_equal(office, o->bkn) || str_equal(office, o->ppk);
    return listed || !office.len
               ? OK
               : db_run(db, a, &SQL_CASE_DESK_PUT,
                        DB_ARGS(CTEXT(office), CINT(order_day(cs)), CINT(cs->id.v)), NULL);
}

/* A row for each office beside the three, and for the one whose tasks were taken over. Rare: most
 * cases have none, and then nothing is done. */
static struct err put_desks(struct db *db, struct arena *a, const struct case_state *cs) {
    const struct case_offices *o = &cs->offices;
    struct err e = o->other_count || cs->changed_hands
                       ? db_run(db, a, &SQL_CASE_DESK_CLEAR, DB_ARGS(CINT(cs->id.v)), NULL)
                       : OK;
    for (size_t i = 0; i < o->other_count && !e.code; i++)
        e = put_desk(db, a, cs, o->others[i].office);
    return e.code ? e : put_desk(db, a, cs, o->replaced);
}

struct err store_case_insert(struct db *db, struct arena *a, const struct case_state *cs) {
    const struct case_received *r = &cs->received;
    const struct cell args[] = {
        CINT(cs->id.v),
        CINT(cs->version),
        CBYTES(cs->stream.b, sizeof cs->stream.b),
        CTEXT(r->number),
        CTEXT(cs->registration),
        CTEXT(r->rules),
        CINT(r->report.channel),
        CTEXT(r->report.election),
        CTEXT(r->report.region),
        CTEXT(r->report.act),
        CTEXT(r->stage),
        CTEXT(cs->state),
        CTEXT(cs->phase),
        CTEXT(cs->offices.bawaslu),
        CTEXT(cs->offices.bkn),
        CTEXT(cs->offices.ppk),
        CTEXT(case_holder(cs)),
        CINT(cs->received_at.us),
        CINT(r->received_on.day),
        CINT(cs->changed_at.us),
        CINT(order_day(cs)),
        CINT(late_day(cs)),
        CTEXT(clock_id(cs)),
        CTEXT(store_running_text(a, cs)),
        CINT(aside(cs)),
        CINT(week_days(cs)),
    };
    struct err e = db_run(db, a, &SQL_CASE_INSERT, DB_LIST(args), NULL);
    if (!e.code)
        e = store_follow_put(db, a, cs);
    return e.code ? e : put_desks(db, a, cs);
}

struct err store_case_update(struct db *db, struct arena *a, const struct case_state *cs) {
    const struct cell args[] = {
        CINT(cs->id.v),
        CINT(cs->version - 1),
        CINT(cs->version),
        CTEXT(cs->registration),
        CTEXT(cs->state),
        CTEXT(cs->phase),
        CTEXT(cs->offices.bkn),
        CTEXT(cs->offices.ppk),
        CTEXT(case_holder(cs)),
        CINT(cs->changed_at.us),
        CINT(order_day(cs)),
        CINT(late_day(cs)),
        CTEXT(clock_id(cs)),
        CTEXT(store_running_text(a, cs)),
        CINT(aside(cs)),
        CINT(week_days(cs)),
        CTEXT(cs->offices.bawaslu),
    };
    struct rows rows;
    struct err e = db_run(db, a, &SQL_CASE_UPDATE, DB_LIST(args), &rows);
    if (!e.code && !rows.count)
        e = ERR(ERR_CONFLICT, STR("version"));
    if (!e.code)
        e = store_follow_put(db, a, cs);
    return e.code ? e : put_desks(db, a, cs);
}

struct err store_case_erase(struct db *db, struct arena *a, struct case_id id) {
    struct err e = db_run(db, a, &SQL_CASE_DESK_CLEAR, DB_ARGS(CINT(id.v)), NULL);
    if (!e.code)
        e = db_run(db, a, &SQL_CASE_MOVED_CLEAR, DB_ARGS(CINT(id.v)), NULL);
    if (!e.code)
        e = store_follow_clear(db, a, id);
    return e.code ? e : db_run(db, a, &SQL_CASE_ERASE, DB_ARGS(CINT(id.v)), NULL);
}

static struct store_case_row row_read(const struct rows *rows, size_t i) {
    return (struct store_case_row){
        .id = {store_int(rows, i, 0)},
        .version = store_int(rows, i, 1),
        .number = store_text(rows, i, 2),
        .registration = store_text(rows, i, 3),
        .channel = store_int(rows, i, 4),
        .election = store_text(rows, i, 5),
        .region = store_text(rows, i, 6),
        .act = store_text(rows, i, 7),
        .stage = store_text(rows, i, 8),
        .state = store_text(rows, i, 9),
        .phase = store_text(rows, i, 10),
        .offices = {.bawaslu = store_text(rows, i, 11),
                    .bkn = store_text(rows, i, 12),
                    .ppk = store_text(rows, i, 13),
                    .holder = store_text(rows, i, 14)},
        .received_at = {store_int(rows, i, 15)},
        .due_day = store_int(rows, i, 16),
        .rules = store_text(rows, i, 17),
        .late_day = store_int(rows, i, 18),
        .clock = store_text(rows, i, 19),
        .week = store_int(rows, i, 20) == SIX ? LAW_SIX_DAYS : LAW_FIVE_DAYS,
        .moved = store_text(rows, i, 21),
        .moved_from = {(int32_t)store_int(rows, i, 22)},
        .moved_to = {(int32_t)store_int(rows, i, 23)},
    };
}

struct err store_case_row(struct db *db, struct arena *a, struct case_id id,
                          struct store_case_row *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_CASE_ROW, DB_ARGS(CINT(id.v)), &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("case"));
    *ret = row_read(&rows, 0);
    return OK;
}

struct case_statements {
    struct str kind;
    const struct db_stmt *list, *count;
};

/* What serves the work lists of an office kind. */
static const struct case_statements *statements(struct str kind) {
    static const struct case_statements ALL[] = {
        {STR_INIT("bawaslu"), &SQL_CASE_LIST_BAWASLU, &SQL_CASE_COUNT_BAWASLU},
        {STR_INIT("bkn"), &SQL_CASE_LIST_BKN, &SQL_CASE_COUNT_BKN},
        {STR_INIT("ppk"), &SQL_CASE_LIST_PPK, &SQL_CASE_COUNT_PPK},
    };
    static const struct case_statements DESK = {{0}, &SQL_CASE_LIST_DESK, &SQL_CASE_COUNT_DESK};
    for (size_t i = 0; i < COUNT_OF(ALL); i++)
        if (str_equal(kind, ALL[i].kind))
            return &ALL[i];
    return &DESK;
}

struct err store_case_count(struct db *db, struct arena *a, const struct store_case_span *span,
                            int64_t *ret) {
    const struct case_statements *statement = statements(span->kind);
    const struct cell args[] = {CTEXT(span->office), CINT(span->from), CINT(span->to),
                                CINT(STORE_COUNT_MAX)};
    struct rows rows;
    struct err e = db_run(db, a, statement->count, DB_LIST(args), &rows);
    if (!e.code) {
        int64_t count = store_int(&rows, 0, 0); /* may be the sum of two that saturate */
        *ret = count < STORE_COUNT_MAX ? count : STORE_COUNT_MAX;
    }
    return e;
}

struct err store_case_list(struct db *db, struct arena *a, const struct store_case_query *query,
                           const struct store_case_row **ret, size_t *ret_count) {
    const struct case_statements *statement = statements(query->kind);
    /* The zero cursor stands before every row: due days are positive, ids start at 0. */
    int64_t after_id = query->after.due_day ? query->after.id : -1;
    const struct cell args[] = {CTEXT(query->office), CINT(query->after.due_day), CINT(after_id),
                                CINT(query->limit), CINT(STORE_DONE_DUE)};
    const struct db_args most = {args, COUNT_OF(args) - 1};
    struct rows rows;
    struct err e = query->moved ? db_run(db, a, &SQL_CASE_LIST_MOVED, DB_LIST(args), &rows)
                                : db_run(db, a, statement->list, most, &rows);
    if (e.code)
        return e;
    struct store_case_row *list = NEW(a, struct store_case_row, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = row_read(&rows, i);
    *ret = list;
    *ret_count = rows.count;
    return OK;
}

struct str store_counter_name(struct arena *a, struct str office, bool registered, int year) {
    return arena_printf(a, "%.*s/%s/%d", STR_ARG(office), registered ? "registered" : "received",
                        year);
}

struct err store_counter_find(struct db *db, struct arena *a, struct str name, int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_COUNTER_FIND, DB_ARGS(CTEXT(name)), &rows);
    if (!e.code)
        *ret = rows.count ? store_int(&rows, 0, 0) : 0;
    return e;
}

struct err store_counter_save(struct db *db, struct arena *a, struct str name, int64_t n) {
    return db_run(db, a, &SQL_COUNTER_SAVE, DB_ARGS(CTEXT(name), CINT(n)), NULL);
}

struct err store_counter_raise(struct db *db, struct arena *a, struct str name, int64_t n) {
    return db_run(db, a, &SQL_COUNTER_RAISE, DB_ARGS(CTEXT(name), CINT(n)), NULL);
}
