#include "law/read.h"

/* A rulebook as a graph: states are its nodes, outcomes its edges. */

static bool leaves(const struct law_step *step, const struct law_state *state) {
    for (size_t i = 0; i < step->from_count; i++)
        if (step->from[i] == state)
            return true;
    return false;
}

/* Marks what the steps reach from the marked states, until nothing new comes. A rulebook has some
 * thirty states: the plain way is quick enough. */
static void spread(const struct law_rulebook *rules, bool *reached) {
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++) {
            const struct law_step *step = &rules->steps[i];
            bool open = false;
            for (size_t k = 0; k < step->from_count && !open; k++)
                open = reached[step->from[k] - rules->states];
            for (size_t k = 0; open && k < step->outcome_count; k++) {
                bool *to = &reached[step->outcomes[k].to - rules->states];
                more = more || !*to;
                *to = true;
            }
        }
    }
}

static bool has_way_on(const struct law_rulebook *rules, const struct law_state *state) {
    for (size_t i = 0; i < rules->step_count; i++)
        if (leaves(&rules->steps[i], state))
            return true;
    return false;
}

void law_check_rulebook(struct law_reader *r, const struct law_rulebook *rules, const int *lines) {
    bool *reached = NEW(r->scratch, bool, rules->state_count);
    if (rules->entry_report->terminal || rules->entry_tip->terminal)
        law_fault(r, lines[rules->entry_report - rules->states],
                  "a new case cannot enter at a terminal state");
    reached[rules->entry_report - rules->states] = true;
    reached[rules->entry_tip - rules->states] = true;
    spread(rules, reached);
    for (size_t i = 0; i < rules->state_count; i++) {
        const struct law_state *s = &rules->states[i];
        if (!reached[i])
            law_fault(r, lines[i], "no step leads to state \"%.*s\"", STR_ARG(s->id));
        if (!s->terminal && !has_way_on(rules, s))
            law_fault(r, lines[i], "no step leads out of state \"%.*s\"", STR_ARG(s->id));
    }
}
