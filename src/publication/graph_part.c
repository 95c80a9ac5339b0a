#include "publication/graph_internal.h"

/* What is drawn of a procedure: everything, or the rows of one part. The steps of a part stand
 * whole; a state of another part that they leave or lead to stands beside them once more, and says
 * where it goes on. So each drawing can be read alone. */

static const struct str ALL = STR_INIT("all"), MAIN = STR_INIT("main"),
                        OVERVIEW = STR_INIT("overview");
enum { NOWHERE = -1 };

size_t graph_section(const struct law_rulebook *rules, struct str file) {
    for (size_t i = 0; i < rules->sections.count; i++)
        if (str_equal(rules->sections.list[i].file, file))
            return i + 1;
    return 0;
}

struct str graph_section_label(const struct publication_drawing *of, size_t section) {
    static const struct law_text MAIN_LINE = {STR_INIT("Jalur utama"), STR_INIT("Main line")};
    return law_say(section ? of->rules->sections.list[section - 1].label : MAIN_LINE, of->english);
}

static void count_rows(const struct law_rulebook *r, size_t section, struct publication_part *ret) {
    for (size_t i = 0; i < r->state_count; i++)
        ret->states += graph_section(r, r->states[i].file) == section;
    for (size_t i = 0; i < r->step_count; i++)
        ret->steps += graph_section(r, r->steps[i].file) == section;
}

const struct publication_part *
publication_graph_parts(struct arena *a, const struct publication_drawing *of, size_t *ret_count) {
    const struct law_rulebook *r = of->rules;
    struct publication_part *list = NEW(a, struct publication_part, r->sections.count + 2);
    size_t count = 0;
    if (r->sections.count)
        list[count++] = (struct publication_part){
            .name = OVERVIEW, .label = of->english ? STR("Overview") : STR("Ikhtisar")};
    for (size_t i = 0; i <= r->sections.count; i++) {
        struct publication_part part = {.name = i ? r->sections.list[i - 1].name : MAIN,
                                        .label = graph_section_label(of, i)};
        count_rows(r, i, &part);
        if (part.states + part.steps)
            list[count++] = part;
    }
    *ret_count = count;
    return list;
}

/* --- the rows of one part --- */

struct taking {
    struct arena *a;
    const struct publication_drawing *of;
    size_t section;
    int *place; /* of each state of the whole among those taken; NOWHERE: not taken */
    struct law_state *states;
    int *whole_state;
    struct str *from, *notes;
    size_t count;
};

static int whole_place(const struct taking *t, const struct law_state *state) {
    return (int)(state - t->of->rules->states);
}

static bool is_own(const struct taking *t, struct str file) {
    return graph_section(t->of->rules, file) == t->section;
}

static void take(struct taking *t, const struct law_state *state) {
    int place = whole_place(t, state);
    if (t->place[place] != NOWHERE)
        return;
    t->place[place] = (int)t->count;
    t->whole_state[t->count] = place;
    t->states[t->count] = *state;
    if (!is_own(t, state->file) && !state->terminal) /* an end is an end everywhere */
        t->from[t->count] = graph_section_label(t->of, graph_section(t->of->rules, state->file));
    t->count++;
}

/* A state of another part stands with the step that leads to it, as an end of this drawing; one
 * that a step of this part leaves stands in the phase of what the step leads to. */
static void take_neighbours(struct taking *t, const struct law_step *step) {
    for (size_t f = 0; f < step->from_count; f++) {
        bool known = t->place[whole_place(t, step->from[f])] != NOWHERE;
        take(t, step->from[f]);
        if (!known && step->outcome_count)
            t->states[t->count - 1].phase =
                step->outcomes[0].to->terminal ? step->from[f]->phase : step->outcomes[0].to->phase;
    }
    for (size_t o = 0; o < step->outcome_count; o++) {
        bool known = t->place[whole_place(t, step->outcomes[o].to)] != NOWHERE;
        take(t, step->outcomes[o].to);
        if (known || step->outcomes[o].to->terminal)
            continue;
        t->states[t->count - 1].terminal = true;
        t->states[t->count - 1].phase = LAW_DONE_OTHER; /* it opens no phase of its own here */
    }
}

static void note_entry(struct taking *t, const struct law_step *step, int place) {
    struct str part = graph_section_label(t->of, graph_section(t->of->rules, step->file));
    struct str *note = &t->notes[place];
    *note = arena_printf(t->a, "%.*s%s▶ %.*s: %.*s %.*s", STR_ARG(*note), note->len ? "\n" : "",
                         STR_ARG(part), STR_ARG(step->id),
                         STR_ARG(law_say(step->label, t->of->english)));
}

