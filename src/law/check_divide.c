#include "law/read_files.h"

/* Where people choose between branches of law: outcomes that name their tracks. The choice must be
 * one, and whoever departs from what is proposed must have a field to say why. */

static unsigned tracks_of(const struct law_step *step) {
    unsigned tracks = 0;
    for (size_t i = 0; i < step->outcome_count; i++)
        tracks |= step->outcomes[i].tracks;
    return tracks;
}

static size_t departs_of(const struct law_step *step) {
    size_t count = 0;
    for (size_t i = 0; i < step->field_count; i++)
        count += step->fields[i].departs;
    return count;
}

/* Whether something else than these tracks can be chosen in the state. */
static bool has_other(const struct law_rulebook *rules, const struct law_state *state,
                      unsigned tracks) {
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++) {
            unsigned other = rules->steps[i].outcomes[k].tracks;
            if (other && other != tracks && law_step_leaves(&rules->steps[i], state))
                return true;
        }
    return false;
}

static bool is_choice(const struct law_rulebook *rules, const struct law_step *step,
                      const struct law_outcome *outcome) {
    for (size_t n = 0; n < step->from_count; n++)
        if (has_other(rules, step->from[n], outcome->tracks))
            return true;
    return false;
}

static void check_step(struct law_reader *r, const struct law_rulebook *rules,
                       const struct law_step *step) {
    bool names = tracks_of(step) != 0;
    r->file = step->file;
    if (names && departs_of(step) != 1)
        law_fault(r, step->line,
                  "outcomes of \"%.*s\" name tracks: it needs one field with departs: true, for "
                  "the reasons of a choice that departs from what is proposed",
                  STR_ARG(step->name));
    if (!names && departs_of(step))
        law_fault(r, step->line,
                  "no outcome of \"%.*s\" names tracks: there is nothing that a field with "
                  "departs: true could depart from",
                  STR_ARG(step->name));
    for (size_t i = 0; i < step->outcome_count; i++)
        if (step->outcomes[i].tracks && !is_choice(rules, step, &step->outcomes[i]))
            law_fault(r, step->line,
                      "outcome \"%.*s\" of \"%.*s\" names tracks, but no state that the step "
                      "leaves offers another: there is no choice to propose",
                      STR_ARG(step->outcomes[i].value), STR_ARG(step->name));
}

void law_check_divide(struct law_reader *r, const struct law_rulebook *rules) {
    struct str file = r->file;
    for (size_t i = 0; i < rules->step_count; i++)
        check_step(r, rules, &rules->steps[i]);
    r->file = file;
}
