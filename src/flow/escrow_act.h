#ifndef FLOW_ESCROW_ACT_H
#define FLOW_ESCROW_ACT_H
/* What is done with keys in escrow (flow/escrow.h). */
#include "flow/escrow.h"
#include "intake/escrow.h"

/* The offices that hold keys of others beside those above them: event "escrow.named". names: ids, a
 * blank between; empty: none. *ret_changed: false when it was so already. Errors: ERR_MISSING
 * "office"; ERR_INVALID "holders": one twice, or more than FLOW_ESCROW_NAMED. */
enum { FLOW_ESCROW_NAMED = 8 };
struct err flow_escrow_name(struct flow *flow, struct arena *a, struct str names,
                            bool *ret_changed) MUST_CHECK;
/* Errors: ERR_DENIED "role"; ERR_MISSING "escrow": no such asking, or one that is not this
 * office's to act in; ERR_SEAL_FORM, ERR_SEAL_CUT: what came cannot be what it should;
 * ERR_SEAL_PAST "escrow": made for other keys than those in force; ERR_CONFLICT
 *     "escrow_few"      fewer than three offices can hold
 *     "escrow_kept"     the same three hold this key already
 *     "escrow_none"     that key is not in escrow
 *     "escrow_led"      the next key opens it, or there is no next key yet
 *     "escrow_asked"    it is being asked for already
 *     "escrow_second"   who asked cannot be the second who agrees
 *     "escrow_turn"     the asking is not so far, or is over, or this holder has done it (peeled:
 *                       as often as may be) or refused
 *     "escrow_often"    FLOW_ESCROW_EVENTS */
struct flow_escrow_act {
    struct flow_job job; /* first */
    struct flow_staff staff;
    struct intake_escrow typed;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};
/* Draws what the act needs; staff, typed and now are set. */
void flow_escrow_prepare(struct flow *flow, struct flow_escrow_act *act);
#endif
