#include "law/law_sample.h"
#include "law/write.h"

#include <string.h>

/* What depends on days of an election's calendar: acts that bind on one side of the determination
 * or in some stages alone, and the badge of what such days decide. */

static const struct {
    const char *name, *election, *subject, *day, *act;
    enum law_misfit misfit;
} BINDS[] = {
    {"the day before the campaign", "pemilu-2024", "pejabat_negara", "2023-11-27", "PML-282",
     LAW_OTHER_STAGE},
    {"the campaign's first day", "pemilu-2024", "pejabat_negara", "2023-11-28", "PML-282",
     LAW_FITS},
    {"its last day", "pemilu-2024", "kades", "2024-02-10", "PML-282-kades", LAW_FITS},
    {"the quiet period", "pemilu-2024", "pns", "2024-02-11", "PML-282-asn", LAW_OTHER_STAGE},
    {"the day before 6 months before the determination", "pilkada-2024", "kepala_daerah",
     "2024-03-21", "PLK-71-2", LAW_OTHER_STAGE},
    {"6 months before the determination", "pilkada-2024", "kepala_daerah", "2024-03-22", "PLK-71-2",
     LAW_FITS},
    {"the ban on transfers outlasts the count", "pilkada-2024", "kepala_daerah", "2025-01-15",
     "PLK-71-2", LAW_FITS},
    {"in 2020 by the earlier reading", "pilkada-2020", "kepala_daerah", "2020-01-08", "PLK-71-3",
     LAW_FITS},
    {"and not before it", "pilkada-2020", "kepala_daerah", "2020-01-07", "PLK-71-3",
     LAW_OTHER_STAGE},
    {"an incumbent breaks one of both bans", "pilkada-2024", "kepala_daerah", "2024-03-22",
     "PLK-71-5", LAW_FITS},
    {"decisions of 2020 in the campaign alone", "pilkada-2020", "pns", "2020-09-25", "SKB20-15",
     LAW_OTHER_STAGE},
    {"and in it", "pilkada-2020", "pns", "2020-09-26", "SKB20-15", LAW_FITS},
    {"to resign is a duty once determined", "pilkada-2024", "pns", "2024-09-21", "U20-56",
     LAW_OTHER_SIDE},
    {"from that day on", "pilkada-2024", "pns", "2024-09-22", "U20-56", LAW_FITS},
    {"of all ASN", "pilkada-2024", "pppk", "2024-09-21", "U20-59-3", LAW_OTHER_SIDE},
    {"of a soldier", "pilkada-2024", "tni", "2024-09-21", "PLK-7-2t", LAW_OTHER_SIDE},
    {"of a village head", "pilkada-2024", "kades", "2024-09-21", "DES-26-4g", LAW_OTHER_SIDE},
    {"and hers from then on", "pilkada-2024", "kades", "2024-09-22", "DES-26-4g", LAW_FITS},
};

static void an_act_binds_on_its_days_alone(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(BINDS); i++) {
        struct date d = day(BINDS[i].day);
        const struct law_act *act = law_act_on(w->law, str_from_c(BINDS[i].act), d);
        struct law_question_of asked = {str_from_c(BINDS[i].subject),
                                        d,
                                        law_election(w->law, str_from_c(BINDS[i].election)),
                                        {0}};
        assert_true(act && asked.election);
        if (law_act_misfit(act, &asked) != BINDS[i].misfit)
            fail_msg("%s", BINDS[i].name);
    }
}

static void a_repeat_vote_without_a_campaign_has_no_campaign_days(void **state) {
    static const struct str IDS[] = {STR_INIT("campaign")};
    const struct world *w = *state;
    const struct law_election *e = law_election(w->law, STR("psu-serang-2025"));
    assert_non_null(e);
    assert_null(law_stage(e, IDS[0]));
    for (int32_t d = e->opens.day; d <= e->closes.day; d++)
        assert_false(law_in_stages(e, (struct law_words_list){IDS, 1}, (struct date){d}));
}

/* On a day that an act leaves out, the adviser says when it does bind. */
static void the_adviser_names_the_acts_of_other_days(void **state) {
    static const struct {
        const char *topic, *subject, *day, *elsewhen;
        enum law_verdict verdict;
    } CASES[] = {
        {"keputusan", "pejabat_negara", "2023-10-01", "PML-282", LAW_AVOID},
        {"keputusan", "pejabat_negara", "2023-12-01", NULL, LAW_FORBIDDEN},
    };
    const struct world *w = *state;
    const struct law_election *e = law_election(w->law, STR("pemilu-2024"));
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_question_of asked = {str_from_c(CASES[i].subject), day(CASES[i].day), e, {0}};
        struct law_advice advice =
            law_advise(w->a, w->law, law_topic(w->law, str_from_c(CASES[i].topic)), &asked);
        assert_int_equal(advice.verdict, CASES[i].verdict);
        assert_ptr_equal(advice.calendar, e);
        assert_int_equal(advice.elsewhen_count, CASES[i].elsewhen ? 1 : 0);
        if (CASES[i].elsewhen)
            assert_string_equal(advice.elsewhen[0]->row.id.ptr, CASES[i].elsewhen);
    }
}

#define READ_CITE                                                                                  \
    { .text = STR_INIT("UU X"), .confidence = LAW_HIGH, .verified = true }
static const struct str CAMPAIGN[] = {STR_INIT("campaign")};

