#include "http/http_internal.h"

#include "base/date.h"
#include "base/json.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The only place where an err becomes an answer: status, public name, a sentence in the reader's
 * language, a request id. What went wrong inside stays inside; the log has its place and the id. */

static void write_faults(struct json *j, struct arena *a, const struct http_problem *p,
                         enum http_language language) {
    json_key(j, "errors");
    json_open_array(j);
    for (size_t i = 0; i < p->faults->count; i++) {
        const struct intake_fault *f = &p->faults->list[i];
        json_open_object(j);
        json_put_str(j, "field", f->field);
        json_put_str(j, "code", f->code);
        json_put_str(j, "message", http_fault_text(a, f, language));
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_problem(struct http_exchange *x, const struct http_problem *p) {
    struct json j;
    json_init(&j, &x->out);
    json_open_object(&j);
    json_put_str(&j, "type", arena_printf(x->call.arena, "/problems/%.*s", STR_ARG(p->name)));
    json_put_str(&j, "title", p->title);
    json_put_int(&j, "status", p->status);
    json_put_str(&j, "detail", p->detail);
    json_put_str(&j, "instance", p->id);
    if (p->status < 500 && p->err.about.len)
        json_put_str(&j, "about", p->err.about);
    if (p->faults && p->faults->count)
        write_faults(&j, x->call.arena, p, x->call.language);
    json_close_object(&j);
    (void)http_reply(&x->call, p->status, "application/problem+json");
    /* What is refused is no larger than a screen, and a framing fault is no time to negotiate. */
    x->answer.encoded = true;
}

/* Texts are our own; nothing that came from outside stands on this page. */
static void write_plain_page(struct http_exchange *x, const struct http_problem *p) {
    buf_printf(&x->out,
               "<!doctype html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width\">\n"
               "<title>%.*s</title>\n<main><h1>%.*s</h1>\n<p>%.*s</p>\n<p><code>%.*s</code></p>"
               "</main>\n</html>\n",
               x->call.language == HTTP_ENGLISH ? "en" : "id", STR_ARG(p->title), STR_ARG(p->title),
               STR_ARG(p->detail), STR_ARG(p->id));
}

static void answer_clear(struct http_exchange *x) {
    if (x->answer.fd >= 0)
        (void)close(x->answer.fd);
    buf_clear(&x->out);
    x->answer = (struct http_answer){.fd = -1};
}

static void failure_headers(struct http_exchange *x, const struct http_problem *p) {
    struct http_call *call = &x->call;
    if (p->err.code == ERR_METHOD)
        http_set_header(call, "Allow", route_allow(call->arena, x->match.allowed));
    if (p->status == 401 && call->api)
        http_set_header(call, "WWW-Authenticate", STR("Bearer"));
}

void http_respond(struct http_exchange *x, struct err e) {
    struct http_call *call = &x->call;
    bool english = call->language == HTTP_ENGLISH;
    answer_clear(x);
    x->failure = e;
    if (!call->retry_after && (err_http(e.code) == 503 || err_http(e.code) == 429))
        call->retry_after = err_http(e.code) == 503 ? 2 : 60;
    struct str own = web_error_own_title(e, english);
    struct http_problem p = {.err = e,
                             .status = err_http(e.code),
                             .name = err_name(e.code),
                             .title = own.len ? own : web_error_title(e.code, english),
                             .detail = call->api || own.len ? web_error_about(e, english)
                                                            : web_error_detail(e.code, english),
                             .id = http_request_id(call),
                             .faults = x->faults,
                             .retry_after = call->retry_after};
    failure_headers(x, &p);
    if (call->api) {
        write_problem(x, &p);
        return;
    }
    if (x->server->o.error_page)
        x->server->o.error_page(call, &p);
    else
        write_plain_page(x, &p);
    if (!x->answer.status)
        (void)http_reply(call, p.status, HTTP_TYPE_HTML);
}

struct str http_fault_text(struct arena *a, const struct intake_fault *fault,
                           enum http_language language) {
    return web_fault_text(a, fault->code, fault->limit, language == HTTP_ENGLISH);
}

/* A flood must not become a flood of lines: so many a second, and how many more. Whoever is turned
 * away has a budget of their own, so that nobody pushes failures out of the journal. */
static bool log_allowed(struct http_thread *l, bool refusal) {
    struct http_log_budget *budget = refusal ? &l->turned_away : &l->logged;
    unsigned most = refusal ? 5 : 50;
    if (l->now_ms - budget->since_ms >= 1000) {
        if (budget->lines > most)
            (void)dprintf(l->server->o.log_fd, "%u %s more were not written\n",
                          budget->lines - most, refusal ? "refusals" : "lines");
        *budget = (struct http_log_budget){.since_ms = l->now_ms};
    }
    return ++budget->lines <= most;
}

/* What fails inside, and whoever is turned away at a door: a wrong password, a missing right, a
 * form of elsewhere, one too many. */
static bool is_refusal(const struct http_exchange *x) {
    int status = x->answer.status;
    return status == 401 || status == 403 || status == 429;
}
static bool log_always(const struct http_exchange *x) {
    return (x->failure.code != ERR_NONE && err_http(x->failure.code) >= 500) || is_refusal(x);
}

/* The pattern of the route, never the path, the query or an address: paths hold case ids. */
void http_log(struct http_exchange *x) {
    static const char *const METHODS[] = {"GET", "POST", "PUT", "DELETE", "-"};
    struct http_call *call = &x->call;
    if (!x->server->o.log_all && !log_always(x))
        return;
    if (!log_allowed(x->loop, is_refusal(x)))
        return;
    struct str at = instant_format(call->arena, call->now), id = http_request_id(call);
    struct str name = err_name(x->failure.code);
    struct str pattern = !call->route  ? STR("-")
                         : call->other ? call->route->path_en
                                       : call->route->path;
    (void)dprintf(x->server->o.log_fd, "%.*s %.*s %s %.*s %d %.*s %s %lld us\n", STR_ARG(at),
                  STR_ARG(id), METHODS[call->method], STR_ARG(pattern), x->answer.status,
                  STR_ARG(name), x->failure.where ? x->failure.where : "-",
                  (long long)((http_clock_ns() - x->began_ns) / 1000));
}
