#include "http/app.h"
#include "http/handlers.h"

#include "flow/directory.h"

/* The public log (docs/ledger.md): plain bytes, no JSON around them. */

struct err log_checkpoint(struct http_call *call) {
    struct str text;
    struct err e = flow_log_checkpoint(http_app(call)->flow, http_reader(call), call->arena, &text);
    if (e.code)
        return e;
    http_set_cache(call, "no-cache");
    return http_reply_bytes(call, 200, HTTP_TYPE_TEXT, text);
}

struct err log_vkey(struct http_call *call) {
    struct str line = flow_vkey(http_app(call)->flow);
    return http_reply_bytes(call, 200, HTTP_TYPE_TEXT,
                            arena_printf(call->arena, "%.*s\n", STR_ARG(line)));
}

struct err log_tile(struct http_call *call) {
    struct str bytes;
    bool whole;
    const struct flow_asker by = {http_reader(call), call->arena};
    struct err e =
        flow_log_tile(http_app(call)->flow, &by, http_param(call, "path"), &bytes, &whole);
    if (e.code)
        return e;
    http_set_cache(call, "public, max-age=31536000, immutable"); /* a tile never changes */
    return http_reply_bytes(call, 200, "application/octet-stream", bytes);
}

struct err log_proof(struct http_call *call) {
    int64_t index;
    if (!str_to_int(http_param(call, "index"), &index))
        return ERR(ERR_MISSING, STR("index"));
    struct str text;
    struct err e =
        flow_log_proof(http_app(call)->flow, http_reader(call), call->arena, index, &text);
    return e.code ? e : http_reply_bytes(call, 200, HTTP_TYPE_TEXT, text);
}

/* GET /log/consistency/{old}: that the newest public checkpoint goes on from that size. */
struct err log_consistency(struct http_call *call) {
    int64_t old;
    if (!str_to_int(http_param(call, "old"), &old))
        return ERR(ERR_MISSING, STR("size"));
    struct str text;
    struct err e =
        flow_log_consistency(http_app(call)->flow, http_reader(call), call->arena, old, &text);
    if (e.code)
        return e;
    http_set_cache(call, "no-cache");
    return http_reply_bytes(call, 200, HTTP_TYPE_TEXT, text);
}

/* GET /log/web: which files the pages are made of, as the log has it. */
struct err log_web(struct http_call *call) {
    struct flow_released web;
    struct err e = flow_released(http_reader(call), call->arena, &web);
    if (e.code)
        return e;
    struct json j = http_json(call);
    flow_released_json(&j, call->arena, &web);
    http_set_cache(call, "no-cache");
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

/* GET /log/offices: to which key each office has sealed what is for it. */
struct err log_offices(struct http_call *call) {
    struct json j = http_json(call);
    struct err e = flow_directory_json(http_reader(call), call->arena, &j);
    if (e.code)
        return e;
    http_set_cache(call, "no-cache");
    return http_reply(call, 200, HTTP_TYPE_JSON);
}
