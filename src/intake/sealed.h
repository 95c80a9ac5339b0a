#ifndef INTAKE_SEALED_H
#define INTAKE_SEALED_H
/* The reporter's identity as the store keeps it apart from the case: readable, as
 * flow_identity_json writes it, or sealed (flow/sealed.h); read when the custodian opens it. */
#include "intake/intake.h"

struct intake_kept {
    struct intake_person person; /* and email: nothing of it where it is sealed */
    struct str email;
    struct str by; /* "browser", "arrival"; empty: readable */
    struct intake_sealed sealed;
};
/* Errors: ERR_CORRUPT "identity". Owns: strings live in a. */
struct err intake_kept_read(struct arena *a, struct str json, struct intake_kept *ret) MUST_CHECK;
#endif
