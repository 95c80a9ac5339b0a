#include "deadline/paths_internal.h"

/* What is read off the walks: for each final state its ways, where no clock limits a wait, what
 * goes round, what is never reached. */

static int count_of(uint64_t classes) {
    int count = 0;
    for (; classes; classes &= classes - 1)
        count++;
    return count;
}

/* The classes that all steps to the label are for: more than those that it was walked for. */
static uint64_t who(const struct walk *w, const struct label *l) {
    uint64_t classes = w->everybody;
    for (; l->parent >= 0; l = &w->labels[l->parent])
        classes &= w->who[l->step];
    return classes;
}

/* Whether the way to x is told rather than the one to y: further out, else for more classes. */
static bool is_better(const struct walk *w, const struct label *x, const struct label *y) {
    if (x->t == y->t)
        return count_of(who(w, x)) > count_of(who(w, y));
    return w->longest ? x->t > y->t : x->t < y->t;
}

/* The best label at a final state; -1. */
static int best_at(const struct walk *w, int state) {
    int best = -1;
    for (int i = 0; i < w->label_count; i++) {
        const struct label *l = &w->labels[i];
        if (w->positions[l->position].state != state)
            continue;
        if (best < 0 || is_better(w, l, &w->labels[best]))
            best = i;
    }
    return best;
}

/* The label at which the clock that bound this one was started; -1: at the very start. */
static int started_at(const struct walk *w, const struct label *l) {
    int since = w->labels[l->parent].starts[l->bound], at = l->parent;
    while (at >= 0 && w->labels[at].t > since)
        at = w->labels[at].parent;
    return since > 0 ? at : -1;
}

void paths_add_units(const struct walk *w, int first, int last, int *units) {
    for (int at = last; at > first && w->labels[at].parent >= 0;) {
        const struct label *l = &w->labels[at];
        int clock = l->clamped >= 0 ? l->clamped : l->bound;
        if (clock >= 0)
            units[w->rules->clocks[clock].unit] += w->rules->clocks[clock].n;
        at = l->clamped >= 0 ? -1 : l->bound >= 0 ? started_at(w, l) : l->parent;
    }
}

/* The rounds that the state is part of. */
static uint64_t rounds_of(const struct paths *p, const struct law_state *state, uint64_t classes) {
    uint64_t bits = 0;
    for (size_t i = 0; i < p->round_count; i++)
        for (size_t k = 0; k < p->rounds[i].count && (p->rounds[i].who & classes); k++)
            if (p->rounds[i].states[k] == state)
                bits |= (uint64_t)1 << i;
    return bits;
}

static struct paths_way way_of(struct arena *a, const struct walk *w, int last,
                               const struct paths *p) {
    struct paths_way way = {.days = w->labels[last].t, .who = who(w, &w->labels[last])};
    for (int i = last; w->labels[i].parent >= 0; i = w->labels[i].parent)
        way.count++;
    struct paths_move *moves = NEW(a, struct paths_move, way.count);
    size_t n = way.count;
    int latest = INT32_MAX; /* a clamp further on holds for what came before */
    for (int i = last; w->labels[i].parent >= 0; i = w->labels[i].parent) {
        const struct label *l = &w->labels[i];
        const struct law_step *step = &w->rules->steps[l->step];
        latest = l->t < latest ? l->t : latest;
        moves[--n] = (struct paths_move){.step = step,
                                         .outcome = &step->outcomes[l->outcome],
                                         .day = {w->start.day + latest},
                                         .bound = l->bound < 0 ? NULL : &w->rules->clocks[l->bound],
                                         .open = l->open,
                                         .lapse = l->lapse};
        way.open = way.open || l->open;
        way.rounds |= rounds_of(p, step->outcomes[l->outcome].to, way.who);
    }
    way.moves = moves;
    paths_add_units(w, -1, last, way.units);
    return way;
}

static void find_ends(struct arena *a, struct walk *const walks[3], struct paths *ret) {
    const struct law_rulebook *r = walks[0]->rules;
    struct paths_end *list = NEW(a, struct paths_end, r->state_count);
    for (size_t i = 0; i < r->state_count; i++) {
        int best[3];
        bool reached = r->states[i].terminal;
        for (int k = 0; k < 3; k++) {
            best[k] = best_at(walks[k], (int)i);
            reached = reached && best[k] >= 0;
        }
        if (reached)
            list[ret->end_count++] = (struct paths_end){
                &r->states[i], way_of(a, walks[PATHS_SHORTEST], best[PATHS_SHORTEST], ret),
                way_of(a, walks[PATHS_LONGEST_LATE], best[PATHS_LONGEST_LATE], ret),
                walks[PATHS_LONGEST_EARLY]->labels[best[PATHS_LONGEST_EARLY]].t};
    }
    ret->ends = list;
}

