#include "publication/figures.h"

#include "publication/protect.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* One dimension while it is counted: its keys in order, and the counts of each. */
struct dimension {
    struct str *keys;
    size_t count;
    int64_t *progress; /* count x PUBLICATION_PROGRESS_COUNT */
    int64_t *late;
    bool *hidden; /* the line as a whole */
};
/* Whole numbers that never leave this file. */
struct totals {
    int64_t received, progress[PUBLICATION_PROGRESS_COUNT], late;
    int64_t status[LAW_PHASE_COUNT], age[PUBLICATION_AGE_COUNT];
    bool hidden[PUBLICATION_PROGRESS_COUNT];
    bool late_hidden;
};

static const struct str PROGRESS[] = {STR_INIT("open"), STR_INIT("decided"), STR_INIT("ended")};
static const struct str AGES[] = {STR_INIT("0-7"), STR_INIT("8-14"), STR_INIT("15-30"),
                                  STR_INIT("31+")};
static const struct str WAITING[PUBLICATION_WAITING_COUNT] = {STR_INIT(""), STR_INIT("0-30"),
                                                              STR_INIT("31-60"), STR_INIT("61+")};

struct str publication_progress_name(enum publication_progress progress) {
    return PROGRESS[progress];
}

struct str publication_age_name(size_t age) {
    return AGES[age];
}

struct str publication_waiting_name(enum publication_waiting waiting) {
    return waiting == PUBLICATION_WAITS_IN_TIME ? STR("waiting_in_time") : STR("waiting_late");
}

struct str publication_waiting_age(enum publication_waiting waiting) {
    return WAITING[waiting];
}

static enum law_phase phase_of(struct str name) {
    for (int phase = 0; phase < LAW_PHASE_COUNT; phase++)
        if (str_equal(name, law_phase_name((enum law_phase)phase)))
            return (enum law_phase)phase;
    return LAW_DONE_OTHER;
}

static enum publication_progress progress_of(enum law_phase phase) {
    if (phase < LAW_DONE_SANCTION)
        return PUBLICATION_OPEN;
    return phase <= LAW_DONE_NO_BREACH ? PUBLICATION_DECIDED : PUBLICATION_ENDED;
}

static size_t age_of(int64_t days) {
    return days <= 7 ? 0 : days <= 14 ? 1 : days <= 30 ? 2 : 3;
}

