#include "law/reach.h"

/* A step that needs another waits for it: what is needed must be able to come before, and who came
 * there without it must have another way on. */

struct needs {
    struct law_reader *r;
    const struct law_rulebook *rules;
    struct law_reached reached;
};

static bool add(law_classes *list, size_t at, law_classes more) {
    bool new = (more & ~list[at]) != 0;
    list[at] |= more;
    return new;
}

static law_classes takers(const struct needs *x, const struct law_step *step) {
    return x->reached.steps[step - x->rules->steps];
}

static bool needs(const struct law_step *step, const struct law_step *need) {
    for (size_t i = 0; i < step->need_count; i++)
        if (step->needs[i] == need)
            return true;
    return false;
}

static void enter_all(const struct needs *x, law_classes *at, bool former) {
    enum { ENTRIES = 4 };
    const struct law_rulebook *rules = x->rules;
    const struct law_state *const entries[ENTRIES] = {rules->entry_report, rules->entry_tip,
                                                      rules->entry_complaint, rules->entry_opened};
    for (size_t i = 0; i < ENTRIES; i++)
        if (entries[i])
            at[entries[i] - rules->states] = ~(law_classes)0;
    for (size_t i = 0; former && i < rules->state_count; i++)
        if (rules->states[i].former)
            at[i] = ~(law_classes)0;
}

/* Marks, behind whoever is marked, where they come by all steps but that one. */
static void spread(const struct needs *x, const struct law_step *without, law_classes *at) {
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < x->rules->step_count; i++) {
            const struct law_step *s = &x->rules->steps[i];
            law_classes comes = 0;
            for (size_t n = 0; s != without && n < s->from_count; n++)
                comes |= takers(x, s) & at[s->from[n] - x->rules->states];
            for (size_t k = 0; comes && k < s->outcome_count; k++)
                more = add(at, (size_t)(s->outcomes[k].to - x->rules->states), comes) || more;
        }
    }
}

static law_classes who_is_at(const struct needs *x, const struct law_step *step,
                             const law_classes *at) {
    law_classes here = 0;
    for (size_t n = 0; n < step->from_count; n++)
        here |= at[step->from[n] - x->rules->states];
    return here;
}

/* Who can have taken the need, and then stand before the step, without having taken the step. */
static law_classes who_can_before(const struct needs *x, const struct law_step *step,
                                  const struct law_step *need) {
    law_classes *at = NEW(x->r->scratch, law_classes, x->rules->state_count);
    law_classes *then = NEW(x->r->scratch, law_classes, x->rules->state_count);
    enter_all(x, at, true);
    spread(x, step, at);
    law_classes taken = takers(x, need) & who_is_at(x, need, at);
    for (size_t k = 0; k < need->outcome_count; k++)
        then[need->outcomes[k].to - x->rules->states] |= taken;
    spread(x, step, then);
    return who_is_at(x, step, then);
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

static bool lack_along(const struct needs *x, const struct law_step *s, const struct law_step *need,
                       law_classes *lack) {
    law_classes comes = 0;
    bool more = false;
    for (size_t n = 0; s != need && !needs(s, need) && n < s->from_count; n++)
        comes |= takers(x, s) & lack[s->from[n] - x->rules->states];
    for (size_t k = 0; comes && k < s->outcome_count; k++)
        more = add(lack, (size_t)(s->outcomes[k].to - x->rules->states), comes) || more;
    return more;
}

static bool free_along(const struct needs *x, const struct law_step *s, const struct law_step *need,
                       law_classes *free) {
    law_classes on = s == need ? takers(x, s) : 0;
    bool more = false;
    for (size_t k = 0; s != need && !needs(s, need) && k < s->outcome_count; k++) {
        const struct law_state *to = s->outcomes[k].to;
        on |= takers(x, s) & (to->terminal ? ~(law_classes)0 : free[to - x->rules->states]);
    }
    for (size_t n = 0; n < s->from_count; n++)
        more = add(free, (size_t)(s->from[n] - x->rules->states), on) || more;
    return more;
}

static void check_lacking(const struct needs *x, const struct law_step *need) {
    const struct law_rulebook *rules = x->rules;
    law_classes *lack = NEW(x->r->scratch, law_classes, rules->state_count);
    law_classes *free = NEW(x->r->scratch, law_classes, rules->state_count);
    enter_all(x, lack, false); /* of those in former states nobody knows */
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++)
            more = lack_along(x, &rules->steps[i], need, lack) || more;
        for (size_t i = 0; i < rules->step_count; i++)
            more = free_along(x, &rules->steps[i], need, free) || more;
    }
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *s = &rules->steps[i];
        for (size_t n = 0; needs(s, need) && n < s->from_count; n++) {
            size_t at = (size_t)(s->from[n] - rules->states);
            if (!(lack[at] & x->reached.states[at] & ~free[at]))
                continue;
            x->r->file = s->file;
            law_fault(x->r, s->line,
                      "step \"%.*s\" needs \"%.*s\", but a case can come to \"%.*s\" without it "
                      "and has no other way on",
                      STR_ARG(s->name), STR_ARG(need->name), STR_ARG(s->from[n]->id));
            return;
        }
    }
}

static bool is_needed(const struct law_rulebook *rules, const struct law_step *step) {
    for (size_t i = 0; i < rules->step_count; i++)
        if (needs(&rules->steps[i], step))
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
}
