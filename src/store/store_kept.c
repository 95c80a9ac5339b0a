#include "store/evidence.h"
#include "store/sql.h"

/* What a backup takes along beside the database, and the erasures that a restore repeats. */

struct err store_evidence_kept(struct db *db, struct arena *a, const struct store_blobs_of *of,
                               const struct hash *after, struct store_blobs *ret) {
    struct rows rows;
    struct err e =
        db_run(db, a, &SQL_EVIDENCE_KEPT,
               DB_ARGS(CBYTES(after->b, HASH_LEN), CINT(of->size), CINT(of->limit)), &rows);
    if (e.code)
        return e;
    struct ledger_part *list = NEW(a, struct ledger_part, rows.count + 1);
    for (size_t i = 0; i < rows.count && !e.code; i++) {
        list[i].bytes = store_int(&rows, i, 1);
        e = store_bytes(&rows, i, 0, list[i].sha256.b, HASH_LEN);
    }
    if (!e.code)
        *ret = (struct store_blobs){list, rows.count};
    return e;
}

/* Such an event has one part; its text is "<sha256 hex> <bytes>\n" (store_event.c). */
struct err store_rules_kept(struct db *db, struct arena *a, const struct store_blobs_of *of,
                            const struct hash *after, struct store_blobs *ret) {
    struct rows rows;
    struct str behind = arena_printf(a, "%.*s~", STR_ARG(hex_encode(a, after->b, HASH_LEN)));
    bool first = hash_equal(after, &(struct hash){0});
    struct err e =
        db_run(db, a, &SQL_EVENT_RULES_KEPT,
               DB_ARGS(CINT(of->size), CTEXT(first ? STR("") : behind), CINT(of->limit)), &rows);
    if (e.code)
        return e;
    struct ledger_part *list = NEW(a, struct ledger_part, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        struct str text = store_text(&rows, i, 0), line = str_cut(&text, '\n');
        struct str hex = str_cut(&line, ' ');
        if (text.len || !hex_decode(hex, list[i].sha256.b, HASH_LEN) ||
            !str_to_int(line, &list[i].bytes))
            return ERR(ERR_CORRUPT, STR("parts"));
    }
    *ret = (struct store_blobs){list, rows.count};
    return OK;
}

struct err store_event_erasures(struct db *db, struct arena *a, int64_t from, int64_t limit,
                                struct store_events *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_ERASURES, DB_ARGS(CINT(from), CINT(limit)), &rows);
    if (e.code)
        return e;
    struct store_event *list = NEW(a, struct store_event, rows.count + 1);
    for (size_t i = 0; i < rows.count && !e.code; i++) {
        list[i].event.index = store_int(&rows, i, 0);
        list[i].case_id = store_int(&rows, i, 1);
        list[i].event.body = store_text(&rows, i, 3);
        e = store_bytes(&rows, i, 2, list[i].event.stream.b, sizeof list[i].event.stream.b);
    }
    if (!e.code)
        *ret = (struct store_events){list, rows.count};
    return e;
}
