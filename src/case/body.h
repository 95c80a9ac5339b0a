#ifndef CASE_BODY_H
#define CASE_BODY_H
#include "case/event.h"

/* Bodies of events as JSON (their bytes are hashed in the ledger): one order of keys, empty
 * optional ones left out, so that encoding what was decoded gives the same bytes. Unknown keys are
 * passed over. A clock in a body is a start: running is not written and reads as true.
 * has_reporter, reporter and report.evidence are never written. Errors: ERR_CORRUPT (about: the
 * event's kind). Owns: what was read lives in a and borrows nothing from body. */
void case_received_encode(struct buf *out, const struct case_received *received);
/* What that says of the report itself: most of it, and known before anything is decided. */
void case_report_encode(struct buf *out, const struct intake_report *report);
struct err case_received_decode(struct arena *a, struct str body,
                                struct case_received *ret) MUST_CHECK;
void case_step_encode(struct buf *out, const struct case_step *step);
struct err case_step_decode(struct arena *a, struct str body, struct case_step *ret) MUST_CHECK;
void case_recount_encode(struct buf *out, const struct case_recount *recount);
struct err case_recount_decode(struct arena *a, struct str body,
                               struct case_recount *ret) MUST_CHECK;
void case_reroute_encode(struct buf *out, const struct case_reroute *reroute);
struct err case_reroute_decode(struct arena *a, struct str body,
                               struct case_reroute *ret) MUST_CHECK;
struct json;
/* Positions of the persons in a set, under a key; nothing for the empty set. */
void case_subjects_write(struct json *j, const char *key, uint64_t subjects);
#endif
