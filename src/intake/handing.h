#ifndef INTAKE_HANDING_H
#define INTAKE_HANDING_H
/* The key of a case's evidence as an officer's browser wrapped it for another office
 * (docs/adr/0055). */
#include "intake/intake.h"

struct intake_handing {
    struct str office;    /* to whom: its id */
    struct str recipient; /* the case's key, "age1...", that is in the wrap */
    struct str key;       /* of that office, "age1...": what the wrap is sealed to */
    struct str wrap;      /* base64, not read here */
};
/* office, recipient, key, wrap, all of them, by JSON or by a form. Errors: ERR_INVALID with faults,
 * ERR_TOO_LARGE, ERR_MALFORMED. Owns: text lives in a. */
struct err intake_handing_json(struct arena *a, struct str body, struct intake_handing *ret,
                               struct intake_faults *faults) MUST_CHECK;
struct err intake_handing_form(struct arena *a, const struct intake_pairs *form,
                               struct intake_handing *ret, struct intake_faults *faults) MUST_CHECK;
#endif
