#include "law/read_files.h"

/* Who can be where. A step that is for some classes alone takes nobody else along, so what lies
 * behind it is reached by them alone: a step there that is for others is never offered. */

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

static void enter(const struct law_rulebook *rules, const struct law_state *state, law_classes who,
                  law_classes *reach) {
    if (state)
        reach[state - rules->states] = who;
}

/* Whether the step takes somebody to where nobody of the class was. */
static bool take_along(const struct law_rulebook *rules, const struct law_step *step,
                       law_classes who, law_classes *reach) {
    bool more = false;
    for (size_t n = 0; n < step->from_count; n++)
        for (size_t k = 0; k < step->outcome_count; k++) {
            law_classes comes = who & reach[step->from[n] - rules->states];
            law_classes *to = &reach[step->outcomes[k].to - rules->states];
            more = more || (comes & ~*to);
            *to |= comes;
        }
    return more;
}

const law_classes *law_reach(struct law_reader *r, const struct law_rulebook *rules) {
    law_classes *reach = NEW(r->scratch, law_classes, rules->state_count);
    law_classes *who = NEW(r->scratch, law_classes, rules->step_count);
    law_classes all = all_of(r->law);
    enter(rules, rules->entry_report, all, reach);
    enter(rules, rules->entry_tip, all, reach);
    enter(rules, rules->entry_complaint, all, reach);
    enter(rules, rules->entry_opened, all, reach);
    for (size_t i = 0; i < rules->state_count; i++)
        if (rules->states[i].former)
            reach[i] = all;
    for (size_t i = 0; i < rules->step_count; i++)
        who[i] = law_step_classes(r->law, &rules->steps[i]);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++)
            more = take_along(rules, &rules->steps[i], who[i], reach) || more;
    }
    return reach;
}

static void check_subjects(struct law_reader *r, const struct law_rulebook *rules,
                           const struct law_step *step, const law_classes *reach) {
    law_classes here = 0;
    for (size_t n = 0; n < step->from_count; n++)
        here |= reach[step->from[n] - rules->states];
    for (size_t c = 0; here && c < r->law->class_count && c < LAW_CLASSES_MAX; c++) {
        struct str class = r->law->classes[c].row.id;
        if (law_lists(step->subjects, class) && !(here >> c & 1))
            law_fault(r, step->line,
                      "step \"%.*s\" is for \"%.*s\", but the steps before it are not: nobody of "
                      "that class comes to \"%.*s\"",
                      STR_ARG(step->name), STR_ARG(class), STR_ARG(step->from[0]->id));
    }
}

void law_check_reach(struct law_reader *r, const struct law_rulebook *rules) {
    const law_classes *reach = law_reach(r, rules);
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        r->file = step->file;
        check_subjects(r, rules, step, reach);
        for (size_t k = 0; k < step->outcome_count; k++)
            if (step->outcomes[k].to->former)
                law_fault(r, step->line,
                          "step \"%.*s\" leads to \"%.*s\", a former state: only cases of before "
                          "wait in it",
                          STR_ARG(step->name), STR_ARG(step->outcomes[k].to->id));
    }
}
