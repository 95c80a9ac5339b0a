#include "law/path_sample.h"

/* PP 11/2017 Ps 266(1) a, (2), 267-270, 288; PP 49/2018 Ps 71-74: of who holds a high post the
 * appointing authority proposes and the President decides. */

static const struct path {
    const char *step, *outcome, *class, *state, *clock, *decision, *set;
} PATHS[] = {
    {"propose_president_heavy", "pns_heavy", "pns", "president_heavy", "PNS-HEAVY.dismissal",
     "president_decides_heavy", "removal_set dismissal_set"},
    {"propose_president", "pns_party", "pns", "president_party", "PNS-PARTY.dismissal",
     "president_decides_party", "removal_set"},
    {"propose_president", "pns_party_resigned", "pns", "president_discharge",
     "PNS-PARTY-R.dismissal", "president_decides_discharge", "discharge_set"},
    {"propose_president", "pns_candidate", "pns", "president_discharge", "PNS-CAND.dismissal",
     "president_decides_discharge", "discharge_set"},
    {"propose_president_pancasila", "pns_pancasila", "pns", "president_pancasila",
     "PNS-CRIME.dismissal", "president_decides_pancasila", "conviction_set"},
    {"propose_president_convicted", "office_crime", "pns", "president_office_crime",
     "PNS-CRIME.dismissal", "president_decides_office_crime", "conviction_set"},
    {"propose_president_convicted", "planned_crime", "pns", "president_planned_crime",
     "PNS-CRIME.dismissal", "president_decides_planned_crime", "conviction_set"},
    {"propose_president_convicted", "short_crime", "pns", "president_short_crime",
     "PNS-CRIME.dismissal", "president_decides_short_crime", "conviction_set"},
    {"propose_president_convicted", "unplanned_crime", "pns", "president_unplanned_crime",
     "PNS-CRIME.dismissal", "president_decides_unplanned_crime", "conviction_set"},
    {"propose_president_contract_heavy", "pppk_heavy", "pppk", "president_contract_heavy",
     "PPPK-HEAVY.dismissal", "president_decides_contract_heavy", "removal_set"},
    {"propose_president_contract", "pppk_party", "pppk", "president_contract_party",
     "PPPK-PARTY.dismissal", "president_decides_contract_party", "removal_set"},
    {"propose_president_contract_pancasila", "pppk_pancasila", "pppk",
     "president_contract_pancasila", "PPPK-OTHER.dismissal", "president_decides_contract_pancasila",
     "conviction_set"},
    {"propose_president_contract_convicted", "crime", "pppk", "president_contract_convicted",
     "PPPK-OTHER.dismissal", "president_decides_contract_convicted", "conviction_set"},
};

static void check_decision(const struct law_rulebook *r, const struct path *path) {
    const struct law_state *waits = state_of(r, path->state);
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *step = &r->steps[i];
        if (!law_step_leaves(step, waits))
            continue;
        bool decides = str_equal(step->name, str_from_c(path->decision));
        if (!decides && !is_among(step->name, "president_returns president_returns_convicted "
                                              "president_returns_contract "
                                              "president_returns_contract_convicted "
                                              "president_finds_not_proven "
                                              "president_finds_contract_not_proven "
                                              "president_keeps_convicted"))
            fail_msg("%s: %.*s is offered", path->state, STR_ARG(step->name));
        assert_string_equal(law_step_doer(step, waits).ptr, "president");
        for (size_t k = 0; k < step->outcome_count && decides; k++)
            assert_true(is_among(step->outcomes[k].to->id, path->set));
    }
}

static void the_authority_proposes_and_the_president_decides(void **state) {
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(PATHS); i++) {
            const struct path *path = &PATHS[i];
            const struct law_rulebook *r = rules_of(*state, b);
            const struct law_step *step = step_of(r, path->step);
            const struct law_outcome *o = outcome_of(r, path->step, path->outcome);
            assert_ptr_equal(o->to, state_of(r, path->state));
            assert_string_equal(o->to->waits_for.ptr, "president");
            assert_true(starts(o, path->clock));
            assert_string_equal(step->actor.ptr, "ppk");
            assert_int_equal(step->on_behalf.len, 0); /* in its own name: no secretary proposes */
            assert_string_equal(step->document.ptr, "USUL-PRESIDEN");
            assert_true(requires_field(step, "post") && is_for(step, path->class));
            /* which posts of a PPPK are "certain" was not read */
            assert_int_equal(
                step->cite.verified,
                strcmp(path->class, "pns") == 0 &&
                    !is_among(step->name, "propose_president_convicted propose_president_heavy"));
            check_decision(r, path);
        }
}

/* What the articles that were read leave open has no way to the President here. */
static void what_no_article_gives_him_is_not_proposed_to_him(void **state) {
    const struct law_rulebook *r = rules_of(*state, 0);
    for (size_t i = 0; i < r->step_count; i++)
        for (size_t k = 0; k < r->steps[i].outcome_count; k++) {
            const struct law_outcome *o = &r->steps[i].outcomes[k];
            if (str_starts(o->to->id, STR("president_")) &&
                is_among(o->value, "pns_candidate_stayed pppk_request"))
                fail_msg("%.*s", STR_ARG(o->value));
        }
}

