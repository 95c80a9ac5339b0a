#include "law/law.h"

/* Intake windows. Rows that name stages speak first; a row without stages speaks of the days that
 * those leave. Several rows may speak of one day (Monday to Thursday, Friday): it is open when one
 * of them is. */

enum { DAYS_AHEAD = 366, WEEK = 7, DAY_MINUTES = 24 * 60 };

/* 0 = Monday. 1 January 1970, day 0, was a Thursday. */
static unsigned weekday(struct date day) {
    return (unsigned)(((int64_t)day.day % WEEK + WEEK + 3) % WEEK);
}

static bool is_of(const struct law_window *w, const struct law_election *election,
                  struct date day) {
    return law_in_force(w->row.span, day) && law_lists_or_all(w->contests, election->contest);
}

/* Minutes of a day that are open according to one row: [opens, closes), empty on its off days. */
static bool opens_on(const struct law *law, const struct law_window *w, struct date day) {
    bool off = law_holiday(&law->calendar, day) != NULL;
    return (w->weekdays >> weekday(day) & 1u) && (w->holidays || !off);
}

/* The earliest open minute of the day from `minute` on, and the row by which it is; DAY_MINUTES,
 * and *ret_row as it was, when there is none. */
static int next_open(const struct law *law, const struct law_election *election,
                     struct law_moment at, bool *ret_known, const struct law_window **ret_row) {
    bool staged = false, known = false;
    int first = DAY_MINUTES;
    for (size_t i = 0; i < law->window_count; i++) {
        const struct law_window *w = &law->windows[i];
        staged = staged || (w->stages.count && is_of(w, election, at.day) &&
                            law_in_stages(election, w->stages, at.day));
    }
    for (size_t i = 0; i < law->window_count; i++) {
        const struct law_window *w = &law->windows[i];
        bool speaks = staged ? w->stages.count && law_in_stages(election, w->stages, at.day)
                             : !w->stages.count;
        if (!speaks || !is_of(w, election, at.day))
            continue;
        known = true;
        int minute = at.minute > w->opens ? at.minute : w->opens;
        if (opens_on(law, w, at.day) && minute < w->closes && minute < first) {
            first = minute;
            *ret_row = w;
        }
    }
    *ret_known = known;
    return first;
}

enum law_open law_window_at(const struct law *law, const struct law_election *election,
                            struct law_moment at) {
    bool known;
    const struct law_window *row = NULL;
    int minute = next_open(law, election, at, &known, &row);
    if (!known)
        return LAW_WINDOW_UNKNOWN;
    return minute == at.minute ? LAW_WINDOW_OPEN : LAW_WINDOW_CLOSED;
}

bool law_window_next(const struct law *law, const struct law_election *election,
                     struct law_moment from, struct law_moment *ret) {
    for (int i = 0; i < DAYS_AHEAD; i++) {
        bool known;
        const struct law_window *row = NULL;
        struct law_moment at = {{from.day.day + i}, i ? 0 : from.minute};
        int minute = next_open(law, election, at, &known, &row);
        if (!known)
            return false;
        if (minute < DAY_MINUTES) {
            *ret = (struct law_moment){at.day, minute};
            return true;
        }
    }
    return false;
}

const struct law_window *law_window_on(const struct law *law, const struct law_election *election,
                                       struct date day) {
    bool known;
    const struct law_window *row = NULL;
    (void)next_open(law, election, (struct law_moment){day, 0}, &known, &row);
    return row;
}

bool law_takes_reports_on(const struct law *law, const struct law_election *election,
                          struct date day) {
    bool known;
    const struct law_window *row = NULL;
    int minute = next_open(law, election, (struct law_moment){day, 0}, &known, &row);
    return !known || minute < DAY_MINUTES;
}

bool law_hours_by_calendar(const struct law *law, const struct law_election *election) {
    for (size_t i = 0; i < law->window_count; i++)
        if (law->windows[i].stages.count &&
            law_lists_or_all(law->windows[i].contests, election->contest))
            return true;
    return false;
}

static bool starts_at_receipt(const struct law_outcome *o, const struct law_clock *clock) {
    for (size_t i = 0; i < o->start_count; i++)
        if (o->starts[i].clock == clock && o->starts[i].from == LAW_FROM_FACT &&
            str_equal(o->starts[i].name, STR("received_on")))
            return true;
    return false;
}

bool law_from_receipt(const struct law_rulebook *rules, const struct law_clock *clock) {
    for (size_t i = 0; rules->kind == LAW_TAKES_REPORTS && i < rules->entry_start_count; i++)
        if (rules->entry_starts[i].clock == clock)
            return true;
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++)
            if (starts_at_receipt(&rules->steps[i].outcomes[k], clock))
                return true;
    return false;
}

const struct law_letter *law_letter(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->letter_count; i++)
        if (str_equal(law->letters[i].row.id, id))
            return &law->letters[i];
    return NULL;
}

struct str law_letter_number(const struct law *law, const struct law_letter *letter,
                             struct str office_kind) {
    for (size_t i = 0; i < letter->senders.count; i++)
        if (str_equal(letter->senders.list[i], office_kind))
            return letter->number;
    return letter->senders.count ? law->number_else : letter->number;
}
