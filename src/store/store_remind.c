#include "store/remind.h"

#include "store/sql.h"
#include "store/store.h"

struct err store_remind_insert(struct db *db, struct arena *a,
                               const struct store_reminder *reminder) {
    const struct cell args[] = {CINT(reminder->id),       CINT(reminder->round),
                                CTEXT(reminder->office),  CTEXT(reminder->sender),
                                CTEXT(reminder->subject), CTEXT(reminder->text),
                                CTEXT(reminder->site)};
    return db_run(db, a, &SQL_REMIND_INSERT, DB_LIST(args), NULL);
}

static struct store_reminder read_reminder(const struct rows *rows) {
    enum {
        ID,
        ROUND,
        OFFICE,
        SENDER,
        SUBJECT,
        TEXT,
        SITE,
        UNIT,
        PERSON,
        SENT,
        REFUSED,
        UNSURE,
        END,
        TURN,
        DUE
    };
    return (struct store_reminder){.id = store_int(rows, 0, ID),
                                   .round = store_int(rows, 0, ROUND),
                                   .office = store_text(rows, 0, OFFICE),
                                   .sender = store_text(rows, 0, SENDER),
                                   .subject = store_text(rows, 0, SUBJECT),
                                   .text = store_text(rows, 0, TEXT),
                                   .site = store_text(rows, 0, SITE),
                                   .unit = store_text(rows, 0, UNIT),
                                   .person = store_int(rows, 0, PERSON),
                                   .sent = store_int(rows, 0, SENT),
                                   .refused = store_int(rows, 0, REFUSED),
                                   .unsure = store_int(rows, 0, UNSURE),
                                   .ended = (enum store_remind_end)store_int(rows, 0, END),
                                   .turn = store_int(rows, 0, TURN),
                                   .due = {store_int(rows, 0, DUE)}};
}

struct err store_remind_find(struct db *db, struct arena *a, int64_t id,
                             struct store_reminder *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_REMIND_FIND, DB_ARGS(CINT(id)), &rows);
    if (!e.code && !rows.count)
        e = ERR(ERR_MISSING, STR("reminder"));
    if (!e.code)
        *ret = read_reminder(&rows);
    return e;
}

struct err store_remind_newest(struct db *db, struct arena *a, int64_t round,
                               struct store_reminder *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_REMIND_NEWEST, DB_ARGS(CINT(round)), &rows);
    if (!e.code)
        *ret = rows.count ? read_reminder(&rows) : (struct store_reminder){.id = -1};
    return e;
}

struct err store_remind_open(struct db *db, struct arena *a, struct instant now,
                             struct store_remind_turn *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_REMIND_OPEN, DB_ARGS(CINT(now.us)), &rows);
    if (!e.code)
        *ret = rows.count
                   ? (struct store_remind_turn){store_int(&rows, 0, 0), store_int(&rows, 0, 1)}
                   : (struct store_remind_turn){.id = -1};
    return e;
}

struct err store_remind_move(struct db *db, struct arena *a, const struct store_reminder *now) {
    const struct cell args[] = {
        CINT(now->id),      CTEXT(now->unit),  CINT(now->person),         CINT(now->sent),
        CINT(now->refused), CINT(now->unsure), CINT((int64_t)now->ended), CINT(now->turn),
        CINT(now->due.us)};
    return db_run(db, a, &SQL_REMIND_MOVE, DB_LIST(args), NULL);
}

struct err store_remind_stop(struct db *db, struct arena *a, struct instant now) {
    struct err e = store_remind_unsure(db, a);
    if (!e.code)
        e = db_run(db, a, &SQL_REMIND_STOP, DB_ARGS(CINT(STORE_REMIND_STOPPED), CINT(now.us)),
                   NULL);
    return e.code ? e : db_run(db, a, &SQL_DEFERRED_CLEAR, DB_NONE, NULL);
}

struct err store_remind_stopped(struct db *db, struct arena *a, int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_REMIND_STOPPED, DB_NONE, &rows);
    if (!e.code)
        *ret = rows.count ? store_int(&rows, 0, 0) : -1;
    return e;
}

struct err store_remind_count(struct db *db, struct arena *a, const struct store_round *round,
                              struct date today, struct store_remind_count *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(round->office), CINT(round->id), CINT(today.day)};
    struct err e = db_run(db, a, &SQL_REMIND_COUNT, DB_LIST(args), &rows);
    if (!e.code)
        *ret = (struct store_remind_count){store_int(&rows, 0, 0), store_int(&rows, 0, 1),
                                           store_int(&rows, 0, 2)};
    return e;
}

/* Rows of id, unit, name; then mail, or code; then tries, if they are told. */
static void read_people(struct arena *a, const struct rows *rows, bool mail,
                        struct store_addressees *ret) {
    enum { MAIL = 3, TRIES };
    struct store_addressee *list = NEW(a, struct store_addressee, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        list[i] = (struct store_addressee){.id = store_int(rows, i, 0),
                                           .unit = store_text(rows, i, 1),
                                           .name = store_text(rows, i, 2)};
        if (mail)
            list[i].mail = store_text(rows, i, MAIL);
        else
            list[i].code = store_int(rows, i, MAIL);
        if (rows->width > TRIES)
            list[i].tries = store_int(rows, i, TRIES);
    }
    *ret = (struct store_addressees){list, rows->count};
}

