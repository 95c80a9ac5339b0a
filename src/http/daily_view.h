#ifndef HTTP_DAILY_VIEW_H
#define HTTP_DAILY_VIEW_H
/* The barometer's daily link as the barometer's own page shows it. */
#include "http/page_common.h"

/* The address that the query hands on as "tautan", whole, when it is today's of that region; its
 * last day. Else ret_address is empty. */
void http_daily_link(struct http_call *call, struct str region, struct str *ret_address,
                     struct date *ret_until);
#endif
