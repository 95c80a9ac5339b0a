#include "law/law_sample.h"

#include <string.h>

/* The elections that are shipped: stages that have no day, and the one of 2020 for old cases. */

static const struct law_stage *stage(const struct law_election *e, const char *id) {
    for (size_t i = 0; i < e->stage_count; i++)
        if (str_equal(e->stages[i].id, str_from_c(id)))
            return &e->stages[i];
    return NULL;
}

static void the_ban_on_replacing_officials_begins_and_has_no_last_day(void **state) {
    const struct world *w = *state;
    const struct law_election *e = law_election(w->law, STR("pilkada-2024"));
    const struct law_stage *ban = stage(e, "replacement_ban");
    assert_non_null(ban);
    assert_int_equal(ban->from.day, day("2024-03-22").day);
    assert_int_equal(ban->to.day, LAW_OPEN);
    assert_non_null(strstr(ban->when.id.ptr, "akhir masa jabatan"));
    assert_string_equal(law_stage_on(e, day("2024-10-12"))->id.ptr, "campaign");
}

static void what_follows_the_count_has_words_and_a_clock_but_no_day(void **state) {
    static const struct {
        const char *stage, *clock, *days;
        int n;
    } ROWS[] = {{"elected_pair", "P19.elected", "5 hari", 5},
                {"elected_pair", "P19.elected_dispute", "5 hari", 5},
                {"appointment", "P19.appoint", "3 hari", 3}};
    const struct world *w = *state;
    const struct law_election *e = law_election(w->law, STR("pilkada-2024"));
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        const struct law_stage *s = stage(e, ROWS[i].stage);
        bool counted = false;
        assert_true(s && s->from.day == LAW_OPEN && s->to.day == LAW_OPEN);
        assert_non_null(strstr(s->when.id.ptr, ROWS[i].days));
        for (size_t k = 0; k < w->law->clock_count; k++)
            counted = counted || (str_equal(w->law->clocks[k].id, str_from_c(ROWS[i].clock)) &&
                                  w->law->clocks[k].n == ROWS[i].n);
        assert_true(counted);
    }
    for (int32_t d = e->opens.day; d <= e->closes.day + 400; d++) {
        const struct law_stage *s = law_stage_on(e, (struct date){d});
        assert_true(!s || !s->when.id.len);
    }
}

static const struct {
    const char *day, *stage;
    bool after;
} DAYS_OF_2020[] = {
    {"2020-03-01", NULL, false},          {"2020-09-04", "registration", false},
    {"2020-09-22", "examination", false}, {"2020-09-23", "determination", true},
    {"2020-09-25", NULL, true},           {"2020-11-30", "campaign", true},
    {"2020-12-07", "quiet", true},        {"2020-12-09", "voting", true},
    {"2020-12-26", "counting", true},
};

static void acts_of_2020_are_held_against_the_days_of_2020(void **state) {
    const struct world *w = *state;
    const struct law_act *act = law_act(w->law, STR("SKB20-01")),
                         *later = law_act(w->law, STR("DIS-06"));
    struct law_question_of q = {.election = law_election(w->law, STR("pilkada-2020")),
                                .subject = STR("pns")};
    assert_non_null(q.election);
    for (size_t i = 0; i < COUNT_OF(DAYS_OF_2020); i++) {
        q.day = day(DAYS_OF_2020[i].day);
        struct law_classification c = law_classify(w->a, w->law, &q, &act, 1);
        if (c.after_determination != DAYS_OF_2020[i].after || c.outside_election ||
            (c.stage == NULL) != (DAYS_OF_2020[i].stage == NULL) ||
            (c.stage && !str_equal(c.stage->id, str_from_c(DAYS_OF_2020[i].stage))))
            fail_msg("%s", DAYS_OF_2020[i].day);
    }
    q.day = day("2020-11-30");
    assert_int_equal(law_act_misfit(act, &q), LAW_FITS);
    assert_int_equal(law_act_misfit(later, &q), LAW_NOT_IN_FORCE);
    q.day = day("2020-09-09"); /* the joint decree of 2020 was not there yet */
    assert_int_equal(law_act_misfit(act, &q), LAW_NOT_IN_FORCE);
}

/* The sixteen items speak in 2020 alone, and each of them is followed by something. */
static void each_item_of_the_decree_of_2020_is_classified_in_its_election(void **state) {
    const struct world *w = *state;
    const struct law_question_of q = {.election = law_election(w->law, STR("pilkada-2020")),
                                      .subject = STR("pns"),
                                      .day = day("2020-10-15")};
    size_t items = 0;
    for (size_t i = 0; i < w->law->act_count; i++) {
        const struct law_act *act = &w->law->acts[i];
        if (!str_equal(act->catalogue->row.id, STR("skb-2020")))
            continue;
        struct law_classification c = law_classify(w->a, w->law, &q, &act, 1);
        if (c.finding_count != 1 || !c.findings[0].sanction_count)
            fail_msg("%s", act->row.id.ptr);
        items++;
    }
    assert_int_equal(items, 16);
}

/* An election may open before the procedure that is shipped for it: then a question says so, and
 * no rulebook pretends to hold on those days. */
static void days_without_a_procedure_are_told_of_by_a_question(void **state) {
    const struct world *w = *state;
    size_t early = 0;
    for (size_t i = 0; i < w->law->election_count; i++) {
        const struct law_election *e = &w->law->elections[i];
        bool told = false;
        if (law_rulebook_on(w->law, e->regime, e->opens))
            continue;
        early++;
        for (size_t k = 0; k < w->law->question_count; k++)
            told = told || (w->law->questions[k].status == LAW_QUESTION_OPEN &&
                            law_lists(w->law->questions[k].rows, e->id));
        if (!told)
            fail_msg("%s", e->id.ptr);
    }
    assert_int_equal(early, 2); /* pemilu-2024 until 9 January 2023, pilkada-2020 */
    assert_null(law_rulebook_on(w->law, STR("pemilu-2024"), day("2023-01-09")));
    assert_non_null(law_rulebook_on(w->law, STR("pemilu-2024"), day("2023-01-10")));
    const struct law_open_question *q = question_of(w->law, STR("pemilu-2022"));
    assert_non_null(strstr(q->now.id.ptr, "Tidak ada prosedur yang berlaku pada hari-hari itu"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ban_on_replacing_officials_begins_and_has_no_last_day),
        cmocka_unit_test(what_follows_the_count_has_words_and_a_clock_but_no_day),
        cmocka_unit_test(acts_of_2020_are_held_against_the_days_of_2020),
        cmocka_unit_test(each_item_of_the_decree_of_2020_is_classified_in_its_election),
        cmocka_unit_test(days_without_a_procedure_are_told_of_by_a_question),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
