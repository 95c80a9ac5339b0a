#include "tool/due_sample.h"

/* What `netral due` says of where a rule stands and how it was read. */

/* The law as it stood before anybody had read Regulation 17/2020. */
static const struct law *before_it_was_read(const struct world *w, const char *clock) {
    struct law *law = NEW(w->a, struct law, 1);
    struct law_source *sources = NEW(w->a, struct law_source, w->law->source_count);
    struct law_rulebook *rules = NEW(w->a, struct law_rulebook, w->law->rulebook_count);
    *law = *w->law;
    for (size_t i = 0; i < law->source_count; i++) {
        sources[i] = law->sources[i];
        if (str_equal(sources[i].id, STR("F4")))
            sources[i].reads_count = 0;
    }
    for (size_t i = 0; i < law->rulebook_count; i++) {
        rules[i] = law->rulebooks[i];
        struct law_clock *clocks = NEW(w->a, struct law_clock, rules[i].clock_count);
        for (size_t k = 0; k < rules[i].clock_count; k++) {
            clocks[k] = rules[i].clocks[k];
            if (str_equal(clocks[k].id, str_from_c(clock)))
                clocks[k].cite.verified = false;
        }
        rules[i].clocks = clocks;
    }
    law->sources = sources;
    law->rulebooks = rules;
    return law;
}

static void an_amendment_that_nobody_read_is_named(void **state) {
    const struct world *w = *state;
    struct said said =
        run(before_it_was_read(w, "PNS-PARTY-R.dismissal"), "due PNS-PARTY-R 2024-01-31");
    assert_non_null(strstr(said.out,
                           "confidence medium [NOT VERIFIED: the article was read, but PP "
                           "17/2020, which amends that law, was not]\n"));
    said = run(w->law, "due PNS-PARTY-R 2024-01-31");
    assert_non_null(strstr(said.out, "confidence medium\n"));
}

/* A row of a part is no row of the first procedure that has it. */
static void a_clock_that_procedures_share_names_them_all(void **state) {
    static const char SHARED[] = "shared by  the procedures pemilu-2024@1, pilkada-2024@1\n";
    static const struct {
        const char *words, *said, *never;
    } CASES[] = {
        {"due D05 2024-10-14", SHARED, "WARNING"},
        {"due D05 2023-05-16", SHARED, "WARNING"}, /* pemilu-2024 alone was in force */
        {"due D05 2022-05-14",
         "WARNING    none of these procedures was yet in force on the start day: pemilu-2024@1 "
         "holds "
         "from 2023-01-10\n",
         "the procedure pemilu"},
        {"due PNS-CRIME 2024-10-14", SHARED, "WARNING"},
        {"due P01.report 2024-10-14", "P01", "shared by"},
        {"due P01.report 2020-10-12", "the procedure pilkada-2024@1 was not yet in force",
         "none of"},
        {"due P09.statute 2024-10-14", "calendar days", "shared by"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(w->law, CASES[i].words);
        if (said.status || !strstr(said.out, CASES[i].said) || strstr(said.out, CASES[i].never))
            fail_msg("%s: %s%s", CASES[i].words, said.out, said.err);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amendment_that_nobody_read_is_named),
        cmocka_unit_test(a_clock_that_procedures_share_names_them_all),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
