#include <string.h>

#include "publication/graph_internal.h"

/* Phases become bands, in their order; a finished state stands in the band of the first step that
 * leads to it. What hangs together in a band is a group: each has rows of its own, but for small
 * ones, which share. In a group, layers are longest paths from its first states, arrows that would
 * run backwards left out; six layers are a row. */

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
    return law_office_names(w->a, w->law, id, (struct law_span){w->rules->from, w->rules->to},
                            w->out->english);
}

struct str graph_actor(const struct law_step *step) {
    return law_step_doer(step, step->from_count ? step->from[0] : NULL);
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
        [LAW_WITH_PPK] = {STR_INIT("Di pejabat yang memutuskan"), STR_INIT("With whoever decides")},
    };
    w->out->bands = NEW(w->a, struct publication_band, COUNT_OF(LABELS));
    for (size_t p = 0; p < COUNT_OF(LABELS); p++)
        for (size_t i = 0; i < w->rules->state_count; i++)
            if (w->rules->states[i].phase == (enum law_phase)p) {
                w->out->bands[w->out->band_count++] = (struct publication_band){
                    .phase = (enum law_phase)p,
                    .label = w->out->overview ? w->out->part : graph_say(w, LABELS[p])};
                break;
            }
}

static void band_states(struct graph_work *w) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->state_count; i++)
        w->state_band[i] = r->states[i].terminal ? -1 : phase_band(w, r->states[i].phase);
    for (size_t i = 0; i < r->step_count; i++) {
        int from = w->state_band[graph_state_index(w, r->steps[i].from[0])];
        w->step_band[i] = from < 0 ? phase_band(w, r->steps[i].from[0]->phase) : from;
        for (size_t k = 0; k < r->steps[i].outcome_count; k++) {
            int *band = &w->state_band[graph_state_index(w, r->steps[i].outcomes[k].to)];
            *band = *band < 0 ? w->step_band[i] : *band;
        }
    }
    for (size_t i = 0; i < r->state_count; i++)
        w->state_band[i] = w->state_band[i] < 0 ? 0 : w->state_band[i];
}

/* States of a band that steps join get one number; finished ones go with the first step. */
static void join(struct graph_work *w, int a, int b) {
    int from = w->group[a], to = w->group[b];
    for (size_t i = 0; i < w->rules->state_count; i++)
        if (w->group[i] == from)
            w->group[i] = to;
}

static void join_states(struct graph_work *w, const struct law_step *step) {
    int first = graph_state_index(w, step->from[0]);
    for (size_t f = 1; f < step->from_count; f++) {
        int from = graph_state_index(w, step->from[f]);
        if (w->state_band[from] == w->state_band[first])
            join(w, from, first);
    }
    for (size_t o = 0; o < step->outcome_count; o++) {
        int to = graph_state_index(w, step->outcomes[o].to);
        if (w->state_band[to] == w->state_band[first] && !w->rules->states[to].terminal)
            join(w, to, first);
    }
}

static void group_states(struct graph_work *w) {
    const struct law_rulebook *r = w->rules;
    bool *placed = NEW(w->a, bool, r->state_count);
    for (size_t i = 0; i < r->state_count; i++)
        w->group[i] = (int)i;
    for (size_t i = 0; i < r->step_count; i++)
        join_states(w, &r->steps[i]);
    for (size_t i = 0; i < r->step_count; i++)
        for (size_t o = 0; o < r->steps[i].outcome_count; o++) {
            int to = graph_state_index(w, r->steps[i].outcomes[o].to);
            int from = graph_state_index(w, r->steps[i].from[0]);
            if (r->states[to].terminal && !placed[to] && w->state_band[to] == w->state_band[from]) {
                w->group[to] = w->group[from];
                placed[to] = true;
            }
        }
    for (size_t i = 0; i < r->step_count; i++)
        w->step_group[i] = w->group[graph_state_index(w, r->steps[i].from[0])];
}

/* Whether a state of another part is one that this part's steps leave: here the part begins, so
 * what leads back there is no way on, and its arrow would hide where the others begin. */
static bool is_beginning(const struct graph_work *w, size_t state) {
    if (!w->excerpt->from[state].len)
        return false;
    for (size_t i = 0; i < w->rules->step_count; i++)
        if (law_step_leaves(&w->rules->steps[i], &w->rules->states[state]))
            return true;
    return false;
}

