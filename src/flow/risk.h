#ifndef FLOW_RISK_H
#define FLOW_RISK_H
/* The map of risk: an index of rules/risk, or a table that others published, for the regions of the
 * store's own territory, from published figures of one moment (publication/risk.h). */
#include "flow/figures.h"
#include "flow/public.h"
#include "publication/risk.h"
#include "risk/read.h"

/* Read once, when the store is opened: risk/ does not change while a server serves. Empty without
 * a law. */
const struct risk_rules *flow_risk_rules(const struct flow *flow);

struct flow_risk_ask {
    struct str id;     /* of an index, or of a published table; empty: the first index */
    struct str region; /* of whose territory: "16"; empty: the nation */
    struct date today;
    const struct risk_weights *weights; /* tried in place of the definition's; NULL: none */
};
struct flow_risk {
    struct publication_risk risk;        /* with the weights that were asked for */
    struct risk_scores usual;            /* with those of the definition */
    const struct risk_warning *warnings; /* with those weights; of a table none */
    size_t warning_count;
    struct publication_figures figures;
    int64_t size; /* of the ledger at that moment */
};
/* Errors: ERR_MISSING "index": none is called so, or there is none; ERR_INVALID "weights"; what the
 * store answers. Owns: all lives in a, which must not outlive flow. */
struct err flow_risk_look(const struct flow *flow, struct db *db, struct arena *a,
                          const struct flow_risk_ask *ask, struct flow_risk *ret) MUST_CHECK;
#endif
