#include "law/path_sample.h"

/* What the law says of who was convicted, of who asks to leave too early, and of a remedy that was
 * lodged too late: honour, papers, days. */

/* PP 49/2018 Ps 53(3), UU 20/2023 Ps 52(3)-(4), PP 11/2017 Ps 247-251, 254(4): what the law calls
 * without honour, and where two texts differ, both. */
static void honour_is_what_the_law_says_of_the_ground(void **state) {
    static const struct {
        const char *step, *with, *without; /* tiers, NULL: not open */
    } GROUNDS[] = {
        {"decide_ptdh", NULL, "ptdh"},
        {"decide_ptdh_candidate", NULL, "ptdh"},
        {"decide_ptdh_pancasila", NULL, "ptdh"},
        {"decide_ptdh_office_crime", NULL, "ptdh"},
        {"decide_ptdh_planned_crime", NULL, "ptdh"},
        {"decide_planned_crime_honour", "pdh", NULL},
        {"decide_short_crime", "pdh", NULL},
        {"decide_unplanned_crime", "pdh", NULL},
        {"end_contract", "berat", "ptdh"},
        {"end_contract_party", NULL, "ptdh"},
        {"end_contract_pancasila", NULL, "ptdh"},
        {"end_contract_crime", NULL, "ptdh"},
        {"end_contract_planned_crime", "pdh", "ptdh"},
        {"end_contract_unplanned_crime", "pdh", NULL},
    };
    const struct law_rulebook *r = rules_of(*state, 0);
    for (size_t i = 0; i < COUNT_OF(GROUNDS); i++) {
        const struct law_step *s = step_of(r, GROUNDS[i].step);
        assert_int_equal(s->outcome_count, !!GROUNDS[i].with + !!GROUNDS[i].without);
        if (GROUNDS[i].with)
            assert_true(law_lists(outcome_of(r, GROUNDS[i].step, "with_honour")->tiers,
                                  str_from_c(GROUNDS[i].with)));
        if (GROUNDS[i].without)
            assert_true(law_lists(outcome_of(r, GROUNDS[i].step, "without_honour")->tiers,
                                  str_from_c(GROUNDS[i].without)));
        if (GROUNDS[i].with && GROUNDS[i].without)
            assert_true(requires_field(s, "legal_review"));
    }
}

/* A decision without honour is issued on the letter of one, and no other is. */
static void a_decision_is_issued_on_the_letter_of_its_honour(void **state) {
    size_t with = 0, without = 0;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_rulebook *r = rules_of(*state, b);
        for (size_t i = 0; i < r->step_count; i++) {
            const struct law_step *s = &r->steps[i];
            bool ptdh = str_equal(s->document, STR("SK-PTDH"));
            if (!ptdh && !str_equal(s->document, STR("SK-PDH")))
                continue;
            for (size_t k = 0; k < s->outcome_count; k++)
                if (law_lists(s->outcomes[k].tiers, STR("ptdh")) != ptdh)
                    fail_msg("%.*s is issued on %.*s", STR_ARG(s->name), STR_ARG(s->document));
            *(ptdh ? &without : &with) += 1;
        }
    }
    assert_true(with > 0 && without > 0);
    static const char *const DIFFER[] = {"decide_ptdh_planned_crime",
                                         "decide_planned_crime_honour"};
    for (size_t i = 0; i < COUNT_OF(DIFFER); i++)
        assert_true(requires_field(step_of(rules_of(*state, 0), DIFFER[i]), "legal_review"));
}

/* PP 11/2017 Ps 247, 250 b, d, 251, PP 49/2018 Ps 53(2) a, (3) b, d: a final judgment. PP 49/2018
 * Ps 73(1) proposes who is named as a suspect; that the proposal waits is our reading, with a
 * badge. A PNS's rests on articles that an unread part of PP 17/2020 may have changed. A deviation
 * from Pancasila has no judgment. */
