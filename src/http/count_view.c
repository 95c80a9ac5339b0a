#include "http/count_view.h"

#include "deadline/deadline.h"
#include "deadline/trust.h"
#include "http/page_common.h"
#include "web/put.h"
#include "web/text.h"

enum { LABEL_CAP = 96, WEEK = 7, YEARS_MAX = 3 };

struct str http_clock_label(struct http_call *call, const struct law_clock *clock) {
    struct str name = law_say(clock->name, http_english(call)), rest = clock->id;
    struct str row = str_cut(&rest, '.');
    return arena_printf(call->arena, "%.*s (%.*s)", STR_ARG(name), STR_ARG(row));
}

static struct str month_label(struct http_call *call, struct date first) {
    struct buf out;
    buf_init(&out, LABEL_CAP);
    web_put_date(&out, first, http_english(call));
    struct str text = arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    (void)str_cut(&text, ' '); /* "1 November 2024" */
    return text;
}

static int64_t place_of(const struct deadline *d, struct date day) {
    for (size_t i = 0; i < d->counted_count; i++)
        if (d->counted[i].day == day.day)
            return (int64_t)i + 1;
    return 0;
}

static struct web_day day_view(struct http_call *call, const struct law_clock *clock,
                               const struct deadline *d, struct date day) {
    enum { SATURDAY = 5 };
    const struct law_holiday *off = law_holiday(&http_law(call)->calendar, day);
    return (struct web_day){
        .kind = off                             ? WEB_DAY_OFF
                : date_weekday(day) >= SATURDAY ? WEB_DAY_WEEKEND
                                                : WEB_DAY_PLAIN,
        .number = date_to_civil(day).day,
        /* Of a month the last day alone stands in the list: numbers would mislead there. */
        .counted = clock->unit == LAW_MONTHS ? 0 : place_of(d, day),
        .start = day.day == d->start.day,
        .due = day.day == d->due.day,
        .due_early = day.day == d->due_early.day,
        .unread = off && !off->verified,
    };
}

static struct date next_month(struct date first) {
    struct civil c = date_to_civil(first);
    return date_from_civil(
        (struct civil){c.month == 12 ? c.year + 1 : c.year, c.month == 12 ? 1 : c.month + 1, 1});
}

static struct web_month month(struct http_call *call, const struct law_clock *clock,
                              const struct deadline *d, struct date first) {
    struct date end = next_month(first);
    struct web_week *weeks = NEW(call->arena, struct web_week, WEEK);
    struct web_month m = {.label = month_label(call, first), .weeks = weeks};
    struct date monday = {first.day - date_weekday(first)};
    for (; monday.day < end.day; monday.day += WEEK) {
        struct web_day *days = NEW(call->arena, struct web_day, WEEK);
        for (int i = 0; i < WEEK; i++) {
            struct date day = {monday.day + i};
            if (day.day >= first.day && day.day < end.day)
                days[i] = day_view(call, clock, d, day);
        }
        weeks[m.week_count++] = (struct web_week){days, WEEK};
    }
    return m;
}

static struct date first_of_month(struct date day) {
    struct civil c = date_to_civil(day);
    return date_from_civil((struct civil){c.year, c.month, 1});
}

static void fill_offs(struct http_call *call, const struct date *firsts, size_t count,
                      struct web_count_from *ret) {
    const struct law_calendar *calendar = &http_law(call)->calendar;
    struct web_day_off *list = NEW(call->arena, struct web_day_off, calendar->count + 1);
    for (size_t i = 0; i < calendar->count; i++)
        for (size_t k = 0; k < count; k++)
            if (calendar->days[i].date.day >= firsts[k].day &&
                calendar->days[i].date.day < next_month(firsts[k]).day)
                list[ret->off_count++] = (struct web_day_off){
                    calendar->days[i].date, calendar->days[i].name, !calendar->days[i].verified};
    ret->offs = list;
}

/* The months from the first day that matters to the last; of a clock of years the first and the
 * last ones stand for all. */
static void fill_months(struct http_call *call, const struct law_clock *clock,
                        const struct deadline *d, struct web_count_from *ret) {
    enum { MONTHS_MAX = 12 * YEARS_MAX, MONTHS_SHOWN = 4 };
    struct date low = d->start, high = d->due;
    if (d->due.day < d->start.day) { /* counted backwards */
        low = d->due_early.day < d->due.day ? d->due_early : d->due;
        high = d->start;
    }
    struct date firsts[MONTHS_MAX];
    size_t count = 0;
    for (struct date first = first_of_month(low); first.day <= high.day && count < MONTHS_MAX;
         first = next_month(first))
        firsts[count++] = first;
    struct web_month *months = NEW(call->arena, struct web_month, count + 1);
    for (size_t i = 0; i < count; i++)
        if (count <= MONTHS_SHOWN || i < MONTHS_SHOWN / 2 || i + MONTHS_SHOWN / 2 >= count) {
            firsts[ret->month_count] = firsts[i];
            months[ret->month_count++] = month(call, clock, d, firsts[i]);
        }
    ret->months = months;
    fill_offs(call, firsts, ret->month_count, ret);
}

static struct str confidence_word(const struct http_call *call, enum law_confidence confidence) {
    static const enum web_text_key WORDS[] = {[LAW_HIGH] = WEB_T_TRY_CONF_HIGH,
                                              [LAW_MEDIUM] = WEB_T_TRY_CONF_MEDIUM,
                                              [LAW_LOW] = WEB_T_TRY_CONF_LOW};
    return web_text(WORDS[confidence], http_english(call));
}

/* What makes the count less than certain. */
static void fill_trust(struct http_call *call, const struct law_clock *clock,
                       const struct deadline_trust *t, struct web_count_from *ret) {
    struct web_force *forces = NEW(call->arena, struct web_force, DEADLINE_FORCES_MAX);
    for (size_t i = 0; i < t->force_count; i++) {
        const struct deadline_force *f = &t->forces[i];
        bool early = ret->start.day < f->span.from.day;
        struct str name = f->rules ? law_say(f->rules->label, http_english(call))
                                   : deadline_force_name(call->arena, f);
        forces[ret->force_count++] =
            (struct web_force){name, f->rules != NULL, early, early ? f->span.from : f->span.to};
    }
    ret->forces = forces;
    ret->unknown = t->doubts & DEADLINE_DAYS_UNKNOWN;
    ret->estimated = t->doubts & DEADLINE_DAYS_GUESSED;
    ret->unread = (int64_t)t->unread_count;
    ret->confidence = confidence_word(call, t->confidence);
    if (t->confidence != clock->cite.confidence)
        ret->rule_confidence = confidence_word(call, clock->cite.confidence);
}

struct web_count_from http_count_days(struct http_call *call, const struct law_clock *clock,
                                      struct date start) {
    const struct law *law = http_law(call);
    struct deadline_days days = {.calendar = &law->calendar};
    struct deadline d = deadline_count(call->arena, clock, start, &days);
    struct deadline_trust trust = deadline_trust(call->arena, law, clock, &d, &days);
    struct web_count_from v = {.start = start};
    fill_trust(call, clock, &trust, &v);
    v.due = (struct web_due){.has = true, .due = d.due, .due_early = d.due_early};
    fill_months(call, clock, &d, &v);
    return v;
}
