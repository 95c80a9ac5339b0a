#ifndef HTTP_RISK_VIEW_H
#define HTTP_RISK_VIEW_H
/* The map of risk as a request asks for it: GET pakai=ID, wilayah=CODE, and weights that somebody
 * tries, d-DIMENSION=60 and b-INDICATOR=33.5. Page and open data read the same request. */
#include "flow/risk.h"
#include "http/page_common.h"

struct http_risk {
    struct flow_risk x;
    bool asked;                /* weights came along */
    enum web_risk_fault fault; /* of them; x is of the weights in use then */
    size_t fault_dimension;
    int64_t fault_sum;
};
/* Errors: ERR_MISSING "index"; what reading gives. Owns: lives in the call's arena. */
struct err http_risk_look(struct http_call *call, struct http_risk *ret) MUST_CHECK;
/* The request's query with another region (empty: none) and with or without its weights:
 * "?pakai=netral&wilayah=16.06". */
struct str http_risk_query(struct http_call *call, const struct http_risk *r, struct str region,
                           bool weights);
/* The page's view. Errors: ERR_MISSING "region": it is not among those that are compared. */
struct err http_risk_fill(struct http_call *call, const struct http_risk *r,
                          struct web_risk *ret) MUST_CHECK;
#endif
