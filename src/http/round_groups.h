#ifndef HTTP_ROUND_GROUPS_H
#define HTTP_ROUND_GROUPS_H
/* A round of pledges by unit and down the chain, as its page shows it. Who sees no names gets no
 * group whose numbers would be its members' answers (prevention/suppress.h): v->runs says which. */
#include "flow/pledge_office.h"
#include "http/page_common.h"

struct web_unit_row http_unit_row(const struct store_unit_count *n);
/* Whose answers the page tells by the name of their post: the Sekda's. Groups are judged without
 * them (prevention/suppress.h). */
struct err http_round_told(struct http_call *call, const struct store_round *round,
                           struct store_tolds *ret) MUST_CHECK;
/* Of the query: units behind sesudah, or by what they signed (urut=terendah). */
struct err http_round_units(struct http_call *call, const struct store_round *round,
                            struct web_round *v) MUST_CHECK;
/* Those by what they signed, as who sees no names gets them, whoever looks; v->row is there
 * already. */
struct err http_round_behind(struct http_call *call, const struct store_round *round,
                             struct web_round *v) MUST_CHECK;
/* Authority, secretary, heads, staff; v->row is there already. The secretary's is told to everybody
 * who sees the page: his pledge is the barometer's, which tells it them by name of the post. */
struct err http_round_levels(struct http_call *call, const struct store_round *round,
                             struct web_round *v) MUST_CHECK;
#endif
