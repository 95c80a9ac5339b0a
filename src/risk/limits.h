#ifndef RISK_LIMITS_H
#define RISK_LIMITS_H
/* When a count says something. Few reports are not few breaches, and a small office has none or two
 * by chance: a region is only called different when its count lies outside of what the average
 * would give it (a funnel: D. Spiegelhalter, "Funnel plots for comparing institutional
 * performance", Statistics in Medicine 24, 2005). Pure. */
#include "base/base.h"

enum risk_funnel {
    RISK_FUNNEL_UNKNOWN, /* no staff, no count, or nobody reported anywhere */
    RISK_FUNNEL_INSIDE,  /* the count says nothing: chance alone would do it */
    RISK_FUNNEL_BELOW,   /* fewer reports than chance would give: silence, not peace */
    RISK_FUNNEL_ABOVE
};
/* Least and largest count that chance alone gives at 95 %, of an expected one: the quantiles at
 * 2.5 % and 97.5 % of a Poisson distribution. expected: finite, 0 to RISK_EXPECTED_MAX. */
enum { RISK_EXPECTED_MAX = 1000000 };
struct risk_range {
    int64_t low, high;
};
struct risk_range risk_poisson(double expected);
struct risk_interval {
    double low, high;
};
/* The interval of a share k of n at 95 % (E. B. Wilson, JASA 22, 1927), 0 to 1; all of it when n is
 * 0. 0 <= k <= n. */
struct risk_interval risk_wilson(int64_t k, int64_t n);
/* The interval of what a count is a sample of, at 95 %, after Byar (N. E. Breslow and N. E. Day,
 * Statistical Methods in Cancer Research II, IARC 82, 1987, p. 69): within 0.02 cases of the exact
 * one from one case on, and a pencil does it. count: finite, not negative; of 0 it is 0 to 3.67. */
struct risk_interval risk_byar(double count);

/* One region's count against its staff. */
struct risk_funnel_row {
    int64_t count, staff;
    bool known; /* false: hidden, or no number of staff */
    /* Results. */
    double expected;
    struct risk_range range;
    enum risk_funnel where;
};
/* Places each row against the rate of all known rows together. Hidden counts are in neither the
 * rate nor the rows that are placed. */
void risk_funnel_place(struct risk_funnel_row *rows, size_t count);
#endif
