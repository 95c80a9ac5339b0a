#include "law/read_files.h"

#include <assert.h>

/* Intake windows as a whole: who reads the hours of a day finds one answer, and no day is left out
 * by a slip. Rows without stages are one timetable for each contest, the rows of a stage another.
 */

enum { DAYS = 7, OFFICE_DAYS = 5 }; /* an agency works Monday to Friday, or to Saturday as well */
static const char *const DAY_NAMES[DAYS] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

struct timetable {
    struct law_reader *r;
    const struct law *law;
    struct str contest, stage; /* stage is empty: the rows without */
};

static bool is_of(const struct timetable *t, const struct law_window *w) {
    bool staged = t->stage.len ? law_lists(w->stages, t->stage) : !w->stages.count;
    return staged && law_lists_or_all(w->contests, t->contest);
}

static struct str where(const struct timetable *t) {
    if (!t->stage.len)
        return t->contest;
    return arena_printf(t->r->scratch, "%.*s, stage \"%.*s\"", STR_ARG(t->contest),
                        STR_ARG(t->stage));
}

/* Days on which the same rows speak: from the first of them on. */
struct stretch {
    const struct law_window *first; /* row in force; NULL: none is */
    const struct law_window *ended; /* row whose last day is the day before; NULL: none */
    unsigned weekdays;
    struct date to;
};

static struct stretch stretch_from(const struct timetable *t, struct date day) {
    struct stretch s = {.to = {LAW_OPEN}};
    for (size_t i = 0; i < t->law->window_count; i++) {
        const struct law_window *w = &t->law->windows[i];
        const struct law_span *span = &w->row.span;
        if (!is_of(t, w))
            continue;
        if (law_in_force(*span, day)) {
            s.first = s.first ? s.first : w;
            s.weekdays |= w->weekdays;
            s.to.day = span->to.day < s.to.day ? span->to.day : s.to.day;
        } else if (span->from.day > day.day && law_day_before(span->from).day < s.to.day) {
            s.to = law_day_before(span->from);
        } else if (law_day_after(span->to).day == day.day) {
            s.ended = w;
        }
    }
    return s;
}

static void check_stretch(const struct timetable *t, const struct stretch *s, struct date day) {
    struct law_reader *r = t->r;
    if (!s->first) {
        assert(s->ended); /* a stretch begins where a row does, or behind one's end */
        r->file = s->ended->row.file;
        law_fault(r, s->ended->row.line,
                  "window \"%.*s\" ends and the next one of %.*s begins after %.*s: until then no "
                  "hours are known",
                  STR_ARG(s->ended->row.id), STR_ARG(where(t)),
                  STR_ARG(date_format(r->scratch, s->to)));
        return;
    }
    r->file = s->first->row.file;
    for (size_t i = 0; i < OFFICE_DAYS; i++)
        if (!(s->weekdays >> i & 1u))
            law_fault(
                r, s->first->row.line,
                "no row of %.*s gives hours for %s%s%.*s: offices work Monday to Friday at "
                "least",
                STR_ARG(where(t)), DAY_NAMES[i], day.day == INT32_MIN ? "" : " from ",
                STR_ARG(day.day == INT32_MIN ? (struct str){0} : date_format(r->scratch, day)));
}

/* From the first day of the first row to the last day of the last, stretch by stretch. */
static void check_timetable(const struct timetable *t) {
    struct date day = {LAW_OPEN}, last = {INT32_MIN};
    for (size_t i = 0; i < t->law->window_count; i++) {
        const struct law_window *w = &t->law->windows[i];
        if (!is_of(t, w))
            continue;
        day.day = w->row.span.from.day < day.day ? w->row.span.from.day : day.day;
        last.day = w->row.span.to.day > last.day ? w->row.span.to.day : last.day;
    }
    while (day.day <= last.day) {
        struct stretch s = stretch_from(t, day);
        check_stretch(t, &s, day);
        if (s.to.day >= last.day)
            return;
        day = law_day_after(s.to);
    }
}

/* --- two rows for one day --- */

