#ifndef SEAL_SHAPE_H
#define SEAL_SHAPE_H
/* What a sealed file shows to whoever has no key to it: enough for a server to refuse what cannot
 * be what it is said to be, before it keeps it for somebody who alone can tell. */
#include "seal/age.h"

struct seal_shape {
    bool passphrase; /* one stanza, scrypt: for whoever knows the words */
    size_t stanzas;  /* of any type */
    size_t shares;   /* of them, X25519: for how many recipients */
    int64_t plain;   /* bytes that it holds */
};
/* Reads the header and counts the rest; authenticates nothing. Errors: ERR_SEAL_FORM as of a header
 * (seal/age.h) and "last-chunk"; ERR_SEAL_CUT "header", "payload". */
struct err seal_shape_read(struct str file, struct seal_shape *ret) MUST_CHECK;

enum { SEAL_IDENTITY_FILE = SEAL_IDENTITY_TEXT + 1 }; /* an identity and its line feed */
/* Whether it may be an identity under a passphrase, as browsers store it. Errors: of the above;
 * ERR_SEAL_FORM "scrypt", "payload". */
struct err seal_shape_locked(struct str file) MUST_CHECK;
/* Whether it may be a wrap for so many recipients. Errors: of the above; ERR_SEAL_FORM
 * "recipients", "payload". */
struct err seal_shape_wrap(struct str file, size_t recipients) MUST_CHECK;
#endif
