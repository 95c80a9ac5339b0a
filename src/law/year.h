#ifndef LAW_YEAR_H
#define LAW_YEAR_H
/* A year of days off as somebody sends it, held against the table that is loaded. Nothing is loaded
 * here: law/decree.h reads and writes, this says what would change. */
#include "law/decree.h"

enum law_day_change_kind { LAW_DAY_ADDED, LAW_DAY_REMOVED, LAW_DAY_CHANGED };
struct law_day_change {
    enum law_day_change_kind kind;
    struct date date;
    const struct law_holiday *was, *now; /* of an added one was is NULL, of a removed one now */
};
struct law_year_checked {
    struct law_year year;                 /* with the version that follows the loaded one */
    const struct law_day_change *changes; /* against the loaded table, by date */
    size_t change_count;
};
struct law_year_text {
    struct str text, source; /* source: the decree that a CSV rests on */
};
/* text: YAML as in rules/calendars, or CSV (its first line names the columns). False after at least
 * one fault, each with its line. Owns: all lives in a; sent's texts must outlive it. */
bool law_year_check(struct arena *a, const struct law *law, const struct law_year_text *sent,
                    struct law_year_checked *ret, struct law_faults *faults) MUST_CHECK;
#endif
