#include "store/chain.h"
#include "store/sql.h"
#include "store/store.h"

struct err store_chain_sums(struct db *db, struct arena *a, const struct store_round *round,
                            struct store_chain_sums *ret) {
    struct rows rows;
    struct err e =
        db_run(db, a, &SQL_CHAIN_SUMS, DB_ARGS(CTEXT(round->office), CINT(round->id)), &rows);
    if (e.code)
        return e;
    struct store_chain_sum *list = NEW(a, struct store_chain_sum, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_chain_sum){store_int(&rows, i, 0), store_int(&rows, i, 1),
                                           store_int(&rows, i, 2)};
    *ret = (struct store_chain_sums){list, rows.count};
    return OK;
}

struct err store_chain_told(struct db *db, struct arena *a, const struct store_round *round,
                            const struct store_told_of *of, struct store_tolds *ret) {
    enum { UNIT, GRADE, PEOPLE, PLEDGED };
    struct rows rows;
    const struct cell args[] = {CTEXT(round->office), CINT(round->id), CINT(of->level),
                                CINT(of->limit)};
    struct err e = db_run(db, a, &SQL_CHAIN_TOLD, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct store_told *list = NEW(a, struct store_told, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_told){store_text(&rows, i, UNIT), store_int(&rows, i, GRADE),
                                      store_int(&rows, i, PEOPLE), store_int(&rows, i, PLEDGED)};
    *ret = (struct store_tolds){list, rows.count};
    return OK;
}

struct err store_chain_leaders(struct db *db, struct arena *a, const struct store_round *round,
                               int64_t limit, struct store_leaders *ret) {
    enum { LEVEL, ID, UNIT, NAME, POST, INDEX, PEOPLE, PLEDGED };
    struct rows rows;
    const struct cell args[] = {CTEXT(round->office), CINT(round->id), CINT(limit)};
    struct err e = db_run(db, a, &SQL_CHAIN_LEADERS, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct store_leader *list = NEW(a, struct store_leader, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        struct str unit = store_text(&rows, i, UNIT);
        list[i] = (struct store_leader){
            .level = store_int(&rows, i, LEVEL),
            .who = {store_int(&rows, i, ID), unit, store_text(&rows, i, NAME),
                    store_text(&rows, i, POST), store_int(&rows, i, INDEX)},
            .unit = {unit, store_int(&rows, i, PEOPLE), store_int(&rows, i, PLEDGED)}};
    }
    *ret = (struct store_leaders){list, rows.count};
    return OK;
}
