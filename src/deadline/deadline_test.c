#include "deadline/deadline.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The vectors of the statutes' day counts, by hand from a calendar with the joint decrees beside
 * it, and what must hold for every start. */
static const struct vector {
    const char *what, *clock, *start, *due, *due_early; /* NULL: the early one was not worked out */
} VECTORS[] = {
    {"Pilkada report", "P01.report", "2024-10-12", "2024-10-19", "2024-10-18"},
    {"Pilkada initial review", "P04.initial_review", "2024-11-09", "2024-11-11", "2024-11-10"},
    {"Pilkada handling", "P09.handle", "2024-11-10", "2024-11-13", "2024-11-12"},
    {"Pilkada handling, extended", "P10.handle_ext", "2024-11-10", "2024-11-15", "2024-11-14"},
    {"Pemilu handling", "E07.handle", "2024-01-31", "2024-02-13", "2024-02-12"},
    {"Pemilu handling, extended", "E08.handle_ext", "2024-01-31", "2024-02-23", "2024-02-22"},
    {"Pemilu handling over Lebaran", "E07.handle", "2024-04-05", "2024-04-24", NULL},
    {"extended over Lebaran", "E08.handle_ext", "2024-04-05", "2024-05-06", NULL},
    {"delivery over Lebaran", "D11.deliver", "2025-03-20", "2025-04-21", NULL},
    {"effect on the 15th day", "D13.effect", "2025-03-20", "2025-04-22", NULL},
    {"appeal", "A04.appeal", "2025-05-28", "2025-06-23", NULL},
    {"authority's answer", "A05.ppk_response", "2026-03-10", "2026-04-16", NULL},
    {"decision of BPASN", "A06.bpasn", "2026-03-10", "2026-06-26", NULL},
    {"SBT review over voting day", "B03.bawaslu_review", "2024-11-26", "2024-12-02", NULL},
    {"a working-day clock from a Saturday reads one way", "B03.bawaslu_review", "2024-10-12",
     "2024-10-16", "2024-10-16"},
    {"a calendar clock does not roll from Sunday to Monday", "P04.initial_review", "2024-10-11",
     "2024-10-13", "2024-10-12"},
    {"one calendar day: the next, or the day itself", "P07.register", "2024-10-12", "2024-10-13",
     "2024-10-12"},
    {"a leap year's 29 February counts", "P04.initial_review", "2024-02-27", "2024-02-29",
     "2024-02-28"},
};

struct world {
    struct arena *a;
    const struct law *law;
};

static int make_world(void **state) {
    struct law_faults faults;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct world *w = NEW(a, struct world, 1);
    hash_library_init();
    w->a = a;
    struct err e = law_load(a, "rules", &w->law, &faults);
    *state = w;
    return e.code != ERR_NONE;
}

static int end_world(void **state) {
    struct world *w = *state;
    arena_free(w->a);
    return 0;
}

static struct date day(const char *text) {
    struct date d = {0};
    assert_true(date_parse(str_from_c(text), &d));
    return d;
}

static const struct law_clock *clock_of(const struct law *law, const char *id) {
    const struct law_clock *c = NULL;
    for (size_t i = 0; !c && i < law->rulebook_count; i++)
        c = law_clock(&law->rulebooks[i], str_from_c(id));
    for (size_t i = 0; !c && i < law->clock_count; i++)
        if (str_equal(law->clocks[i].id, str_from_c(id)))
            c = &law->clocks[i];
    assert_non_null(c);
    return c;
}

static void the_vectors_come_out_in_both_readings(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(VECTORS); i++) {
        const struct vector *v = &VECTORS[i];
        struct deadline d =
            deadline_count(w->a, clock_of(w->law, v->clock), day(v->start), &w->law->calendar);
        struct date early = v->due_early ? day(v->due_early) : d.due_early;
        if (d.due.day != day(v->due).day || d.due_early.day != early.day)
            fail_msg("%s: due %.*s, early %.*s", v->what, STR_ARG(date_format(w->a, d.due)),
                     STR_ARG(date_format(w->a, d.due_early)));
        assert_false(d.beyond_calendar);
    }
}

static const struct law_clock *const *property_clocks(struct arena *a) {
    static const int LENGTHS[] = {1, 2, 3, 7, 14, 65};
    const struct law_clock **list = NEW(a, const struct law_clock *, 2 * COUNT_OF(LENGTHS) + 1);
    for (size_t i = 0; i < 2 * COUNT_OF(LENGTHS); i++) {
        struct law_clock *c = NEW(a, struct law_clock, 1);
        c->n = LENGTHS[i / 2];
        c->unit = i % 2 ? LAW_WORKING_DAYS : LAW_CALENDAR_DAYS;
        list[i] = c;
    }
    return list;
}

static bool counts(const struct law_clock *c, const struct law_calendar *cal, struct date d) {
    return c->unit == LAW_CALENDAR_DAYS || deadline_is_working(cal, d);
}

