#include "store/letter.h"
#include "store/sql.h"

/* The columns in the order that every SELECT here has. */
enum {
    L_ID,
    L_VERSION,
    L_OFFICE,
    L_REGION,
    L_ELECTION,
    L_KIND,
    L_DUTY,
    L_NUMBER,
    L_ON,
    L_DUE,
    L_SUBJECT,
    L_BODY,
    L_SHA256,
    L_SIGNER,
    L_APPEAL,
    L_WITHDRAWN,
    L_REASON,
    L_KEY,
    L_REQUEST,
    L_ADDRESSEES,
    L_ACKNOWLEDGED
};
enum { T_OFFICE, T_SEEN, T_SEEN_DAY, T_SEEN_BY, T_ANSWER, T_DELIVERED, T_DAY, T_MEANS, T_RECEIVER };

static struct date day_at(const struct rows *rows, size_t row, size_t column) {
    return (struct date){(int32_t)store_int(rows, row, column)};
}

static struct store_letter letter_row(const struct rows *rows, size_t i) {
    return (struct store_letter){
        .id = store_int(rows, i, L_ID),
        .version = store_int(rows, i, L_VERSION),
        .office = store_text(rows, i, L_OFFICE),
        .region = store_text(rows, i, L_REGION),
        .election = store_text(rows, i, L_ELECTION),
        .kind = store_text(rows, i, L_KIND),
        .duty = store_text(rows, i, L_DUTY),
        .number = store_text(rows, i, L_NUMBER),
        .on = day_at(rows, i, L_ON),
        .due = day_at(rows, i, L_DUE),
        .subject = store_text(rows, i, L_SUBJECT),
        .body = store_text(rows, i, L_BODY),
        .sha256 = store_text(rows, i, L_SHA256),
        .signer = store_text(rows, i, L_SIGNER),
        .appeal = store_int(rows, i, L_APPEAL) != 0,
        .withdrawn = store_int(rows, i, L_WITHDRAWN) != 0,
        .reason = store_text(rows, i, L_REASON),
        .key = store_text(rows, i, L_KEY),
        .request = store_text(rows, i, L_REQUEST),
        .addressees = store_int(rows, i, L_ADDRESSEES),
        .acknowledged = store_int(rows, i, L_ACKNOWLEDGED),
    };
}

struct err store_letter_insert(struct db *db, struct arena *a, const struct store_letter *x) {
    const struct cell args[] = {
        CINT(x->id),       CINT(x->version), CTEXT(x->office), CTEXT(x->region), CTEXT(x->election),
        CTEXT(x->kind),    CTEXT(x->duty),   CTEXT(x->number), CINT(x->on.day),  CINT(x->due.day),
        CTEXT(x->subject), CTEXT(x->body),   CTEXT(x->sha256), CTEXT(x->signer), CINT(x->appeal),
        CTEXT(x->key),     CTEXT(x->request)};
    return db_run(db, a, &SQL_LETTER_INSERT, DB_LIST(args), NULL);
}

struct err store_letter_to_insert(struct db *db, struct arena *a, int64_t letter,
                                  struct str office) {
    return db_run(db, a, &SQL_LETTER_TO_INSERT, DB_ARGS(CINT(letter), CTEXT(office)), NULL);
}

struct err store_letter_withdraw(struct db *db, struct arena *a, const struct store_letter *x) {
    return db_run(db, a, &SQL_LETTER_WITHDRAW,
                  DB_ARGS(CINT(x->id), CINT(x->version), CTEXT(x->reason)), NULL);
}

struct err store_letter_seen(struct db *db, struct arena *a, const struct store_addressee *x) {
    const struct cell args[] = {CINT(x->letter),      CTEXT(x->office),  CINT(x->seen),
                                CINT(x->seen_on.day), CTEXT(x->seen_by), CTEXT(x->answer)};
    return db_run(db, a, &SQL_LETTER_SEEN, DB_LIST(args), NULL);
}

struct err store_letter_delivered(struct db *db, struct arena *a, const struct store_addressee *x) {
    const struct cell args[] = {CINT(x->letter),           CTEXT(x->office), CINT(x->delivered),
                                CINT(x->delivered_on.day), CTEXT(x->means),  CTEXT(x->receiver)};
    return db_run(db, a, &SQL_LETTER_DELIVERED, DB_LIST(args), NULL);
}

/* --- letters --- */

/* A statement and what it is asked with: one result needs both. */
struct asked {
    const struct db_stmt *stmt;
    struct db_args args;
};

