#include "decision/decision_internal.h"

/* A clock that must have run out bars the step through its late reading: the other side keeps the
 * doubt about day 1. A clock that does not run cannot run out. */
static struct date opens_on(const struct law_step *step, const struct case_state *cs,
                            struct str track) {
    if (!step->after)
        return (struct date){DECISION_ANY_DAY};
    const struct case_clock *clock = case_running(cs, track, step->after->id);
    return (struct date){clock ? clock->due.day + 1 : DECISION_NO_DAY};
}

/* Whether the clock runs while which the step is open. That it is past its last day bars nothing
 * here: what was done in time may be recorded later (decide_step). */
static bool is_running(const struct law_step *step, const struct case_state *cs, struct str track) {
    return !step->during || case_running(cs, track, step->during->id);
}

/* The first step that was taken and bars this one; NULL: none. */
static const struct law_step *barred_by(const struct law_step *step, const struct case_state *cs,
                                        struct str track) {
    for (size_t i = 0; i < step->unless_count; i++)
        if (case_has_taken(cs, track, step->unless[i]->name))
            return step->unless[i];
    return NULL;
}

static struct decision_offer offer_of(struct arena *a, const struct law_step *step,
                                      const struct case_state *cs, struct str track) {
    const struct law_step **missing = NEW(a, const struct law_step *, step->need_count);
    struct decision_offer offer = {
        .step = step, .missing = missing, .opens_on = opens_on(step, cs, track)};
    for (size_t i = 0; i < step->need_count; i++)
        if (!case_has_taken(cs, track, step->needs[i]->name))
            missing[offer.missing_count++] = step->needs[i];
    return offer;
}

/* What is open while a clock runs goes by what started it: who appealed sues at the court that
 * judges appeals. The step of another way needs what this case did not take, and cannot take any
 * more. */
static bool is_of_another_way(const struct decision_offer *offer) {
    return offer->step->during && offer->missing_count;
}

struct decision_offers decide_offers(struct arena *a, const struct law_rulebook *rules,
                                     const struct case_state *cs, struct str track) {
    struct case_track in;
    struct decision_offer *list = NEW(a, struct decision_offer, rules->step_count);
    struct decision_offers offers = {.list = list};
    bool known = case_track(cs, track, &in);
    for (size_t i = 0; known && i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        if (!decision_is_open(step, cs, &in) || barred_by(step, cs, track) ||
            !is_running(step, cs, track))
            continue;
        struct decision_offer offer = offer_of(a, step, cs, track);
        if (!is_of_another_way(&offer))
            list[offers.count++] = offer;
    }
    return offers;
}

struct err decide_allowed(struct arena *a, const struct law_step *step, const struct case_state *cs,
                          struct str track, struct date today) {
    struct case_track in;
    if (!case_track(cs, track, &in) || !decision_leaves(step, in.state))
        return ERR(ERR_STEP_BLOCKED, STR("state"));
    if (!decision_is_open(step, cs, &in))
        return ERR(ERR_STEP_BLOCKED, STR("subjects"));
    struct decision_offer offer = offer_of(a, step, cs, track);
    if (offer.missing_count)
        return ERR(ERR_STEP_BLOCKED, offer.missing[0]->name);
    const struct law_step *bar = barred_by(step, cs, track);
    if (bar)
        return ERR(ERR_STEP_BLOCKED, bar->name);
    if (today.day < offer.opens_on.day)
        return ERR(ERR_STEP_BLOCKED, step->after->id);
    if (!is_running(step, cs, track))
        return ERR(ERR_STEP_BLOCKED, step->during->id);
    return OK;
}
