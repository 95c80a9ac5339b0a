#ifndef FLOW_LOG_H
#define FLOW_LOG_H
/* The public log as its readers ask for it, from committed rows alone. */
#include "flow/flow.h"

/* The newest checkpoint that enough witnesses cosigned, with their lines; where nobody is asked, or
 * nobody answered yet, the log's own of the newest durable size (docs/adr/0020), or of the last
 * tick (flow/tick.h). */
struct err flow_log_checkpoint(struct flow *flow, struct db *db, struct arena *a,
                               struct str *ret) MUST_CHECK;
/* Bytes of a tile (hashes) or of an entries tile. Errors: ERR_MISSING "tile" when the log is not
 * shown that large (flow/tick.h) or the path is not canonical. */
struct err flow_log_tile(struct flow *flow, const struct flow_asker *by, struct str path,
                         struct str *ret, bool *ret_whole) MUST_CHECK;
/* tlog-proof text of an index, in the checkpoint that the public sees if that covers it, else in
 * the newest size that is shown. Errors: ERR_MISSING "index". */
struct err flow_log_proof(struct flow *flow, struct db *db, struct arena *a, int64_t index,
                          struct str *ret) MUST_CHECK;
/* The same for whoever holds the entry's receipt, be it shown already or not. */
struct err flow_log_own_proof(struct flow *flow, struct db *db, struct arena *a, int64_t index,
                              struct str *ret) MUST_CHECK;
/* That the checkpoint which the public sees goes on from an older size: "old N\n", hashes, "\n",
 * the checkpoint; the body that C2SP tlog-witness asks for. Errors: ERR_MISSING "size" (larger, or
 * negative). */
struct err flow_log_consistency(struct flow *flow, struct db *db, struct arena *a, int64_t old,
                                struct str *ret) MUST_CHECK;
#endif
