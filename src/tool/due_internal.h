#ifndef TOOL_DUE_INTERNAL_H
#define TOOL_DUE_INTERNAL_H
/* What was asked of `netral due`, and how it is told. */
#include "law/law.h"

#include <stdio.h>

/* lint: may-use: counting days needs no store, so there is no flow to go through */
#include "deadline/trust.h"

struct due_answer {
    const struct law *law;
    const struct law_election *election;
    const struct law_rulebook *rules;
    const struct law_clock *clock;
    struct date start;
    int minute; /* of the start, local; -1: a day was given */
    enum zone zone;
    struct deadline_days days;
    struct deadline due;
    struct deadline_trust trust;
    bool outside;     /* a report's receipt starts it, and no office takes reports at that minute */
    bool last_closed; /* it limits reporting, and no office takes reports on its last day */
    const struct law_window *hours; /* what tells one of the two: a row that speaks of that day */
    const struct law_election *calendar; /* whose stages decide which hours hold; NULL: none do */
};
/* "7 calendar days", "1 month", "3 x 24 hours". */
enum { DUE_AMOUNT = 64 };
const char *due_amount(char room[DUE_AMOUNT], int n, enum law_unit unit);
/* A clock of --list, or of those that a word fits: its names, its length, what it is called. */
void due_print_clock(FILE *to, const struct law_clock *clock);
void due_print_json(const struct due_answer *answer, struct arena *a);
void due_print_text(const struct due_answer *answer, struct arena *a);
#endif
