#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/rules.h"
#include "intake/regions.h"
#include "web/put.h"
#include "web/text.h"

#include <string.h>

/* A3, the test box: a clock, a day and hour of a region, and out come both readings with the days
 * that were counted. Where the hour lies outside the intake window, the day itself and the next day
 * of intake are both counted: no source says which it is. */

enum { FAULTS_MAX = 4, LABEL_CAP = 96, WEEK = 7, HOUR = 60, DAY_MINUTES = 24 * 60, YEARS_MAX = 3 };
/* The page shows months, not centuries; days off are known for a few years of these. */
enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };

struct trying {
    struct web_try view;
    struct web_fault faults[FAULTS_MAX];
    struct date day;
    int minute;
    const struct law_election *election;
    const struct region *region;
    bool asked;
};

static struct str say(const struct http_call *call, enum web_text_key key) {
    return web_text(key, http_english(call));
}

static void fault(struct http_call *call, struct trying *t, struct web_input *input,
                  const char *anchor, enum web_text_key key) {
    input->error = say(call, key);
    t->faults[t->view.fault_count++] = (struct web_fault){str_from_c(anchor), input->error};
}

/* --- what was asked --- */

/* "17:00", as a time field sends it, or "17.00", as people write it. */
static bool read_minute(struct str text, int *ret) {
    if (text.len != 5 || (text.ptr[2] != ':' && text.ptr[2] != '.'))
        return false;
    int64_t hour, minute;
    if (!str_to_int((struct str){text.ptr, 2}, &hour) ||
        !str_to_int((struct str){text.ptr + 3, 2}, &minute) || hour < 0 || hour > 23 ||
        minute < 0 || minute >= HOUR)
        return false;
    *ret = (int)hour * HOUR + (int)minute;
    return true;
}

/* A clock of any rulebook, "pilkada-2024@1/P04.initial_review", or of none, "E07a.invite". */
static const struct law_clock *find_clock(const struct law *law, struct str id,
                                          const struct law_rulebook **ret_rules) {
    struct str rest = id, name = str_cut(&rest, '/');
    const struct law_rulebook *rules = rest.len ? law_rulebook_named(law, name) : NULL;
    *ret_rules = rules;
    if (rest.len)
        return rules ? law_clock(rules, rest) : NULL;
    for (size_t i = 0; i < law->clock_count; i++)
        if (str_equal(law->clocks[i].id, id))
            return &law->clocks[i];
    return NULL;
}

/* How the page itself names a clock, whatever word it was asked by. */
static struct str clock_value(struct http_call *call, const struct law_rulebook *rules,
                              const struct law_clock *clock) {
    return rules ? arena_printf(call->arena, "%.*s@%d/%.*s", STR_ARG(rules->regime), rules->version,
                                STR_ARG(clock->id))
                 : clock->id;
}