static void check_one(const struct law_clock *c, const struct law_calendar *cal,
                      const struct deadline *d) {
    assert_int_equal(d->counted_count, c->n);
    assert_true(d->due_early.day <= d->due.day);
    assert_true(d->due_early.day >= d->start.day);
    assert_true(counts(c, cal, d->due));
    assert_true(counts(c, cal, d->due_early));
    assert_int_equal(d->counted[d->counted_count - 1].day, d->due.day);
    for (size_t i = 0; i < d->counted_count; i++) {
        assert_true(counts(c, cal, d->counted[i]));
        assert_true(d->counted[i].day > (i ? d->counted[i - 1].day : d->start.day));
    }
    /* nothing was left out between them */
    size_t between = 0;
    for (struct date x = {d->start.day + 1}; x.day <= d->due.day; x.day++)
        between += counts(c, cal, x);
    assert_int_equal(between, d->counted_count);
}

static void every_start_of_three_years_keeps_the_laws_of_counting(void **state) {
    const struct world *w = *state;
    const struct law_calendar *cal = &w->law->calendar;
    struct arena *a = arena_new(64 << 20);
    for (const struct law_clock *const *c = property_clocks(a); *c; c++) {
        struct date last = {INT32_MIN}, last_early = last;
        for (struct date s = cal->first; s.day <= cal->last.day; s.day++) {
            struct deadline d = deadline_count(a, *c, s, cal);
            check_one(*c, cal, &d);
            assert_true(d.due.day >= last.day); /* a later start is never due earlier */
            assert_true(d.due_early.day >= last_early.day);
            last = d.due;
            last_early = d.due_early;
        }
    }
    arena_free(a);
}

/* The calendar without its row at: what was before that day became a holiday. */
static struct law_calendar without(struct arena *a, const struct law_calendar *cal, size_t at) {
    struct law_holiday *days = NEW(a, struct law_holiday, cal->count);
    struct law_calendar less = *cal;
    less.count = 0;
    for (size_t i = 0; i < cal->count; i++)
        if (i != at)
            days[less.count++] = cal->days[i];
    less.days = days;
    return less;
}

static void one_more_holiday_never_brings_a_deadline_forward(void **state) {
    const struct world *w = *state;
    const struct law_calendar *cal = &w->law->calendar;
    size_t moved = 0;
    for (size_t h = 0; h < cal->count; h++) {
        struct arena *a = arena_new(16 << 20);
        struct law_calendar less = without(a, cal, h);
        for (const struct law_clock *const *c = property_clocks(a); *c; c++)
            for (struct date s = {cal->days[h].date.day - 30}; s.day <= cal->days[h].date.day;
                 s.day++) {
                struct deadline with = deadline_count(a, *c, s, cal);
                struct deadline before = deadline_count(a, *c, s, &less);
                assert_true(with.due.day >= before.due.day);
                assert_true(with.due_early.day >= before.due_early.day);
                assert_true((*c)->unit == LAW_WORKING_DAYS || with.due.day == before.due.day);
                moved += with.due.day > before.due.day;
            }
        arena_free(a);
    }
    assert_true(moved > 0); /* else the test looked at nothing */
}

static void a_count_past_the_known_years_is_called_an_estimate(void **state) {
    const struct world *w = *state;
    const struct law_calendar *cal = &w->law->calendar;
    const struct law_clock *work = clock_of(w->law, "B05.follow_up");
    const struct law_clock *plain = clock_of(w->law, "P01.report");
    assert_true(deadline_count(w->a, work, day("2026-12-28"), cal).beyond_calendar);
    assert_true(deadline_count(w->a, work, day("2023-12-29"), cal).beyond_calendar);
    assert_false(deadline_count(w->a, work, day("2026-12-01"), cal).beyond_calendar);
    assert_false(deadline_count(w->a, plain, day("2026-12-28"), cal).beyond_calendar);
}

static void days_off_are_not_working_days(void **state) {
    const struct world *w = *state;
    static const struct {
        const char *date;
        bool working;
    } DAYS[] = {
        {"2024-09-15", false}, {"2024-09-16", false}, {"2024-09-17", true},
        {"2024-11-27", false}, {"2024-02-14", false}, {"2025-08-18", false},
        {"2024-12-28", false}, {"2024-12-30", true},  {"2024-04-15", false},
    };
    for (size_t i = 0; i < COUNT_OF(DAYS); i++)
        if (deadline_is_working(&w->law->calendar, day(DAYS[i].date)) != DAYS[i].working)
            fail_msg("%s", DAYS[i].date);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_come_out_in_both_readings),
        cmocka_unit_test(every_start_of_three_years_keeps_the_laws_of_counting),
        cmocka_unit_test(one_more_holiday_never_brings_a_deadline_forward),
        cmocka_unit_test(a_count_past_the_known_years_is_called_an_estimate),
        cmocka_unit_test(days_off_are_not_working_days),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
