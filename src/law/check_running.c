#include "law/reach.h"

/* A rulebook's clocks in its graph: where each can run, who makes use of it there. A clock runs
 * from the outcome that starts it on, through every state that is reached, until an outcome stops
 * it, starts the extension that replaces it, or leads to an end, which stops all. It runs for the
 * classes of persons for whom those steps are: another's step does not find it. */

/* What an outcome does to a clock. Ends: in so many words, an end of the case is not one. */
enum deed {
    BEGINS = 1,
    STOPS = 2,
    EXTENDS = 4,
    SUSPENDS = 8,
    RESUMES = 16,
    ENDS = STOPS | EXTENDS
};
struct running {
    struct law_reader *r;
    const struct law_rulebook *rules;
    const struct law_clock *clock;
    struct law_reached reached;
    struct law_edges edges;
    const unsigned char *deeds; /* by the outcome's number: enum deed */
    law_classes *runs;          /* by state: for whom it can run there */
    law_classes *still;         /* by state: for whom it can stand suspended there */
    bool *used; /* by state: from there on, while it runs, a step ends it or waits for its end */
};

static bool lists(const struct law_clock *const *list, size_t count, const struct law_clock *c) {
    for (size_t i = 0; i < count; i++)
        if (list[i] == c)
            return true;
    return false;
}

static bool starts(const struct law_clock_start *list, size_t count, const struct law_clock *c) {
    for (size_t i = 0; i < count; i++)
        if (list[i].clock == c)
            return true;
    return false;
}

static bool extends(const struct law_outcome *o, const struct law_clock *clock) {
    for (size_t i = 0; i < o->start_count; i++)
        if (o->starts[i].clock->replaces == clock)
            return true;
    return false;
}

static unsigned char deeds_of(const struct law_outcome *o, const struct law_clock *clock) {
    int deeds = 0;
    if (starts(o->starts, o->start_count, clock))
        deeds |= BEGINS;
    if (lists(o->stops, o->stop_count, clock))
        deeds |= STOPS;
    if (extends(o, clock))
        deeds |= EXTENDS;
    if (lists(o->suspends.list, o->suspends.count, clock))
        deeds |= SUSPENDS;
    if (lists(o->resumes.list, o->resumes.count, clock))
        deeds |= RESUMES;
    return (unsigned char)deeds;
}

/* An end of the case stops the clock, unless a step leaves that end while it runs. */
static bool ends_it(const struct running *x, const struct law_state *to) {
    return to->terminal && !law_runs_on(x->rules, to, x->clock);
}

/* Whether the edge marked something new. */
typedef bool mark_edge(const struct running *x, const struct law_edge *edge);

/* Follows all edges until none of them marks anything. Steps stand about in the order in which they
 * are taken: what goes back is followed from the last of them. */
static void settle(const struct running *x, mark_edge *mark, bool back) {
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < x->edges.count; i++)
            more = mark(x, &x->edges.list[back ? x->edges.count - 1 - i : i]) || more;
    }
}

static bool mark(bool *list, size_t state) {
    bool new = !list[state];
    list[state] = true;
    return new;
}

static bool goes_on(const struct running *x, const struct law_edge *edge) {
    unsigned char deeds = x->deeds[edge->number];
    law_classes of = ends_it(x, edge->outcome->to) ? 0
                     : deeds & BEGINS              ? x->reached.states[edge->from]
                     : deeds & ENDS                ? 0
                                                   : x->runs[edge->from];
    return law_classes_add(&x->runs[edge->to], edge->who & of);
}

static bool stands_still(const struct running *x, const struct law_edge *edge) {
    unsigned char deeds = x->deeds[edge->number];
    law_classes of = edge->outcome->to->terminal ? 0
                     : deeds & SUSPENDS          ? x->runs[edge->from]
                     : deeds & (RESUMES | ENDS)  ? 0
                                                 : x->still[edge->from];
    return law_classes_add(&x->still[edge->to], edge->who & of);
}

static bool is_used(const struct running *x, const struct law_edge *edge) {
    bool here = edge->step->after == x->clock || edge->step->during == x->clock ||
                x->deeds[edge->number] & ENDS;
    return (here || x->used[edge->to]) && mark(x->used, edge->from);
}

/* A report's receipt, or the opening, starts the clocks of the entry; a tip's and a complaint's
 * start with their first step. */
static void mark_entry(const struct running *x, const struct law_state *entry) {
    const struct law_rulebook *rules = x->rules;
    if (entry && starts(rules->entry_starts, rules->entry_start_count, x->clock))
        x->runs[entry - rules->states] = x->reached.states[entry - rules->states];
}

/* In one of the states that the step leaves, for one of those for whom it is. In a former state
 * whatever was started before may run. */
static bool anywhere(const struct running *x, const struct law_step *step,
                     const law_classes *list) {
    law_classes of = law_step_classes(x->r->law, step);
    for (size_t n = 0; n < step->from_count; n++)
        if (step->from[n]->former || list[step->from[n] - x->rules->states] & of)
            return true;
    return false;
}

