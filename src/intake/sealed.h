#ifndef INTAKE_SEALED_H
#define INTAKE_SEALED_H
/* The reporter's identity as the store keeps it apart from the case: written by flow_identity_json,
 * read when the custodian opens it. */
#include "intake/intake.h"

/* Errors: ERR_CORRUPT "identity". Owns: strings live in a. */
struct err intake_sealed_read(struct arena *a, struct str json, struct intake_person *ret,
                              struct str *ret_email) MUST_CHECK;
#endif
