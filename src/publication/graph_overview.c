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

/* A way from one box to another: the first of the outcomes, or steps, that go there says so. */
struct ways {
    struct law_outcome *list;
    size_t *others; /* that go the same way */
    size_t count;
};

static struct law_text and_more(struct arena *a, struct law_text label, size_t others,
                                const char *what) {
    if (!others)
        return label;
    return (struct law_text){
        arena_printf(a, "%.*s (dan %zu %s lain)", STR_ARG(label.id), others, what),
        arena_printf(a, "%.*s (and %zu more)", STR_ARG(label.en), others)};
}

static void add_way(struct ways *w, struct law_text label, const struct law_state *to) {
    size_t k = 0;
    while (k < w->count && w->list[k].to != to)
        k++;
    if (k < w->count) {
        w->others[k]++;
        return;
    }
    w->list[w->count] = (struct law_outcome){.label = label, .to = to};
    w->others[w->count++] = 0;
}

/* The outcomes of a step that lead from one part to another, or open a procedure. */
static struct law_step crossing(struct meeting *m, const struct law_step *step) {
    const struct law_rulebook *r = m->of->rules;
    size_t home = graph_section(r, step->from[0]->file), room = step->outcome_count + 1;
    for (size_t o = 0; o < step->outcome_count; o++)
        room += step->outcomes[o].opens.count;
    struct ways w = {NEW(m->a, struct law_outcome, room), NEW(m->a, size_t, room), 0};
    const struct law_state **from = NEW(m->a, const struct law_state *, 1);
    struct law_step copy = *step;
    from[0] = &m->boxes[home];
    copy.from = from;
    copy.from_count = 1;
    copy.need_count = 0;
    copy.after = NULL;
    for (size_t o = 0; o < step->outcome_count; o++) {
        const struct law_outcome *outcome = &step->outcomes[o];
        size_t there = graph_section(r, outcome->to->file);
        for (size_t k = 0; k < outcome->opens.count; k++)
            add_way(&w, outcome->label, opened_box(m, outcome->opens.list[k]));
        if (there != home && !outcome->to->terminal)
            add_way(&w, outcome->label, &m->boxes[there]);
    }
    for (size_t k = 0; k < w.count; k++)
        w.list[k].label = and_more(m->a, w.list[k].label, w.others[k], "hasil");
    copy.outcomes = w.list;
    copy.outcome_count = w.count;
    return copy;
}

/* Steps by the same office, from one part to the same others, are one way over. */
static bool is_same_way(const struct law_step *a, const struct law_step *b) {
    bool same = a->from[0] == b->from[0] && a->outcome_count == b->outcome_count &&
                str_equal(a->actor, b->actor) && str_equal(a->on_behalf, b->on_behalf);
    for (size_t o = 0; o < a->outcome_count && same; o++)
        same = a->outcomes[o].to == b->outcomes[o].to;
    return same;
}

/* The crossings: of several that are one way the first stands for all, and says how many. Those of
 * former states are left out: parts meet as they do today. */
static size_t crossings(struct meeting *m, struct law_step *list) {
    const struct law_rulebook *r = m->of->rules;
    size_t count = 0, *others = NEW(m->a, size_t, r->step_count + 1);
    for (size_t i = 0; i < r->step_count; i++) {
        struct law_step step = crossing(m, &r->steps[i]);
        size_t k = 0;
        if (!step.outcome_count || r->steps[i].from[0]->former)
            continue;
        while (k < count && !is_same_way(&list[k], &step))
            k++;
        if (k < count)
            others[k]++;
        else
            list[count++] = step;
    }
    for (size_t k = 0; k < count; k++)
        list[k].label = and_more(m->a, list[k].label, others[k], "langkah");
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