static void who_was_convicted_is_proposed_by_the_final_judgment(void **state) {
    static const char *const JUDGMENT[] = {"judgment_number", "judgment_court", "judgment_final_on",
                                           "sentence_months"};
    static const struct {
        const char *step;
        bool judgment;
    } STEPS[] = {{"propose_dismissal_convicted", true},
                 {"propose_end_contract_convicted", true},
                 {"propose_dismissal_pancasila", false},
                 {"propose_end_contract_pancasila", false}};
    const struct world *w = *state;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
            const struct law_step *s = step_of(rules_of(w, b), STEPS[i].step);
            for (size_t k = 0; k < COUNT_OF(JUDGMENT); k++)
                assert_int_equal(requires_field(s, JUDGMENT[k]), STEPS[i].judgment);
            assert_int_equal(str_equal(s->document, STR("USUL-PIDANA")), STEPS[i].judgment);
            assert_int_equal(s->cite.verified, !STEPS[i].judgment);
            assert_false(is_for(s, "cpns")); /* PP 11/2017 Ps 37(2) is another path */
        }
    const struct law_letter *letter = law_letter(w->law, STR("USUL-PIDANA"));
    assert_non_null(letter);
    for (size_t i = 0; i < letter->field_count; i++)
        assert_int_equal(letter->fields[i].need, LAW_ALWAYS);
}

/* PP 11/2017 Ps 247, 248(1): a crime that was not planned need not end the service. What then is
 * decided is the breach of discipline. */
static void who_is_kept_in_spite_of_a_conviction_is_still_judged(void **state) {
    const struct law_rulebook *r = rules_of(*state, 0);
    const struct law_outcome *kept = outcome_of(r, "keep_convicted", "kept");
    assert_ptr_equal(kept->to, state_of(r, "judgment_known"));
    assert_int_equal(kept->stop_count, 1);
    assert_string_equal(kept->stops[0]->id.ptr, "PNS-CRIME.dismissal");
    assert_int_equal(kept->tracks, 0);
    assert_true(requires_field(step_of(r, "keep_convicted"), "conditions"));
}

/* --- before the examination, and after the dismissal --- */

static bool needs_one_of(const struct law_step *step, const char *names) {
    bool needs = false;
    for (size_t i = 0; i < step->need_count; i++)
        needs = needs || is_among(step->needs[i]->name, names);
    return needs;
}

/* Marks all states that lie behind one, by steps other than those and those that need them. */
static void flood(const struct law_rulebook *r, const struct law_state *from, const char *without,
                  bool *seen) {
    seen[from - r->states] = true;
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *step = &r->steps[i];
        if (!law_step_leaves(step, from) || is_among(step->name, without) ||
            needs_one_of(step, without))
            continue;
        for (size_t k = 0; k < step->outcome_count; k++)
            if (!seen[step->outcomes[k].to - r->states])
                flood(r, step->outcomes[k].to, without, seen);
    }
}

static bool reaches(struct arena *a, const struct law_rulebook *r, const char *from,
                    const char *without, const char *to) {
    bool *seen = NEW(a, bool, r->state_count);
    flood(r, state_of(r, from), without, seen);
    return seen[state_of(r, to) - r->states];
}

/* PP 11/2017 Ps 266, PP 49/2018 Ps 73 name no examination; PP 94/2021 Ps 26(4), 27(1) ask for one,
 * or for two absences, before a sanction over discipline. So a conviction is proposed without one,
 * and whoever comes back from there is not sanctioned without one. */
static void a_conviction_waits_for_no_examination_and_a_sanction_does(void **state) {
    static const char EXAMINED[] = "report_examination record_second_absence";
    const struct world *w = *state;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_rulebook *r = rules_of(w, b);
        assert_true(reaches(w->a, r, "with_ppk", EXAMINED, "dismissal_office_crime"));
        assert_true(reaches(w->a, r, "summoned", EXAMINED, "contract_crime"));
        assert_true(reaches(w->a, r, "dismissal_unplanned_crime", EXAMINED, "judgment_known"));
        assert_false(reaches(w->a, r, "with_ppk", EXAMINED, "decision_due"));
        assert_false(reaches(w->a, r, "with_ppk", EXAMINED, "punishment_set_ppk"));
        assert_true(reaches(w->a, r, "judgment_known", "", "decision_due"));
        assert_false(law_step_leaves(step_of(r, "propose_dismissal_pancasila"),
                                     state_of(r, "judgment_known"))); /* no court found it */
    }
}

/* PP 49/2018 Ps 73(1) proposes a suspect, Ps 53(3) b asks for a final judgment: between the two no
 * contract ends, and no time runs. */
