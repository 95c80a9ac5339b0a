#ifndef FLOW_SEALED_H
#define FLOW_SEALED_H
/* Who reported, sealed (docs/adr/0038): to which keys, whether what a browser sealed can be that,
 * sealing on arrival where it did not, and what a custodian's browser opens it with. */
#include "flow/flow.h"
#include "intake/sealed.h"
#include "store/key.h"

/* The Bawaslu offices that may handle a region's reports, the nearest first, and the keys of those
 * that have one; recipient empty, n 0: none, or the office stands there already. */
enum { FLOW_SEAL_LEVELS = STORE_KEY_LEVELS };
struct flow_seal_level {
    struct store_office office;
    struct str recipient; /* "age1...", in force */
    int64_t n;
};
struct flow_seal_levels {
    struct flow_seal_level list[FLOW_SEAL_LEVELS];
};
/* Errors: ERR_INVALID "region": this store has no office for it. */
struct err flow_seal_levels(struct db *db, struct arena *a, struct str region,
                            struct flow_seal_levels *ret) MUST_CHECK;

/* Which of them is in charge of a report: the region's own, or the one above the highest that a
 * reported person belongs to (I8). */
size_t flow_seal_level(const struct intake_report *report, const struct flow_seal_levels *levels);

/* What arrived, and for whom: list begins with the office in charge. */
struct flow_sealing {
    const struct flow_seal_level *list;
    size_t count;
    const struct intake_sealed *typed; /* or nothing is in it, and then: */
    struct str plain;                  /* the identity's JSON; empty: a tip */
    const struct hash *seed;           /* fresh, of this report alone; wiped by who drew it */
    bool drawn; /* its reporter drew the receipt code: a wrap may be for them, too, last */
};
/* As it is kept: identity is the event's part; by, mark: case_received's sealed, sealed_mark. */
struct flow_kept_identity {
    struct str identity, by, mark;
};
enum { FLOW_SEAL_PAD = 2048, FLOW_SEAL_MAX = 8192 }; /* bytes of an identity: multiples, at most */
/* Errors: ERR_SEAL_PAST "reporter_sealed": for other keys than those in force; ERR_SEAL_FORM,
 * ERR_SEAL_CUT, ERR_SEAL_KEY: it cannot be what it is said to be ("base64", "padding" beside those
 * of seal/shape.h). Owns: in a. */
struct err flow_seal_identity(struct arena *a, const struct flow_sealing *sealing,
                              struct flow_kept_identity *ret) MUST_CHECK;

/* The key of evidence that a browser sealed (docs/adr/0042), for whom its files are not looked at:
 * they are stored as they came. Errors: of flow_seal_identity, "evidence_key" in place of
 * "reporter_sealed". */
struct err flow_seal_evidence_key(struct arena *a, const struct flow_sealing *sealing,
                                  const struct intake_sealed *typed) MUST_CHECK;

/* The key of evidence that was sealed here, while it arrived (docs/adr/0050): K_ev of
 * sealing->seed, wrapped for the keys in force now. Errors: ERR_SEAL_PAST "evidence_key": the
 * office in charge has none, and had one. Owns: in a. */
struct err flow_seal_arrived_key(struct arena *a, const struct flow_sealing *sealing,
                                 struct intake_sealed *ret) MUST_CHECK;

/* What somebody's browser needs to open what is sealed to their office: all of it is locked. */
struct flow_unsealing {
    struct str locked;                   /* one's own identity, under the passphrase; or empty */
    const struct store_office_key *keys; /* of the office, in force now or before, newest first */
    size_t count;
};
struct err flow_unsealing(struct db *db, struct arena *a, const struct flow_staff *staff,
                          struct flow_unsealing *ret) MUST_CHECK;
#endif
