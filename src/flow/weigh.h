#ifndef FLOW_WEIGH_H
#define FLOW_WEIGH_H
/* Weights of an index of risk, published from a form (docs/adr/0057): what the index is made of
 * stands in its file, how much each part weighs is what was published last. Each publication is an
 * event, "index.weighed", with every weight; the file's own hold until there is one, and again when
 * its parts are others than those that were weighed. */
#include "flow/risk.h"

struct flow_weighed {
    int64_t index; /* of the event */
    struct instant at;
    struct str office, actor;
    struct risk_weights weights; /* in the order of the definition */
};
enum { FLOW_WEIGHED_SHOWN = 20 };
/* Publications that fit the definition, the newest first, at most limit; what weighed other parts
 * is passed over. Errors: what the store answers. Owns: in a. */
struct flow_weighings {
    const struct flow_weighed *list;
    size_t count;
};
struct err flow_weighed(struct db *db, struct arena *a, const struct risk_index *index,
                        size_t limit, struct flow_weighings *ret) MUST_CHECK;

/* Errors of the job: ERR_UNSIGNED, ERR_DENIED "role"; ERR_MISSING "index": none is called so;
 * ERR_INVALID "weights": they do not add up to 100.00, or one is below 0; ERR_CONFLICT "weights":
 * somebody published others since then, or they are in use already. */
struct flow_weigh {
    struct flow_job job; /* first */
    struct flow_staff staff;
    struct str id;
    int64_t seen; /* index of the publication in use when the person looked; -1: there was none */
    struct risk_weights weights;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};
/* Draws what it needs; arena, staff, id, seen, weights and now are set. */
void flow_weigh_prepare(struct flow *flow, struct flow_weigh *x);
#endif