static void no_contract_ends_on_a_suspicion(void **state) {
    const struct world *w = *state;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_rulebook *r = rules_of(w, b);
        const struct law_step *s = step_of(r, "propose_suspect");
        assert_true(is_for(s, "pppk") && !is_for(s, "pns") && !is_for(s, "cpns"));
        assert_int_equal(s->outcomes[0].start_count, 0);
        assert_false(s->cite.verified);
        assert_false(reaches(w->a, r, "contract_suspect",
                             "record_suspect_judgment report_examination record_second_absence",
                             "conviction_set"));
        assert_ptr_equal(outcome_of(r, "record_suspect_judgment", "known")->to,
                         state_of(r, "judgment_known"));
    }
}

/* PP 11/2017 Ps 37(2) c, e, f: neither honour, nor a proposal, nor a time, nor a day. */
static void a_candidate_civil_servant_leaves_as_the_article_says(void **state) {
    static const struct {
        const char *step, *outcome, *to;
    } ENDS[] = {{"end_candidacy", "breach", "removal_set"},
                {"end_candidacy", "party", "removal_set"},
                {"end_candidacy_convicted", "convicted", "conviction_set"}};
    const struct law_rulebook *r = rules_of(*state, 0);
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        const struct law_step *s = step_of(r, ENDS[i].step);
        const struct law_outcome *o = outcome_of(r, ENDS[i].step, ENDS[i].outcome);
        assert_true(is_for(s, "cpns") && !is_for(s, "pns") && !is_for(s, "pppk"));
        assert_ptr_equal(o->to, state_of(r, ENDS[i].to));
        assert_true(!o->tiers.count && !o->start_count && !s->cite.verified);
        assert_true(requires_field(s, "effective_for") && requires_field(s, "legal_review"));
    }
    assert_true(requires_field(step_of(r, "end_candidacy_convicted"), "judgment_final_on"));
}

/* Whoever was convicted of something else was not sanctioned over what was reported: only who says
 * that it was the same conduct closes the case as sanctioned. */
static void a_conviction_for_something_else_counts_as_no_sanction(void **state) {
    const struct world *w = *state;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_rulebook *r = rules_of(w, b);
        /* from the end by a suit alone, which needs the appeal against another dismissal */
        assert_false(reaches(w->a, r, "conviction_set", "sue_high", "dismissal_in_force"));
        assert_string_equal(step_of(r, "sue_high")->needs[0]->name.ptr, "decide_appeal");
        /* BPASN or the court may put another sanction in its place */
        static const char LIGHTER[] = "apply_conviction_appeal record_conviction_judgment";
        assert_true(reaches(w->a, r, "conviction_set", LIGHTER, "closed_sanctioned"));
        assert_false(reaches(w->a, r, "delivered_conviction",
                             "apply_conviction_appeal record_conviction_judgment record_conviction "
                             "record_conviction_after_moral keep_moral",
                             "closed_sanctioned"));
        assert_ptr_equal(outcome_of(r, "record_conviction", "other_matter")->to,
                         state_of(r, "closed_convicted"));
        assert_true(requires_field(step_of(r, "record_conviction"), "conduct"));
        assert_int_equal(state_of(r, "closed_convicted")->phase, LAW_DONE_OTHER);
    }
}

/* PP 79/2021 Ps 4(3), 12(1)-(3): no article names the day. What stands in its place is a day that
 * somebody answers for, with a badge. */
static void an_inadmissible_remedy_leaves_a_day_on_record(void **state) {
    static const struct {
        const char *decided, *waits, *step, *force;
    } REMEDIES[] = {
        {"decide_objection", "objection_inadmissible", "apply_inadmissible", "in_force"},
        {"decide_appeal", "appeal_inadmissible", "apply_inadmissible_appeal", "dismissal_in_force"},
        {"decide_conviction_appeal", "conviction_appeal_inadmissible",
         "apply_inadmissible_conviction", "conviction_in_force"},
    };
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(REMEDIES); i++) {
            const struct law_rulebook *r = rules_of(*state, b);
            const struct law_state *waits = state_of(r, REMEDIES[i].waits);
            assert_ptr_equal(outcome_of(r, REMEDIES[i].decided, "inadmissible")->to, waits);
            for (size_t k = 0; k < r->step_count; k++)
                assert_int_equal(law_step_leaves(&r->steps[k], waits),
                                 str_equal(r->steps[k].name, str_from_c(REMEDIES[i].step)));
            const struct law_step *s = step_of(r, REMEDIES[i].step);
            assert_ptr_equal(outcome_of(r, REMEDIES[i].step, "effective")->to,
                             state_of(r, REMEDIES[i].force));
            assert_true(requires_field(s, "effective_for") &&
                        requires_field(s, "effective_because"));
            assert_false(s->cite.verified);
        }
}

