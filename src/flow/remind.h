#ifndef FLOW_REMIND_H
#define FLOW_REMIND_H
/* Reminders by mail of who has not signed (docs/adr/0063). An office asks for one; whoever runs the
 * machine sends it (netral mail), batch by batch, each in two transactions around the mail server:
 *
 *     asked --take--> leaving --settle--> sent, refused, or not yet (again, later)
 *                        |          `--refused for now (4xx)--> waits, and leaves again
 *                        `--killed, resume--> unsure: it may have left, and is not repeated
 *
 * Reminders take turns, a batch each. Nobody gets two mails on one day, of whatever round. All
 * block: for the worker and the tools. */
#include "flow/pledge_office.h"
#include "store/remind.h"

/* Words of the text (prevention/letter.h), in braces there: a person's name and link. */
#define FLOW_REMIND_NAME "nama"
#define FLOW_REMIND_LINK "tautan"

/* Whom a reminder would reach, and what became of the newest. */
enum { FLOW_REMIND_SHOWN = 20, FLOW_REMIND_REFUSED = 200 };
struct flow_remind_again { /* refused for now */
    int64_t people;
    struct instant next, last; /* the next try, the last one at most; about: each is a batch's */
};
struct flow_remind_seen {
    struct store_unit_count sum; /* of the round */
    struct store_remind_count count;
    struct store_addressees first;   /* of those, at most FLOW_REMIND_SHOWN, without who had one;
                                      * none while one is on its way */
    struct store_reminder newest;    /* id -1: none */
    int64_t waiting;                 /* for its first mail of the newest */
    struct flow_remind_again again;  /* of the newest */
    struct store_addressees refused; /* of the newest, at most FLOW_REMIND_REFUSED */
};
/* Reads by a connection of its own. Owns: in a. */
struct err flow_remind_see(struct flow *flow, struct arena *a, const struct store_round *round,
                           struct flow_remind_seen *ret) MUST_CHECK;

/* Asks for a reminder: the event pledge.reminded, with the text and for how many, and no name.
 * Errors: ERR_MISSING "round"; ERR_CONFLICT "round_early", "round_closed" (or past its last day),
 * "reminder": one is on its way; "restored": the newest was stopped today by a restored backup;
 * ERR_INVALID "people": nobody is left whom it would reach. */
struct flow_remind {
    struct flow_pledge_who who;
    int64_t round;
    struct str subject, text, site; /* site: "https://...", where the links lead */
    int64_t id;                     /* result: index of the event */
};
struct err flow_remind(struct flow *flow, struct arena *a, struct flow_remind *how) MUST_CHECK;

/* Tries of one person, the first one counted, and the minutes between them: within 7 hours it is
 * over, so that the next day's reminder need not wait for it. */
enum { FLOW_REMIND_TRIES = 5 };
extern const int64_t FLOW_REMIND_WAITS[FLOW_REMIND_TRIES - 1];

enum { FLOW_REMIND_BATCH = 20 };
struct flow_remind_mail {
    int64_t person;
    struct str unit, address, text;
    int64_t tries; /* before */
    enum store_mail
        state;    /* for the caller: LEAVING when it did not leave, and may be tried again */
    int64_t code; /* what the mail server said; 0: nothing. REFUSED with 4xx: for now */
};
struct flow_remind_batch {
    struct store_reminder of; /* id -1: nothing is left to be sent now */
    struct date day;
    struct flow_remind_mail *list;
    size_t count; /* 0: the reminder has ended, or waits for a later try */
};
/* The next people of the reminder whose turn it is, who count as written to from here on; first
 * those who are tried again. A round that is over ends its reminder, and who waits was refused.
 * Errors: ERR_CONFLICT "roster_key"; what storing gives. Owns: in a. */
struct err flow_remind_take(struct flow *flow, struct arena *a,
                            struct flow_remind_batch *ret) MUST_CHECK;
/* What became of them; of those alone that nobody else settled (flow_remind_resume). */
struct err flow_remind_settle(struct flow *flow, struct arena *a,
                              const struct flow_remind_batch *batch) MUST_CHECK;
/* Before the first batch of a process: what an earlier one left in between is unsure; of what a
 * restored backup stopped the log is told, pledge.reminder_stopped. */
struct err flow_remind_resume(struct flow *flow, struct arena *a) MUST_CHECK;
/* The store came from a backup otherwise than by flow_restore: what is on its way ends, likewise.
 */
struct err flow_remind_stop(struct flow *flow, struct arena *a) MUST_CHECK;
#endif
