#ifndef HTTP_LIMIT_H
#define HTTP_LIMIT_H
/* What may not be done without end from one neighbourhood of addresses: a row each in limit.c. An
 * office, a briefing's Wi-Fi and a mobile gateway are one neighbourhood with many people, so each
 * row begins with what a crowd needs; and whoever finds the tries used up may pay with work instead
 * of waiting (work.h): the answer to 429's header Netral-Work, sent back in the same header or as
 * the field "kerja" of a form. docs/operating.md, docs/adr/0031. */
#include "http/http.h"

enum http_limit {
    HTTP_LIMIT_REPORT,   /* reports that are well formed */
    HTTP_LIMIT_UPLOAD,   /* files of evidence */
    HTTP_LIMIT_CODE,     /* receipt codes that are wrong */
    HTTP_LIMIT_SIGN_IN,  /* sign-ins that fail */
    HTTP_LIMIT_QUESTION, /* of the public, about the rules */
    HTTP_LIMIT_LINK,     /* daily links of the barometer that are opened */
    HTTP_LIMIT_ATTEND,   /* names entered by a meeting's QR code */
    HTTP_LIMIT_COUNT
};
struct http_limits;
struct http_limits *http_limits_new(const struct env *env);
void http_limits_free(struct http_limits *limits);

/* Takes a try, or the work that came instead. Errors: ERR_THROTTLED with what was tried as about;
 * call->retry_after and call->task are set. */
struct err http_limit_take(struct http_call *call, enum http_limit which) MUST_CHECK;
/* Takes none while one is left. Where only what fails is a try: ask before, take after. */
struct err http_limit_ask(struct http_call *call, enum http_limit which) MUST_CHECK;
void http_limit_failed(struct http_call *call, enum http_limit which);
/* What was taken turned out to be no failure. */
void http_limit_give(struct http_call *call, enum http_limit which);
/* The caller's neighbourhood as 16 hex digits that tell nothing without the key. */
struct str http_limit_place(struct http_call *call);
#endif
