#ifndef DEADLINE_TRUST_H
#define DEADLINE_TRUST_H
/* What a counted day rests on, and what makes it less than certain: whether the rule was in force
 * on the day from which it counts, and whether the days off behind the count are known. Whoever
 * tells a due date to a person tells this beside it (docs/law/format.md, "How far an answer can be
 * trusted"). Pure. */
#include "deadline/deadline.h"

enum deadline_doubt {
    DEADLINE_NOT_YET = 1 << 0,      /* the start lies before the rule's first day */
    DEADLINE_NO_LONGER = 1 << 1,    /* ... behind its last */
    DEADLINE_DAYS_UNKNOWN = 1 << 2, /* a working day in a year of which no table speaks */
    DEADLINE_DAYS_GUESSED = 1 << 3, /* ... or whose table is an estimate */
    DEADLINE_DAYS_UNREAD = 1 << 4,  /* a day off that moved the count is not verified */
    DEADLINE_RULE_BADGE = 1 << 5    /* the rule's own citation bears the badge */
};
/* Something that was not in force on the start: an instrument, or, when it is NULL, the procedure
 * that runs the clock. */
struct deadline_force {
    const struct law_instrument *instrument;
    const struct law_rulebook *rules;
    struct law_span span; /* days in force */
};
enum { DEADLINE_FORCES_MAX = 8 };
struct deadline_trust {
    unsigned doubts;
    enum law_confidence confidence; /* of the answer: never above that of the rule */
    struct deadline_force forces[DEADLINE_FORCES_MAX];
    size_t force_count;
    const struct law_holiday **unread; /* by date; of DEADLINE_DAYS_UNREAD */
    size_t unread_count;
};
/* The answer's confidence is that of the clock's row; low when the rule was not in force on the
 * start, or days off are unknown or guessed; at most medium, and no more than that of the day, when
 * a day off that moved the count is not verified. d: a count of the clock over those days.
 * Law: clock->cite. Owns: unread lives in a. */
struct deadline_trust deadline_trust(struct arena *a, const struct law *law,
                                     const struct law_clock *clock, const struct deadline *d,
                                     const struct deadline_days *days);
/* The same of a clock of a case, whose rulebook was chosen by the day of its receipt: the rule's
 * days in force are no doubt. d: start, due and due_early as the case has them. */
struct deadline_trust deadline_trust_of_case(struct arena *a, const struct law_clock *clock,
                                             const struct deadline *d,
                                             const struct deadline_days *days);
/* Members of an object: confidence, rule_confidence, rule_verified, doubts, not_in_force,
 * unverified_days_off. */
struct json;
void deadline_trust_write(struct json *j, struct arena *a, const struct deadline_trust *trust,
                          const struct law_clock *clock);
/* The doubts alone, without the rule's days in force: of a clock of a case, whose rulebook was
 * chosen by the day of its receipt. Allocates nothing. */
unsigned deadline_doubts_of_days(const struct law_clock *clock, const struct deadline *d,
                                 const struct deadline_days *days);
struct str deadline_doubt_name(enum deadline_doubt doubt); /* "not_yet_in_force", ... as in JSON */
/* A name in short, as citations print it: "UU 8/2015"; of a procedure "pilkada-2024@1".
 * Owns: lives in a. */
struct str deadline_force_name(struct arena *a, const struct deadline_force *force);
#endif
