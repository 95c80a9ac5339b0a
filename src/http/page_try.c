#include "http/count_view.h"
#include "http/handlers.h"
#include "http/page_common.h"

#include "base/regions.h"
#include "flow/rules.h"
#include "web/text.h"

#include <string.h>

/* A3, the test box: a clock, a day and hour of a region, and out come both readings with the days
 * that were counted. Where the hour lies outside the intake window, the day itself and the next day
 * of intake are both counted: no source says which it is. */

enum { FAULTS_MAX = 4, HOUR = 60, DAY_MINUTES = 24 * 60 };
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

static void fault(struct http_call *call, struct trying *t, struct web_input *input,
                  const char *anchor, enum web_text_key key) {
    input->error = http_text(call, key);
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
    v->chosen = find_clock(http_law(call), v->clock.value, &rules);
    t->region = region_find(v->region.value);
    if (v->chosen) {
        v->clock.value = clock_value(call, rules, v->chosen);
        v->lapse = law_lapse_text(v->chosen->lapse);
    } else
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
    if (v->fault_count || !t->region)
        return;
    t->election = law_local_election(http_law(call), t->region->code, t->day);
    if (!t->election)
        t->election = http_election(call, t->day);
}

/* --- what can be chosen --- */

static struct web_option clock_option(struct http_call *call, const struct law_rulebook *rules,
                                      const struct law_clock *clock) {
    return (struct web_option){.value = clock_value(call, rules, clock),
                               .label = http_clock_label(call, clock)};
}

static struct web_clock_group group(struct http_call *call, const struct law_rulebook *rules,
                                    const struct law_clock *clocks, size_t count) {
    struct web_option *list = NEW(call->arena, struct web_option, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = clock_option(call, rules, &clocks[i]);
    struct str label =
        rules ? law_say(rules->label, http_english(call)) : http_text(call, WEB_T_TRY_OTHER_CLOCKS);
    return (struct web_clock_group){label, list, count};
}

static void fill_form(struct http_call *call, struct web_try *v) {
    const struct law *law = http_law(call);
    struct web_clock_group *groups =
        NEW(call->arena, struct web_clock_group, law->rulebook_count + 2);
    struct web_option *regions = NEW(call->arena, struct web_option, region_count() + 1);
    struct str served = http_owner(call)->region;
    for (size_t i = 0; i < law->rulebook_count; i++)
        if (law->rulebooks[i].clock_count) /* a procedure may count nothing */
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

/* --- the answer --- */

static struct str clock_time(struct http_call *call, int minute) {
    return arena_printf(call->arena, "%02d.%02d", minute / HOUR, minute % HOUR);
}

/* When the office takes reports on a day, as the rows that speak of it say. */
struct hours {
    struct str opens, closes; /* empty when it is closed, or nothing is known */
    struct law_cite cite;
};

static struct hours hours_on(struct http_call *call, const struct trying *t, struct date day) {
    const struct law *law = http_law(call);
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
    v->last_closed = !law_takes_reports_on(http_law(call), t->election, v->last);
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
    const struct law *law = http_law(call);
    struct web_try *v = &t->view;
    struct web_count_from *counts = NEW(call->arena, struct web_count_from, 2);
    struct law_moment at = {t->day, t->minute}, next;
    v->code = v->chosen->aka.len && !http_english(call) ? v->chosen->aka : v->chosen->id;
    v->place = t->region->name;
    v->zone = zone_name(t->region->zone);
    counts[v->count_count++] = http_count_days(call, v->chosen, t->day);
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
            counts[v->count_count] = http_count_days(call, v->chosen, next.day);
            counts[v->count_count++].next_intake = true;
        }
    }
    if (v->outside || v->limit)
        v->calendar = law_hours_by_calendar(law, t->election) ? t->election : NULL;
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