/* What the ground has in law, and nothing else: a crime of office is never with honour, nobody but
 * who did not plan the crime is kept, and only what no court judged can be not proven. */
static void a_decree_is_offered_as_the_ground_has_it(void **state) {
    static const struct {
        const char *decision, *outcomes;
    } ROWS[] = {{"president_decides_pancasila", "without_honour"},
                {"president_decides_office_crime", "without_honour"},
                {"president_decides_planned_crime", "without_honour with_honour"},
                {"president_decides_short_crime", "with_honour"},
                {"president_decides_unplanned_crime", "with_honour"},
                {"president_keeps_convicted", "kept"},
                {"president_finds_not_proven", "not_proven"},
                {"president_finds_contract_not_proven", "not_proven"},
                {"president_decides_contract_pancasila", "without_honour"},
                {"president_decides_contract_convicted", "without_honour"},
                {"decide_ptdh_office_crime", "without_honour"},
                {"end_contract_crime", "without_honour"}};
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
            const struct law_step *step = step_of(rules_of(*state, b), ROWS[i].decision);
            size_t words = 1;
            for (const char *c = ROWS[i].outcomes; *c; c++)
                words += *c == ' ';
            assert_int_equal(step->outcome_count, words);
            for (size_t k = 0; k < step->outcome_count; k++)
                assert_true(is_among(step->outcomes[k].value, ROWS[i].outcomes));
        }
}

/* Nobody leaves the service by it, so no day is asked for from which it is in force; nobody is
 * found not to have done what a court judged. */
static void what_ends_nothing_asks_for_no_day_of_effect(void **state) {
    static const struct {
        const char *step, *from, *to;
    } ROWS[] = {{"president_finds_not_proven",
                 "president_heavy president_party president_pancasila", "not_proven_decided"},
                {"president_finds_contract_not_proven",
                 "president_contract_heavy president_contract_party president_contract_pancasila",
                 "not_proven_decided"},
                {"president_keeps_convicted", "president_unplanned_crime", "judgment_known"}};
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
            const struct law_step *step = step_of(rules_of(*state, b), ROWS[i].step);
            for (size_t k = 0; k < step->from_count; k++)
                assert_true(is_among(step->from[k]->id, ROWS[i].from));
            assert_string_equal(step->outcomes[0].to->id.ptr, ROWS[i].to);
            assert_true(requires_field(step, "decision_date") && requires_field(step, "reasons"));
            assert_false(requires_field(step, "effective_for"));
        }
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(PATHS); i++)
            assert_true(
                requires_field(step_of(rules_of(*state, b), PATHS[i].decision), "effective_for"));
}

/* A deviation has no judgment: returned, it waits for another decision over discipline. */
static void a_returned_proposal_goes_where_its_ground_came_from(void **state) {
    static const struct {
        const char *state, *step, *to;
    } ROWS[] = {
        {"president_pancasila", "president_returns", "decision_due"},
        {"president_office_crime", "president_returns_convicted", "judgment_known"},
        {"president_contract_pancasila", "president_returns_contract", "decision_due"},
        {"president_contract_convicted", "president_returns_contract_convicted", "judgment_known"}};
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
            const struct law_rulebook *r = rules_of(*state, b);
            const struct law_step *step = step_of(r, ROWS[i].step);
            assert_true(law_step_leaves(step, state_of(r, ROWS[i].state)));
            assert_string_equal(step->outcomes[0].to->id.ptr, ROWS[i].to);
        }
    const struct law_rulebook *r = rules_of(*state, 0);
    assert_true(state_of(r, "president_crime")->former);
    assert_true(state_of(r, "president_contract_crime")->former);
}

static void the_table_of_authorities_names_him(void **state) {
    static const struct {
        const char *examinee, *imposer;
    } ROWS[] = {{"jpt_utama", "president"},     {"jpt_madya", "president"},
                {"jf_ahli_utama", "president"}, {"jpt_pratama", "ppk"},
                {"administrator", "ppk"},       {"jf_lain", "ppk"}};
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        size_t found = 0;
        for (size_t k = 0; k < w->law->imposer_count; k++) {
            const struct law_imposer *row = &w->law->imposers[k];
            if (!law_lists(row->punishments, STR("ptdh")) ||
                !str_equal(row->examinee_id, str_from_c(ROWS[i].examinee)))
                continue;
            found++;
            assert_string_equal(row->imposer_id.ptr, ROWS[i].imposer);
        }
        assert_int_equal(found, 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_authority_proposes_and_the_president_decides),
        cmocka_unit_test(what_no_article_gives_him_is_not_proposed_to_him),
        cmocka_unit_test(a_decree_is_offered_as_the_ground_has_it),
        cmocka_unit_test(what_ends_nothing_asks_for_no_day_of_effect),
        cmocka_unit_test(a_returned_proposal_goes_where_its_ground_came_from),
        cmocka_unit_test(the_table_of_authorities_names_him),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
