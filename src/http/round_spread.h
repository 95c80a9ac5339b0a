#ifndef HTTP_ROUND_SPREAD_H
#define HTTP_ROUND_SPREAD_H
/* A round of pledges by grade and over time, as its page shows it. */
#include "flow/pledge_office.h"
#include "http/page_common.h"
#include "web/pages_spread.h"

/* names: whoever looks sees who signed anyway. Who does not gets no grade whose numbers would be
 * its members' answers, and no days of a few signatures (prevention/suppress.h). */
struct err http_round_spread(struct http_call *call, const struct store_round *round, bool names,
                             struct web_spread *ret) MUST_CHECK;
#endif
