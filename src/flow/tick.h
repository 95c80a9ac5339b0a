#ifndef FLOW_TICK_H
#define FLOW_TICK_H
/* The tick of the public log (docs/adr/0059): its readers see it grow at set times alone, by
 * rounded numbers, so that nobody reads from it that somebody reported just now, or how many did.
 *
 *     every N s    a batch of cover leaves (ledger_cover) | commit | signature
 *                  setting "log-shown" := that signed note, "figures-shown" := figures as of now
 *                  (flow/counted.h), in one transaction
 *     meanwhile    /log/checkpoint, tiles, proofs and what witnesses are asked end at that size;
 *                  whoever reports has a receipt of their own at once, of a size that nobody else
 *                  is shown
 *
 * A cover leaf is an event like any other, log.cover, a stream of its own without content: outside
 * nobody can tell it, inside nobody can pass off what was removed as one. The note stands in the
 * store, so that several servers of one store, and `netral export`, show the same. */
#include "flow/flow.h"

#include <pthread.h>

struct flow_note {
    char text[1024]; /* a longer one is not kept */
    size_t len;
    int64_t size; /* of the log */
};
enum { FLOW_NOTES_OWN = 64 };
/* Notes at hand, under the mutex. */
struct flow_shown_note {
    pthread_mutex_t mutex;
    struct flow_note shown;               /* that the public sees, as it was verified last */
    int64_t verified;                     /* how often one was */
    struct flow_note own[FLOW_NOTES_OWN]; /* shown beyond a tick: flow_tick_own */
    size_t own_next;
};

/* What the tick shows; note empty: the log is shown as it grows. Errors: what the store answers. */
struct flow_tick_shown {
    struct str note;
    int64_t size;
};
struct err flow_tick_shown(struct flow *flow, const struct flow_asker *by,
                           struct flow_tick_shown *ret) MUST_CHECK;
/* The same with the size of the log, in one statement. */
struct err flow_tick_look(struct flow *flow, const struct flow_asker *by,
                          struct flow_tick_shown *ret, int64_t *ret_size) MUST_CHECK;
/* The same, or the newest signed size where the log is shown as it grows. */
struct err flow_tick_newest(struct flow *flow, const struct flow_asker *by,
                            struct flow_tick_shown *ret) MUST_CHECK;
/* To who has an entry beyond the tick (a pledge's signer): the least size that covers it of those
 * that were shown so, else the newest, which is kept then. Whoever reloads sees no more of the log
 * between two ticks. Errors: of flow_sign_newest. */
struct err flow_tick_own(struct flow *flow, const struct flow_asker *by, int64_t least,
                         struct flow_tick_shown *ret) MUST_CHECK;
/* At a start, after what the server itself appends: every_s seconds from 1, and a first tick now if
 * the log grew; 0: the log is shown as it grows from here on. told: a tick failed, or the next one
 * after it did not (ERR_NONE); on the thread's own; may be NULL. A first tick that fails is told
 * alone where something is shown already. Errors: ERR_IO "thread"; those of a write. */
struct err flow_tick_start(struct flow *flow, int64_t every_s,
                           void (*told)(struct err e)) MUST_CHECK;
void flow_tick_init(struct flow *flow); /* once, when flow is made */
void flow_tick_end(struct flow *flow);  /* flow_close does it; fine when it never started */
#endif
