#include "http/activity_view.h"
#include "http/handlers.h"
#include "http/page_figures.h"
#include "http/risk_view.h"

#include "base/regions.h"
#include "flow/boundaries.h"
#include "flow/weigh.h"
#include "web/put.h"
#include "web/text.h"

/* A4: the weights of an index are tried, seen and published: the map of risk with a form beside it
 * (flow/weigh.h); a version from before is published again by one button. What it is made of is
 * another page (page_compose.c). Without JavaScript, as everything: a trial is an address,
 * publishing is a form that only a trial without faults has. */

/* --- what was published --- */

static struct str weights_text(struct http_call *call, const struct risk_index *index) {
    enum { CEILING = 4096, HUNDRED = 100 };
    struct buf out;
    buf_init(&out, CEILING);
    for (size_t d = 0; d < index->dimension_count; d++) {
        struct str label = law_say(index->dimensions[d].label, http_english(call));
        buf_add(&out, arena_printf(call->arena, "%s%.*s ", d ? "; " : "", STR_ARG(label)));
        web_put_hundredths(&out, index->dimensions[d].weight, http_english(call));
        for (size_t i = 0; i < index->indicator_count; i++) {
            if (index->indicators[i].dimension != d)
                continue;
            label = law_say(index->indicators[i].label, http_english(call));
            buf_add(&out, arena_printf(call->arena, ", %.*s ", STR_ARG(label)));
            web_put_hundredths(&out, index->indicators[i].weight, http_english(call));
        }
    }
    struct str text = arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    return text;
}

static struct err fill_history(struct http_call *call, const struct http_risk *r,
                               struct web_risk *v) {
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    const struct risk_index *file = risk_index_find(rules, r->x.risk.index->id);
    const struct flow_weighed_of ask = {rules, file, FLOW_WEIGHED_SHOWN};
    struct flow_weighings of;
    struct err e = flow_weighed(http_reader(call), call->arena, &ask, &of);
    size_t count = e.code ? 0 : of.count;
    struct web_risk_weighed *rows = NEW(call->arena, struct web_risk_weighed, count + 1);
    for (size_t i = 0; i < count && !e.code; i++) {
        const struct flow_weighed *w = &of.list[i];
        rows[i] = (struct web_risk_weighed){.index = w->index,
                                            .at = w->at,
                                            .weights = weights_text(call, w->made),
                                            .reason = w->reason,
                                            .of_file = w->again == FLOW_AGAIN_FILE,
                                            .repeats = w->again >= 0,
                                            .again = w->again,
                                            .in_use = w == of.now};
        e = http_office_name(call, w->office, &rows[i].office);
    }
    if (e.code)
        return e;
    v->history = rows;
    v->history_count = count;
    v->unfit = http_risk_unfit(of.unfit);
    v->unfit_index = of.unfit_index;
    v->unfit_at = of.unfit_at;
    return OK;
}

/* --- the page --- */

/* What publishing did not do; empty and false: nothing was asked. */
struct refusal {
    struct str reason_error;
    bool changed; /* others were first */
};

static struct err show(struct http_call *call, const struct http_risk *r, struct refusal refusal) {
    struct web_risk v = {0};
    struct err e = r->x.risk.index ? http_risk_fill(call, r, &v) : ERR(ERR_MISSING, STR("index"));
    if (!e.code)
        e = fill_history(call, r, &v);
    if (e.code)
        return e;
    v.may_publish = flow_may(http_staff(call), FLOW_INDEX_WEIGH);
    v.changed = refusal.changed;
    v.reason = (struct web_input){str_trim(http_form(call, "alasan")), refusal.reason_error};
    v.boundaries = flow_boundaries_unread(http_app(call)->flow);
    v.done = http_query(call, "pesan").len && v.weighed && !v.tried && !v.bad;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_RULES;
    web_render_risk(call->out, &v, &c);
    return http_page(call, refusal.changed                               ? err_http(ERR_CONFLICT)
                           : r->weights->bad || refusal.reason_error.len ? 422
                                                                         : 200);
}

