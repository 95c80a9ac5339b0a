#ifndef WEB_PAGES_STEP_H
#define WEB_PAGES_STEP_H
/* What the form of a step says beside its fields: outcomes, and what is proposed to people. */
#include "web/pages_public.h"

struct web_choice { /* an outcome of a step */
    struct str value;
    struct law_text label;
    bool proposed; /* it fits what is proposed for everybody */
};
/* For one person, which branch of law the act leads to, and why. */
struct web_proposal {
    struct str who;                    /* "Fulan (PNS)" */
    struct str track;                  /* "kode etik"; empty: nothing could be proposed */
    struct str why;                    /* a sentence, or two */
    const struct law_act *const *acts; /* that speak, each with its citation */
    size_t act_count;
    const struct law_open_question *const *questions; /* that touch them */
    size_t question_count;
};
#endif
