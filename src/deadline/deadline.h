#ifndef DEADLINE_DEADLINE_H
#define DEADLINE_DEADLINE_H
/* Arithmetic of statutory days. Which clock counts what is data (law/); this only counts. */
#include "law/law.h"

/* Both readings of "day 1", since the sources do not settle it (docs/adr/): due counts from the
 * next day, due_early lets the start day be day 1 if it is a day of the clock's unit. */
struct deadline {
    struct date start, due, due_early;
    const struct date *counted; /* the n days of the late reading, ascending */
    size_t counted_count;
    bool beyond_calendar; /* ran past the last year whose holidays are known: an estimate */
};
bool deadline_is_working(const struct law_calendar *calendar,
                         struct date d); /* Mon-Fri, no holiday */
/* Last days for clock->n units after start. Pure.
 * Law:    clock->cite. Units: calendar or working days of a 5-day week, as clock->unit.
 * Errors: none; a clock of n >= 1 always ends.
 * Owns:   counted lives in a. */
struct deadline deadline_count(struct arena *a, const struct law_clock *clock, struct date start,
                               const struct law_calendar *calendar);
#endif
