#ifndef PREVENTION_NIP_H
#define PREVENTION_NIP_H
/* The number of a civil servant (NIP): 18 digits: day of birth (8), year and month of the first
 * appointment (6), sex (1), running number (3). Law: Peraturan Kepala BKN 22/2007 (read in digests,
 * S). That of contract staff (NI PPPK) also begins with the day of birth; what its other digits say
 * was not read, so they are not looked at. Pure. */
#include "base/date.h"

enum { NIP_DIGITS = 18 };
struct nip {
    int64_t number; /* 0: none */
};
enum nip_fault {
    NIP_GOOD,
    NIP_NONE,    /* nothing stands there */
    NIP_ROUNDED, /* a spreadsheet made a number of it, and its last digits are lost: "1.98703E+17",
                    or 000 behind 15 digits */
    NIP_LETTERS, /* holds other than digits, blanks, full stops, hyphens, an apostrophe before */
    NIP_LENGTH,  /* not 18 digits */
    NIP_DATES    /* no such day of birth, or of a civil servant, no such month of appointment, one
                    before the age of 15, or no such sex */
};
/* civil_servant: with the digits of a PNS or CPNS; else of a PPPK. ret is written for NIP_GOOD. */
enum nip_fault nip_read(struct str text, bool civil_servant, struct nip *ret) MUST_CHECK;
struct date nip_birth(struct nip nip); /* of one that was read */
#endif
