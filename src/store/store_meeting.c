#include "store/activity.h"
#include "store/meeting.h"
#include "store/sql.h"

/* The columns in the order that every SELECT here has. */
enum {
    M_ID,
    M_VERSION,
    M_OFFICE,
    M_REGION,
    M_ELECTION,
    M_TITLE,
    M_PLACE,
    M_AGENDA,
    M_ON,
    M_MINUTE,
    M_LAST,
    M_UNTIL,
    M_FOLLOWS,
    M_INVITED,
    M_ATTENDED,
    M_MINUTES,
    M_REASON,
    M_HELD,
    M_CANCELLED,
    M_KEY,
    M_REQUEST
};
enum { C_ID, C_MEETING, C_WHAT, C_OFFICE, C_DUE, C_DONE, C_DONE_ON, C_NOTE };

static struct date day_at(const struct rows *rows, size_t row, size_t column) {
    return (struct date){(int32_t)store_int(rows, row, column)};
}

static struct store_meeting meeting_row(const struct rows *rows, size_t i) {
    return (struct store_meeting){
        .id = store_int(rows, i, M_ID),
        .version = store_int(rows, i, M_VERSION),
        .office = store_text(rows, i, M_OFFICE),
        .region = store_text(rows, i, M_REGION),
        .election = store_text(rows, i, M_ELECTION),
        .title = store_text(rows, i, M_TITLE),
        .place = store_text(rows, i, M_PLACE),
        .agenda = store_text(rows, i, M_AGENDA),
        .on = day_at(rows, i, M_ON),
        .minute = store_int(rows, i, M_MINUTE),
        .last = day_at(rows, i, M_LAST),
        .until = store_int(rows, i, M_UNTIL),
        .follows = store_int(rows, i, M_FOLLOWS),
        .invited = store_text(rows, i, M_INVITED),
        .attended = store_text(rows, i, M_ATTENDED),
        .minutes = store_text(rows, i, M_MINUTES),
        .reason = store_text(rows, i, M_REASON),
        .held = store_int(rows, i, M_HELD) != 0,
        .cancelled = store_int(rows, i, M_CANCELLED) != 0,
        .key = store_text(rows, i, M_KEY),
        .request = store_text(rows, i, M_REQUEST),
    };
}

struct err store_meeting_insert(struct db *db, struct arena *a, const struct store_meeting *x) {
    const struct cell args[] = {
        CINT(x->id),        CINT(x->version),  CTEXT(x->office),  CTEXT(x->region),
        CTEXT(x->election), CTEXT(x->title),   CTEXT(x->place),   CTEXT(x->agenda),
        CINT(x->on.day),    CINT(x->minute),   CINT(x->last.day), CINT(x->until),
        CINT(x->follows),   CTEXT(x->invited), CTEXT(x->key),     CTEXT(x->request)};
    struct err e = db_run(db, a, &SQL_MEETING_INSERT, DB_LIST(args), NULL);
    struct str rest = x->invited, guest = x->office;
    for (; guest.len && !e.code; guest = str_cut(&rest, ' '))
        e = db_run(db, a, &SQL_MEETING_GUEST_INSERT,
                   DB_ARGS(CTEXT(guest), CINT(x->last.day), CINT(x->id)), NULL);
    return e;
}

struct err store_meeting_held(struct db *db, struct arena *a, const struct store_meeting *x) {
    const struct cell args[] = {CINT(x->id), CINT(x->version), CTEXT(x->attended),
                                CTEXT(x->minutes)};
    struct err e = db_run(db, a, &SQL_MEETING_HELD, DB_LIST(args), NULL);
    return e.code ? e : db_run(db, a, &SQL_MEETING_GUEST_CLEAR, DB_ARGS(CINT(x->id)), NULL);
}

struct err store_meeting_cancel(struct db *db, struct arena *a, const struct store_meeting *x) {
    struct err e = db_run(db, a, &SQL_MEETING_CANCEL,
                          DB_ARGS(CINT(x->id), CINT(x->version), CTEXT(x->reason)), NULL);
    return e.code ? e : db_run(db, a, &SQL_MEETING_GUEST_CLEAR, DB_ARGS(CINT(x->id)), NULL);
}

static struct err find_meeting(struct db *db, struct arena *a, const struct db_stmt *stmt,
                               struct cell key, struct store_meeting *ret) {
    struct rows rows;
    struct err e = db_run(db, a, stmt, DB_ARGS(key), &rows);
    if (!e.code && !rows.count)
        e = ERR(ERR_MISSING, STR("meeting"));
    if (!e.code)
        *ret = meeting_row(&rows, 0);
    return e;
}

struct err store_meeting_find(struct db *db, struct arena *a, int64_t id,
                              struct store_meeting *ret) {
    return find_meeting(db, a, &SQL_MEETING_FIND, CINT(id), ret);
}

