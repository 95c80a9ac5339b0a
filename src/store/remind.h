#ifndef STORE_REMIND_H
#define STORE_REMIND_H
/* Reminders by mail of who has not signed in a round (docs/adr/0063): what was asked for, how far
 * it has come, and the newest mail to each person. Work tables, no projections. */
#include "store/pledge.h"

struct store_reminder {
    int64_t id, round;                              /* indexes: of pledge.reminded, of the round */
    struct str office, sender, subject, text, site; /* sender: the office's name */
    struct str unit;                                /* taken up to this person ... */
    int64_t person;                                 /* ... of this unit; 0: nobody yet */
    int64_t sent, refused, unsure;                  /* of those */
    bool ended;
};
/* Nobody is taken yet. */
struct err store_remind_insert(struct db *db, struct arena *a,
                               const struct store_reminder *reminder) MUST_CHECK;
/* Errors: ERR_MISSING "reminder". */
struct err store_remind_find(struct db *db, struct arena *a, int64_t id,
                             struct store_reminder *ret) MUST_CHECK;
/* A round's newest; none: ret->id is -1. */
struct err store_remind_newest(struct db *db, struct arena *a, int64_t round,
                               struct store_reminder *ret) MUST_CHECK;
/* The oldest that has not ended; -1: none. */
struct err store_remind_open(struct db *db, struct arena *a, int64_t *ret) MUST_CHECK;
/* unit, person, the counts and ended of that id. */
struct err store_remind_move(struct db *db, struct arena *a,
                             const struct store_reminder *now) MUST_CHECK;

struct store_remind_count {
    int64_t people, today; /* with an address and without a signature; had a mail today */
};
struct err store_remind_count(struct db *db, struct arena *a, const struct store_round *round,
                              struct date today, struct store_remind_count *ret) MUST_CHECK;

struct store_addressee {
    int64_t id;
    struct str unit, name, mail;
    int64_t code; /* what the mail server said; 0: nothing */
};
struct store_addressees {
    const struct store_addressee *list;
    size_t count;
};
/* Who has an address, has not signed and had no mail today, behind (unit, id). */
struct store_remind_next {
    const struct store_round *round;
    struct str unit;
    int64_t id;
    struct date today;
    int64_t reminder; /* who had a mail of it is passed over; -1: of none */
    int64_t limit;
};
struct err store_remind_next(struct db *db, struct arena *a, const struct store_remind_next *of,
                             struct store_addressees *ret) MUST_CHECK;

/* LEAVING --> SENT, REFUSED, or dropped (it did not leave); after a kill, UNSURE. */
enum store_mail { STORE_MAIL_LEAVING, STORE_MAIL_SENT, STORE_MAIL_REFUSED, STORE_MAIL_UNSURE };
struct store_reminded {
    int64_t person, reminder;
    struct date day;
    enum store_mail state;
    int64_t code;
};
struct err store_reminded_save(struct db *db, struct arena *a,
                               const struct store_reminded *mail) MUST_CHECK;
struct err store_reminded_drop(struct db *db, struct arena *a, int64_t person) MUST_CHECK;
/* What was LEAVING of a reminder is UNSURE now; how many. */
struct err store_reminded_unsure(struct db *db, struct arena *a, int64_t reminder,
                                 int64_t *ret) MUST_CHECK;
/* REFUSED of a reminder, with their code. */
struct err store_reminded_refused(struct db *db, struct arena *a, int64_t reminder, int64_t limit,
                                  struct store_addressees *ret) MUST_CHECK;
#endif
