#ifndef INTAKE_ESCROW_H
#define INTAKE_ESCROW_H
/* What the page of escrow sends (docs/adr/0069): onions, peeled layers and chains that its script
 * made, and who asks, agrees, refuses. */
#include "intake/intake.h"

enum intake_escrow_verb {
    INTAKE_ESCROW_MAKE,
    INTAKE_ESCROW_ASK,
    INTAKE_ESCROW_AGREE,
    INTAKE_ESCROW_PEEL,
    INTAKE_ESCROW_OPEN,
    INTAKE_ESCROW_REFUSE,
    INTAKE_ESCROW_WITHDRAW
};
struct intake_escrow {
    enum intake_escrow_verb verb;
    int64_t n;             /* MAKE, ASK: number of the office's key */
    int64_t ask;           /* of all after ASK: its event */
    int64_t onion;         /* PEEL, OPEN: 0 to 2 */
    struct str recipients; /* MAKE: of the three holders, nearest first, a blank between */
    struct str sealed;     /* bytes. MAKE: three onions; PEEL: a layer less; OPEN: the chain */
    struct str reason;     /* ASK, REFUSE */
};
/* aksi = titip (nomor, penerima, segel), minta (nomor, alasan), setuju, batal (permintaan), kupas,
 * buka (permintaan, bawang, segel), tolak (permintaan, alasan). segel in base64. What else stands
 * in the form is passed over. Errors: ERR_INVALID about the field. Owns: in a. */
struct err intake_escrow_form(struct arena *a, const struct intake_pairs *form,
                              struct intake_escrow *ret) MUST_CHECK;
#endif
