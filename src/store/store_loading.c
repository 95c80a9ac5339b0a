#include "store/loading.h"

#include "store/sql.h"
#include "store/store.h"

struct err store_load_find(struct db *db, struct arena *a, struct str office,
                           struct store_load *ret) {
    enum { FILE_HASH, WAY, AT, LINES, LINE, FAULTY, TAKEN, N, ENDED = N + STORE_LOAD_KINDS, INDEX };
    struct rows rows;
    struct err e = db_run(db, a, &SQL_LOAD_FIND, DB_ARGS(CTEXT(office)), &rows);
    if (e.code)
        return e;
    *ret = (struct store_load){.office = office, .index = -1};
    if (!rows.count)
        return OK;
    ret->file = store_text(&rows, 0, FILE_HASH);
    ret->way = store_text(&rows, 0, WAY);
    ret->at = (struct instant){store_int(&rows, 0, AT)};
    ret->lines = store_int(&rows, 0, LINES);
    ret->line = store_int(&rows, 0, LINE);
    ret->faulty = store_int(&rows, 0, FAULTY);
    ret->taken = store_int(&rows, 0, TAKEN);
    for (size_t i = 0; i < STORE_LOAD_KINDS; i++)
        ret->n[i] = store_int(&rows, 0, N + i);
    ret->ended = store_int(&rows, 0, ENDED) != 0;
    ret->index = store_int(&rows, 0, INDEX);
    return OK;
}

struct err store_load_save(struct db *db, struct arena *a, const struct store_load *load) {
    enum { SAME, ADDED, CHANGED, MOVED, ELSEWHERE };
    const struct cell args[] = {
        CTEXT(load->office),      CTEXT(load->file),      CTEXT(load->way),
        CINT(load->at.us),        CINT(load->lines),      CINT(load->line),
        CINT(load->faulty),       CINT(load->taken),      CINT(load->n[SAME]),
        CINT(load->n[ADDED]),     CINT(load->n[CHANGED]), CINT(load->n[MOVED]),
        CINT(load->n[ELSEWHERE]), CINT(load->ended),      CINT(load->index)};
    return db_run(db, a, &SQL_LOAD_SAVE, DB_LIST(args), NULL);
}

struct err store_load_drop(struct db *db, struct arena *a, struct str office) {
    struct err e = db_run(db, a, &SQL_LOAD_TOLD_DROP, DB_ARGS(CTEXT(office)), NULL);
    return e.code ? e : db_run(db, a, &SQL_LOAD_DROP, DB_ARGS(CTEXT(office)), NULL);
}

struct err store_load_sweep(struct db *db, struct arena *a, const struct store_load_still *still) {
    const struct cell args[] = {CINT(still->old.us), CINT(still->piped.us)};
    struct err e = db_run(db, a, &SQL_LOAD_TOLD_SWEEP, DB_LIST(args), NULL);
    return e.code ? e : db_run(db, a, &SQL_LOAD_SWEEP, DB_LIST(args), NULL);
}

struct err store_load_tell(struct db *db, struct arena *a, const struct store_load_line *line) {
    const struct cell args[] = {CTEXT(line->office), CINT(line->what), CINT(line->line)};
    return db_run(db, a, &SQL_LOAD_TELL, DB_LIST(args), NULL);
}

struct err store_load_told(struct db *db, struct arena *a, const struct store_load_line *behind,
                           int64_t limit, struct store_load_lines *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(behind->office), CINT(behind->what), CINT(behind->line),
                                CINT(limit)};
    struct err e = db_run(db, a, &SQL_LOAD_TOLD, DB_LIST(args), &rows);
    if (e.code)
        return e;
    int64_t *list = NEW(a, int64_t, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = store_int(&rows, i, 0);
    *ret = (struct store_load_lines){list, rows.count};
    return OK;
}
