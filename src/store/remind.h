#ifndef STORE_REMIND_H
#define STORE_REMIND_H
/* Reminders by mail of who has not signed in a round (docs/adr/0063): what was asked for, how far
 * it has come, and the newest mail to each person. Work tables, no projections. */
#include "store/pledge.h"

/* STOPPED: the store came from a backup, which does not know who had a mail since; TOLD: and the
 * log says so. */
enum store_remind_end {
    STORE_REMIND_OPEN,
    STORE_REMIND_ENDED,
    STORE_REMIND_STOPPED,
    STORE_REMIND_TOLD
};
struct store_reminder {
    int64_t id, round;                              /* indexes: of pledge.reminded, of the round */
    struct str office, sender, subject, text, site; /* sender: the office's name */
    struct str unit;                                /* taken up to this person ... */
    int64_t person;                                 /* ... of this unit; 0: nobody yet */
    int64_t sent, refused, unsure;                  /* of those */
    enum store_remind_end ended;
    int64_t turn;       /* the least comes next */
    struct instant due; /* nothing is to be sent before; STOPPED, TOLD: when it was stopped */
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
/* Whose turn it is now, id -1: nobody's; newest: the newest turn that any of them had. */
struct store_remind_turn {
    int64_t id, newest;
};
struct err store_remind_open(struct db *db, struct arena *a, struct instant now,
                             struct store_remind_turn *ret) MUST_CHECK;
/* All that have not ended are STOPPED; what was LEAVING is UNSURE, nobody is tried again. */
struct err store_remind_stop(struct db *db, struct arena *a, struct instant now) MUST_CHECK;
/* One that is STOPPED; -1: none. */
struct err store_remind_stopped(struct db *db, struct arena *a, int64_t *ret) MUST_CHECK;
/* unit, person, the counts, ended, turn and due of that id. */
struct err store_remind_move(struct db *db, struct arena *a,
                             const struct store_reminder *now) MUST_CHECK;

struct store_remind_count {
    int64_t people, today; /* with an address of their own, no signature; had a mail today */
    int64_t shared;        /* the same, but another of the office has that address, too */
};
struct err store_remind_count(struct db *db, struct arena *a, const struct store_round *round,
                              struct date today, struct store_remind_count *ret) MUST_CHECK;

struct store_addressee {
    int64_t id;
    struct str unit, name, mail;
    int64_t code;  /* what the mail server said; 0: nothing */
    int64_t tries; /* before, by this reminder; of those that no mail reached: > 0, and again */
};
struct store_addressees {
    const struct store_addressee *list;
    size_t count;
};
/* Who has an address of their own, has not signed and had no mail today, behind (unit, id). */
struct store_remind_next {
    const struct store_round *round;
    struct str unit;
    int64_t id;
    struct date today;
    int64_t
        reminder; /* who had a mail of it, or is tried again by it, is passed over; -1: nobody */
    int64_t limit;
};
struct err store_remind_next(struct db *db, struct arena *a, const struct store_remind_next *of,
                             struct store_addressees *ret) MUST_CHECK;
/* How many these are; limit is not read. */
struct err store_remind_waiting(struct db *db, struct arena *a, const struct store_remind_next *of,
                                int64_t *ret) MUST_CHECK;

/* Whom the mail server refused for now, a row for each reminder. */
struct store_deferred {
    int64_t person, reminder, tries;
    struct instant due;
    int64_t code;
};
struct err store_deferred_save(struct db *db, struct arena *a,
                               const struct store_deferred *row) MUST_CHECK;
struct err store_deferred_drop(struct db *db, struct arena *a, int64_t person,
                               int64_t reminder) MUST_CHECK;
struct err store_deferred_end(struct db *db, struct arena *a, int64_t reminder) MUST_CHECK;
/* Who is due now of of->reminder, has not signed and had no mail today; unit and id are not read.
 */
struct err store_deferred_next(struct db *db, struct arena *a, const struct store_remind_next *of,
                               struct instant now, struct store_addressees *ret) MUST_CHECK;
/* Those that tried equally often, who have not signed. */
struct store_deferred_sum {
    int64_t tries, people;
    struct instant first, last;
};
struct store_deferred_sums {
    const struct store_deferred_sum *list;
    size_t count;
};
struct err store_deferred_sum(struct db *db, struct arena *a, const struct store_round *round,
                              int64_t reminder, struct store_deferred_sums *ret) MUST_CHECK;

/* LEAVING --> SENT, REFUSED, or dropped (it did not leave); after a kill, UNSURE. */
enum store_mail { STORE_MAIL_LEAVING, STORE_MAIL_SENT, STORE_MAIL_REFUSED, STORE_MAIL_UNSURE };
/* About to leave. */
struct err store_reminded_save(struct db *db, struct arena *a, int64_t person, int64_t reminder,
                               struct date day) MUST_CHECK;
struct store_reminded {
    int64_t person, reminder;
    enum store_mail state; /* LEAVING: the row goes */
    int64_t code;
};
/* False, and nothing changes, unless it is about to leave by that reminder. */
struct err store_reminded_settle(struct db *db, struct arena *a, const struct store_reminded *mail,
                                 bool *ret_was_leaving) MUST_CHECK;
/* A person is taken out. */
struct err store_reminded_forget(struct db *db, struct arena *a, int64_t person) MUST_CHECK;
/* What is LEAVING of those that have not ended is UNSURE, counted, and not tried again. */
struct err store_remind_unsure(struct db *db, struct arena *a) MUST_CHECK;
/* REFUSED of a reminder, and refused for now, with their code. */
struct err store_reminded_refused(struct db *db, struct arena *a, int64_t reminder, int64_t limit,
                                  struct store_addressees *ret) MUST_CHECK;
#endif
