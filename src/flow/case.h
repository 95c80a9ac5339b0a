#ifndef FLOW_CASE_H
#define FLOW_CASE_H
/* A case as staff and its reporter see it, the list of cases, and what may be done with one. */
#include "decision/decision.h"
#include "flow/flow.h"

struct flow_case {
    struct store_case_row row;
    struct case_state state;
    const struct law *law;
    const struct law_rulebook *rules; /* of the case's own procedure */
    bool has_identity;                /* somebody is named as reporter, apart */
};
/* The rulebook of one of the case's procedures; track empty: of its own. NULL: there is none. */
const struct law_rulebook *flow_rules(const struct flow_case *file, struct str track);
/* A step that a rulebook offers in the state of its procedure, and what stands in its way. */
struct flow_offer {
    const struct law_step *step;
    struct str track;                      /* whose step; empty: the case's own procedure */
    const struct law_step *const *missing; /* must be taken first */
    size_t missing_count;
    const struct law_clock *waits; /* must run out first; NULL: need not */
    struct date opens_on;          /* when it will have run out */
    bool opens;                    /* that day is known */
    uint64_t taken, staying;       /* whom it takes along, who is left behind: decide_parting */
    /* What is proposed for each person, where outcomes choose between branches of law. */
    struct decision_proposals proposals;
};
struct flow_offers {
    const struct flow_offer *list;
    size_t count;
};
/* What the rulebooks let happen to the case at that time, in their own order: the case's own
 * procedure, then each that runs beside it. */
struct flow_offers flow_offers(struct arena *a, const struct flow_case *file, struct instant now);
/* Who looks, over which connection; what is read lives in the arena. */
struct flow_look {
    struct flow *flow;
    struct db *db;
    struct arena *arena;
    const struct flow_staff *staff;
};
/* Errors: ERR_UNSIGNED, ERR_DENIED "role"; ERR_MISSING "case": there is none, or staff must not
 * learn that there is; ERR_RULES (rulebook not known). What it gives is shown to nobody before
 * flow_reading is committed. */
struct err flow_case_read(const struct flow_look *look, struct case_id id,
                          struct flow_case *ret) MUST_CHECK;
/* The same for who asks whether to take its tasks over, who need not read it: what is shown of it
 * is its number, state, office, clocks and the takeovers that it offers. */
struct err flow_takeover_read(const struct flow_look *look, struct case_id id,
                              struct flow_case *ret) MUST_CHECK;
/* A takeover that lasts: what was recorded of it. NULL: the office in charge does its own tasks. */
const struct case_taken *flow_takeover(const struct flow_case *file);
/* Why nothing of the case can be taken over, for who could where the law knew a takeover; else
 * NULL.
 */
const struct law_silence *flow_takeover_silence(const struct flow_case *file,
                                                const struct flow_staff *staff, struct instant now);
/* What the staff member's office has in hand, by alarm day, and what was taken over from it; a
 * provincial Bawaslu sees its province. */
struct flow_list {
    struct flow_staff staff;
    struct store_cursor after;
    int64_t limit;
    struct str state; /* only these; empty: all. Looks through FLOW_SCAN_MAX rows at most */
    bool moved;       /* only those whose deadline moved since the office looked */
    const struct store_case_row *rows; /* result */
    size_t count;
    bool more;
    struct store_cursor next; /* where to go on, when more */
};
/* Errors: ERR_UNSIGNED, ERR_DENIED. */
struct err flow_case_list(struct db *db, struct arena *a, struct flow_list *list) MUST_CHECK;
/* How many cases of the staff member's office have their alarm between each two of FLOW_BOUNDS
 * ascending days; each number saturates at STORE_COUNT_MAX. */
enum { FLOW_BOUNDS = 8 };
struct err flow_case_counts(struct db *db, struct arena *a, const struct flow_staff *staff,
                            const int64_t *bounds, int64_t *ret) MUST_CHECK;
/* By receipt code, for the reporter. Errors: ERR_MISSING "code". */
struct err flow_track(struct flow *flow, struct db *db, struct arena *a,
                      const struct seal_code *code, struct flow_case *ret) MUST_CHECK;
/* By what a reporter's program made of a code that it drew (seal_code_token). Errors: the same. */
struct err flow_track_token(struct flow *flow, struct db *db, struct arena *a,
                            const struct hash *token, struct flow_case *ret) MUST_CHECK;
/* That staff saw the persons that a case names, or had a piece of its evidence: "case.read", an
 * event of its own, so that the case's version stands still. Body: {"case","what","piece","actor"}.
 * Law: UU 27/2022 art. 31, every processing (pemrosesan) of personal data is recorded. */
struct flow_reading {
    struct flow_job job; /* first */
    struct flow_staff staff;
    struct case_id id;
    struct str piece; /* of evidence, its id in hex; empty: the case file */
    struct instant now;
    struct hash salt;
    struct id128 stream;
};
void flow_reading_prepare(struct flow *flow, struct flow_reading *reading);
struct flow_act {
    struct flow_job job;
    struct flow_staff staff;
    struct case_id id;
    const struct law_step *step;
    struct str track; /* whose step; empty: the case's own procedure */
    const struct intake_action *action;
    struct hash salt;
    struct instant now;
    struct intake_faults faults; /* for ERR_INVALID */
    struct case_state state;     /* result: after the step */
};
void flow_act_prepare(struct flow_act *act);
/* The custodian looks at who reported: an event, then the identity in ret. */
struct flow_identity {
    struct flow_job job;
    struct flow_staff staff;
    struct case_id id;
    struct str reason;
    struct hash salt;
    struct instant now;
    struct str identity; /* result: JSON */
};
void flow_identity_prepare(struct flow_identity *opening);
#endif
