/* A clock of any unit, mode and length, any start, any table of days off, any suspensions: counting
 * ends, the days have a name, early is not late, and the listed days are those that were counted.
 */
#include "deadline/deadline.h"
#include "fuzz.h"

#include <string.h>

enum { DAYS_MAX = 64, SPANS_MAX = 4, ARENA_CAP = 1 << 20, N_MAX = 366, YEARS = 30 * 366 };

struct input {
    const uint8_t *bytes;
    size_t len;
};

static int32_t take(struct input *in, size_t size) {
    uint32_t value = 0;
    for (size_t i = 0; i<size; i++, in->len -= in->len> 0)
        value = value << 8 | (in->len ? *in->bytes++ : 0u);
    return (int32_t)value;
}

/* Ascending days off behind the first day of the table; may be none. */
static void make_calendar(struct arena *a, struct input *in, struct law_calendar *ret) {
    struct law_holiday *days = NEW(a, struct law_holiday, DAYS_MAX);
    int32_t day = take(in, 2);
    *ret = (struct law_calendar){.days = days, .first = {day}, .estimated_from = {take(in, 2)}};
    for (int n = take(in, 1) % DAYS_MAX; n > 0; n--) {
        day += 1 + take(in, 1) % 40;
        days[ret->count++].date.day = day;
    }
    ret->last.day = day + take(in, 1);
    if (take(in, 1) & 1)
        law_calendar_index(a, ret);
}

static size_t make_spans(struct input *in, struct date start, struct law_span *ret) {
    size_t count = (size_t)(take(in, 1) % (SPANS_MAX + 1));
    int64_t day = (int64_t)start.day - 64;
    for (size_t i = 0; i < count; i++) {
        int64_t from = day + take(in, 1), to = from + take(in, 1);
        ret[i] = (struct law_span){{(int32_t)from}, {(int32_t)to}};
        day = to + 1;
    }
    return count;
}

static void check(const struct law_clock *c, const struct deadline_days *days,
                  const struct deadline *d, const struct deadline *listed) {
    must(civil_exists(date_to_civil(d->due)) && civil_exists(date_to_civil(d->due_early)));
    must(d->due_early.day <= d->due.day);
    must(listed->due.day == d->due.day && listed->due_early.day == d->due_early.day);
    must(!d->counted && listed->counted_count == (size_t)(c->n < 1 ? 1 : c->n));
    if (d->start.day < -YEARS || d->start.day > 60 * 366)
        return; /* near the border counts end there */
    must(c->mode == LAW_BEFORE ? d->due.day < d->start.day : d->due_early.day >= d->start.day);
    must(listed->counted[c->mode == LAW_BEFORE ? 0 : listed->counted_count - 1].day == d->due.day);
    if (c->unit != LAW_MONTHS)
        must(deadline_counts(days, c->unit, d->due));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct input in = {bytes, len};
    struct arena *a = arena_new(ARENA_CAP);
    struct law_calendar calendar;
    struct law_span spans[SPANS_MAX];
    const struct law_clock clock = {.n = take(&in, 2) % (N_MAX + 1),
                                    .unit = (enum law_unit)(take(&in, 1) % (LAW_HOURS + 1)),
                                    .mode = (enum law_clock_mode)(take(&in, 1) % (LAW_EFFECT + 1))};
    bool far = take(&in, 1) & 1;
    struct date start = {far ? take(&in, 4) : take(&in, 2)};
    make_calendar(a, &in, &calendar);
    struct deadline_days days = {
        .calendar = &calendar, .week = (enum law_week)(take(&in, 1) % 2), .suspended = spans};
    if (!far)
        days.suspended_count = make_spans(&in, start, spans);
    struct deadline d = deadline_last_days(&clock, start, &days);
    struct deadline listed = deadline_count(a, &clock, start, &days);
    check(&clock, &days, &d, &listed);
    arena_free(a);
    return 0;
}