/* A person's clock ends a wait only if a step waits for its end. */
static bool waits_for_end(const struct walk *w, const struct position *p, int clock) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->step_count; i++)
        for (size_t f = 0; f < r->steps[i].from_count; f++)
            if (r->steps[i].from[f] == &r->states[p->state] &&
                r->steps[i].after == &r->clocks[clock])
                return true;
    return false;
}

bool paths_limited(const struct walk *w, const struct position *p) {
    for (int c = 0; c < (int)w->rules->clock_count; c++)
        if (paths_binds(w, p, c, NULL) &&
            (w->rules->clocks[c].kind == LAW_DUTY || waits_for_end(w, p, c)))
            return true;
    return false;
}

static const struct law_clock *right_of(const struct walk *w, const struct position *p) {
    for (int c = 0; c < (int)w->rules->clock_count; c++)
        if (mask_has(&p->running, c) && !mask_has(&p->spent, c) &&
            w->rules->clocks[c].kind == LAW_RIGHT)
            return &w->rules->clocks[c];
    return NULL;
}

static void find_waits(struct arena *a, const struct walk *w, struct paths *ret) {
    const struct law_rulebook *r = w->rules;
    struct paths_wait *list = NEW(a, struct paths_wait, r->state_count);
    for (size_t s = 0; s < r->state_count; s++) {
        struct paths_wait wait = {&r->states[s], true, NULL, NULL};
        bool found = false;
        for (int i = 0; i < w->label_count && !r->states[s].terminal; i++) {
            const struct position *p = &w->positions[w->labels[i].position];
            if (p->state != (int)s)
                continue;
            if (paths_limited(w, p)) {
                wait.always = false;
            } else if (!found) {
                found = true;
                wait.after = w->labels[i].step < 0 ? NULL : &r->steps[w->labels[i].step];
                wait.only_right = right_of(w, p);
            }
        }
        if (found)
            list[ret->wait_count++] = wait;
    }
    ret->waits = list;
}

/* Only cases of before can take it: no way that begins today comes to what it leaves. */
static bool is_former(const struct law_step *step) {
    for (size_t i = 0; i < step->from_count; i++)
        if (!step->from[i]->former)
            return false;
    return true;
}

static void find_unreached(struct arena *a, const struct walk *w, struct paths *ret) {
    const struct law_rulebook *r = w->rules;
    const struct law_state **states = NEW(a, const struct law_state *, r->state_count);
    const struct law_step **steps = NEW(a, const struct law_step *, r->step_count);
    for (size_t s = 0; s < r->state_count; s++) {
        bool reached = r->states[s].former;
        for (int i = 0; i < w->position_count; i++)
            reached = reached || w->positions[i].state == (int)s;
        if (!reached)
            states[ret->unreached_count++] = &r->states[s];
    }
    for (size_t s = 0; s < r->step_count; s++)
        if (!w->used[s] && !is_former(&r->steps[s]))
            steps[ret->never_count++] = &r->steps[s];
    ret->unreached = states;
    ret->never = steps;
}

static void find_stricts(struct arena *a, const struct walk *w, struct paths *ret) {
    struct paths_strict *list = NEW(a, struct paths_strict, w->rules->clock_count);
    for (size_t c = 0; c < w->rules->clock_count; c++)
        if (w->strict[c] > 0)
            list[ret->strict_count++] =
                (struct paths_strict){&w->rules->clocks[c], &w->rules->steps[w->strict[c] - 1]};
    ret->stricts = list;
}

/* Of a law without classes one that stands for anybody. */
static uint64_t everybody(const struct law *law) {
    if (law->class_count >= PATHS_CLASSES_MAX)
        return UINT64_MAX;
    return law->class_count ? ((uint64_t)1 << law->class_count) - 1 : 1;
}

struct paths paths_walk(struct arena *a, const struct law *law, const struct law_rulebook *rules,
                        struct date start) {
    struct paths ret = {.start = start, .everybody = everybody(law)};
    struct walk *walks[3];
    for (int k = 0; k < 3; k++) {
        walks[k] = paths_walk_one(a, &ret, law, rules, k);
        ret.cut = ret.cut || walks[k]->cut;
    }
    struct walk *w = walks[PATHS_LONGEST_LATE];
    ret.positions = (size_t)w->position_count;
    paths_find_rounds(w, &ret);
    find_ends(a, walks, &ret);
    find_waits(a, w, &ret);
    find_stricts(a, w, &ret);
    find_unreached(a, w, &ret);
    return ret;
}
