#ifndef FLOW_PLEDGE_OFFICE_H
#define FLOW_PLEDGE_OFFICE_H
/* What an office does with the people and rounds of its own (docs/adr/0043): it takes somebody out
 * of its roster, makes sheets of links, records signatures on paper, ends a round. Each is one
 * event, which names who did it and no civil servant. All block: for the worker and the tools.
 * Errors of all: ERR_MISSING "round" or "person": there is none of that number, or it is another
 * office's, which is not told apart; what storing gives. */
#include "flow/pledge.h"
#include "prevention/chain.h"
#include "prevention/suppress.h"
#include "store/chain.h"
#include "store/evidence.h"
#include "store/grade.h"

struct flow_pledge_who {
    struct str office; /* whose round or roster it is */
    struct str by;     /* who does it; empty: whoever runs the machine */
};

/* Law: UU 27/2022 Ps 8 (erasure asked for), Ps 43 (no longer needed). */
enum flow_remove { FLOW_REMOVE_ASKED, FLOW_REMOVE_LEFT, FLOW_REMOVE_WRONG, FLOW_REMOVE_COUNT };
struct str flow_remove_name(enum flow_remove why); /* "asked", "left", "wrong" */
struct flow_pledge_remove {
    struct flow_pledge_who who;
    int64_t person; /* number in the register */
    enum flow_remove why;
};
/* The row goes, and with it name, unit, class, post and the keyed hash; roster.removed says the
 * number and why. The person is in no count any more but those that an end froze. A next import of
 * a file that has them is a new person. */
struct err flow_pledge_remove(struct flow *flow, struct arena *a,
                              const struct flow_pledge_remove *how) MUST_CHECK;

/* The links of people of a round, in their order; count places. Reads the key alone. */
void flow_pledge_links_of(struct flow *flow, struct arena *a, int64_t round,
                          const struct store_signers *people, struct str *ret);
/* Sheets of links were made, for how many people: the event pledge.links. */
struct flow_pledge_links {
    struct flow_pledge_who who;
    int64_t round, people;
};
struct err flow_pledge_links(struct flow *flow, struct arena *a,
                             const struct flow_pledge_links *how) MUST_CHECK;

/* The signatures of people who signed, in their order; count places. Reads by a connection of its
 * own, in memory that does not grow with them. Errors: as flow_pledge_proof. Owns: in a. */
struct err flow_pledge_proofs(struct flow *flow, struct arena *a,
                              const struct store_signers *people,
                              struct flow_pledge_proof *ret) MUST_CHECK;

enum { FLOW_PAPER_MAX = 200 /* people of one list */ };
/* People signed a list on paper, whose picture is a piece of evidence: the event pledge.paper with
 * its hash. Who had signed already is passed over. It may be told until the round is closed.
 * Errors: ERR_MISSING "person" also of somebody whom the round does not ask; ERR_INVALID "people":
 * nobody is left to be told; ERR_CONFLICT "round_closed",
 * "round_early"; ERR_MISSING "evidence". */
struct flow_pledge_paper {
    struct flow_pledge_who who;
    int64_t round;
    const int64_t *people;
    size_t count; /* at most FLOW_PAPER_MAX */
    struct id128 document;
    int64_t taken; /* result: how many signed by it */
};
struct err flow_pledge_paper(struct flow *flow, struct arena *a,
                             struct flow_pledge_paper *how) MUST_CHECK;

/* By what the page of a round draws the groups that stand together (prevention/suppress.h). */
struct hash flow_pledge_suppress_key(const struct flow *flow, int64_t round);

/* Ends a round, before or behind its last day: nobody signs it any more, and the event
 * pledge.closed keeps how many of how many did. Errors: ERR_CONFLICT "round_closed". */
struct flow_pledge_close {
    struct flow_pledge_who who;
    int64_t round;
    struct store_round closed; /* result */
};
struct err flow_pledge_close(struct flow *flow, struct arena *a,
                             struct flow_pledge_close *how) MUST_CHECK;
#endif
