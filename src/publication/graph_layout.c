#include <string.h>

#include "publication/graph_internal.h"

/* Phases become bands, in their order; a finished state stands in the band of the first step that
 * leads to it. In a band, layers are longest paths from its first states, arrows that would run
 * backwards left out; six layers are a row. */

bool graph_is_loop(const struct law_step *step) {
    for (size_t i = 0; i < step->outcome_count; i++)
        if (step->from_count != 1 || step->outcomes[i].to != step->from[0])
            return false;
    return true;
}

bool graph_is_drawn(const struct publication_box *from, const struct publication_box *to) {
    return from->band == to->band && from->row == to->row && to->layer > from->layer;
}

struct str graph_say(const struct graph_work *w, struct law_text text) {
    return law_say(text, w->out->english);
}

struct str graph_office(const struct graph_work *w, struct str id) {
    const struct law_office *office = law_office(w->law, id);
    struct str label = office ? graph_say(w, office->label) : id;
    struct str rest = label, first = str_trim(str_cut(&rest, '('));
    return first.len ? first : label;
}

static int phase_band(const struct graph_work *w, enum law_phase phase) {
    for (size_t i = 0; i < w->out->band_count; i++)
        if (w->out->bands[i].phase == phase)
            return (int)i;
    return 0;
}

static void make_bands(struct graph_work *w) {
    static const struct law_text LABELS[] = {
        [LAW_INTAKE] = {STR_INIT("Penerimaan"), STR_INIT("Intake")},
        [LAW_EXAMINATION] = {STR_INIT("Pemeriksaan"), STR_INIT("Examination")},
        [LAW_WITH_BKN] = {STR_INIT("Di BKN"), STR_INIT("At BKN")},
        [LAW_WITH_PPK] = {STR_INIT("Di PPK"), STR_INIT("With the appointing authority")},
    };
    w->out->bands = NEW(w->a, struct publication_band, COUNT_OF(LABELS));
    for (size_t p = 0; p < COUNT_OF(LABELS); p++)
        for (size_t i = 0; i < w->rules->state_count; i++)
            if (w->rules->states[i].phase == (enum law_phase)p) {
                w->out->bands[w->out->band_count++] = (struct publication_band){
                    .phase = (enum law_phase)p, .label = graph_say(w, LABELS[p])};
                break;
            }
}

static void band_states(struct graph_work *w) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->state_count; i++)
        w->state_band[i] = r->states[i].terminal ? -1 : phase_band(w, r->states[i].phase);
    for (size_t i = 0; i < r->step_count; i++) {
        w->step_band[i] = w->state_band[graph_state_index(w, r->steps[i].from[0])];
        for (size_t k = 0; k < r->steps[i].outcome_count; k++) {
            int *band = &w->state_band[graph_state_index(w, r->steps[i].outcomes[k].to)];
            *band = *band < 0 ? w->step_band[i] : *band;
        }
    }
    for (size_t i = 0; i < r->state_count; i++)
        w->state_band[i] = w->state_band[i] < 0 ? 0 : w->state_band[i];
}

/* Depth of a state on the longest path in its band. visiting: on the way down to here, so that an
 * arrow back to it is left out. */
struct ranking {
    struct graph_work *w;
    int *layer; /* of each state */
    bool *visiting;
    int *step_layer;
};

static void descend(struct ranking *k, int state, int layer) {
    const struct law_rulebook *r = k->w->rules;
    if (k->visiting[state] || layer <= k->layer[state])
        return;
    k->layer[state] = layer;
    k->visiting[state] = true;
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *step = &r->steps[i];
        bool from = false;
        for (size_t f = 0; f < step->from_count; f++)
            from = from || step->from[f] == &r->states[state];
        if (!from || k->w->step_band[i] != k->w->state_band[state] || graph_is_loop(step))
            continue;
        for (size_t o = 0; o < step->outcome_count; o++) {
            int to = graph_state_index(k->w, step->outcomes[o].to);
            if (k->w->state_band[to] == k->w->state_band[state])
                descend(k, to, layer + 2);
        }
    }
    k->visiting[state] = false;
}

static bool reached_from_band(const struct graph_work *w, size_t state) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->step_count; i++)
        for (size_t o = 0; o < r->steps[i].outcome_count; o++)
            if (r->steps[i].outcomes[o].to == &r->states[state] &&
                w->step_band[i] == w->state_band[state] && !graph_is_loop(&r->steps[i]))
                return true;
    return false;
}

/* A band's first states are those that no step of the band leads to; where steps go round, the
 * first of the file begins. */
static void rank_states(struct ranking *k) {
    const struct law_rulebook *r = k->w->rules;
    for (size_t i = 0; i < r->state_count; i++)
        k->layer[i] = -1;
    for (size_t i = 0; i < r->state_count; i++)
        if (!reached_from_band(k->w, i))
            descend(k, (int)i, 0);
    for (size_t i = 0; i < r->state_count; i++)
        if (k->layer[i] < 0)
            descend(k, (int)i, 0);
}

/* A step stands right of the first state that it leaves, and left of what it leads to where it can:
 * of several states the one in its band that lies furthest left of its outcomes. */