static int key_order(const void *left, const void *right) {
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* count when there is none. */
static size_t place_of(const struct dimension *d, struct str key) {
    const struct str *found =
        d->count ? bsearch(&key, d->keys, d->count, sizeof key, key_order) : NULL;
    return found ? (size_t)(found - d->keys) : d->count;
}

static struct dimension dimension_of(struct arena *a, const struct publication_rows *rows,
                                     const struct publication_rows *late) {
    struct dimension d = {.keys = NEW(a, struct str, rows->count + 1)};
    for (size_t i = 0; i < rows->count; i++)
        if (!i || !str_equal(rows->list[i].a, rows->list[i - 1].a))
            d.keys[d.count++] = rows->list[i].a;
    if (d.count)
        qsort(d.keys, d.count, sizeof *d.keys, key_order);
    d.progress = NEW(a, int64_t, d.count * PUBLICATION_PROGRESS_COUNT + 1);
    d.late = NEW(a, int64_t, d.count + 1);
    d.hidden = NEW(a, bool, d.count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        const struct publication_row *row = &rows->list[i];
        size_t progress = progress_of(phase_of(row->b));
        d.progress[place_of(&d, row->a) * PUBLICATION_PROGRESS_COUNT + progress] += row->n;
    }
    for (size_t i = 0; late && i < late->count; i++)
        d.late[place_of(&d, late->list[i].a)] += late->list[i].n;
    int64_t *received = NEW(a, int64_t, d.count + 1);
    for (size_t i = 0; i < d.count * PUBLICATION_PROGRESS_COUNT; i++)
        received[i / PUBLICATION_PROGRESS_COUNT] += d.progress[i];
    publication_protect_line(received, d.count, d.hidden);
    return d;
}

static struct publication_number shown(int64_t n, bool hidden) {
    return (struct publication_number){hidden ? 0 : n, hidden};
}

static bool small(int64_t n) {
    return n > 0 && n < PUBLICATION_LEAST;
}

static struct totals count_totals(const struct publication_source *source) {
    struct totals t = {0};
    const struct publication_rows *states = &source->views[PUBLICATION_STATE];
    for (size_t i = 0; i < states->count; i++)
        t.status[phase_of(states->list[i].b)] += states->list[i].n;
    for (int phase = 0; phase < LAW_PHASE_COUNT; phase++)
        t.progress[progress_of((enum law_phase)phase)] += t.status[phase];
    for (size_t i = 0; i < PUBLICATION_PROGRESS_COUNT; i++)
        t.received += t.progress[i];
    const struct publication_rows *late = &source->views[PUBLICATION_LATE];
    for (size_t i = 0; i < late->count; i++)
        t.late += late->list[i].n;
    const struct publication_rows *ages = &source->views[PUBLICATION_AGE];
    for (size_t i = 0; i < ages->count; i++)
        if (progress_of(phase_of(ages->list[i].a)) == PUBLICATION_OPEN)
            t.age[age_of(source->as_of.day - ages->list[i].day)] += ages->list[i].n;
    publication_protect_line(t.progress, PUBLICATION_PROGRESS_COUNT, t.hidden);
    t.late_hidden =
        t.hidden[PUBLICATION_OPEN] || small(t.late) || small(t.progress[PUBLICATION_OPEN] - t.late);
    return t;
}

static void publish_totals(const struct totals *t, struct publication_figures *ret) {
    ret->total.received = shown(t->received, small(t->received));
    for (size_t i = 0; i < PUBLICATION_PROGRESS_COUNT; i++)
        ret->total.progress[i] = shown(t->progress[i], t->hidden[i]);
    ret->total.late = shown(t->late, t->late_hidden);
    ret->total.in_time = shown(t->progress[PUBLICATION_OPEN] - t->late, t->late_hidden);
    /* The phases of one kind of progress add up to it; they stand together in enum law_phase. */
    for (size_t from = 0, to; from < LAW_PHASE_COUNT; from = to) {
        enum publication_progress progress = progress_of((enum law_phase)from);
        bool hidden[LAW_PHASE_COUNT];
        for (to = from; to < LAW_PHASE_COUNT && progress_of((enum law_phase)to) == progress;)
            to++;
        publication_protect_line(t->status + from, to - from, hidden);
        for (size_t i = from; i < to; i++)
            ret->status[i] = shown(t->status[i], t->hidden[progress] || hidden[i - from]);
    }
    bool hidden[PUBLICATION_AGE_COUNT];
    publication_protect_line(t->age, PUBLICATION_AGE_COUNT, hidden);
    for (size_t i = 0; i < PUBLICATION_AGE_COUNT; i++)
        ret->age[i] = shown(t->age[i], t->hidden[PUBLICATION_OPEN] || hidden[i]);
}

/* Late and in time as parts of open, whose published values are the totals of the rows. Of rows
 * with a hidden open only the sum is known, unless there is but one: then it can be subtracted, and
 * is a row like others whose cells are hidden. */
static void split_late(struct arena *a, const struct dimension *d, struct publication_line *lines) {
    int64_t *n = NEW(a, int64_t, d->count * 2 + 1);
    bool *hide = NEW(a, bool, d->count * 2 + 1), *unknown = NEW(a, bool, d->count + 1);
    const bool columns[2] = {false, false};
    size_t one = 0, count = 0;
    for (size_t i = 0; i < d->count; i++) {
        n[2 * i] = d->late[i];
        n[2 * i + 1] = d->progress[i * PUBLICATION_PROGRESS_COUNT + PUBLICATION_OPEN] - d->late[i];
        unknown[i] = lines[i].progress[PUBLICATION_OPEN].hidden;
        if (unknown[i]) {
            one = i;
            count++;
        }
    }
    if (count == 1) {
        unknown[one] = false;
        hide[2 * one] = hide[2 * one + 1] = true;
    }
    publication_protect_table(a, &(struct publication_table){n, d->count, 2, unknown, columns},
                              hide);
    for (size_t i = 0; i < d->count; i++) {
        /* One part shown beside a shown total would tell the other: hide them together. */
        bool hidden = unknown[i] || hide[2 * i] || hide[2 * i + 1];
        lines[i].late = shown(n[2 * i], hidden);
        lines[i].in_time = shown(n[2 * i + 1], hidden);
    }
}

static const struct publication_line *publish_lines(struct arena *a, const struct totals *t,
                                                    const struct dimension *d, bool with_late) {
    enum { COLS = PUBLICATION_PROGRESS_COUNT };
    struct publication_line *lines = NEW(a, struct publication_line, d->count + 1);
    bool *hide = NEW(a, bool, d->count *COLS + 1);
    struct publication_table table = {d->progress, d->count, COLS, d->hidden, t->hidden};
    publication_protect_table(a, &table, hide);
    for (size_t i = 0; i < d->count; i++) {
        int64_t received = 0;
        for (size_t j = 0; j < COLS; j++) {
            received += d->progress[i * COLS + j];
            lines[i].progress[j] = shown(d->progress[i * COLS + j], hide[i * COLS + j]);
        }
        lines[i].key = d->keys[i];
        lines[i].received = shown(received, d->hidden[i]);
        struct publication_number open = lines[i].progress[PUBLICATION_OPEN];
        lines[i].late = lines[i].in_time = shown(0, open.hidden || open.n);
    }
    if (with_late && !t->late_hidden)
        split_late(a, d, lines);
    return lines;
}

/* What waits as a part of a published count of each region: of those in time, or of those late. The
 * rest is never published, nor may it follow. All sums over regions are taken as known. */
struct parts {
    size_t from, count;   /* of enum publication_waiting */
    const int64_t *whole; /* of each region */
    const bool *unknown;  /* of each region: the whole is not known */
    const bool *hide;     /* of each region: the whole follows from others, and is not told */
};

static void publish_parts(struct arena *a, const struct parts *p, size_t rows, const int64_t *waits,
                          struct publication_number *ret) {
    enum { ALL = PUBLICATION_WAITING_COUNT };
    size_t cols = p->count + 1;
    int64_t *n = NEW(a, int64_t, rows * cols + 1);
    bool *hide = NEW(a, bool, rows *cols + 1);
    const bool columns[ALL + 1] = {false};
    for (size_t i = 0; i < rows; i++) {
        int64_t *rest = &n[i * cols + p->count];
        memcpy(n + i * cols, waits + i * ALL + p->from, p->count * sizeof *n);
        memset(hide + i * cols, p->hide[i], cols * sizeof *hide);
        *rest = p->whole[i];
        for (size_t j = 0; j < p->count; j++)
            *rest -= n[i * cols + j];
    }
    publication_protect_table(a, &(struct publication_table){n, rows, cols, p->unknown, columns},
                              hide);
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < p->count; j++)
            ret[i * ALL + p->from + j] =
                shown(n[i * cols + j], hide[i * cols + j] || p->unknown[i]);
}

