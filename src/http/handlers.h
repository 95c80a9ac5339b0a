#ifndef HTTP_HANDLERS_H
#define HTTP_HANDLERS_H
/* The functions that rows of http/routes.def name, declared from those rows. Each replies or fails
 * as http/reply.h says; what an endpoint takes and gives stands in docs/openapi.yaml. */
#include "http/http.h"

extern const struct http_sink HTTP_UPLOAD_SINK; /* evidence into the blob store: upload.c */
extern const struct http_sink HTTP_PART_SINK;   /* a part of a large one: api_upload.c */
extern const struct http_sink HTTP_FORM_SINK;   /* evidence, sealed on arrival: arrival.c */
extern const struct http_sink HTTP_PHOTO_SINK;  /* pictures and documents of officers: upload.c */
extern const struct http_sink HTTP_TEXT_SINK;   /* one small text, kept: page_holidays.c */
extern const struct http_sink HTTP_ROSTER_SINK; /* a roster, in memory: page_pledges.c */

/* A handler may stand in several rows: declaring it again is harmless. NULL is no declaration. */
#define ROUTE(method_, path_, path_en_, permission_, body_, handler_, finish_, sink_)              \
    struct err handler_(struct http_call *call);
#include "http/routes.def"
#undef ROUTE

struct err page_form_done(struct http_call *call);
struct err page_sign_in_done(struct http_call *call);
struct err page_sign_out_done(struct http_call *call);
struct err page_password_done(struct http_call *call);
struct err page_factor_done(struct http_call *call);
struct err page_sessions_done(struct http_call *call);
struct err api_evidence_done(struct http_call *call);
struct err api_uploads_begun(struct http_call *call);
struct err api_part_taken(struct http_call *call);
struct err api_reports_done(struct http_call *call);
struct err api_session_done(struct http_call *call);
struct err api_session_ended(struct http_call *call);
struct err api_action_done(struct http_call *call);
struct err api_identity_done(struct http_call *call);
struct err api_handing_done(struct http_call *call);
struct err api_case_shown(struct http_call *call);
struct err api_takeover_shown(struct http_call *call);
struct err api_evidence_sent(struct http_call *call);
struct err page_case_shown(struct http_call *call);
struct err page_case_done(struct http_call *call);
struct err page_ask_done(struct http_call *call);
struct err page_pledge_done(struct http_call *call);
struct err page_daily_made(struct http_call *call);
struct err page_keys_done(struct http_call *call);
struct err page_escrow_done(struct http_call *call);
struct err page_pledges_done(struct http_call *call);
struct err page_round_done(struct http_call *call);
struct err page_board_done(struct http_call *call);
struct err page_scan(struct http_call *call);
struct err page_scan_sent(struct http_call *call);
struct err page_remind_get(struct http_call *call);
struct err page_remind_post(struct http_call *call);
struct err page_remind_done(struct http_call *call);
struct err page_certificates_done(struct http_call *call);
struct err page_rules_done(struct http_call *call);
struct err page_weigh_done(struct http_call *call);
struct err page_compose_done(struct http_call *call);
struct err page_compose_get(struct http_call *call);
struct err page_compose_post(struct http_call *call);
struct err page_holidays_done(struct http_call *call);
struct err page_activity_recorded(struct http_call *call);
struct err page_activity_withdrawn(struct http_call *call);
struct err page_attend_done(struct http_call *call);
struct err page_attendance_done(struct http_call *call);
struct err page_meeting_called(struct http_call *call);
struct err page_meeting_done(struct http_call *call);
struct err page_commitment_done(struct http_call *call);
struct err page_letter_issued(struct http_call *call);
struct err page_letter_done(struct http_call *call);
struct err page_rules_shown(struct http_call *call);
#endif
