#include "store/sound.h"

#include "store/db_internal.h"
#include "store/sql.h"

#include <string.h>

static const struct db_stmt CHECK = {-1, "sound", "PRAGMA integrity_check"};

struct err store_sound(struct db *db, int64_t *ret_faults) {
    if (strcmp(db->driver->name, "postgres") == 0) {
        *ret_faults = 0;
        return OK;
    }
    struct arena *a = arena_new(1 << 20);
    struct rows rows;
    struct err e = db_run(db, a, &CHECK, DB_NONE, &rows);
    bool sound = !e.code && rows.count == 1 && str_equal(rows.cells[0].s, STR("ok"));
    if (!e.code)
        *ret_faults = sound ? 0 : (int64_t)rows.count;
    arena_free(a);
    return e;
}

struct err store_receipt_astray(struct db *db, struct arena *a, int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_RECEIPT_ASTRAY, DB_NONE, &rows);
    if (!e.code)
        *ret = rows.count ? store_int(&rows, 0, 0) : -1;
    return e;
}

struct err store_evidence_owned(struct db *db, struct arena *a, const struct ledger_part *piece,
                                struct case_id owner, bool *ret) {
    struct rows rows;
    struct err e = db_run(
        db, a, &SQL_EVIDENCE_OWNED,
        DB_ARGS(CBYTES(piece->sha256.b, HASH_LEN), CINT(piece->bytes), CINT(owner.v)), &rows);
    if (!e.code)
        *ret = store_int(&rows, 0, 0) > 0;
    return e;
}
