#include "law/reach.h"

/* Who can be where, and who can take what. A step that is for some classes alone takes nobody else
 * along, so what lies behind it is reached by them alone: a step there that is for others is never
 * offered. Nor is one to others that needs a step for some: they never took that. */

static law_classes all_of(const struct law *law) {
    size_t count = law->class_count;
    return count < LAW_CLASSES_MAX ? ((law_classes)1 << count) - 1 : ~(law_classes)0;
}

law_classes law_step_classes(const struct law *law, const struct law_step *step) {
    law_classes classes = 0;
    for (size_t c = 0; c < law->class_count && c < LAW_CLASSES_MAX; c++)
        if (law_lists_or_all(step->subjects, law->classes[c].row.id))
            classes |= (law_classes)1 << c;
    return classes;
}

law_classes law_takers(const struct law *law, const struct law_rulebook *rules,
                       const struct law_reached *reached, const struct law_step *step) {
    law_classes who = law_step_classes(law, step);
    for (size_t n = 0; n < step->need_count; n++)
        who &= reached->steps[step->needs[n] - rules->steps];
    return who;
}

bool law_classes_add(law_classes *to, law_classes more) {
    bool new = (more & ~*to) != 0;
    *to |= more;
    return new;
}

void law_enter(const struct law_rulebook *rules, law_classes *at, law_classes who, bool former) {
    enum { ENTRIES = 4 };
    const struct law_state *const entries[ENTRIES] = {rules->entry_report, rules->entry_tip,
                                                      rules->entry_complaint, rules->entry_opened};
    for (size_t i = 0; i < ENTRIES; i++)
        if (entries[i])
            at[entries[i] - rules->states] = who;
    for (size_t i = 0; former && i < rules->state_count; i++)
        if (rules->states[i].former)
            at[i] = who;
}

/* Whether the step is taken by, or takes to where it leads, somebody of a class that did not. */
static bool take_along(const struct law *law, const struct law_rulebook *rules,
                       const struct law_step *step, const struct law_reached *reached) {
    law_classes comes =
        law_takers(law, rules, reached, step) & law_at_step(rules, reached->states, step);
    bool more = law_classes_add(&reached->steps[step - rules->steps], comes);
    for (size_t k = 0; k < step->outcome_count; k++)
        more =
            law_classes_add(&reached->states[step->outcomes[k].to - rules->states], comes) || more;
    return more;
}

struct law_reached law_reach(struct law_reader *r, const struct law_rulebook *rules) {
    struct law_reached reached = {NEW(r->scratch, law_classes, rules->state_count),
                                  NEW(r->scratch, law_classes, rules->step_count)};
    law_classes all = all_of(r->law);
    law_enter(rules, reached.states, all, true);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++)
            more = take_along(r->law, rules, &rules->steps[i], &reached) || more;
    }
    return reached;
}

law_classes law_at_step(const struct law_rulebook *rules, const law_classes *at,
                        const struct law_step *step) {
    law_classes here = 0;
    for (size_t n = 0; n < step->from_count; n++)
        here |= at[step->from[n] - rules->states];
    return here;
}

/* An end that no step leaves: nothing goes on there. */
static bool is_over(const struct law_rulebook *rules, const struct law_state *state) {
    for (size_t i = 0; i < rules->step_count && state->terminal; i++)
        if (law_step_leaves(&rules->steps[i], state))
            return false;
    return state->terminal;
}

static void check_subjects(struct law_reader *r, const struct law_rulebook *rules,
                           const struct law_step *step, const struct law_reached *reached) {
    law_classes here = law_at_step(rules, reached->states, step);
    for (size_t c = 0; here && c < r->law->class_count && c < LAW_CLASSES_MAX; c++) {
        struct str class = r->law->classes[c].row.id;
        if (law_lists(step->subjects, class) && !(here >> c & 1))
            law_fault(r, step->line,
                      "step \"%.*s\" is for \"%.*s\", but the steps before it are not: nobody of "
                      "that class comes to \"%.*s\"",
                      STR_ARG(step->name), STR_ARG(class), STR_ARG(step->from[0]->id));
    }
}

void law_check_reach(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_reached *reached) {
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        r->file = step->file;
        check_subjects(r, rules, step, reached);
        for (size_t k = 0; k < step->outcome_count; k++)
            if (step->outcomes[k].to->former)
                law_fault(r, step->line,
                          "step \"%.*s\" leads to \"%.*s\", a former state: only cases of before "
                          "wait in it",
                          STR_ARG(step->name), STR_ARG(step->outcomes[k].to->id));
    }
}

struct law_edges law_edges_of(struct arena *a, const struct law_rulebook *rules,
                              const struct law_reached *reached) {
    size_t room = 0, number = 0, count = 0;
    for (size_t i = 0; i < rules->step_count; i++)
        room += rules->steps[i].from_count * rules->steps[i].outcome_count;
    struct law_edge *list = NEW(a, struct law_edge, room);
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        for (size_t k = 0; k < step->outcome_count; k++, number++)
            for (size_t n = 0; n < step->from_count; n++)
                list[count++] =
                    (struct law_edge){step,
                                      &step->outcomes[k],
                                      number,
                                      (size_t)(step->from[n] - rules->states),
                                      (size_t)(step->outcomes[k].to - rules->states),
                                      is_over(rules, step->outcomes[k].to) ? 0 : reached->steps[i]};
    }
    return (struct law_edges){list, count};
}
