#ifndef DEADLINE_DEADLINE_H
#define DEADLINE_DEADLINE_H
/* Arithmetic of statutory days. Which clock counts what is data (law/); this only counts.
 *
 * No source settles which day is "day 1" (docs/adr/0012), so each clock has two last days. due is
 * the later one, due_early the earlier; they agree where the readings do.
 *
 * By mode:
 * - total, effect: due counts from the day after the start; due_early lets the start be day 1 if it
 *   is a day of the unit.
 * - before: due leaves n days of the unit from itself up to the day given, which is none of them;
 *   due_early leaves the same n between the two, so it lies one day of the unit sooner.
 *
 * By unit:
 * - calendar: every day. A last day on a Sunday does not roll on: no source read lets it.
 * - working: Monday to Friday or Saturday, without the calendar's days off.
 * - month: the same day n months on, or the month's last day where it has no such day (31 January
 *   and a month: 28 or 29 February). due_early is the day before: a month whose day 1 is the start
 *   ends there.
 * - hour: n times 24 hours, as days. An hour of the start's day ends on the n-th day after;
 *   due_early is the day before, which is right for a start at midnight.
 *
 * A clock that was suspended counts no day of its suspensions; one in months moves on by as many
 * days as it stood still. Days lie from year 1 to 9999; a count that leaves them ends at their
 * border. */
#include "law/law.h"

/* Whose days: the table, the agency's week, the days on which the clock stood still (ascending, no
 * overlap). Zero but for the calendar: Monday to Friday, never suspended. */
struct deadline_days {
    const struct law_calendar *calendar;
    enum law_week week;
    const struct law_span *suspended;
    size_t suspended_count;
};
struct deadline {
    struct date start, due, due_early;
    const struct date
        *counted; /* days of due's count, ascending; NULL unless they were asked for */
    size_t counted_count;
    bool beyond_calendar; /* a working day lies in a year whose days off are not known */
};
/* Whether the day is one of the unit; months and hours are made of every day. */
bool deadline_counts(const struct deadline_days *days, enum law_unit unit, struct date d);
/* Last days for clock->n units from start (before: up to start). Pure; allocates nothing: this is
 * the quick path. Law: clock->cite. Units: days, as clock->unit and clock->mode say.
 * Errors: none; n below 1 counts as 1. */
struct deadline deadline_last_days(const struct law_clock *clock, struct date start,
                                   const struct deadline_days *days);
/* The same, with the days that were counted: of a month, the last day of each.
 * Owns: counted lives in a. */
struct deadline deadline_count(struct arena *a, const struct law_clock *clock, struct date start,
                               const struct deadline_days *days);
#endif
