#include "store/key.h"
#include "store/sql.h"

#include <stdlib.h>

enum { DIRECTORY_MAX = 5000 };

/* Without bytes it is an empty blob, not NULL. */
static struct cell blob(struct str bytes) {
    return CBYTES(bytes.len ? bytes.ptr : "", bytes.len);
}

struct err store_staff_key_save(struct db *db, struct arena *a, const struct store_staff_key *key) {
    const struct cell args[] = {CTEXT(key->name), CTEXT(key->recipient), blob(key->locked)};
    return db_run(db, a, &SQL_STAFF_KEY_SAVE, DB_LIST(args), NULL);
}

struct err store_staff_key_find(struct db *db, struct arena *a, struct str name,
                                struct store_staff_key *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_STAFF_KEY_FIND, DB_ARGS(CTEXT(name)), &rows);
    if (e.code)
        return e;
    *ret = (struct store_staff_key){0};
    if (rows.count)
        *ret = (struct store_staff_key){
            .name = name, .recipient = store_text(&rows, 0, 0), .locked = store_text(&rows, 0, 1)};
    return OK;
}

struct err store_staff_key_office(struct db *db, struct arena *a, struct str office,
                                  struct store_staff_keys *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_STAFF_KEY_OFFICE,
                          DB_ARGS(CTEXT(office), CINT(STORE_OFFICE_STAFF)), &rows);
    if (e.code)
        return e;
    struct store_staff_key *list = NEW(a, struct store_staff_key, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_staff_key){.name = store_text(&rows, i, 0),
                                           .role = store_text(&rows, i, 1),
                                           .recipient = store_text(&rows, i, 2)};
    *ret = (struct store_staff_keys){list, rows.count};
    return OK;
}

struct err store_staff_key_delete(struct db *db, struct arena *a, struct str name) {
    return db_run(db, a, &SQL_STAFF_KEY_DELETE, DB_ARGS(CTEXT(name)), NULL);
}

struct err store_office_key_newest(struct db *db, struct arena *a, struct str office,
                                   struct store_office_keys *ret) {
    struct rows rows;
    struct store_office_keys found = {0};
    struct err e = db_run(db, a, &SQL_OFFICE_KEY_NEWEST, DB_ARGS(CTEXT(office)), &rows);
    if (e.code)
        return e;
    for (size_t i = rows.count; i-- > 0;) { /* the older one first */
        bool agreed = rows.cells[i * rows.width + 7].kind != CELL_NULL;
        struct store_office_key key = {.office = store_text(&rows, i, 0),
                                       .n = store_int(&rows, i, 1),
                                       .recipient = store_text(&rows, i, 2),
                                       .proposer = store_text(&rows, i, 3),
                                       .holders = store_text(&rows, i, 4),
                                       .wrap = store_text(&rows, i, 5),
                                       .chain = store_text(&rows, i, 6),
                                       .index = agreed ? store_int(&rows, i, 7) : -1};
        *(agreed ? &found.current : &found.proposed) = key;
    }
    *ret = found;
    return OK;
}

struct err store_office_key_in_force(struct db *db, struct arena *a,
                                     struct store_office_key keys[STORE_KEY_LEVELS]) {
    struct rows rows;
    struct err e =
        db_run(db, a, &SQL_OFFICE_KEY_IN_FORCE,
               DB_ARGS(CTEXT(keys[0].office), CTEXT(keys[1].office), CTEXT(keys[2].office)), &rows);
    if (e.code)
        return e;
    for (size_t i = 0; i < rows.count; i++) /* a newer one takes the older's place */
        for (size_t k = 0; k < STORE_KEY_LEVELS; k++)
            if (str_equal(keys[k].office, store_text(&rows, i, 0))) {
                keys[k].n = store_int(&rows, i, 1);
                keys[k].recipient = store_text(&rows, i, 2);
            }
    return OK;
}

struct err store_office_key_all(struct db *db, struct arena *a, struct str office,
                                const struct store_office_key **ret, size_t *ret_count) {
    struct rows rows;
    struct err e =
        db_run(db, a, &SQL_OFFICE_KEY_ALL, DB_ARGS(CTEXT(office), CINT(STORE_OFFICE_KEYS)), &rows);
    if (e.code)
        return e;
    struct store_office_key *list = NEW(a, struct store_office_key, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_office_key){.office = office,
                                            .n = store_int(&rows, i, 0),
                                            .recipient = store_text(&rows, i, 1),
                                            .wrap = store_text(&rows, i, 2),
                                            .chain = store_text(&rows, i, 3)};
    *ret = list;
    *ret_count = rows.count;
    return OK;
}

struct err store_office_key_withdraw(struct db *db, struct arena *a, struct str office) {
    return db_run(db, a, &SQL_OFFICE_KEY_DROP, DB_ARGS(CTEXT(office)), NULL);
}

struct err store_office_key_propose(struct db *db, struct arena *a,
                                    const struct store_office_key *key) {
    const struct cell args[] = {CTEXT(key->office),   CINT(key->n),        CTEXT(key->recipient),
                                CTEXT(key->proposer), CTEXT(key->holders), blob(key->wrap),
                                blob(key->chain)};
    struct err e = store_office_key_withdraw(db, a, key->office);
    return e.code ? e : db_run(db, a, &SQL_OFFICE_KEY_INSERT, DB_LIST(args), NULL);
}

struct err store_office_key_agree(struct db *db, struct arena *a,
                                  const struct store_office_key *key) {
    const struct cell args[] = {CTEXT(key->office), CINT(key->n), CINT(key->index)};
    struct err e = db_run(db, a, &SQL_OFFICE_KEY_AGREE, DB_LIST(args), NULL);
    if (e.code || !key->chain.len)
        return e;
    const struct cell gone[] = {CTEXT(key->office), CINT(key->n), blob((struct str){0})};
    return db_run(db, a, &SQL_OFFICE_KEY_UNWRAP, DB_LIST(gone), NULL);
}

struct err store_office_key_chain(struct db *db, struct arena *a,
                                  const struct store_office_key *key) {
    const struct cell args[] = {CTEXT(key->office), CINT(key->n), blob(key->chain)};
    return db_run(db, a, &SQL_OFFICE_KEY_CHAIN, DB_LIST(args), NULL);
}

static int by_office(const void *left, const void *right) {
    return str_compare(((const struct store_directory_row *)left)->office,
                       ((const struct store_directory_row *)right)->office);
}

/* Sorted here: PostgreSQL's order is that of the database's language. */
struct err store_directory(struct db *db, struct arena *a, struct store_directory *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_OFFICE_KEY_DIRECTORY, DB_ARGS(CINT(DIRECTORY_MAX)), &rows);
    if (e.code)
        return e;
    struct store_directory_row *list = NEW(a, struct store_directory_row, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_directory_row){.office = store_text(&rows, i, 0),
                                               .n = store_int(&rows, i, 1),
                                               .recipient = store_text(&rows, i, 2),
                                               .index = store_int(&rows, i, 3),
                                               .name = store_text(&rows, i, 4),
                                               .name_en = store_text(&rows, i, 5)};
    qsort(list, rows.count, sizeof *list, by_office);
    *ret = (struct store_directory){list, rows.count};
    return OK;
}