static bool is_near(struct date day) {
    int year = date_to_civil(day).year;
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static void read_asked(struct http_call *call, struct trying *t) {
    struct web_try *v = &t->view;
    const struct law_rulebook *rules = NULL;
    v->clock.value = http_query(call, "jam");
    v->day.value = http_query(call, "tanggal");
    v->time.value = http_query(call, "pukul");
    v->region.value = http_query(call, "wilayah");
    t->asked = v->clock.value.len > 0;
    if (!t->asked)
        return;
    v->chosen = find_clock(http_app(call)->law, v->clock.value, &rules);
    t->region = region_find(v->region.value);
    if (v->chosen)
        v->clock.value = clock_value(call, rules, v->chosen);
    else
        fault(call, t, &v->clock, "jam", WEB_T_TRY_FAULT_CLOCK);
    if (!date_parse(v->day.value, &t->day) || !is_near(t->day)) {
        fault(call, t, &v->day, "tanggal", WEB_T_ADVISER_FAULT_DAY);
        v->day.value = (struct str){0}; /* a date field cannot hold it */
    }
    if (v->time.value.len && !read_minute(v->time.value, &t->minute)) {
        fault(call, t, &v->time, "pukul", WEB_T_TRY_FAULT_TIME);
        v->time.value = (struct str){0};
    }
    if (!t->region)
        fault(call, t, &v->region, "wilayah", WEB_T_TRY_FAULT_REGION);
    if (!v->fault_count)
        t->election = http_election(call, t->day);
}

/* --- what can be chosen --- */

/* "Kajian awal (P04)": in words first; the row of the statute tells clocks of one name apart. */
static struct web_option clock_option(struct http_call *call, const struct law_rulebook *rules,
                                      const struct law_clock *clock) {
    struct str name = law_say(clock->name, http_english(call)), rest = clock->id;
    struct str row = str_cut(&rest, '.');
    struct str label = arena_printf(call->arena, "%.*s (%.*s)", STR_ARG(name), STR_ARG(row));
    return (struct web_option){.value = clock_value(call, rules, clock), .label = label};
}

static struct web_clock_group group(struct http_call *call, const struct law_rulebook *rules,
                                    const struct law_clock *clocks, size_t count) {
    struct web_option *list = NEW(call->arena, struct web_option, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = clock_option(call, rules, &clocks[i]);
    struct str label =
        rules ? law_say(rules->label, http_english(call)) : say(call, WEB_T_TRY_OTHER_CLOCKS);
    return (struct web_clock_group){label, list, count};
}

static void fill_form(struct http_call *call, struct web_try *v) {
    const struct law *law = http_app(call)->law;
    struct web_clock_group *groups =
        NEW(call->arena, struct web_clock_group, law->rulebook_count + 2);
    struct web_option *regions = NEW(call->arena, struct web_option, region_count() + 1);
    struct str served = http_owner(call)->region;
    for (size_t i = 0; i < law->rulebook_count; i++)
        groups[v->group_count++] = group(call, &law->rulebooks[i], law->rulebooks[i].clocks,
                                         law->rulebooks[i].clock_count);
    if (law->clock_count)
        groups[v->group_count++] = group(call, NULL, law->clocks, law->clock_count);
    for (size_t i = 0; i < region_count(); i++)
        if (str_starts(region_at(i)->code, served))
            regions[v->region_count++] =
                (struct web_option){.value = region_at(i)->code, .label = region_at(i)->name};
    v->groups = groups;
    v->regions = regions;
    v->holidays = law->calendar.version;
    v->known_from = law->calendar.first;
    v->known_to = law->calendar.last;
    if (!v->region.value.len && v->region_count)
        v->region.value = served.len ? served : regions[0].value;
    if (!v->day.value.len)
        v->day.value = date_format(call->arena, http_today(call));
    if (!v->time.value.len)
        v->time.value = STR("09:00");
}

/* --- the months --- */

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
    const struct law_holiday *off = law_holiday(&http_app(call)->law->calendar, day);
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
    const struct law_calendar *calendar = &http_app(call)->law->calendar;
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

/* --- the answer --- */

static struct str confidence_word(const struct http_call *call, enum law_confidence confidence) {
    static const enum web_text_key WORDS[] = {[LAW_HIGH] = WEB_T_TRY_CONF_HIGH,
                                              [LAW_MEDIUM] = WEB_T_TRY_CONF_MEDIUM,
                                              [LAW_LOW] = WEB_T_TRY_CONF_LOW};
    return say(call, WORDS[confidence]);
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

static struct web_count_from count_from(struct http_call *call, const struct law_clock *clock,
                                        struct date start) {
    const struct law *law = http_app(call)->law;
    struct deadline_days days = {.calendar = &law->calendar};
    struct deadline d = deadline_count(call->arena, clock, start, &days);
    struct deadline_trust trust = deadline_trust(call->arena, law, clock, &d, &days);
    struct web_count_from v = {.start = start};
    fill_trust(call, clock, &trust, &v);
    v.due = (struct web_due){.has = true, .due = d.due, .due_early = d.due_early};
    fill_months(call, clock, &d, &v);
    return v;
}

static struct str clock_time(struct http_call *call, int minute) {
    return arena_printf(call->arena, "%02d.%02d", minute / HOUR, minute % HOUR);
}

/* When the office takes reports on a day, as the rows that speak of it say. */
struct hours {
    struct str opens, closes; /* empty when it is closed, or nothing is known */
    struct law_cite cite;
};

static struct hours hours_on(struct http_call *call, const struct trying *t, struct date day) {
    const struct law *law = http_app(call)->law;
    const struct law_window *row = law_window_on(law, t->election, day);
    int closes = 0;
    for (int minute = 0; row && minute < DAY_MINUTES; minute++)
        if (law_window_at(law, t->election, (struct law_moment){day, minute}) == LAW_WINDOW_OPEN)
            closes = minute + 1;
    if (!row)
        return (struct hours){0};
    return (struct hours){clock_time(call, row->opens), clock_time(call, closes), row->row.cite};
}

/* A report's own limit ends with its last day; that day the office takes reports for some hours. */
static void fill_limit(struct http_call *call, struct trying *t) {
    struct web_try *v = &t->view;
    struct hours hours = hours_on(call, t, v->last);
    v->limit = true;
    v->last_closed = !law_takes_reports_on(http_app(call)->law, t->election, v->last);
    v->last_opens = hours.opens;
    v->last_closes = hours.closes;
    v->last_cite = hours.cite;
}

/* Hours and days of intake concern the clocks of receiving a report alone. */
static bool is_of_receipt(const struct law *law, const struct law_clock *clock) {
    for (size_t i = 0; i < law->rulebook_count; i++)
        if (law_from_receipt(&law->rulebooks[i], clock))
            return true;
    return false;
}

static bool limits_reporting(const struct law *law, const struct law_clock *clock) {
    for (size_t i = 0; i < law->rulebook_count; i++)
        if (law->rulebooks[i].report_window == clock)
            return true;
    return false;
}

static void answer(struct http_call *call, struct trying *t) {
    const struct law *law = http_app(call)->law;
    struct web_try *v = &t->view;
    struct web_count_from *counts = NEW(call->arena, struct web_count_from, 2);
    struct law_moment at = {t->day, t->minute}, next;
    v->code = v->chosen->aka.len && !http_english(call) ? v->chosen->aka : v->chosen->id;
    v->place = t->region->name;
    v->zone = zone_name(t->region->zone);
    counts[v->count_count++] = count_from(call, v->chosen, t->day);
    v->outside = is_of_receipt(law, v->chosen) && v->time.value.len &&
                 law_window_at(law, t->election, at) == LAW_WINDOW_CLOSED;
    v->last = counts[0].due.due;
    if (limits_reporting(law, v->chosen))
        fill_limit(call, t);
    if (v->chosen->unit == LAW_HOURS && v->time.value.len)
        v->at = clock_time(call, t->minute);
    if (v->outside) {
        struct hours hours = hours_on(call, t, t->day);
        v->opens = hours.opens;
        v->closes = hours.closes;
        v->window_cite = hours.cite;
        if (law_window_next(law, t->election, at, &next) && next.day.day != t->day.day) {
            counts[v->count_count] = count_from(call, v->chosen, next.day);
            counts[v->count_count++].next_intake = true;
        }
    }
    v->counts = counts;
}

struct err page_try_get(struct http_call *call) {
    struct trying *t = NEW(call->arena, struct trying, 1);
    read_asked(call, t);
    if (t->asked && !t->view.fault_count)
        answer(call, t);
    else
        t->view.chosen = NULL;
    fill_form(call, &t->view);
    t->view.faults = t->faults;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_RULES;
    web_render_try(call->out, &t->view, &c);
    return http_page(call, t->view.fault_count ? 422 : 200);
}
