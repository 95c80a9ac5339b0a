#ifndef FLOW_ERASE_H
#define FLOW_ERASE_H
/* Erasure of a case, by two people (invariant I2; UU 27/2022 Ps 8, 43, 44, exceptions in Ps 15).
 *
 * One asks, somebody else agrees; both are of the Bawaslu office in charge, and who agrees heads
 * it. Gone afterwards: bodies, identity, parts and salts of the case's events, its rows, its
 * counts, the hash of its request, and evidence that no other case names. What stays: the leaves,
 * which say nothing without their salts; when each event was and of what kind; the event that says
 * who asked, who agreed and on what ground; every other receipt's proof. A case that has not ended
 * is refused: the law excepts what a procedure needs. */
#include "flow/flow.h"

enum { FLOW_ERASE_DAYS = 30, FLOW_ERASE_REASON_MAX = 500 }; /* good for; bytes */

/* The grounds that an erasure may stand on, with what they say in both languages. */
struct flow_ground {
    struct str id; /* "uu-27-2022/43" */
    struct str law, text, text_en;
};
const struct flow_ground *flow_grounds(size_t *ret_count);

struct flow_erasure {
    struct flow_job job; /* must be first */
    struct flow_staff staff;
    struct instant now;
    struct hash salt;
    /* asking */
    struct case_id id;
    struct str ground, reason; /* reason: no names, for it stays */
    struct id128 stream;
    /* agreeing */
    int64_t asked; /* index of the event erasure.asked: job.first_index of asking */
};
/* Fills job.first_index, what the other person names. Errors: ERR_MISSING "case", ERR_GONE "case",
 * ERR_DENIED "role", "office", "own_office"; ERR_CONFLICT "open" (not ended); ERR_INVALID "ground",
 * "reason". */
struct err flow_erase_ask(struct flow *flow, struct flow_erasure *erasure) MUST_CHECK;
/* Fills id. Errors: the same; ERR_MISSING "asked", ERR_CONFLICT "same_person", "expired". Whoever
 * calls holds the store alone (flow_hold): a server that runs could have its bytes in memory. */
struct err flow_erase_agree(struct flow *flow, struct flow_erasure *erasure) MUST_CHECK;
#endif
