#include "law/reach.h"

/* What an outcome decides is what the case ends as: who was not shown to have breached anything
 * does not end among the sanctioned, and whom a tier was imposed on does not end without one. An
 * outcome that decides nothing leaves what was decided before; a later one may decide otherwise. */

enum { DECISIONS = 3 };

struct ends {
    struct law_reader *r;
    const struct law_rulebook *rules;
    struct law_reached reached;
    law_classes *decided[DECISIONS]; /* by what was decided last, by state: who may be there so */
};

static const char *const WORDS[DECISIONS] = {"nothing", "sanction", "no_breach"};

/* The phase of the ends that must not come behind the decision. */
static bool contradicts(enum law_decides decides, enum law_phase phase) {
    return decides == LAW_DECIDES_SANCTION
               ? phase == LAW_DONE_NO_BREACH || phase == LAW_DONE_NOT_REGISTERED
               : phase == LAW_DONE_SANCTION;
}

/* Where the case may come behind the outcome of that step: behind one that finds no breach before
 * anything else is decided; behind one that imposes whatever else is, for what was imposed stands
 * until it is annulled. Steps that the one bars are not taken. Returns whether something is decided
 * there, too, or an end of a sanction reached. */
static bool spread(const struct ends *x, const struct law_step *step,
                   const struct law_outcome *decided, law_classes *ret_seen) {
    const struct law_rulebook *rules = x->rules;
    bool settled = false, stands = decided->decides == LAW_DECIDES_SANCTION;
    ret_seen[decided->to - rules->states] = x->reached.steps[step - rules->steps];
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++)
            for (size_t k = 0; k < rules->steps[i].outcome_count; k++) {
                const struct law_outcome *o = &rules->steps[i].outcomes[k];
                law_classes who =
                    x->reached.steps[i] & law_at_step(rules, ret_seen, &rules->steps[i]);
                bool other = o->decides != LAW_DECIDES_NOTHING;
                if (!who || law_step_barred(&rules->steps[i], step))
                    continue;
                settled = settled || other;
                if (stands || !other)
                    more = law_classes_add(&ret_seen[o->to - rules->states], who) || more;
            }
    }
    for (size_t i = 0; i < rules->state_count; i++)
        settled = settled || (ret_seen[i] && rules->states[i].phase == LAW_DONE_SANCTION);
    return settled;
}

static void fault(const struct ends *x, const struct law_step *step, const struct law_outcome *o,
                  struct str words) {
    x->r->file = step->file;
    law_fault(x->r, step->line, "outcome \"%.*s\" of \"%.*s\" decides: %s, but %.*s",
              STR_ARG(o->value), STR_ARG(step->name), WORDS[o->decides], STR_ARG(words));
}

static void check_outcome(const struct ends *x, const struct law_step *step,
                          const struct law_outcome *o) {
    struct arena *a = x->r->scratch;
    law_classes *seen = NEW(a, law_classes, x->rules->state_count);
    bool settled = spread(x, step, o, seen);
    for (size_t i = 0; i < x->rules->state_count; i++) {
        const struct law_state *end = &x->rules->states[i];
        if (!seen[i] || !end->terminal || !contradicts(o->decides, end->phase))
            continue;
        fault(x, step, o,
              arena_printf(a,
                           "the case can end in \"%.*s\" (%.*s) %s: lead \"to\" elsewhere, or "
                           "correct what it decides",
                           STR_ARG(end->id), STR_ARG(law_phase_name(end->phase)),
                           o->decides == LAW_DECIDES_SANCTION ? "though what was imposed stands"
                                                              : "before anything else is decided"));
        return;
    }
    if (o->decides == LAW_DECIDES_SANCTION &&
        (o->to->terminal ? o->to->phase != LAW_DONE_SANCTION : !settled))
        fault(x, step, o,
              arena_printf(a,
                           "from \"%.*s\" no end of the phase done_sanction is reached: lead "
                           "\"to\" where a sanction goes on",
                           STR_ARG(o->to->id)));
}

/* --- every way to an end --- */

static bool go_along(const struct ends *x, const struct law_step *step,
                     const struct law_outcome *o) {
    law_classes who = x->reached.steps[step - x->rules->steps];
    size_t to = (size_t)(o->to - x->rules->states);
    bool more = false;
    for (size_t n = 0; n < step->from_count; n++) {
        size_t from = (size_t)(step->from[n] - x->rules->states);
        for (size_t d = 0; d < DECISIONS; d++) {
            size_t then = o->decides == LAW_DECIDES_NOTHING ? d : (size_t)o->decides;
            more = law_classes_add(&x->decided[then][to], who & x->decided[d][from]) || more;
        }
    }
    return more;
}

static void settle(const struct ends *x) {
    const struct law_rulebook *rules = x->rules;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < rules->step_count; i++)
            for (size_t k = 0; k < rules->steps[i].outcome_count; k++)
                more = go_along(x, &rules->steps[i], &rules->steps[i].outcomes[k]) || more;
    }
}

/* Of a case of before, in a former state, nobody knows what was decided: it is not asked. */
static void check_end(const struct ends *x, const struct law_state *end) {
    bool sanction = end->phase == LAW_DONE_SANCTION;
    enum law_decides want = sanction ? LAW_DECIDES_SANCTION : LAW_DECIDES_NO_BREACH;
    law_classes other = 0;
    if (!sanction && end->phase != LAW_DONE_NO_BREACH)
        return;
    for (size_t d = 0; d < DECISIONS; d++)
        other |= d == (size_t)want ? 0 : x->decided[d][end - x->rules->states];
    if (!other)
        return;
    x->r->file = end->file;
    law_fault(x->r, end->line,
              "state \"%.*s\" is an end of the phase %.*s, but a case can come there without an "
              "outcome that decides: %s: say it of the outcome that does",
              STR_ARG(end->id), STR_ARG(law_phase_name(end->phase)), WORDS[want]);
}

void law_check_ends(struct law_reader *r, const struct law_rulebook *rules,
                    const struct law_reached *reached) {
    struct ends x = {.r = r, .rules = rules, .reached = *reached};
    size_t told = r->told;
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++)
            if (rules->steps[i].outcomes[k].decides != LAW_DECIDES_NOTHING)
                check_outcome(&x, &rules->steps[i], &rules->steps[i].outcomes[k]);
    if (r->told != told) /* the end that is reached wrongly is told with its outcome */
        return;
    for (size_t d = 0; d < DECISIONS; d++)
        x.decided[d] = NEW(r->scratch, law_classes, rules->state_count);
    law_enter(rules, x.decided[LAW_DECIDES_NOTHING], ~(law_classes)0, false);
    settle(&x);
    for (size_t i = 0; i < rules->state_count; i++)
        if (rules->states[i].terminal)
            check_end(&x, &rules->states[i]);
}
