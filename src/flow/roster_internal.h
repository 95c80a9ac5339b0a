#ifndef FLOW_ROSTER_INTERNAL_H
#define FLOW_ROSTER_INTERNAL_H
/* How far a roster file has come, kept within the transaction that takes it there. */
#include "flow/roster.h"

/* The batch was taken: *ret is its load behind it. Errors: ERR_CONFLICT "import": the office's load
 * is not where the batch begins. */
struct err flow_roster_step(struct flow_txn *txn, const struct flow_roster_batch *batch,
                            struct instant now, struct store_load *ret) MUST_CHECK;
/* Keeps *load, of which taken rows were kept before. Errors: as above. */
struct err flow_roster_keep(struct flow_txn *txn, int64_t taken, struct instant now,
                            struct store_load *load) MUST_CHECK;
#endif