static void publish_waiting(struct arena *a, const struct publication_source *source,
                            const struct dimension *d, struct publication_figures *ret) {
    enum { ALL = PUBLICATION_WAITING_COUNT, FIRST_LATE = PUBLICATION_WAITS_LATE };
    int64_t *waits = NEW(a, int64_t, d->count * ALL + 1), *in_time = NEW(a, int64_t, d->count + 1);
    bool *unknown = NEW(a, bool, d->count + 1), *hide = NEW(a, bool, d->count + 1);
    struct publication_number *list = NEW(a, struct publication_number, d->count * ALL + 1);
    size_t count = 0;
    for (size_t i = 0; i < source->wait_count; i++) {
        size_t place = place_of(d, source->waits[i].region);
        if (place < d->count)
            memcpy(waits + place * ALL, source->waits[i].n, sizeof source->waits[i].n);
    }
    for (size_t i = 0; i < d->count; i++) {
        in_time[i] = d->progress[i * PUBLICATION_PROGRESS_COUNT + PUBLICATION_OPEN] - d->late[i];
        unknown[i] = ret->regions[i].late.hidden;
        count += unknown[i];
    }
    for (size_t i = 0; i < d->count && count == 1; i++) { /* a single one can be subtracted */
        hide[i] = unknown[i];
        unknown[i] = false;
    }
    publish_parts(a, &(struct parts){0, FIRST_LATE, in_time, unknown, hide}, d->count, waits, list);
    publish_parts(a, &(struct parts){FIRST_LATE, ALL - FIRST_LATE, d->late, unknown, hide},
                  d->count, waits, list);
    ret->waiting = list;
}

