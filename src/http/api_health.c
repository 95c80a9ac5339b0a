#include "http/app.h"
#include "http/handlers.h"

#include "flow/witness.h"

/* One witness: how it stands, the size that it cosigned last, since when it is troubled. */
static void put_witness(struct http_call *call, struct json *j,
                        const struct flow_witness_state *s) {
    json_open_object(j);
    json_put_str(j, "name", s->name);
    json_put_str(j, "state",
                 s->asked ? str_from_c(witness_heard_name(s->heard)) : STR("not-asked"));
    json_put_int(j, "size", s->size);
    if (s->size && s->at.us < INT64_MAX)
        http_json_instant(call, j, "at", s->at);
    if (s->asked && s->heard != WITNESS_COSIGNED)
        http_json_instant(call, j, "since", s->since);
    json_close_object(j);
}

/* "ok" means that intake is served: a witness that fails is told and changes nothing of that. */
struct err api_health(struct http_call *call) {
    struct flow_witness_state list[LEDGER_WITNESSES_MAX];
    struct flow *flow = http_app(call)->flow;
    size_t count = flow_witness_list(flow, list);
    if (!count)
        return http_reply_bytes(call, 200, HTTP_TYPE_JSON, STR("{\"status\":\"ok\"}"));
    struct str note;
    int64_t size = 0;
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_str(&j, "status", STR("ok"));
    json_put_int(&j, "witnessed", flow_witnessed(flow, call->arena, &note, &size) ? size : 0);
    json_key(&j, "witnesses");
    json_open_array(&j);
    for (size_t i = 0; i < count; i++)
        put_witness(call, &j, &list[i]);
    json_close_array(&j);
    json_close_object(&j);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}
