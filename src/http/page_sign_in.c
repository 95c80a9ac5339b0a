#include "http/handlers.h"
#include "http/page_common.h"

#include "intake/credentials.h"

/* A1: signing in and out. The session is a cookie that no script reads and no other site sends
 * (HttpOnly, SameSite=Strict), so the form itself needs no token; signing out does. */

static const char SESSION[] = "sesi";

/* Only a page of our own that officers use: an open redirect would lend our name to others. */
static struct str next_page(struct http_call *call, struct str wanted) {
    struct str rest = wanted, path = str_cut(&rest, '?');
    struct web_address at;
    bool ours =
        web_address_parse(path, &at) && (at.path == WEB_PATH_WORK || at.path == WEB_PATH_CASE);
    return ours ? wanted : http_path(call, WEB_PATH_WORK);
}

static struct err reply(struct http_call *call, int status, const struct web_sign_in *v) {
    struct web_common c = http_common(call);
    web_render_sign_in(call->out, v, &c);
    return http_page(call, status);
}

struct err page_sign_in_get(struct http_call *call) {
    if (http_staff(call)->who.name.len)
        return http_reply_redirect(call, next_page(call, http_query(call, "lanjut")));
    struct web_sign_in v = {.next = next_page(call, http_query(call, "lanjut")),
                            .changed = str_equal(http_query(call, "pesan"), STR("1")),
                            .taken = str_equal(http_query(call, "pesan"), STR("kode")),
                            .expired = http_cookie(call, SESSION).len > 0};
    return reply(call, 200, &v);
}

/* The same page for every failure: which of the two was wrong is nobody's business. */
static struct err refused(struct http_call *call, int status) {
    struct web_sign_in v = {.name = http_form(call, "nama"),
                            .next = next_page(call, http_form(call, "lanjut")),
                            .failed = true};
    return reply(call, status, &v);
}

struct err page_sign_in_post(struct http_call *call) {
    /* Nobody is signed in from another site's page as somebody else (login CSRF). */
    if (str_equal(http_header(call, "Sec-Fetch-Site"), STR("cross-site")))
        return ERR(ERR_CSRF, STR("site"));
    const struct intake_pair pairs[] = {
        {STR("user"), http_form(call, "nama")},
        {STR("password"), http_form(call, "sandi")},
        {STR("code"), http_form(call, "kode")},
    };
    struct intake_pairs form = {pairs, COUNT_OF(pairs)};
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct intake_sign_in typed;
    struct err e = intake_sign_in_form(call->arena, &form, &typed, faults);
    if (e.code)
        return faults->count ? refused(call, 401) : e;
    e = http_sign_in_start(call, &typed);
    return e.code == ERR_THROTTLED ? refused(call, 429) : e;
}

struct err page_sign_in_done(struct http_call *call) {
    struct http_sign_in *s = call->state;
    call->retry_after = s->wait;
    if (s->result.code == ERR_THROTTLED)
        return refused(call, 429);
    if (s->result.code == ERR_UNSIGNED)
        return refused(call, 401);
    if (s->result.code)
        return s->result;
    http_cookie_set(call, SESSION, s->session.text, 0);
    return http_reply_redirect(call, next_page(call, http_form(call, "lanjut")));
}

void http_session_clear(struct http_call *call) {
    http_cookie_clear(call, SESSION);
    /* What "back" would show of an officer's pages goes with the session. */
    http_set_header(call, "Clear-Site-Data", STR("\"cache\""));
}

/* --- out: the session ends in the store too; the write waits on the worker --- */

struct err page_sign_out_post(struct http_call *call) {
    const struct flow_staff *staff = http_staff(call);
    if (!staff->who.name.len) /* twice, or long gone */
        return http_reply_redirect(call, http_path(call, WEB_PATH_SIGN_IN));
    struct err e = http_csrf_check(call, &staff->csrf);
    if (e.code)
        return e;
    return http_sign_out_start(call);
}

struct err page_sign_out_done(struct http_call *call) {
    struct http_sign_out *out = call->state;
    if (out->result.code)
        return out->result;
    http_session_clear(call);
    return http_reply_redirect(call, http_path(call, WEB_PATH_SIGN_IN));
}
