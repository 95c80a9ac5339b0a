#ifndef CASE_FOLLOW_H
#define CASE_FOLLOW_H
/* What became of a recommendation: from the day on which a case is with BKN or an appointing
 * authority (PPK) until nobody there must act any more. Pure. */
#include "case/case.h"

/* Whether a phase is one of those two: "with_bkn", "with_ppk". */
bool case_is_forwarded(struct str phase);

struct case_follow {
    bool open;               /* somebody there must act: of the procedure that holds the case */
    struct str office;       /* who; what follows is of that procedure, and open alone */
    struct str rules, state; /* "pilkada-2024@1", and why it waits */
    struct date stands;      /* in that state since */
    int64_t due;             /* case_next_due */
    bool secretary;          /* a regional secretary (Sekda) is among the persons reported */
    bool came;               /* there was a recommendation: */
    struct date came_on;     /* its first day */
    bool left;               /* and it is not open any more: */
    struct date left_on;     /* day of the last step in the case */
    bool proven;             /* the case ended with a sanction: */
    struct date proven_on;
};
/* Texts are the state's own. */
struct case_follow case_follow(const struct case_state *cs);
/* Whether a post is that of a regional secretary: it begins with "Sekretaris Daerah" or "Sekda",
 * acting ones (Pj., Plt., Plh.) too. What an assistant or the secretariat has is another post. */
bool case_is_secretary(struct str post);
#endif
