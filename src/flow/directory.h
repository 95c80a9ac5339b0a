#ifndef FLOW_DIRECTORY_H
#define FLOW_DIRECTORY_H
/* The office directory: to which key each office has sealed what is for it (docs/adr/0033). Every
 * key is an event of the log whose body is public, so that none can be exchanged unseen. */
#include "flow/released.h"
#include "store/key.h"

/* What people compare by voice: the first 20 bytes of a text's SHA-256, in hex, by fours. */
struct str flow_fingerprint(struct arena *a, struct str text);

/* The keys in force of all offices, and the fingerprint of the lot. Errors: ERR_CORRUPT. */
struct flow_directory {
    struct store_directory offices;
    struct str mark; /* empty: no office has a key */
};
struct err flow_directory(struct db *db, struct arena *a, struct flow_directory *ret) MUST_CHECK;
/* The fingerprint alone, as the newest event has it: for the report form. */
struct err flow_directory_mark(struct db *db, struct arena *a, struct str *ret) MUST_CHECK;
/* The directory as an outsider checks it: {"directory": mark, "offices": [...]}, each the event
 * with its proof, as flow_released_json. Errors: ERR_CORRUPT. */
struct err flow_directory_json(struct db *db, struct arena *a, struct json *j) MUST_CHECK;
/* Of these keys; empty when there are none. */
struct str flow_directory_mark_of(struct arena *a, const struct store_directory *offices);
#endif
