#include "publication/graph_internal.h"

/* How the parts of a procedure meet, as a made-up rulebook that the same layout draws: its states
 * are the parts and the procedures that are opened beside this one, its steps those that lead from
 * one to another, with only the outcomes that do. */

struct meeting {
    struct arena *a;
    const struct publication_drawing *of;
    struct law_state *boxes; /* main line, parts, then procedures that are opened */
    struct str *notes, *from;
    int *whole_state;
    size_t count, room;
};

static size_t parts_of(const struct meeting *m) {
    return m->of->rules->sections.count + 1;
}

static struct str how_many(const struct meeting *m, size_t section) {
    const struct law_rulebook *r = m->of->rules;
    size_t states = 0, steps = 0, clocks = 0;
    for (size_t i = 0; i < r->state_count; i++)
        states += graph_section(r, r->states[i].file) == section;
    for (size_t i = 0; i < r->step_count; i++)
        steps += graph_section(r, r->steps[i].file) == section;
    for (size_t i = 0; i < r->clock_count; i++)
        clocks += graph_section(r, r->clocks[i].file) == section;
    return arena_printf(m->a,
                        m->of->english ? "states: %zu, steps: %zu, clocks: %zu"
                                       : "keadaan: %zu, langkah: %zu, tenggat: %zu",
                        states, steps, clocks);
}

static struct law_state *add_box(struct meeting *m, struct str id, struct str label) {
    m->whole_state[m->count] = -1;
    m->boxes[m->count] = (struct law_state){.id = id, .label = {label, label}, .phase = LAW_INTAKE};
    return &m->boxes[m->count++];
}

/* The office that a section begins with, as its file has the states: its lane. */
static struct str first_waits_for(const struct law_rulebook *r, size_t section) {
    for (size_t i = 0; i < r->state_count; i++)
        if (graph_section(r, r->states[i].file) == section && r->states[i].waits_for.len)
            return r->states[i].waits_for;
    return (struct str){0};
}

static void add_parts(struct meeting *m) {
    for (size_t i = 0; i < parts_of(m); i++) {
        struct str name = i ? m->of->rules->sections.list[i - 1].name : STR("main");
        m->notes[m->count] = how_many(m, i);
        add_box(m, name, graph_section_label(m->of, i))->waits_for =
            first_waits_for(m->of->rules, i);
    }
}

/* The box of a procedure that is opened beside this one: made when it is first named. */
static const struct law_state *opened_box(struct meeting *m, struct str regime) {
    for (size_t i = parts_of(m); i < m->count; i++)
        if (str_equal(m->boxes[i].id, regime))
            return &m->boxes[i];
    const struct law_rulebook *opened = NULL;
    for (size_t i = 0; i < m->of->law->rulebook_count; i++)
        if (str_equal(m->of->law->rulebooks[i].regime, regime))
            opened = &m->of->law->rulebooks[i];
    struct str label = opened ? law_say(opened->label, m->of->english) : regime;
    m->notes[m->count] = m->of->english ? STR("a procedure of its own, beside this one")
                                        : STR("prosedur tersendiri, berjalan di samping");
    m->from[m->count] = label;
    struct law_state *box = add_box(m, regime, label);
    box->terminal = true;
    box->waits_for = opened ? first_waits_for(opened, 0) : (struct str){0};
    return box;
}

/* Steps that lead from one part to others, as one: the first of them, and of the outcomes that go
 * to one box the first, stand for all and say how many. */
struct crossing {
    struct law_step step;
    struct law_outcome *ways; /* to different boxes */
    size_t *more;             /* outcomes that go there, too */
    size_t count, others;
};

/* "Usulkan pemberhentian (+3)": three more do the same. */
static struct law_text and_more(struct arena *a, struct law_text label, size_t others) {
    if (!others)
        return label;
    return (struct law_text){arena_printf(a, "%.*s (+%zu)", STR_ARG(label.id), others),
                             arena_printf(a, "%.*s (+%zu)", STR_ARG(label.en), others)};
}

static void add_way(struct crossing *c, struct law_text label, const struct law_state *to,
                    size_t outcomes) {
    size_t k = 0;
    while (k < c->count && c->ways[k].to != to)
        k++;
    if (k < c->count) {
        c->more[k] += outcomes;
        return;
    }
    c->ways[c->count] = (struct law_outcome){.label = label, .to = to};
    c->more[c->count++] = outcomes - 1;
}

static void make_room(struct meeting *m, struct crossing *c) {
    c->ways = NEW(m->a, struct law_outcome, m->room);
    c->more = NEW(m->a, size_t, m->room);
}

