#include "base/buf.h"
#include "store/key.h"
#include "store/kind.h"
#include "store/sql.h"

#include <string.h>

struct str store_text(const struct rows *rows, size_t row, size_t column) {
    return rows->cells[row * rows->width + column].s;
}

int64_t store_int(const struct rows *rows, size_t row, size_t column) {
    return rows->cells[row * rows->width + column].i;
}

struct err store_bytes(const struct rows *rows, size_t row, size_t column, void *ret, size_t len) {
    struct str s = store_text(rows, row, column);
    if (s.len != len)
        return ERR(ERR_CORRUPT, STR("bytes"));
    memcpy(ret, s.ptr, len);
    return OK;
}

/* Parts are kept as text, a line each: "<sha256 hex> <bytes>\n". */
enum { PART_LINE_MAX = 2 * HASH_LEN + 22 };

static struct str parts_text(struct arena *a, const struct store_event *ev) {
    struct buf out;
    buf_init(&out, LEDGER_BLOBS_MAX * PART_LINE_MAX);
    for (size_t i = 0; i < ev->part_count; i++) {
        buf_add_hex(&out, ev->parts[i].sha256.b, HASH_LEN);
        buf_add_char(&out, ' ');
        buf_add_int(&out, ev->parts[i].bytes);
        buf_add_char(&out, '\n');
    }
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static struct err parts_read(struct arena *a, struct str text, struct store_event *ev) {
    struct ledger_part *parts = NEW(a, struct ledger_part, LEDGER_BLOBS_MAX);
    size_t count = 0;
    while (text.len) {
        struct str line = str_cut(&text, '\n');
        struct str hex = str_cut(&line, ' ');
        if (count == LEDGER_BLOBS_MAX || !hex_decode(hex, parts[count].sha256.b, HASH_LEN) ||
            !str_to_int(line, &parts[count].bytes))
            return ERR(ERR_CORRUPT, STR("parts"));
        count++;
    }
    ev->parts = parts;
    ev->part_count = count;
    return OK;
}

struct err store_event_insert(struct db *db, struct arena *a, const struct store_event *ev) {
    const struct case_event *e = &ev->event;
    const struct cell args[] = {
        CINT(e->index),
        CINT(ev->case_id),
        CINT(e->seq),
        CBYTES(e->stream.b, sizeof e->stream.b),
        CTEXT(e->kind),
        CINT(e->at.us),
        CTEXT(e->office),
        CTEXT(e->actor),
        CBLOB(e->body),
        ev->identity.len ? CBLOB(ev->identity) : CNULL,
        CTEXT(parts_text(a, ev)),
        CBYTES(ev->salt.b, HASH_LEN),
        CBYTES(e->commit.b, HASH_LEN),
    };
    return db_run(db, a, &SQL_EVENT_INSERT, DB_LIST(args), NULL);
}

struct err store_case_events(struct db *db, struct arena *a, struct case_id id,
                             const struct case_event **ret, size_t *ret_count) {
    struct rows rows;
    struct err e =
        db_run(db, a, &SQL_EVENT_OF_CASE, DB_ARGS(CINT(id.v), CINT(STORE_CASE_EVENTS_MAX)), &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("case"));
    struct case_event *list = NEW(a, struct case_event, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        list[i] = (struct case_event){
            .index = store_int(&rows, i, 0),
            .seq = store_int(&rows, i, 1),
            .kind = store_text(&rows, i, 3),
            .at = {store_int(&rows, i, 4)},
            .office = store_text(&rows, i, 5),
            .actor = store_text(&rows, i, 6),
            .body = store_text(&rows, i, 7),
        };
        e = store_bytes(&rows, i, 2, list[i].stream.b, sizeof list[i].stream.b);
        if (!e.code)
            e = store_bytes(&rows, i, 8, list[i].commit.b, HASH_LEN);
        if (e.code)
            return e;
    }
    *ret = list;
    *ret_count = rows.count;
    return OK;
}

static bool is_null(const struct rows *rows, size_t row, size_t column) {
    return rows->cells[row * rows->width + column].kind == CELL_NULL;
}

static struct err event_read(struct arena *a, const struct rows *rows, size_t i,
                             struct store_event *ret) {
    *ret = (struct store_event){
        .event = {.index = store_int(rows, i, 0),
                  .seq = store_int(rows, i, 2),
                  .kind = store_text(rows, i, 4),
                  .at = {store_int(rows, i, 5)},
                  .office = store_text(rows, i, 6),
                  .actor = store_text(rows, i, 7),
                  .body = store_text(rows, i, 8)},
        .case_id = store_int(rows, i, 1),
        .identity = store_text(rows, i, 9),
        .erased = is_null(rows, i, 11),
    };
    struct err e = store_bytes(rows, i, 3, ret->event.stream.b, sizeof ret->event.stream.b);
    if (!e.code)
        e = store_bytes(rows, i, 12, ret->event.commit.b, HASH_LEN);
    if (!e.code && !ret->erased)
        e = store_bytes(rows, i, 11, ret->salt.b, HASH_LEN);
    return e.code ? e : parts_read(a, store_text(rows, i, 10), ret);
}

static struct err events_read(struct arena *a, const struct rows *rows, struct store_events *ret) {
    struct store_event *list = NEW(a, struct store_event, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        struct err e = event_read(a, rows, i, &list[i]);
        if (e.code)
            return e;
    }
    *ret = (struct store_events){list, rows->count};
    return OK;
}

struct err store_event_page(struct db *db, struct arena *a, int64_t from, int64_t limit,
                            struct store_events *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_PAGE, DB_ARGS(CINT(from), CINT(limit)), &rows);
    return e.code ? e : events_read(a, &rows, ret);
}

