#include "deadline/deadline.h"
#include "law/law_sample.h"

/* What must hold for every start, whatever the unit and mode; single days stand in
 * tests/golden/deadlines.txt (deadline_golden_test.c). */
static const int LENGTHS[] = {1, 2, 3, 7, 14, 65};
enum { LENGTH_COUNT = COUNT_OF(LENGTHS), KINDS = 12, CLOCKS = LENGTH_COUNT * KINDS };

/* Every unit in every mode in every length. */
static void make_clocks(struct law_clock *ret) {
    for (size_t i = 0; i < CLOCKS; i++) {
        size_t kind = i % KINDS;
        ret[i] = (struct law_clock){.n = LENGTHS[i / KINDS],
                                    .unit = (enum law_unit)(kind % 4),
                                    .mode = (enum law_clock_mode)(kind / 4)};
    }
}

static void check_span(const struct law_clock *c, const struct deadline_days *days,
                       const struct deadline *d) {
    bool back = c->mode == LAW_BEFORE;
    int32_t first = back ? d->due.day : d->start.day + 1;
    int32_t last = back ? d->start.day - 1 : d->due.day;
    int n = 0;
    for (struct date x = {first}; x.day <= last; x.day++)
        n += deadline_counts(days, c->unit, x);
    assert_int_equal(n, c->n); /* nothing was left out, nothing counted twice */
}

static void check_one(const struct law_clock *c, const struct deadline_days *days,
                      const struct deadline *d) {
    assert_true(d->due_early.day <= d->due.day);
    assert_true(c->mode == LAW_BEFORE ? d->due.day < d->start.day
                                      : d->due_early.day >= d->start.day);
    assert_true(deadline_counts(days, c->unit, d->due));
    assert_true(deadline_counts(days, c->unit, d->due_early));
    if (c->unit != LAW_MONTHS)
        check_span(c, days, d);
}

static void every_start_of_the_known_years_keeps_the_laws_of_counting(void **state) {
    const struct world *w = *state;
    struct law_clock clocks[CLOCKS];
    make_clocks(clocks);
    for (int week = LAW_FIVE_DAYS; week <= LAW_SIX_DAYS; week++) {
        struct deadline_days days = {.calendar = &w->law->calendar, .week = (enum law_week)week};
        for (size_t i = 0; i < CLOCKS; i++) {
            struct date last = {INT32_MIN}, last_early = last;
            for (struct date s = days.calendar->first; s.day <= days.calendar->last.day; s.day++) {
                struct deadline d = deadline_last_days(&clocks[i], s, &days);
                check_one(&clocks[i], &days, &d);
                assert_true(d.due.day >= last.day); /* a later start is never due earlier */
                assert_true(d.due_early.day >= last_early.day);
                last = d.due;
                last_early = d.due_early;
            }
        }
    }
}

static void a_longer_clock_is_never_due_earlier(void **state) {
    const struct world *w = *state;
    struct deadline_days days = {.calendar = &w->law->calendar};
    struct law_clock clocks[CLOCKS];
    make_clocks(clocks);
    for (size_t i = 0; i < KINDS; i++)
        for (struct date s = days.calendar->first; s.day <= days.calendar->last.day; s.day += 3) {
            struct law_clock c = clocks[i];
            struct deadline last = deadline_last_days(&c, s, &days);
            for (c.n = 2; c.n <= 40; c.n++) {
                struct deadline d = deadline_last_days(&c, s, &days);
                assert_true(c.mode == LAW_BEFORE ? d.due.day < last.due.day
                                                 : d.due.day > last.due.day);
                last = d;
            }
        }
}

static void a_week_of_six_days_is_never_later_than_one_of_five(void **state) {
    const struct world *w = *state;
    struct deadline_days five = {.calendar = &w->law->calendar}, six = five;
    six.week = LAW_SIX_DAYS;
    size_t sooner = 0;
    for (size_t k = 0; k < LENGTH_COUNT; k++)
        for (struct date s = five.calendar->first; s.day <= five.calendar->last.day; s.day++) {
            struct law_clock c = {.n = LENGTHS[k], .unit = LAW_WORKING_DAYS};
            struct deadline a = deadline_last_days(&c, s, &five);
            struct deadline b = deadline_last_days(&c, s, &six);
            assert_true(b.due.day <= a.due.day);
            sooner += b.due.day < a.due.day;
        }
    assert_true(sooner > 0);
}

