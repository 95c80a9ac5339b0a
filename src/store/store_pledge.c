#include "store/pledge.h"
#include "store/sql.h"
#include "store/store.h"

struct err store_round_insert(struct db *db, struct arena *a, const struct store_round *round) {
    const struct cell args[] = {CINT(round->id),        CTEXT(round->office),
                                CTEXT(round->kind),     CTEXT(round->points),
                                CINT(round->opens.day), CINT(round->closes.day)};
    return db_run(db, a, &SQL_ROUND_INSERT, DB_LIST(args), NULL);
}

/* kind, points, days, from the column on. */
static void read_round(const struct rows *rows, size_t row, size_t from, struct store_round *ret) {
    ret->kind = store_text(rows, row, from);
    ret->points = store_text(rows, row, from + 1);
    ret->opens = (struct date){(int32_t)store_int(rows, row, from + 2)};
    ret->closes = (struct date){(int32_t)store_int(rows, row, from + 3)};
}

struct err store_round_find(struct db *db, struct arena *a, int64_t id, struct store_round *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_ROUND_FIND, DB_ARGS(CINT(id)), &rows);
    if (!e.code && !rows.count)
        e = ERR(ERR_MISSING, STR("pledge"));
    if (e.code)
        return e;
    *ret = (struct store_round){.id = id, .office = store_text(&rows, 0, 0)};
    read_round(&rows, 0, 1, ret);
    return OK;
}

struct err store_round_office(struct db *db, struct arena *a, struct str office, int64_t limit,
                              struct store_rounds *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_ROUND_OFFICE, DB_ARGS(CTEXT(office), CINT(limit)), &rows);
    if (e.code)
        return e;
    struct store_round *list = NEW(a, struct store_round, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        list[i].id = store_int(&rows, i, 0);
        list[i].office = office;
        read_round(&rows, i, 1, &list[i]);
    }
    *ret = (struct store_rounds){list, rows.count};
    return OK;
}

struct err store_pledge_find(struct db *db, struct arena *a, int64_t round, int64_t person,
                             int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_PLEDGE_FIND, DB_ARGS(CINT(round), CINT(person)), &rows);
    if (!e.code)
        *ret = rows.count ? store_int(&rows, 0, 0) : -1;
    return e;
}

static struct err add_to_unit(struct db *db, struct arena *a, int64_t round,
                              const struct store_unit_count *n) {
    const struct cell args[] = {CINT(round), CTEXT(n->unit), CINT(n->pledged)};
    struct err e = db_run(db, a, &SQL_PLEDGE_UNIT_ADD, DB_LIST(args), NULL);
    if (e.code || n->pledged > 0)
        return e;
    return db_run(db, a, &SQL_PLEDGE_UNIT_SWEEP, DB_ARGS(CINT(round), CTEXT(n->unit)), NULL);
}

struct err store_pledge_insert(struct db *db, struct arena *a, const struct store_pledge *pledge) {
    const struct cell args[] = {CINT(pledge->round->id), CINT(pledge->person->id),
                                CINT(pledge->index)};
    struct err e = db_run(db, a, &SQL_PLEDGE_INSERT, DB_LIST(args), NULL);
    if (e.code || !str_equal(pledge->person->office, pledge->round->office))
        return e;
    const struct store_unit_count one = {.unit = pledge->person->unit, .pledged = 1};
    return add_to_unit(db, a, pledge->round->id, &one);
}

struct err store_pledge_move(struct db *db, struct arena *a, const struct store_person *was,
                             const struct store_person *now) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_PLEDGE_OF_PERSON, DB_ARGS(CINT(was->id)), &rows);
    for (size_t i = 0; !e.code && i < rows.count; i++) {
        int64_t round = store_int(&rows, i, 0);
        struct str office = store_text(&rows, i, 1);
        const struct store_unit_count gone = {.unit = was->unit, .pledged = -1};
        const struct store_unit_count come = {.unit = now->unit, .pledged = 1};
        if (str_equal(office, was->office))
            e = add_to_unit(db, a, round, &gone);
        if (!e.code && str_equal(office, now->office))
            e = add_to_unit(db, a, round, &come);
    }
    return e;
}

struct err store_pledge_coverage(struct db *db, struct arena *a, const struct store_coverage_of *of,
                                 struct store_coverage *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->office), CINT(of->round), CTEXT(of->after),
                                CINT(of->limit)};
    struct err e = db_run(db, a, &SQL_PLEDGE_COVERAGE, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct store_unit_count *list = NEW(a, struct store_unit_count, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_unit_count){store_text(&rows, i, 0), store_int(&rows, i, 1),
                                            store_int(&rows, i, 2)};
    *ret = (struct store_coverage){list, rows.count};
    return OK;
}

struct err store_pledge_sum(struct db *db, struct arena *a, const struct store_round *round,
                            struct store_unit_count *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(round->office), CINT(round->id)};
    struct err e = db_run(db, a, &SQL_PLEDGE_SUM, DB_LIST(args), &rows);
    if (!e.code)
        *ret = (struct store_unit_count){.people = store_int(&rows, 0, 0),
                                         .pledged = store_int(&rows, 0, 1)};
    return e;
}

struct err store_pledge_people(struct db *db, struct arena *a, const struct store_signers_of *of,
                               struct store_signers *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->round->office), CINT(of->round->id), CTEXT(of->after),
                                CINT(of->after_id), CINT(of->limit)};
    struct err e = db_run(db, a, &SQL_PLEDGE_PEOPLE, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct store_signer *list = NEW(a, struct store_signer, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_signer){store_int(&rows, i, 0), store_text(&rows, i, 1),
                                        store_text(&rows, i, 2), store_text(&rows, i, 3),
                                        store_int(&rows, i, 4)};
    *ret = (struct store_signers){list, rows.count};
    return OK;
}
