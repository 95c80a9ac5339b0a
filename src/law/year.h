#ifndef LAW_YEAR_H
#define LAW_YEAR_H
/* A year of days off as somebody brings it, held against the table that is loaded. Nothing is
 * loaded here: the law is what lies in rules/, and this says whether a file may lie there. */
#include "base/buf.h"
#include "law/law.h"

enum law_day_change_kind { LAW_DAY_ADDED, LAW_DAY_REMOVED, LAW_DAY_CHANGED };
struct law_day_change {
    enum law_day_change_kind kind;
    struct date date;
    enum law_day_kind was, now; /* of an added one now alone, of a removed one was alone */
    struct str old_name, name;
};
struct law_year_checked {
    int year;
    struct str version, source;
    bool estimated;
    const struct law_holiday *days;
    size_t count;
    const struct law_day_change *changes; /* against the loaded table, by date */
    size_t change_count;
};
struct law_year_text {
    struct str text, source; /* source: the decree that a CSV rests on */
};
/* text: YAML as in rules/calendars, or CSV: a first line "date,kind,name", then a day a line (a
 * name may hold commas, or stand in double quotes); the CSV's year is its first day's, its version
 * "YEAR.csv", its source the one given, its confidence high. False after at least one fault, each
 * with its line. Owns: all lives in a; text must outlive it. */
bool law_year_check(struct arena *a, const struct law *law, const struct law_year_text *sent,
                    struct law_year_checked *ret, struct law_faults *faults) MUST_CHECK;
/* The file for rules/calendars/holidays-YEAR.yaml. */
void law_year_write(const struct law_year_checked *year, struct buf *out);
struct str law_day_kind_name(enum law_day_kind kind); /* "national_holiday", ... as in the files */
#endif
