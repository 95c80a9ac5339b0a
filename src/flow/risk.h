#ifndef FLOW_RISK_H
#define FLOW_RISK_H
/* The map of risk: an index of rules/risk, or a table that others published, for the regions of the
 * store's own territory, from published figures of one moment (publication/risk.h). */
#include "flow/counted.h"
#include "publication/risk.h"
#include "risk/read.h"

/* Read once, when the store is opened: risk/ does not change while a server serves. Empty without
 * a law. */
const struct risk_rules *flow_risk_rules(const struct flow *flow);

struct flow_risk_ask {
    struct str id;     /* of an index, or of a published table; empty: the first index */
    struct str region; /* of whose territory: "16"; empty: the nation */
    struct date today;
    const struct law_election *election; /* of the nation, that runs today; NULL: none */
    struct flow_counting *of;            /* figures of that moment; NULL: of today, as of now */
    bool trial; /* other indicators may be tried on it: what waits is counted, too */
};
struct flow_risk {
    struct publication_risk risk;        /* with the weights in use, or on trial */
    struct risk_scores usual;            /* with those in use */
    struct instant weighed_at;           /* when those were published: risk.weighed */
    const struct risk_warning *warnings; /* with those in use; of a table none */
    size_t warning_count;
    struct publication_figures figures;
    struct publication_told told; /* what scores are made of; of a table nothing */
    int64_t size;                 /* of the ledger at that moment */
};
/* Errors: ERR_MISSING "index": none is called so, or there is none; what the store answers. Owns:
 * all lives in a, which must not outlive flow. */
struct err flow_risk_look(const struct flow *flow, struct db *db, struct arena *a,
                          const struct flow_risk_ask *ask, struct flow_risk *ret) MUST_CHECK;
/* The same figures (not of a table) by another index, on trial in place of that in use; where it is
 * made of what waits, the look was one for a trial. Pure. Errors: those of risk_score. Owns: in a.
 */
struct err flow_risk_try(struct arena *a, const struct risk_index *tried,
                         struct flow_risk *x) MUST_CHECK;
#endif
