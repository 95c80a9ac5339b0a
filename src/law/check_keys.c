#include "law/reach.h"

/* Keys of a step that its states tell: who is handed the case, whether it is taken person by
 * person, whether a decision makes a letter. A key that was lost shows against the states, or
 * beside the other steps to the same one. */

static bool leads_from(const struct law_step *step, const struct law_state *state) {
    for (size_t k = 0; law_step_leaves(step, state) && k < step->outcome_count; k++)
        if (step->outcomes[k].to != state)
            return true;
    return false;
}

static bool leads_on(const struct law_step *step) {
    for (size_t n = 0; n < step->from_count; n++)
        if (leads_from(step, step->from[n]))
            return true;
    return false;
}

/* --- who is handed the case --- */

static bool waited_for_before(const struct law_step *step, struct str office) {
    for (size_t n = 0; n < step->from_count; n++)
        if (str_equal(step->from[n]->waits_for, office))
            return true;
    return false;
}

/* Whether that office itself takes the steps on from the state, and the other none of them. */
static bool goes_over(const struct law_rulebook *rules, const struct law_state *to,
                      struct str actor) {
    bool own = false;
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *s = &rules->steps[i];
        if (!leads_from(s, to))
            continue;
        if (str_equal(s->actor, actor))
            return false;
        own = own || str_equal(s->actor, to->waits_for);
    }
    return own;
}

static void check_handed(struct law_reader *r, const struct law_rulebook *rules,
                         const struct law_step *step, const struct law_outcome *o) {
    if (o->hand_to.len || !o->to->waits_for.len || waited_for_before(step, o->to->waits_for) ||
        !goes_over(rules, o->to, step->actor))
        return;
    law_fault(
        r, step->line,
        "outcome \"%.*s\" of \"%.*s\" leads to \"%.*s\", where \"%.*s\" takes each step on, but "
        "hands the case to nobody: give it \"hand_to\"",
        STR_ARG(o->value), STR_ARG(step->name), STR_ARG(o->to->id), STR_ARG(o->to->waits_for));
}

/* --- person by person --- */

/* Whether that kind of office decides on the sanction of some class, and here imposes one. */
static bool imposes(const struct law *law, const struct law_rulebook *rules, struct str office) {
    bool addressee = false, decides = false;
    for (size_t i = 0; i < law->class_count; i++)
        addressee = addressee || str_equal(law->classes[i].addressee, office);
    for (size_t i = 0; addressee && i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++)
            decides = decides || (str_equal(rules->steps[i].actor, office) &&
                                  !rules->steps[i].on_behalf.len && !rules->steps[i].on_awaited &&
                                  rules->steps[i].outcomes[k].decides == LAW_DECIDES_SANCTION);
    return decides;
}

/* It closes the case of all who are there, whose breach was not proven. */
static bool closes_without_breach(const struct law_step *step) {
    for (size_t k = 0; k < step->outcome_count; k++)
        if (step->outcomes[k].to->phase != LAW_DONE_NO_BREACH)
            return false;
    return true;
}

/* What an office does about those whom it employs, it does about each of them. */
static void check_by_person(struct law_reader *r, const struct law_rulebook *rules,
                            const struct law_step *step) {
    bool with_ppk = step->from_count > 0;
    for (size_t n = 0; n < step->from_count; n++)
        with_ppk = with_ppk && step->from[n]->phase == LAW_WITH_PPK;
    if (with_ppk && !step->by_person && leads_on(step) && !closes_without_breach(step) &&
        imposes(r->law, rules, step->actor))
        law_fault(
            r, step->line,
            "step \"%.*s\" moves on those on whose sanction \"%.*s\" decides, all at once: give "
            "it by_person: true",
            STR_ARG(step->name), STR_ARG(step->actor));
}

/* --- the letter of a decision --- */

static bool decides_alike(const struct law_step *a, const struct law_step *b) {
    for (size_t i = 0; i < a->outcome_count; i++)
        for (size_t k = 0; k < b->outcome_count; k++) {
            const struct law_outcome *x = &a->outcomes[i], *y = &b->outcomes[k];
            if (x->decides != LAW_DECIDES_NOTHING && x->decides == y->decides && x->to == y->to &&
                str_equal(x->value, y->value))
                return true;
        }
    return false;
}

/* Of two others at least, which decide the same in the same name, each makes a letter. */
static void check_letter(struct law_reader *r, const struct law_rulebook *rules,
                         const struct law_step *step) {
    enum { LEAST = 2 };
    size_t with = 0;
    for (size_t i = 0; !step->document.len && i < rules->step_count; i++) {
        const struct law_step *s = &rules->steps[i];
        if (s == step || !str_equal(s->actor, step->actor) ||
            !str_equal(s->on_behalf, step->on_behalf) || !decides_alike(s, step))
            continue;
        if (!s->document.len)
            return;
        with++;
    }
    if (with >= LEAST)
        law_fault(
            r, step->line,
            "step \"%.*s\" decides what %zu other steps decide with a letter, but makes none: "
            "name it in \"document\"",
            STR_ARG(step->name), with);
}

void law_check_keys(struct law_reader *r, const struct law_rulebook *rules) {
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        r->file = step->file;
        check_by_person(r, rules, step);
        check_letter(r, rules, step);
        for (size_t k = 0; k < step->outcome_count; k++)
            check_handed(r, rules, step, &step->outcomes[k]);
    }
}
