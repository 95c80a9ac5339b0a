#ifndef RISK_RISK_H
#define RISK_RISK_H
/* The index of risk: what it is made of, as data, and its arithmetic, which anybody can do again
 * with a pencil. After Bawaslu's Indeks Kerawanan Pemilu: indicators make dimensions, dimensions
 * times weights make the score (docs/risk.md has a worked example, docs/adr/0045 the reasons).
 *
 *     raw value -> per 1,000 staff -> scaled to 0..100 -> rounded -> x weight -> rounded -> added
 *
 * Each published number is rounded before the next one is made of it, so that the published parts
 * of a score add up to it to the last digit. Numbers in hundredths are whole: 8.65 is 865. Pure.
 * Reading order: this page, score.h (the arithmetic), read.h (files), limits.h (when a count says
 * nothing). */
#include "law/law.h"

enum {
    RISK_WHOLE = 10000,   /* 100.00: the highest score, the sum of weights */
    RISK_DIMENSIONS = 8,  /* of an index */
    RISK_INDICATORS = 32, /* of an index, all dimensions together */
    RISK_REGIONS = 600,   /* rows of a table: 38 provinces and 514 regencies and cities fit */
};
enum risk_level { RISK_PROVINCE, RISK_REGENCY };
/* What an indicator's raw value is. From RISK_TABLE on it is counted by this installation, out of
 * published figures alone (invariant I9), so that no score tells what a table hides. */
enum risk_origin {
    RISK_TABLE,           /* imported: a table of rules/risk */
    RISK_RECEIVED,        /* reports received */
    RISK_OPEN,            /* somebody must act */
    RISK_DECIDED,         /* a sanction, or no breach */
    RISK_LATE,            /* a deadline has passed */
    RISK_OPEN_SHARE,      /* open of received, percent */
    RISK_LATE_SHARE,      /* late of open, percent */
    RISK_STALLED_SHARE,   /* of open recommendations, past a deadline and without a step for more
                           * than 30 days; percent */
    RISK_UNPLEDGED_SHARE, /* of those asked in rounds that are published, has not pledged; percent
                           */
    RISK_CALENDAR,        /* how near the next critical stage is, 0 to 100: alike in one contest */
    RISK_ORIGIN_COUNT
};
enum risk_scale {
    RISK_AS_IS,   /* 0..100 already: a share in percent, a published score */
    RISK_MAX,     /* 100 x / largest */
    RISK_MIN_MAX, /* 100 (x - least) / (largest - least) */
    RISK_Z,       /* 50 + 10 z, cut at 0 and 100; z by the deviation of all that are compared */
    RISK_SCALE_COUNT
};
enum risk_missing {
    RISK_LEAVE_OUT, /* the weights of what is known are stretched to the whole */
    RISK_AS_LEAST   /* 0: what nobody named in a list that names all */
};
/* Where figures come from: said on the page beside them. */
struct risk_source {
    struct law_text text;
    struct str address; /* https; empty: a letter, a book */
    enum law_confidence confidence;
};
struct risk_cuts { /* scores in hundredths from which a class begins; has false: no classes */
    bool has;
    int64_t medium, high;
};
struct risk_value {
    struct str region;
    double value;
};
/* Figures of others, as they were published, or a number of staff. */
struct risk_table {
    struct str id;
    struct law_text label, note; /* note may be empty */
    enum risk_level level;
    struct date from, to; /* the period that it tells of */
    bool published;       /* a whole index, shown beside ours */
    struct risk_source source;
    struct risk_cuts cuts;
    const struct risk_value *list; /* by region */
    size_t count;
    struct str file;
};
struct risk_indicator {
    struct str id;
    struct law_text label;
    enum risk_origin origin;
    const struct risk_table *table; /* of RISK_TABLE */
    const struct risk_table *staff; /* not NULL: per 1,000 of these */
    bool per_asked;                 /* per 1,000 of those whom published rounds ask to pledge */
    enum risk_scale scale;
    bool falls; /* more is better: 100 less the scaled value */
    enum risk_missing missing;
    size_t dimension;
    int64_t weight; /* within its dimension, hundredths of a percent */
};
struct risk_dimension {
    struct str id;
    struct law_text label;
    int64_t weight; /* of the index, hundredths of a percent */
};
struct risk_warn { /* when the index warns (warn.h); has false: never */
    bool has;
    int64_t days;     /* calendar days before a stage begins */
    int64_t late;     /* least published number of late cases */
    int64_t coverage; /* percent of pledges below which one warns; 0: never */
};
struct risk_index {
    struct str id;
    struct law_text label, note;
    enum risk_level level;
    struct risk_source source; /* of the method */
    struct risk_cuts cuts;
    struct risk_warn warn;
    int64_t least_known; /* share of the weights below which nothing is said of a region */
    const struct risk_dimension *dimensions;
    size_t dimension_count;
    const struct risk_indicator *indicators; /* those of a dimension stand together */
    size_t indicator_count;
    struct str file;
};
/* A part of something that is counted, in percent. */
bool risk_is_share(enum risk_origin origin);
/* A number of cases, which means nothing without what it is held against. */
bool risk_is_count(enum risk_origin origin);
/* Why an indicator's parts do not go together, the first reason. */
enum risk_misfit {
    RISK_FITS,
    RISK_PROVINCE_COUNT, /* cases are counted by regency, this index is of provinces */
    RISK_SHARE_STAFF,    /* a share per 1,000 staff */
    RISK_CALENDAR_STAFF,
    RISK_AS_IS_COUNT, /* what has no upper end, as it is */
    RISK_AS_IS_LARGE, /* its table holds more than 100 */
    RISK_LEAST_COUNT, /* a count that is hidden as 0 */
};
enum risk_misfit risk_indicator_misfit(const struct risk_indicator *i, enum risk_level level);
/* Other weights than the definition's, one for each dimension and indicator in order. */
struct risk_weights {
    const int64_t *dimensions, *indicators;
};
/* Whether weights (NULL: the index's own) do not add up: *ret_dimension is that of the indicators
 * that do not, dimension_count when the dimensions do not; *ret_sum: what they add up to. */
bool risk_weights_off(const struct risk_index *index, const struct risk_weights *weights,
                      size_t *ret_dimension, int64_t *ret_sum);
/* A copy with other weights, as a person tries them. Errors: ERR_INVALID "weights": they do not add
 * up, or one is below 0. Owns: lives in a, sharing all else with index. */
struct err risk_reweigh(struct arena *a, const struct risk_index *index,
                        const struct risk_weights *weights, struct risk_index *ret) MUST_CHECK;
#endif
