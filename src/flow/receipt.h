#ifndef FLOW_RECEIPT_H
#define FLOW_RECEIPT_H
/* The receipt bundle that a reporter keeps, {"netral":"receipt/v1","case","number","vkey","index",
 * "manifest","salt","proof"}, checked as an outsider would; and whether this log still holds it. */
#include "base/json.h"
#include "flow/flow.h"

enum { FLOW_BUNDLE_MAX = 1 << 20 };
struct flow_bundle {
    struct str case_id, number; /* as the file says: no part of the commitment */
    struct str vkey;            /* the key that the receipt was checked against */
    bool own_key;               /* nobody gave one: the receipt's own was used */
    bool bare; /* a slip without its content: the manifest is not there, nothing of it is proved */
    int64_t index, size;
    struct str checkpoint; /* the note that the proof leads to, with all its signature lines */
    struct ledger_manifest manifest;
    struct hash commit;
};
/* What a bundle is made of. */
struct flow_bundle_parts {
    struct str case_id, number, vkey;
    int64_t index;
    struct str manifest; /* its bytes */
    struct hash salt;
    struct str proof;
};
struct flow_report;
/* Of a report that was just accepted: one form in the API's answer, on the page, as a file. */
struct flow_bundle_parts flow_bundle_of(struct arena *a, struct str vkey,
                                        const struct flow_report *report);
void flow_bundle_write(struct json *j, struct arena *a, const struct flow_bundle_parts *parts);
struct str flow_bundle_text(struct arena *a, const struct flow_bundle_parts *parts); /* in a */

/* The bundle, alone or as "receipt" inside the API's whole answer, or the text of its QR code
 * (ledger/slip.h: then without case and number), against the given verifier key,
 * or, when vkey is empty, against its own: manifest and salt give the commitment, it the leaf, leaf
 * and path the root, and the key signed that root. Offline and pure.
 * Errors: ERR_MALFORMED "receipt-shape", "slip-shape", "manifest-shape", "salt-shape",
 * "proof-shape", "vkey"; ERR_CORRUPT "other-vkey", "index", "origin", "signature", "proof". Owns:
 * texts live in a. */
struct err flow_bundle_check(struct arena *a, struct str file, struct str vkey,
                             struct flow_bundle *ret) MUST_CHECK;

/* The text of the QR code of a bundle that holds, proof in place of its own unless that is empty.
 * Errors: as flow_bundle_check; ERR_MALFORMED of a path that no code holds. Owns: in a. */
struct err flow_bundle_slip(struct arena *a, struct str file, struct str proof,
                            struct str *ret) MUST_CHECK;

/* The same against this installation's own key and log. */
struct flow_receipt_checked {
    struct err why;            /* of flow_bundle_check; ERR_NONE: the bundle is whole */
    bool current;              /* and today's log holds that commitment at its index */
    bool genuine;              /* both */
    struct flow_bundle bundle; /* when whole */
};
/* Errors: what the store answers. */
struct err flow_receipt_here(struct flow *flow, struct db *db, struct arena *a, struct str file,
                             struct flow_receipt_checked *ret) MUST_CHECK;
#endif
