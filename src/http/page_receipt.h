#ifndef HTTP_PAGE_RECEIPT_H
#define HTTP_PAGE_RECEIPT_H
#include "http/page_common.h"

/* P5: shows what was accepted; its code is shown here and never again. */
struct err http_receipt_page(struct http_call *call, const struct flow_report *report) MUST_CHECK;
#endif
