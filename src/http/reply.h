#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H
/* What a handler says. Exactly one http_reply* for each exchange, in handler or finish; a handler
 * that returns an err instead leaves the answer to respond.c (problem+json or error page).
 * Strings given here must live as long as the call (arena, or constant). */
#include "http/http.h"

#define HTTP_TYPE_JSON "application/json"
#define HTTP_TYPE_CSV "text/csv; charset=utf-8; header=present"
#define HTTP_TYPE_YAML "application/yaml; charset=utf-8"
#define HTTP_TYPE_SEALED "application/age" /* evidence that a browser sealed */
#define HTTP_TYPE_HTML "text/html; charset=utf-8"
#define HTTP_TYPE_TEXT "text/plain; charset=utf-8"

/* Answers with what stands in call->out; gzip of 1 KiB and more where the client takes it.
 * type: a constant, or of the call's arena. Returns OK, so that a handler can end with it. */
struct err http_reply(struct http_call *call, int status, const char *type);
/* The same with bytes that lie elsewhere and are not copied. */
struct err http_reply_bytes(struct http_call *call, int status, const char *type, struct str bytes);
/* A file, streamed; takes over fd, whatever happens. */
struct err http_reply_file(struct http_call *call, const char *type, int fd, int64_t bytes);
struct err http_reply_redirect(struct http_call *call, struct str location); /* 303 */
struct err http_reply_empty(struct http_call *call, int status);             /* 204 */
/* ERR_INVALID with the list of faults: `return http_fail(call, e, &faults);` returns e. */
struct err http_fail(struct http_call *call, struct err e, const struct intake_faults *faults);
/* At most 16; value without control bytes (others are dropped: they never reach the wire). */
void http_set_header(struct http_call *call, const char *name, struct str value);
/* Cache-Control instead of "no-store". */
void http_set_cache(struct http_call *call, const char *value);

/* A page that is the same for everybody, kept ready (headers, plain and gzip) by each loop.
 *     if (http_cached(call, generation)) return OK;       answered from the cache
 *     ... write call->out ...
 *     return http_reply_keep(call, HTTP_TYPE_HTML, generation);
 * generation: any number that changes when the page would (e.g. the ledger's size); only the newest
 * of each route and language is kept. A call with a query, or with cookies set, is never kept. */
bool http_cached(struct http_call *call, uint64_t generation);
struct err http_reply_keep(struct http_call *call, const char *type, uint64_t generation);

/* HttpOnly; SameSite=Strict; Path=/; behind TLS also Secure and the prefix __Host-.
 * max_age in seconds; 0: until the browser closes. */
void http_cookie_set(struct http_call *call, const char *name, struct str value, int64_t max_age);
void http_cookie_clear(struct http_call *call, const char *name);
/* HMAC-SHA256(session secret, "csrf") in hex: the form field "csrf". */
struct str http_csrf_token(struct arena *a, const struct hash *secret);
/* Errors: ERR_CSRF unless the form's field equals the token (compared in constant time). */
struct err http_csrf_check(const struct http_call *call, const struct hash *secret) MUST_CHECK;

/* A failure, ready to be shown: what an error page prints. */
struct http_problem {
    struct err err;
    int status;
    struct str name; /* public name: "not-found" */
    struct str title, detail, id;
    const struct intake_faults *faults; /* NULL or the faults of the form */
    int64_t retry_after;                /* seconds; 0: none */
};
/* The sentence for one fault in a language; lives in a. */
struct str http_fault_text(struct arena *a, const struct intake_fault *fault,
                           enum http_language language);
#endif
