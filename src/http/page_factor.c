#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/authorize.h"
#include "flow/factor.h"
#include "intake/credentials.h"
#include "web/text.h"

/* A1: the second factor of an account. Set with the password and a code of what the page showed;
 * taken away with the password and a code, after which the account sets another. */

struct change {
    struct flow_sign_in present;
    struct flow_factor_set set;
    struct str spare[FLOW_SPARE_CODES];
    bool takes;
    struct err result;
    int64_t wait; /* seconds, of an account that is locked */
};

static struct err reply(struct http_call *call, int status, struct web_factor *v) {
    struct flow_factor seen = {0};
    const struct flow_staff *staff = http_staff(call);
    if (!v->code_count) {
        struct err e =
            flow_factor_see(http_app(call)->flow, http_reader(call), call->arena, staff, &seen);
        if (e.code)
            return e;
    }
    v->on = seen.on;
    v->spare = seen.spare;
    v->secret = seen.secret;
    v->address = seen.address;
    v->due = staff->due == STORE_DUE_FACTOR;
    struct web_common c = http_common(call);
    web_render_factor(call->out, v, &c);
    return http_page(call, status);
}

struct err page_factor_get(struct http_call *call) {
    if (http_staff(call)->due == STORE_DUE_PASSWORD) /* which comes first: to its page */
        return flow_authorize_due(http_staff(call));
    return reply(call, 200, &(struct web_factor){0});
}

/* On the worker: Argon2id. */
static void run(struct http_call *call) {
    struct change *x = call->state;
    struct flow *flow = http_app(call)->flow;
    struct flow_session none;
    x->result = flow_sign_in(flow, call->arena, &x->present, &none, &x->wait);
    if (!x->result.code && x->takes)
        x->result = flow_account_change(
            flow, call->arena,
            &(struct flow_account){.what = FLOW_ACCOUNT_FACTOR, .name = x->present.name});
    else if (!x->result.code)
        x->result = flow_factor_set(flow, call->arena, &x->set, x->spare);
    if (x->result.code != ERR_UNSIGNED)
        http_limit_give(call, HTTP_LIMIT_SIGN_IN);
}

struct err page_factor_post(struct http_call *call) {
    const struct flow_staff *staff = http_staff(call);
    bool english = http_english(call);
    struct err e = http_csrf_check(call, &staff->csrf);
    if (e.code)
        return e;
    const struct intake_pair pairs[] = {{STR("user"), staff->who.name},
                                        {STR("password"), http_form(call, "sandi")},
                                        {STR("code"), http_form(call, "kode")}};
    struct intake_pairs form = {pairs, COUNT_OF(pairs)};
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct intake_sign_in typed;
    e = intake_sign_in_form(call->arena, &form, &typed, faults);
    struct web_factor v = {0};
    if (e.code && !faults->count)
        return e;
    if (e.code)
        v.password_error = web_text(WEB_T_PASSWORD_WRONG, english);
    if (e.code || !typed.code.len)
        v.code_error = web_text(WEB_T_FACTOR_NEEDED, english);
    if (v.code_error.len)
        return reply(call, 422, &v);
    e = http_limit_take(call, HTTP_LIMIT_SIGN_IN);
    if (e.code)
        return e.code == ERR_THROTTLED ? reply(call, 429, &v) : e;
    struct change *x = NEW(call->arena, struct change, 1);
    x->takes = str_equal(http_form(call, "aksi"), STR("lepas"));
    x->present = (struct flow_sign_in){.name = staff->who.name,
                                       .password = typed.password,
                                       .place = http_limit_place(call),
                                       .now = call->now,
                                       .code = x->takes ? typed.code : STR(""),
                                       .again = true};
    x->set = (struct flow_factor_set){staff, http_session(call), typed.code, call->now};
    call->state = x;
    return http_offload(call, run);
}

/* After taking away: which of the two was wrong is nobody's business. */
static struct err refused(struct http_call *call, const struct change *x, int status) {
    bool english = http_english(call);
    struct web_factor v = {.password_error = web_text(
                               x->takes ? WEB_T_FACTOR_NEITHER : WEB_T_PASSWORD_WRONG, english)};
    return reply(call, status, &v);
}

struct err page_factor_done(struct http_call *call) {
    struct change *x = call->state;
    struct web_factor v = {0};
    switch (x->result.code) {
    case ERR_NONE:
        if (x->takes) {
            http_session_clear(call);
            return http_reply_redirect(call,
                                       arena_printf(call->arena, "%.*s?pesan=kode",
                                                    STR_ARG(http_path(call, WEB_PATH_SIGN_IN))));
        }
        v.codes = x->spare;
        v.code_count = FLOW_SPARE_CODES;
        return reply(call, 200, &v);
    case ERR_UNSIGNED:
        return refused(call, x, 422);
    case ERR_THROTTLED:
        call->retry_after = x->wait;
        return reply(call, 429, &v);
    case ERR_INVALID:
        v.code_error = web_text(WEB_T_FACTOR_WRONG, http_english(call));
        return reply(call, 422, &v);
    case ERR_CONFLICT: /* it was set meanwhile, or the form was sent twice */
        return reply(call, 409, &v);
    default:
        return x->result;
    }
}