/* All that is asked was read; what days decide is no surer than the calendar. */
static void what_a_calendar_decides_bears_its_badge(void **state) {
    static const struct law_act PLAIN = {.row = {.cite = READ_CITE}},
                                SIDED = {.row = {.cite = READ_CITE},
                                         .side = LAW_AFTER_DETERMINATION},
                                STAGED = {.row = {.cite = READ_CITE}, .stages = {CAMPAIGN, 1}};
    static const struct law_answer ALWAYS = {.cite = READ_CITE},
                                   BEFORE = {.cite = READ_CITE, .side = LAW_BEFORE_DETERMINATION};
    static const struct {
        const char *name;
        const struct law_act *acts[2], *elsewhen;
        const struct law_answer *answer;
        bool badge; /* of a calendar that was not verified */
    } CASES[] = {
        {"an act of all days", {&PLAIN}, NULL, NULL, false},
        {"an act of one side", {&SIDED}, NULL, NULL, true},
        {"an act of a stage", {&STAGED}, NULL, NULL, true},
        {"one of all days is enough", {&STAGED, &PLAIN}, NULL, NULL, false},
        {"an answer of all days", {NULL}, NULL, &ALWAYS, false},
        {"an answer of one side", {NULL}, NULL, &BEFORE, true},
        {"an answer since an act binds on other days", {NULL}, &STAGED, &ALWAYS, true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        for (int verified = 0; verified < 2; verified++) {
            struct law_election e = {.cite = READ_CITE};
            struct law_finding findings[2] = {{.act = CASES[i].acts[0]}, {.act = CASES[i].acts[1]}};
            struct law_advice advice = {.findings = findings,
                                        .finding_count = (CASES[i].acts[0] != NULL) +
                                                         (size_t)(CASES[i].acts[1] != NULL),
                                        .answer = CASES[i].answer,
                                        .elsewhen = &CASES[i].elsewhen,
                                        .elsewhen_count = CASES[i].elsewhen != NULL,
                                        .calendar = &e};
            e.cite.verified = verified;
            if (law_advice_needs_badge(&advice) != (CASES[i].badge && !verified))
                fail_msg("%s, %s", CASES[i].name, verified ? "verified" : "not verified");
        }
}

static void the_days_of_stages_are_told_in_words(void **state) {
    static const struct str IDS[] = {STR_INIT("campaign"), STR_INIT("ban"), STR_INIT("early"),
                                     STR_INIT("oath"), STR_INIT("moon")};
    const struct law_stage stages[] = {
        {.id = IDS[0],
         .label = {STR("Kampanye"), STR("Campaign")},
         .from = day("2024-09-25"),
         .to = day("2024-11-23")},
        {.id = IDS[1],
         .label = {STR("Larangan"), STR("Ban")},
         .from = day("2024-03-22"),
         .to = {LAW_OPEN},
         .when = {STR("sampai akhir masa jabatan"), STR("to the end of the term")}},
        {.id = IDS[2],
         .label = {STR("Awal"), STR("Early")},
         .from = {INT32_MIN},
         .to = day("2024-01-26")},
        {.id = IDS[3],
         .label = {STR("Sumpah"), STR("Oath")},
         .from = {LAW_OPEN},
         .to = {LAW_OPEN},
         .when = {STR("kemudian"), STR("later")}},
    };
    struct arena *a = ((struct world *)*state)->a;
    const struct law_election e = {.stages = stages, .stage_count = COUNT_OF(stages)};
    struct law_act act = {.stages = {IDS, COUNT_OF(IDS)}};
    assert_string_equal(arena_c(a, law_act_days(a, &act, &e, false)),
                        "Kampanye (2024-09-25 s.d. 2024-11-23), "
                        "Larangan (mulai 2024-03-22 sampai akhir masa jabatan), "
                        "Awal (s.d. 2024-01-26), Sumpah (kemudian), "
                        "moon (pemilihan ini tidak memuat tahapan itu)");
    assert_string_equal(arena_c(a, law_act_days(a, &act, &e, true)),
                        "Campaign (2024-09-25 to 2024-11-23), "
                        "Ban (from 2024-03-22 to the end of the term), "
                        "Early (until 2024-01-26), Oath (later), "
                        "moon (this election has no such stage)");
    act.stages.count = 0;
    assert_int_equal(law_act_days(a, &act, &e, false).len, 0);
}

/* A stage without days holds none; one without a first or a last day holds all before or after. */
static void a_day_lies_in_a_stage_that_has_it(void **state) {
    static const struct str OPEN[] = {STR_INIT("ban"), STR_INIT("oath")}, OATH = STR_INIT("oath");
    const struct law_stage stages[] = {
        {.id = OPEN[0], .from = day("2024-03-22"), .to = {LAW_OPEN}},
        {.id = OATH, .from = {LAW_OPEN}, .to = {LAW_OPEN}},
    };
    const struct law_election e = {.stages = stages, .stage_count = COUNT_OF(stages)};
    const struct law_words_list both = {OPEN, 2}, oath = {&OATH, 1}, none = {0};
    (void)state;
    assert_false(law_in_stages(&e, both, day("2024-03-21")));
    assert_true(law_in_stages(&e, both, day("2024-03-22")));
    assert_true(law_in_stages(&e, both, day("2100-01-01")));
    assert_false(law_in_stages(&e, oath, day("2024-03-22")));
    assert_false(law_in_stages(&e, none, day("2024-03-22")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_act_binds_on_its_days_alone),
        cmocka_unit_test(a_repeat_vote_without_a_campaign_has_no_campaign_days),
        cmocka_unit_test(the_adviser_names_the_acts_of_other_days),
        cmocka_unit_test(what_a_calendar_decides_bears_its_badge),
        cmocka_unit_test(the_days_of_stages_are_told_in_words),
        cmocka_unit_test(a_day_lies_in_a_stage_that_has_it),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
