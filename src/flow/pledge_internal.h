#ifndef FLOW_PLEDGE_INTERNAL_H
#define FLOW_PLEDGE_INTERNAL_H
/* What a link opens, for who looks and for who signs. */
#include "flow/pledge.h"

struct flow_pledge_look {
    const struct flow_pledge_ask *ask;
    const struct law *law;
    const struct pledge_keys *keys;
};
/* Errors: as flow_pledge_see. */
struct err flow_pledge_look(const struct flow_pledge_look *look,
                            struct flow_pledge_seen *ret) MUST_CHECK;
#endif
