#ifndef RISK_COMPOSE_H
#define RISK_COMPOSE_H
/* An index as a person puts it together in a form: texts, as they were typed, become the same value
 * that its file gives (read.h), or each fault beside its field, all at once. What may be chosen:
 * dimensions, which indicator of the index's file stands in which, scales, cut-offs, and the
 * periods (of tables, and of warnings). What an indicator is counted from stays the file's. Pure.
 */
#include "risk/read.h"

enum {
    RISK_COMPOSE_NAME = 80, /* characters of a dimension's name: a column's head on a phone */
    RISK_COMPOSE_DAYS = 365,
    RISK_SLIPS = 64
};
#define RISK_OFF "-" /* in place of a dimension: the indicator is not used */
#define RISK_STAFF_NONE "-"

struct risk_draft_dimension { /* fields k-N (id, hidden), n-N, e-N, w-N; N its place */
    struct str id, name_id, name_en, weight;
};
struct risk_draft_part { /* of the indicator ID: di-ID, bo-ID, sk-ID, pe-ID, ta-ID, tu-ID */
    struct str dimension, weight, scale, staff, table;
    bool falls;
};
struct risk_draft {
    struct str medium, high, least_known, days; /* fields rawan, tinggi, data, hari */
    struct risk_draft_dimension dimensions[RISK_DIMENSIONS];
    size_t dimension_count;
    struct risk_draft_part parts[RISK_INDICATORS]; /* in the order of the file's indicators */
};
enum risk_slip_kind {
    RISK_SLIP_NO_NUMBER,
    RISK_SLIP_NEGATIVE,
    RISK_SLIP_LARGE,  /* above 100 */
    RISK_SLIP_DIGITS, /* more than two behind the point */
    RISK_SLIP_DAYS,   /* not 1 to RISK_COMPOSE_DAYS */
    RISK_SLIP_EMPTY,
    RISK_SLIP_LONG,
    RISK_SLIP_DOUBLE,
    RISK_SLIP_SIGN,           /* a sign that nobody sees: line ends, controls, turned writing */
    RISK_SLIP_NO_INDICATOR,   /* a dimension without one */
    RISK_SLIP_NO_DIMENSION,   /* an indicator in none, and not off */
    RISK_SLIP_NONE,           /* no dimension at all */
    RISK_SLIP_SUM_DIMENSIONS, /* sum: of their weights, not 100.00 */
    RISK_SLIP_SUM_INDICATORS, /* sum: of those within a dimension */
    RISK_SLIP_CUT_MISSING,    /* one cut-off without the other */
    RISK_SLIP_CUT_ORDER,      /* high is not above medium */
    RISK_SLIP_CUT_ZERO,       /* medium begins at 0: nothing would be low */
    RISK_SLIP_CHOICE,         /* a choice that the form does not have */
    RISK_SLIP_SHARE_STAFF,    /* a share, or the calendar, per 1,000 */
    RISK_SLIP_AS_IS_COUNT,    /* what has no upper end, as it is */
    RISK_SLIP_AS_IS_LARGE,    /* a table with more than 100, as it is */
    RISK_SLIP_COUNT
};
struct risk_slip {
    struct str field; /* its name in the form */
    enum risk_slip_kind kind;
    int64_t sum; /* hundredths */
};
struct risk_slips { /* in the order of the form, at most RISK_SLIPS */
    struct risk_slip list[RISK_SLIPS];
    size_t count;
};
/* A percentage or weight as it was typed, in hundredths; false: *ret_kind says why not. */
bool risk_percent_read(struct str text, int64_t *ret, enum risk_slip_kind *ret_kind) MUST_CHECK;
/* The name of a field: 'kind' and the place, or the id: "w-0", "di-lewat". */
struct str risk_field(struct arena *a, const char *kind, size_t place);
struct str risk_field_of(struct arena *a, const char *kind, struct str id);
/* What the form shows of an index whose parts are of the file's; an indicator that it does not have
 * is off, with what the file says of it. Owns: lives in a. */
struct risk_draft risk_draft_of(struct arena *a, const struct risk_index *file,
                                const struct risk_index *index);
/* An id that no dimension of the draft has. Owns: in a. */
struct str risk_draft_id(struct arena *a, const struct risk_draft *draft);
/* Whether the draft can have another dimension with this id. */
bool risk_draft_takes(const struct risk_draft *draft, struct str id);
/* Whether the index is made of indicators of the file alone, each counted from the same. */
bool risk_is_made_of(const struct risk_index *file, const struct risk_index *index);
/* file: whose label, source and indicators these are. Errors: ERR_INVALID "index" (ret_slips says
 * why). Owns: *ret lives in a, in file and in rules. */
struct risk_composing {
    const struct risk_rules *rules;
    const struct risk_index *file;
    const struct risk_draft *draft;
};
struct err risk_compose(struct arena *a, const struct risk_composing *of, struct risk_index *ret,
                        struct risk_slips *ret_slips) MUST_CHECK;
#endif
