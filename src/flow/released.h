#ifndef FLOW_RELEASED_H
#define FLOW_RELEASED_H
/* Which files a server's pages are made of is an event of the log, "web.published": so that a page
 * that was changed for one person differs from what everybody can look up (docs/adr/0030). */
#include "flow/flow.h"

/* A published text, with all that proves it: sha256 of body stands in manifest,
 * HMAC-SHA256(salt, manifest) in the leaf at index. Here body names every file with hash and
 * length.
 */
struct flow_released {
    int64_t index;
    struct instant at;
    struct str body, manifest;
    struct hash salt;
};
/* Says that these files are served from now on, unless the newest list is the same, byte for byte.
 * Blocking, after flow_start; by a server before it serves. Errors: what storing gives. */
struct err flow_release(struct flow *flow, struct str body) MUST_CHECK;
/* The newest list. Errors: ERR_MISSING "web", ERR_CORRUPT. Owns: in a. */
struct err flow_released(struct db *db, struct arena *a, struct flow_released *ret) MUST_CHECK;
struct json;
/* {"index","at","body","manifest","salt"}: what an outsider needs to check it. */
void flow_released_json(struct json *j, struct arena *a, const struct flow_released *released);
#endif
