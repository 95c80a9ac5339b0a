#include "store/attendance.h"
#include "store/sql.h"

/* The columns in the order that every SELECT of rows here has. */
enum { A_ID, A_MEETING, A_OFFICE, A_AGENCY, A_NAME, A_LISTED, A_AT, A_PERSON };
enum { N_OFFICE, N_AGENCY, N_PEOPLE, N_LISTED };

struct err store_attendance_insert(struct db *db, struct arena *a,
                                   const struct store_attendance *x) {
    const struct cell args[] = {CINT(x->id),      CINT(x->meeting), CTEXT(x->office),
                                CTEXT(x->agency), CTEXT(x->name),   CINT(x->listed),
                                CINT(x->at.us),   CTEXT(x->person)};
    return db_run(db, a, &SQL_ATTENDANCE_INSERT, DB_LIST(args), NULL);
}

struct err store_attendance_strike(struct db *db, struct arena *a, int64_t id) {
    return db_run(db, a, &SQL_ATTENDANCE_STRIKE, DB_ARGS(CINT(id)), NULL);
}

static struct err rows_of(struct db *db, struct arena *a, const struct db_stmt *stmt,
                          struct db_args args, struct store_attendances *ret) {
    struct rows rows;
    struct err e = db_run(db, a, stmt, args, &rows);
    if (e.code)
        return e;
    struct store_attendance *list = NEW(a, struct store_attendance, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_attendance){
            .id = store_int(&rows, i, A_ID),
            .meeting = store_int(&rows, i, A_MEETING),
            .office = store_text(&rows, i, A_OFFICE),
            .agency = store_text(&rows, i, A_AGENCY),
            .name = store_text(&rows, i, A_NAME),
            .listed = store_int(&rows, i, A_LISTED) != 0,
            .at = {store_int(&rows, i, A_AT)},
            .person = store_text(&rows, i, A_PERSON),
        };
    *ret = (struct store_attendances){list, rows.count};
    return OK;
}

static struct err one(struct err e, const struct store_attendances *found,
                      struct store_attendance *ret) {
    if (!e.code && !found->count)
        e = ERR(ERR_MISSING, STR("attendance"));
    if (!e.code)
        *ret = found->list[0];
    return e;
}

struct err store_attendance_find(struct db *db, struct arena *a, int64_t id,
                                 struct store_attendance *ret) {
    struct store_attendances found = {0};
    struct err e = rows_of(db, a, &SQL_ATTENDANCE_FIND, DB_ARGS(CINT(id)), &found);
    return one(e, &found, ret);
}

struct err store_attendance_again(struct db *db, struct arena *a,
                                  const struct store_attendance *who,
                                  struct store_attendance *ret) {
    struct store_attendances found = {0};
    struct err e = rows_of(db, a, &SQL_ATTENDANCE_AGAIN,
                           DB_ARGS(CINT(who->meeting), CTEXT(who->person)), &found);
    return one(e, &found, ret);
}

struct err store_attendance_list(struct db *db, struct arena *a,
                                 const struct store_attendances_of *of,
                                 struct store_attendances *ret) {
    return rows_of(db, a, &SQL_ATTENDANCE_LIST,
                   DB_ARGS(CINT(of->meeting), CINT(of->after), CINT(of->limit)), ret);
}

struct err store_attendance_offices(struct db *db, struct arena *a, int64_t meeting, int64_t limit,
                                    struct store_attendings *ret) {
    struct rows rows;
    struct err e =
        db_run(db, a, &SQL_ATTENDANCE_OFFICES, DB_ARGS(CINT(meeting), CINT(limit)), &rows);
    if (e.code)
        return e;
    struct store_attending *list = NEW(a, struct store_attending, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] =
            (struct store_attending){store_text(&rows, i, N_OFFICE), store_text(&rows, i, N_AGENCY),
                                     store_int(&rows, i, N_PEOPLE), store_int(&rows, i, N_LISTED)};
    *ret = (struct store_attendings){list, rows.count};
    return OK;
}

struct err store_attendance_count(struct db *db, struct arena *a, int64_t meeting, int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_ATTENDANCE_COUNT, DB_ARGS(CINT(meeting)), &rows);
    if (!e.code)
        *ret = store_int(&rows, 0, 0);
    return e;
}
