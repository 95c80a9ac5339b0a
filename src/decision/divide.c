#include "decision/decision_internal.h"

/* Whom a step is for, and what is proposed to those who choose between branches of law for them. */

static bool is_for(const struct law_step *step, struct str class) {
    return law_lists_or_all(step->subjects, class.len ? class : STR("unknown"));
}

bool decision_leaves(const struct law_step *step, struct str state) {
    for (size_t i = 0; i < step->from_count; i++)
        if (str_equal(step->from[i]->id, state))
            return true;
    return false;
}

uint64_t decision_subjects(const struct case_state *cs, const struct case_track *in,
                           const struct law_step *step) {
    const struct intake_report *report = &cs->received.report;
    uint64_t subjects = 0;
    for (size_t i = 0; i < report->subject_count && i < CASE_SUBJECTS_MAX; i++)
        if (case_concerns(in, i) && (!step || is_for(step, report->subjects[i].class)))
            subjects |= (uint64_t)1 << i;
    return subjects;
}

bool decision_is_open(const struct law_step *step, const struct case_state *cs,
                      const struct case_track *in) {
    if (!decision_leaves(step, in->state))
        return false;
    return !cs->received.report.subject_count ? is_for(step, (struct str){0})
                                              : decision_subjects(cs, in, step) != 0;
}

struct decision_parting decide_parting(const struct law_step *step, const struct case_state *cs,
                                       struct str track) {
    struct case_track in;
    if (!case_track(cs, track, &in))
        return (struct decision_parting){0};
    uint64_t taken = decision_subjects(cs, &in, step);
    return (struct decision_parting){taken, decision_subjects(cs, &in, NULL) & ~taken};
}

/* The branches that can be chosen in the state for a person of the class; 0 where there is no
 * choice, since all outcomes name the same, and the same tiers. */
static unsigned choice(const struct law_rulebook *rules, struct str state, struct str class) {
    const struct law_outcome *first = NULL;
    unsigned all = 0;
    bool differ = false;
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        for (size_t k = 0; k < step->outcome_count; k++) {
            const struct law_outcome *o = &step->outcomes[k];
            if (!o->tracks || !decision_leaves(step, state) || !is_for(step, class))
                continue;
            first = first ? first : o;
            differ = differ || !law_same_way(o, first);
            all |= o->tracks;
        }
    }
    return differ ? all : 0;
}

static bool names_tracks(const struct law_step *step) {
    for (size_t i = 0; i < step->outcome_count; i++)
        if (step->outcomes[i].tracks)
            return true;
    return false;
}

static struct law_proposal propose(struct arena *a, const struct law *law,
                                   const struct intake_report *report, struct str class,
                                   unsigned tracks) {
    struct law_proposal_asked asked = {
        .of = {.subject = class,
               .day = report->occurred_on,
               .election = law_election(law, report->election),
               .region = report->region},
        .has_day = report->has_occurred_on,
        .act = report->act,
        .tracks = tracks,
    };
    return law_propose(a, law, &asked);
}

struct decision_proposals decide_proposals(struct arena *a, const struct decision_step *facts,
                                           const struct case_state *cs) {
    const struct intake_report *report = &cs->received.report;
    struct decision_proposals ret = {0};
    struct case_track in;
    if (!names_tracks(facts->step) || !case_track(cs, facts->track, &in))
        return ret;
    uint64_t subjects = decision_subjects(cs, &in, facts->step);
    size_t count = report->subject_count ? report->subject_count : 1;
    struct decision_proposal *list = NEW(a, struct decision_proposal, count);
    for (size_t i = 0; i < count && i < CASE_SUBJECTS_MAX; i++) {
        bool named = report->subject_count > 0;
        struct str class = named ? report->subjects[i].class : (struct str) {
            0
        };
        unsigned tracks = choice(facts->rules, in.state, class);
        if (tracks && (!named || subjects >> i & 1))
            list[ret.count++] = (struct decision_proposal){
                i, named, class, propose(a, facts->law, report, class, tracks)};
    }
    ret.list = list;
    return ret;
}

static bool one_fits(const struct law_proposal *proposal, struct decision_chosen chosen) {
    for (size_t i = 0; i < chosen.count; i++)
        if (law_proposal_fit(proposal, chosen.list[i]))
            return true;
    return false;
}

bool decide_departs(const struct decision_proposals *proposals, struct decision_chosen chosen) {
    bool chooses = false;
    for (size_t i = 0; i < chosen.count; i++)
        chooses = chooses || chosen.list[i]->tracks;
    for (size_t i = 0; chooses && i < proposals->count; i++)
        if (!one_fits(&proposals->list[i].proposal, chosen))
            return true;
    return false;
}
