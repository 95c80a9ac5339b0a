#include "http/app.h"
#include "http/handlers.h"

#include "flow/handing.h"

/* The key of a case's evidence, wrapped for another office (docs/adr/0055). */

struct err api_handing_post(struct http_call *call) {
    struct flow_handing *x = NEW(call->arena, struct flow_handing, 1);
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct err e = http_case_id(call, &x->id);
    if (e.code)
        return e;
    e = intake_handing_json(call->arena, call->body, &x->typed, faults);
    if (e.code)
        return http_fail(call, e, faults);
    x->staff = *http_staff(call);
    x->now = call->now;
    flow_handing_prepare(http_app(call)->flow, x);
    call->state = x;
    return http_write(call, &x->job);
}

struct err api_handing_done(struct http_call *call) {
    const struct flow_handing *x = call->state;
    if (x->job.result.code)
        return x->job.result;
    const struct case_handed *handed = x->state.handed;
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_str(&j, "case", arena_printf(call->arena, "%lld", (long long)x->id.v));
    json_put_str(&j, "office", handed->office);
    json_put_str(&j, "key", handed->key);
    json_put_int(&j, "n", handed->n);
    json_close_object(&j);
    return http_reply(call, 201, HTTP_TYPE_JSON);
}
