#ifndef FLOW_SAID_H
#define FLOW_SAID_H
/* What an office says in an event that is a stream of its own, by name: activities, meetings. Its
 * body names the actor too, under the ledger's hash (flow_audit.c). */
#include "flow/flow_internal.h"

#include "base/json_read.h"

struct flow_told { /* an event that was read */
    int64_t index;
    struct str kind;
    const struct json_value *body;
};
struct flow_said {
    const struct flow_staff *staff;
    struct str kind;
    struct instant now;
    const struct hash *salt;
    const struct id128 *stream;
    const struct ledger_part *parts;
    size_t part_count;
    /* The row that follows from it: the same function rebuilds. */
    struct err (*project)(struct db *db, struct arena *a, const struct flow_told *told);
};
/* Appends the event with that body and makes its row. Errors: ERR_TOO_LARGE "body". */
struct err flow_say(struct flow_txn *txn, const struct flow_said *said,
                    const struct buf *text) MUST_CHECK;
/* Of a body: its number of that name, -1 where there is none; its text, empty where there is none,
 * in a. */
int64_t flow_told_number(const struct json_value *body, const char *name);
struct str flow_told_text(struct arena *a, const struct json_value *body, const char *name);
#endif
