#include "publication/risk.h"

#include "base/json.h"
#include "risk/read.h"

#include <stdlib.h>

/* --- out of published figures --- */

static struct publication_counts share(struct publication_number part,
                                       struct publication_number whole) {
    struct publication_counts counts = {.part = part.n, .whole = whole.n};
    if (part.hidden || whole.hidden)
        return (struct publication_counts){.gap = RISK_HIDDEN};
    if (!whole.n)
        counts.gap = RISK_NO_CASE;
    return counts;
}

static struct publication_counts count_of(struct publication_number n) {
    return (struct publication_counts){.part = n.n, .gap = n.hidden ? RISK_HIDDEN : RISK_KNOWN};
}

/* Open recommendations without a step for long, of all that are open there. */
static struct publication_counts stalled(const struct publication_told *told, size_t region) {
    const struct publication_figures *f = told->figures;
    const struct publication_line *line = told->lines[region];
    struct publication_number part = {0}, whole = {0};
    if (!f->waiting)
        return (struct publication_counts){.gap = RISK_NO_VALUE};
    for (size_t w = 0; line && w < PUBLICATION_WAITING_COUNT; w++) {
        struct publication_number n =
            f->waiting[(size_t)(line - f->regions) * PUBLICATION_WAITING_COUNT + w];
        whole.hidden |= n.hidden;
        whole.n += n.n;
        part.n += w >= PUBLICATION_WAITS_LONG ? n.n : 0;
    }
    return share(part, whole);
}

static struct publication_counts unpledged(const struct publication_cover *cover) {
    if (cover->asked)
        return (struct publication_counts){cover->asked - cover->pledged, cover->asked, RISK_KNOWN};
    return (struct publication_counts){.gap = cover->hidden ? RISK_HIDDEN : RISK_NO_VALUE};
}

static struct publication_counts calendar(const struct publication_told *told, size_t region) {
    struct publication_counts counts = {0};
    if (!told->election || !law_is_held_in(told->election, told->regions[region]) ||
        !risk_calendar(told->election, told->figures->as_of, &counts.part))
        counts.gap = RISK_NO_VALUE;
    return counts;
}

struct publication_counts publication_risk_counts(const struct publication_told *told,
                                                  size_t region, enum risk_origin origin) {
    static const struct publication_line NO_CASE;
    const struct publication_line *of = told->lines[region] ? told->lines[region] : &NO_CASE;
    switch (origin) {
    case RISK_RECEIVED:
        return count_of(of->received);
    case RISK_OPEN:
        return count_of(of->progress[PUBLICATION_OPEN]);
    case RISK_DECIDED:
        return count_of(of->progress[PUBLICATION_DECIDED]);
    case RISK_LATE:
        return count_of(of->late);
    case RISK_OPEN_SHARE:
        return share(of->progress[PUBLICATION_OPEN], of->received);
    case RISK_LATE_SHARE:
        return share(of->late, of->progress[PUBLICATION_OPEN]);
    case RISK_STALLED_SHARE:
        return stalled(told, region);
    case RISK_UNPLEDGED_SHARE:
        return unpledged(&told->cover[region]);
    case RISK_CALENDAR:
        return calendar(told, region);
    case RISK_TABLE:
    case RISK_ORIGIN_COUNT:
        break;
    }
    return (struct publication_counts){.gap = RISK_NO_VALUE};
}

bool publication_risk_waits(const struct risk_index *index) {
    for (size_t i = 0; i < index->indicator_count; i++)
        if (index->indicators[i].origin == RISK_STALLED_SHARE)
            return true;
    return false;
}

