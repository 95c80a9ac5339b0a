#include "law/reach.h"

/* A rulebook as a graph: states are its nodes, outcomes its edges. Rulebooks have some hundred
 * states: the plain ways below are quick enough. */
struct graph {
    struct law_reader *r;
    const struct law_rulebook *rules;
    struct law_reached reached;
};

static void fault_at_state(const struct graph *g, const struct law_state *s, const char *what) {
    g->r->file = s->file;
    law_fault(g->r, s->line, "%s state \"%.*s\"", what, STR_ARG(s->id));
}

static bool leads_on(const struct law_step *step, const struct law_state *state) {
    for (size_t i = 0; i < step->outcome_count; i++)
        if (step->outcomes[i].to != state)
            return true;
    return false;
}

/* Marks what the steps reach from the marked states, until nothing new comes; or, backwards, the
 * states from which a marked one is reached. */
static void spread(const struct law_rulebook *rules, bool *reached, bool backwards) {
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++)
            for (size_t n = 0; n < rules->steps[i].from_count; n++)
                for (size_t k = 0; k < rules->steps[i].outcome_count; k++) {
                    bool *from = &reached[rules->steps[i].from[n] - rules->states];
                    bool *to = &reached[rules->steps[i].outcomes[k].to - rules->states];
                    bool *next = backwards ? from : to;
                    if (*(backwards ? to : from) && !*next)
                        *next = more = true;
                }
    }
}

/* Steps for certain classes alone, or that need such a step, are no way on for a person of another
 * who comes there. */
static bool is_for_all(const struct graph *g, const struct law_state *state) {
    law_classes left = g->reached.states[state - g->rules->states];
    for (size_t i = 0; i < g->rules->step_count; i++) {
        const struct law_step *s = &g->rules->steps[i];
        if (law_step_leaves(s, state) && leads_on(s, state) && !s->during)
            left &= ~law_takers(g->r->law, g->rules, &g->reached, s);
    }
    return !left;
}

static void check_way_on(const struct graph *g, const struct law_state *state) {
    bool any = false, on = false, times_out = false;
    for (size_t i = 0; i < g->rules->step_count; i++) {
        const struct law_step *s = &g->rules->steps[i];
        if (!law_step_leaves(s, state))
            continue;
        any = true;
        on = on || (leads_on(s, state) && !s->during); /* its clock may have run out */
        times_out = times_out || (leads_on(s, state) && s->after);
    }
    if (!any)
        fault_at_state(g, state, "no step leads out of");
    else if (!on)
        fault_at_state(g, state, "every step stays in");
    else if (!is_for_all(g, state))
        fault_at_state(g, state, "for some classes of persons no step leads out of");
    if (on && str_equal(state->waits_for, STR("reporter")) && !times_out)
        fault_at_state(g, state,
                       "the reporter may never act, and no step waits for a clock to run out in");
}

static void mark_entries(const struct law_rulebook *rules, bool *marked) {
    enum { ENTRIES = 4 };
    const struct law_state *const entries[ENTRIES] = {rules->entry_report, rules->entry_tip,
                                                      rules->entry_complaint, rules->entry_opened};
    for (size_t i = 0; i < ENTRIES; i++)
        if (entries[i])
            marked[entries[i] - rules->states] = true;
    for (size_t i = 0; i < rules->state_count; i++)
        marked[i] = marked[i] || rules->states[i].former; /* whoever came there before */
}

static void check_states(const struct graph *g) {
    const struct law_rulebook *rules = g->rules;
    bool *reached = NEW(g->r->scratch, bool, rules->state_count);
    bool *ends = NEW(g->r->scratch, bool, rules->state_count);
    mark_entries(rules, reached);
    spread(rules, reached, false);
    for (size_t i = 0; i < rules->state_count; i++)
        ends[i] = rules->states[i].terminal;
    spread(rules, ends, true);
    for (size_t i = 0; i < rules->state_count; i++) {
        const struct law_state *s = &rules->states[i];
        if (!reached[i])
            fault_at_state(g, s, "no step leads to");
        if (!s->terminal)
            check_way_on(g, s);
        law_check_awaited(g->r, rules, s);
        if (!ends[i])
            fault_at_state(g, s, "no end is reached from");
    }
}

static void fault_at_step(const struct graph *g, const struct law_step *step, struct str words) {
    g->r->file = step->file;
    law_fault(g->r, step->line, "step \"%.*s\" %.*s", STR_ARG(step->name), STR_ARG(words));
}

static struct str first_class(const struct law *law, law_classes of) {
    size_t c = 0;
    while (!(of >> c & 1))
        c++;
    return law->classes[c].row.id;
}

/* The step that keeps these classes from taking that one. */
static const struct law_step *first_need(const struct graph *g, const struct law_step *step,
                                         law_classes of) {
    for (size_t n = 0; n < step->need_count; n++)
        if (of & ~g->reached.steps[step->needs[n] - g->rules->steps])
            return step->needs[n];
    return NULL;
}

