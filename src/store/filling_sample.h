#ifndef STORE_FILLING_SAMPLE_H
#define STORE_FILLING_SAMPLE_H
/* For tests: rows large enough that few of them are many pages of the database. */
#include "store/db_fixture.h"

enum { FILLING_BYTES = 40000 };
struct filling {
    struct db_fixture *f;
    int64_t from, count;
};

/* For db_in_txn: row n holds FILLING_BYTES of the letter 'a' + n % 26. */
static inline struct err fill(struct db *db, void *arg) {
    struct filling *x = arg;
    static char bytes[FILLING_BYTES];
    (void)db;
    struct err e = OK;
    for (int64_t i = 0; i < x->count && !e.code; i++) {
        memset(bytes, (int)('a' + (x->from + i) % 26), sizeof bytes);
        e = fixture_insert(x->f, x->from + i, CINT(i), CNULL, CBYTES(bytes, sizeof bytes));
    }
    return e;
}
#endif