struct err page_weigh_get(struct http_call *call) {
    struct http_risk r;
    struct err e = http_risk_look(call, NULL, &r);
    return e.code ? e : show(call, &r, (struct refusal){0});
}

/* --- publishing --- */

/* What the form wants published: a version from before (versi=N; -1: the file), else weights. */
static struct err read_wanted(struct http_call *call, const struct http_risk *r,
                              struct flow_weigh *x) {
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    const struct risk_index *made = risk_index_find(rules, x->id);
    struct flow_weighings of;
    x->again = FLOW_AGAIN_NONE;
    if (!http_form(call, "versi").len) {
        x->definition = risk_index_text(call->arena, r->x.risk.index);
        return OK;
    }
    const struct flow_weighed_of ask = {rules, made, FLOW_WEIGHED_SHOWN};
    struct err e = flow_weighed(http_reader(call), call->arena, &ask, &of);
    if (e.code)
        return e;
    bool found = str_to_int(http_form(call, "versi"), &x->again) && x->again == FLOW_AGAIN_FILE;
    for (size_t i = 0; i < of.count && !found; i++)
        if (of.list[i].index == x->again) {
            made = of.list[i].made;
            found = true;
        }
    x->definition = risk_index_text(call->arena, made);
    return found ? OK : ERR(ERR_MISSING, STR("index"));
}

struct err page_weigh_post(struct http_call *call) {
    struct http_risk r;
    const struct region *province; /* that there is one is asked before anything is published */
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = http_province_asked(call, &province);
    if (!e.code)
        e = http_risk_look(call, NULL, &r);
    if (e.code)
        return e;
    struct flow_weigh *x = NEW(call->arena, struct flow_weigh, 1);
    if (!r.x.risk.index)
        return ERR(ERR_MISSING, STR("index"));
    if (r.weights->bad || !str_to_int(http_form(call, "dasar"), &x->seen))
        return show(call, &r, (struct refusal){0}); /* the faults, or a trial nobody looked at */
    x->id = r.x.risk.index->id;
    x->reason = str_trim(http_form(call, "alasan"));
    if (!flow_weigh_reason_fits(x->reason))
        return show(call, &r,
                    (struct refusal){.reason_error = http_text(call, WEB_T_COMPOSE_REASON_LONG)});
    e = read_wanted(call, &r, x);
    return e.code ? e : http_weigh(call, x);
}

struct err http_weigh(struct http_call *call, struct flow_weigh *x) {
    x->job.arena = call->arena;
    x->staff = *http_staff(call);
    x->now = call->now;
    flow_weigh_prepare(http_app(call)->flow, x);
    call->state = x;
    return http_write(call, &x->job);
}

bool http_weigh_was_late(const struct flow_weigh *x) {
    struct err e = x->job.result;
    return e.code == ERR_CONFLICT && str_equal(e.about, STR("weights"));
}

struct err page_weigh_done(struct http_call *call) {
    const struct flow_weigh *x = call->state;
    struct http_risk r;
    struct err e = x->job.result;
    if (http_weigh_was_late(x)) { /* the same trial, beside what holds now */
        e = http_risk_look(call, NULL, &r);
        return e.code ? e : show(call, &r, (struct refusal){.changed = true});
    }
    if (e.code)
        return e;
    const struct region *province;
    e = http_province_asked(call, &province);
    if (e.code)
        return e;
    return http_reply_redirect(call, arena_printf(call->arena, "%.*s?pakai=%.*s&pesan=1%s%.*s",
                                                  STR_ARG(http_path(call, WEB_PATH_WEIGH)),
                                                  STR_ARG(x->id), province ? "&provinsi=" : "",
                                                  STR_ARG(province ? province->code : STR(""))));
}