/* From a day of the unit, and in months where no day was clamped. */
static void before_undoes_total(void **state) {
    const struct world *w = *state;
    struct deadline_days days = {.calendar = &w->law->calendar};
    for (int unit = LAW_CALENDAR_DAYS; unit <= LAW_HOURS; unit++)
        for (size_t k = 0; k < LENGTH_COUNT; k++)
            for (struct date s = days.calendar->first; s.day <= days.calendar->last.day; s.day++) {
                struct law_clock on = {.n = LENGTHS[k], .unit = (enum law_unit)unit}, back = on;
                back.mode = LAW_BEFORE;
                struct date due = deadline_last_days(&on, s, &days).due;
                struct date start = deadline_last_days(&back, due, &days).due;
                bool clamped = unit == LAW_MONTHS && date_to_civil(due).day != date_to_civil(s).day;
                if (deadline_counts(&days, on.unit, s) && !clamped)
                    assert_int_equal(start.day, s.day);
            }
}

/* The calendar without its row at: what was before that day became a holiday. */
static struct law_calendar without(struct arena *a, const struct law_calendar *calendar,
                                   size_t at) {
    struct law_holiday *list = NEW(a, struct law_holiday, calendar->count);
    struct law_calendar less = *calendar;
    less.count = 0;
    for (size_t i = 0; i < calendar->count; i++)
        if (i != at)
            list[less.count++] = calendar->days[i];
    less.days = list;
    law_calendar_index(a, &less);
    return less;
}

static void one_more_holiday_never_brings_a_deadline_forward(void **state) {
    const struct world *w = *state;
    struct deadline_days now = {.calendar = &w->law->calendar};
    const struct law_calendar *calendar = now.calendar;
    size_t moved = 0;
    for (size_t h = 0; h < calendar->count; h++) {
        struct arena *a = arena_new(4 << 20);
        struct law_calendar less = without(a, calendar, h);
        struct deadline_days then = {.calendar = &less};
        for (size_t k = 0; k < LENGTH_COUNT * 2; k++) {
            struct law_clock c = {.n = LENGTHS[k / 2],
                                  .unit = k % 2 ? LAW_WORKING_DAYS : LAW_CALENDAR_DAYS};
            struct date holiday = calendar->days[h].date;
            for (struct date s = {holiday.day - 30}; s.day <= holiday.day; s.day++) {
                struct deadline with = deadline_last_days(&c, s, &now);
                struct deadline before = deadline_last_days(&c, s, &then);
                assert_true(with.due.day >= before.due.day);
                assert_true(with.due_early.day >= before.due_early.day);
                assert_true(c.unit == LAW_WORKING_DAYS || with.due.day == before.due.day);
                moved += with.due.day > before.due.day;
            }
        }
        arena_free(a);
    }
    assert_true(moved > 0); /* else the test looked at nothing */
}

/* The same moment starts on another day elsewhere; from there on only the day matters. */
static void a_zone_moves_the_start_and_nothing_else(void **state) {
    const struct world *w = *state;
    struct deadline_days days = {.calendar = &w->law->calendar};
    struct law_clock c = {.n = 3, .unit = LAW_WORKING_DAYS};
    struct date first = day("2024-10-07");
    for (int minute = 0; minute < 7 * 24 * 60; minute += 30) {
        struct instant at = instant_of(first, minute, ZONE_WIB);
        for (int zone = ZONE_WIB; zone < ZONE_COUNT; zone++) {
            struct date s = instant_date(at, (enum zone)zone);
            struct date noon = instant_date(instant_of(s, 12 * 60, (enum zone)zone), ZONE_WIB);
            assert_true(s.day == noon.day);
            assert_int_equal(deadline_last_days(&c, s, &days).due.day,
                             deadline_last_days(&c, noon, &days).due.day);
        }
    }
}

