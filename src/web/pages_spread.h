#ifndef WEB_PAGES_SPREAD_H
#define WEB_PAGES_SPREAD_H
/* How the signatures of a round lie over grades and over time. */
#include "base/base.h"

struct web_share { /* a part of a whole, as a bar; numbers stand beside it */
    int64_t part, whole;
};
struct web_grade_row {
    struct str grade; /* "III/b", "PPPK IX", or that it is not known */
    struct web_share signed_;
    int64_t left, percent;
};
struct web_time_row {
    struct date from; /* a day, or the Monday of a week */
    struct date last; /* of several that are told as one: the last of them */
    bool joined;      /* ... and it is several */
    int64_t more;     /* signed in it */
    struct web_share signed_;
    int64_t percent; /* by its end, of the people of today */
};
struct web_spread {
    const struct web_grade_row *grades;
    size_t grade_count;
    struct web_grade_row grade_rest; /* of grades that are not told one by one; of nobody: none */
    bool by_grade;                   /* the roster says some */
    const struct web_time_row *times;
    size_t time_count;
    bool weekly;
};
#endif
