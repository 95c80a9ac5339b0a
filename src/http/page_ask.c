#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/rules.h"
#include "intake/question.h"
#include "web/put.h"

/* P8, where the list ends: a question for those who keep the rules. Nobody is asked who they are;
 * the number is the place of the question in the ledger. */

enum { NUMBER_CAP = 32 };

static struct err show(struct http_call *call, int status, const struct web_ask *v) {
    struct web_common c = http_common(call);
    web_render_ask(call->out, v, &c);
    return http_page(call, status);
}

struct err page_ask_get(struct http_call *call) {
    return show(call, 200, &(struct web_ask){0});
}

struct err page_ask_post(struct http_call *call) {
    struct flow_ask *ask = NEW(call->arena, struct flow_ask, 1);
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct web_ask v = {.text = {.value = http_form(call, "isi")}};
    struct err e = intake_question_form(call->arena, &call->form, &ask->text, faults);
    if (e.code && !faults->count)
        return e;
    if (e.code) {
        v.text.error = web_fault_text(call->arena, faults->list[0].code, faults->list[0].limit,
                                      http_english(call));
        return show(call, 422, &v);
    }
    e = http_limit_take(call, HTTP_LIMIT_QUESTION);
    if (e.code)
        return show(call, 429, &v);
    ask->now = call->now;
    flow_ask_prepare(http_app(call)->flow, ask);
    call->state = ask;
    return http_write(call, &ask->job);
}

struct err page_ask_done(struct http_call *call) {
    const struct flow_ask *ask = call->state;
    if (ask->job.result.code)
        return ask->job.result;
    struct buf number;
    buf_init(&number, NUMBER_CAP);
    web_put_int(&number, ask->number, http_english(call));
    struct web_ask v = {.number = arena_str(call->arena, buf_str(&number))};
    buf_done(&number);
    return show(call, 200, &v);
}
