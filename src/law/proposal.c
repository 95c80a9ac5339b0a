#include "law/proposal.h"

#include "law/law.h"

static const struct str NAMES[LAW_UNPROPOSED_COUNT] = {
    [LAW_PROPOSED] = STR_INIT(""),         [LAW_NO_ELECTION] = STR_INIT("no_election"),
    [LAW_NOT_HELD] = STR_INIT("not_held"), [LAW_NO_ACT] = STR_INIT("no_act"),
    [LAW_NO_DAY] = STR_INIT("no_day"),     [LAW_NO_CLASS] = STR_INIT("no_class"),
    [LAW_NO_RULE] = STR_INIT("no_rule"),   [LAW_SEVERAL_WAYS] = STR_INIT("several_ways"),
};

static const struct str UNTIERED[LAW_UNTIERED_COUNT] = {
    [LAW_TIERED] = STR_INIT(""),
    [LAW_TIER_GAP] = STR_INIT("gap"),
    [LAW_TIER_SEVERAL] = STR_INIT("several"),
};

struct str law_unproposed_name(enum law_unproposed why) {
    return NAMES[why];
}

struct str law_untiered_name(enum law_untiered why) {
    return UNTIERED[why];
}

static enum law_unproposed what_is_missing(const struct law *law,
                                           const struct law_proposal_asked *asked) {
    const struct law_question_of *of = &asked->of;
    if (!of->election)
        return LAW_NO_ELECTION;
    if (!law_is_held_in(of->election, of->region))
        return LAW_NOT_HELD;
    if (!law_act(law, asked->act))
        return LAW_NO_ACT;
    if (!asked->has_day)
        return LAW_NO_DAY;
    if (!law_subject_class(law, of->subject) || str_equal(of->subject, STR("unknown")))
        return LAW_NO_CLASS;
    return LAW_PROPOSED;
}

static void keep(const struct law_proposal_asked *asked, const struct law_act *act,
                 const struct law_act **list, struct law_proposal *ret) {
    if (asked->tracks & 1U << act->track)
        list[ret->act_count++] = act;
}

/* What was reported speaks first; where it leads to none of the tracks (a penal article, another
 * class), what else of the same topics holds for the person. */
static void gather(struct arena *a, const struct law_proposal_asked *asked,
                   struct law_proposal *ret) {
    const struct law_classification *c = &ret->found;
    const struct law_act **list =
        NEW(a, const struct law_act *, c->finding_count + c->related_count);
    for (size_t i = 0; i < c->finding_count; i++) {
        keep(asked, c->findings[i].act, list, ret);
        ret->replaced = ret->act_count && c->findings[i].replaced;
    }
    ret->related = !ret->act_count;
    for (size_t i = 0; i < c->related_count && ret->related; i++)
        keep(asked, c->related[i], list, ret);
    ret->acts = list;
}

/* A gap of the law outweighs what other acts say: nobody is told a tier that may not be meant. */
static void name_tier(struct law_proposal *p) {
    struct str tier = p->act_count ? p->acts[0]->tier : (struct str){0};
    for (size_t i = 0; i < p->act_count && p->no_tier != LAW_TIER_GAP; i++) {
        if (!p->acts[i]->tier.len)
            p->no_tier = LAW_TIER_GAP;
        else if (!str_equal(p->acts[i]->tier, tier))
            p->no_tier = LAW_TIER_SEVERAL;
    }
    p->tier = p->no_tier ? (struct str){0} : tier;
}

enum law_fit law_proposal_fit(const struct law_proposal *proposal,
                              const struct law_outcome *outcome) {
    if (proposal->why_not || !(outcome->tracks & 1U << proposal->track))
        return LAW_FIT_NONE;
    if (!outcome->tiers.count)
        return LAW_FIT_TRACK;
    bool named = proposal->tier.len && law_lists(outcome->tiers, proposal->tier);
    return named ? LAW_FIT_WHOLE : LAW_FIT_NONE;
}

bool law_proposal_by_calendar(const struct law_proposal *proposal) {
    const struct law_classification *c = &proposal->found;
    for (size_t i = 0; i < proposal->act_count; i++)
        if (law_act_by_calendar(proposal->acts[i]))
            return true;
    for (size_t i = 0; i < c->not_applying_count; i++)
        if (law_act_by_calendar(c->not_applying[i]))
            return true;
    return false;
}

struct law_proposal law_propose(struct arena *a, const struct law *law,
                                const struct law_proposal_asked *asked) {
    struct law_proposal p = {.why_not = what_is_missing(law, asked)};
    if (p.why_not)
        return p;
    const struct law_act *act = law_act(law, asked->act);
    p.found = law_classify(a, law, &asked->of, &act, 1);
    gather(a, asked, &p);
    for (size_t i = 0; i < p.act_count; i++) {
        p.track = p.acts[0]->track;
        if (p.acts[i]->track != p.track)
            p.why_not = LAW_SEVERAL_WAYS;
    }
    if (!p.act_count)
        p.why_not = LAW_NO_RULE;
    if (!p.why_not)
        name_tier(&p);
    return p;
}
