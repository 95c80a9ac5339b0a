#ifndef FLOW_KEYS_H
#define FLOW_KEYS_H
/* The secrets of one installation: <data>/keys/<name>, 64 hex digits and a newline, mode 0600.
 * Losing them loses nothing that was recorded, but no further checkpoint can be signed and no
 * repeated request recognised: back them up apart from the store. */
#include "base/env.h"

struct flow_keys {
    struct hash ledger;  /* Ed25519 seed of the log's signer */
    struct hash receipt; /* from which receipt codes are derived */
};
/* Draws and writes both; refuses to overwrite. Errors: ERR_CONFLICT "keys", ERR_IO "keys". */
struct err flow_keys_make(const char *data_dir, const struct env *env) MUST_CHECK;
/* Errors: ERR_MISSING "keys", ERR_CORRUPT "keys"; ERR_DENIED "keys" when others than the owner may
 * read a file. */
struct err flow_keys_read(const char *data_dir, struct flow_keys *ret) MUST_CHECK;
#endif
