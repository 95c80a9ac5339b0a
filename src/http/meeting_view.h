#ifndef HTTP_MEETING_VIEW_H
#define HTTP_MEETING_VIEW_H
/* Coordination meetings as pages show them. */
#include "flow/letter.h"
#include "flow/meeting.h"
#include "http/activity_view.h"

struct err http_meeting_row(struct http_call *call, const struct store_meeting *x,
                            struct web_meeting_row *ret) MUST_CHECK;
/* Each with the title of its meeting. Owns: in the call's arena. */
struct err http_commitments(struct http_call *call, const struct store_commitments *list,
                            const struct web_commitment **ret) MUST_CHECK;
/* What the own office promised and has not done, by day. */
struct err http_own_commitments(struct http_call *call, const struct web_commitment **ret,
                                size_t *ret_count) MUST_CHECK;
/* Offices of the store; chosen are those that the form's field names, or ids (a blank between). */
struct err http_office_choices(struct http_call *call, const char *field, struct str ids,
                               const struct web_office_choice **ret, size_t *ret_count) MUST_CHECK;
/* Offices of the store by kind, to be chosen one by one (by the form's field one, or by ids, a
 * blank between) or all of a kind (by its field "all"). */
struct http_groups {
    const char *one;
    struct str ids;
    const struct store_office *sender; /* those that its letters reach alone; NULL: all */
};
struct err http_office_groups(struct http_call *call, const struct http_groups *of,
                              const struct web_office_group **ret, size_t *ret_count) MUST_CHECK;
bool http_office_chosen(const struct web_office_choice *list, size_t count);
/* Names of offices by their ids, a blank between. */
struct err http_office_names(struct http_call *call, struct str ids, const struct str **ret,
                             size_t *ret_count) MUST_CHECK;
/* The meeting of the route's {id}. Errors: ERR_MISSING "meeting". */
struct err http_meeting_find(struct http_call *call, struct store_meeting *ret) MUST_CHECK;
struct str http_meeting_path(struct http_call *call, int64_t id);
/* SHA-256 of what the form sent, but for the session's token. */
struct hash http_form_hash(const struct http_call *call);
#endif
