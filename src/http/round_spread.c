#include "http/round_spread.h"

#include "http/round_view.h"

/* lint: may-use: what a grade is called */
#include "prevention/grade.h"

enum { WEEK = 7, BY_DAY_MOST = 14 /* days of a round that is shown by day */ };

static struct web_grade_row row_of(struct str grade, int64_t pledged, int64_t people) {
    return (struct web_grade_row){
        grade, {pledged, people}, people - pledged, http_percent(pledged, people)};
}

static struct str label_of(struct http_call *call, int64_t grade) {
    struct str text = grade_text(grade);
    return grade_is_contract(grade) ? arena_printf(call->arena, "PPPK %.*s", STR_ARG(text)) : text;
}

static struct err fill_grades(struct http_call *call, const struct store_round *round, bool names,
                              const struct store_unit_count *all, struct web_spread *v) {
    struct store_grade_sums sums;
    struct err e = store_grade_sums(http_reader(call), call->arena, round, &sums);
    if (e.code || !sums.count)
        return e;
    struct grade_count *list = sums.list, rest = {0, all->people, all->pledged};
    for (size_t i = 0; i < sums.count; i++) {
        rest.people -= list[i].people;
        rest.pledged -= list[i].pledged;
    }
    v->small = !names && grade_fold(list, sums.count, &rest);
    struct web_grade_row *rows = NEW(call->arena, struct web_grade_row, sums.count + 1);
    for (size_t i = 0; i < sums.count; i++)
        if (list[i].people)
            rows[v->grade_count++] =
                row_of(label_of(call, list[i].grade), list[i].pledged, list[i].people);
    if (rest.people)
        rows[v->grade_count++] = row_of((struct str){0}, rest.pledged, rest.people);
    v->grades = rows;
    return OK;
}

static int32_t monday(int32_t day) {
    return day - date_weekday((struct date){day});
}

struct days {
    struct store_pledge_days days; /* one at least */
    int64_t people;                /* of the roster */
};

/* From the first day of the round, or a signature before it, to the last signature or to today. */
static void fill_times(struct http_call *call, const struct store_round *round,
                       const struct days *of, struct web_spread *v) {
    const struct store_pledge_days *days = &of->days;
    int32_t today = http_today(call).day, opens = round->opens.day, closes = round->closes.day;
    int32_t first = days->list[0].day.day, last = days->list[days->count - 1].day.day;
    int32_t shown = today < closes ? today : closes;
    first = first < opens ? first : opens;
    last = last > shown ? last : shown;
    v->weekly = last - first >= BY_DAY_MOST;
    int32_t step = v->weekly ? WEEK : 1, from = v->weekly ? monday(first) : first;
    size_t at = 0;
    int64_t sum = 0, people = of->people;
    struct web_time_row *rows =
        NEW(call->arena, struct web_time_row, (size_t)((last - from) / step) + 1);
    for (; from <= last; from += step) {
        struct web_time_row *row = &rows[v->time_count++];
        row->from = (struct date){from};
        for (; at < days->count && days->list[at].day.day < from + step; at++)
            row->more += days->list[at].n;
        sum += row->more;
        row->signed_ = (struct web_share){sum < people ? sum : people, people};
        row->percent = http_percent(row->signed_.part, people);
    }
    v->times = rows;
}

struct err http_round_spread(struct http_call *call, const struct store_round *round, bool names,
                             struct web_spread *ret) {
    struct store_unit_count all;
    struct days of;
    *ret = (struct web_spread){0};
    struct err e = store_pledge_sum(http_reader(call), call->arena, round, &all);
    if (!e.code)
        e = fill_grades(call, round, names, &all, ret);
    if (!e.code)
        e = store_pledge_days(http_reader(call), call->arena, round->id, &of.days);
    of.people = all.people;
    if (!e.code && of.days.count)
        fill_times(call, round, &of, ret);
    return e;
}
