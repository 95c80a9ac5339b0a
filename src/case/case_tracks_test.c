/* Procedures of a case: which is its own, what was taken in it, whom it concerns. */
#include "case/case_sample.h"

static void a_procedure_that_is_not_there_has_taken_nothing(void **state) {
    (void)state;
    const struct case_taken taken[] = {{.name = STR("review"), .track = STR("crime")}};
    const struct case_track tracks[] = {
        {.id = STR("crime")},
        {.id = STR("late"), .split = true, .parent = STR("crime"), .since = 1},
        {.id = STR("early"), .split = true, .parent = STR("crime"), .since = 0},
        {.id = STR("lost"), .split = true, .parent = STR("nowhere"), .since = 1}};
    struct case_state cs = {
        .taken = taken, .taken_count = 1, .tracks = tracks, .track_count = COUNT_OF(tracks)};
    assert_true(case_has_taken(&cs, STR("crime"), STR("review")));
    assert_true(case_has_taken(&cs, STR("late"), STR("review")));
    assert_false(case_has_taken(&cs, STR("early"), STR("review"))); /* split off before */
    assert_false(case_has_taken(&cs, STR("lost"), STR("review")));
    assert_false(case_has_taken(&cs, STR("nowhere"), STR("review")));
    assert_false(case_is_own(&cs, STR("nowhere")));
    assert_false(case_is_own(&cs, STR("lost")));
    assert_false(case_is_own(&cs, STR("late"))); /* of a procedure that is not the case's own */
}

static void the_reporter_is_told_of_the_own_procedure_first(void **state) {
    static const struct {
        const char *own, *beside, *off, *told, *holder;
    } ROWS[] = {
        {"bawaslu", "police", "kpu", "", "bawaslu"},
        {"", "police", "kpu", "off", "kpu"}, /* what runs beside is not theirs to follow */
        {"", "police", "", "", ""},
        {"", "", "", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        const struct case_track tracks[] = {
            {.id = STR("beside"), .holder = str_from_c(ROWS[i].beside)},
            {.id = STR("off"), .split = true, .holder = str_from_c(ROWS[i].off)}};
        struct case_state cs = {.tracks = tracks,
                                .track_count = COUNT_OF(tracks),
                                .offices.holder = str_from_c(ROWS[i].own)};
        struct case_track told = case_told(&cs);
        same(told.id, str_from_c(ROWS[i].told));
        same(told.holder, str_from_c(ROWS[i].holder));
    }
}

static void a_procedure_concerns_everybody_or_whom_it_names(void **state) {
    const struct case_track all = {.subjects = 0},
                            two = {.subjects = 1 | (uint64_t)1 << (CASE_SUBJECTS_MAX - 1)};
    (void)state;
    assert_true(case_concerns(&all, 0) && case_concerns(&all, CASE_SUBJECTS_MAX));
    assert_true(case_concerns(&two, 0) && case_concerns(&two, CASE_SUBJECTS_MAX - 1));
    assert_false(case_concerns(&two, 1) || case_concerns(&two, CASE_SUBJECTS_MAX));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_procedure_that_is_not_there_has_taken_nothing),
        cmocka_unit_test(the_reporter_is_told_of_the_own_procedure_first),
        cmocka_unit_test(a_procedure_concerns_everybody_or_whom_it_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
