#ifndef INTAKE_QUESTION_H
#define INTAKE_QUESTION_H
/* A question about the rules that no row answers yet: a text, and nothing about who asks. */
#include "intake/intake.h"

/* The field "isi": 1 to INTAKE_QUESTION characters. Errors: ERR_INVALID (see faults). Owns: the
 * text lives in a. */
struct err intake_question_form(struct arena *a, const struct intake_pairs *form, struct str *ret,
                                struct intake_faults *faults) MUST_CHECK;
#endif