struct err store_meeting_again(struct db *db, struct arena *a, struct str key,
                               struct store_meeting *ret) {
    return find_meeting(db, a, &SQL_MEETING_AGAIN, CTEXT(key), ret);
}

static struct err meetings(struct db *db, struct arena *a, const struct db_stmt *stmt,
                           struct db_args args, struct store_meetings *ret) {
    struct rows rows;
    struct err e = db_run(db, a, stmt, args, &rows);
    if (e.code)
        return e;
    struct store_meeting *list = NEW(a, struct store_meeting, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = meeting_row(&rows, i);
    *ret = (struct store_meetings){list, rows.count};
    return OK;
}

struct err store_meeting_list(struct db *db, struct arena *a, const struct store_meetings_of *of,
                              struct store_meetings *ret) {
    bool first = !of->after_on.day;
    const struct cell args[] = {CINT(first ? INT32_MAX : of->after_on.day),
                                CINT(first ? INT64_MAX : of->after), CINT(of->limit)};
    return meetings(db, a, &SQL_MEETING_LIST, DB_LIST(args), ret);
}

struct err store_meeting_guest(struct db *db, struct arena *a, const struct store_meeting_guest *of,
                               struct store_meetings *ret) {
    const struct cell args[] = {CTEXT(of->office), CINT(of->today.day), CINT(of->limit)};
    return meetings(db, a, &SQL_MEETING_GUEST_LIST, DB_LIST(args), ret);
}

struct err store_meeting_soon(struct db *db, struct arena *a, const struct store_meeting_days *of,
                              struct store_meetings *ret) {
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CINT(of->from.day), CINT(of->to.day), CINT(of->limit)};
    return meetings(db, a, &SQL_MEETING_SOON, DB_LIST(args), ret);
}

/* --- commitments --- */

struct err store_commitment_insert(struct db *db, struct arena *a,
                                   const struct store_commitment *x) {
    const struct cell args[] = {CINT(x->id), CINT(x->meeting), CTEXT(x->what), CTEXT(x->office),
                                CINT(x->due.day)};
    return db_run(db, a, &SQL_COMMITMENT_INSERT, DB_LIST(args), NULL);
}

struct err store_commitment_done(struct db *db, struct arena *a, const struct store_commitment *x) {
    const struct cell args[] = {CINT(x->id), CINT(x->done), CINT(x->done_on.day), CTEXT(x->note)};
    return db_run(db, a, &SQL_COMMITMENT_DONE, DB_LIST(args), NULL);
}

static struct err commitments(struct db *db, struct arena *a, const struct db_stmt *stmt,
                              struct db_args args, struct store_commitments *ret) {
    struct rows rows;
    struct err e = db_run(db, a, stmt, args, &rows);
    if (e.code)
        return e;
    struct store_commitment *list = NEW(a, struct store_commitment, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_commitment){
            .id = store_int(&rows, i, C_ID),
            .meeting = store_int(&rows, i, C_MEETING),
            .what = store_text(&rows, i, C_WHAT),
            .office = store_text(&rows, i, C_OFFICE),
            .due = day_at(&rows, i, C_DUE),
            .done = store_int(&rows, i, C_DONE),
            .done_on = day_at(&rows, i, C_DONE_ON),
            .note = store_text(&rows, i, C_NOTE),
        };
    *ret = (struct store_commitments){list, rows.count};
    return OK;
}

struct err store_commitment_find(struct db *db, struct arena *a, int64_t id,
                                 struct store_commitment *ret) {
    struct store_commitments found;
    struct err e = commitments(db, a, &SQL_COMMITMENT_FIND, DB_ARGS(CINT(id)), &found);
    if (!e.code && !found.count)
        e = ERR(ERR_MISSING, STR("commitment"));
    if (!e.code)
        *ret = found.list[0];
    return e;
}

struct err store_commitment_list(struct db *db, struct arena *a, int64_t meeting, int64_t limit,
                                 struct store_commitments *ret) {
    return commitments(db, a, &SQL_COMMITMENT_LIST, DB_ARGS(CINT(meeting), CINT(limit)), ret);
}

struct err store_commitment_open(struct db *db, struct arena *a, struct str office, int64_t limit,
                                 struct store_commitments *ret) {
    return commitments(db, a, &SQL_COMMITMENT_OPEN, DB_ARGS(CTEXT(office), CINT(limit)), ret);
}

struct err store_commitment_soon(struct db *db, struct arena *a,
                                 const struct store_meeting_days *of,
                                 struct store_commitments *ret) {
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CINT(of->to.day), CINT(of->limit)};
    return commitments(db, a, &SQL_COMMITMENT_SOON, DB_LIST(args), ret);
}
