#include "http/handing_view.h"

#include "flow/authorize.h"
#include "flow/directory.h"
#include "web/text.h"

static struct str name_of(const struct http_call *call, const struct store_office *office) {
    return http_english(call) ? office->name_en : office->name;
}

struct err http_receivers(struct http_call *call, const struct flow_case *file,
                          struct web_case *ret) {
    struct flow_receivers found;
    struct err e = flow_receivers(http_reader(call), call->arena, &file->state,
                                  http_staff(call)->who.office.id, &found);
    if (e.code)
        return e;
    struct web_receiver *list = NEW(call->arena, struct web_receiver, found.count + 1);
    struct web_receiver *first = NULL;
    for (size_t i = 0; i < found.count; i++) {
        const struct flow_receiver *r = &found.list[i];
        list[i] = (struct web_receiver){.office = r->office.id,
                                        .name = name_of(call, &r->office),
                                        .key = r->key,
                                        .mark = r->n ? flow_fingerprint(call->arena, r->key)
                                                     : (struct str){0},
                                        .opens = r->opens};
        if (r->n && (!first || (first->opens && !r->opens)))
            first = &list[i];
    }
    if (first)
        first->chosen = true;
    ret->receivers = list;
    ret->receiver_count = found.count;
    ret->hands = first && !ret->evidence.closed && ret->evidence.locked.len &&
                 !flow_authorize(http_staff(call), FLOW_EVIDENCE_HAND, &file->state).code;
    ret->hands_now = ret->hands && !first->opens;
    return OK;
}

static struct str value_of(const struct case_taken *taken, struct str name) {
    for (size_t i = 0; i < taken->value_count; i++)
        if (str_equal(taken->values[i].name, name))
            return taken->values[i].value;
    return (struct str){0};
}

struct web_event http_handed_event(struct http_call *call, const struct case_taken *taken) {
    struct str to = value_of(taken, STR("office"));
    struct str mark = flow_fingerprint(call->arena, value_of(taken, STR("key")));
    struct store_office office;
    if (!store_office_find(http_reader(call), call->arena, to, &office).code)
        to = name_of(call, &office);
    return (struct web_event){
        .at = taken->at,
        .label =
            arena_printf(call->arena, "%.*s: %.*s",
                         STR_ARG(web_text(WEB_T_CASE_HANDED, http_english(call))), STR_ARG(to)),
        .detail = arena_printf(call->arena, "%.*s (%.*s), %.*s", STR_ARG(taken->actor),
                               STR_ARG(taken->office), STR_ARG(mark)),
    };
}

static void write_one(struct http_call *call, struct json *j, const struct case_handed *h) {
    json_open_object(j);
    json_put_str(j, "office", h->office);
    json_put_str(j, "key", h->key);
    json_put_int(j, "n", h->n);
    json_put_str(j, "wrap", h->wrap);
    json_put_str(j, "from", h->from);
    json_put_str(j, "actor", h->actor);
    http_json_instant(call, j, "at", h->at);
    json_close_object(j);
}

void http_write_handed(struct http_call *call, struct json *j, const struct case_state *cs,
                       const struct flow_receivers *receivers) {
    if (!cs->received.evidence_sealed.len)
        return;
    json_key(j, "evidence_handed");
    json_open_array(j);
    for (const struct case_handed *h = cs->handed; h; h = h->before)
        write_one(call, j, h);
    json_close_array(j);
    json_key(j, "evidence_receivers");
    json_open_array(j);
    for (size_t i = 0; i < receivers->count; i++) {
        const struct flow_receiver *r = &receivers->list[i];
        json_open_object(j);
        json_put_str(j, "office", r->office.id);
        json_put_str(j, "key", r->key);
        json_put_int(j, "n", r->n);
        json_put_bool(j, "opens", r->opens);
        json_close_object(j);
    }
    json_close_array(j);
}
