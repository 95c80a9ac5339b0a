#ifndef FLOW_SAID_H
#define FLOW_SAID_H
/* What an office says in an event that is a stream of its own, by name: activities, meetings. Its
 * body names the actor too, under the ledger's hash (flow_audit.c). */
#include "flow/flow_internal.h"
#include "flow/saying.h"

#include "base/json.h"
#include "base/json_read.h"

struct flow_told { /* an event that was read */
    int64_t index;
    struct str kind;
    const struct json_value *body;
    struct instant at;
};
typedef struct err flow_job_run(struct flow_txn *txn, struct flow_job *job);
/* The row that follows from an event: the same function rebuilds. */
typedef struct err flow_make_row(struct db *db, struct arena *a, const struct flow_told *told);
struct flow_said {
    const struct flow_staff *staff;
    struct str kind;
    struct instant now;
    const struct hash *salt;
    const struct id128 *stream;
    const struct ledger_part *parts;
    size_t part_count;
    flow_make_row *project;
};
/* Appends the event with that body and makes its row. Errors: ERR_TOO_LARGE "body". */
struct err flow_say(struct flow_txn *txn, const struct flow_said *said,
                    const struct buf *text) MUST_CHECK;
/* A job of saying.h: the function that runs it and what is drawn for its event; a new body; that it
 * says it, after which the body is done with. Errors: those of flow_say. */
void flow_saying_draw(struct flow *flow, struct flow_saying *of, flow_job_run *run);
struct buf flow_saying_body(void);
struct err flow_saying_say(struct flow_txn *txn, const struct flow_saying *of, struct str kind,
                           flow_make_row *project, struct buf *body) MUST_CHECK;
/* A body's first and last member, and a day in it. */
void flow_body_begin(struct json *j, struct buf *out);
void flow_body_day(struct json *j, const char *name, struct date day);
void flow_body_end(struct json *j, struct str actor);
/* Of a body: its number of that name, -1 where there is none; its text, empty where there is none,
 * in a. */
int64_t flow_told_number(const struct json_value *body, const char *name);
struct str flow_told_text(struct arena *a, const struct json_value *body, const char *name);
#endif