struct err store_remind_next(struct db *db, struct arena *a, const struct store_remind_next *of,
                             struct store_addressees *ret) {
    struct rows rows;
    const struct cell args[] = {
        CTEXT(of->round->office), CINT(of->round->id), CTEXT(of->unit), CINT(of->id),
        CINT(of->today.day),      CINT(of->reminder),  CINT(of->limit)};
    struct err e = db_run(db, a, &SQL_REMIND_NEXT, DB_LIST(args), &rows);
    if (!e.code)
        read_people(a, &rows, true, ret);
    return e;
}

struct err store_remind_waiting(struct db *db, struct arena *a, const struct store_remind_next *of,
                                int64_t *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->round->office), CINT(of->round->id),
                                CTEXT(of->unit),          CINT(of->id),
                                CINT(of->today.day),      CINT(of->reminder)};
    struct err e = db_run(db, a, &SQL_REMIND_WAITING, DB_LIST(args), &rows);
    if (!e.code)
        *ret = store_int(&rows, 0, 0);
    return e;
}

/* --- refused for now --- */

struct err store_deferred_save(struct db *db, struct arena *a, const struct store_deferred *row) {
    const struct cell args[] = {CINT(row->person), CINT(row->reminder), CINT(row->tries),
                                CINT(row->due.us), CINT(row->code)};
    return db_run(db, a, &SQL_DEFERRED_SAVE, DB_LIST(args), NULL);
}

struct err store_deferred_drop(struct db *db, struct arena *a, int64_t person, int64_t reminder) {
    return db_run(db, a, &SQL_DEFERRED_DROP, DB_ARGS(CINT(person), CINT(reminder)), NULL);
}

struct err store_deferred_end(struct db *db, struct arena *a, int64_t reminder) {
    return db_run(db, a, &SQL_DEFERRED_END, DB_ARGS(CINT(reminder)), NULL);
}

struct err store_deferred_next(struct db *db, struct arena *a, const struct store_remind_next *of,
                               struct instant now, struct store_addressees *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->round->office), CINT(of->round->id), CINT(of->reminder),
                                CINT(of->today.day),      CINT(now.us),        CINT(of->limit)};
    struct err e = db_run(db, a, &SQL_DEFERRED_NEXT, DB_LIST(args), &rows);
    if (!e.code)
        read_people(a, &rows, true, ret);
    return e;
}

struct err store_deferred_sum(struct db *db, struct arena *a, const struct store_round *round,
                              int64_t reminder, struct store_deferred_sums *ret) {
    enum { TRIES, PEOPLE, FIRST, LAST };
    struct rows rows;
    struct err e = db_run(db, a, &SQL_DEFERRED_SUM,
                          DB_ARGS(CTEXT(round->office), CINT(round->id), CINT(reminder)), &rows);
    if (e.code)
        return e;
    struct store_deferred_sum *list = NEW(a, struct store_deferred_sum, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_deferred_sum){.tries = store_int(&rows, i, TRIES),
                                              .people = store_int(&rows, i, PEOPLE),
                                              .first = {store_int(&rows, i, FIRST)},
                                              .last = {store_int(&rows, i, LAST)}};
    *ret = (struct store_deferred_sums){list, rows.count};
    return OK;
}

/* --- the newest mail to each --- */

struct err store_reminded_save(struct db *db, struct arena *a, int64_t person, int64_t reminder,
                               struct date day) {
    const struct cell args[] = {CINT(person), CINT(reminder), CINT(day.day),
                                CINT(STORE_MAIL_LEAVING)};
    return db_run(db, a, &SQL_REMINDED_SAVE, DB_LIST(args), NULL);
}

struct err store_reminded_settle(struct db *db, struct arena *a, const struct store_reminded *mail,
                                 bool *ret_was_leaving) {
    struct rows rows;
    const struct cell args[] = {CINT(mail->person), CINT(mail->reminder), CINT(STORE_MAIL_LEAVING),
                                CINT((int64_t)mail->state), CINT(mail->code)};
    enum { ARGS_TO_DROP = 3 };
    struct err e =
        mail->state == STORE_MAIL_LEAVING
            ? db_run(db, a, &SQL_REMINDED_DROP, (struct db_args){args, ARGS_TO_DROP}, &rows)
            : db_run(db, a, &SQL_REMINDED_SETTLE, DB_LIST(args), &rows);
    if (!e.code)
        *ret_was_leaving = rows.changed == 1;
    return e;
}

struct err store_reminded_forget(struct db *db, struct arena *a, int64_t person) {
    struct err e = db_run(db, a, &SQL_REMINDED_FORGET, DB_ARGS(CINT(person)), NULL);
    return e.code ? e : db_run(db, a, &SQL_DEFERRED_FORGET, DB_ARGS(CINT(person)), NULL);
}

struct err store_remind_unsure(struct db *db, struct arena *a) {
    const struct cell leaving = CINT(STORE_MAIL_LEAVING);
    struct err e = db_run(db, a, &SQL_REMIND_UNSURE, DB_ARGS(leaving), NULL);
    if (!e.code)
        e = db_run(db, a, &SQL_DEFERRED_UNSURE, DB_ARGS(leaving), NULL);
    return e.code ? e
                  : db_run(db, a, &SQL_REMINDED_UNSURE, DB_ARGS(leaving, CINT(STORE_MAIL_UNSURE)),
                           NULL);
}

struct err store_reminded_refused(struct db *db, struct arena *a, int64_t reminder, int64_t limit,
                                  struct store_addressees *ret) {
    struct rows rows;
    const struct cell args[] = {CINT(reminder), CINT(STORE_MAIL_REFUSED), CINT(limit)};
    struct err e = db_run(db, a, &SQL_REMINDED_REFUSED, DB_LIST(args), &rows);
    if (!e.code)
        read_people(a, &rows, false, ret);
    return e;
}
