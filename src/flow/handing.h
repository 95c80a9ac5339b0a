#ifndef FLOW_HANDING_H
#define FLOW_HANDING_H
/* The key of a case's evidence goes on with the case (docs/adr/0055): an officer's browser opens it
 * and wraps it for another office of the case; here the wrap is checked by its shape and kept, as
 * an event. The evidence stays as it is, and who reported has another key that never goes along. */
#include "flow/flow.h"
#include "flow/sealed.h"
#include "intake/handing.h"

/* An office that the key may be wrapped for: it has or had a part in the case, and its officers may
 * read the evidence (permissions.def). */
struct flow_receiver {
    struct store_office office;
    struct str key; /* in force, "age1..."; empty, n 0: it has none yet */
    int64_t n;
    bool opens; /* the key is wrapped for it already, by whichever key its newest leads to */
};
struct flow_receivers {
    const struct flow_receiver *list; /* without the office that asks */
    size_t count;                     /* 0 where no evidence is sealed */
};
/* Owns: in a. */
struct err flow_receivers(struct db *db, struct arena *a, const struct case_state *cs,
                          struct str asks, struct flow_receivers *ret) MUST_CHECK;

/* What an office opens the evidence with: the wrap of the report and those that were handed to it,
 * "base64 base64", the newest first; at most FLOW_WRAPS_MAX, of which an office has made
 * FLOW_HANDED_OFTEN for a key at most. Owns: in a. */
enum { FLOW_WRAPS_MAX = 32, FLOW_HANDED_OFTEN = 4 };
struct str flow_evidence_wraps(struct arena *a, const struct case_state *cs, struct str office);
/* Whether one of these keys of the office, newest first, opens such a wrap. */
bool flow_evidence_opens(const struct case_state *cs, struct str office,
                         const struct flow_unsealing *keys);

/* "case.handed". Errors: those of flow_authorize; ERR_GONE, ERR_MISSING "case"; ERR_CONFLICT
 *     "evidence_readable"  nothing of it is sealed
 *     "evidence_key"       it is the key of another case
 *     "receiver"           the office has no part in the case, any more or at all
 *     "receiver_key"       the office has no key in force
 *     "handed"             this very wrap is kept already
 *     "handed_often"       this office wrapped it for that key FLOW_HANDED_OFTEN times already
 * ERR_SEAL_PAST "receiver": for another key than the one in force of that office; ERR_SEAL_FORM
 * ("base64", or of seal/shape.h), ERR_SEAL_CUT: it cannot be a wrap. */
struct flow_handing {
    struct flow_job job; /* first */
    struct flow_staff staff;
    struct case_id id;
    struct intake_handing typed;
    struct hash salt;
    struct instant now;
    struct case_state state; /* result: after it */
};
void flow_handing_prepare(struct flow *flow, struct flow_handing *handing);
#endif
