#ifndef FLOW_KEYS_H
#define FLOW_KEYS_H
/* The server's own secret: <data>/keys/receipt.secret, 64 hex digits and a newline, mode 0600.
 * Losing it loses nothing that was recorded, but no repeated request is recognised: back it up
 * apart from the store. The log's signing key is not here: it is the signer's alone
 * (signer/signer.h). */
#include "base/env.h"

struct flow_keys {
    struct hash receipt; /* from which receipt codes are derived */
};
/* Draws and writes it; refuses to overwrite. Errors: ERR_CONFLICT "keys", ERR_IO "keys". */
struct err flow_keys_make(const char *data_dir, const struct env *env) MUST_CHECK;
/* Errors: ERR_MISSING "keys", ERR_CORRUPT "keys"; ERR_DENIED "keys" when others than the owner may
 * read a file. */
struct err flow_keys_read(const char *data_dir, struct flow_keys *ret) MUST_CHECK;
/* Gives a store of before a signer of its own; nothing where it has one. db: as in flow_config.
 * Errors: of signer_adopt, and what the store answers. */
struct err flow_signer_adopt(const char *data_dir, struct str db, bool *ret_done) MUST_CHECK;
#endif
