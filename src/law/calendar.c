#include "law/calendar.h"

bool law_votes_on_day_off(const struct law_election *election, const struct law_holiday *days,
                          size_t count) {
    enum { WEEK = 7, SUNDAY = 3 }; /* 1 January 1970, day 0, was a Thursday */
    bool found = election->region_count > 0 ||
                 ((int64_t)election->voting.day % WEEK + WEEK) % WEEK == SUNDAY;
    for (size_t i = 0; i < count && !found; i++)
        found = days[i].date.day == election->voting.day;
    return found;
}

size_t law_holiday_from(const struct law_calendar *calendar, struct date day) {
    size_t low = 0, high = calendar->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (calendar->days[mid].date.day < day.day)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const struct law_holiday *law_holiday(const struct law_calendar *calendar, struct date day) {
    size_t at = law_holiday_from(calendar, day);
    bool found = at < calendar->count && calendar->days[at].date.day == day.day;
    return found ? &calendar->days[at] : NULL;
}

void law_calendar_index(struct arena *a, struct law_calendar *calendar) {
    enum { DAYS_OF_TABLES = 366 * 200 };
    int64_t span = (int64_t)calendar->last.day - calendar->first.day + 1;
    calendar->off = NULL;
    if (span < 1 || span > DAYS_OF_TABLES)
        return; /* a made-up table without borders: searched */
    uint8_t *off = NEW(a, uint8_t, (size_t)span / 8 + 1);
    for (size_t i = 0; i < calendar->count; i++) {
        int64_t at = (int64_t)calendar->days[i].date.day - calendar->first.day;
        if (at >= 0 && at < span)
            off[at / 8] = (uint8_t)(off[at / 8] | 1u << at % 8);
    }
    calendar->off = off;
}

bool law_is_day_off(const struct law_calendar *calendar, struct date day) {
    if (day.day < calendar->first.day || day.day > calendar->last.day)
        return false;
    if (!calendar->off)
        return law_holiday(calendar, day) != NULL;
    uint32_t at = (uint32_t)day.day - (uint32_t)calendar->first.day;
    return calendar->off[at / 8] >> at % 8 & 1;
}

bool law_is_estimate(const struct law_calendar *calendar, struct date day) {
    return day.day < calendar->first.day || day.day > calendar->last.day ||
           day.day >= calendar->estimated_from.day;
}

bool law_is_verified_year(const struct law_calendar *calendar, int year) {
    size_t days = 0;
    for (size_t i = 0; i < calendar->count; i++) {
        if (date_to_civil(calendar->days[i].date).year != year)
            continue;
        if (!calendar->days[i].verified)
            return false;
        days++;
    }
    return days > 0;
}

const struct law_stage *law_stage(const struct law_election *election, struct str id) {
    for (size_t i = 0; i < election->stage_count; i++)
        if (str_equal(election->stages[i].id, id))
            return &election->stages[i];
    return NULL;
}

bool law_in_stages(const struct law_election *election, struct law_words_list ids,
                   struct date day) {
    for (size_t i = 0; i < election->stage_count; i++) {
        const struct law_stage *s = &election->stages[i];
        if (s->from.day <= day.day && day.day <= s->to.day && law_lists(ids, s->id))
            return true;
    }
    return false;
}

bool law_is_held_in(const struct law_election *election, struct str region) {
    for (size_t i = 0; i < election->region_count; i++)
        if (str_starts(region, election->regions[i]) || str_starts(election->regions[i], region))
            return true;
    return !election->region_count;
}
