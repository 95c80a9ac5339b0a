#ifndef INTAKE_KEY_H
#define INTAKE_KEY_H
/* What the key page's script sends: keys that the browser made, sealed where they are secret. */
#include "intake/intake.h"

enum intake_key_verb { INTAKE_KEY_MAKE, INTAKE_KEY_PROPOSE, INTAKE_KEY_AGREE, INTAKE_KEY_WITHDRAW };
struct intake_key {
    enum intake_key_verb verb;
    struct str recipient; /* "age1...": an officer's, or the office's */
    struct str sealed;    /* bytes: its identity, under a passphrase or wrapped for the holders */
    struct str chain;     /* bytes: the identity of the key before; may be empty */
    const struct str *holders; /* names of officers, each passes intake_is_name, none twice */
    size_t holder_count;       /* of FLOW_HOLDERS_MIN..MAX: flow looks */
};
/* aksi = buat (penerima, segel), usul (penerima, segel, rantai, pemegang once for each), setuju
 * (penerima), batal. segel and rantai in base64. What else stands in the form is passed over, as
 * its csrf token. Errors: ERR_INVALID about the field. Owns: bytes live in a. */
struct err intake_key_form(struct arena *a, const struct intake_pairs *form,
                           struct intake_key *ret) MUST_CHECK;
#endif
