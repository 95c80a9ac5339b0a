#ifndef FLOW_OFFICE_KEY_H
#define FLOW_OFFICE_KEY_H
/* Keys to seal with (docs/adr/0033): each officer's own, and the duty key of an office, which one
 * officer makes and a second agrees to. Secret halves are made and opened in browsers alone; here
 * they are bytes whose shape is checked.
 *
 *   none --propose--> proposed --agree, by another holder--> in force --the next one--> opened by
 * it |    ^ propose: takes the other's place
 *                      +--withdraw--> none */
#include "flow/flow.h"
#include "intake/key.h"
#include "store/key.h"

enum {
    FLOW_HOLDERS_MIN = 2, /* nobody alone can lose an office's key */
    FLOW_HOLDERS_MAX = 32,
};

/* One thing that an officer does with keys. Errors of the job:
 *   ERR_DENIED "role"; ERR_SEAL_FORM, ERR_SEAL_CUT: sealed or chain cannot be what it should;
 *   ERR_SEAL_KEY: recipient; ERR_INVALID "pemegang": fewer or more holders than may be, not of the
 *   office, without a key, or who proposes is none of them; ERR_CONFLICT
 *     "own_key"      who acts has no key, or it is another than when the office's was made
 *     "office_key"   what was agreed to or chained is no longer what is proposed or in force
 *     "same_person"  who proposed cannot be the second who agrees */
struct flow_key_act {
    struct flow_job job;
    struct flow_staff staff;
    struct intake_key typed;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};
/* Draws what the act needs; staff, typed and now are set. */
void flow_key_prepare(struct flow *flow, struct flow_key_act *act);

/* A colleague who may hold the office's key. */
struct flow_holder {
    struct str name, role, recipient; /* recipient: today's */
    bool holds;                       /* the key in force, with that recipient */
    bool chosen;                      /* for the one that is proposed */
};
/* What one officer sees of keys. Owns: in a. */
struct flow_keys_seen {
    struct store_staff_key own; /* zero: none was made */
    bool may_hold; /* the role is one that holds the office's key; else the rest is zero */
    struct store_office_keys office;
    bool holds, chosen;             /* of oneself, as of a holder */
    bool due;                       /* somebody who holds the key left, or has another one now */
    const struct flow_holder *list; /* of the office, with keys; oneself too */
    size_t count;
};
struct err flow_keys_see(struct db *db, struct arena *a, const struct flow_staff *staff,
                         struct flow_keys_seen *ret) MUST_CHECK;

#endif
