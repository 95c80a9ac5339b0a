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
        END
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
                                   .ended = store_int(rows, 0, END) != 0};
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

struct err store_remind_open(struct db *db, struct arena *a, int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_REMIND_OPEN, DB_ARGS(CINT(1)), &rows);
    if (!e.code)
        *ret = rows.count ? store_int(&rows, 0, 0) : -1;
    return e;
}

struct err store_remind_move(struct db *db, struct arena *a, const struct store_reminder *now) {
    const struct cell args[] = {CINT(now->id),   CTEXT(now->unit),   CINT(now->person),
                                CINT(now->sent), CINT(now->refused), CINT(now->unsure),
                                CINT(now->ended)};
    return db_run(db, a, &SQL_REMIND_MOVE, DB_LIST(args), NULL);
}

struct err store_remind_count(struct db *db, struct arena *a, const struct store_round *round,
                              struct date today, struct store_remind_count *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(round->office), CINT(round->id), CINT(today.day)};
    struct err e = db_run(db, a, &SQL_REMIND_COUNT, DB_LIST(args), &rows);
    if (!e.code)
        *ret = (struct store_remind_count){store_int(&rows, 0, 0), store_int(&rows, 0, 1)};
    return e;
}

/* Rows of id, unit, name and, by which, address or code. */
static void read_people(struct arena *a, const struct rows *rows, bool mail,
                        struct store_addressees *ret) {
    struct store_addressee *list = NEW(a, struct store_addressee, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        list[i] = (struct store_addressee){.id = store_int(rows, i, 0),
                                           .unit = store_text(rows, i, 1),
                                           .name = store_text(rows, i, 2)};
        if (mail)
            list[i].mail = store_text(rows, i, 3);
        else
            list[i].code = store_int(rows, i, 3);
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

struct err store_reminded_save(struct db *db, struct arena *a, const struct store_reminded *mail) {
    const struct cell args[] = {CINT(mail->person), CINT(mail->reminder), CINT(mail->day.day),
                                CINT((int64_t)mail->state), CINT(mail->code)};
    return db_run(db, a, &SQL_REMINDED_SAVE, DB_LIST(args), NULL);
}

struct err store_reminded_drop(struct db *db, struct arena *a, int64_t person) {
    return db_run(db, a, &SQL_REMINDED_DROP, DB_ARGS(CINT(person)), NULL);
}

struct err store_reminded_unsure(struct db *db, struct arena *a, int64_t reminder, int64_t *ret) {
    struct rows rows;
    const struct cell args[] = {CINT(reminder), CINT(STORE_MAIL_LEAVING), CINT(STORE_MAIL_UNSURE)};
    struct err e = db_run(db, a, &SQL_REMINDED_UNSURE, DB_LIST(args), &rows);
    if (!e.code)
        *ret = rows.changed;
    return e;
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
