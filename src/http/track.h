#ifndef HTTP_TRACK_H
#define HTTP_TRACK_H
#include "http/app.h"
#include "intake/credentials.h"

/* The report of a receipt code, or of the token of one. Errors: ERR_MISSING "receipt-code", which
 * the caller counts as a try (http_limit_failed); the store's. */
struct err http_track(struct http_call *call, const struct intake_track *asked,
                      struct flow_case *ret) MUST_CHECK;
#endif
