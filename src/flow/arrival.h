#ifndef FLOW_ARRIVAL_H
#define FLOW_ARRIVAL_H
/* Evidence that comes readable, with a form without JavaScript (docs/adr/0050). No byte of it is
 * written readable where the office in charge has a key:
 *
 *   arrives  --veiled--> put aside, without a name     whose office it is for is not known yet
 *   the form has ended  --counted, cleaned, packed--> sealed to K_ev of the report, stored
 *   the report is accepted: K_ev wrapped for the offices (flow/sealed.h)
 *
 * An office without a key: stored as it came, which the form said. */
#include "flow/report.h"

struct flow_arrival; /* one file on its way; one thread at a time */
/* name, as its sender calls it, is borrowed. limit: most bytes that it may have. Errors: of
 * blob_aside_new. Owns: *ret, to be given to flow_arrival_free or _keep. */
struct flow_arrival_of {
    struct str name;
    int64_t limit;
};
struct err flow_arrival_new(struct flow *flow, const struct flow_arrival_of *of,
                            struct flow_arrival **ret) MUST_CHECK;
/* Errors: ERR_TOO_LARGE "blob", and of blob_aside_add; after any of them only _free is left. */
struct err flow_arrival_add(struct flow_arrival *in, struct str piece) MUST_CHECK;
void flow_arrival_free(struct flow_arrival *in);           /* abandons and wipes; NULL is fine */
int64_t flow_arrival_bytes(const struct flow_arrival *in); /* so far */
/* What came, for the receipt, and to tell a repeat from another report. */
struct flow_arrived {
    struct str name;
    struct hash sha256;
    int64_t bytes;
};
struct flow_arrived flow_arrival_came(const struct flow_arrival *in);

/* Before the files of a report are kept: whether the office that would be in charge has a key. Then
 * report->arrived, and its key is drawn (seal_seed; flow_report_forget wipes it). Errors: of
 * flow_seal_levels. */
struct err flow_arrival_begin(struct flow *flow, struct db *db, struct arena *a,
                              struct flow_report *report) MUST_CHECK;
/* Stores a file of that report, in the caller's thread, which it blocks; ret as for
 * flow_evidence_keep. JPEG and PNG lose what they say beside the picture (confined/confined.h), if
 * they are made as their formats say; anything else is packed as it came. in is used up whatever
 * the answer. Errors: ERR_BUSY "confined" (a picture cannot be cleaned now); ERR_IO "blob" (what
 * was put aside came back changed), of flow_evidence_keep. */
struct err flow_arrival_keep(struct flow *flow, const struct flow_report *report,
                             struct flow_arrival *in, struct flow_evidence *ret) MUST_CHECK;
#endif