/* "step S DOES the clock C WHERE the state": what is wrong, and what to do about it. */
struct sentence {
    const char *does, *where, *so;
};

static void fault(const struct running *x, const struct law_step *step, struct sentence words,
                  struct str state) {
    x->r->file = step->file;
    law_fault(x->r, step->line, "step \"%.*s\" %s the clock \"%.*s\"%s \"%.*s\"%s",
              STR_ARG(step->name), words.does, STR_ARG(x->clock->id), words.where, STR_ARG(state),
              words.so);
}

/* A step that must wait for a clock, or that is open while it runs, in a state where it cannot run
 * is never taken. Where it runs for some who come there alone: check_waits.c. */
static void check_guard(const struct running *x, const struct law_step *step) {
    const char *does = step->after == x->clock ? "waits for" : "is open while there runs";
    for (size_t n = 0; n < step->from_count; n++)
        if (!x->runs[step->from[n] - x->rules->states])
            fault(x, step, (struct sentence){does, ", which cannot run in", ""}, step->from[n]->id);
}

/* What a step does to a clock that is not there. In one of its states it may be missing: a step
 * stops whichever runs. */
static void check_deeds(const struct running *x, const struct law_step *step, unsigned char does) {
    const struct {
        enum deed deed;
        const law_classes *there;
        struct sentence words;
    } deeds[] = {
        {STOPS, x->runs, {"stops", ", which cannot run in", ""}},
        {EXTENDS, x->runs, {"extends", ", which cannot run in", ""}},
        {SUSPENDS, x->runs, {"suspends", ", which cannot run in", ""}},
        {RESUMES, x->still, {"resumes", ", which nothing suspends before", ""}},
    };
    for (size_t i = 0; does & ~BEGINS && i < COUNT_OF(deeds) && step->from_count; i++)
        if (does & deeds[i].deed && !anywhere(x, step, deeds[i].there))
            fault(x, step, deeds[i].words, step->from[0]->id);
}

/* It runs in a state that the step leaves for another. */
static bool is_carried(const struct running *x, const struct law_step *step,
                       const struct law_outcome *o) {
    for (size_t n = 0; n < step->from_count; n++)
        if (step->from[n] != o->to && x->runs[step->from[n] - x->rules->states])
            return true;
    return false;
}

/* A clock must be of use wherever it runs: some way on, while it still runs, leads to a step that
 * stops it, extends it, or waits until it has run out. Else its alarm rings for nobody: the duty
 * was done, and whoever wrote the outcome forgot to stop its clock. */
static void check_use(const struct running *x, const struct law_step *step,
                      const struct law_outcome *o, unsigned char does) {
    static const char WHERE[] = " running for nobody: from the state",
                      SO[] = " on no step stops it, extends it or waits for it";
    if (does & BEGINS && ends_it(x, o->to))
        fault(x, step,
              (struct sentence){"starts", " and leads to the end", ", which stops all clocks"},
              o->to->id);
    if (o->to->terminal || x->used[o->to - x->rules->states])
        return;
    if (does & BEGINS)
        fault(x, step, (struct sentence){"sets", WHERE, SO}, o->to->id);
    else if (!(does & ENDS) && is_carried(x, step, o))
        fault(x, step, (struct sentence){"leaves", WHERE, SO}, o->to->id);
}

static void check_entry_use(const struct running *x, const struct law_state *entry) {
    const struct law_rulebook *rules = x->rules;
    if (!entry || x->used[entry - rules->states] ||
        !starts(rules->entry_starts, rules->entry_start_count, x->clock))
        return;
    x->r->file = x->clock->file;
    law_fault(x->r, x->clock->line,
              "the entry starts the clock \"%.*s\" for nobody: from the state \"%.*s\" on no step "
              "stops it, extends it or waits for it",
              STR_ARG(x->clock->id), STR_ARG(entry->id));
}

static void check_uses(const struct running *x, int done) {
    const struct law_clock *c = x->clock;
    bool started = done & BEGINS || c == x->rules->report_window ||
                   starts(x->rules->entry_starts, x->rules->entry_start_count, c);
    x->r->file = c->file;
    if (!started)
        law_fault(x->r, c->line, "nothing starts the clock \"%.*s\"", STR_ARG(c->id));
    if (!(done & SUSPENDS) != !(done & RESUMES))
        law_fault(x->r, c->line,
                  "the clock \"%.*s\" is %s; it must be both suspended and resumed somewhere",
                  STR_ARG(c->id), done & SUSPENDS ? "never resumed" : "never suspended");
}

static void follow(const struct running *x) {
    const struct law_rulebook *rules = x->rules;
    mark_entry(x, rules->entry_report);
    mark_entry(x, rules->entry_opened);
    settle(x, goes_on, false);
    settle(x, stands_still, false);
    settle(x, is_used, true);
}

/* --- one way among others --- */

