#include "http/app.h"
#include "http/handlers.h"

#include "intake/credentials.h"

/* Sign-in by API: a bearer token for 12 hours at most. Pages take the same steps (page_sign_in.c).
 */

static void verify_password(struct http_call *call) {
    struct http_sign_in *s = call->state;
    s->result = flow_sign_in(http_app(call)->flow, call->arena, &s->tried, &s->session, &s->wait);
    if (!s->result.code) /* an office begins its day behind one address */
        http_limit_give(call, HTTP_LIMIT_SIGN_IN);
}

struct err http_sign_in_start(struct http_call *call, const struct intake_sign_in *typed) {
    struct http_sign_in *s = NEW(call->arena, struct http_sign_in, 1);
    s->tried = (struct flow_sign_in){.name = typed->user,
                                     .password = typed->password,
                                     .place = http_limit_place(call),
                                     .now = call->now,
                                     .replaces = http_session(call),
                                     .code = typed->code};
    struct err e = http_limit_take(call, HTTP_LIMIT_SIGN_IN);
    if (e.code)
        return e;
    call->state = s;
    return http_offload(call, verify_password);
}

struct err api_session_post(struct http_call *call) {
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct intake_sign_in typed;
    struct err e = intake_sign_in_json(call->arena, call->body, &typed, faults);
    if (e.code)
        return http_fail(call, e, faults);
    return http_sign_in_start(call, &typed);
}

struct err api_session_done(struct http_call *call) {
    struct http_sign_in *s = call->state;
    if (s->result.code) {
        call->retry_after = s->wait;
        return s->result;
    }
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_str(&j, "token", s->session.text);
    http_json_instant(call, &j, "expires_at", s->session.expires);
    json_put_str(&j, "user", s->session.who.name);
    json_put_str(&j, "role", s->session.who.role);
    json_put_str(&j, "office", s->session.who.office.id);
    json_close_object(&j);
    return http_reply(call, 201, HTTP_TYPE_JSON);
}

/* GET /api/v1/session: who am I. */
struct err api_session_get(struct http_call *call) {
    const struct flow_staff *staff = http_staff(call);
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_str(&j, "user", staff->who.name);
    json_put_str(&j, "role", staff->who.role);
    json_put_str(&j, "office", staff->who.office.id);
    json_close_object(&j);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

static void end_session(struct http_call *call) {
    struct http_sign_out *out = call->state;
    out->result = flow_sign_out(http_app(call)->flow, call->arena, out->session);
}

struct err http_sign_out_start(struct http_call *call) {
    struct http_sign_out *out = NEW(call->arena, struct http_sign_out, 1);
    out->session = http_session(call);
    call->state = out;
    return http_offload(call, end_session);
}

/* DELETE /api/v1/session: the token that was presented is good for nothing from here on. */
struct err api_session_delete(struct http_call *call) {
    return http_sign_out_start(call);
}

struct err api_session_ended(struct http_call *call) {
    struct http_sign_out *out = call->state;
    return out->result.code ? out->result : http_reply_empty(call, 204);
}