/* Depth of a state on the longest path in its group. visiting: on the way down to here, so that an
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
        if (!from || k->w->step_group[i] != k->w->group[state] || graph_is_loop(step))
            continue;
        for (size_t o = 0; o < step->outcome_count; o++) {
            int to = graph_state_index(k->w, step->outcomes[o].to);
            if (k->w->group[to] == k->w->group[state] && !is_beginning(k->w, (size_t)to))
                descend(k, to, layer + 2);
        }
    }
    k->visiting[state] = false;
}

static bool reached_from_group(const struct graph_work *w, size_t state) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->step_count && !is_beginning(w, state); i++)
        for (size_t o = 0; o < r->steps[i].outcome_count; o++)
            if (r->steps[i].outcomes[o].to == &r->states[state] &&
                w->step_group[i] == w->group[state] && !graph_is_loop(&r->steps[i]))
                return true;
    return false;
}

/* A group's first states are those that no step of the group leads to; where steps go round, the
 * first of the file begins. */
static void rank_states(struct ranking *k) {
    const struct law_rulebook *r = k->w->rules;
    for (size_t i = 0; i < r->state_count; i++)
        k->layer[i] = -1;
    for (size_t i = 0; i < r->state_count; i++)
        if (!reached_from_group(k->w, i))
            descend(k, (int)i, 0);
    for (size_t i = 0; i < r->state_count; i++)
        if (k->layer[i] < 0)
            descend(k, (int)i, 0);
}

/* A step stands right of the first state that it leaves, and left of what it leads to where it can:
 * of several states the one in its group that lies furthest left of its outcomes. */
static void rank_steps(struct ranking *k) {
    const struct law_rulebook *r = k->w->rules;
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *step = &r->steps[i];
        int first = k->layer[graph_state_index(k->w, step->from[0])], best = first,
            goal = INT32_MAX;
        for (size_t o = 0; o < step->outcome_count; o++) {
            int to = graph_state_index(k->w, step->outcomes[o].to);
            if (k->w->group[to] == k->w->step_group[i] && k->layer[to] > first &&
                k->layer[to] < goal)
                goal = k->layer[to];
        }
        for (size_t f = 0; f < step->from_count; f++) {
            int from = graph_state_index(k->w, step->from[f]);
            if (k->w->group[from] == k->w->step_group[i] && k->layer[from] > best &&
                k->layer[from] < goal)
                best = k->layer[from];
        }
        k->step_layer[i] = best + 1;
    }
}

/* The first row of each group in its band. Groups of at most a step and what it leads to share the
 * last one. */
static void offset_rows(struct graph_work *w, const struct ranking *k, int *offsets) {
    enum { SMALL = 2 };
    const struct law_rulebook *r = w->rules;
    for (int band = 0; band < (int)w->out->band_count; band++) {
        int next = 0;
        for (int small = 0; small < 2; small++)
            for (size_t g = 0; g < r->state_count; g++) {
                int deepest = -1;
                for (size_t i = 0; i < r->state_count; i++)
                    if (w->group[i] == (int)g && w->state_band[i] == band && k->layer[i] > deepest)
                        deepest = k->layer[i];
                for (size_t i = 0; i < r->step_count; i++)
                    if (w->step_group[i] == (int)g && deepest >= 0 && k->step_layer[i] > deepest &&
                        !graph_is_loop(&r->steps[i]))
                        deepest = k->step_layer[i];
                if (deepest < 0 || (deepest <= SMALL) != small)
                    continue;
                offsets[g] = next;
                next += small ? 0 : deepest / GRAPH_LAYERS + 1;
            }
    }
}

static bool is_left(const struct graph_work *w, size_t state) {
    for (size_t i = 0; i < w->rules->step_count; i++)
        if (law_step_leaves(&w->rules->steps[i], &w->rules->states[state]))
            return true;
    return false;
}

/* Ends that the steps at the end of a row lead to stand side by side in the next one. */
static void lay_ends(struct graph_work *w, const struct ranking *k) {
    for (size_t i = 0; i < w->rules->state_count; i++) {
        struct publication_box *box = &w->out->boxes[w->state_box[i]];
        int before = 0;
        if (!k->layer[i] || k->layer[i] % GRAPH_LAYERS || is_left(w, i))
            continue;
        for (size_t o = 0; o < i; o++)
            before += w->group[o] == w->group[i] && k->layer[o] == k->layer[i] && !is_left(w, o);
        box->layer = before % (GRAPH_LAYERS / 2) * 2;
    }
}