static bool share_contest(const struct law_window *a, const struct law_window *b) {
    for (size_t i = 0; i < a->contests.count; i++)
        if (law_lists_or_all(b->contests, a->contests.list[i]))
            return true;
    return !a->contests.count;
}

static bool share_stage(const struct law_window *a, const struct law_window *b) {
    for (size_t i = 0; i < a->stages.count; i++)
        if (law_lists(b->stages, a->stages.list[i]))
            return true;
    return !a->stages.count && !b->stages.count;
}

/* The last first day and the first last day of both. */
static struct law_span both(struct law_span a, struct law_span b) {
    return (struct law_span){a.from.day > b.from.day ? a.from : b.from,
                             a.to.day < b.to.day ? a.to : b.to};
}

/* Stages overlap: voting lies in counting. Whether one day lies in a stage of each row. */
static bool meet_in(const struct law_election *e, const struct law_window *a,
                    const struct law_window *b) {
    struct law_span rows = both(a->row.span, b->row.span);
    for (size_t i = 0; i < e->stage_count; i++)
        for (size_t k = 0; k < e->stage_count; k++) {
            const struct law_stage *s = &e->stages[i], *t = &e->stages[k];
            struct law_span days = both(
                rows, both((struct law_span){s->from, s->to}, (struct law_span){t->from, t->to}));
            if (law_lists(a->stages, s->id) && law_lists(b->stages, t->id) &&
                days.from.day <= days.to.day)
                return true;
        }
    return false;
}

static bool share_day(const struct law *law, const struct law_window *a,
                      const struct law_window *b) {
    if (!law_overlap(a->row.span, b->row.span) || !(a->weekdays & b->weekdays) ||
        !share_contest(a, b))
        return false;
    if (share_stage(a, b))
        return true;
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_election *e = &law->elections[i];
        if (law_lists_or_all(a->contests, e->contest) &&
            law_lists_or_all(b->contests, e->contest) && meet_in(e, a, b))
            return true;
    }
    return false;
}

/* A morning and an afternoon may be two rows; hours that overlap say two things of one minute. The
 * same hours in two stages that overlap say one. */
static void check_pair(struct law_reader *r, const struct law *law, const struct law_window *a,
                       const struct law_window *b) {
    enum { HOUR = 60 };
    bool overlap = a->opens < b->closes && b->opens < a->closes;
    bool equal = a->opens == b->opens && a->closes == b->closes;
    if (!overlap || (equal && !share_stage(a, b)) || !share_day(law, a, b))
        return;
    size_t day = 0;
    while (!((a->weekdays & b->weekdays) >> day & 1u))
        day++;
    r->file = b->row.file;
    law_fault(r, b->row.line,
              "windows \"%.*s\" and \"%.*s\" both give hours for %s: until %02d:%02d and until "
              "%02d:%02d; a day has one closing hour",
              STR_ARG(a->row.id), STR_ARG(b->row.id), DAY_NAMES[day], a->closes / HOUR,
              a->closes % HOUR, b->closes / HOUR, b->closes % HOUR);
}

static void check_contest(struct law_reader *r, const struct law *law, struct str contest) {
    check_timetable(&(struct timetable){r, law, contest, {0}});
    for (size_t i = 0; i < law->window_count; i++)
        for (size_t k = 0; k < law->windows[i].stages.count; k++)
            check_timetable(&(struct timetable){r, law, contest, law->windows[i].stages.list[k]});
}

void law_check_windows(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->window_count; i++) {
        r->file = law->windows[i].row.file;
        law_check_contests(r, law->windows[i].contests, law->windows[i].row.line);
        for (size_t k = 0; k < i; k++)
            check_pair(r, law, &law->windows[k], &law->windows[i]);
    }
    for (size_t i = 0; i < law->election_count; i++) {
        size_t first = 0; /* election of that contest */
        while (!str_equal(law->elections[first].contest, law->elections[i].contest))
            first++;
        if (first == i)
            check_contest(r, law, law->elections[i].contest);
    }
}
