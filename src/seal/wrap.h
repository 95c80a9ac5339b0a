#ifndef SEAL_WRAP_H
#define SEAL_WRAP_H
/* Who can open what of a case. A case has two keys, made for it alone where it is sealed:
 *
 *   key    seals                      its identity is held, wrapped, by
 *   K_ev   evidence                   the duty keys of the office in charge and above
 *   K_id   who reported               the same; served to a custodian alone
 *
 * The recipients of both (age1...) are public in the case. A *wrap* is an age file that holds one
 * identity, as an identity file of one line: `age -d` gives what `age -i` takes. Handing a case
 * over re-wraps 275 bytes; evidence and its hashes never change. Nobody but a holder of a wrap's
 * key can read it: not the server, not the store.
 *
 * The *escrow* is for keys that must outlive their holders (the duty key of an office): three
 * holders, any two of which open it. For each pair one onion, sealed to one holder and then to the
 * other, so that no key is ever assembled and no share has to be added up. Order the holders from
 * the nearest to the furthest (province, nation, independent custodian): of two
 * holders the further peels, and the nearer alone sees the key. */
#include "seal/age.h"
#include "seal/seal.h"

struct seal_case_keys {
    struct seal_identity k_ev, k_id;
};
/* Both keys of a case, of 32 fresh random bytes: HKDF-SHA256, no salt, info "netral-k-ev/v1" and
 * "netral-k-id/v1". For sealing on arrival; with JavaScript the browser draws its own. */
struct seal_case_keys seal_case_keys_derive(const struct hash *seed);
/* The reporter's key, of the receipt code: HKDF-SHA256(key = the code's 16 bytes, no salt, info =
 * "netral-reporter-age/v1"), 32 bytes. docs/sealing.md has a vector. Whoever has the code has it.
 */
struct seal_identity seal_reporter_identity(const struct seal_code *code);

enum { SEAL_WRAP_LEN = 275, SEAL_ONION_LEN = 475, SEAL_HOLDERS = 3 };
/* A wrap, and whose identity it must hold: a wrap that somebody exchanged is refused. */
struct seal_wrapped {
    struct str wrap;
    struct seal_recipient of;
};
/* *ret: SEAL_WRAP_LEN bytes for one recipient, 98 more for each other. Errors: as seal_writer_new.
 */
struct err seal_wrap(struct arena *a, const struct seal_identity *key, const struct seal_to *to,
                     struct str *ret) MUST_CHECK;
/* Errors: as seal_open; ERR_SEAL_ALTERED "wrap": it opens, and holds something else than w->of's
 * identity. Wipe *ret. */
struct err seal_unwrap(const struct seal_wrapped *w, const struct seal_keys *keys,
                       struct seal_identity *ret) MUST_CHECK;
/* Hand-over: the same key for other recipients; the key is wiped. Errors: of both. */
struct err seal_rewrap(struct arena *a, const struct seal_wrapped *w, const struct seal_keys *keys,
                       const struct seal_to *to, struct str *ret) MUST_CHECK;

/* Onion 0 is for holders 0 and 1, onion 1 for 0 and 2, onion 2 for 1 and 2. Plain data. */
struct seal_escrow {
    struct seal_recipient of;
    char onion[SEAL_HOLDERS][SEAL_ONION_LEN];
};
/* Errors: ERR_INVALID "holders", when two of them are the same, who could then open it alone;
 * ERR_SEAL_KEY "order". */
struct err seal_escrow_make(const struct seal_identity *key,
                            const struct seal_recipient holders[SEAL_HOLDERS],
                            const struct hash *seed, struct seal_escrow *ret) MUST_CHECK;
/* The further holder of a pair takes the outer layer off; *ret is a wrap for the nearer, who opens
 * it with seal_unwrap. Errors: as seal_open; ERR_SEAL_ALTERED "wrap". */
struct err seal_escrow_peel(const char onion[SEAL_ONION_LEN], const struct seal_keys *further,
                            char ret[SEAL_WRAP_LEN]) MUST_CHECK;
/* Both steps in one place, with the keys of two holders or of all. Errors: ERR_SEAL_OTHERS
 * "escrow", when fewer than two of the keys are holders'; what a damaged onion gives. Wipe *ret. */
struct err seal_escrow_open(const struct seal_escrow *escrow, const struct seal_keys *keys,
                            struct seal_identity *ret) MUST_CHECK;
#endif
