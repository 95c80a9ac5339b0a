#ifndef CASE_ERASED_H
#define CASE_ERASED_H
/* Body of case.erased, the last event of a stream whose bodies are gone (invariant I2): who, on
 * what ground, and the running numbers that the case had, for those are never given twice. */
#include "base/buf.h"

enum { CASE_NUMBERS_MAX = 2 }; /* received, and registered */
struct case_number {
    struct str office;
    bool registered; /* of registrations, else of reports received */
    int year;
    int64_t n;
};
struct case_erased {
    struct str actor;    /* who agreed, as in the event */
    struct str asked_by; /* somebody else */
    int64_t asked;       /* index of the event erasure.asked */
    struct str ground;   /* "uu-27-2022/43" */
    struct case_number numbers[CASE_NUMBERS_MAX];
    size_t number_count;
};
void case_erased_encode(struct buf *out, const struct case_erased *erased);
/* Owns what it read. Errors: ERR_CORRUPT "case.erased". */
struct err case_erased_decode(struct arena *a, struct str body, struct case_erased *ret) MUST_CHECK;
#endif
