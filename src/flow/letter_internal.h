#ifndef FLOW_LETTER_INTERNAL_H
#define FLOW_LETTER_INTERNAL_H
/* Events of letters, and their rows: one projection, for who writes and for who rebuilds. */
#include "flow/letter.h"
#include "flow/said.h"

/* Errors: ERR_CORRUPT "event". Its kind begins with "letter.". */
struct err flow_letter_project(struct db *db, struct arena *a,
                               const struct flow_told *ev) MUST_CHECK;
/* Bodies; actor as in the event. to: ids, a blank between. */
void flow_issue_body(struct buf *out, const struct store_letter *x, struct str to,
                     struct str actor);
void flow_recall_body(struct buf *out, const struct store_letter *x, struct str actor);
void flow_receipt_body(struct buf *out, const struct store_addressee *x, struct str actor);
void flow_delivery_body(struct buf *out, const struct store_addressee *x, struct str actor);
#endif
