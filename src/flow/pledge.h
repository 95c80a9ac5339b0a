#ifndef FLOW_PLEDGE_H
#define FLOW_PLEDGE_H
/* Rounds of pledges (docs/adr/0039): an office opens one for the people of its roster, each signs
 * by a link of their own, and everybody sees how many of each unit did.
 *
 *     (roster) --open--> early --first day--> open --last day, or its end--> closed
 *                                 `--sign--> signed, in whatever days
 *
 * What an office does with a round besides: flow/pledge_office.h. */
#include "flow/flow.h"
#include "prevention/check.h"
#include "store/pledge.h"

/* Opens a round: the event pledge.opened. Fill office, kind, opens, closes of round, and election
 * if it is for one, asks unless it asks everybody; the rest is filled. by: who does it; empty:
 * whoever runs the machine. Days are the office's. Errors: ERR_MISSING "office"; ERR_CONFLICT
 * "roster_key"; ERR_INVALID "election": the law knows none of that id; ERR_MISSING "points": no
 * points of that kind in force on the first day; ERR_INVALID "closes" (before opens, before today,
 * or later than a year), ERR_CONFLICT "round": another of that kind that is not closed shares a day
 * and somebody whom it asks, and the law in use still has its points; ERR_INVALID "asks": no such
 * group. */
struct err flow_pledge_open(struct flow *flow, struct arena *a, struct str by,
                            struct store_round *round) MUST_CHECK;

enum flow_pledge_state {
    FLOW_PLEDGE_OPEN,
    FLOW_PLEDGE_EARLY,
    FLOW_PLEDGE_CLOSED,
    FLOW_PLEDGE_SIGNED,
    FLOW_PLEDGE_MOVED,   /* stands in another office's roster now */
    FLOW_PLEDGE_CHANGED, /* the rulebook's points are no longer those of the round */
    FLOW_PLEDGE_UNASKED  /* the round asks others; their post or class was another when it did */
};
/* What a link opens. Owns: in a. */
struct flow_pledge_seen {
    struct pledge_link link;
    enum flow_pledge_state state;
    struct store_round round;
    struct store_office office;
    struct store_person person;
    struct pledge_points points; /* as the law in use has them; not when CHANGED */
    bool asks_nip;               /* the person has one, and types it to sign */
    int64_t index;               /* of the signature; -1: none */
};
struct flow_pledge_ask {
    struct db *db;
    struct arena *arena;
    struct str link; /* as it came */
    struct instant now;
};
/* Errors: ERR_CONFLICT "roster_key" (flow/roster.h), as of all below; ERR_MISSING "pledge": no such
 * link. */
struct err flow_pledge_see(struct flow *flow, const struct flow_pledge_ask *ask,
                           struct flow_pledge_seen *ret) MUST_CHECK;

/* A person signs: the event pledge.signed, or nothing when they had (the first answer again).
 * Errors of the job: ERR_MISSING "pledge"; ERR_CONFLICT "pledge": seen.state says why nobody signs;
 * ERR_INVALID "nip": none, or another person's; ERR_INVALID "butir": not every point, or
 * not every question answered. The questions are held against the law by who shows them: it costs
 * more than a signature, and the writer has other work. */
struct flow_pledge_sign {
    struct flow_job job;  /* first */
    struct str link, nip; /* as they came */
    size_t affirmed;      /* how many points */
    bool checked;         /* each question of the check was answered right: prevention/check.h */
    struct instant now;
    struct flow_pledge_seen seen; /* result: as it was; index and state as they are now */
    struct hash salt;
    struct id128 stream;
};
/* Draws what it needs; arena, link, nip, affirmed, checked and now are set. */
void flow_pledge_prepare(struct flow *flow, struct flow_pledge_sign *sign);

/* The receipt of a signature, {"netral":"receipt/v1",...}, as flow/receipt.h checks it; of any
 * event that is a stream of its own. Errors: ERR_MISSING "index"; what the store answers. Owns: in
 * a. */
struct err flow_pledge_receipt(struct flow *flow, struct db *db, struct arena *a, int64_t index,
                               struct str *ret) MUST_CHECK;

/* What a certificate says of a signature, beside its person. */
struct flow_pledge_proof {
    struct instant at; /* when it was recorded */
    bool paper;        /* its event is a list on paper */
    struct str slip;   /* its receipt, for a QR code (ledger/slip.h); empty: no code holds it */
};
/* Errors: as flow_pledge_receipt. Owns: in a. */
struct err flow_pledge_proof(struct flow *flow, struct db *db, struct arena *a, int64_t index,
                             struct flow_pledge_proof *ret) MUST_CHECK;

/* Calls tell for each person of a round, by unit, with their link; who signed is passed over when
 * unsigned_only. False from tell ends it. In bounded memory, pages of some hundred people; in
 * one reading transaction, of this connection alone.
 * Errors: ERR_MISSING "pledge": no such round. */
struct flow_pledge_walk {
    int64_t round;
    bool unsigned_only;
    bool (*tell)(void *arg, const struct store_signer *signer, struct str link);
    void *arg;
};
struct err flow_pledge_people(struct flow *flow, struct db *db,
                              const struct flow_pledge_walk *how) MUST_CHECK;
#endif
