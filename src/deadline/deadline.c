#include "deadline/deadline.h"

bool deadline_is_working(const struct law_calendar *calendar, struct date d) {
    enum { SATURDAY = 5 };
    return date_weekday(d) < SATURDAY && !law_holiday(calendar, d);
}

static bool counts(const struct law_clock *clock, struct date d,
                   const struct law_calendar *calendar) {
    return clock->unit == LAW_CALENDAR_DAYS || deadline_is_working(calendar, d);
}

/* A calendar-day clock asks for no holiday, so that no year is unknown to it. */
static bool is_estimate(const struct law_clock *clock, const struct deadline *d,
                        const struct law_calendar *calendar) {
    return clock->unit == LAW_WORKING_DAYS &&
           (d->start.day < calendar->first.day || d->due.day > calendar->last.day);
}

/* Both readings in one walk: the early one has counted the start day already, if that is a day of
 * the unit, and so ends one counted day sooner; else they agree.
 * A limit that ends on a Sunday does not roll to Monday: no source read lets it. */
struct deadline deadline_count(struct arena *a, const struct law_clock *clock, struct date start,
                               const struct law_calendar *calendar) {
    size_t n = clock->n < 1 ? 1 : (size_t)clock->n;
    struct date *days = NEW(a, struct date, n);
    struct date d = start;
    for (size_t i = 0; i < n;) {
        d.day++;
        if (counts(clock, d, calendar))
            days[i++] = d;
    }
    struct deadline ret = {.start = start, .due = d, .due_early = d};
    if (counts(clock, start, calendar))
        ret.due_early = n == 1 ? start : days[n - 2];
    ret.counted = days;
    ret.counted_count = n;
    ret.beyond_calendar = is_estimate(clock, &ret, calendar);
    return ret;
}
