#ifndef HTTP_RISK_VIEW_H
#define HTTP_RISK_VIEW_H
/* The map of risk as a request asks for it: pakai=ID, wilayah=CODE, and weights that somebody tries
 * or publishes, d-DIMENSION=60 and b-INDICATOR=33.5. Page, desk (A4) and open data read the same
 * request. */
#include "flow/duties.h"
#include "flow/weigh.h"
#include "http/page_common.h"

struct http_weights { /* in place of those in use; with what is wrong with them */
    int64_t dimensions[RISK_DIMENSIONS], indicators[RISK_INDICATORS]; /* hundredths */
    enum web_weight_fault dimension_faults[RISK_DIMENSIONS], indicator_faults[RISK_INDICATORS];
    int64_t sums[RISK_DIMENSIONS], sum; /* of a dimension's indicators; of dimensions */
    bool asked, bad;                    /* came along; one is no weight, or they do not add up */
};
struct http_risk {
    struct flow_risk x; /* of the weights in use while those that came are bad */
    struct http_weights *weights;
    bool desk;
};
/* of: the moment that everybody sees. NULL: the desk, as of now; addresses are those of A4, and
 * weights are read from a form that was sent. Errors: ERR_MISSING "index"; what reading gives.
 * Owns: lives in the call's arena. */
struct err http_risk_look(struct http_call *call, struct flow_counting *of,
                          struct http_risk *ret) MUST_CHECK;
/* The request's query with another region (empty: none) and with or without its weights:
 * "?pakai=netral&wilayah=16.06". */
struct str http_risk_query(struct http_call *call, const struct http_risk *r, struct str region,
                           bool weights);
/* The page's view. Errors: ERR_MISSING "region": it is not among those that are compared. */
struct err http_risk_fill(struct http_call *call, const struct http_risk *r,
                          struct web_risk *ret) MUST_CHECK;

/* The page's (or the desk's) address with that query. */
struct str http_risk_address(struct http_call *call, const struct http_risk *r, struct str region,
                             bool weights);
/* The regions' table: of the store's territory; of the nation's those of the province that is asked
 * for (provinsi=16, or wilayah=16.05), else its highest, and its provinces. With what others
 * published of the same regions. Errors: ERR_MISSING "region". */
struct err http_risk_rows(struct http_call *call, const struct http_risk *r,
                          struct web_risk *v) MUST_CHECK;
/* One region's score taken apart; region: its place among the scores of an index. */
void http_risk_parts(struct http_call *call, const struct http_risk *r, size_t region,
                     struct web_risk *v);
/* Hands a publication to the writer; id, seen, definition, reason and again are set. Its finish:
 * page_weigh_done, or one that ends in it. */
struct err http_weigh(struct http_call *call, struct flow_weigh *x) MUST_CHECK;
/* Others published between this person's look and the writer: nothing was published. */
bool http_weigh_was_late(const struct flow_weigh *x);
/* Why the newest publication is not in use, as pages say it. */
enum web_risk_unfit http_risk_unfit(enum flow_unfit unfit);
/* What pages say of an election's stages. Pure. */
struct web_stages http_stages(const struct risk_moment *moment);
/* What a stage asks a region for that is not recorded, at most RISK_ACTS_MAX; and in one line, "; "
 * between, empty: nothing. */
struct law_words_list http_open_duties(struct http_call *call,
                                       const struct flow_duties_where *where, struct str region,
                                       const struct law_stage *stage);
struct str http_open_acts(struct http_call *call, const struct flow_duties_where *where,
                          struct str region, const struct law_stage *stage);
#endif
