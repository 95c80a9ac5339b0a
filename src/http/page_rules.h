#ifndef HTTP_PAGE_RULES_H
#define HTTP_PAGE_RULES_H
/* What the two halves of /k/aturan share: call->state, from the handler over the worker to finish.
 */
#include "flow/rules.h"
#include "http/app.h"
#include "web/pages_rules.h"

struct http_rules {
    const struct flow_published *versions; /* newest first */
    size_t version_count;
    bool compare;                           /* the two below */
    const struct flow_published *from, *to; /* NULL: the law that is loaded */
    struct web_difference difference;
    struct web_acceptance acceptance;
};
/* Which versions are compared: those of the query (dari, ke: the index of an event, or kini), else
 * the newest published one and what is loaded, when they differ. Errors: ERR_MISSING "filter". */
struct err http_rules_choose(struct http_call *call, struct http_rules *shown) MUST_CHECK;
/* On the worker: reads their files and fills shown->difference. */
void http_rules_compare(struct http_call *call);
/* On the worker: fills shown->acceptance. */
void http_rules_accepted(struct http_call *call);
#endif
