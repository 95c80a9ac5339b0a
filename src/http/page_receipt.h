#ifndef HTTP_PAGE_RECEIPT_H
#define HTTP_PAGE_RECEIPT_H
#include "http/arrival.h"
#include "http/page_common.h"

/* P5: shows what was accepted; its code is shown here and never again. files: of the form, in the
 * order of the report's evidence. */
struct http_kept_list {
    const struct http_kept *list;
    size_t count;
};
struct err http_receipt_page(struct http_call *call, const struct flow_report *report,
                             struct http_kept_list files) MUST_CHECK;
#endif
