#include "risk/score.h"

#include "risk/range.h"

#include <math.h>
#include <stdlib.h>

int64_t risk_hundredths(double x) {
    return (int64_t)round(x * 100);
}

bool risk_is_hundredths(double x) {
    static const double NEAR = 1e-6; /* 33.33 x 100 is not 3333 to the last bit */
    return fabs(x * 100 - (double)risk_hundredths(x)) < NEAR;
}

static int64_t divide_rounded(int64_t over, int64_t under) {
    return (2 * over + under) / (2 * under); /* both are not negative */
}

const struct risk_value *risk_table_find(const struct risk_table *table, struct str region) {
    size_t low = 0, high = table->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(table->list[middle].region, region);
        if (!order)
            return &table->list[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

enum risk_class risk_class_of(struct risk_cuts cuts, int64_t score) {
    if (!cuts.has)
        return RISK_NONE;
    return score >= cuts.high ? RISK_HIGH : score >= cuts.medium ? RISK_MEDIUM : RISK_LOW;
}

bool risk_is_share(enum risk_origin origin) {
    return origin == RISK_OPEN_SHARE || origin == RISK_LATE_SHARE || origin == RISK_STALLED_SHARE ||
           origin == RISK_UNPLEDGED_SHARE;
}

bool risk_is_count(enum risk_origin origin) {
    return origin == RISK_RECEIVED || origin == RISK_OPEN || origin == RISK_DECIDED ||
           origin == RISK_LATE;
}

static bool has_more_than_100(const struct risk_table *table) {
    for (size_t i = 0; i < table->count; i++)
        if (table->list[i].value > 100)
            return true;
    return false;
}

enum risk_misfit risk_indicator_misfit(const struct risk_indicator *i, enum risk_level level) {
    bool table = i->origin == RISK_TABLE, staff = i->staff || i->per_asked;
    if (!table && level == RISK_PROVINCE)
        return RISK_PROVINCE_COUNT;
    if (risk_is_share(i->origin) && staff)
        return RISK_SHARE_STAFF;
    if (i->origin == RISK_CALENDAR && staff)
        return RISK_CALENDAR_STAFF;
    if (i->scale == RISK_AS_IS && (staff || risk_is_count(i->origin)))
        return RISK_AS_IS_COUNT;
    if (i->scale == RISK_AS_IS && i->table && has_more_than_100(i->table))
        return RISK_AS_IS_LARGE;
    return !table && i->missing == RISK_AS_LEAST ? RISK_LEAST_COUNT : RISK_FITS;
}

/* --- weights --- */

bool risk_weights_off(const struct risk_index *index, const struct risk_weights *weights,
                      size_t *ret_dimension, int64_t *ret_sum) {
    int64_t whole = 0, sums[RISK_DIMENSIONS] = {0};
    for (size_t i = 0; i < index->indicator_count; i++)
        sums[index->indicators[i].dimension] +=
            weights ? weights->indicators[i] : index->indicators[i].weight;
    for (size_t d = 0; d < index->dimension_count; d++) {
        whole += weights ? weights->dimensions[d] : index->dimensions[d].weight;
        if (sums[d] == RISK_WHOLE)
            continue;
        *ret_dimension = d;
        *ret_sum = sums[d];
        return true;
    }
    *ret_dimension = index->dimension_count;
    *ret_sum = whole;
    return whole != RISK_WHOLE;
}

struct err risk_reweigh(struct arena *a, const struct risk_index *index,
                        const struct risk_weights *weights, struct risk_index *ret) {
    struct risk_dimension *dimensions = NEW(a, struct risk_dimension, index->dimension_count);
    struct risk_indicator *indicators = NEW(a, struct risk_indicator, index->indicator_count);
    struct risk_index changed = *index;
    bool good = true;
    size_t dimension;
    int64_t sum;
    for (size_t d = 0; d < index->dimension_count; d++) {
        dimensions[d] = index->dimensions[d];
        dimensions[d].weight = weights->dimensions[d];
        good &= weights->dimensions[d] >= 0 && weights->dimensions[d] <= RISK_WHOLE;
    }
    for (size_t i = 0; i < index->indicator_count; i++) {
        indicators[i] = index->indicators[i];
        indicators[i].weight = weights->indicators[i];
        good &= weights->indicators[i] >= 0 && weights->indicators[i] <= RISK_WHOLE;
    }
    changed.dimensions = dimensions;
    changed.indicators = indicators;
    if (!good || risk_weights_off(index, weights, &dimension, &sum))
        return ERR(ERR_INVALID, STR("weights"));
    *ret = changed;
    return OK;
}

/* --- raw values --- */

struct scoring {
    const struct risk_index *index;
    const struct risk_input *input;
    struct risk_part *parts; /* regions x indicators */
};

static struct risk_part *part_at(const struct scoring *s, size_t region, size_t indicator) {
    return &s->parts[region * s->index->indicator_count + indicator];
}

static struct risk_raw raw_of(const struct scoring *s, size_t region, size_t indicator) {
    const struct risk_indicator *of = &s->index->indicators[indicator];
    if (of->origin != RISK_TABLE)
        return s->input->values[region * s->index->indicator_count + indicator];
    const struct risk_value *row = risk_table_find(of->table, s->input->regions[region]);
    return row ? (struct risk_raw){.value = row->value} : (struct risk_raw){.gap = RISK_NO_VALUE};
}

double risk_staff_of(const struct risk_indicator *of, const struct risk_input *input,
                     size_t region) {
    if (of->per_asked)
        return input->asked ? (double)input->asked[region] : 0;
    const struct risk_value *row =
        of->staff ? risk_table_find(of->staff, input->regions[region]) : NULL;
    return row ? row->value : 0;
}

/* Per 1,000 staff where the indicator asks for it. */
static struct risk_part measure(const struct scoring *s, size_t region, size_t indicator) {
    enum { THOUSAND = 1000 };
    const struct risk_indicator *of = &s->index->indicators[indicator];
    struct risk_part part = {.raw = raw_of(s, region, indicator)};
    part.rate = part.raw.value;
    if (!part.raw.gap)
        part.limits = risk_interval_of(of->origin, part.raw);
    if (part.raw.gap || (!of->staff && !of->per_asked))
        return part;
    double staff = risk_staff_of(of, s->input, region);
    if (!(staff > 0))
        return (struct risk_part){.raw = {part.raw.value, RISK_NO_STAFF, 0}};
    part.rate = part.rate * THOUSAND / staff;
    part.limits.low = part.limits.low * THOUSAND / staff;
    part.limits.high = part.limits.high * THOUSAND / staff;
    return part;
}

static struct err measure_all(const struct scoring *s) {
    for (size_t r = 0; r < s->input->count; r++)
        for (size_t i = 0; i < s->index->indicator_count; i++) {
            struct risk_part part = measure(s, r, i);
            if (!isfinite(part.raw.value) || !isfinite(part.rate) || part.raw.value < 0)
                return ERR(ERR_INVALID, STR("value"));
            *part_at(s, r, i) = part;
        }
    return OK;
}

/* --- scales --- */

struct spread {
    size_t count;
    double least, largest, mean, deviation;
};

static struct spread spread_of(const struct scoring *s, size_t indicator) {
    struct spread of = {0};
    double squares = 0;
    for (size_t r = 0; r < s->input->count; r++) {
        const struct risk_part *part = part_at(s, r, indicator);
        if (part->raw.gap)
            continue;
        of.least = !of.count || part->rate < of.least ? part->rate : of.least;
        of.largest = !of.count || part->rate > of.largest ? part->rate : of.largest;
        of.count++;
        /* B. P. Welford, Technometrics 4, 1962: no difference of large sums. */
        double step = part->rate - of.mean;
        of.mean += step / (double)of.count;
        squares += step * (part->rate - of.mean);
    }
    of.deviation = of.count ? sqrt(squares / (double)of.count) : 0;
    return of;
}

/* Where all are alike nothing is told apart: 0 of min-max, the middle of z. */
static double scale(enum risk_scale how, double x, const struct spread *of) {
    enum { MIDDLE = 50, STEP = 10, ALL = 100 };
    switch (how) {
    case RISK_MAX:
        return of->largest > 0 ? ALL * (x / of->largest) : 0;
    case RISK_MIN_MAX:
        return of->largest > of->least ? ALL * ((x - of->least) / (of->largest - of->least)) : 0;
    case RISK_Z:
        return of->deviation > 0 ? MIDDLE + STEP * ((x - of->mean) / of->deviation) : MIDDLE;
    case RISK_AS_IS:
    case RISK_SCALE_COUNT:
        break;
    }
    return x;
}

/* Scaled and rounded, cut at both ends; where more is better, taken from the whole. */
static int64_t place(const struct risk_indicator *of, double rate, const struct spread *spread) {
    int64_t cut = risk_hundredths(fmin(fmax(scale(of->scale, rate, spread), 0), 100));
    return of->falls ? RISK_WHOLE - cut : cut;
}

static void scale_all(const struct scoring *s, size_t indicator) {
    const struct risk_indicator *of = &s->index->indicators[indicator];
    struct spread spread = spread_of(s, indicator);
    for (size_t r = 0; r < s->input->count; r++) {
        struct risk_part *part = part_at(s, r, indicator);
        if (part->raw.gap)
            continue;
        int64_t low = place(of, part->limits.low, &spread);
        int64_t high = place(of, part->limits.high, &spread);
        part->scaled = place(of, part->rate, &spread);
        part->range = of->falls ? (struct risk_range){high, low} : (struct risk_range){low, high};
    }
}

/* --- weights and sums --- */

/* The share of an indicator in the whole, as a product: dimension times indicator. */
static int64_t share_of(const struct risk_index *index, size_t indicator) {
    const struct risk_indicator *of = &index->indicators[indicator];
    return index->dimensions[of->dimension].weight * of->weight;
}

static bool counts(const struct risk_index *index, const struct risk_part *part, size_t indicator) {
    return !part->raw.gap || index->indicators[indicator].missing == RISK_AS_LEAST;
}

/* Hundredths of a percent that add up to the whole: each rounded down, then those that lost most
 * get one more, the first of equals first (largest remainder). Indicators that do not count get 0.
 */
static void weigh(const struct risk_index *index, struct risk_part *parts, int64_t known) {
    int64_t lost[RISK_INDICATORS], rest = RISK_WHOLE;
    for (size_t i = 0; i < index->indicator_count; i++) {
        int64_t share = counts(index, &parts[i], i) ? share_of(index, i) * RISK_WHOLE : 0;
        parts[i].weight = share / known;
        lost[i] = share % known;
        rest -= parts[i].weight;
    }
    for (; rest > 0; rest--) {
        size_t most = 0;
        for (size_t i = 1; i < index->indicator_count; i++)
            most = lost[i] > lost[most] ? i : most;
        parts[most].weight++;
        lost[most] = -1;
    }
}

static struct risk_score add_up(const struct scoring *s, size_t region, int64_t whole) {
    const struct risk_index *index = s->index;
    struct risk_part *parts = part_at(s, region, 0);
    struct risk_score score = {.region = s->input->regions[region], .parts = parts};
    int64_t known = 0;
    for (size_t i = 0; i < index->indicator_count; i++)
        known += counts(index, &parts[i], i) ? share_of(index, i) : 0;
    score.known = divide_rounded(known * RISK_WHOLE, whole);
    score.said = known > 0 && score.known >= index->least_known;
    if (!score.said)
        return score;
    weigh(index, parts, known);
    for (size_t i = 0; i < index->indicator_count; i++) {
        const struct risk_range range = parts[i].range;
        parts[i].contribution = divide_rounded(parts[i].weight * parts[i].scaled, RISK_WHOLE);
        score.score += parts[i].contribution;
        score.range.low += divide_rounded(parts[i].weight * range.low, RISK_WHOLE);
        score.range.high += divide_rounded(parts[i].weight * range.high, RISK_WHOLE);
    }
    score.class = risk_class_of(index->cuts, score.score);
    return score;
}

static int higher_first(const void *left, const void *right) {
    const struct risk_score *const *a = left, *const *b = right;
    int64_t x = (*a)->said ? (*a)->score : -1, y = (*b)->said ? (*b)->score : -1;
    return (x < y) - (x > y);
}

static void rank_all(struct arena *a, struct risk_score *list, struct risk_scores *ret) {
    struct risk_score **order = NEW(a, struct risk_score *, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++)
        order[i] = &list[i];
    if (ret->count)
        qsort(order, ret->count, sizeof(struct risk_score *), higher_first);
    for (size_t i = 0; i < ret->count && order[i]->said; i++) {
        bool equal = i && order[i]->score == order[i - 1]->score;
        order[i]->rank = equal ? order[i - 1]->rank : i + 1;
        ret->said++;
    }
    ret->list = list;
}

static bool regions_ascend(const struct risk_input *input) {
    for (size_t i = 1; i < input->count; i++)
        if (str_compare(input->regions[i - 1], input->regions[i]) >= 0)
            return false;
    return input->count <= RISK_REGIONS;
}

struct err risk_score(struct arena *a, const struct risk_index *index,
                      const struct risk_input *input, struct risk_scores *ret) {
    struct scoring s = {index, input,
                        NEW(a, struct risk_part, input->count * index->indicator_count + 1)};
    struct risk_scores scores = {.count = input->count};
    struct risk_score *list = NEW(a, struct risk_score, input->count + 1);
    int64_t whole = 0;
    for (size_t i = 0; i < index->indicator_count; i++)
        whole += share_of(index, i);
    if (whole <= 0)
        return ERR(ERR_INVALID, STR("weights"));
    if (!regions_ascend(input))
        return ERR(ERR_INVALID, STR("region"));
    struct err e = measure_all(&s);
    if (e.code)
        return e;
    for (size_t i = 0; i < index->indicator_count; i++)
        scale_all(&s, i);
    for (size_t r = 0; r < input->count; r++)
        list[r] = add_up(&s, r, whole);
    rank_all(a, list, &scores);
    risk_rank_ranges(list, scores.count);
    *ret = scores;
    return OK;
}

struct risk_scores risk_table_scores(struct arena *a, const struct risk_table *table,
                                     const struct str *regions, size_t count) {
    struct risk_scores scores = {.count = count};
    struct risk_score *list = NEW(a, struct risk_score, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct risk_value *row = risk_table_find(table, regions[i]);
        list[i].region = regions[i];
        if (!row)
            continue;
        list[i].said = true;
        list[i].known = RISK_WHOLE;
        list[i].score = risk_hundredths(row->value);
        list[i].class = risk_class_of(table->cuts, list[i].score);
    }
    rank_all(a, list, &scores);
    return scores;
}
