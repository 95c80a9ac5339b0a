#ifndef FLOW_PLEDGE_INTERNAL_H
#define FLOW_PLEDGE_INTERNAL_H
/* What a link opens, for who looks and for who signs. */
#include "flow/pledge.h"

/* Whether these keys are those of the register; any are while it is empty. Errors: ERR_CONFLICT
 * "roster_key". */
struct err flow_roster_key(struct db *db, struct arena *a,
                           const struct pledge_keys *keys) MUST_CHECK;

struct flow_pledge_look {
    const struct flow_pledge_ask *ask;
    const struct law *law;
    const struct pledge_keys *keys;
};
/* Errors: as flow_pledge_see. */
struct err flow_pledge_look(const struct flow_pledge_look *look,
                            struct flow_pledge_seen *ret) MUST_CHECK;
#endif
