#include "law/law_sample.h"

/* Which branch of law the shipped rules propose for what somebody did, and why none at all. */

enum { BY_PPK = 1U << LAW_ETHICS | 1U << LAW_DISCIPLINE | 1U << LAW_DISMISSAL };

static struct law_proposal propose(const struct world *w, const char *class, const char *act,
                                   const char *on, const char *election) {
    struct law_proposal_asked asked = {
        .of = {.subject = str_from_c(class),
               .election = law_election(w->law, str_from_c(election)),
               .region = STR("16.06")},
        .has_day = on[0] != 0,
        .act = str_from_c(act),
        .tracks = BY_PPK,
    };
    if (asked.has_day)
        asked.of.day = day(on);
    return law_propose(w->a, w->law, &asked);
}

static void the_determination_divides_ethics_from_discipline(void **state) {
    static const struct {
        const char *what, *class, *act, *on, *election, *want, *by;
    } CASES[] = {
        {"the day before", "pns", "DIS-04", "2024-09-21", "pilkada-2024", "ethics", "KE-03"},
        {"the day itself lies after", "pns", "KE-03", "2024-09-22", "pilkada-2024", "discipline",
         "DIS-04"},
        {"what was reported may be right already", "pns", "KE-03", "2024-09-10", "pilkada-2024",
         "ethics", "KE-03"},
        {"each election has its own day", "pns", "KE-03", "2023-11-12", "pemilu-2024", "ethics",
         "KE-03"},
        {"and its own side", "pns", "KE-03", "2023-11-13", "pemilu-2024", "discipline", "DIS-04"},
        {"the joint decree binds contract staff", "pppk", "KE-03", "2024-10-12", "pilkada-2024",
         "discipline", "DIS-04"},
        {"a party's member is dismissed, before", "pns", "UUASN-52", "2024-09-01", "pilkada-2024",
         "", "no_act"},
        {"party membership knows no side", "pns", "DIS-05", "2024-09-01", "pilkada-2024",
         "dismissal", "DIS-05"},
        {"a village head is no matter of these", "kades", "KE-03", "2024-10-12", "pilkada-2024", "",
         "no_rule"},
        {"no act", "pns", "", "2024-10-12", "pilkada-2024", "", "no_act"},
        {"an act that nobody knows", "pns", "KE-99", "2024-10-12", "pilkada-2024", "", "no_act"},
        {"no day", "pns", "KE-03", "", "pilkada-2024", "", "no_day"},
        {"no election that is known", "pns", "KE-03", "2024-10-12", "pilkada-1999", "",
         "no_election"},
        {"not held in that region", "pns", "KE-03", "2025-07-20", "pilkada-ulang-2025", "",
         "not_held"},
        {"no class", "", "KE-03", "2024-10-12", "pilkada-2024", "", "no_class"},
        {"class not known", "unknown", "KE-03", "2024-10-12", "pilkada-2024", "", "no_class"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_proposal p =
            propose(w, CASES[i].class, CASES[i].act, CASES[i].on, CASES[i].election);
        struct str got = p.why_not ? STR("") : law_track_name(p.track);
        struct str by = p.why_not ? law_unproposed_name(p.why_not) : p.acts[0]->row.id;
        if (!str_equal(got, str_from_c(CASES[i].want)) || !str_equal(by, str_from_c(CASES[i].by)))
            fail_msg("%s: %.*s by %.*s", CASES[i].what, STR_ARG(got), STR_ARG(by));
    }
}

/* A penal article was reported: acts of the same topics speak, and it is said that they do. */
static void acts_of_the_same_topic_speak_where_the_reported_one_leads_elsewhere(void **state) {
    const struct world *w = *state;
    size_t related = 0;
    for (size_t i = 0; i < w->law->act_count; i++) {
        const struct law_act *act = &w->law->acts[i];
        if (act->track != LAW_CRIMINAL)
            continue;
        struct str id = act->row.id;
        struct law_proposal_asked asked = {.of = {STR("pns"), day("2024-10-12"),
                                                  law_election(w->law, STR("pilkada-2024")),
                                                  STR("16")},
                                           .has_day = true,
                                           .act = id,
                                           .tracks = BY_PPK};
        struct law_proposal p = law_propose(w->a, w->law, &asked);
        assert_true(p.why_not || p.related);
        for (size_t k = 0; k < p.act_count; k++)
            assert_true(p.acts[k]->track <= LAW_DISMISSAL);
        related += !p.why_not;
    }
    assert_true(related > 0);
}

/* Two acts of one topic in two branches: the program does not choose. */
static void several_ways_are_left_open(void **state) {
    const struct world *w = *state;
    size_t open = 0;
    for (size_t i = 0; i < w->law->act_count; i++)
        for (unsigned side = 0; side < 2; side++) {
            struct law_proposal_asked asked = {
                .of = {STR("pns"), day(side ? "2024-10-12" : "2024-09-10"),
                       law_election(w->law, STR("pilkada-2024")), STR("16")},
                .has_day = true,
                .act = w->law->acts[i].row.id,
                .tracks = BY_PPK};
            struct law_proposal p = law_propose(w->a, w->law, &asked);
            bool differ = false;
            for (size_t k = 0; k < p.act_count; k++)
                differ = differ || p.acts[k]->track != p.acts[0]->track;
            assert_int_equal(differ, p.why_not == LAW_SEVERAL_WAYS);
            open += differ;
        }
    assert_true(open > 0);
}

/* The annex' tier stands with the act; where the law names none, none is told. */
static void the_act_says_which_tier(void **state) {
    static const struct {
        const char *what, *act, *on, *track, *tier, *no_tier;
    } CASES[] = {
        {"liking a candidate's post", "DIS-06", "2024-10-12", "discipline", "berat", ""},
        {"the same before the determination", "DIS-06", "2024-09-10", "ethics", "moral", ""},
        {"approaching parties", "DIS-03", "2024-09-10", "discipline", "sedang", ""},
        {"party membership", "DIS-05", "2024-10-12", "dismissal", "ptdh", ""},
        {"the form that PP 94/2021 forgot", "P94-N1", "2024-10-12", "discipline", "", "gap"},
        {"the annex' last row", "DIS-13", "2024-10-12", "discipline", "", "gap"},
        {"no act, no tier", "", "2024-10-12", "", "", ""},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_proposal p = propose(w, "pns", CASES[i].act, CASES[i].on, "pilkada-2024");
        struct str track = p.why_not ? STR("") : law_track_name(p.track);
        if (!str_equal(track, str_from_c(CASES[i].track)) ||
            !str_equal(p.tier, str_from_c(CASES[i].tier)) ||
            !str_equal(law_untiered_name(p.no_tier), str_from_c(CASES[i].no_tier)))
            fail_msg("%s: %.*s %.*s %.*s", CASES[i].what, STR_ARG(track), STR_ARG(p.tier),
                     STR_ARG(law_untiered_name(p.no_tier)));
    }
}

/* Whatever is proposed for whatever act: a tier that all acts that speak name, or why not. */
static void a_gap_of_the_law_is_never_filled(void **state) {
    const struct world *w = *state;
    size_t gaps = 0, several = 0;
    for (size_t i = 0; i < w->law->act_count; i++) {
        struct law_proposal_asked asked = {.of = {STR("pns"), day("2024-10-12"),
                                                  law_election(w->law, STR("pilkada-2024")),
                                                  STR("16")},
                                           .has_day = true,
                                           .act = w->law->acts[i].row.id,
                                           .tracks = BY_PPK};
        struct law_proposal p = law_propose(w->a, w->law, &asked);
        bool gap = false, differ = false;
        for (size_t k = 0; !p.why_not && k < p.act_count; k++) {
            gap = gap || !p.acts[k]->tier.len;
            differ = differ || !str_equal(p.acts[k]->tier, p.acts[0]->tier);
        }
        assert_int_equal(p.no_tier, gap ? LAW_TIER_GAP : differ ? LAW_TIER_SEVERAL : LAW_TIERED);
        assert_true(!p.no_tier || !p.tier.len);
        gaps += gap;
        several += differ && !gap;
    }
    assert_true(gaps > 0 && several > 0);
}

static void an_outcome_fits_in_branch_and_tier(void **state) {
    static const struct str HEAVY[] = {STR_INIT("berat"), STR_INIT("ptdh")};
    static const struct law_proposal BERAT = {.track = LAW_DISCIPLINE, .tier = STR_INIT("berat")},
                                     GAP = {.track = LAW_DISCIPLINE, .no_tier = LAW_TIER_GAP},
                                     NONE = {.why_not = LAW_NO_DAY};
    enum { DISC = 1U << LAW_DISCIPLINE, ETH = 1U << LAW_ETHICS };
    static const struct {
        const char *what;
        const struct law_proposal *proposal;
        struct law_outcome outcome;
        enum law_fit want;
    } CASES[] = {
        {"both", &BERAT, {.tracks = DISC, .tiers = {HEAVY, 2}}, LAW_FIT_WHOLE},
        {"the branch, another tier",
         &BERAT,
         {.tracks = DISC, .tiers = {HEAVY + 1, 1}},
         LAW_FIT_NONE},
        {"the branch, the tier left open", &BERAT, {.tracks = DISC}, LAW_FIT_TRACK},
        {"another branch", &BERAT, {.tracks = ETH}, LAW_FIT_NONE},
        {"no branch at all", &BERAT, {.tracks = 0}, LAW_FIT_NONE},
        {"a gap fits no tier", &GAP, {.tracks = DISC, .tiers = {HEAVY, 2}}, LAW_FIT_NONE},
        {"a gap fits its branch", &GAP, {.tracks = DISC}, LAW_FIT_TRACK},
        {"nothing proposed", &NONE, {.tracks = DISC | ETH}, LAW_FIT_NONE},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (law_proposal_fit(CASES[i].proposal, &CASES[i].outcome) != CASES[i].want)
            fail_msg("%s", CASES[i].what);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_determination_divides_ethics_from_discipline),
        cmocka_unit_test(acts_of_the_same_topic_speak_where_the_reported_one_leads_elsewhere),
        cmocka_unit_test(several_ways_are_left_open),
        cmocka_unit_test(the_act_says_which_tier),
        cmocka_unit_test(a_gap_of_the_law_is_never_filled),
        cmocka_unit_test(an_outcome_fits_in_branch_and_tier),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
