#ifndef HTTP_BAROMETER_ONE_H
#define HTTP_BAROMETER_ONE_H
/* What the barometer of one regency or city tells beside its figures: its sheet has no other
 * regions to list. */
#include "flow/barometer.h"
#include "http/page_common.h"
#include "web/pages_barometer.h"

/* Units of the agency with the largest roster that are behind, the least share first, told as its
 * round's page tells them to who sees no names: the sheet is handed on. And the duties of
 * prevention that are late there. Errors: of the store. Owns: in the call's arena. */
struct err http_barometer_one(struct http_call *call, const struct flow_barometer *b,
                              struct web_barometer *v) MUST_CHECK;
#endif
