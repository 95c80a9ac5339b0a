#ifndef WEB_PAGES_SPREAD_H
#define WEB_PAGES_SPREAD_H
/* How the signatures of a round lie over grades and over time. */
#include "base/base.h"

struct web_share { /* a part of a whole, as a bar; numbers stand beside it */
    int64_t part, whole;
};
struct web_grade_row {
    struct str grade; /* "III/b", "PPPK IX"; empty: all others */
    struct web_share signed_;
    int64_t left, percent;
};
struct web_time_row {
    struct date from; /* a day, or the Monday of a week */
    int64_t more;     /* signed in it */
    struct web_share signed_;
    int64_t percent; /* by its end, of the people of today */
};
struct web_spread {
    const struct web_grade_row *grades;
    size_t grade_count; /* 0: the roster says none */
    bool small;         /* grades of a few people stand with the others */
    const struct web_time_row *times;
    size_t time_count;
    bool weekly;
};
#endif