static int by_code(const void *left, const void *right) {
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static void add_cover(const struct publication_pledges *pledges, const struct str *regions,
                      size_t count, struct publication_cover *cover) {
    for (size_t i = 0; count && i < pledges->count; i++) {
        const struct publication_pledge *p = &pledges->list[i];
        const struct str *at = bsearch(&p->region, regions, count, sizeof *regions, by_code);
        struct publication_cover *of = at ? &cover[at - regions] : NULL;
        if (!of)
            continue;
        bool hidden = publication_pledge_is_hidden(p->count, p->people);
        of->hidden |= hidden;
        of->asked += hidden ? 0 : p->people;
        of->pledged += hidden ? 0 : p->count;
    }
}

struct publication_told publication_risk_told(struct arena *a, const struct publication_risk_of *of,
                                              const struct str *regions, size_t count) {
    struct publication_cover *cover = NEW(a, struct publication_cover, count + 1);
    const struct publication_line **lines = NEW(a, const struct publication_line *, count + 1);
    int64_t *asked = NEW(a, int64_t, count + 1);
    if (of->pledges)
        add_cover(of->pledges, regions, count, cover);
    for (size_t i = 0; i < count; i++) {
        asked[i] = cover[i].asked;
        lines[i] =
            publication_line_find(of->figures->regions, of->figures->region_count, regions[i]);
    }
    return (struct publication_told){of->figures, regions, count, of->election,
                                     cover,       asked,   lines};
}

static struct risk_raw value_of(struct publication_counts counts) {
    enum { PERCENT = 100 };
    struct risk_raw raw = {.gap = counts.gap};
    if (raw.gap)
        return raw;
    raw.whole = counts.whole;
    raw.value =
        counts.whole ? (double)(PERCENT * counts.part) / (double)counts.whole : (double)counts.part;
    return raw;
}

struct risk_input publication_risk_input(struct arena *a, const struct publication_told *told,
                                         const struct risk_index *index) {
    struct risk_raw *values = NEW(a, struct risk_raw, told->count * index->indicator_count + 1);
    for (size_t r = 0; r < told->count; r++)
        for (size_t i = 0; i < index->indicator_count; i++)
            values[r * index->indicator_count + i] =
                value_of(publication_risk_counts(told, r, index->indicators[i].origin));
    return (struct risk_input){told->regions, told->count, values, told->asked};
}

static bool is_per_staff(const struct risk_indicator *of) {
    return (of->staff || of->per_asked) && risk_is_count(of->origin);
}

const struct risk_funnel_row *publication_risk_funnel(struct arena *a,
                                                      const struct publication_told *told,
                                                      const struct risk_indicator *indicator) {
    struct risk_funnel_row *rows = NEW(a, struct risk_funnel_row, told->count + 1);
    const struct risk_input staff = {told->regions, told->count, NULL, told->asked};
    if (!is_per_staff(indicator))
        return rows;
    for (size_t i = 0; i < told->count; i++) {
        struct publication_counts n = publication_risk_counts(told, i, indicator->origin);
        rows[i].count = n.part;
        rows[i].staff = (int64_t)risk_staff_of(indicator, &staff, i);
        rows[i].known = !n.gap && rows[i].staff > 0;
    }
    risk_funnel_place(rows, told->count);
    return rows;
}

const struct risk_fact *publication_risk_facts(struct arena *a, const struct publication_told *told,
                                               const struct risk_index *index) {
    struct risk_fact *facts = NEW(a, struct risk_fact, told->count + 1);
    const struct risk_funnel_row *funnel = NULL;
    for (size_t i = 0; i < index->indicator_count && !funnel; i++)
        if (index->indicators[i].origin == RISK_RECEIVED && is_per_staff(&index->indicators[i]))
            funnel = publication_risk_funnel(a, told, &index->indicators[i]);
    for (size_t i = 0; i < told->count; i++) {
        struct publication_counts late = publication_risk_counts(told, i, RISK_LATE);
        facts[i] = (struct risk_fact){.late = late.part,
                                      .late_known = !late.gap,
                                      .funnel = funnel ? funnel[i].where : RISK_FUNNEL_UNKNOWN,
                                      .asked = told->cover[i].asked,
                                      .pledged = told->cover[i].pledged};
    }
    return facts;
}

/* --- open data --- */

struct str publication_gap_name(enum risk_gap gap) {
    static const struct str NAMES[] = {[RISK_KNOWN] = STR_INIT(""),
                                       [RISK_NO_VALUE] = STR_INIT("no_value"),
                                       [RISK_HIDDEN] = STR_INIT("hidden"),
                                       [RISK_NO_STAFF] = STR_INIT("no_staff"),
                                       [RISK_NO_CASE] = STR_INIT("no_case")};
    return NAMES[gap];
}

struct str publication_class_name(enum risk_class class) {
    static const struct str NAMES[] = {[RISK_NONE] = STR_INIT(""),
                                       [RISK_LOW] = STR_INIT("low"),
                                       [RISK_MEDIUM] = STR_INIT("medium"),
                                       [RISK_HIGH] = STR_INIT("high")};
    return NAMES[class];
}

/* "57.49"; n is not negative. Thousands of these are most of a file: no printf, no memory. */
struct digits {
    char text[24];
};
static struct str hundredths(struct digits *to, int64_t n) {
    enum { TEN = 10, BEHIND = 2 };
    size_t at = sizeof to->text;
    for (int done = 0; n > 0 || done <= BEHIND; done++, n /= TEN) {
        if (done == BEHIND)
            to->text[--at] = '.';
        to->text[--at] = (char)('0' + n % TEN);
    }
    return (struct str){to->text + at, sizeof to->text - at};
}

static void put_hundredths(struct buf *out, int64_t n) {
    struct digits digits;
    buf_add(out, hundredths(&digits, n));
}

static void put_range(struct buf *out, struct risk_range range) {
    buf_add_char(out, ',');
    put_hundredths(out, range.low);
    buf_add_char(out, ',');
    put_hundredths(out, range.high);
}

static void put_score(struct buf *out, const struct risk_score *s) {
    buf_printf(out, "%.*s,,,,,,", STR_ARG(s->region));
    if (s->said) {
        buf_add_char(out, ',');
        put_hundredths(out, s->score);
        buf_printf(out, ",%.*s,%zu,", STR_ARG(publication_class_name(s->class)), s->rank);
    } else {
        buf_add_c(out, ",,,,");
    }
    put_hundredths(out, s->known);
    if (s->best) {
        put_range(out, s->range);
        buf_printf(out, ",%zu,%zu\r\n", s->best, s->worst);
    } else {
        buf_add_c(out, ",,,,\r\n");
    }
}

static void put_part(struct buf *out, struct str region, const struct risk_indicator *of,
                     const struct risk_part *part) {
    buf_printf(out, "%.*s,%.*s,", STR_ARG(region), STR_ARG(of->id));
    if (part->raw.gap) {
        buf_printf(out, ",%.*s,,", STR_ARG(publication_gap_name(part->raw.gap)));
    } else {
        buf_printf(out, "%.6f,,", part->rate);
        put_hundredths(out, part->scaled);
        buf_add_char(out, ',');
    }
    put_hundredths(out, part->weight);
    buf_add_char(out, ',');
    put_hundredths(out, part->contribution);
    buf_add_c(out, ",,,,");
    if (part->raw.gap)
        buf_add_c(out, ",,");
    else
        put_range(out, part->range);
    buf_add_c(out, ",,\r\n");
}

void publication_risk_csv(struct buf *out, const struct publication_risk *risk) {
    buf_add_c(out, "region,indicator,value,gap,scaled,weight,contribution,score,class,rank,known,"
                   "low,high,rank_best,rank_worst\r\n");
    for (size_t r = 0; r < risk->scores.count; r++) {
        const struct risk_score *s = &risk->scores.list[r];
        put_score(out, s);
        for (size_t i = 0; s->parts && i < risk->index->indicator_count; i++)
            put_part(out, s->region, &risk->index->indicators[i], &s->parts[i]);
    }
}

static void json_hundredths(struct json *j, const char *key, int64_t n) {
    struct digits digits;
    json_key(j, key);
    json_add_raw(j, hundredths(&digits, n));
}

static void json_null_or(struct json *j, const char *key, bool known, int64_t n) {
    if (known) {
        json_hundredths(j, key, n);
        return;
    }
    json_key(j, key);
    json_add_null(j);
}

static void json_part(struct json *j, const struct risk_indicator *of,
                      const struct risk_part *part) {
    bool known = !part->raw.gap;
    json_open_object(j);
    json_put_str(j, "indicator", of->id);
    json_put_str(j, "from", of->table ? of->table->id : risk_origin_name(of->origin));
    json_null_or(j, "value", known, risk_hundredths(part->rate));
    json_put_str(j, "gap", publication_gap_name(part->raw.gap));
    json_null_or(j, "scaled", known, part->scaled);
    json_null_or(j, "low", known, part->range.low);
    json_null_or(j, "high", known, part->range.high);
    json_hundredths(j, "weight", part->weight);
    json_hundredths(j, "contribution", part->contribution);
    json_close_object(j);
}

static void json_region(struct json *j, const struct publication_risk *risk,
                        const struct risk_score *s) {
    json_open_object(j);
    json_put_str(j, "region", s->region);
    json_null_or(j, "score", s->said, s->score);
    json_put_str(j, "class", publication_class_name(s->class));
    json_put_int(j, "rank", (int64_t)s->rank);
    json_null_or(j, "low", s->best, s->range.low);
    json_null_or(j, "high", s->best, s->range.high);
    json_put_int(j, "rank_best", (int64_t)s->best);
    json_put_int(j, "rank_worst", (int64_t)s->worst);
    json_hundredths(j, "known", s->known);
    json_key(j, "parts");
    json_open_array(j);
    for (size_t i = 0; s->parts && i < risk->index->indicator_count; i++)
        json_part(j, &risk->index->indicators[i], &s->parts[i]);
    json_close_array(j);
    json_close_object(j);
}

void publication_risk_json(struct buf *out, const struct publication_risk *risk) {
    enum { ROOM = 16 };
    struct json j;
    struct civil day = date_to_civil(risk->as_of);
    struct buf as_of = {0};
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "id", risk->table ? risk->table->id : risk->index->id);
    json_put_str(&j, "law", risk->law);
    json_key(&j, "as_of");
    buf_init(&as_of, ROOM);
    buf_printf(&as_of, "%04d-%02d-%02d", day.year, day.month, day.day);
    json_add_str(&j, buf_str(&as_of));
    buf_done(&as_of);
    json_put_bool(&j, "tried", risk->tried);
    json_key(&j, "weighed");
    if (risk->weighed < 0)
        json_add_null(&j);
    else
        json_add_int(&j, risk->weighed);
    json_key(&j, "regions");
    json_open_array(&j);
    for (size_t r = 0; r < risk->scores.count; r++)
        json_region(&j, risk, &risk->scores.list[r]);
    json_close_array(&j);
    json_close_object(&j);
}
