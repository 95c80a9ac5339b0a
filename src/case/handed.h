#ifndef CASE_HANDED_H
#define CASE_HANDED_H
/* Body of case.handed: the key of a case's evidence (K_ev), wrapped for one more office
 * (docs/adr/0055). The identity in it is sealed to that office's key: nobody else reads it here. */
#include "case/event.h"

struct case_handed {
    struct str office;    /* to whom: its id */
    struct str recipient; /* K_ev, "age1...": as case.received has it */
    struct str key;       /* of that office, "age1...", in force when it was handed */
    int64_t n;            /* the number of that key */
    struct str wrap;      /* base64: the identity of K_ev, sealed to key */
    struct str actor;     /* who handed it, as in the event */
    /* What the fold adds: */
    struct str from; /* their office */
    struct instant at;
    const struct case_handed *before; /* the one before it, or NULL */
};
/* As the bodies of body.h. Errors of reading: ERR_CORRUPT "case.handed". */
void case_handed_encode(struct buf *out, const struct case_handed *handed);
struct err case_handed_decode(struct arena *a, struct str body, struct case_handed *ret) MUST_CHECK;
#endif