static void the_counted_days_are_those_up_to_the_last(void **state) {
    const struct world *w = *state;
    struct deadline_days days = {.calendar = &w->law->calendar};
    struct law_clock clocks[CLOCKS];
    make_clocks(clocks);
    for (size_t i = 0; i < CLOCKS; i++) {
        struct arena *a = arena_new(1 << 20);
        struct deadline d = deadline_count(a, &clocks[i], day("2025-03-31"), &days);
        bool back = clocks[i].mode == LAW_BEFORE;
        assert_int_equal(d.counted_count, clocks[i].n);
        assert_int_equal(d.counted[back ? 0 : d.counted_count - 1].day, d.due.day);
        for (size_t k = 1; k < d.counted_count; k++)
            assert_true(d.counted[k].day > d.counted[k - 1].day);
        for (size_t k = 0; k < d.counted_count; k++)
            assert_true(deadline_counts(&days, clocks[i].unit, d.counted[k]));
        arena_free(a);
    }
}

static void a_suspended_day_is_not_counted(void **state) {
    const struct world *w = *state;
    static const struct {
        const char *what;
        struct law_clock clock;
        const char *start, *from, *to, *due;
    } ROWS[] = {
        {"two days in the middle",
         {.n = 5},
         "2024-10-01",
         "2024-10-03",
         "2024-10-04",
         "2024-10-08"},
        {"before the start", {.n = 5}, "2024-10-01", "2024-09-03", "2024-09-30", "2024-10-06"},
        {"after the end", {.n = 5}, "2024-10-01", "2024-10-07", "2024-10-09", "2024-10-06"},
        {"over a weekend costs working days alone",
         {.n = 5, .unit = LAW_WORKING_DAYS},
         "2024-10-01",
         "2024-10-04",
         "2024-10-07",
         "2024-10-10"},
        {"the last day", {.n = 5}, "2024-10-01", "2024-10-06", "2024-10-06", "2024-10-07"},
        {"a month moves on by as many",
         {.n = 1, .unit = LAW_MONTHS},
         "2024-10-01",
         "2024-10-10",
         "2024-10-14",
         "2024-11-06"},
        {"back from a day",
         {.n = 2, .mode = LAW_BEFORE},
         "2024-10-10",
         "2024-10-08",
         "2024-10-09",
         "2024-10-06"},
    };
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        struct law_span span = {day(ROWS[i].from), day(ROWS[i].to)};
        struct deadline_days days = {&w->law->calendar, LAW_FIVE_DAYS, &span, 1};
        struct deadline d = deadline_last_days(&ROWS[i].clock, day(ROWS[i].start), &days);
        if (d.due.day != day(ROWS[i].due).day)
            fail_msg("%s: %.*s", ROWS[i].what, STR_ARG(date_format(w->a, d.due)));
    }
}

static void a_count_in_a_year_without_a_decree_is_called_an_estimate(void **state) {
    const struct world *w = *state;
    struct law_calendar calendar = w->law->calendar;
    calendar.last = day("2027-12-31");
    calendar.estimated_from = day("2027-01-01");
    law_calendar_index(w->a, &calendar);
    struct deadline_days days = {.calendar = &calendar};
    static const struct {
        struct law_clock clock;
        const char *start;
        bool estimate;
    } ROWS[] = {
        {{.n = 14, .unit = LAW_WORKING_DAYS}, "2026-12-28", true},
        {{.n = 14, .unit = LAW_WORKING_DAYS}, "2023-12-29", true},
        {{.n = 14, .unit = LAW_WORKING_DAYS}, "2027-03-01", true},
        {{.n = 14, .unit = LAW_WORKING_DAYS}, "2028-03-01", true},
        {{.n = 14, .unit = LAW_WORKING_DAYS}, "2026-12-01", false},
        {{.n = 14, .unit = LAW_WORKING_DAYS, .mode = LAW_BEFORE}, "2024-01-05", true},
        {{.n = 14}, "2026-12-28", false},
        {{.n = 2, .unit = LAW_MONTHS}, "2026-12-28", false},
    };
    for (size_t i = 0; i < COUNT_OF(ROWS); i++)
        assert_int_equal(
            deadline_last_days(&ROWS[i].clock, day(ROWS[i].start), &days).beyond_calendar,
            ROWS[i].estimate);
}

