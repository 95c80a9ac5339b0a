#ifndef INTAKE_UPLOAD_H
#define INTAKE_UPLOAD_H
/* Uploads in parts (docs/adr/0056): how one is announced, and the hashes that come with its parts.
 */
#include "intake/intake.h"

/* {"bytes": n}, 1 to INTAKE_UPLOAD_BYTES. Errors: those of intake_json_load, ERR_INVALID (see
 * faults). */
struct err intake_upload_json(struct arena *a, struct str body, int64_t *ret,
                              struct intake_faults *faults) MUST_CHECK;
/* A Content-Digest or Repr-Digest (RFC 9530) that names SHA-256 alone: "sha-256=:BASE64:". False
 * (ret untouched) otherwise. */
bool intake_digest(struct str header, struct hash *ret) MUST_CHECK;
/* Which part: decimal without leading zeros, at most four digits. False (ret untouched) otherwise.
 */
bool intake_part_index(struct str text, int64_t *ret) MUST_CHECK;
#endif
