#include "store/sql.h"
#include "store/staff.h"
#include "store/store.h"

#include <stdlib.h>

enum { OFFICES_MAX = 5000, FIVE = 5, SIX = 6 };

static struct cell week_cell(enum law_week week) {
    return CINT(week == LAW_SIX_DAYS ? SIX : FIVE);
}

static struct store_office office_read(const struct rows *rows, size_t i, size_t at) {
    return (struct store_office){store_text(rows, i, at),
                                 store_text(rows, i, at + 1),
                                 store_text(rows, i, at + 2),
                                 store_text(rows, i, at + 3),
                                 store_text(rows, i, at + 4),
                                 store_int(rows, i, at + 5) == SIX ? LAW_SIX_DAYS : LAW_FIVE_DAYS};
}

struct err store_office_insert(struct db *db, struct arena *a, const struct store_office *office) {
    const struct cell args[] = {CTEXT(office->id),      CTEXT(office->kind),
                                CTEXT(office->region),  CTEXT(office->name),
                                CTEXT(office->name_en), week_cell(office->week)};
    return db_run(db, a, &SQL_OFFICE_INSERT, DB_LIST(args), NULL);
}

static struct err office_one(struct db *db, struct arena *a, const struct db_stmt *stmt,
                             const struct cell args[2], struct store_office *ret) {
    struct rows rows;
    struct err e =
        db_run(db, a, stmt, (struct db_args){args, args[1].kind == CELL_NULL ? 1 : 2}, &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("office"));
    *ret = office_read(&rows, 0, 0);
    return OK;
}

struct err store_office_find(struct db *db, struct arena *a, struct str id,
                             struct store_office *ret) {
    return office_one(db, a, &SQL_OFFICE_FIND, (const struct cell[2]){CTEXT(id), CNULL}, ret);
}

struct err store_office_for(struct db *db, struct arena *a, struct str kind, struct str region,
                            struct store_office *ret) {
    struct str province = {region.ptr, region.len < 2 ? region.len : 2};
    const struct str tries[] = {region, province, STR("")};
    struct err e = OK;
    for (size_t i = 0; i < COUNT_OF(tries); i++) {
        e = office_one(db, a, &SQL_OFFICE_FOR, (const struct cell[2]){CTEXT(kind), CTEXT(tries[i])},
                       ret);
        if (e.code != ERR_MISSING)
            break;
    }
    return e;
}

struct err store_office_all(struct db *db, struct arena *a, const struct store_office **ret,
                            size_t *ret_count) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_OFFICE_ALL, DB_ARGS(CINT(OFFICES_MAX)), &rows);
    if (e.code)
        return e;
    struct store_office *list = NEW(a, struct store_office, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = office_read(&rows, i, 0);
    *ret = list;
    *ret_count = rows.count;
    return OK;
}

struct err store_office_week_save(struct db *db, struct arena *a, struct str id,
                                  enum law_week week) {
    return db_run(db, a, &SQL_OFFICE_WEEK, DB_ARGS(CTEXT(id), week_cell(week)), NULL);
}

static int id_order(const void *left, const void *right) {
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* Sorted here: PostgreSQL's order is that of the database's language. */
struct err store_office_six(struct db *db, struct arena *a, const struct str **ret,
                            size_t *ret_count) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_OFFICE_SIX, DB_ARGS(CINT(OFFICES_MAX)), &rows);
    if (e.code)
        return e;
    struct str *list = NEW(a, struct str, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = store_text(&rows, i, 0);
    qsort(list, rows.count, sizeof *list, id_order);
    *ret = list;
    *ret_count = rows.count;
    return OK;
}

struct err store_staff_insert(struct db *db, struct arena *a, const struct store_staff *staff,
                              struct instant at) {
    const struct cell args[] = {CTEXT(staff->name), CTEXT(staff->office.id), CTEXT(staff->role),
                                CINT(at.us)};
    return db_run(db, a, &SQL_STAFF_INSERT, DB_LIST(args), NULL);
}

static struct store_staff staff_read(const struct rows *rows, size_t i) {
    return (struct store_staff){store_text(rows, i, 0), store_text(rows, i, 1),
                                office_read(rows, i, 2)};
}

struct err store_staff_find(struct db *db, struct arena *a, struct str name,
                            struct store_staff *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_STAFF_FIND, DB_ARGS(CTEXT(name)), &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("user"));
    *ret = staff_read(&rows, 0);
    return OK;
}

struct err store_staff_page(struct db *db, struct arena *a, struct str after, int64_t limit,
                            struct store_staff_list *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_STAFF_PAGE, DB_ARGS(CTEXT(after), CINT(limit)), &rows);
    if (e.code)
        return e;
    struct store_staff *list = NEW(a, struct store_staff, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = staff_read(&rows, i);
    *ret = (struct store_staff_list){list, rows.count};
    return OK;
}

struct err store_credential_save(struct db *db, struct arena *a, struct str name,
                                 const struct store_credential *credential) {
    const struct cell args[] = {CTEXT(name), CTEXT(credential->hash), CINT(credential->given.us)};
    return db_run(db, a, &SQL_CREDENTIAL_SAVE, DB_LIST(args), NULL);
}

struct err store_staff_close(struct db *db, struct arena *a, struct str name) {
    return db_run(db, a, &SQL_STAFF_CLOSE, DB_ARGS(CTEXT(name)), NULL);
}

struct err store_credential_delete(struct db *db, struct arena *a, struct str name) {
    return db_run(db, a, &SQL_CREDENTIAL_DELETE, DB_ARGS(CTEXT(name)), NULL);
}

struct err store_credential_find(struct db *db, struct arena *a, struct str name,
                                 struct store_credential *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_CREDENTIAL_FIND, DB_ARGS(CTEXT(name)), &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("credential"));
    *ret = (struct store_credential){store_text(&rows, 0, 0), {store_int(&rows, 0, 1)}};
    return OK;
}

struct err store_setting_find(struct db *db, struct arena *a, struct str name, struct str *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_SETTING_FIND, DB_ARGS(CTEXT(name)), &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("setting"));
    *ret = store_text(&rows, 0, 0);
    return OK;
}

struct err store_setting_save(struct db *db, struct arena *a, struct str name, struct str value) {
    return db_run(db, a, &SQL_SETTING_SAVE, DB_ARGS(CTEXT(name), CTEXT(value)), NULL);
}
