#ifndef RISK_SCORE_H
#define RISK_SCORE_H
/* The arithmetic of an index. Pure. */
#include "risk/limits.h"
#include "risk/risk.h"

enum risk_gap {
    RISK_KNOWN,
    RISK_NO_VALUE, /* nobody gave one */
    RISK_HIDDEN,   /* a count under 5, or one that would tell it */
    RISK_NO_STAFF, /* nothing to divide by: no number of staff, nobody asked to pledge, or 0 */
    RISK_NO_CASE   /* a share of nothing: no case to take it of */
};
struct risk_raw {
    double value; /* 0 unless known */
    enum risk_gap gap;
    int64_t whole; /* of a share: of how many it is, by which it has a range; 0: it is exact */
};
/* Raw values, regions x indicators, row by row; regions ascend, each once. Of tables fill nothing:
 * risk_score looks them up. */
struct risk_input {
    const struct str *regions;
    size_t count;
    const struct risk_raw *values;
    const int64_t
        *asked; /* by region: whom published rounds ask to pledge; NULL: nobody, anywhere */
};
struct risk_part { /* of one indicator, in one region */
    struct risk_raw raw;
    double rate;                 /* raw, or per 1,000 staff */
    struct risk_interval limits; /* of the rate (range.h); twice the rate where it is exact */
    int64_t scaled;              /* hundredths, 0..RISK_WHOLE */
    struct risk_range range;     /* of scaled: at those limits */
    int64_t weight;              /* hundredths of a percent of the score; 0: left out */
    int64_t contribution;        /* hundredths */
};
enum risk_class { RISK_NONE, RISK_LOW, RISK_MEDIUM, RISK_HIGH };
struct risk_score {
    struct str region;
    bool said;                     /* false: too little is known; the rest is 0 */
    int64_t score, known;          /* hundredths; known: share of the weights that had a value */
    struct risk_range range;       /* of the score (range.h); low <= score <= high */
    enum risk_class class;         /* RISK_NONE: not said, or the index has no cut-offs */
    size_t rank;                   /* 1 is the highest; equal scores share it; 0: not said */
    size_t best, worst;            /* ranks, where all scores lie in their ranges; 0: no range,
                                    * for it is not said, or others published it */
    const struct risk_part *parts; /* by indicator */
};
struct risk_scores {
    const struct risk_score *list; /* in the order of the input */
    size_t count, said;
};
/* Errors: ERR_INVALID "value": one is not finite, or negative; "region": they do not ascend, or are
 * more than RISK_REGIONS; "weights": they add up to nothing. Owns: lives in a. */
struct err risk_score(struct arena *a, const struct risk_index *index,
                      const struct risk_input *input, struct risk_scores *ret) MUST_CHECK;
enum risk_class risk_class_of(struct risk_cuts cuts, int64_t score);
/* A published table as scores: no parts. Regions that it does not name are not said. */
struct risk_scores risk_table_scores(struct arena *a, const struct risk_table *table,
                                     const struct str *regions, size_t count);
/* The row of a region, or NULL. */
const struct risk_value *risk_table_find(const struct risk_table *table, struct str region);
/* What an indicator's count is held against, in a region of the input; 0: nothing. */
double risk_staff_of(const struct risk_indicator *of, const struct risk_input *input,
                     size_t region);
/* Half away from zero, as by hand; x is finite and within +-9e13. */
int64_t risk_hundredths(double x);
/* Whether x has at most two decimals, as read from text. */
bool risk_is_hundredths(double x);
#endif