/* The outcomes of a step that lead from one part to another, or open a procedure. */
static struct crossing crossing(struct meeting *m, const struct law_step *step) {
    const struct law_rulebook *r = m->of->rules;
    size_t home = graph_section(r, step->from[0]->file);
    const struct law_state **from = NEW(m->a, const struct law_state *, 1);
    struct crossing c = {.step = *step};
    make_room(m, &c);
    from[0] = &m->boxes[home];
    c.step.from = from;
    c.step.from_count = 1;
    c.step.need_count = 0;
    c.step.unless_count = 0;
    c.step.during = NULL;
    c.step.after = NULL;
    for (size_t o = 0; o < step->outcome_count; o++) {
        const struct law_outcome *outcome = &step->outcomes[o];
        size_t there = graph_section(r, outcome->to->file);
        for (size_t k = 0; k < outcome->opens.count; k++)
            add_way(&c, outcome->label, opened_box(m, outcome->opens.list[k]), 1);
        if (there != home && !outcome->to->terminal)
            add_way(&c, outcome->label, &m->boxes[there], 1);
    }
    return c;
}

static bool share_a_box(const struct crossing *a, const struct crossing *b) {
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (a->ways[i].to == b->ways[k].to)
                return true;
    return false;
}

/* Whether the same office records both, in one part, and some box is reached by both, or one row of
 * the law has both and one office does them: several addressees, or grounds, of one act. */
static bool meet(const struct crossing *a, const struct crossing *b) {
    bool same = str_equal(a->step.id, b->step.id) &&
                str_equal(a->step.on_behalf, b->step.on_behalf) &&
                a->step.on_awaited == b->step.on_awaited;
    return (same || share_a_box(a, b)) && a->step.from[0] == b->step.from[0] &&
           str_equal(a->step.actor, b->step.actor);
}

/* One way that several offices go is the way of whoever records them all. */
static void join(struct crossing *a, const struct crossing *b) {
    bool apart = !share_a_box(a, b); /* "Forwarded" says little beside five of the kind */
    if (apart && a->count == 1 && !a->others)
        a->ways[0].label = a->step.label;
    for (size_t k = 0; k < b->count; k++)
        add_way(a, apart && b->count == 1 && !b->others ? b->step.label : b->ways[k].label,
                b->ways[k].to, b->more[k] + 1);
    a->others += b->others + 1;
    if (a->step.on_awaited != b->step.on_awaited ||
        !str_equal(a->step.on_behalf, b->step.on_behalf)) {
        a->step.on_behalf = (struct str){0};
        a->step.on_awaited = false;
    }
}

/* Joins it with all that it meets: what was apart may meet through it. */
static void add_crossing(struct crossing *list, size_t *count, struct crossing c) {
    size_t at = *count, kept = 0;
    for (size_t k = 0; k < *count; k++)
        if (at == *count && meet(&list[k], &c)) {
            at = k;
            join(&list[k], &c);
        }
    if (at == *count) {
        list[(*count)++] = c;
        return;
    }
    for (size_t k = 0; k < *count; k++) {
        if (k > at && meet(&list[at], &list[k]))
            join(&list[at], &list[k]);
        else
            list[kept++] = list[k];
    }
    *count = kept;
}

/* Those of former states are left out: parts meet as they do today. */
static size_t crossings(struct meeting *m, struct law_step *ret) {
    const struct law_rulebook *r = m->of->rules;
    struct crossing *list = NEW(m->a, struct crossing, r->step_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < r->step_count; i++) {
        struct crossing c = crossing(m, &r->steps[i]);
        if (c.count && !r->steps[i].from[0]->former)
            add_crossing(list, &count, c);
    }
    for (size_t k = 0; k < count; k++) {
        struct crossing *c = &list[k];
        for (size_t o = 0; o < c->count; o++)
            c->ways[o].label = and_more(m->a, c->ways[o].label, c->more[o]);
        c->step.label = and_more(m->a, c->step.label, c->others);
        c->step.outcomes = c->ways;
        c->step.outcome_count = c->count;
        ret[k] = c->step;
    }
    return count;
}

struct graph_excerpt graph_overview(struct arena *a, const struct publication_drawing *of) {
    const struct law_rulebook *r = of->rules;
    size_t room = r->sections.count + 1 + of->law->rulebook_count;
    struct meeting m = {.a = a, .of = of, .room = room};
    m.boxes = NEW(a, struct law_state, room);
    m.notes = NEW(a, struct str, room);
    m.from = NEW(a, struct str, room);
    m.whole_state = NEW(a, int, room);
    add_parts(&m);
    struct law_step *list = NEW(a, struct law_step, r->step_count + 1);
    size_t steps = crossings(&m, list);
    struct graph_excerpt out = {.rules = *r,
                                .whole_state = m.whole_state,
                                .from = m.from,
                                .notes = m.notes,
                                .part = of->english ? STR("overview") : STR("ikhtisar"),
                                .overview = true};
    out.rules.states = m.boxes;
    out.rules.state_count = m.count;
    out.rules.steps = list;
    out.rules.step_count = steps;
    out.rules.entry_report = out.rules.entry_tip = out.rules.entry_complaint = NULL;
    out.rules.entry_opened = NULL;
    return out;
}