/* Which steps of other parts lead to a state of this one. */
static void note_entries(struct taking *t) {
    const struct law_rulebook *r = t->of->rules;
    for (size_t i = 0; i < r->step_count; i++) {
        int last = NOWHERE; /* a step that leads there twice is told once */
        for (size_t o = 0; o < r->steps[i].outcome_count && !is_own(t, r->steps[i].file); o++) {
            int place = t->place[whole_place(t, r->steps[i].outcomes[o].to)];
            if (place != NOWHERE && place != last && !t->from[place].len &&
                !t->states[place].terminal) {
                note_entry(t, &r->steps[i], place);
                last = place;
            }
        }
    }
}

static const struct law_state *taken(const struct taking *t, const struct law_state *state) {
    int place = state ? t->place[whole_place(t, state)] : NOWHERE;
    return place == NOWHERE ? NULL : &t->states[place];
}

static struct law_step copy_step(const struct taking *t, const struct law_step *step) {
    const struct law_state **from = NEW(t->a, const struct law_state *, step->from_count);
    struct law_outcome *outcomes = NEW(t->a, struct law_outcome, step->outcome_count);
    for (size_t f = 0; f < step->from_count; f++)
        from[f] = taken(t, step->from[f]);
    for (size_t o = 0; o < step->outcome_count; o++) {
        outcomes[o] = step->outcomes[o];
        outcomes[o].to = taken(t, step->outcomes[o].to);
    }
    struct law_step copy = *step;
    copy.from = from;
    copy.outcomes = outcomes;
    return copy;
}

static struct law_rulebook rules_of(const struct taking *t) {
    const struct law_rulebook *r = t->of->rules;
    struct law_step *steps = NEW(t->a, struct law_step, r->step_count);
    struct law_rulebook out = *r;
    out.step_count = 0;
    for (size_t i = 0; i < r->step_count; i++)
        if (is_own(t, r->steps[i].file))
            steps[out.step_count++] = copy_step(t, &r->steps[i]);
    out.steps = steps;
    out.states = t->states;
    out.state_count = t->count;
    out.entry_report = taken(t, r->entry_report);
    out.entry_tip = taken(t, r->entry_tip);
    out.entry_complaint = taken(t, r->entry_complaint);
    out.entry_opened = taken(t, r->entry_opened);
    return out;
}

static struct graph_excerpt one_part(struct arena *a, const struct publication_drawing *of,
                                     size_t section) {
    const struct law_rulebook *r = of->rules;
    struct taking t = {.a = a, .of = of, .section = section};
    t.place = NEW(a, int, r->state_count);
    t.states = NEW(a, struct law_state, r->state_count);
    t.whole_state = NEW(a, int, r->state_count);
    t.from = NEW(a, struct str, r->state_count);
    t.notes = NEW(a, struct str, r->state_count);
    for (size_t i = 0; i < r->state_count; i++)
        t.place[i] = NOWHERE;
    for (size_t i = 0; i < r->state_count; i++)
        if (is_own(&t, r->states[i].file))
            take(&t, &r->states[i]);
    for (size_t i = 0; i < r->step_count; i++)
        if (is_own(&t, r->steps[i].file))
            take_neighbours(&t, &r->steps[i]);
    note_entries(&t);
    return (struct graph_excerpt){.rules = rules_of(&t),
                                  .whole_state = t.whole_state,
                                  .from = t.from,
                                  .notes = t.notes,
                                  .part = r->sections.count ? graph_section_label(of, section)
                                                            : (struct str){0}};
}

static struct graph_excerpt whole(struct arena *a, const struct publication_drawing *of) {
    size_t count = of->rules->state_count;
    int *places = NEW(a, int, count);
    for (size_t i = 0; i < count; i++)
        places[i] = (int)i;
    return (struct graph_excerpt){.rules = *of->rules,
                                  .whole_state = places,
                                  .from = NEW(a, struct str, count),
                                  .notes = NEW(a, struct str, count)};
}

struct err graph_excerpt(struct arena *a, const struct publication_drawing *of,
                         struct graph_excerpt *ret) {
    if (!of->part.len || str_equal(of->part, ALL)) {
        *ret = whole(a, of);
        return OK;
    }
    size_t count;
    const struct publication_part *parts = publication_graph_parts(a, of, &count);
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(parts[i].name, of->part))
            continue;
        size_t section = 0;
        while (section < of->rules->sections.count &&
               !str_equal(of->rules->sections.list[section].name, of->part))
            section++;
        section = section < of->rules->sections.count ? section + 1 : 0;
        *ret = str_equal(of->part, OVERVIEW) ? graph_overview(a, of) : one_part(a, of, section);
        return OK;
    }
    return ERR(ERR_MISSING, STR("part"));
}

struct err publication_graph_part(struct arena *a, const struct publication_drawing *of,
                                  struct law_rulebook *ret) {
    struct graph_excerpt excerpt;
    struct err e = graph_excerpt(a, of, &excerpt);
    if (!e.code)
        *ret = excerpt.rules;
    return e;
}
