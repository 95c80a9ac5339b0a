#ifndef FLOW_LETTER_H
#define FLOW_LETTER_H
/* Letters of prevention (imbauan, pengingat): issued by an office to others, delivered,
 * acknowledged and answered (docs/adr/0049).
 *
 *     --issue--> issued --withdraw--> withdrawn, for good
 *     of each addressee: open --receive--> acknowledged --answer--> answered (again: put right)
 *                        `--deliver--> by its sender, where nobody there can acknowledge it
 * Nothing of an issued letter changes. An appeal is a prevention activity of the same id. */
#include "flow/saying.h"
#include "intake/letter.h"
#include "prevention/letter.h" /* drafts, which pages show */
#include "store/letter.h"

enum { FLOW_LETTER_TO = 1200 }; /* addressees: two kinds of offices of the whole nation are 1,100 */

/* The id of each job is the letter's. Errors of all: ERR_UNSIGNED, ERR_DENIED "role"; ERR_DENIED
 * "office": not this office's; ERR_MISSING "letter": there is none, or it is neither from nor to
 * this office; ERR_CONFLICT "letter": withdrawn. */

struct flow_letter_issue {
    struct flow_saying of; /* its id is result */
    const struct intake_letter *said;
    struct id128 key;
    struct hash request;
    bool repeated; /* result: the same form came before */
};
/* ERR_INVALID "region": outside the office's; "number": it gave that number before; those of
 * flow_letter_addressees; ERR_KEY_REUSED. */
void flow_letter_issue_prepare(struct flow *flow, struct flow_letter_issue *x);

struct flow_letter_withdraw {
    struct flow_saying of;
    struct str reason;
};
void flow_letter_withdraw_prepare(struct flow *flow, struct flow_letter_withdraw *x);

/* The addressee got it, and says what it did, if it says anything. Again: the answer put right;
 * the same, or none, is no event. */
struct flow_letter_receive {
    struct flow_saying of;
    struct str answer;
};
void flow_letter_receive_prepare(struct flow *flow, struct flow_letter_receive *x);

/* The sender says how an addressee got it. Again: put right; the same is no event. */
struct flow_letter_deliver {
    struct flow_saying of;
    const struct intake_delivery *said;
};
/* ERR_INVALID "to": no addressee. */
void flow_letter_deliver_prepare(struct flow *flow, struct flow_letter_deliver *x);

/* Whom the form names, in the order of their ids: offices of the sender's region and below, never
 * the sender itself; each once. Errors: ERR_INVALID "to": there is no such office there, or nobody
 * is left; "all": of that kind there is none; ERR_TOO_LARGE "to". Owns: in a. */
struct flow_letter_to {
    const struct store_office *sender;
    struct str region;
    const struct intake_offices *to, *all;
};
struct flow_addressees {
    const struct store_office *list;
    size_t count;
};
struct err flow_letter_addressees(struct db *db, struct arena *a, const struct flow_letter_to *of,
                                  struct flow_addressees *ret) MUST_CHECK;
/* Whether the office may get letters of that sender. */
bool flow_letter_reaches(const struct store_office *sender, const struct store_office *office);

/* Who reads a letter: its sender and its addressees. Errors:
 * ERR_MISSING "letter" for all others, as where there is none. */
enum flow_letter_side { FLOW_LETTER_SENT, FLOW_LETTER_GOT };
struct flow_letter_read {
    struct store_letter letter;
    enum flow_letter_side side;
    struct store_addressee got; /* of FLOW_LETTER_GOT */
};
struct err flow_letter_read(struct db *db, struct arena *a, const struct store_office *office,
                            int64_t id, struct flow_letter_read *ret) MUST_CHECK;
#endif
