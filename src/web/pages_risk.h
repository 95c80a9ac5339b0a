#ifndef WEB_PAGES_RISK_H
#define WEB_PAGES_RISK_H
/* View of the map of risk: an index, or a table that others published, and one region's score taken
 * apart. Scores, weights and shares are in hundredths. */
#include "web/pages_open.h"
#include "web/pages_weighed.h"

enum web_risk_class { WEB_RISK_NONE, WEB_RISK_LOW, WEB_RISK_MEDIUM, WEB_RISK_HIGH };
enum web_risk_gap {
    WEB_RISK_KNOWN,
    WEB_RISK_NO_VALUE,
    WEB_RISK_HIDDEN,
    WEB_RISK_NO_STAFF,
    WEB_RISK_NO_CASE
};
struct web_risk_choice { /* an index or table that can be shown */
    struct str id, label;
    bool chosen;
};
struct web_risk_row {
    struct str code, name;
    struct str href; /* of this page with the region taken apart */
    struct str abbr; /* of its tile; empty: it has none */
    int col, row;
    struct web_shape shape;
    bool said; /* false: too little is known; score, rank and class are nothing then */
    int64_t score, low, high, known; /* low, high: where it lies (risk/range.h) */
    enum web_risk_class class;
    int64_t rank, best, worst, usual_rank; /* best: 0, no range; usual: by the index in use */
    const struct web_risk_other *others;   /* one for each column */
    size_t other_count;
};
struct web_risk_other { /* what a published table says of the same region */
    struct str label;   /* of its column */
    bool said;
    int64_t score;
};
struct web_risk_column { /* a published table, beside ours */
    struct str label;
};
struct web_risk_above { /* what a published table says of the whole province */
    struct str label, href;
    int64_t score;
};
struct web_risk_province { /* of the nation: leads to its regions */
    struct str name, href;
    int64_t said, high, best; /* regions that are judged; high ones; the highest score */
};
/* Whether a count per staff lies within what chance gives (risk/limits.h). */
enum web_risk_funnel { WEB_RISK_FUNNEL_NONE, WEB_RISK_INSIDE, WEB_RISK_BELOW, WEB_RISK_ABOVE };
struct web_risk_part {
    struct str label, dimension;
    enum web_risk_gap gap;
    bool share, per_staff; /* value is percent; per 1,000 staff */
    bool per_asked;        /* per 1,000 of those whom rounds of pledges ask */
    bool as_least;         /* a gap counts as 0: the list names all who have any */
    bool of_rounds;        /* a gap means that no such round is published */
    bool has_range;        /* low, high: where the share lies at 95 % */
    int64_t value, low, high;
    enum web_risk_funnel funnel;
    int64_t least, most; /* counts between which chance alone lies */
    int64_t scaled, scaled_low, scaled_high, weight, contribution; /* low, high: as of the row */
    struct str source, address; /* where it can be looked up: a text; and a page, ours or https */
};
enum web_weight_fault {
    WEB_WEIGHT_GOOD,
    WEB_WEIGHT_NO_NUMBER,
    WEB_WEIGHT_NEGATIVE,
    WEB_WEIGHT_LARGE, /* above 100 */
    WEB_WEIGHT_DIGITS /* more than two behind the point */
};
struct web_risk_weight { /* a field of the trial */
    struct str name, label;
    struct str value;  /* "60", "33.5", or what was typed */
    bool of_dimension; /* its indicators follow */
    enum web_weight_fault fault;
    bool off; /* of a dimension: its indicators add up to sum, not to 100.00 */
    int64_t sum;
};
enum web_risk_reason {
    WEB_RISK_MANY_LATE,
    WEB_RISK_HIGH_SCORE,
    WEB_RISK_SILENCE,
    WEB_RISK_LOW_COVERAGE /* count: percent */
};
struct web_stages { /* of the election: today's, and the one that begins next */
    bool has_now, has_next, one_day;
    struct law_text now, next;
    struct date from, to; /* of the next; one_day: they are the same */
    int64_t days;         /* until it begins */
};
struct web_risk_warning {
    struct str name, href;
    enum web_risk_reason reason;
    int64_t count;
    struct str acts; /* that are asked for and not recorded, "; " between; said once a region */
};
struct web_risk {
    struct str id, label, note;
    struct str source, source_address; /* of the method, or of the published figures */
    bool published;                    /* a table of others: nothing to take apart or to try */
    bool doubtful;                     /* its source is not of high confidence */
    struct date as_of;                 /* of ours: today; of a table: the end of its period */
    bool has_cuts, tried, has_tiles;
    int64_t medium, high, least_known;
    const struct web_risk_choice *choices;
    size_t choice_count;
    const struct web_risk_row *rows; /* by rank, then those of which nothing is said */
    size_t row_count;
    struct web_shapes shapes;
    int64_t said;     /* how many of them are judged */
    bool nation;      /* the store is the nation's, and regencies and cities are compared: */
    int64_t compared; /* so many, whatever rows there are */
    struct str province, province_name; /* whose rows these are; empty: the nation's highest ones */
    const struct web_risk_province *provinces; /* while none is chosen */
    size_t province_count;
    const struct web_risk_column *columns; /* of an index */
    size_t column_count;
    const struct web_risk_above *aboves; /* of an index, of one province */
    size_t above_count;
    const struct web_risk_row *chosen; /* NULL: no region is taken apart */
    const struct web_risk_part *parts; /* of it; none of a table */
    size_t part_count;
    const struct web_risk_warning *warnings;
    size_t warning_count;
    struct web_stages stages;
    const struct web_risk_weight *weights;
    size_t weight_count;
    bool bad, whole_off;   /* weights that were typed do not hold; dimensions do not add up */
    int64_t whole_sum;     /* what they add up to instead of 100.00 */
    bool weighed;          /* those in use were published from a form: */
    int64_t weighed_index; /* the event */
    struct instant weighed_at;
    bool desk, may_publish;  /* A4, where they are published */
    bool done, changed;      /* just now; another was published since the trial was looked at */
    struct web_input reason; /* of the trial that is published */
    struct str boundaries;   /* of the desk: a file of them that cannot be read; empty: none */
    int64_t seen;            /* publication in use; -1: none */
    const struct web_risk_weighed *history; /* newest first; of the desk alone */
    size_t history_count;
    enum web_risk_unfit unfit; /* of the newest publication; of the desk alone */
    int64_t unfit_index;
    struct instant unfit_at;
    struct str csv, json, yaml; /* addresses: open data beside it; yaml: the index as a file */
    struct str usual;           /* without the tried weights */
    struct str law;             /* hex */
};
/* Tiles of the rows that have one; each links to its region taken apart. */
void web_svg_risk(struct buf *out, const struct web_risk *risk, bool english);
#endif
