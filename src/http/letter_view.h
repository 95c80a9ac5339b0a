#ifndef HTTP_LETTER_VIEW_H
#define HTTP_LETTER_VIEW_H
/* Letters of prevention as pages show them. */
#include "flow/letter.h"
#include "http/meeting_view.h"

/* A letter that the own office sent or, if got says so, got. */
struct err http_letter_row(struct http_call *call, const struct store_letter *x, bool got,
                           struct web_letter_row *ret) MUST_CHECK;
/* Got and not acknowledged, the oldest first. Owns: in the call's arena. */
struct err http_open_letters(struct http_call *call, const struct web_letter_row **ret,
                             size_t *ret_count) MUST_CHECK;
/* Its label; its id where the rules know it no more. */
struct str http_letter_kind(struct http_call *call, struct str kind);
/* "letter.means_pos" in the page's language. */
struct str http_letter_means(struct http_call *call, struct str means);
/* As it is printed, to those names. */
struct err http_letter_sheet(struct http_call *call, const struct store_letter *x,
                             struct web_letter_sheet *ret) MUST_CHECK;
struct str http_region_name(struct str code);
struct str http_duty_label(struct http_call *call, struct str id);
/* The letter of the route's {id}, if the own office sent or got it. Errors: ERR_MISSING "letter".
 */
struct err http_letter_find(struct http_call *call, struct flow_letter_read *ret) MUST_CHECK;
struct str http_letter_path(struct http_call *call, int64_t id);
#endif