/* Whether the clock can run where the step is taken. */
static bool runs_before(const struct running *x, const struct law_step *step) {
    law_classes of = law_step_classes(x->r->law, step);
    for (size_t n = 0; n < step->from_count; n++)
        if (x->runs[step->from[n] - x->rules->states] & of)
            return true;
    return false;
}

/* A way round in one state, or out of a former one, where whatever was started before may run. */
static bool is_no_way(const struct law_step *step, const struct law_outcome *o) {
    for (size_t n = 0; n < step->from_count; n++)
        if (step->from[n]->former || step->from[n] == o->to)
            return true;
    return false;
}

/* How the ways to a state come there: with the clock running, or without it. */
struct ways {
    size_t with, stopped, without; /* stopped: of those without, how many end it in so many words */
    bool akin; /* one of those with it is an outcome of the same step, or decides the same */
};

static enum deed does_at(const struct running *x, size_t number) {
    return (enum deed)x->deeds[number];
}

static void count_way(const struct running *x, const struct law_step *step, size_t number,
                      struct ways *ret) {
    unsigned deeds = does_at(x, number);
    if (deeds & BEGINS || (runs_before(x, step) && !(deeds & ENDS)))
        ret->with++;
    else if (deeds & ENDS)
        ret->stopped++, ret->without++;
    else
        ret->without++;
}

/* Outcomes of one step, or of two that decide the same. */
static bool are_akin(const struct law_step *step, const struct law_outcome *o,
                     const struct law_outcome *own) {
    if (o->decides != LAW_DECIDES_NOTHING && o->decides == own->decides)
        return true;
    for (size_t k = 0; k < step->outcome_count; k++)
        if (&step->outcomes[k] == own)
            return true;
    return false;
}

static struct ways other_ways(const struct running *x, const struct law_outcome *own) {
    struct ways ret = {0};
    size_t number = 0;
    for (size_t i = 0; i < x->rules->step_count; i++) {
        const struct law_step *step = &x->rules->steps[i];
        for (size_t k = 0; k < step->outcome_count; k++, number++)
            if (&step->outcomes[k] != own && step->outcomes[k].to == own->to &&
                !is_no_way(step, &step->outcomes[k])) {
                count_way(x, step, number, &ret);
                ret.akin = ret.akin || are_akin(step, &step->outcomes[k], own);
            }
    }
    return ret;
}

/* Of several ways to a state all but one come there with the clock, or without it: that one forgot
 * to start it, or to stop it. */
static void check_alone(const struct running *x, const struct law_step *step,
                        const struct law_outcome *o, size_t number) {
    struct ways own = {0};
    struct ways others = other_ways(x, o);
    if (o->to->terminal || is_no_way(step, o))
        return;
    count_way(x, step, number, &own);
    if (own.with && !(does_at(x, number) & BEGINS) && others.stopped >= 1 && !others.with)
        fault(x, step,
              (struct sentence){"leaves", " running into", ", and every other step to it stops it"},
              o->to->id);
    if (own.without && !own.stopped && others.with >= (others.akin && !o->start_count ? 1 : 2) &&
        !others.without)
        fault(x, step,
              (struct sentence){"comes without", " to", ", and every other step to it starts it"},
              o->to->id);
}

static void check_clock(const struct running *x, int done) {
    const struct law_rulebook *rules = x->rules;
    size_t number = 0;
    follow(x);
    check_uses(x, done);
    check_entry_use(x, rules->entry_report);
    check_entry_use(x, rules->entry_opened);
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        if (step->after == x->clock || step->during == x->clock)
            check_guard(x, step);
        for (size_t k = 0; k < step->outcome_count; k++, number++) {
            check_deeds(x, step, x->deeds[number]);
            check_use(x, step, &step->outcomes[k], x->deeds[number]);
            if (x->r->checking)
                check_alone(x, step, &step->outcomes[k], number);
        }
    }
}

/* What each outcome does to the clock, by number. Returns what any of them does. */
static int list_deeds(const struct law_rulebook *rules, const struct law_clock *clock,
                      unsigned char *ret) {
    int all = 0;
    size_t number = 0;
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++, number++)
            all |= ret[number] = deeds_of(&rules->steps[i].outcomes[k], clock);
    return all;
}

void law_check_running(struct law_reader *r, const struct law_rulebook *rules,
                       const struct law_reached *reached) {
    struct law_edges edges = law_edges_of(r->scratch, rules, reached);
    size_t outcomes = 0;
    for (size_t i = 0; i < rules->step_count; i++)
        outcomes += rules->steps[i].outcome_count;
    unsigned char *deeds = NEW(r->scratch, unsigned char, outcomes);
    for (size_t i = 0; i < rules->clock_count; i++) {
        int done = list_deeds(rules, &rules->clocks[i], deeds);
        struct running x = {r,
                            rules,
                            &rules->clocks[i],
                            *reached,
                            edges,
                            deeds,
                            NEW(r->scratch, law_classes, rules->state_count),
                            NEW(r->scratch, law_classes, rules->state_count),
                            NEW(r->scratch, bool, rules->state_count)};
        check_clock(&x, done);
    }
}
