#include "law/reach.h"

/* A step that needs another waits for it: what is needed must be able to come before, and who came
 * there without it must have another way on. */

struct needs {
    struct law_reader *r;
    const struct law_rulebook *rules;
    struct law_reached reached;
};

static law_classes takers(const struct needs *x, const struct law_step *step) {
    return x->reached.steps[step - x->rules->steps];
}

bool law_step_needs(const struct law_step *step, const struct law_step *need) {
    for (size_t i = 0; i < step->need_count; i++)
        if (step->needs[i] == need)
            return true;
    return false;
}

/* Whether it takes somebody from where they are marked to where they are not. */
static bool go_along(const struct needs *x, const struct law_step *step, law_classes *at) {
    law_classes comes = takers(x, step) & law_at_step(x->rules, at, step);
    bool more = false;
    for (size_t k = 0; k < step->outcome_count; k++)
        more = law_classes_add(&at[step->outcomes[k].to - x->rules->states], comes) || more;
    return more;
}

/* Marks, behind whoever is marked, where they come by all steps but that one. */
static void spread(const struct needs *x, const struct law_step *without, law_classes *at) {
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < x->rules->step_count; i++) {
            const struct law_step *s = &x->rules->steps[i];
            more = (s != without && go_along(x, s, at)) || more;
        }
    }
}

/* Who can have taken the need, and then stand before the step, without having taken the step. */
static law_classes who_can_before(const struct needs *x, const struct law_step *step,
                                  const struct law_step *need) {
    law_classes *at = NEW(x->r->scratch, law_classes, x->rules->state_count);
    law_classes *then = NEW(x->r->scratch, law_classes, x->rules->state_count);
    law_enter(x->rules, at, ~(law_classes)0, true);
    spread(x, step, at);
    law_classes taken = takers(x, need) & law_at_step(x->rules, at, need);
    for (size_t k = 0; k < need->outcome_count; k++)
        then[need->outcomes[k].to - x->rules->states] |= taken;
    spread(x, step, then);
    return law_at_step(x->rules, then, step);
}

static void check_before(const struct needs *x, const struct law_step *step,
                         const struct law_step *need) {
    law_classes who = takers(x, step) & law_step_classes(x->r->law, step);
    law_classes never = who & ~who_can_before(x, step, need);
    if (!never || (never != who && !step->subjects.count))
        return;
    x->r->file = step->file;
    law_fault(x->r, step->line,
              "step \"%.*s\" needs \"%.*s\", which cannot come before it: name a step that leads "
              "to \"%.*s\", or leave the need out",
              STR_ARG(step->name), STR_ARG(need->name), STR_ARG(step->from[0]->id));
}

/* --- who lacks what is needed --- */

static bool goes_without(const struct law_step *s, const struct law_step *need) {
    return s != need && !law_step_needs(s, need);
}

/* An end is a way on, but not one at which an unanswered case only closes here: who cannot go
 * further would have to give the case away. */
static bool is_way_out(const struct law_state *from, const struct law_state *to) {
    bool away = to->phase == LAW_DONE_OTHER && from->phase <= LAW_EXAMINATION;
    return to->terminal && !away;
}

static bool free_along(const struct needs *x, const struct law_step *s, const struct law_step *need,
                       law_classes *free) {
    bool relied = goes_without(s, need) && !s->during; /* whose clock may have run out is no way */
    bool more = false;
    for (size_t n = 0; n < s->from_count; n++) {
        law_classes on = s == need ? takers(x, s) : 0;
        for (size_t k = 0; relied && k < s->outcome_count; k++) {
            const struct law_state *to = s->outcomes[k].to;
            bool out = is_way_out(s->from[n], to);
            on |= takers(x, s) & (out ? ~(law_classes)0 : free[to - x->rules->states]);
        }
        more = law_classes_add(&free[s->from[n] - x->rules->states], on) || more;
    }
    return more;
}