static void rank_steps(struct ranking *k) {
    const struct law_rulebook *r = k->w->rules;
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *step = &r->steps[i];
        int first = k->layer[graph_state_index(k->w, step->from[0])], best = first,
            goal = INT32_MAX;
        for (size_t o = 0; o < step->outcome_count; o++) {
            int to = graph_state_index(k->w, step->outcomes[o].to);
            if (k->w->state_band[to] == k->w->step_band[i] && k->layer[to] > first &&
                k->layer[to] < goal)
                goal = k->layer[to];
        }
        for (size_t f = 0; f < step->from_count; f++) {
            int from = graph_state_index(k->w, step->from[f]);
            if (k->w->state_band[from] == k->w->step_band[i] && k->layer[from] > best &&
                k->layer[from] < goal)
                best = k->layer[from];
        }
        k->step_layer[i] = best + 1;
    }
}

static void make_boxes(struct graph_work *w, const struct ranking *k) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->state_count; i++) {
        w->state_box[i] = (int)w->out->box_count;
        w->out->boxes[w->out->box_count++] =
            (struct publication_box){.kind = PUBLICATION_STATE_BOX,
                                     .index = (int)i,
                                     .band = w->state_band[i],
                                     .row = k->layer[i] / GRAPH_LAYERS,
                                     .layer = k->layer[i] % GRAPH_LAYERS,
                                     .w = GRAPH_STATE_WIDTH};
    }
    for (size_t i = 0; i < r->step_count; i++) {
        w->step_box[i] = graph_is_loop(&r->steps[i]) ? -1 : (int)w->out->box_count;
        if (w->step_box[i] < 0)
            continue;
        w->out->boxes[w->out->box_count++] =
            (struct publication_box){.kind = PUBLICATION_STEP_BOX,
                                     .index = (int)i,
                                     .band = w->step_band[i],
                                     .row = k->step_layer[i] / GRAPH_LAYERS,
                                     .layer = k->step_layer[i] % GRAPH_LAYERS,
                                     .w = GRAPH_STEP_WIDTH};
    }
}

static int office_lane(const struct graph_work *w, struct str id) {
    for (size_t i = 0; i < w->law->office_count; i++)
        if (str_equal(w->law->offices[i].id, id))
            return (int)i;
    return (int)w->law->office_count; /* a role, whose holder depends on the day */
}

/* Who acts: a step's actor; whom a state waits for; of a finished state who brought it there. */
static void set_lanes(struct graph_work *w) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->state_count; i++)
        w->out->boxes[w->state_box[i]].lane =
            r->states[i].terminal ? -1 : office_lane(w, r->states[i].waits_for);
    for (size_t i = 0; i < r->step_count; i++) {
        int lane = office_lane(w, r->steps[i].actor);
        if (w->step_box[i] >= 0)
            w->out->boxes[w->step_box[i]].lane = lane;
        for (size_t o = 0; o < r->steps[i].outcome_count; o++) {
            int *of =
                &w->out->boxes[w->state_box[graph_state_index(w, r->steps[i].outcomes[o].to)]].lane;
            *of = *of < 0 ? lane : *of;
        }
    }
}

/* Numbers in reading order: phase, row, layer, then as the file has them. */
static void number_states(struct graph_work *w) {
    int number = 0;
    enum { ROWS_MAX = 64 };
    for (int band = 0; band < (int)w->out->band_count; band++)
        for (int row = 0; row < ROWS_MAX; row++)
            for (int layer = 0; layer < GRAPH_LAYERS; layer++)
                for (size_t i = 0; i < w->rules->state_count; i++) {
                    struct publication_box *b = &w->out->boxes[w->state_box[i]];
                    if (b->band == band && b->row == row && b->layer == layer)
                        b->number = ++number;
                }
}

static size_t edges_at_most(const struct law_rulebook *r) {
    size_t n = 0;
    for (size_t i = 0; i < r->step_count; i++)
        n += r->steps[i].from_count + r->steps[i].outcome_count;
    return n;
}

struct publication_graph publication_graph_layout(struct arena *a, const struct law *law,
                                                  const struct law_rulebook *rules, bool english) {
    size_t edges = edges_at_most(rules);
    struct publication_graph out = {.rules = rules, .english = english};
    struct graph_work w = {.a = a, .law = law, .rules = rules, .out = &out};
    out.boxes = NEW(a, struct publication_box,
                    rules->state_count + rules->step_count + edges * GRAPH_LAYERS);
    out.edges = NEW(a, struct publication_edge, edges * GRAPH_LAYERS + 1);
    w.state_box = NEW(a, int, rules->state_count);
    w.state_band = NEW(a, int, rules->state_count);
    w.step_box = NEW(a, int, rules->step_count);
    w.step_band = NEW(a, int, rules->step_count);
    struct ranking k = {&w, NEW(a, int, rules->state_count), NEW(a, bool, rules->state_count),
                        NEW(a, int, rules->step_count)};
    make_bands(&w);
    band_states(&w);
    rank_states(&k);
    rank_steps(&k);
    make_boxes(&w, &k);
    set_lanes(&w);
    number_states(&w);
    graph_mark_clocks(&w);
    graph_fill(&w);
    graph_place(&w);
    return out;
}
