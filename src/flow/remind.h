#ifndef FLOW_REMIND_H
#define FLOW_REMIND_H
/* Reminders by mail of who has not signed (docs/adr/0063). An office asks for one; whoever runs the
 * machine sends it (netral mail), batch by batch, each in two transactions around the mail server:
 *
 *     asked --take--> leaving --settle--> sent, refused, or not yet (again, later)
 *                        `--killed, resume--> unsure: it may have left, and is not repeated
 *
 * Nobody gets two mails on one day, of whatever round. All block: for the worker and the tools. */
#include "flow/pledge_office.h"
#include "store/remind.h"

/* Words of the text (prevention/letter.h), in braces there: a person's name and link. */
#define FLOW_REMIND_NAME "nama"
#define FLOW_REMIND_LINK "tautan"

/* Whom a reminder would reach, and what became of the newest. */
enum { FLOW_REMIND_SHOWN = 20, FLOW_REMIND_REFUSED = 200 };
struct flow_remind_seen {
    struct store_unit_count sum; /* of the round */
    struct store_remind_count count;
    struct store_addressees first;   /* of those, at most FLOW_REMIND_SHOWN, without who had one */
    struct store_reminder newest;    /* id -1: none */
    struct store_addressees refused; /* of the newest, at most FLOW_REMIND_REFUSED */
};
/* Reads by a connection of its own. Owns: in a. */
struct err flow_remind_see(struct flow *flow, struct arena *a, const struct store_round *round,
                           struct flow_remind_seen *ret) MUST_CHECK;

/* Asks for a reminder: the event pledge.reminded, with the text and for how many, and no name.
 * Errors: ERR_MISSING "round"; ERR_CONFLICT "round_early", "round_closed" (or past its last day),
 * "reminder": one is on its way; ERR_INVALID "people": nobody is left whom it would reach. */
struct flow_remind {
    struct flow_pledge_who who;
    int64_t round;
    struct str subject, text, site; /* site: "https://...", where the links lead */
    int64_t id;                     /* result: index of the event */
};
struct err flow_remind(struct flow *flow, struct arena *a, struct flow_remind *how) MUST_CHECK;

enum { FLOW_REMIND_BATCH = 20 };
struct flow_remind_mail {
    int64_t person;
    struct str unit, address, text;
    enum store_mail
        state;    /* for the caller: LEAVING when it did not leave, and may be tried again */
    int64_t code; /* what the mail server said; 0: nothing */
};
struct flow_remind_batch {
    struct store_reminder of; /* id -1: nothing is left to be sent */
    struct date day;
    struct flow_remind_mail *list;
    size_t count; /* 0: the reminder has ended */
};
/* The next people of the oldest reminder, who count as written to from here on. A round that is
 * over ends its reminder. Errors: ERR_CONFLICT "roster_key"; what storing gives. Owns: in a. */
struct err flow_remind_take(struct flow *flow, struct arena *a,
                            struct flow_remind_batch *ret) MUST_CHECK;
/* What became of them. */
struct err flow_remind_settle(struct flow *flow, struct arena *a,
                              const struct flow_remind_batch *batch) MUST_CHECK;
/* Before the first batch of a process: what an earlier one left in between is unsure. */
struct err flow_remind_resume(struct flow *flow, struct arena *a) MUST_CHECK;
#endif
