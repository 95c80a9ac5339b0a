#ifndef HTTP_ATTEND_VIEW_H
#define HTTP_ATTEND_VIEW_H
/* Attendance of a coordination meeting as pages show it. */
#include "flow/attendance.h"
#include "http/form_fields.h"
#include "http/meeting_view.h"

/* How many of each office came to a meeting, and of them from a list; sums in ret. */
struct err http_attendings(struct http_call *call, int64_t meeting,
                           struct web_attendings *ret) MUST_CHECK;
struct err http_attendance_row(struct http_call *call, const struct store_attendance *x,
                               struct web_attendance_row *ret) MUST_CHECK;
/* The offices that a meeting invited, to choose from; the one that the form sent is chosen. */
struct err http_invited_choices(struct http_call *call, struct str invited,
                                const struct web_office_choice **ret, size_t *ret_count) MUST_CHECK;
extern const struct http_fields HTTP_ATTEND_FORM; /* of a struct web_attend_typed */
/* Adds what the writer refused as a fault of its field; false: it was none. */
bool http_attend_fault(struct err e, struct intake_faults *faults);
#endif