static void check_lacking(const struct needs *x, const struct law_step *need) {
    const struct law_rulebook *rules = x->rules;
    law_classes *lack = NEW(x->r->scratch, law_classes, rules->state_count);
    law_classes *free = NEW(x->r->scratch, law_classes, rules->state_count);
    law_enter(rules, lack, ~(law_classes)0, false); /* of those in former states nobody knows */
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++)
            more = (goes_without(&rules->steps[i], need) && go_along(x, &rules->steps[i], lack)) ||
                   more;
        for (size_t i = 0; i < rules->step_count; i++)
            more = free_along(x, &rules->steps[i], need, free) || more;
    }
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *s = &rules->steps[i];
        for (size_t n = 0; law_step_needs(s, need) && n < s->from_count; n++) {
            size_t at = (size_t)(s->from[n] - rules->states);
            if (s->from[n]->terminal || !(lack[at] & x->reached.states[at] & ~free[at]))
                continue; /* whoever is at an end needs no way on */
            x->r->file = s->file;
            law_fault(x->r, s->line,
                      "step \"%.*s\" needs \"%.*s\", but a case can come to \"%.*s\" without it "
                      "and has no other way on",
                      STR_ARG(s->name), STR_ARG(need->name), STR_ARG(s->from[n]->id));
            return;
        }
    }
}

/* --- who took what bars a step --- */

static bool get_past(const struct needs *x, const struct law_step *s, law_classes *free) {
    law_classes on = 0;
    bool more = false;
    for (size_t k = 0; k < s->outcome_count; k++) {
        const struct law_state *to = s->outcomes[k].to;
        on |= takers(x, s) & (to->terminal ? ~(law_classes)0 : free[to - x->rules->states]);
    }
    for (size_t n = 0; n < s->from_count; n++)
        more = law_classes_add(&free[s->from[n] - x->rules->states], on) || more;
    return more;
}

/* Whoever took the step that bars others has another way on wherever it bars one. */
static void check_barred(const struct needs *x, const struct law_step *by) {
    const struct law_rulebook *rules = x->rules;
    law_classes *at = NEW(x->r->scratch, law_classes, rules->state_count);
    law_classes *free = NEW(x->r->scratch, law_classes, rules->state_count);
    for (size_t k = 0; k < by->outcome_count; k++)
        at[by->outcomes[k].to - rules->states] |= takers(x, by);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++) {
            const struct law_step *s = &rules->steps[i];
            bool open = !law_step_barred(s, by);
            more = (open && go_along(x, s, at)) || more;
            more = (open && !s->during && get_past(x, s, free)) || more;
        }
    }
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *s = &rules->steps[i];
        for (size_t n = 0; law_step_barred(s, by) && n < s->from_count; n++) {
            size_t from = (size_t)(s->from[n] - rules->states);
            if (rules->states[from].terminal || !(at[from] & ~free[from]))
                continue;
            x->r->file = s->file;
            law_fault(x->r, s->line,
                      "step \"%.*s\" is open unless \"%.*s\" was taken, but a case can come to "
                      "\"%.*s\" with it and has no other way on",
                      STR_ARG(s->name), STR_ARG(by->name), STR_ARG(s->from[n]->id));
            return;
        }
    }
}

static bool bars_some(const struct law_rulebook *rules, const struct law_step *step) {
    for (size_t i = 0; i < rules->step_count; i++)
        if (law_step_barred(&rules->steps[i], step))
            return true;
    return false;
}

static bool is_needed(const struct law_rulebook *rules, const struct law_step *step) {
    for (size_t i = 0; i < rules->step_count; i++)
        if (law_step_needs(&rules->steps[i], step))
            return true;
    return false;
}

void law_check_needs(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_reached *reached) {
    struct needs x = {r, rules, *reached};
    size_t told = r->told;
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t n = 0; takers(&x, &rules->steps[i]) && n < rules->steps[i].need_count; n++)
            check_before(&x, &rules->steps[i], rules->steps[i].needs[n]);
    for (size_t i = 0; r->told == told && i < rules->step_count; i++)
        if (is_needed(rules, &rules->steps[i]))
            check_lacking(&x, &rules->steps[i]);
    for (size_t i = 0; r->told == told && i < rules->step_count; i++)
        if (bars_some(rules, &rules->steps[i]))
            check_barred(&x, &rules->steps[i]);
}
