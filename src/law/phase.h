#ifndef LAW_PHASE_H
#define LAW_PHASE_H
#include "base/base.h"

/* Coarse public stage of a state, for figures: never names what is not decided. */
enum law_phase {
    LAW_INTAKE,
    LAW_EXAMINATION,
    LAW_WITH_BKN,
    LAW_WITH_PPK,
    LAW_DONE_SANCTION,
    LAW_DONE_NO_BREACH,
    LAW_DONE_NOT_REGISTERED,
    LAW_DONE_OTHER,
    LAW_PHASE_COUNT
};
/* What an outcome settles about the person: that there is a sanction, or no breach. Most settle
 * nothing: they propose, deliver, or leave what was settled before. */
enum law_decides { LAW_DECIDES_NOTHING, LAW_DECIDES_SANCTION, LAW_DECIDES_NO_BREACH };
struct str law_phase_name(enum law_phase phase); /* "intake", "examination", ... as in open data */
#endif
