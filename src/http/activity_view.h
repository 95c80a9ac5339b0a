#ifndef HTTP_ACTIVITY_VIEW_H
#define HTTP_ACTIVITY_VIEW_H
/* Prevention activities as pages show them. */
#include "flow/duties.h"
#include "http/page_common.h"

/* Name of an office in the page's language; empty where there is none of that id. */
struct err http_office_name(struct http_call *call, struct str id, struct str *ret) MUST_CHECK;
/* Its title in the page's language, else what kind it is. */
struct str http_activity_title(const struct http_call *call, const struct store_activity *x);
struct str http_activity_kind(const struct http_call *call, struct str kind);
struct str http_activity_partner(const struct http_call *call, struct str partner);
struct err http_activity_row(struct http_call *call, const struct store_activity *x,
                             struct web_activity_row *ret) MUST_CHECK;
/* A row for each of the list. Owns: in the call's arena. */
struct err http_activity_rows(struct http_call *call, const struct store_activities *list,
                              const struct web_activity_row **ret) MUST_CHECK;
/* Choices: kinds in their order; elections, the newest first; the office's region and what lies in
 * it, of a national office all. Return how many. */
size_t http_activity_kinds(struct http_call *call, const struct web_option **ret);
size_t http_activity_regions(struct http_call *call, struct str within,
                             const struct web_option **ret);
/* The activity of the route's {id}. Errors: ERR_MISSING "activity". */
struct err http_activity_find(struct http_call *call, struct store_activity *ret) MUST_CHECK;
/* "/k/pencegahan/kegiatan/17" in the page's language. */
struct str http_activity_path(struct http_call *call, int64_t id);
#endif
