#ifndef FLOW_FACTOR_H
#define FLOW_FACTOR_H
/* The second factor of an account (docs/adr/0046): codes of an app (flow/totp.h), and spare codes
 * on paper for the day without it. Its secret is derived from the server's own and a salt; the
 * store has the salt alone. An account of a live store that has none opens nothing but itself. */
#include "flow/staff.h"

enum { FLOW_SPARE_CODES = 8, FLOW_SPARE_BYTES = 10 };

/* What the page of an account shows. */
struct flow_factor {
    bool on;
    int64_t spare;      /* codes that are left */
    struct str secret;  /* not on: base32 of what this session would set, in groups of four */
    struct str address; /* the same for a QR code: otpauth://totp/... */
};
struct err flow_factor_see(struct flow *flow, struct db *db, struct arena *a,
                           const struct flow_staff *staff, struct flow_factor *ret) MUST_CHECK;

struct flow_factor_set {
    const struct flow_staff *staff;
    struct str session; /* as the client holds it: it stays, all others of that person end */
    struct str code;    /* as typed: one of the secret that flow_factor_see showed */
    struct instant now;
};
/* The event staff.factor_set. ret: the spare codes, in groups of four; shown now and never again.
 * Ask for the password first (flow_sign_in, again). Errors: ERR_INVALID "code"; ERR_CONFLICT
 * "factor": there is one; ERR_DENIED "password": that is due first. */
struct err flow_factor_set(struct flow *flow, struct arena *a, const struct flow_factor_set *set,
                           struct str ret[FLOW_SPARE_CODES]) MUST_CHECK;

struct flow_txn;
/* One more failure: locked from FLOW_TRIES on, each further one twice as long. */
struct store_login_try flow_try_failed(const struct store_login_try *before, struct instant now);
/* Inside a sign-in's transaction, behind a right password: whether the account has a second factor,
 * and whether tried->code is one of it; a code is good once. Wrong ones are counted for the name,
 * from wherever they come: only who has the password gets here. While that lock holds a spare code
 * alone is good, so that its owner gets in. */
struct err flow_factor_match(struct flow_txn *txn, const struct flow_sign_in *tried, bool *ret_on,
                             bool *ret_good) MUST_CHECK;
#endif
