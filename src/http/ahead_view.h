#ifndef HTTP_AHEAD_VIEW_H
#define HTTP_AHEAD_VIEW_H
/* What lies ahead, as the work list and the barometer show it. */
#include "flow/ahead.h"
#include "http/meeting_view.h"

/* Owns: in the call's arena. */
struct err http_ahead(struct http_call *call, const struct flow_ahead *ahead,
                      struct web_ahead *ret) MUST_CHECK;
/* Of the own office. */
struct err http_own_ahead(struct http_call *call, struct web_ahead *ret) MUST_CHECK;
#endif
