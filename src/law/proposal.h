#ifndef LAW_PROPOSAL_H
#define LAW_PROPOSAL_H
/* Which branch of law answers to what somebody did, and which tier of sanction it names, where a
 * procedure leaves a choice between some: proposed from what law_classify finds, or why nothing can
 * be. People decide. */
#include "law/adviser.h"

enum law_unproposed {
    LAW_PROPOSED,
    LAW_NO_ELECTION,  /* the rules do not know the election */
    LAW_NOT_HELD,     /* it is not held in that region */
    LAW_NO_ACT,       /* none was named, or one that the rules do not know */
    LAW_NO_DAY,       /* on which it was done */
    LAW_NO_CLASS,     /* of the person */
    LAW_NO_RULE,      /* no act in force that day binds the class and leads to one of the tracks */
    LAW_SEVERAL_WAYS, /* acts lead to several of the tracks: the law leaves it open */
    LAW_UNPROPOSED_COUNT
};
/* Why no tier can be named, though the branch is clear. */
enum law_untiered {
    LAW_TIERED,
    LAW_TIER_GAP,     /* the law names none for an act that speaks: never filled by a guess */
    LAW_TIER_SEVERAL, /* the acts that speak name different ones */
    LAW_UNTIERED_COUNT
};
struct law_proposal_asked {
    struct law_question_of of; /* election may be NULL */
    bool has_day;              /* of.day is known */
    struct str act;            /* as it was reported; may be empty */
    unsigned tracks;           /* that can be chosen, 1u << enum law_track each */
};
struct law_proposal {
    enum law_unproposed why_not; /* LAW_PROPOSED: track holds */
    enum law_track track;
    enum law_untiered no_tier; /* LAW_TIERED: tier holds, if a branch is proposed */
    struct str tier;           /* rung of the branch that all acts that speak name; else empty */
    /* The acts that speak: what was reported or its twin; else acts of the same topics. */
    const struct law_act *const *acts;
    size_t act_count;
    bool related;                    /* the reported act itself leads to none of the tracks */
    bool replaced;                   /* its twin speaks, since the day lies on its side */
    struct law_classification found; /* empty where nothing could be asked */
};
/* Law: the joint decree's Lampiran II, see each act's cite. Pure. Owns: lives in a. */
struct law_proposal law_propose(struct arena *a, const struct law *law,
                                const struct law_proposal_asked *asked);
/* How an outcome stands to a proposal. */
enum law_fit {
    LAW_FIT_NONE,  /* another branch or tier, or nothing is proposed, or no tier that it could be */
    LAW_FIT_TRACK, /* the branch; the outcome leaves the tier open */
    LAW_FIT_WHOLE  /* branch and tier */
};
enum law_fit law_proposal_fit(const struct law_proposal *proposal,
                              const struct law_outcome *outcome);
/* Whether days of the election's calendar decided what is proposed, or that nothing is. */
bool law_proposal_by_calendar(const struct law_proposal *proposal);
struct str law_unproposed_name(enum law_unproposed why); /* "no_act", ...; "" when proposed */
struct str law_untiered_name(enum law_untiered why); /* "gap", "several"; "" when there is one */
#endif
