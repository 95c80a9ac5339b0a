#ifndef HTTP_ADVICE_DAYS_H
#define HTTP_ADVICE_DAYS_H
/* First days of stretches in which what the law answers stays the same: in order, each once. */
#include "law/law.h"

enum { HTTP_DAYS_MAX = 128 }; /* further ones are left out */
struct http_days {
    struct date list[HTTP_DAYS_MAX];
    size_t count;
};
/* Of each, only days of the span within are taken. */
void http_days_add(struct http_days *days, struct law_span within, int32_t day);
/* The first day of a row, and the first after it. */
void http_days_span(struct http_days *days, struct law_span within, struct law_span row);
/* Those on which what may follow from an act becomes another: of its rungs, and of its penalty. */
void http_days_follows(struct http_days *days, struct law_span within, const struct law *law,
                       const struct law_act *act);
#endif
