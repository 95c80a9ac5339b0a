#include "flow/daily.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { TODAY = 20000, ROWS = 4 };
static const size_t ROOM = 1u << 20;

static struct flow_barometer_row row(const char *region, int64_t open, int64_t late) {
    return (struct flow_barometer_row){.region = str_from_c(region),
                                       .now = {.open = open, .late = late, .proven = late},
                                       .oldest = open ? TODAY - 30 : STORE_FOLLOW_NO_DAY,
                                       .secretary_case = true,
                                       .pledge = FLOW_SECRETARY_MISSING};
}

static void few_are_not_told_nor_how_long_they_wait(void **state) {
    (void)state;
    static const struct {
        const char *region;
        int64_t open, late, days;
    } WANT[ROWS] = {
        {"16.71", 10, 5, 30}, {"16.06", 10, 0, 30}, {"16", 0, 0, -1}, {"16.07", 0, 0, -1}};
    struct flow_barometer_row rows[ROWS] = {row("16.06", 14, 4), row("16.07", 4, 4),
                                            row("16.71", 12, 6), row("16", 0, 0)};
    rows[0].now.asked = 99;
    rows[0].now.pledged = 50;
    rows[2].now.done = 3;
    rows[2].now.due = 4;
    rows[2].now.people = 200;
    rows[2].now.reached = 123;
    const struct flow_barometer b = {.now = {.open = 30,
                                             .late = 14,
                                             .proven = 14,
                                             .asked = 100,
                                             .pledged = 99,
                                             .people = 99,
                                             .due = 15,
                                             .done = 9},
                                     .rows = rows,
                                     .row_count = ROWS,
                                     .last = {77}};
    struct arena *a = arena_new(ROOM);
    struct flow_daily d = flow_daily_of(a, &b, (struct date){TODAY});
    assert_int_equal(d.row_count, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        assert_true(str_equal(d.rows[i].region, str_from_c(WANT[i].region)));
        assert_int_equal(d.rows[i].open, WANT[i].open);
        assert_int_equal(d.rows[i].late, WANT[i].late);
        assert_int_equal(d.rows[i].proven, WANT[i].late);
        assert_int_equal(d.rows[i].days, WANT[i].days);
    }
    assert_int_equal(d.rows[1].pledged, -1);
    assert_int_equal(d.rows[0].reached, 60);
    assert_true(d.rows[0].done == 3 && d.rows[0].due == 4); /* whole: no person stands behind it */
    assert_int_equal(d.all.open, 30);
    assert_int_equal(d.all.late, 10);
    assert_int_equal(d.all.days, 30);
    assert_int_equal(d.all.pledged, 95);
    assert_int_equal(d.all.reached, -1);
    assert_int_equal(d.all.done, 9);
    assert_int_equal(d.all.due, 15);
    assert_int_equal(d.last.us, 77);
    arena_free(a);
}

static void where_nothing_is_known_nothing_is_told(void **state) {
    (void)state;
    struct arena *a = arena_new(ROOM);
    const struct flow_barometer none = {0};
    struct flow_daily d = flow_daily_of(a, &none, (struct date){TODAY});
    assert_true(!d.row_count && !d.all.open && !d.all.late && !d.all.proven);
    assert_true(d.all.days == -1 && d.all.pledged == -1 && d.all.reached == -1);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_are_not_told_nor_how_long_they_wait),
        cmocka_unit_test(where_nothing_is_known_nothing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
