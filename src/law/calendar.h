#ifndef LAW_CALENDAR_H
#define LAW_CALENDAR_H
/* Days off and days of the election. */
#include "law/terms.h"

enum law_day_kind { LAW_NATIONAL_HOLIDAY, LAW_JOINT_LEAVE, LAW_VOTING_DAY };
struct law_holiday {
    struct date date;
    enum law_day_kind kind;
    struct str name, source;
    enum law_confidence confidence;
};
struct law_calendar {
    struct str version;             /* "2024.1+2025.2+2026.1": stored with each computed deadline */
    const struct law_holiday *days; /* ascending, one row a day */
    size_t count;
    struct date first, last; /* days the table speaks for; outside it working days are unknown */
};
struct law_stage {
    struct str id;
    struct law_text label;
    struct date from, to; /* both included; from.day = INT32_MIN when open */
    bool critical;
    bool preparation; /* runs beside the contest (voter list, bodies): law_stage_on passes it by */
};
struct law_election {
    struct str id; /* "pilkada-2024": also the default election of rulebooks of that regime */
    struct str regime;
    struct law_text label;
    struct date opens, voting, closes; /* opens: the earliest occurred_on that belongs to it */
    const struct law_stage *stages;
    size_t stage_count;
    struct law_cite cite;
};

/* The stage of the contest on a day: of several the shortest, since voting lies inside counting.
 * NULL on a day between stages. */
const struct law_stage *law_stage_on(const struct law_election *election, struct date day);
/* The row of a day off; NULL for any other day. */
const struct law_holiday *law_holiday(const struct law_calendar *calendar, struct date day);
#endif
