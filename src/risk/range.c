#include "risk/range.h"

#include <math.h>
#include <stdlib.h>

/* Who pledged is a share of all who were asked, whatever chance does. */
static bool is_sampled_share(enum risk_origin origin) {
    return risk_is_share(origin) && origin != RISK_UNPLEDGED_SHARE;
}

static struct risk_interval share_of(struct risk_raw raw) {
    enum { PERCENT = 100 };
    int64_t part = llround(raw.value * (double)raw.whole / PERCENT);
    part = part < 0 ? 0 : part > raw.whole ? raw.whole : part;
    struct risk_interval share = risk_wilson(part, raw.whole);
    return (struct risk_interval){share.low * PERCENT, share.high * PERCENT};
}

struct risk_interval risk_interval_of(enum risk_origin origin, struct risk_raw raw) {
    struct risk_interval limits = {raw.value, raw.value};
    if (!isfinite(raw.value) || raw.value < 0)
        return limits; /* refused by risk_score */
    if (is_sampled_share(origin) && raw.whole > 0)
        limits = share_of(raw);
    else if (risk_is_count(origin))
        limits = risk_byar(raw.value);
    return (struct risk_interval){fmin(limits.low, raw.value), fmax(limits.high, raw.value)};
}

static int ascending(const void *left, const void *right) {
    int64_t x = *(const int64_t *)left, y = *(const int64_t *)right;
    return (x > y) - (x < y);
}

/* How many of them, which ascend, lie above x. */
static size_t above(const int64_t *list, size_t count, int64_t x) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle] > x)
            high = middle;
        else
            low = middle + 1;
    }
    return count - low;
}

void risk_rank_ranges(struct risk_score *list, size_t count) {
    int64_t lows[RISK_REGIONS], highs[RISK_REGIONS];
    size_t said = 0;
    for (size_t i = 0; i < count; i++) {
        if (!list[i].said)
            continue;
        lows[said] = list[i].range.low;
        highs[said++] = list[i].range.high;
    }
    qsort(lows, said, sizeof *lows, ascending);
    qsort(highs, said, sizeof *highs, ascending);
    for (size_t i = 0; i < count; i++) {
        const struct risk_range range = list[i].range;
        if (!list[i].said)
            continue;
        list[i].best = 1 + above(lows, said, range.high);
        /* Its own high limit is among those, unless it has no range. */
        list[i].worst = 1 + above(highs, said, range.low) - (range.high > range.low);
    }
}