static void make_boxes(struct graph_work *w, const struct ranking *k) {
    const struct law_rulebook *r = w->rules;
    int *offsets = NEW(w->a, int, r->state_count);
    offset_rows(w, k, offsets);
    for (size_t i = 0; i < r->state_count; i++) {
        w->state_box[i] = (int)w->out->box_count;
        w->out->boxes[w->out->box_count++] =
            (struct publication_box){.kind = PUBLICATION_STATE_BOX,
                                     .index = (int)i,
                                     .elsewhere = w->excerpt->from[i].len > 0,
                                     .band = w->state_band[i],
                                     .row = offsets[w->group[i]] + k->layer[i] / GRAPH_LAYERS,
                                     .layer = k->layer[i] % GRAPH_LAYERS,
                                     .w = GRAPH_STATE_WIDTH};
    }
    for (size_t i = 0; i < r->step_count; i++) {
        w->step_box[i] = graph_is_loop(&r->steps[i]) ? -1 : (int)w->out->box_count;
        if (w->step_box[i] < 0)
            continue;
        w->out->boxes[w->out->box_count++] = (struct publication_box){
            .kind = PUBLICATION_STEP_BOX,
            .index = (int)i,
            .band = w->step_band[i],
            .row = offsets[w->step_group[i]] + k->step_layer[i] / GRAPH_LAYERS,
            .layer = k->step_layer[i] % GRAPH_LAYERS,
            .w = GRAPH_STEP_WIDTH};
    }
}

static int office_lane(const struct graph_work *w, struct str id) {
    for (size_t i = 0; i < w->law->office_count; i++)
        if (str_equal(w->law->offices[i].id, id))
            return (int)i;
    for (size_t i = 0; i < w->law->authority_count; i++)
        if (str_equal(w->law->authorities[i].role, id))
            return (int)(w->law->office_count + i); /* a role, whose holder depends on the day */
    return (int)(w->law->office_count + w->law->authority_count);
}

/* Who acts: a step's actor; whom a state waits for (a part of the overview: first); of a finished
 * state who brought it there. */
static void set_lanes(struct graph_work *w) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->state_count; i++)
        w->out->boxes[w->state_box[i]].lane = r->states[i].terminal && !w->out->overview
                                                  ? -1
                                                  : office_lane(w, r->states[i].waits_for);
    for (size_t i = 0; i < r->step_count; i++) {
        int lane = office_lane(w, graph_actor(&r->steps[i]));
        if (w->step_box[i] >= 0)
            w->out->boxes[w->step_box[i]].lane = lane;
        for (size_t o = 0; o < r->steps[i].outcome_count; o++) {
            int *of =
                &w->out->boxes[w->state_box[graph_state_index(w, r->steps[i].outcomes[o].to)]].lane;
            *of = *of < 0 ? lane : *of;
        }
    }
}

/* An end that only a step of this part leaves stands with who takes it. */
static void set_lanes_of_ends(struct graph_work *w) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->step_count; i++)
        for (size_t f = 0; f < r->steps[i].from_count; f++) {
            int *of = &w->out->boxes[w->state_box[graph_state_index(w, r->steps[i].from[f])]].lane;
            *of = *of < 0 ? office_lane(w, graph_actor(&r->steps[i])) : *of;
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

struct err publication_graph_layout(struct arena *a, const struct publication_drawing *of,
                                    struct publication_graph *ret) {
    struct graph_excerpt *excerpt = NEW(a, struct graph_excerpt, 1);
    struct err e = graph_excerpt(a, of, excerpt);
    if (e.code)
        return e;
    const struct law_rulebook *rules = &excerpt->rules;
    size_t edges = edges_at_most(rules);
    struct publication_graph out = {.rules = rules,
                                    .part = excerpt->part,
                                    .english = of->english,
                                    .overview = excerpt->overview};
    struct graph_work w = {.a = a,
                           .law = of->law,
                           .whole = of->rules,
                           .rules = rules,
                           .excerpt = excerpt,
                           .out = &out};
    out.boxes = NEW(a, struct publication_box,
                    rules->state_count + rules->step_count + edges * GRAPH_LAYERS);
    out.edges = NEW(a, struct publication_edge, edges * GRAPH_LAYERS + 1);
    w.state_box = NEW(a, int, rules->state_count);
    w.state_band = NEW(a, int, rules->state_count);
    w.step_box = NEW(a, int, rules->step_count);
    w.step_band = NEW(a, int, rules->step_count);
    w.group = NEW(a, int, rules->state_count);
    w.step_group = NEW(a, int, rules->step_count);
    struct ranking k = {&w, NEW(a, int, rules->state_count), NEW(a, bool, rules->state_count),
                        NEW(a, int, rules->step_count)};
    make_bands(&w);
    band_states(&w);
    group_states(&w);
    rank_states(&k);
    rank_steps(&k);
    make_boxes(&w, &k);
    lay_ends(&w, &k);
    set_lanes(&w);
    set_lanes_of_ends(&w);
    number_states(&w);
    graph_mark_clocks(&w);
    graph_fill(&w);
    graph_place(&w);
    *ret = out;
    return OK;
}