/* PP 49/2018 Ps 56, 65: approved later, the contract over, or not obeyed. */
static void a_postponed_request_ends_in_one_of_three_ways(void **state) {
    static const struct {
        const char *step, *outcome, *set;
    } ENDS[] = {{"end_contract_request", "discharged", "discharge_set"},
                {"end_contract_term", "ended", "contract_end_set"},
                {"end_contract_disobeyed", "ended", "contract_end_set"}};
    const struct law_rulebook *r = rules_of(*state, 0);
    const struct law_state *waits = state_of(r, "contract_postponed");
    const struct law_outcome *postponed = outcome_of(r, "postpone_request", "postponed");
    assert_ptr_equal(postponed->to, waits);
    assert_int_equal(postponed->stop_count, 1); /* B05.follow_up runs on: nothing is decided */
    assert_string_equal(postponed->stops[0]->id.ptr, "PPPK-REQUEST.dismissal");
    assert_true(requires_field(step_of(r, "postpone_request"), "term_percent") &&
                requires_field(step_of(r, "postpone_request"), "target_percent") &&
                requires_field(step_of(r, "postpone_request"), "postponed_until_for"));
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        const struct law_step *s = step_of(r, ENDS[i].step);
        assert_true(law_step_leaves(s, waits) && requires_field(s, "effective_for"));
        assert_ptr_equal(outcome_of(r, ENDS[i].step, ENDS[i].outcome)->to,
                         state_of(r, ENDS[i].set));
    }
    assert_true(requires_field(step_of(r, "end_contract_request"), "approved_because"));
}

static bool says(struct str text, const char *word) {
    return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

/* Whoever did not obey, or whose contract ran out, did not resign; nor was anybody punished. */
static void a_contract_that_ended_otherwise_is_called_no_resignation(void **state) {
    static const char *const STATES[] = {"contract_end_set", "delivered_contract_end",
                                         "contract_end_appealed", "closed_contract_ended"};
    static const char *const UNTRUE[] = {"mundur", "undurkan", "resign", "hukuman", "sanction"};
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(STATES); i++) {
            const struct law_state *s = state_of(rules_of(*state, b), STATES[i]);
            for (size_t k = 0; k < COUNT_OF(UNTRUE); k++)
                if (says(s->label.id, UNTRUE[k]) || says(s->label.en, UNTRUE[k]) ||
                    says(s->reporter.id, UNTRUE[k]) || says(s->reporter.en, UNTRUE[k]))
                    fail_msg("%s says \"%s\"", STATES[i], UNTRUE[k]);
        }
    assert_int_equal(state_of(rules_of(*state, 0), "closed_contract_ended")->phase, LAW_DONE_OTHER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(honour_is_what_the_law_says_of_the_ground),
        cmocka_unit_test(a_decision_is_issued_on_the_letter_of_its_honour),
        cmocka_unit_test(who_was_convicted_is_proposed_by_the_final_judgment),
        cmocka_unit_test(who_is_kept_in_spite_of_a_conviction_is_still_judged),
        cmocka_unit_test(a_conviction_waits_for_no_examination_and_a_sanction_does),
        cmocka_unit_test(no_contract_ends_on_a_suspicion),
        cmocka_unit_test(a_candidate_civil_servant_leaves_as_the_article_says),
        cmocka_unit_test(a_conviction_for_something_else_counts_as_no_sanction),
        cmocka_unit_test(an_inadmissible_remedy_leaves_a_day_on_record),
        cmocka_unit_test(a_postponed_request_ends_in_one_of_three_ways),
        cmocka_unit_test(a_contract_that_ended_otherwise_is_called_no_resignation),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
