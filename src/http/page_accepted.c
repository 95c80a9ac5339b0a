#include "http/page_rules.h"

#include "web/text.h"

/* What of the law in use is not as it was accepted: the first rows of it. `netral rules check` has
 * no such limit. */
enum { SHOWN = 50 };

static struct str why_text(struct http_call *call, enum law_unaccepted_why why) {
    static const enum web_text_key WHY[LAW_UNACCEPTED_COUNT] = {
        [LAW_UNACCEPTED_NEW] = WEB_T_RULES_UNACCEPTED_NEW,
        [LAW_UNACCEPTED_MOVED] = WEB_T_RULES_UNACCEPTED_MOVED,
        [LAW_UNACCEPTED_RENEWED] = WEB_T_RULES_UNACCEPTED_RENEWED,
        [LAW_UNACCEPTED_RAISED] = WEB_T_RULES_UNACCEPTED_RAISED,
        [LAW_UNACCEPTED_LOWERED] = WEB_T_RULES_UNACCEPTED_LOWERED,
        [LAW_UNACCEPTED_PLACE] = WEB_T_RULES_UNACCEPTED_PLACE,
        [LAW_UNACCEPTED_GONE] = WEB_T_RULES_UNACCEPTED_GONE};
    return web_text(WHY[why], http_english(call));
}

static struct web_unaccepted view_of(struct http_call *call, const struct law_unaccepted *x) {
    const struct law_entry *e = law_unaccepted_entry(x);
    struct web_unaccepted v = {.file = e->file,
                               .row = e->name,
                               .line = x->entry ? e->line : 0,
                               .why = why_text(call, x->why)};
    if (!str_equal(e->version, STR("-")))
        v.version = e->version;
    if (x->was) {
        v.on = x->was->on;
        v.by = x->was->by;
    }
    return v;
}

void http_rules_accepted(struct http_call *call) {
    struct http_rules *shown = call->state;
    struct web_acceptance *v = &shown->acceptance;
    struct flow_unaccepted found = {0};
    struct err e = flow_unaccepted(http_app(call)->flow, &found);
    v->none = e.code == ERR_MISSING;
    v->broken = e.code && !v->none;
    v->entries = (int64_t)found.entries;
    v->waiting = (int64_t)found.count;
    v->list_count = found.count < SHOWN ? found.count : SHOWN;
    v->more = v->waiting - (int64_t)v->list_count;
    struct web_unaccepted *list = NEW(call->arena, struct web_unaccepted, v->list_count + 1);
    for (size_t i = 0; i < v->list_count; i++)
        list[i] = view_of(call, &found.list[i]);
    v->list = list;
}