static struct err letters(struct db *db, struct arena *a, struct asked asked,
                          struct store_letters *ret) {
    struct rows rows;
    struct err e = db_run(db, a, asked.stmt, asked.args, &rows);
    if (e.code)
        return e;
    struct store_letter *list = NEW(a, struct store_letter, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = letter_row(&rows, i);
    *ret = (struct store_letters){list, rows.count};
    return OK;
}

static struct err one(struct db *db, struct arena *a, struct asked asked,
                      struct store_letter *ret) {
    struct store_letters found;
    struct err e = letters(db, a, asked, &found);
    if (!e.code && !found.count)
        e = ERR(ERR_MISSING, STR("letter"));
    if (!e.code)
        *ret = found.list[0];
    return e;
}

struct err store_letter_find(struct db *db, struct arena *a, int64_t id, struct store_letter *ret) {
    return one(db, a, (struct asked){&SQL_LETTER_FIND, DB_ARGS(CINT(id))}, ret);
}

struct err store_letter_again(struct db *db, struct arena *a, struct str key,
                              struct store_letter *ret) {
    return one(db, a, (struct asked){&SQL_LETTER_AGAIN, DB_ARGS(CTEXT(key))}, ret);
}

struct err store_letter_numbered(struct db *db, struct arena *a, struct str office,
                                 struct str number, struct store_letter *ret) {
    return one(db, a, (struct asked){&SQL_LETTER_NUMBERED, DB_ARGS(CTEXT(office), CTEXT(number))},
               ret);
}

static struct err page(struct db *db, struct arena *a, const struct db_stmt *stmt,
                       const struct store_letters_of *of, struct store_letters *ret) {
    const struct cell args[] = {CTEXT(of->office), CINT(of->before < 0 ? INT64_MAX : of->before),
                                CINT(of->limit)};
    return letters(db, a, (struct asked){stmt, DB_LIST(args)}, ret);
}

struct err store_letter_sent(struct db *db, struct arena *a, const struct store_letters_of *of,
                             struct store_letters *ret) {
    return page(db, a, &SQL_LETTER_SENT, of, ret);
}

struct err store_letter_got(struct db *db, struct arena *a, const struct store_letters_of *of,
                            struct store_letters *ret) {
    return page(db, a, &SQL_LETTER_GOT, of, ret);
}

struct err store_letter_open(struct db *db, struct arena *a, struct str office, int64_t limit,
                             struct store_letters *ret) {
    return letters(db, a, (struct asked){&SQL_LETTER_OPEN, DB_ARGS(CTEXT(office), CINT(limit))},
                   ret);
}

struct err store_letter_count(struct db *db, struct arena *a, struct str office, int year,
                              int64_t *ret) {
    struct rows rows;
    struct date from = date_from_civil((struct civil){year, 1, 1}),
                to = date_from_civil((struct civil){year + 1, 1, 1});
    struct err e = db_run(db, a, &SQL_LETTER_COUNT,
                          DB_ARGS(CTEXT(office), CINT(from.day), CINT(to.day)), &rows);
    if (!e.code)
        *ret = store_int(&rows, 0, 0);
    return e;
}

/* --- addressees --- */

static struct err addressees(struct db *db, struct arena *a, struct asked asked,
                             struct store_addressees *ret) {
    struct rows rows;
    struct err e = db_run(db, a, asked.stmt, asked.args, &rows);
    if (e.code)
        return e;
    struct store_addressee *list = NEW(a, struct store_addressee, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_addressee){.letter = asked.args.list[0].i,
                                           .office = store_text(&rows, i, T_OFFICE),
                                           .seen = store_int(&rows, i, T_SEEN),
                                           .seen_on = day_at(&rows, i, T_SEEN_DAY),
                                           .seen_by = store_text(&rows, i, T_SEEN_BY),
                                           .answer = store_text(&rows, i, T_ANSWER),
                                           .delivered = store_int(&rows, i, T_DELIVERED),
                                           .delivered_on = day_at(&rows, i, T_DAY),
                                           .means = store_text(&rows, i, T_MEANS),
                                           .receiver = store_text(&rows, i, T_RECEIVER)};
    *ret = (struct store_addressees){list, rows.count};
    return OK;
}

struct err store_letter_to_list(struct db *db, struct arena *a, int64_t letter,
                                struct store_addressees *ret) {
    return addressees(db, a, (struct asked){&SQL_LETTER_TO_LIST, DB_ARGS(CINT(letter))}, ret);
}

struct err store_letter_to_find(struct db *db, struct arena *a, int64_t letter, struct str office,
                                struct store_addressee *ret) {
    struct store_addressees found;
    const struct cell args[] = {CINT(letter), CTEXT(office)};
    struct err e = addressees(db, a, (struct asked){&SQL_LETTER_TO_FIND, DB_LIST(args)}, &found);
    if (!e.code && !found.count)
        e = ERR(ERR_MISSING, STR("letter"));
    if (!e.code)
        *ret = found.list[0];
    return e;
}

enum { W_HOLDER, W_CASES, W_LATE };

struct err store_letter_waiting(struct db *db, struct arena *a, struct str office,
                                struct date today, struct store_waitings *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_LETTER_WAITING,
                          DB_ARGS(CTEXT(office), CINT(today.day), CINT(STORE_DONE_DUE)), &rows);
    if (e.code)
        return e;
    struct store_waiting *list = NEW(a, struct store_waiting, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_waiting){store_text(&rows, i, W_HOLDER),
                                         store_int(&rows, i, W_CASES), store_int(&rows, i, W_LATE)};
    *ret = (struct store_waitings){list, rows.count};
    return OK;
}