static void counting_never_leaves_the_years_that_have_a_name(void **state) {
    const struct world *w = *state;
    struct deadline_days days = {.calendar = &w->law->calendar};
    struct law_clock clocks[CLOCKS];
    make_clocks(clocks);
    static const int32_t STARTS[] = {INT32_MIN, -719162, 0, 2932896, INT32_MAX};
    for (size_t i = 0; i < CLOCKS; i++)
        for (size_t k = 0; k < COUNT_OF(STARTS); k++) {
            struct date s = {STARTS[k]};
            struct deadline d = deadline_last_days(&clocks[i], s, &days);
            assert_true(civil_exists(date_to_civil(d.due)));
            assert_true(civil_exists(date_to_civil(d.due_early)));
        }
}

static void days_off_are_not_working_days(void **state) {
    const struct world *w = *state;
    struct deadline_days days = {.calendar = &w->law->calendar};
    static const struct {
        const char *date;
        bool five, six;
    } DAYS[] = {
        {"2024-09-15", false, false}, {"2024-09-16", false, false}, {"2024-09-17", true, true},
        {"2024-11-27", false, false}, {"2024-02-14", false, false}, {"2025-08-18", false, false},
        {"2024-12-28", false, true},  {"2024-12-30", true, true},   {"2024-04-15", false, false},
        {"2024-06-01", false, false}, /* a Saturday that is a holiday, too */
    };
    for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
        struct date d = day(DAYS[i].date);
        days.week = LAW_FIVE_DAYS;
        assert_int_equal(deadline_counts(&days, LAW_WORKING_DAYS, d), DAYS[i].five);
        days.week = LAW_SIX_DAYS;
        assert_int_equal(deadline_counts(&days, LAW_WORKING_DAYS, d), DAYS[i].six);
        assert_true(deadline_counts(&days, LAW_CALENDAR_DAYS, d));
    }
}

/* A clock that stood still: its days count on neither side, and a month moves on by them. */
static void days_of_a_suspension_do_not_count(void **state) {
    static const struct law_span STILL[] = {{{103}, {105}}, {{400}, {401}}};
    static const struct law_span BEFORE[] = {{{90}, {95}}, {{99}, {101}}};
    const struct world *w = *state;
    const struct deadline_days days = {
        .calendar = &w->law->calendar, .suspended = STILL, .suspended_count = 2};
    const struct law_clock calendar = {.n = 5, .unit = LAW_CALENDAR_DAYS},
                           months = {.n = 1, .unit = LAW_MONTHS};
    struct date start = {100};
    assert_true(deadline_counts(&days, LAW_CALENDAR_DAYS, (struct date){102}));
    assert_false(deadline_counts(&days, LAW_CALENDAR_DAYS, (struct date){103}));
    assert_false(deadline_counts(&days, LAW_HOURS, (struct date){105}));
    assert_int_equal(deadline_last_days(&calendar, start, &days).due.day, 108);
    const struct deadline_days plain = {.calendar = &w->law->calendar};
    int32_t without = deadline_last_days(&months, start, &plain).due.day;
    assert_int_equal(deadline_last_days(&months, start, &days).due.day, without + 3);
    /* What ended before the start, and the day of the start itself, take nothing away. */
    const struct deadline_days early = {
        .calendar = &w->law->calendar, .suspended = BEFORE, .suspended_count = 2};
    assert_int_equal(deadline_last_days(&months, start, &early).due.day, without + 1);
    const struct law_clock none = {.n = 0, .unit = LAW_CALENDAR_DAYS};
    assert_int_equal(deadline_count(w->a, &none, start, &plain).counted_count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_a_suspension_do_not_count),
        cmocka_unit_test(every_start_of_the_known_years_keeps_the_laws_of_counting),
        cmocka_unit_test(a_longer_clock_is_never_due_earlier),
        cmocka_unit_test(a_week_of_six_days_is_never_later_than_one_of_five),
        cmocka_unit_test(before_undoes_total),
        cmocka_unit_test(one_more_holiday_never_brings_a_deadline_forward),
        cmocka_unit_test(a_zone_moves_the_start_and_nothing_else),
        cmocka_unit_test(the_counted_days_are_those_up_to_the_last),
        cmocka_unit_test(a_suspended_day_is_not_counted),
        cmocka_unit_test(a_count_in_a_year_without_a_decree_is_called_an_estimate),
        cmocka_unit_test(counting_never_leaves_the_years_that_have_a_name),
        cmocka_unit_test(days_off_are_not_working_days),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
