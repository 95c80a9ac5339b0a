#include "store/grade.h"

#include "store/sql.h"
#include "store/store.h"

#include <inttypes.h>

struct err store_grade_sums(struct db *db, struct arena *a, const struct store_round *round,
                            struct store_grade_sums *ret) {
    struct rows rows;
    struct str id = arena_printf(a, "%" PRId64, round->id);
    const struct cell args[] = {CTEXT(round->office), CTEXT(id), CINT(round->id)};
    struct err e = db_run(db, a, &SQL_GRADE_SUMS, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct store_grade_sum *list = NEW(a, struct store_grade_sum, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_grade_sum){store_int(&rows, i, 0), store_int(&rows, i, 1),
                                           store_int(&rows, i, 2)};
    *ret = (struct store_grade_sums){list, rows.count};
    return OK;
}

struct err store_pledge_days(struct db *db, struct arena *a, int64_t round,
                             struct store_pledge_days *ret) {
    struct rows rows;
    struct str id = arena_printf(a, "%" PRId64, round);
    struct err e = db_run(db, a, &SQL_PLEDGE_DAYS, DB_ARGS(CTEXT(id)), &rows);
    if (e.code)
        return e;
    struct store_pledge_day *list = NEW(a, struct store_pledge_day, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] =
            (struct store_pledge_day){{(int32_t)store_int(&rows, i, 0)}, store_int(&rows, i, 1)};
    *ret = (struct store_pledge_days){list, rows.count};
    return OK;
}
