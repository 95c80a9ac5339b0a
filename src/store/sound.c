#include "store/sound.h"

#include "store/db_internal.h"

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
