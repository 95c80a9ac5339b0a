#include "law/read_files.h"

/* Where people choose between branches of law, and between tiers of sanction: outcomes that name
 * them. The choice must be one, and whoever departs from what is proposed must have a field to say
 * why. An outcome whose tiers are no choice says what it imposes, for people and programs. */

static size_t departs_of(const struct law_step *step) {
    size_t count = 0;
    for (size_t i = 0; i < step->field_count; i++)
        count += step->fields[i].departs;
    return count;
}

/* Whether another way than the outcome's can be chosen in the state. */
static bool has_other(const struct law_rulebook *rules, const struct law_state *state,
                      const struct law_outcome *outcome) {
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++) {
            const struct law_outcome *other = &rules->steps[i].outcomes[k];
            if (other->tracks && !law_same_way(other, outcome) &&
                law_step_leaves(&rules->steps[i], state))
                return true;
        }
    return false;
}

static bool is_choice(const struct law_rulebook *rules, const struct law_step *step,
                      const struct law_outcome *outcome) {
    for (size_t n = 0; outcome->tracks && n < step->from_count; n++)
        if (has_other(rules, step->from[n], outcome))
            return true;
    return false;
}

static void check_step(struct law_reader *r, const struct law_rulebook *rules,
                       const struct law_step *step) {
    bool chooses = false, names = false;
    r->file = step->file;
    for (size_t i = 0; i < step->outcome_count; i++) {
        const struct law_outcome *o = &step->outcomes[i];
        bool choice = is_choice(rules, step, o);
        names = names || o->tracks;
        chooses = chooses || choice;
        if (o->tracks && !o->tiers.count && !choice)
            law_fault(r, step->line,
                      "outcome \"%.*s\" of \"%.*s\" names tracks, but no state that the step "
                      "leaves offers another: there is no choice to propose",
                      STR_ARG(o->value), STR_ARG(step->name));
    }
    if (chooses && departs_of(step) != 1)
        law_fault(r, step->line,
                  "outcomes of \"%.*s\" name tracks: it needs one field with departs: true, for "
                  "the reasons of a choice that departs from what is proposed",
                  STR_ARG(step->name));
    if (!chooses && departs_of(step))
        law_fault(r, step->line,
                  "%s of \"%.*s\" %s: there is nothing that a field with departs: true could "
                  "depart from",
                  names ? "outcomes" : "no outcome", STR_ARG(step->name),
                  names ? "leave no choice" : "names tracks");
}

void law_check_divide(struct law_reader *r, const struct law_rulebook *rules) {
    struct str file = r->file;
    for (size_t i = 0; i < rules->step_count; i++)
        check_step(r, rules, &rules->steps[i]);
    r->file = file;
}

/* subject: empty for whichever class. */
static bool is_rung(const struct law *law, enum law_track track, struct str tier,
                    struct str subject) {
    for (size_t i = 0; i < law->sanction_count; i++) {
        const struct law_sanction *s = &law->sanctions[i];
        if (s->track == track && str_equal(s->tier, tier) &&
            (!subject.len || law_lists(s->subjects, subject)))
            return true;
    }
    return false;
}

static unsigned tracks_with(const struct law *law, const struct law_outcome *o, struct str tier,
                            struct str subject) {
    unsigned of = 0;
    for (unsigned t = 0; t < LAW_TRACK_COUNT; t++)
        if (o->tracks >> t & 1 && is_rung(law, (enum law_track)t, tier, subject))
            of |= 1U << t;
    return of;
}

/* A step for certain classes imposes on each of them what its ladder has. */
static void check_ladders(struct law_reader *r, const struct law *law, const struct law_step *step,
                          const struct law_outcome *o) {
    for (size_t i = 0; i < o->tiers.count; i++)
        for (size_t c = 0; c < step->subjects.count; c++)
            if (tracks_with(law, o, o->tiers.list[i], (struct str){0}) &&
                !tracks_with(law, o, o->tiers.list[i], step->subjects.list[c]))
                law_fault(r, step->line,
                          "outcome \"%.*s\" of \"%.*s\" names the tier \"%.*s\", but for \"%.*s\", "
                          "whom the step is for, no rung of its tracks in sanctions.yaml is that",
                          STR_ARG(o->value), STR_ARG(step->name), STR_ARG(o->tiers.list[i]),
                          STR_ARG(step->subjects.list[c]));
}

static void check_tiers(struct law_reader *r, const struct law *law, const struct law_step *step,
                        const struct law_outcome *o) {
    unsigned served = 0;
    r->file = step->file;
    for (size_t i = 0; i < o->tiers.count; i++) {
        unsigned of = tracks_with(law, o, o->tiers.list[i], (struct str){0});
        if (!of)
            law_fault(r, step->line,
                      "outcome \"%.*s\" of \"%.*s\" names the tier \"%.*s\", which is no rung of "
                      "its tracks in sanctions.yaml",
                      STR_ARG(o->value), STR_ARG(step->name), STR_ARG(o->tiers.list[i]));
        served |= of;
    }
    for (unsigned t = 0; o->tiers.count && t < LAW_TRACK_COUNT; t++)
        if ((o->tracks & ~served) >> t & 1)
            law_fault(r, step->line,
                      "outcome \"%.*s\" of \"%.*s\" goes by the track %.*s and names no tier of it",
                      STR_ARG(o->value), STR_ARG(step->name),
                      STR_ARG(law_track_name((enum law_track)t)));
}

void law_check_tiers(struct law_reader *r, const struct law *law) {
    struct str file = r->file;
    for (size_t i = 0; i < law->rulebook_count; i++)
        for (size_t k = 0; k < law->rulebooks[i].step_count; k++) {
            const struct law_step *step = &law->rulebooks[i].steps[k];
            for (size_t n = 0; n < step->outcome_count; n++) {
                check_tiers(r, law, step, &step->outcomes[n]);
                check_ladders(r, law, step, &step->outcomes[n]);
            }
        }
    r->file = file;
}
