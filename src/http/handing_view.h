#ifndef HTTP_HANDING_VIEW_H
#define HTTP_HANDING_VIEW_H
/* The key of a case's evidence, handed from office to office, as the case's page and the API show
 * it (flow/handing.h). */
#include "http/page_common.h"

#include "flow/handing.h"

/* For whom whoever looks may wrap it, and who of them opens it already. */
struct err http_receivers(struct http_call *call, const struct flow_case *file,
                          struct web_case *ret) MUST_CHECK;
/* Of the timeline: who handed it to which office, by which key. */
struct web_event http_handed_event(struct http_call *call, const struct case_taken *taken);
/* "evidence_handed", the newest first, and "evidence_receivers", where evidence is sealed. */
void http_write_handed(struct http_call *call, struct json *j, const struct case_state *cs,
                       const struct flow_receivers *receivers);
#endif
