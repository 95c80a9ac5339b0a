#ifndef FLOW_WITNESS_H
#define FLOW_WITNESS_H
/* Witnesses of this log: a thread beside the server asks them to cosign the newest checkpoint and
 * keeps the newest one that enough of them saw. It reads the store through a connection of its own
 * and writes one file, DIR/witnessed/checkpoint: intake never waits for it, whatever they do.
 *
 *     at start                          every tick, when the size changed
 *     open: the kept note fits this     sign the newest durable size
 *       store, or ERR_CONFLICT          ask each witness (witness/ask.h)
 *     guard: each is asked; one that    enough saw it: file (durable), then /log/checkpoint
 *       knows more, or another root,    who fails is told through changed() and flow_witness_list
 *       forbids the start (I4)
 */
#include "flow/flow.h"
#include "witness/ask.h"

struct flow_witness_state {
    struct str name;
    enum witness_heard heard; /* of the last question */
    bool asked;
    int64_t size;         /* the newest size that it cosigned for us; 0: none */
    int64_t known;        /* the size that it says it saw: WITNESS_AHEAD */
    struct instant at;    /* when it says that it signed that */
    struct instant since; /* when its trouble began; undefined while WITNESS_COSIGNED */
};
struct flow_witness_config {
    const char *data_dir;
    const struct witness_peer *peers; /* copied; what they point to must live on */
    size_t count;                     /* 1 to LEDGER_WITNESSES_MAX, each with a key of its own */
    size_t quorum;                    /* how many must have seen it; 0: more than half */
    int64_t every_ms;
    /* A witness fell silent, or answers again; on the thread's own. May be NULL. */
    void (*changed)(void *arg, const struct flow_witness_state *state);
    void *arg;
};
#define FLOW_WITNESS_FOLDER "witnessed"
/* Makes DIR/witnessed, and takes into it the file that lay beside it before. Errors: ERR_READ_ONLY,
 * ERR_DISK_FULL, ERR_IO "data". */
struct err flow_witness_place(const char *data_dir) MUST_CHECK;
/* In a place made before. Errors: ERR_CONFLICT "witnessed" (the kept checkpoint is of more events
 * than the store has, or of others: an old copy was restored), ERR_INVALID "witness" (too many, or
 * two with one key), "quorum"; what the store answers. */
struct err flow_witness_open(struct flow *flow,
                             const struct flow_witness_config *config) MUST_CHECK;
/* Asks every witness once, in the caller's thread; flow_witness_list then tells what each said.
 * Before flow_start, which may append. Errors: what the store answers. */
struct err flow_witness_guard(struct flow *flow) MUST_CHECK;
struct err flow_witness_start(struct flow *flow) MUST_CHECK;
void flow_witness_end(struct flow *flow); /* flow_close does it; fine when never opened */

/* How they stand: their number, 0 where none are asked. From any thread. */
size_t flow_witness_list(struct flow *flow, struct flow_witness_state ret[LEDGER_WITNESSES_MAX]);
/* The newest checkpoint that enough witnesses cosigned, copied into a; false: none. */
bool flow_witnessed(struct flow *flow, struct arena *a, struct str *ret_note, int64_t *ret_size);
#endif