static const struct publication_number *publish_region_acts(struct arena *a,
                                                            const struct publication_rows *rows,
                                                            const struct dimension *regions,
                                                            const struct dimension *acts) {
    size_t cells = regions->count * acts->count;
    int64_t *n = NEW(a, int64_t, cells + 1);
    bool *hide = NEW(a, bool, cells + 1);
    for (size_t r = 0, i = 0; r < rows->count; r++) {
        if (!r || !str_equal(rows->list[r].a, rows->list[r - 1].a))
            i = place_of(regions, rows->list[r].a);
        size_t j = place_of(acts, rows->list[r].b);
        if (i < regions->count && j < acts->count)
            n[i * acts->count + j] += rows->list[r].n;
    }
    struct publication_table table = {n, regions->count, acts->count, regions->hidden,
                                      acts->hidden};
    publication_protect_table(a, &table, hide);
    struct publication_number *ret = NEW(a, struct publication_number, cells + 1);
    for (size_t c = 0; c < cells; c++)
        ret[c] = shown(n[c], hide[c]);
    return ret;
}

static int week_order(const void *left, const void *right) {
    const struct publication_row *l = left, *r = right;
    return (l->day > r->day) - (l->day < r->day);
}

static void publish_weeks(struct arena *a, const struct publication_rows *rows,
                          struct publication_figures *ret) {
    struct publication_row *list = NEW(a, struct publication_row, rows->count + 1);
    struct publication_week *weeks = NEW(a, struct publication_week, rows->count + 1);
    int64_t *n = NEW(a, int64_t, rows->count + 1);
    bool *hidden = NEW(a, bool, rows->count + 1);
    size_t count = 0;
    if (rows->count) {
        memcpy(list, rows->list, rows->count * sizeof *list);
        qsort(list, rows->count, sizeof *list, week_order);
    }
    for (size_t i = 0; i < rows->count; i++) { /* all channels */
        if (!i || list[i].day != list[i - 1].day)
            weeks[count++].from = (struct date){(int32_t)list[i].day};
        n[count - 1] += list[i].n;
    }
    publication_protect_line(n, count, hidden);
    for (size_t i = 0; i < count; i++)
        weeks[i].received = shown(n[i], hidden[i]);
    ret->weeks = weeks;
    ret->week_count = count;
}

void publication_figures_make(struct arena *a, const struct publication_source *source,
                              struct publication_figures *ret) {
    const struct publication_rows *views = source->views;
    struct totals totals = count_totals(source);
    struct dimension regions =
        dimension_of(a, &views[PUBLICATION_REGION], &views[PUBLICATION_LATE]);
    struct dimension acts = dimension_of(a, &views[PUBLICATION_ACT], &views[PUBLICATION_LATE_ACT]);
    struct dimension stages = dimension_of(a, &views[PUBLICATION_STAGE], NULL);
    *ret = (struct publication_figures){
        .as_of = source->as_of,
        .regions = publish_lines(a, &totals, &regions, true),
        .region_count = regions.count,
        .acts = publish_lines(a, &totals, &acts, true),
        .act_count = acts.count,
        .stages = publish_lines(a, &totals, &stages, false),
        .stage_count = stages.count,
        .region_acts = publish_region_acts(a, &views[PUBLICATION_REGION_ACT], &regions, &acts),
    };
    publish_totals(&totals, ret);
    if (source->waits)
        publish_waiting(a, source, &regions, ret);
    publish_weeks(a, &views[PUBLICATION_WEEK], ret);
}

const struct publication_line *publication_line_find(const struct publication_line *lines,
                                                     size_t count, struct str key) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(lines[middle].key, key);
        if (!order)
            return &lines[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct publication_number publication_region_act(const struct publication_figures *f,
                                                 struct str region, struct str act) {
    const struct publication_line *r = publication_line_find(f->regions, f->region_count, region);
    const struct publication_line *c = publication_line_find(f->acts, f->act_count, act);
    if (!r || !c)
        return (struct publication_number){0};
    return f->region_acts[(size_t)(r - f->regions) * f->act_count + (size_t)(c - f->acts)];
}

struct publication_number publication_region_waiting(const struct publication_figures *f,
                                                     struct str region,
                                                     enum publication_waiting waiting) {
    const struct publication_line *r = publication_line_find(f->regions, f->region_count, region);
    assert(f->waiting);
    return r ? f->waiting[(size_t)(r - f->regions) * PUBLICATION_WAITING_COUNT + (size_t)waiting]
             : (struct publication_number){0};
}
