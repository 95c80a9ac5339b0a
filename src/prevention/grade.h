#ifndef PREVENTION_GRADE_H
#define PREVENTION_GRADE_H
/* Grades of ASN as personnel offices print them: golongan/ruang of civil servants, I/a to IV/e
 * (PP 3/1980), golongan of contract staff, I to XVII (Perpres 98/2020). Pure. */
#include "base/base.h"

/* Numbers are stored with each person of a register: they never change. */
enum {
    GRADE_NONE = 0,
    GRADE_PNS = 1,       /* I/a; four for each golongan to III, five for IV */
    GRADE_PNS_LAST = 17, /* IV/e */
    GRADE_PPPK = 21,     /* I */
    GRADE_PPPK_LAST = 37 /* XVII */
};
/* "III/b", "IIIb", "3/b", "Penata Muda Tk. I (III/b)"; of contract staff "IX", "9", "Golongan IX".
 * Empty and "-" are NONE. False: it names no grade of that staff, or two. */
bool grade_read(struct str text, bool contract, int64_t *ret) MUST_CHECK;
/* "III/b", "IX"; empty: no grade has this number. Borrows from const tables. */
struct str grade_text(int64_t grade);
bool grade_is_contract(int64_t grade);
#endif
