#include "deadline/deadline.h"
#include "law/law_sample.h"

/* The published cases of rules/examples.yaml, replayed: what the source says is one of the two
 * readings that the program shows, and which of them is known. */
static const struct law_example *example(const struct law *law, const char *id) {
    for (size_t i = 0; i < law->example_count; i++)
        if (str_equal(law->examples[i].row.id, str_from_c(id)))
            return &law->examples[i];
    fail_msg("no example %s", id);
    return NULL;
}

static struct deadline counted(const struct world *w, const struct law_example_count *c) {
    const struct deadline_days days = {.calendar = &w->law->calendar};
    return deadline_last_days(c->clock, c->start, &days);
}

static void what_a_source_says_is_one_of_the_readings(void **state) {
    const struct world *w = *state;
    size_t said = 0;
    for (size_t i = 0; i < w->law->example_count; i++)
        for (size_t k = 0; k < w->law->examples[i].count_count; k++) {
            const struct law_example_count *c = &w->law->examples[i].counts[k];
            struct deadline d = counted(w, c);
            said += c->has_said;
            if (c->has_said && c->said.day != d.due.day && c->said.day != d.due_early.day)
                fail_msg("%.*s: no reading gives the day of the source",
                         STR_ARG(w->law->examples[i].row.id));
        }
    assert_true(said > 0);
}

static void kukar_counted_the_day_of_registration(void **state) {
    const struct law_example *kukar = example(((const struct world *)*state)->law, "kukar-2024");
    struct deadline d = counted(*state, &kukar->counts[0]);
    assert_true(kukar->counts[0].has_said);
    assert_int_equal(kukar->counts[0].said.day, d.due_early.day);
    assert_int_equal(d.due.day, d.due_early.day + 1);
    assert_true(str_equal(kukar->row.cite.source, STR("S14")));
}

/* 2 + 5 calendar days, a weekend among them; the source has no dates, so it says no day. */
static void batam_takes_seven_days_with_the_weekend(void **state) {
    const struct law_example *batam = example(((const struct world *)*state)->law, "batam-2024");
    assert_int_equal(batam->count_count, 2);
    int days = 0;
    for (size_t i = 0; i < batam->count_count; i++) {
        struct deadline d = counted(*state, &batam->counts[i]);
        days += d.due.day - d.start.day;
        assert_false(batam->counts[i].has_said);
    }
    assert_int_equal(days, 7);
    assert_int_equal(batam->counts[1].start.day, counted(*state, &batam->counts[0]).due.day);
    assert_true(str_equal(batam->row.cite.source, STR("S02")));
}

/* From the report to the effect: each event lies on or after the one before it, the report within
 * the reporter's days, the effect behind the days for an objection. */
static void the_whole_case_goes_from_report_to_effect(void **state) {
    const struct law_example *whole = example(((const struct world *)*state)->law, "pilkada-whole");
    assert_true(whole->invented);
    for (size_t i = 1; i < whole->count_count; i++)
        assert_true(whole->counts[i].start.day >= whole->counts[i - 1].start.day);
    const struct law_example_count *first = &whole->counts[0], *received = &whole->counts[1],
                                   *last = &whole->counts[whole->count_count - 1];
    assert_true(str_equal(first->clock->id, STR("P01.report")));
    assert_true(received->start.day <= counted(*state, first).due_early.day);
    assert_int_equal(last->clock->mode, LAW_EFFECT);
    assert_true(counted(*state, last).due.day > counted(*state, last - 1).due.day);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_source_says_is_one_of_the_readings),
        cmocka_unit_test(kukar_counted_the_day_of_registration),
        cmocka_unit_test(batam_takes_seven_days_with_the_weekend),
        cmocka_unit_test(the_whole_case_goes_from_report_to_effect),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
