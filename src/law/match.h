#ifndef LAW_MATCH_H
#define LAW_MATCH_H
/* Whether a row speaks of a class, a kind of election, a side of the determination: asked by the
 * adviser and by the check that it is never silent. */
#include "law/law.h"

struct law_place {
    struct str subject, contest;
    bool after; /* the day of the determination, or later */
    /* Whose stage the day lies in; NULL: answers of certain stages do not speak. */
    const struct law_election *election;
    struct date day;
};
bool law_side_holds(enum law_side side, bool after);
/* The first answer of a topic that speaks of the place; NULL if none does. */
const struct law_answer *law_answer_at(const struct law_topic *topic,
                                       const struct law_place *place);
#endif