/* A step that needs one which only comes after it, or which is for others, is never taken. One that
 * names classes is for each of them. Of a chain of such steps the first is told; where a state is
 * not reached at all, that is told. */
static void check_needs(const struct graph *g, const struct law_step *step) {
    law_classes here =
        law_at_step(g->rules, g->reached.states, step) & law_step_classes(g->r->law, step);
    law_classes never = here & ~g->reached.steps[step - g->rules->steps];
    const struct law_step *need = first_need(g, step, never);
    if (!need || (never != here && !step->subjects.count))
        return;
    if (!g->reached.steps[need - g->rules->steps])
        fault_at_step(g, step,
                      arena_printf(g->r->scratch,
                                   "can never be taken: it needs \"%.*s\", which only comes after "
                                   "it",
                                   STR_ARG(need->name)));
    else
        fault_at_step(g, step,
                      arena_printf(g->r->scratch,
                                   "can never be taken for \"%.*s\": it needs \"%.*s\", which is "
                                   "never taken for that class",
                                   STR_ARG(first_class(g->r->law, never)), STR_ARG(need->name)));
}

/* Who is handed the case is who must act next: else it lies with one and is awaited from another.
 */
static void check_hands(const struct graph *g, const struct law_step *step,
                        const struct law_outcome *o) {
    if (o->hand_to.len && o->to->waits_for.len && !str_equal(o->hand_to, o->to->waits_for))
        fault_at_step(g, step,
                      arena_printf(g->r->scratch,
                                   "hands the case to \"%.*s\", but the state \"%.*s\" that it "
                                   "leads to waits for \"%.*s\"",
                                   STR_ARG(o->hand_to), STR_ARG(o->to->id),
                                   STR_ARG(o->to->waits_for)));
}

/* An opened procedure is of a case that is registered. */
static bool some_outcome_registers(const struct law_rulebook *rules) {
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++)
            if (rules->steps[i].outcomes[k].registers)
                return true;
    return rules->kind != LAW_TAKES_REPORTS;
}

/* The day of registration is known where some outcome registers. */
static void check_registered(const struct graph *g, const struct law_step *step,
                             const struct law_outcome *o) {
    for (size_t i = 0; i < o->start_count; i++)
        if (o->starts[i].from == LAW_FROM_FACT &&
            str_equal(o->starts[i].name, STR("registered_on")))
            fault_at_step(g, step,
                          arena_printf(g->r->scratch,
                                       "starts the clock \"%.*s\" from registered_on, but no "
                                       "outcome has registers: true",
                                       STR_ARG(o->starts[i].clock->id)));
}

void law_check_rulebook(struct law_reader *r, const struct law_rulebook *rules) {
    struct str file = r->file;
    size_t told = r->told;
    struct graph g = {r, rules, law_reach(r, rules)};
    bool registers = some_outcome_registers(rules);
    check_states(&g);
    for (size_t i = 0; i < rules->step_count; i++)
        check_needs(&g, &rules->steps[i]);
    for (size_t i = 0; i < rules->step_count; i++)
        law_check_actor(r, rules, &rules->steps[i]);
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++) {
            check_hands(&g, &rules->steps[i], &rules->steps[i].outcomes[k]);
            if (!registers)
                check_registered(&g, &rules->steps[i], &rules->steps[i].outcomes[k]);
        }
    law_check_reach(r, rules, &g.reached);
    law_check_running(r, rules, &g.reached);
    law_check_waits(r, rules, &g.reached);
    law_check_divide(r, rules);
    law_check_branches(r, rules);
    law_check_ends(r, rules, &g.reached);
    if (r->checking && r->told == told) /* else who gets nowhere was told above */
        law_check_needs(r, rules, &g.reached);
    if (r->checking) {
        law_check_alike(r, rules, &g.reached);
        law_check_siblings(r, rules);
        law_check_meanings(r, rules);
        law_check_exchanged(r, rules);
        law_check_fields(r, rules);
        law_check_keys(r, rules);
        law_check_lapses(r, rules);
    }
    r->file = file;
}

void law_check_opened(struct law_reader *r, const struct law *law,
                      const struct law_procedures *procedures) {
    for (const struct law_mention *m = procedures->opened; m; m = m->next) {
        bool found = false, opened = false;
        for (size_t i = 0; i < law->rulebook_count; i++)
            if (str_equal(law->rulebooks[i].regime, m->id)) {
                found = true;
                opened = law->rulebooks[i].kind == LAW_OPENED;
            }
        r->file = m->file;
        if (!found)
            law_fault(r, m->line, "no procedure \"%.*s\" in regimes/", STR_ARG(m->id));
        else if (!opened)
            law_fault(r, m->line, "\"%.*s\" takes reports; what is opened has kind: opened",
                      STR_ARG(m->id));
    }
    for (size_t i = 0; i < procedures->part_count; i++) {
        const struct law_part *part = &procedures->parts[i];
        r->file = part->file;
        if (!part->used)
            law_fault(r, law_line(part->root, "part"), "no rulebook names this part");
    }
}
