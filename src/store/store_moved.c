#include "store/moved.h"
#include "store/sql.h"

struct err store_moved_put(struct db *db, struct arena *a, const struct store_moved *moved) {
    const struct cell args[] = {CINT(moved->id.v),   CTEXT(moved->office), CTEXT(moved->track),
                                CTEXT(moved->clock), CINT(moved->was.day), CINT(moved->due.day)};
    struct err e = db_run(db, a, &SQL_CASE_MOVED_PUT, DB_LIST(args), NULL);
    return e.code ? e
                  : db_run(db, a, &SQL_CASE_MOVED_BACK,
                           DB_ARGS(CINT(moved->id.v), CTEXT(moved->office)), NULL);
}

struct err store_moved_seen(struct db *db, struct arena *a, struct case_id id, struct str office) {
    return db_run(db, a, &SQL_CASE_MOVED_SEEN, DB_ARGS(CINT(id.v), CTEXT(office)), NULL);
}
