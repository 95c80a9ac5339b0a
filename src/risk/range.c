#include "risk/range.h"

#include <math.h>

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

void risk_rank_ranges(struct risk_score *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct risk_score *of = &list[i];
        if (!of->said)
            continue;
        of->best = of->worst = 1;
        for (size_t k = 0; k < count; k++) {
            of->best += list[k].said && list[k].range.low > of->range.high;
            of->worst += k != i && list[k].said && list[k].range.high > of->range.low;
        }
    }
}
