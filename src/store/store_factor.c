#include "store/sql.h"
#include "store/staff.h"
#include "store/store.h"

struct err store_factor_find(struct db *db, struct arena *a, struct str name,
                             struct store_factor *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_FACTOR_FIND, DB_ARGS(CTEXT(name)), &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("factor"));
    ret->step = store_int(&rows, 0, 1);
    return store_bytes(&rows, 0, 0, ret->salt, STORE_FACTOR_SALT);
}

struct err store_factor_save(struct db *db, struct arena *a, struct str name,
                             const struct store_factor *factor) {
    const struct cell args[] = {CTEXT(name), CBYTES(factor->salt, STORE_FACTOR_SALT),
                                CINT(factor->step)};
    return db_run(db, a, &SQL_FACTOR_SAVE, DB_LIST(args), NULL);
}

struct err store_factor_delete(struct db *db, struct arena *a, struct str name) {
    struct err e = db_run(db, a, &SQL_FACTOR_DELETE, DB_ARGS(CTEXT(name)), NULL);
    return e.code ? e : db_run(db, a, &SQL_SPARE_CLEAR, DB_ARGS(CTEXT(name)), NULL);
}

struct err store_spare_insert(struct db *db, struct arena *a, const struct hash *code,
                              struct str name) {
    return db_run(db, a, &SQL_SPARE_INSERT, DB_ARGS(CBYTES(code->b, HASH_LEN), CTEXT(name)), NULL);
}

struct err store_spare_take(struct db *db, struct arena *a, const struct hash *code,
                            struct str name, bool *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_SPARE_FIND, DB_ARGS(CBYTES(code->b, HASH_LEN)), &rows);
    *ret = !e.code && rows.count && str_equal(store_text(&rows, 0, 0), name);
    return *ret ? db_run(db, a, &SQL_SPARE_DELETE, DB_ARGS(CBYTES(code->b, HASH_LEN)), NULL) : e;
}

struct err store_spare_count(struct db *db, struct arena *a, struct str name, int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_SPARE_COUNT, DB_ARGS(CTEXT(name)), &rows);
    if (!e.code)
        *ret = store_int(&rows, 0, 0);
    return e;
}
