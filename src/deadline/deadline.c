#include "deadline/deadline.h"

/* 0001-01-01 and 9999-12-31: the days that have a name in ten characters. */
enum { FIRST_DAY = -719162, LAST_DAY = 2932896, SATURDAY = 5, SUNDAY = 6 };

static int32_t within(int64_t day) {
    return (int32_t)(day < FIRST_DAY ? FIRST_DAY : day > LAST_DAY ? LAST_DAY : day);
}

/* The suspension in which the day lies; NULL for any other day. A case has few. */
static const struct law_span *standing(const struct deadline_days *days, int32_t day) {
    for (size_t i = 0; i < days->suspended_count; i++)
        if (days->suspended[i].from.day <= day && day <= days->suspended[i].to.day)
            return &days->suspended[i];
    return NULL;
}

bool deadline_counts(const struct deadline_days *days, enum law_unit unit, struct date d) {
    if (days->suspended_count && standing(days, d.day))
        return false;
    if (unit != LAW_WORKING_DAYS)
        return true;
    int rest = days->week == LAW_SIX_DAYS ? SUNDAY : SATURDAY;
    return date_weekday(d) < rest && !law_is_day_off(days->calendar, d);
}

/* The next day of the unit, ahead or back. Ends: a week has working days, and where no table speaks
 * there are no days off. */
static struct date next_day(const struct deadline_days *days, enum law_unit unit, struct date d,
                            int step) {
    do {
        const struct law_span *still =
            days->suspended_count ? standing(days, within((int64_t)d.day + step)) : NULL;
        int64_t to = step > 0 ? (still ? (int64_t)still->to.day + 1 : (int64_t)d.day + 1)
                              : (still ? (int64_t)still->from.day - 1 : (int64_t)d.day - 1);
        d.day = within(to);
    } while (d.day > FIRST_DAY && d.day < LAST_DAY && !deadline_counts(days, unit, d));
    return d;
}

/* Many working days: the weekday is carried along instead of divided for each day. */
static struct date working_days_on(const struct deadline_days *days, struct date d, int n) {
    const int rest = days->week == LAW_SIX_DAYS ? SUNDAY : SATURDAY;
    int weekday = date_weekday(d);
    while (n > 0 && d.day < LAST_DAY) {
        d.day++;
        weekday = weekday == SUNDAY ? 0 : weekday + 1;
        n -= weekday < rest && !law_is_day_off(days->calendar, d);
    }
    return d;
}

/* The n-th day of the unit behind (step 1) or before (step -1) d. */
static struct date days_on(const struct deadline_days *days, enum law_unit unit, struct date d,
                           int n, int step) {
    if (!days->suspended_count && unit != LAW_WORKING_DAYS)
        return (struct date){within((int64_t)d.day + (int64_t)n * step)};
    if (!days->suspended_count && step > 0)
        return working_days_on(days, d, n);
    for (int i = 0; i < n; i++)
        d = next_day(days, unit, d, step);
    return d;
}

/* The same day of the month n months on (or back), clamped to the month's last day. */
static struct date months_on(struct date d, int n) {
    enum { MONTHS = 12, YEAR_MAX = 9999 };
    struct civil c = date_to_civil(d);
    int months = c.year * MONTHS + (c.month - 1) + n;
    c.year = months / MONTHS;
    c.month = months % MONTHS + 1;
    if (c.year < 1 || c.year > YEAR_MAX)
        return (struct date){c.year < 1 ? FIRST_DAY : LAST_DAY};
    while (!civil_exists(c))
        c.day--;
    return date_from_civil(c);
}

/* Moves a last day on by the days on which the clock stood still between start and it. */
static struct date moved(const struct deadline_days *days, struct date start, struct date due) {
    for (size_t i = 0; i < days->suspended_count; i++) {
        const struct law_span *s = &days->suspended[i];
        int64_t from = s->from.day > start.day ? s->from.day : (int64_t)start.day + 1;
        if (from <= due.day && s->to.day >= from)
            due.day = within((int64_t)due.day + s->to.day - from + 1);
    }
    return due;
}

static void count_months(const struct law_clock *clock, int n, const struct deadline_days *days,
                         struct deadline *ret) {
    bool back = clock->mode == LAW_BEFORE;
    ret->due = months_on(ret->start, back ? -n : n);
    if (!back)
        ret->due = moved(days, ret->start, ret->due);
    ret->due_early.day = within((int64_t)ret->due.day - 1);
}

/* The early reading follows from the late one: where the start is a day of the unit it was counted
 * already, so that the count ends one day of the unit sooner. */
static void count_days(const struct law_clock *clock, int n, const struct deadline_days *days,
                       struct deadline *ret) {
    enum law_unit unit = clock->unit;
    if (clock->mode == LAW_BEFORE) {
        ret->due = days_on(days, unit, ret->start, n, -1);
        ret->due_early = next_day(days, unit, ret->due, -1);
        return;
    }
    ret->due = ret->due_early = days_on(days, unit, ret->start, n, 1);
    if (deadline_counts(days, unit, ret->start))
        ret->due_early = n == 1 ? ret->start : next_day(days, unit, ret->due, -1);
}

/* A clock that asks for no holiday knows every year. */
static bool is_estimate(const struct law_clock *clock, const struct deadline *d,
                        const struct law_calendar *calendar) {
    return clock->unit == LAW_WORKING_DAYS &&
           (law_is_estimate(calendar, d->start) || law_is_estimate(calendar, d->due) ||
            law_is_estimate(calendar, d->due_early));
}

struct deadline deadline_last_days(const struct law_clock *clock, struct date start,
                                   const struct deadline_days *days) {
    int n = clock->n < 1 ? 1 : clock->n;
    struct deadline ret = {.start = {within(start.day)}};
    if (clock->unit == LAW_MONTHS)
        count_months(clock, n, days, &ret);
    else
        count_days(clock, n, days, &ret);
    ret.beyond_calendar = is_estimate(clock, &ret, days->calendar);
    return ret;
}

struct deadline deadline_count(struct arena *a, const struct law_clock *clock, struct date start,
                               const struct deadline_days *days) {
    struct deadline ret = deadline_last_days(clock, start, days);
    size_t n = clock->n < 1 ? 1 : (size_t)clock->n;
    struct date *list = NEW(a, struct date, n), d = ret.start;
    bool back = clock->mode == LAW_BEFORE;
    for (size_t i = 0; i < n; i++) {
        if (clock->unit == LAW_MONTHS)
            d = moved(days, ret.start, months_on(ret.start, back ? -(int)i - 1 : (int)i + 1));
        else
            d = next_day(days, clock->unit, d, back ? -1 : 1);
        list[back ? n - 1 - i : i] = d;
    }
    ret.counted = list;
    ret.counted_count = n;
    return ret;
}
