#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/rules.h"

/* A3: a procedure as a picture, part by part, and the same rows as a list for whoever does not see
 * pictures. GET prosedur ("pilkada-2024@1"), bagian (a part's name). */

static const struct str DRAWING_TYPE = STR_INIT("image/svg+xml; charset=utf-8");

static struct err read_drawing(struct http_call *call, struct publication_drawing *ret) {
    const struct law *law = http_law(call);
    *ret =
        (struct publication_drawing){.law = law,
                                     .rules = law_rulebook_named(law, http_query(call, "prosedur")),
                                     .part = http_query(call, "bagian"),
                                     .english = http_english(call)};
    if (!ret->rules)
        return ERR(ERR_MISSING, STR("procedure"));
    size_t count;
    const struct publication_part *parts = publication_graph_parts(call->arena, ret, &count);
    if (!ret->part.len && count)
        ret->part = parts[0].name;
    return OK;
}

struct err page_drawing_get(struct http_call *call) {
    struct publication_drawing of;
    struct publication_graph graph;
    struct err e = read_drawing(call, &of);
    if (!e.code)
        e = publication_graph_layout(call->arena, &of, &graph);
    if (e.code)
        return e;
    publication_graph_write(call->out, &graph);
    if (buf_full(call->out))
        return ERR(ERR_IO, STR("drawing"));
    return http_reply(call, 200, DRAWING_TYPE.ptr);
}

/* --- the list --- */

struct listing {
    struct http_call *call;
    const struct publication_drawing *of;
    const struct law_rulebook *rules; /* of the part */
};

static struct str office(const struct listing *l, struct str id) {
    const struct law_span span = {l->of->rules->from, l->of->rules->to};
    return law_office_names(l->call->arena, l->of->law, id, span, l->of->english);
}

static struct web_drawn_step step_view(const struct listing *l, const struct law_step *step,
                                       const struct law_state *state) {
    struct web_drawn_outcome *outcomes =
        NEW(l->call->arena, struct web_drawn_outcome, step->outcome_count + 1);
    for (size_t i = 0; i < step->outcome_count; i++)
        outcomes[i] =
            (struct web_drawn_outcome){law_say(step->outcomes[i].label, l->of->english),
                                       law_say(step->outcomes[i].to->label, l->of->english)};
    struct str doer = law_step_doer(step, state);
    return (struct web_drawn_step){
        .row = step->id,
        .label = law_say(step->label, l->of->english),
        .actor = office(l, doer),
        .recorder = str_equal(doer, step->actor) ? STR("") : office(l, step->actor),
        .outcomes = outcomes,
        .outcome_count = step->outcome_count};
}

static struct web_drawn_state state_view(const struct listing *l, const struct law_state *state) {
    struct web_drawn_step *steps =
        NEW(l->call->arena, struct web_drawn_step, l->rules->step_count + 1);
    struct web_drawn_state v = {.label = law_say(state->label, l->of->english), .steps = steps};
    if (state->waits_for.len)
        v.waits_for = office(l, state->waits_for);
    for (size_t i = 0; i < l->rules->step_count; i++)
        if (law_step_leaves(&l->rules->steps[i], state))
            steps[v.step_count++] = step_view(l, &l->rules->steps[i], state);
    return v;
}

static void fill_states(struct listing *l, struct web_graph *v) {
    struct web_drawn_state *list =
        NEW(l->call->arena, struct web_drawn_state, l->rules->state_count + 1);
    for (size_t i = 0; i < l->rules->state_count; i++) {
        struct web_drawn_state state = state_view(l, &l->rules->states[i]);
        if (state.step_count) /* an end is told by the steps that lead to it */
            list[v->state_count++] = state;
    }
    v->states = list;
}

static void fill_parts(struct http_call *call, const struct publication_drawing *of,
                       struct web_graph *v) {
    size_t count;
    const struct publication_part *parts = publication_graph_parts(call->arena, of, &count);
    struct web_option *list = NEW(call->arena, struct web_option, count + 1);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct web_option){.value = parts[i].name, .label = parts[i].label};
        if (str_equal(parts[i].name, of->part))
            v->label = parts[i].label;
    }
    v->parts = list;
    v->part_count = count;
    v->part = of->part;
}

struct err page_graph_get(struct http_call *call) {
    struct publication_drawing of;
    struct law_rulebook rules;
    struct err e = read_drawing(call, &of);
    if (!e.code)
        e = publication_graph_part(call->arena, &of, &rules);
    if (e.code)
        return e;
    struct listing l = {call, &of, &rules};
    struct web_graph v = {
        .procedure = law_say(of.rules->label, of.english),
        .name = arena_printf(call->arena, "%.*s@%d", STR_ARG(of.rules->regime), of.rules->version)};
    fill_parts(call, &of, &v);
    fill_states(&l, &v);
    struct web_common c = http_common(call);
    c.path = WEB_PATH_RULES;
    web_render_graph(call->out, &v, &c);
    return http_page(call, 200);
}
