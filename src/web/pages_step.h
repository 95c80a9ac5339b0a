#ifndef WEB_PAGES_STEP_H
#define WEB_PAGES_STEP_H
/* What the form of a step says beside its fields: outcomes, and what is proposed to people. */
#include "web/pages_public.h"

struct web_choice { /* an outcome of a step */
    struct str value;
    struct law_text label;
    enum law_fit fit;    /* how it stands to what is proposed for everybody */
    struct str fits_who; /* of a step that is taken by person: for whom alone it fits; or empty */
};
/* A reported person for whom a step may be taken alone. */
struct web_one {
    struct str value, name; /* position in the report; "Fulan (PNS)" */
    bool chosen;
};
/* For one person, which branch of law and which tier the act leads to, and why. */
struct web_proposal {
    struct str who;                    /* "Fulan (PNS)" */
    struct str track;                  /* "kode etik"; empty: nothing could be proposed */
    const struct law_sanction *rung;   /* the tier; NULL: none is named, no_tier says why */
    enum law_untiered no_tier;         /* LAW_TIERED also where no branch is proposed */
    struct str why;                    /* a sentence, or two */
    const struct law_act *const *acts; /* that speak, each with its citation */
    size_t act_count;
    const struct law_open_question *const *questions; /* that touch them */
    size_t question_count;
    const struct law_election *calendar; /* whose days decided; NULL: none did */
};
#endif