struct err store_event_rules(struct db *db, struct arena *a, int64_t before, int64_t limit,
                             struct store_events *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_RULES, DB_ARGS(CINT(before), CINT(limit)), &rows);
    return e.code ? e : events_read(a, &rows, ret);
}

struct err store_event_weighed(struct db *db, struct arena *a, int64_t before, int64_t limit,
                               struct store_events *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_WEIGHED, DB_ARGS(CINT(before), CINT(limit)), &rows);
    return e.code ? e : events_read(a, &rows, ret);
}

struct err store_event_questions(struct db *db, struct arena *a, int64_t limit,
                                 struct store_events *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_QUESTIONS, DB_ARGS(CINT(limit)), &rows);
    return e.code ? e : events_read(a, &rows, ret);
}

struct err store_event_escrow(struct db *db, struct arena *a, struct str office, int64_t limit,
                              struct store_events *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_ESCROW, DB_ARGS(CTEXT(office), CINT(limit)), &rows);
    return e.code ? e : events_read(a, &rows, ret);
}

struct err store_event_escrow_asked(struct db *db, struct arena *a, struct instant since,
                                    int64_t limit, struct store_events *ret) {
    struct rows rows;
    struct err e =
        db_run(db, a, &SQL_EVENT_ESCROW_ASKED, DB_ARGS(CINT(since.us), CINT(limit)), &rows);
    return e.code ? e : events_read(a, &rows, ret);
}

struct err store_event_web(struct db *db, struct arena *a, struct store_events *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_WEB, DB_NONE, &rows);
    return e.code ? e : events_read(a, &rows, ret);
}

struct err store_event_office_key(struct db *db, struct arena *a, struct store_events *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_OFFICE_KEY, DB_NONE, &rows);
    return e.code ? e : events_read(a, &rows, ret);
}

struct err store_identity(struct db *db, struct arena *a, struct case_id id, struct str *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_IDENTITY, DB_ARGS(CINT(id.v)), &rows);
    if (e.code)
        return e;
    if (!rows.count || !store_text(&rows, 0, 0).len)
        return ERR(ERR_MISSING, STR("identity"));
    *ret = store_text(&rows, 0, 0);
    return OK;
}

struct err store_has_identity(struct db *db, struct arena *a, struct case_id id, bool *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_HAS_IDENTITY, DB_ARGS(CINT(id.v)), &rows);
    if (!e.code)
        *ret = rows.count && store_int(&rows, 0, 0) != 0;
    return e;
}

struct err store_event_commit(struct db *db, struct arena *a, int64_t case_id, int64_t seq,
                              struct hash *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_COMMIT, DB_ARGS(CINT(case_id), CINT(seq)), &rows);
    if (e.code)
        return e;
    return rows.count ? store_bytes(&rows, 0, 0, ret->b, HASH_LEN) : ERR(ERR_MISSING, STR("event"));
}

struct err store_event_last(struct db *db, struct arena *a, struct instant *ret_at) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_LAST, DB_NONE, &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("event"));
    *ret_at = (struct instant){store_int(&rows, 0, 0)};
    return OK;
}

struct str store_manifest(struct arena *a, const struct store_event *ev, const struct hash *prev) {
    struct ledger_part parts[LEDGER_BLOBS_MAX];
    size_t count = 0;
    if (ev->identity.len)
        parts[count++] = (struct ledger_part){hash_sha256(ev->identity), (int64_t)ev->identity.len};
    for (size_t i = 0; i < ev->part_count && count < LEDGER_BLOBS_MAX; i++)
        parts[count++] = ev->parts[i];
    const struct case_event *e = &ev->event;
    return ledger_manifest_text(a, &(struct ledger_manifest){
                                       .kind = e->kind,
                                       .stream = e->stream,
                                       .seq = e->seq,
                                       .accepted_at = e->at,
                                       .office = e->office,
                                       .prev = *prev,
                                       .body_sha256 = hash_sha256(e->body),
                                       .body_bytes = (int64_t)e->body.len,
                                       .parts = parts,
                                       .part_count = count,
                                   });
}

struct err store_event_erase(struct db *db, struct arena *a, struct case_id id) {
    return db_run(db, a, &SQL_EVENT_ERASE, DB_ARGS(CINT(id.v)), NULL);
}

struct err store_is_erased(struct db *db, struct arena *a, struct case_id id, bool *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_CLOSING, DB_ARGS(CINT(id.v)), &rows);
    if (!e.code)
        *ret = rows.count && str_equal(store_text(&rows, 0, 0), STR("case.erased")) &&
               !store_int(&rows, 0, 1);
    return e;
}
