#include "risk/limits.h"

#include <math.h>

/* The two-sided 95 % of a normal distribution. */
static const double Z = 1.959963984540054;
static const double TAIL = 0.025;

/* Beyond this many the normal distribution differs by less than one count in its rounding, and the
 * sum would take longer. */
enum { SUMMED_MAX = 20000 };

struct risk_range risk_poisson(double expected) {
    struct risk_range range = {0, 0};
    if (expected <= 0)
        return range;
    if (expected > SUMMED_MAX) {
        double half = Z * sqrt(expected);
        return (struct risk_range){(int64_t)floor(expected - half), (int64_t)ceil(expected + half)};
    }
    /* Terms by their logarithms: exp(-expected) is 0 from 746 on. */
    double log_term = -expected, sum = exp(log_term);
    bool low_found = sum > TAIL;
    for (int64_t k = 1; sum < 1 - TAIL; k++) {
        log_term += log(expected / (double)k);
        sum += exp(log_term);
        if (!low_found && sum > TAIL) {
            range.low = k;
            low_found = true;
        }
        range.high = k;
    }
    return range;
}

struct risk_interval risk_wilson(int64_t k, int64_t n) {
    if (n <= 0)
        return (struct risk_interval){0, 1};
    double size = (double)n, p = (double)k / size, zz = Z * Z;
    double middle = (p + zz / (2 * size)) / (1 + zz / size);
    double half = Z / (1 + zz / size) * sqrt(p * (1 - p) / size + zz / (4 * size * size));
    /* At both ends the formula gives 0 and 1 but for rounding. */
    return (struct risk_interval){k == 0 ? 0 : middle - half, k == n ? 1 : middle + half};
}

struct risk_interval risk_byar(double count) {
    double above = count + 1, high = 1 - 1 / (9 * above) + Z / (3 * sqrt(above));
    double low = count > 0 ? 1 - 1 / (9 * count) - Z / (3 * sqrt(count)) : 0;
    low = fmax(low, 0); /* of less than one case the formula goes below it */
    return (struct risk_interval){count * low * low * low, above * high * high * high};
}

void risk_funnel_place(struct risk_funnel_row *rows, size_t count) {
    double cases = 0, staff = 0;
    for (size_t i = 0; i < count; i++) {
        rows[i].known = rows[i].known && rows[i].staff > 0 && rows[i].count >= 0;
        cases += rows[i].known ? (double)rows[i].count : 0;
        staff += rows[i].known ? (double)rows[i].staff : 0;
    }
    for (size_t i = 0; i < count; i++) {
        struct risk_funnel_row *row = &rows[i];
        row->where = RISK_FUNNEL_UNKNOWN;
        if (!row->known || cases <= 0)
            continue;
        row->expected = fmin(cases * ((double)row->staff / staff), RISK_EXPECTED_MAX);
        row->range = risk_poisson(row->expected);
        row->where = row->count < row->range.low    ? RISK_FUNNEL_BELOW
                     : row->count > row->range.high ? RISK_FUNNEL_ABOVE
                                                    : RISK_FUNNEL_INSIDE;
    }
}
