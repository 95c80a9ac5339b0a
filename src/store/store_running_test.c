#include "store/running.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void what_counts_is_written_and_read_back(void **state) {
    static const struct law_span STILL[] = {{{10}, {12}}, {{-3}, {-1}}};
    static const struct case_clock CLOCKS[] = {
        {.id = STR_INIT("P04"),
         .start = {1},
         .due = {4},
         .due_early = {3},
         .running = true,
         .office = STR_INIT("bkn")},
        {.id = STR_INIT("P05"), .start = {1}, .due = {4}, .due_early = {3}},
        {.id = STR_INIT("P06"), .start = {1}, .running = true, .suspended = true},
        {.id = STR_INIT("G01"),
         .start = {-7},
         .due = {INT32_MAX},
         .due_early = {INT32_MIN},
         .running = true,
         .track = STR_INIT("crime"),
         .still = STILL,
         .still_count = COUNT_OF(STILL)},
    };
    static const struct case_track TRACK = {.id = STR_INIT("crime"), .rules = STR_INIT("crime@2")};
    const struct case_state cs = {
        .clocks = CLOCKS, .clock_count = COUNT_OF(CLOCKS), .tracks = &TRACK, .track_count = 1};
    struct arena *a = arena_new(1 << 20);
    struct str text = store_running_text(a, &cs);
    struct store_running r;
    (void)state;
    assert_true(store_running_next(&text, &r));
    assert_true(str_equal(r.clock, STR("P04")) && !r.rules.len && !r.still_count);
    assert_true(str_equal(r.office, STR("bkn")));
    assert_int_equal(r.due_early.day, 3);
    assert_true(store_running_next(&text, &r));
    assert_true(str_equal(r.clock, STR("G01")) && str_equal(r.rules, STR("crime@2")));
    assert_int_equal(r.office.len, 0);
    assert_int_equal(r.start.day, -7);
    assert_int_equal(r.due.day, INT32_MAX);
    assert_int_equal(r.due_early.day, INT32_MIN);
    assert_int_equal(r.still_count, 2);
    assert_int_equal(r.still[1].from.day, -3);
    assert_false(store_running_next(&text, &r));
    arena_free(a);
}

static void a_line_that_is_none_ends_the_reading(void **state) {
    static const char *const TEXTS[] = {"",
                                        "\n",
                                        "-",
                                        "- x",
                                        "- x o 1 2",
                                        "- x o 1 2 y",
                                        "- x o 1 2 3 4",
                                        "- x o 1 2 3 4:",
                                        "- x 1 2 3",
                                        "- x o 1 2 99999999999"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        struct str text = str_from_c(TEXTS[i]);
        struct store_running r;
        assert_false(store_running_next(&text, &r));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_counts_is_written_and_read_back),
        cmocka_unit_test(a_line_that_is_none_ends_the_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
