#include "http/round_spread.h"

#include "http/round_groups.h"
#include "http/round_view.h"
#include "web/text.h"

/* lint: may-use: what a grade is called */
#include "prevention/grade.h"

enum { WEEK = 7, BY_DAY_MOST = 14 /* days of a round that is shown by day */ };

static struct web_grade_row row_of(struct str grade, int64_t pledged, int64_t people) {
    return (struct web_grade_row){
        grade, {pledged, people}, people - pledged, http_percent(pledged, people)};
}

static struct str label_of(struct http_call *call, int64_t grade) {
    struct str text = grade ? grade_text(grade) : http_text(call, WEB_T_SPREAD_UNKNOWN);
    return grade_is_contract(grade) ? arena_printf(call->arena, "PPPK %.*s", STR_ARG(text)) : text;
}

static struct suppress_told told_of(const struct store_tolds *told, int64_t grade) {
    struct suppress_told sum = {0, 0};
    for (size_t i = 0; i < told->count; i++)
        if (told->list[i].grade == grade) {
            sum.people += told->list[i].people;
            sum.pledged += told->list[i].pledged;
        }
    return sum;
}

/* What is hidden has no people any more. */
static struct err suppress_grades(struct http_call *call, const struct store_round *round,
                                  struct store_grade_sums *sums, struct web_spread *v) {
    struct store_tolds told;
    struct err e = http_round_told(call, round, &told);
    if (e.code)
        return e;
    struct suppress_group *groups = NEW(call->arena, struct suppress_group, sums->count);
    struct hash key = flow_pledge_suppress_key(http_app(call)->flow, round->id);
    struct hash table = suppress_table_derive(&key, STR("grade"));
    for (size_t i = 0; i < sums->count; i++) {
        struct str name = http_number(call, sums->list[i].grade);
        groups[i] = (struct suppress_group){.people = sums->list[i].people,
                                            .pledged = sums->list[i].pledged,
                                            .told = told_of(&told, sums->list[i].grade),
                                            .order = suppress_order(&table, name)};
    }
    struct suppress_rest rest = suppress_groups(groups, sums->count, suppress_draw(&table));
    for (size_t i = 0; i < sums->count; i++)
        if (groups[i].hidden)
            sums->list[i].people = 0;
    v->grade_rest = row_of((struct str){0}, rest.pledged, rest.people);
    return OK;
}

/* Behind the grades who has none. */
static void add_without(struct store_grade_sums *sums, const struct store_unit_count *all) {
    struct store_grade_sum none = {0, all->people, all->pledged};
    for (size_t i = 0; i < sums->count; i++) {
        none.people -= sums->list[i].people;
        none.pledged -= sums->list[i].pledged;
    }
    sums->list[sums->count++] = none;
}

static struct err fill_grades(struct http_call *call, const struct store_round *round, bool names,
                              const struct store_unit_count *all, struct web_spread *v) {
    struct store_grade_sums sums;
    struct err e = store_grade_sums(http_reader(call), call->arena, round, &sums);
    if (e.code || !sums.count)
        return e;
    add_without(&sums, all);
    if (!names)
        e = suppress_grades(call, round, &sums, v);
    if (e.code)
        return e;
    struct web_grade_row *rows = NEW(call->arena, struct web_grade_row, sums.count);
    for (size_t i = 0; i < sums.count; i++)
        if (sums.list[i].people)
            rows[v->grade_count++] = row_of(label_of(call, sums.list[i].grade),
                                            sums.list[i].pledged, sums.list[i].people);
    v->grades = rows;
    v->by_grade = true;
    return OK;
}

static int32_t monday(int32_t day) {
    return day - date_weekday((struct date){day});
}

struct days {
    struct store_pledge_days days; /* one at least */
    int64_t people;                /* of the roster */
};

/* Steps of days or weeks from the first day of the round, or a signature before it, to the last
 * signature or to today. */
struct steps {
    struct suppress_step *list;
    size_t count;
    int32_t from, length; /* of the first one; days of each */
};

static struct steps steps_of(struct http_call *call, const struct store_round *round,
                             const struct store_pledge_days *days) {
    int32_t today = http_today(call).day, opens = round->opens.day, closes = round->closes.day;
    int32_t first = days->list[0].day.day, last = days->list[days->count - 1].day.day;
    int32_t shown = today < closes ? today : closes;
    first = first < opens ? first : opens;
    last = last > shown ? last : shown;
    bool weekly = last - first >= BY_DAY_MOST;
    struct steps steps = {.from = weekly ? monday(first) : first, .length = weekly ? WEEK : 1};
    steps.count = (size_t)((last - steps.from) / steps.length) + 1;
    steps.list = NEW(call->arena, struct suppress_step, steps.count);
    size_t at = 0;
    for (size_t i = 0; i < steps.count; i++) {
        int32_t next = steps.from + ((int32_t)i + 1) * steps.length;
        steps.list[i].length = 1;
        for (; at < days->count && days->list[at].day.day < next; at++)
            steps.list[i].n += days->list[at].n;
    }
    return steps;
}

static void fill_times(struct http_call *call, const struct steps *steps, int64_t people,
                       struct web_spread *v) {
    struct web_time_row *rows = NEW(call->arena, struct web_time_row, steps->count);
    int32_t day = steps->from;
    int64_t sum = 0;
    for (size_t i = 0; i < steps->count; i++) {
        struct web_time_row *row = &rows[i];
        row->from = (struct date){day};
        day += (int32_t)steps->list[i].length * steps->length;
        row->last = (struct date){day - 1};
        row->joined = steps->list[i].length > 1;
        row->more = steps->list[i].n;
        sum += row->more;
        row->signed_ = (struct web_share){sum < people ? sum : people, people};
        row->percent = http_percent(row->signed_.part, people);
    }
    v->times = rows;
    v->time_count = steps->count;
    v->weekly = steps->length == WEEK;
}

struct err http_round_spread(struct http_call *call, const struct store_round *round, bool names,
                             struct web_spread *ret) {
    struct store_unit_count all;
    struct store_pledge_days days;
    *ret = (struct web_spread){0};
    struct err e = store_pledge_sum(http_reader(call), call->arena, round, &all);
    if (!e.code)
        e = fill_grades(call, round, names, &all, ret);
    if (!e.code)
        e = store_pledge_days(http_reader(call), call->arena, round->id, &days);
    if (e.code || !days.count)
        return e;
    struct steps steps = steps_of(call, round, &days);
    if (!names) {
        suppress_leavers(steps.list, steps.count, all.pledged);
        steps.count = suppress_steps(steps.list, steps.count);
    }
    fill_times(call, &steps, all.people, ret);
    return OK;
}
