#include "http/handlers.h"
#include "http/page_common.h"
#include "http/round_view.h"

#include "flow/pledge.h"

#include "web/text.h"

/* P14: the link says who and which round; the form says each point and the NIP. Whoever signed sees
 * the receipt, whenever they come. */

struct signing {
    struct flow_pledge_sign sign; /* first: the job within is handed to the writer */
    const struct web_pledge_point *points;
    const struct web_pledge_question *questions;
    size_t question_count;
};

static struct str address_of(struct http_call *call) {
    return arena_printf(call->arena, "%.*s%.*s", STR_ARG(http_path(call, WEB_PATH_PLEDGE)),
                        STR_ARG(http_param(call, "link")));
}

static struct err see(struct http_call *call, struct flow_pledge_seen *ret) {
    const struct flow_pledge_ask ask = {http_reader(call), call->arena, http_param(call, "link"),
                                        call->now};
    return flow_pledge_see(http_app(call)->flow, &ask, ret);
}

/* As the form says them: what is not ticked after a form was sent has a fault. */
static size_t read_points(struct http_call *call, const struct pledge_points *points, bool sent,
                          const struct web_pledge_point **ret) {
    struct web_pledge_point *list = NEW(call->arena, struct web_pledge_point, points->count + 1);
    bool english = http_english(call);
    size_t affirmed = 0;
    for (size_t i = 0; i < points->count; i++) {
        const struct law_pledge *p = points->list[i];
        const char *field = arena_printf(call->arena, "butir-%.*s", STR_ARG(p->row.id)).ptr;
        list[i].id = p->row.id;
        list[i].text = law_say(p->text, english);
        list[i].cite = p->row.cite;
        list[i].affirmed = sent && http_form(call, field).len;
        affirmed += list[i].affirmed;
        if (sent && !list[i].affirmed)
            list[i].error = web_text(WEB_T_PLEDGE_POINT_ERROR, english);
    }
    *ret = list;
    return affirmed;
}

/* The person's own questions, each held against the law; all right: true. */
static bool read_check(struct http_call *call, const struct flow_pledge_seen *seen, bool sent,
                       struct web_pledge *v) {
    static const enum web_may MAY[] = {
        [LAW_ALLOWED] = WEB_MAY, [LAW_AVOID] = WEB_RATHER_NOT, [LAW_FORBIDDEN] = WEB_MUST_NOT};
    const struct pledge_check_of of = {seen->link, seen->person.class, seen->round.election,
                                       seen->round.opens};
    struct pledge_check check = {0};
    if (seen->state == FLOW_PLEDGE_OPEN)
        check = pledge_check(call->arena, http_law(call), &of);
    struct web_pledge_question *list =
        NEW(call->arena, struct web_pledge_question, check.count + 1);
    bool right = true;
    for (size_t i = 0; i < check.count; i++) {
        const struct pledge_question *q = &check.list[i];
        const char *field = arena_printf(call->arena, "soal-%.*s", STR_ARG(q->topic->row.id)).ptr;
        list[i].id = q->topic->row.id;
        list[i].text = law_say(q->topic->question, http_english(call));
        list[i].verdict = MAY[q->verdict];
        list[i].chosen = sent ? http_form(call, field) : (struct str){0};
        list[i].missing = sent && !list[i].chosen.len;
        list[i].wrong =
            sent && list[i].chosen.len && !str_equal(list[i].chosen, law_verdict_name(q->verdict));
        right = right && !list[i].missing && !list[i].wrong;
    }
    v->questions = list;
    v->question_count = check.count;
    return right;
}

static struct err show(struct http_call *call, int status, const struct flow_pledge_seen *seen,
                       struct web_pledge *v) {
    v->address = address_of(call);
    v->link = http_param(call, "link");
    v->state = seen->state;
    v->kind = http_round_label(call, seen->round.kind);
    v->name = seen->person.name;
    v->unit = seen->person.unit;
    v->office = http_english(call) ? seen->office.name_en : seen->office.name;
    v->opens = seen->round.opens;
    v->closes = seen->round.closes;
    v->point_count = seen->points.count;
    v->asks_nip = seen->asks_nip;
    v->index = seen->index;
    if (seen->state == FLOW_PLEDGE_SIGNED) {
        struct err e = flow_pledge_receipt(http_app(call)->flow, http_reader(call), call->arena,
                                           seen->index, &v->receipt);
        if (e.code)
            return e;
    }
    struct web_common c = http_common(call);
    web_render_pledge(call->out, v, &c);
    return http_page(call, status);
}

struct err page_pledge_get(struct http_call *call) {
    struct flow_pledge_seen seen;
    struct web_pledge v = {0};
    struct err e = see(call, &seen);
    if (e.code)
        return e;
    (void)read_points(call, &seen.points, false, &v.points);
    (void)read_check(call, &seen, false, &v);
    return show(call, 200, &seen, &v);
}

/* A wrong NIP is a try, as a wrong code is; the writer says whether it was one. */
struct err page_pledge_post(struct http_call *call) {
    struct signing *x = NEW(call->arena, struct signing, 1);
    struct err e = see(call, &x->sign.seen);
    if (e.code)
        return e;
    struct web_pledge v = {.nip = {.value = http_form(call, "nip")}};
    x->sign.affirmed = read_points(call, &x->sign.seen.points, true, &x->points);
    x->sign.checked = read_check(call, &x->sign.seen, true, &v);
    v.points = x->points;
    x->questions = v.questions;
    x->question_count = v.question_count;
    e = http_limit_ask(call, HTTP_LIMIT_CODE);
    if (e.code)
        return show(call, 429, &x->sign.seen, &v);
    x->sign.job.arena = call->arena;
    x->sign.link = http_param(call, "link");
    x->sign.nip = http_form(call, "nip");
    x->sign.now = call->now;
    flow_pledge_prepare(http_app(call)->flow, &x->sign);
    call->state = x;
    return http_write(call, &x->sign.job);
}

struct err page_pledge_done(struct http_call *call) {
    const struct signing *x = call->state;
    struct err e = x->sign.job.result;
    struct web_pledge v = {.points = x->points,
                           .questions = x->questions,
                           .question_count = x->question_count,
                           .nip = {.value = x->sign.nip}};
    if (!e.code)
        return http_reply_redirect(call, address_of(call));
    if (e.code == ERR_CONFLICT && str_equal(e.about, STR("pledge")))
        return show(call, 409, &x->sign.seen, &v);
    if (e.code != ERR_INVALID)
        return e;
    if (str_equal(e.about, STR("nip"))) {
        const bool empty = !str_trim(x->sign.nip).len; /* no try */
        if (!empty)
            http_limit_failed(call, HTTP_LIMIT_CODE);
        v.nip.error = http_text(call, empty ? WEB_T_PLEDGE_NIP_EMPTY : WEB_T_PLEDGE_NIP_ERROR);
    }
    v.faulty = true;
    return show(call, 422, &x->sign.seen, &v);
}
