#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/sessions.h"

/* A1: where the account is signed in, and the end of all but this one. */

struct ending {
    struct flow_sessions_of of;
    struct err result;
};

static struct flow_sessions_of own(struct http_call *call) {
    return (struct flow_sessions_of){http_staff(call), http_session(call), call->now};
}

struct err page_sessions_get(struct http_call *call) {
    struct flow_sessions seen;
    struct flow_sessions_of of = own(call);
    struct err e = flow_sessions_see(http_reader(call), call->arena, &of, &seen);
    if (e.code)
        return e;
    struct web_session *list = NEW(call->arena, struct web_session, seen.count + 1);
    for (size_t i = 0; i < seen.count; i++)
        list[i] = (struct web_session){.begun = seen.list[i].begun,
                                       .expires = seen.list[i].expires,
                                       .known = seen.list[i].begun.us > 0,
                                       .ends = seen.list[i].expires.us < INT64_MAX,
                                       .mine = seen.list[i].mine};
    struct web_sessions v = {.sessions = list,
                             .session_count = seen.count,
                             .others = seen.count > 1,
                             .ended = http_query(call, "pesan").len > 0};
    struct web_common c = http_common(call);
    web_render_sessions(call->out, &v, &c);
    return http_page(call, 200);
}

static void run(struct http_call *call) {
    struct ending *x = call->state;
    x->result = flow_sessions_end(http_app(call)->flow, call->arena, &x->of);
}

struct err page_sessions_post(struct http_call *call) {
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (e.code)
        return e;
    struct ending *x = NEW(call->arena, struct ending, 1);
    x->of = own(call);
    call->state = x;
    return http_offload(call, run);
}

struct err page_sessions_done(struct http_call *call) {
    struct ending *x = call->state;
    if (x->result.code)
        return x->result;
    return http_reply_redirect(call, arena_printf(call->arena, "%.*s?pesan=1",
                                                  STR_ARG(http_path(call, WEB_PATH_SESSIONS))));
}
