#ifndef HTTP_APP_H
#define HTTP_APP_H
/* What the handlers share: the process behind call->app, the loop's own reader, who asks, and the
 * few steps that pages and API take alike. */
#include "flow/authorize.h"
#include "flow/case.h"
#include "flow/counted.h"
#include "flow/log.h"
#include "flow/public.h"
#include "flow/report.h"
#include "flow/staff.h"
#include "http/imports.h"
#include "http/limit.h"
#include "http/reply.h"

#include "base/json.h"

struct http_app {
    struct flow *flow;
    const struct env *env;
    struct http_limits *limits;
    struct http_imports *imports; /* while it serves */
    struct str site; /* "https://netral.example.id", as the operator set it; empty: not set */
    bool demo;
};
/* http:// or https:// and a host, with a port or without, and nothing behind it. */
bool http_site_is_ok(struct str site);
struct http_loop { /* call->loop_state */
    struct db reader;
    struct flow_counted *counted; /* what it has read of the last tick */
    struct flow_lot lot;          /* writes of this turn */
    struct arena *arena;     /* of what follows: settings never change under a running server */
    struct flow_owner owner; /* whose store this is */
};
struct http_app *http_app(const struct http_call *call);
/* That in use now; whoever asks twice may get two that differ in their days off. */
const struct law *http_law(const struct http_call *call);
struct db *http_reader(const struct http_call *call);
/* Zero when nobody is signed in. */
const struct flow_staff *http_staff(const struct http_call *call);
bool http_english(const struct http_call *call);
const struct flow_owner *http_owner(const struct http_call *call);

/* For options of http_server_start. */
struct err http_loop_new(void *app, unsigned loop, void **ret);
void http_loop_free(void *app, void *loop_state);
void http_loop_turned(void *app, void *loop_state);
struct err http_authorize(struct http_call *call);
struct http_options;
/* Error page, assets, policy hashes: what the pages give the server. */
void http_app_options(struct http_options *options);
/* Every file that pages ask for, {"files":[{"path","sha256","bytes"},...]}: what a server says in
 * the log before it serves (flow/released.h). */
struct str http_web_list(struct arena *a);
struct str http_log_page(void); /* the first page of an exported log */
/* The writer's wake: contexts are calls. */
void http_wake(void *const *contexts, size_t count);

/* The case id of the route's {id}. Errors: ERR_MISSING "case" when it is no number. */
struct err http_case_id(const struct http_call *call, struct case_id *ret) MUST_CHECK;
/* The case of the route's {id}, for who is signed in: no answer shows it before http_look.
 * Errors: those of flow_case_read. */
struct err http_case_read(struct http_call *call, struct flow_case *ret) MUST_CHECK;
/* The same for who asks whether to take its tasks over: errors and limits of flow_takeover_read. */
struct err http_takeover_read(struct http_call *call, struct flow_case *ret) MUST_CHECK;
/* A look at a case: read, recorded, then shown by the row's finish, unless recording failed. */
struct http_look {
    struct flow_reading reading;
    struct flow_case file; /* from http_case_read */
};
/* Hands the record to the writer and sleeps; piece: hex of the evidence, empty for the file. A
 * finish handler may call it too, and is then called again. Errors: ERR_BUSY. */
struct err http_look(struct http_call *call, struct http_look *look, struct str piece) MUST_CHECK;
struct intake_context http_intake_context(const struct http_call *call);
/* Hands a job to the writer and sleeps: `return http_write(call, &x->job);` with call->state = x.
 */
struct err http_write(struct http_call *call, struct flow_job *job) MUST_CHECK;
/* A report's refusals by the store as faults of its fields: then ERR_INVALID; others unchanged. */
struct err http_report_fault(struct err e, struct intake_faults *faults) MUST_CHECK;
/* What happens next: the running ones of clocks, in their order, each with its rule. */
struct http_next {
    const struct case_clock *clock;
    const struct law_clock *law; /* NULL when the rulebook knows it no more */
};
struct http_steps {
    const struct http_next *list;
    size_t count;
};
/* clocks: of case_received or case_state, which came under that rulebook (may be NULL). */
struct http_steps http_steps(struct arena *a, const struct law_rulebook *rules,
                             const struct case_clock *clocks, size_t count);
/* A requirement by its id; NULL when the rulebook (or NULL) knows none. */
const struct law_requirement *http_requirement(const struct law_rulebook *rules, struct str id);

/* Sign-in, for API and page: the password is verified on the worker; call->state is this then. */
struct http_sign_in {
    struct flow_sign_in tried;
    struct err result; /* ERR_UNSIGNED, ERR_THROTTLED with wait */
    int64_t wait;      /* seconds, of an account that is locked */
    struct flow_session session;
};
struct intake_sign_in;
/* Errors: those of http_limit_take. */
struct err http_sign_in_start(struct http_call *call,
                              const struct intake_sign_in *typed) MUST_CHECK;

/* Signing out, for API and page: the session ends in the store, on the worker; call->state is this.
 */
struct http_sign_out {
    struct str session;
    struct err result;
};
struct err http_sign_out_start(struct http_call *call) MUST_CHECK;
/* The bearer token, else the session cookie; empty when neither came. */
struct str http_session(const struct http_call *call);

/* --- JSON of things that several endpoints show --- */
void http_json_date(struct json *j, const char *key, struct date d);
void http_json_instant(struct http_call *call, struct json *j, const char *key, struct instant t);
struct json http_json(struct http_call *call); /* a writer into call->out */
/* The downloadable bundle: {"netral":"receipt/v1",...}. */
struct str http_receipt_bundle(struct http_call *call, const struct flow_report *report);
/* Accepted uploads of a request: files of a form, or one raw body. */
struct http_uploads;
struct http_uploads *http_uploads(struct http_call *call); /* NULL: no file came */
size_t http_upload_count(const struct http_uploads *uploads);
/* Of a form: the fault of a file that was passed over, and what it would have been answered alone.
 */
struct http_refused {
    const char *fault; /* NULL: none was */
    enum err_code why;
};
/* Notes what only a file is refused for, and returns OK; any other failure is given back. */
struct err http_refuse(struct http_refused *refused, struct err e, const char *fault) MUST_CHECK;
enum err_code http_refused_fault(const struct http_call *call, const struct http_refused *refused,
                                 struct intake_faults *faults);
/* A file of a form was too large, one too many, or has to wait: adds that fault of "evidence" and
 * returns ERR_TOO_LARGE or ERR_THROTTLED; else ERR_NONE. */
enum err_code http_upload_faults(struct http_call *call, struct intake_faults *faults);
/* Media type of the index-th upload of HTTP_PHOTO_SINK. */
struct str http_upload_type(const struct http_uploads *uploads, size_t index);
/* Of a form and the hashes of its files, but for the field `apart`, which may differ between two
 * tries of the same request: a key with another one is no repetition. */
struct hash http_request_hash(const struct http_call *call, struct str apart,
                              const struct hash *files, size_t count);
void http_uploads_drop(struct http_uploads *uploads); /* NULL is fine */
/* Makes all durable and known; fills ids. Blocking: on the worker only. Uses the uploads up. */
struct err http_uploads_keep(struct http_call *call, struct http_uploads *uploads,
                             struct case_evidence *ret) MUST_CHECK;
#endif
