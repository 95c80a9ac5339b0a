#ifndef INTAKE_CREDENTIALS_H
#define INTAKE_CREDENTIALS_H
/* Small commands that carry a secret: signing in, and asking for a report by its receipt code. */
#include "intake/intake.h"

/* A user, role or office by name: 1 to INTAKE_USER_NAME of a-z 0-9 . _ - */
bool intake_is_name(struct str text);

struct intake_sign_in {
    struct str user;     /* passes intake_is_name */
    struct str password; /* as typed, not trimmed: 1 to INTAKE_CREDENTIAL bytes of UTF-8 */
    struct str code;     /* of the second factor: at most INTAKE_SECOND_CODE bytes; may be empty */
};
/* {"user":"...","password":"...","code":"..."}, code left out where there is none, or a form of the
 * same names. A user's name is read in any case. Errors: ERR_TOO_LARGE, ERR_MALFORMED, ERR_INVALID
 * (see faults). Owns: strings live in a. */
struct err intake_sign_in_json(struct arena *a, struct str body, struct intake_sign_in *ret,
                               struct intake_faults *faults) MUST_CHECK;
struct err intake_sign_in_form(struct arena *a, const struct intake_pairs *form,
                               struct intake_sign_in *ret, struct intake_faults *faults) MUST_CHECK;
/* One of them, each at most INTAKE_RECEIPT_CODE bytes; the other is empty. Of a page that has to be
 * sent again the code counts: it was typed later. */
struct intake_track {
    struct str code;  /* as typed, for seal_code_parse */
    struct str token; /* hex digits of what seal_code_token makes */
};
/* {"code":"..."}, {"token":"..."} or a form of the same names. A wrong code is not a fault here: it
 * is answered as an unknown one. */
struct err intake_track_json(struct arena *a, struct str body, struct intake_track *ret,
                             struct intake_faults *faults) MUST_CHECK;
struct err intake_track_form(struct arena *a, const struct intake_pairs *form,
                             struct intake_track *ret, struct intake_faults *faults) MUST_CHECK;
/* {"bundle":{...}}: a receipt as text again, whatever it holds; a string of it is taken too. */
struct err intake_bundle_json(struct arena *a, struct str body, struct str *ret,
                              struct intake_faults *faults) MUST_CHECK;
/* {"reason":"..."} or a form: why an identity is opened. */
struct err intake_reason_json(struct arena *a, struct str body, struct str *ret,
                              struct intake_faults *faults) MUST_CHECK;
struct err intake_reason_form(struct arena *a, const struct intake_pairs *form, struct str *ret,
                              struct intake_faults *faults) MUST_CHECK;
#endif
