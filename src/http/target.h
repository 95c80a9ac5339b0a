#ifndef HTTP_TARGET_H
#define HTTP_TARGET_H
/* What is refused before anything is looked up: crooked targets, crooked headers. Pure. */
#include "base/base.h"
#include "intake/intake.h"

/* Cuts a request target into its decoded path and its raw query. The path begins with '/', is
 * UTF-8 without control bytes, has no "." or ".." segment, no empty segment but the last, no
 * backslash and no encoded '/'. RFC 9112 section 3.2: origin-form and absolute-form.
 * Errors: ERR_MALFORMED (about: "path", "query"). Owns: path in a, query in target. */
struct err target_parse(struct arena *a, struct str target, struct str *ret_path,
                        struct str *ret_query) MUST_CHECK;

/* Where the bytes of a request's head lie, as libmicrohttpd cut them in place. */
struct head {
    const char *method, *target, *version;
    size_t target_len; /* before it was cut at '?' */
    const struct intake_pair *headers;
    size_t count;
    const char *end; /* behind the empty line that ends the head; NULL: not known */
};
/* Nothing but one CRLF may stand between the pieces of a head: refuses NUL bytes, bare CR, bare LF
 * and folded lines, which the library would otherwise cut or join in its own way.
 * Errors: ERR_MALFORMED (about: "request-line", "header"). */
struct err head_check_bytes(const struct head *head) MUST_CHECK;
/* Names are tokens, values have no control bytes; Host exactly once in HTTP/1.1, at most once each:
 * Content-Length, Transfer-Encoding, Content-Type, Expect, Authorization; not both of the first
 * two; Transfer-Encoding is "chunked", Content-Length digits (RFC 9112 section 6).
 * Errors: ERR_MALFORMED (about: the header's name in lower case). */
struct err head_check_headers(const struct head *head) MUST_CHECK;

bool http_name_equal(struct str a, struct str b); /* ASCII, case does not count */
/* Whether a comma-separated header value (Accept-Encoding) takes the token: it or "*" stands there
 * without q=0. */
bool http_accepts(struct str list, struct str token);
/* Whether Accept-Language puts Indonesian before English (RFC 9110 section 12.5.4). */
bool http_prefers_indonesian(struct str accept_language);
#endif
