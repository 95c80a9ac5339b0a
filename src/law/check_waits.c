#include "law/reach.h"

/* A step that is opened `after` a clock is offered while that clock runs alone (decide_offers.c):
 * who comes to its state by a way that starts none of the clocks that are waited for there takes
 * none of these steps. Then something else must lead them on, else they wait there for ever. */
struct waits {
    struct law_reader *r;
    const struct law_rulebook *rules;
    struct law_reached reached;
    struct law_edges edges;
    bool *awaited;                   /* by clock: a step that leaves the state waits for it */
    law_classes *have, *lack;        /* by state: who can be there with one of them, with none */
    const struct law_step **without; /* by state: by which step they first lack it; NULL: entry */
    law_classes *free;               /* by state: who gets on from there, lacking them all */
};

static bool is_awaited(const struct waits *x, const struct law_clock *clock) {
    return clock && x->awaited[clock - x->rules->clocks];
}

static bool begins_one(const struct waits *x, const struct law_clock_start *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (is_awaited(x, list[i].clock))
            return true;
    return false;
}

static bool ends_one(const struct waits *x, const struct law_outcome *o) {
    for (size_t i = 0; i < o->stop_count; i++)
        if (is_awaited(x, o->stops[i]))
            return true;
    for (size_t i = 0; i < o->start_count; i++)
        if (is_awaited(x, o->starts[i].clock->replaces))
            return true;
    return false;
}

/* Who has one of the clocks after the edge, and who none; of cases of before nobody knows, whatever
 * was started may run. One that ends, while another might run on, leaves none. */
static bool go_along(const struct waits *x, const struct law_edge *edge) {
    const struct law_outcome *o = edge->outcome;
    bool begins = begins_one(x, o->starts, o->start_count), ends = ends_one(x, o);
    bool former = x->rules->states[edge->from].former;
    law_classes all = x->reached.states[edge->from], lack = 0;
    if (!begins && !former)
        lack = ends ? all : is_awaited(x, edge->step->after) ? 0 : x->lack[edge->from];
    bool new = law_classes_add(&x->lack[edge->to], edge->who & lack);
    if (new && !x->without[edge->to])
        x->without[edge->to] = edge->step;
    return law_classes_add(&x->have[edge->to], edge->who & (begins ? all
                                                            : ends ? 0
                                                                   : x->have[edge->from])) ||
           new;
}

/* What leads to an end, or to a step that starts one of the clocks. A reporter may never act: from
 * where the reporter is waited for only what a clock opens is a way on. */
static bool get_on(const struct waits *x, const struct law_edge *edge) {
    const struct law_outcome *o = edge->outcome;
    law_classes who = x->reached.steps[edge->step - x->rules->steps];
    if (edge->step->during)
        return false; /* its clock may have run out: no way on to rely on */
    bool reporter = str_equal(x->rules->states[edge->from].waits_for, STR("reporter"));
    if (begins_one(x, o->starts, o->start_count))
        return law_classes_add(&x->free[edge->from], who);
    if (is_awaited(x, edge->step->after) || (reporter && !edge->step->after))
        return false;
    return law_classes_add(&x->free[edge->from], o->to->terminal ? who : who & x->free[edge->to]);
}

typedef bool follow_edge(const struct waits *x, const struct law_edge *edge);

static void settle(const struct waits *x, follow_edge *follow) {
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < x->edges.count; i++)
            more = follow(x, &x->edges.list[i]) || more;
    }
}

/* A report's receipt, or the opening, starts clocks; a tip and a complaint none. */
static void enter(const struct waits *x, const struct law_state *entry, bool starting) {
    const struct law_rulebook *rules = x->rules;
    if (!entry)
        return;
    size_t at = (size_t)(entry - rules->states);
    bool has = starting && begins_one(x, rules->entry_starts, rules->entry_start_count);
    (has ? x->have : x->lack)[at] |= x->reached.states[at];
}

static void tell(const struct waits *x, const struct law_step *step,
                 const struct law_state *state) {
    const struct law_step *without = x->without[state - x->rules->states];
    x->r->file = step->file;
    law_fault(x->r, step->line,
              "step \"%.*s\" waits for the clock \"%.*s\", which can be missing in \"%.*s\": by "
              "\"%.*s\" a case comes there without it, and has no other way on",
              STR_ARG(step->name), STR_ARG(step->after->id), STR_ARG(state->id),
              STR_ARG(without ? without->name : STR("entry")));
}

/* Who lacks the clocks in that state and gets nowhere from it. Where nobody can have them, the
 * clock that cannot run there is told (check_running.c). */
static void check_state(struct waits *x, const struct law_state *state) {
    const struct law_rulebook *rules = x->rules;
    size_t at = (size_t)(state - rules->states);
    const struct law_step *first = NULL;
    x->awaited = NEW(x->r->scratch, bool, rules->clock_count);
    for (size_t i = rules->step_count; i-- > 0;)
        if (rules->steps[i].after && law_step_leaves(&rules->steps[i], state)) {
            x->awaited[rules->steps[i].after - rules->clocks] = true;
            first = &rules->steps[i];
        }
    if (!first)
        return;
    x->have = NEW(x->r->scratch, law_classes, rules->state_count);
    x->lack = NEW(x->r->scratch, law_classes, rules->state_count);
    x->free = NEW(x->r->scratch, law_classes, rules->state_count);
    x->without = NEW(x->r->scratch, const struct law_step *, rules->state_count);
    enter(x, rules->entry_report, true);
    enter(x, rules->entry_opened, true);
    enter(x, rules->entry_tip, false);
    enter(x, rules->entry_complaint, false);
    settle(x, go_along);
    settle(x, get_on);
    if (x->have[at] && x->lack[at] & ~x->free[at])
        tell(x, first, state);
}

void law_check_waits(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_reached *reached) {
    struct waits x = {.r = r, .rules = rules, .reached = *reached};
    x.edges = law_edges_of(r->scratch, rules, &x.reached);
    for (size_t i = 0; i < rules->state_count; i++)
        check_state(&x, &rules->states[i]);
}
