#include "law/read_files.h"

/* Which branch of law was gone by last, and the clocks that hang on it: the fifteenth day of a
 * disciplinary sanction is none of a dismissal by another law, and who decides over one proposal
 * does not end the time of another. */

/* By state: branches that the last outcome to name some may have named on the way there. Those of
 * cases of before, in former states, nobody knows. */
static const unsigned *last_named(struct law_reader *r, const struct law_rulebook *rules) {
    unsigned *named = NEW(r->scratch, unsigned, rules->state_count);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++)
            for (size_t n = 0; n < rules->steps[i].from_count; n++)
                for (size_t k = 0; k < rules->steps[i].outcome_count; k++) {
                    const struct law_outcome *o = &rules->steps[i].outcomes[k];
                    unsigned *to = &named[o->to - rules->states];
                    unsigned by =
                        o->tracks ? o->tracks : named[rules->steps[i].from[n] - rules->states];
                    more = more || (by & ~*to);
                    *to |= by;
                }
    }
    return named;
}

static struct str first_of(unsigned tracks) {
    unsigned t = 0;
    while (!(tracks >> t & 1))
        t++;
    return law_track_name((enum law_track)t);
}

/* A clock with tracks is started by decisions of these branches, or after them. */
static void check_starts(struct law_reader *r, const struct law_rulebook *rules,
                         const struct law_step *step, const unsigned *named) {
    for (size_t k = 0; k < step->outcome_count; k++) {
        const struct law_outcome *o = &step->outcomes[k];
        unsigned by = o->tracks;
        for (size_t n = 0; !o->tracks && n < step->from_count; n++)
            by |= named[step->from[n] - rules->states];
        for (size_t i = 0; i < o->start_count; i++) {
            const struct law_clock *clock = o->starts[i].clock;
            if (clock->tracks && by & ~clock->tracks)
                law_fault(r, step->line,
                          "step \"%.*s\" starts the clock \"%.*s\", which is for decisions by the "
                          "track %.*s alone, where one by the track %.*s may have been made",
                          STR_ARG(step->name), STR_ARG(clock->id), STR_ARG(first_of(clock->tracks)),
                          STR_ARG(first_of(by & ~clock->tracks)));
        }
    }
}

static bool names_tiers(const struct law_step *step) {
    for (size_t k = 0; k < step->outcome_count; k++)
        if (step->outcomes[k].tiers.count)
            return true;
    return false;
}

static bool shares_tier(const struct law_outcome *a, const struct law_outcome *b) {
    for (size_t i = 0; i < a->tiers.count; i++)
        if (law_lists(b->tiers, a->tiers.list[i]))
            return true;
    return false;
}

static bool starts_clock(const struct law_outcome *o, const struct law_clock *clock) {
    for (size_t i = 0; i < o->start_count; i++)
        if (o->starts[i].clock == clock)
            return true;
    return false;
}

/* Whether the clock is one of a proposal that this decision may follow: where proposals that start
 * it lead to the states of the decision itself, of one of these. Where a step proposes no sanction
 * at all its clocks are anybody's. */
static bool may_follow(const struct law_rulebook *rules, const struct law_step *step,
                       const struct law_outcome *decision, const struct law_clock *clock) {
    bool proposed = false, shared = false, before = false, shared_before = false;
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++) {
            const struct law_outcome *o = &rules->steps[i].outcomes[k];
            if (!starts_clock(o, clock))
                continue;
            bool same = !names_tiers(&rules->steps[i]) || shares_tier(o, decision);
            proposed = true;
            shared = shared || same;
            if (law_step_leaves(step, o->to)) {
                before = true;
                shared_before = shared_before || same;
            }
        }
    return before ? shared_before : shared || !proposed;
}

static void check_stops(struct law_reader *r, const struct law_rulebook *rules,
                        const struct law_step *step) {
    for (size_t k = 0; k < step->outcome_count; k++) {
        const struct law_outcome *o = &step->outcomes[k];
        for (size_t i = 0; o->tiers.count && i < o->stop_count; i++)
            if (!may_follow(rules, step, o, o->stops[i]))
                law_fault(r, step->line,
                          "outcome \"%.*s\" of \"%.*s\" imposes a tier and stops the clock "
                          "\"%.*s\", which only proposals of another tier, or of none, start: it "
                          "decides over another path",
                          STR_ARG(o->value), STR_ARG(step->name), STR_ARG(o->stops[i]->id));
    }
}

void law_check_branches(struct law_reader *r, const struct law_rulebook *rules) {
    struct str file = r->file;
    const unsigned *named = last_named(r, rules);
    for (size_t i = 0; i < rules->step_count; i++) {
        r->file = rules->steps[i].file;
        check_starts(r, rules, &rules->steps[i], named);
        check_stops(r, rules, &rules->steps[i]);
    }
    r->file = file;
}
