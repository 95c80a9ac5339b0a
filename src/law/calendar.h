#ifndef LAW_CALENDAR_H
#define LAW_CALENDAR_H
/* Days off and days of the election. */
#include "law/rulebook.h"

enum law_day_kind { LAW_NATIONAL_HOLIDAY, LAW_JOINT_LEAVE, LAW_VOTING_DAY };
struct law_holiday {
    struct date date;
    enum law_day_kind kind;
    struct str name, source;
    enum law_confidence confidence;
    bool verified;   /* the decree's own list was read, or two copies of it that agree */
    struct str file; /* where the row stands */
    int line;
};
/* Working days of an agency: Monday to Friday, or to Saturday. */
enum law_week { LAW_FIVE_DAYS, LAW_SIX_DAYS };
struct law_calendar {
    struct str version;             /* "2024.1+2025.2+2026.1": stored with each computed deadline */
    const struct law_holiday *days; /* ascending, one row a day */
    size_t count;
    struct date first, last; /* days the table speaks for; outside it working days are unknown */
    /* First day of the years whose decree is not in the table, a file says "estimated: true";
     * LAW_OPEN: none. */
    struct date estimated_from;
    const uint8_t *off; /* bit i: the day first + i is a day off; asked through law_is_day_off */
};
struct law_stage {
    struct str id;
    struct law_text label;
    /* Both included; from.day = INT32_MIN when open, to.day = LAW_OPEN when its last day is no day
     * of this calendar; of a stage that has no day here both are LAW_OPEN. */
    struct date from, to;
    struct law_text when; /* in words what has no day here: "to the end of the term"; else empty */
    bool critical;
    bool preparation; /* runs beside the contest (voter list, bodies): law_stage_on passes it by */
    int line;
};
struct law_election {
    struct str id; /* "pilkada-2024": also the default election of rulebooks of that regime */
    struct str regime;
    struct str contest; /* "pilkada" or "pemilu": which acts and windows speak */
    struct law_text label;
    struct date opens, voting, closes; /* opens: the earliest occurred_on that belongs to it */
    struct date determination; /* KPU names the candidates: divides ethics from discipline */
    const struct law_stage *stages;
    size_t stage_count;
    const struct str *regions; /* codes of a repeat vote; none: everywhere */
    size_t region_count;
    struct law_cite cite;
    struct str file;
    int voting_line; /* where the day of voting stands in it */
};

/* The stage of the contest on a day: of several the shortest, since voting lies inside counting.
 * NULL on a day between stages. */
const struct law_stage *law_stage_on(const struct law_election *election, struct date day);
/* Whether the day lies between the first and the last of the election. */
bool law_is_open(const struct law_election *election, struct date day);
/* The stage of that id; NULL when the calendar has none. */
const struct law_stage *law_stage(const struct law_election *election, struct str id);
/* Whether the day lies in a stage of those ids: stages overlap, and any of them will do. A stage
 * without days holds none. */
bool law_in_stages(const struct law_election *election, struct law_words_list ids, struct date day);
/* Whether it is held there: a repeat vote is held in the regions that it names, and in what lies in
 * them; all others everywhere. region: a code, "16" or "16.02"; empty: not said, which fits. */
bool law_is_held_in(const struct law_election *election, struct str region);
/* Whether nobody works on its day of voting: it is one of these days off, or a Sunday. True of a
 * repeat vote, whose day off in its regions no national table has. */
bool law_votes_on_day_off(const struct law_election *election, const struct law_holiday *days,
                          size_t count);
/* Where in calendar->days the first day off from that day on stands; count when there is none. */
size_t law_holiday_from(const struct law_calendar *calendar, struct date day);
/* The row of a day off; NULL for any other day. */
const struct law_holiday *law_holiday(const struct law_calendar *calendar, struct date day);
/* The same, quick: no row is looked for. Days outside the table are no days off. */
bool law_is_day_off(const struct law_calendar *calendar, struct date day);
/* Makes the bitmap behind law_is_day_off from days, first and last, whatever it was before. Without
 * it the rows are searched. Owns: the bitmap lives in a. */
void law_calendar_index(struct arena *a, struct law_calendar *calendar);
/* Whether each day off of a year is verified; false of a year that is not in the table. */
bool law_is_verified_year(const struct law_calendar *calendar, int year);
/* Whether the days off of that day's year are not decreed, or not known here. */
bool law_is_estimate(const struct law_calendar *calendar, struct date day);
#endif
