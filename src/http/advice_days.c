#include "http/advice_days.h"

#include <string.h>

void http_days_add(struct http_days *days, struct law_span within, int32_t day) {
    if (day < within.from.day || day > within.to.day || days->count == HTTP_DAYS_MAX)
        return;
    size_t at = 0;
    while (at < days->count && days->list[at].day < day)
        at++;
    if (at < days->count && days->list[at].day == day)
        return;
    memmove(&days->list[at + 1], &days->list[at], (days->count - at) * sizeof *days->list);
    days->list[at] = (struct date){day};
    days->count++;
}

void http_days_span(struct http_days *days, struct law_span within, struct law_span row) {
    http_days_add(days, within, row.from.day);
    if (row.to.day != LAW_OPEN)
        http_days_add(days, within, row.to.day + 1);
}

void http_days_follows(struct http_days *days, struct law_span within, const struct law *law,
                       const struct law_act *act) {
    for (size_t i = 0; i < law->sanction_count && act->tier.len; i++)
        if (law->sanctions[i].track == act->track && str_equal(law->sanctions[i].tier, act->tier) &&
            !law->sanctions[i].planned)
            http_days_span(days, within, law->sanctions[i].row.span);
    for (size_t i = 0; i < law->penalty_count && act->penalty; i++)
        if (str_equal(law->penalties[i].row.id, act->penalty->row.id))
            http_days_span(days, within, law->penalties[i].row.span);
}
