#include "law/read_files.h"

/* Who is named and has no part, who is awaited and never comes. */

static bool is_held_by(const struct law *law, struct str role, struct str office) {
    for (size_t i = 0; i < law->authority_count; i++)
        if (str_equal(law->authorities[i].role, role) &&
            str_equal(law->authorities[i].office, office))
            return true;
    return false;
}

/* A state waits for an office that can move the case on there: by a step of its own or one that
 * records what it did. Who reports is a person: check.c asks for a clock that runs out. */
void law_check_awaited(struct law_reader *r, const struct law_rulebook *rules,
                       const struct law_state *state) {
    struct str awaited = state->waits_for;
    if (!awaited.len || state->terminal || str_equal(awaited, STR("reporter")))
        return;
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        struct str doer = law_step_doer(step, state);
        if (law_step_leaves(step, state) &&
            (str_equal(doer, awaited) || str_equal(step->actor, awaited) ||
             is_held_by(r->law, awaited, doer) || is_held_by(r->law, doer, awaited)))
            return;
    }
    r->file = state->file;
    law_fault(r, state->line,
              "state \"%.*s\" waits for \"%.*s\", which takes no step there and for which nobody "
              "records one: a step with \"on_behalf\" says who does",
              STR_ARG(state->id), STR_ARG(awaited));
}

/* Who takes a step is somebody whom the procedure waits for somewhere: else a wrong name stands
 * there, for which no office has a task. */
void law_check_actor(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_step *step) {
    for (size_t i = 0; i < rules->state_count; i++) {
        struct str awaited = rules->states[i].waits_for;
        if (str_equal(awaited, step->actor) || is_held_by(r->law, awaited, step->actor) ||
            is_held_by(r->law, step->actor, awaited))
            return;
    }
    r->file = step->file;
    law_fault(r, step->line,
              "step \"%.*s\" is taken by \"%.*s\", for which no state of this procedure waits",
              STR_ARG(step->name), STR_ARG(step->actor));
}

static bool in_steps(const struct law_step *steps, size_t count, struct str id) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(steps[i].actor, id) || str_equal(steps[i].on_behalf, id))
            return true;
        for (size_t k = 0; k < steps[i].outcome_count; k++)
            if (str_equal(steps[i].outcomes[k].hand_to, id))
                return true;
    }
    return false;
}

static bool in_rulebooks(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        for (size_t k = 0; k < rules->state_count; k++)
            if (str_equal(rules->states[k].waits_for, id))
                return true;
        if (in_steps(rules->steps, rules->step_count, id))
            return true;
    }
    return false;
}

static bool decides(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->class_count; i++)
        if (str_equal(law->classes[i].addressee, id))
            return true;
    for (size_t i = 0; i < law->sanction_count; i++)
        if (str_equal(law->sanctions[i].addressee, id))
            return true;
    for (size_t i = 0; i < law->penalty_count; i++)
        if (str_equal(law->penalties[i].addressee, id))
            return true;
    for (size_t i = 0; i < law->imposer_count; i++)
        if (str_equal(law->imposers[i].imposer_id, id))
            return true;
    return false;
}

static bool has_work(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->authority_count; i++)
        if (str_equal(law->authorities[i].office, id))
            return true;
    for (size_t i = 0; i < law->duty_count; i++)
        if (str_equal(law->duties[i].actor, id))
            return true;
    return false;
}

void law_check_offices(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->office_count; i++) {
        struct str id = law->offices[i].id;
        if (str_equal(id, STR("reporter")))
            continue; /* a person, who takes no step */
        r->file = law->offices[i].file;
        bool used = in_rulebooks(law, id) || decides(law, id) || has_work(law, id);
        if (!used && !law->offices[i].kept.id.len)
            law_fault(r, law->offices[i].line,
                      "no step, state, duty, sanction or role names the office kind \"%.*s\": use "
                      "it, leave it out, or say with \"kept\" what it is for",
                      STR_ARG(id));
        if (used && law->offices[i].kept.id.len)
            law_fault(r, law->offices[i].line,
                      "rows name the office kind \"%.*s\": leave \"kept\" out", STR_ARG(id));
    }
}
