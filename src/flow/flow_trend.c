#include "flow/trend.h"

#include "publication/band.h"
#include "store/store.h"

enum { WEEKS = PUBLICATION_TREND_WEEKS, REST = WEEKS, WEEK_DAYS = 7 };

/* The regions of one province, in the order of their codes. */
struct province {
    struct str *regions;
    struct publication_trend_row *rows;
    size_t count;
};
struct kind {
    struct str name;
    struct publication_number (*total)(const struct publication_line *line);
};

static struct publication_number received(const struct publication_line *line) {
    return line->received;
}

static struct publication_number decided(const struct publication_line *line) {
    return line->progress[PUBLICATION_DECIDED];
}

/* The rest of a region's count, in other weeks, follows from its total where that is known. */
static struct province count(struct arena *a, const struct flow_trend_ask *ask,
                             const struct kind *kind) {
    const struct publication_figures *f = ask->figures;
    struct province p = {.regions = NEW(a, struct str, f->region_count + 1),
                         .rows = NEW(a, struct publication_trend_row, f->region_count + 1)};
    for (size_t i = 0; i < f->region_count; i++) {
        if (!str_starts(f->regions[i].key, ask->province))
            continue;
        struct publication_number total = kind->total(&f->regions[i]);
        p.regions[p.count] = f->regions[i].key;
        p.rows[p.count++] = (struct publication_trend_row){{[REST] = total.n}, total.hidden};
    }
    return p;
}

static void add(struct province *p, const struct store_stat_row *row, struct date from) {
    int64_t week = (row->day - from.day) / WEEK_DAYS;
    for (size_t i = 0; i < p->count; i++) {
        struct publication_trend_row *to = &p->rows[i];
        if (!str_equal(p->regions[i], row->a) || week < 0 || week >= WEEKS)
            continue;
        to->n[week] += row->n;
        to->n[REST] = to->n[REST] > row->n ? to->n[REST] - row->n : 0;
    }
}

/* Whether a week's total is published: figures list the weeks in which something came. */
static void hide_weeks(const struct publication_figures *figures, struct date from, bool *hidden) {
    for (size_t i = 0; i < figures->week_count; i++) {
        int64_t week = (figures->weeks[i].from.day - from.day) / WEEK_DAYS;
        if (figures->weeks[i].from.day >= from.day && week < WEEKS)
            hidden[week] = figures->weeks[i].received.hidden;
    }
}

static void tell(struct arena *a, const struct province *p, const bool *weeks_hidden,
                 struct flow_trend_counts *ret) {
    bool *withheld = NEW(a, bool, p->count + 1);
    publication_trend_protect(a, &(struct publication_trend_table){p->rows, p->count, weeks_hidden},
                              withheld);
    for (size_t i = 0; i < p->count; i++) {
        ret[i] = (struct flow_trend_counts){.none = !p->rows[i].hidden, .withheld = withheld[i]};
        for (size_t week = 0; week <= WEEKS; week++)
            ret[i].none = ret[i].none && !p->rows[i].n[week];
        for (size_t week = 0; week < WEEKS && !withheld[i]; week++)
            ret[i].least[week] = publication_band(p->rows[i].n[week]);
    }
}

struct err flow_trends(struct db *db, struct arena *a, const struct flow_trend_ask *ask,
                       struct flow_trends *ret) {
    static const struct kind RECEIVED = {STR_INIT("received"), received},
                             DECIDED = {STR_INIT("decided"), decided};
    const struct store_stat_row *rows;
    size_t row_count;
    const struct date from = {ask->today.day - date_weekday(ask->today) - WEEKS * WEEK_DAYS};
    struct err e = store_stat_weekly(db, a, &(struct store_stat_weeks){ask->province, from}, &rows,
                                     &row_count);
    if (e.code)
        return e;
    struct province came = count(a, ask, &RECEIVED), ended = count(a, ask, &DECIDED);
    bool *weeks_hidden = NEW(a, bool, WEEKS);
    for (size_t i = 0; i < row_count; i++)
        add(str_equal(rows[i].b, RECEIVED.name) ? &came : &ended, &rows[i], from);
    hide_weeks(ask->figures, from, weeks_hidden);
    struct flow_trend_counts *told = NEW(a, struct flow_trend_counts, 2 * came.count + 1);
    tell(a, &came, weeks_hidden, told);
    tell(a, &ended, NULL, told + came.count);
    struct flow_trend_line *lines = NEW(a, struct flow_trend_line, came.count + 1);
    for (size_t i = 0; i < came.count; i++)
        lines[i] = (struct flow_trend_line){came.regions[i], {from, told[i], told[came.count + i]}};
    *ret = (struct flow_trends){lines, came.count};
    return OK;
}
