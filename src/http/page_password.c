#include "http/handlers.h"
#include "http/page_common.h"

#include "intake/credentials.h"
#include "intake/limits.h"
#include "web/text.h"

/* A2: a new password. The present one is asked for as at the sign-in, with its lock and its limit:
 * a session that was left open opens no account for good. Afterwards nobody is signed in with it.
 */

struct change {
    struct flow_sign_in present;
    struct flow_account account;
    struct err result;
    int64_t wait; /* seconds, of an account that is locked */
};

static struct err reply(struct http_call *call, int status, struct web_password *v) {
    struct web_common c = http_common(call);
    v->due = http_staff(call)->due == STORE_DUE_PASSWORD;
    web_render_password(call->out, v, &c);
    return http_page(call, status);
}

struct err page_password_get(struct http_call *call) {
    return reply(call, 200, &(struct web_password){0});
}

/* Both on the worker: Argon2id. The new one is looked at first, and costs no try. */
static void run(struct http_call *call) {
    struct change *x = call->state;
    struct flow *flow = http_app(call)->flow;
    struct flow_session session;
    x->result = flow_password_check(flow, call->arena, &x->account);
    if (!x->result.code)
        x->result = flow_sign_in(flow, call->arena, &x->present, &session, &x->wait);
    if (!x->result.code)
        x->result = flow_account_change(flow, call->arena, &x->account);
    if (x->result.code != ERR_UNSIGNED)
        http_limit_give(call, HTTP_LIMIT_SIGN_IN);
}

/* One password as intake takes it: every byte, up to its limit. */
static bool read_password(struct http_call *call, const char *field, struct str *ret) {
    const struct intake_pair pairs[] = {{STR("user"), http_staff(call)->who.name},
                                        {STR("password"), http_form(call, field)}};
    struct intake_pairs form = {pairs, COUNT_OF(pairs)};
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct intake_sign_in typed;
    if (intake_sign_in_form(call->arena, &form, &typed, faults).code)
        return false;
    *ret = typed.password;
    return true;
}

struct err page_password_post(struct http_call *call) {
    const struct flow_staff *staff = http_staff(call);
    bool english = http_english(call);
    struct err e = http_csrf_check(call, &staff->csrf);
    if (e.code)
        return e;
    struct change *x = NEW(call->arena, struct change, 1);
    x->present = (struct flow_sign_in){
        .name = staff->who.name, .place = http_limit_place(call), .now = call->now, .again = true};
    x->account =
        (struct flow_account){.what = FLOW_ACCOUNT_PASSWORD, .name = staff->who.name, .own = true};
    struct web_password v = {0};
    if (!read_password(call, "lama", &x->present.password))
        v.old_error = web_text(WEB_T_PASSWORD_WRONG, english);
    if (!read_password(call, "baru", &x->account.password))
        v.new_error =
            web_text(http_form(call, "baru").len > INTAKE_CREDENTIAL ? WEB_T_PASSWORD_LONG
                                                                     : WEB_T_PASSWORD_SHORT,
                     english);
    if (v.old_error.len || v.new_error.len)
        return reply(call, 422, &v);
    e = http_limit_take(call, HTTP_LIMIT_SIGN_IN);
    if (e.code == ERR_THROTTLED)
        return reply(call, 429, &v);
    if (e.code)
        return e;
    call->state = x;
    return http_offload(call, run);
}

/* What is wrong with the new one. */
static enum web_text_key refusal(struct err e) {
    if (str_equal(e.about, STR("password.leaked")))
        return WEB_T_PASSWORD_LEAKED;
    return str_equal(e.about, STR("password.weak")) ? WEB_T_PASSWORD_WEAK : WEB_T_PASSWORD_SHORT;
}

struct err page_password_done(struct http_call *call) {
    struct change *x = call->state;
    bool english = http_english(call);
    switch (x->result.code) {
    case ERR_NONE:
        http_session_clear(call);
        return http_reply_redirect(call, arena_printf(call->arena, "%.*s?pesan=1",
                                                      STR_ARG(http_path(call, WEB_PATH_SIGN_IN))));
    case ERR_UNSIGNED:
        return reply(call, 422,
                     &(struct web_password){.old_error = web_text(WEB_T_PASSWORD_WRONG, english)});
    case ERR_THROTTLED:
        call->retry_after = x->wait;
        return reply(call, 429, &(struct web_password){0});
    case ERR_INVALID:
        return reply(call, 422,
                     &(struct web_password){.new_error = web_text(refusal(x->result), english)});
    default:
        return x->result;
    }
}
