#include "http/app.h"
#include "http/handlers.h"

#include "flow/receipt.h"
#include "intake/credentials.h"

/* POST /api/v1/verify: a receipt against this log, as the page of verifying does it. */
struct err api_verify_post(struct http_call *call) {
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct flow_receipt_checked checked;
    struct str bundle;
    struct err e = intake_bundle_json(call->arena, call->body, &bundle, faults);
    if (e.code)
        return http_fail(call, e, faults);
    e = flow_receipt_here(http_app(call)->flow, http_reader(call), call->arena, bundle, &checked);
    if (e.code)
        return e;
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_bool(&j, "genuine", checked.genuine);
    json_put_bool(&j, "whole", !checked.why.code);
    json_put_bool(&j, "current", checked.current);
    if (checked.why.code)
        json_put_str(&j, "why", checked.why.about);
    else {
        json_put_int(&j, "index", checked.bundle.index);
        json_put_int(&j, "size", checked.bundle.size);
    }
    if (checked.genuine && !checked.bundle.bare)
        http_json_instant(call, &j, "accepted_at", checked.bundle.manifest.accepted_at);
    json_close_object(&j);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}
