#ifndef HTTP_ARRIVAL_H
#define HTTP_ARRIVAL_H
/* Files that a form without JavaScript brings to a report: HTTP_FORM_SINK, and what its handler
 * does with them. */
#include "flow/arrival.h"
#include "http/app.h"

struct http_arrivals;
struct http_arrivals *http_arrivals(struct http_call *call); /* NULL: no file came */
size_t http_arrival_count(const struct http_arrivals *arrivals);
/* As http_upload_faults, of this sink. */
enum err_code http_arrival_faults(struct http_call *call, struct intake_faults *faults);
void http_arrivals_drop(struct http_arrivals *arrivals); /* NULL is fine */
/* What came, and as what it is stored. */
struct http_kept {
    struct flow_arrived came;
    struct case_evidence piece;
};
/* Seals, stores, makes durable and known all of a report's, for which flow_arrival_begin was
 * called; fills ret. Blocking: on the worker only. Uses the arrivals up. */
struct err http_arrivals_keep(struct http_call *call, struct http_arrivals *arrivals,
                              const struct flow_report *report, struct http_kept *ret) MUST_CHECK;
#endif
