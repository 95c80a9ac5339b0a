#include "law/path_sample.h"

/* How people leave the service: what a dismissal is proposed over, what may then be decided, which
 * remedy follows it, and when it takes effect. And who is not in the service at all. */

/* --- what is proposed, and what may be decided over it --- */

static const struct path {
    const char *step, *outcome, *class, *state, *clock,
        *decisions; /* clock: NULL, the law has none */
} PATHS[] = {
    {"propose_dismissal", "pns_party", "pns", "dismissal_party", "PNS-PARTY.dismissal",
     "decide_ptdh dismiss_not_proven"},
    {"propose_dismissal", "pns_party_resigned", "pns", "dismissal_party_resigned",
     "PNS-PARTY-R.dismissal", "decide_discharge_party"},
    {"propose_dismissal", "pns_candidate", "pns", "dismissal_candidate", "PNS-CAND.dismissal",
     "decide_discharge_candidate"},
    {"propose_dismissal_heavy", "pns_heavy", "pns", "dismissal_heavy", "PNS-HEAVY.dismissal",
     "decide_dismissal_honour decide_ptdh_heavy dismiss_not_proven"},
    {"propose_end_contract", "pppk_party", "pppk", "contract_party", "PPPK-PARTY.dismissal",
     "end_contract_party dismiss_not_proven"},
    {"propose_dismissal", "pns_candidate_stayed", "pns", "dismissal_candidate_stayed", NULL,
     "decide_ptdh_candidate dismiss_not_proven"},
    {"propose_dismissal_pancasila", "pns_pancasila", "pns", "dismissal_pancasila",
     "PNS-CRIME.dismissal", "decide_ptdh_pancasila deviation_not_proven"},
    {"propose_dismissal_convicted", "office_crime", "pns", "dismissal_office_crime",
     "PNS-CRIME.dismissal", "decide_ptdh_office_crime"},
    {"propose_dismissal_convicted", "planned_crime", "pns", "dismissal_planned_crime",
     "PNS-CRIME.dismissal", "decide_ptdh_planned_crime decide_planned_crime_honour"},
    {"propose_dismissal_convicted", "short_crime", "pns", "dismissal_short_crime",
     "PNS-CRIME.dismissal", "decide_short_crime"},
    {"propose_dismissal_convicted", "unplanned_crime", "pns", "dismissal_unplanned_crime",
     "PNS-CRIME.dismissal", "decide_unplanned_crime keep_convicted"},
    {"propose_end_contract_pancasila", "pppk_pancasila", "pppk", "contract_pancasila",
     "PPPK-OTHER.dismissal", "end_contract_pancasila deviation_not_proven"},
    {"propose_end_contract_convicted", "crime", "pppk", "contract_crime", "PPPK-OTHER.dismissal",
     "end_contract_crime"},
    {"propose_end_contract_convicted", "planned_crime", "pppk", "contract_planned_crime",
     "PPPK-OTHER.dismissal", "end_contract_planned_crime"},
    {"propose_end_contract_convicted", "unplanned_crime", "pppk", "contract_unplanned_crime",
     "PPPK-OTHER.dismissal", "end_contract_unplanned_crime"},
    {"propose_end_contract", "pppk_request", "pppk", "contract_request", "PPPK-REQUEST.dismissal",
     "end_contract_request postpone_request"},
    {"propose_end_contract_heavy", "pppk_heavy", "pppk", "contract_heavy", "PPPK-HEAVY.dismissal",
     "end_contract dismiss_not_proven"},
};

/* A decision for this path alone stops the path's clock and no other path's. */
static void stops_its_own(const struct law_step *step, const struct path *path) {
    for (size_t k = 0; k < step->outcome_count; k++) {
        bool own = !path->clock;
        for (size_t n = 0; n < step->outcomes[k].stop_count; n++) {
            struct str id = step->outcomes[k].stops[n]->id;
            bool its = path->clock && str_equal(id, str_from_c(path->clock));
            own = own || its;
            if (step->from_count == 1 && ends_with(id, STR(".dismissal")) && !its)
                fail_msg("%.*s stops %.*s", STR_ARG(step->name), STR_ARG(id));
        }
        if (!own)
            fail_msg("%.*s leaves %s running", STR_ARG(step->name), path->clock);
    }
}

static void check_path(const struct law_rulebook *r, const struct path *path) {
    const struct law_state *waits = state_of(r, path->state);
    const struct law_outcome *proposed = outcome_of(r, path->step, path->outcome);
    size_t decisions = 0;
    assert_ptr_equal(proposed->to, waits);
    assert_int_equal(proposed->start_count, path->clock ? 1 : 0);
    assert_true(!path->clock || starts(proposed, path->clock));
    const char *other = strcmp(path->class, "pns") == 0 ? "pppk" : "pns";
    assert_true(is_for(step_of(r, path->step), path->class));
    assert_false(is_for(step_of(r, path->step), other));
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *step = &r->steps[i];
        if (!law_step_leaves(step, waits))
            continue;
        stops_its_own(step, path);
        if (is_among(step->name, "return_proposal return_ground return_deviation"))
            continue;
        decisions++;
        if (!is_among(step->name, path->decisions))
            fail_msg("%s: %.*s is offered", path->state, STR_ARG(step->name));
        if (!is_among(step->name, "dismiss_not_proven deviation_not_proven"))
            assert_true(is_for(step, path->class) && !is_for(step, other));
    }
    for (const char *at = path->decisions; at; at = strchr(at + 1, ' '))
        decisions--;
    assert_int_equal(decisions, 0);
}

static void a_proposal_is_decided_as_what_was_proposed(void **state) {
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(PATHS); i++)
            check_path(rules_of(*state, b), &PATHS[i]);
}

/* A heavy sanction asks for a team that examines (PP 94/2021 Ps 29(2)); no other step offers it. */
static void a_heavy_sanction_is_set_only_where_a_team_examined(void **state) {
    static const char *const HEAVY[] = {"decide_heavy", "propose_dismissal_heavy",
                                        "propose_end_contract_heavy"};
    const struct law_rulebook *r = rules_of(*state, 0);
    for (size_t i = 0; i < COUNT_OF(HEAVY); i++) {
        const struct law_step *heavy = step_of(r, HEAVY[i]);
        assert_int_equal(heavy->need_count, 1);
        assert_string_equal(heavy->needs[0]->name.ptr, "form_team_heavy");
    }
    assert_true(law_step_leaves(step_of(r, "form_team_heavy"), state_of(r, "decision_due")));
    for (size_t i = 0; i < r->step_count; i++)
        for (size_t k = 0; law_step_leaves(&r->steps[i], state_of(r, "decision_due")) &&
                           k < r->steps[i].outcome_count;
             k++)
            if (law_lists(r->steps[i].outcomes[k].tiers, STR("berat")))
                assert_string_equal(r->steps[i].needs[0]->name.ptr, "form_team_heavy");
}

/* --- what follows a decision --- */

static const struct kind {
    const char *step, *outcome, *set, *delivery, *delivered, *remedy;
    bool fifteenth, names_its_day;
} KINDS[] = {
    {"decide_discipline", "light", "punishment_set_ppk", "deliver", "delivered_ppk",
     "object_to_ppk", true, false},
    {"decide_heavy", "punished", "punishment_set_ppk", "deliver", "delivered_ppk", "object_to_ppk",
     true, false},
    {"decide_discipline_official", "medium", "punishment_set_official", "deliver_official",
     "delivered_official", "object_to_superior", true, false},
    {"decide_dismissal_honour", "with_honour", "dismissal_set", "deliver_dismissal",
     "delivered_dismissal", "appeal", true, false},
    {"decide_ptdh", "without_honour", "removal_set", "deliver_removal", "delivered_removal",
     "appeal", false, true},
    {"decide_ptdh_heavy", "without_honour", "removal_set", "deliver_removal", "delivered_removal",
     "appeal", false, true},
    {"end_contract", "with_honour", "removal_set", "deliver_removal", "delivered_removal", "appeal",
     false, true},
    {"end_contract_party", "without_honour", "removal_set", "deliver_removal", "delivered_removal",
     "appeal", false, true},
    {"end_contract_other", "without_honour", "conviction_set", "deliver_conviction",
     "delivered_conviction", "appeal_conviction", false, true},
    {"decide_ptdh_candidate", "without_honour", "removal_set", "deliver_removal",
     "delivered_removal", "appeal", false, true},
    {"decide_ptdh_pancasila", "without_honour", "conviction_set", "deliver_conviction",
     "delivered_conviction", "appeal_conviction", false, true},
    {"decide_ptdh_office_crime", "without_honour", "conviction_set", "deliver_conviction",
     "delivered_conviction", "appeal_conviction", false, true},
    {"decide_ptdh_planned_crime", "without_honour", "conviction_set", "deliver_conviction",
     "delivered_conviction", "appeal_conviction", false, true},
    {"decide_planned_crime_honour", "with_honour", "conviction_set", "deliver_conviction",
     "delivered_conviction", "appeal_conviction", false, true},
    {"decide_short_crime", "with_honour", "conviction_set", "deliver_conviction",
     "delivered_conviction", "appeal_conviction", false, true},
    {"decide_unplanned_crime", "with_honour", "conviction_set", "deliver_conviction",
     "delivered_conviction", "appeal_conviction", false, true},
    {"end_contract_unplanned_crime", "with_honour", "conviction_set", "deliver_conviction",
     "delivered_conviction", "appeal_conviction", false, true},
    {"decide_discharge_party", "discharged", "discharge_set", "deliver_discharge",
     "delivered_discharge", "appeal_discharge", false, true},
    {"decide_discharge_candidate", "discharged", "discharge_set", "deliver_discharge",
     "delivered_discharge", "appeal_discharge", false, true},
    {"end_contract_request", "discharged", "discharge_set", "deliver_discharge",
     "delivered_discharge", "appeal_discharge", false, true},
    {"end_contract_term", "ended", "contract_end_set", "deliver_contract_end",
     "delivered_contract_end", "appeal_contract_end", false, true},
    {"end_contract_disobeyed", "ended", "contract_end_set", "deliver_contract_end",
     "delivered_contract_end", "appeal_contract_end", false, true},
};

static void check_kind(const struct law_rulebook *r, const struct kind *kind) {
    static const char *const REMEDIES[] = {
        "object_to_ppk",    "object_to_superior",  "appeal",
        "appeal_discharge", "appeal_contract_end", "appeal_conviction"};
    const struct law_state *set = state_of(r, kind->set), *told = state_of(r, kind->delivered);
    assert_ptr_equal(outcome_of(r, kind->step, kind->outcome)->to, set);
    for (size_t i = 0; i < r->step_count; i++)
        if (law_step_leaves(&r->steps[i], set) &&
            !str_equal(r->steps[i].name, str_from_c(kind->delivery)))
            fail_msg("%s: %.*s is offered", kind->set, STR_ARG(r->steps[i].name));
    const struct law_outcome *received = outcome_of(r, kind->delivery, "received");
    assert_ptr_equal(received->to, told);
    assert_int_equal(starts(received, "D13.effect"), kind->fifteenth);
    assert_int_equal(requires_field(step_of(r, kind->step), "effective_for"), kind->names_its_day);
    assert_int_equal(starts(received, "A04.appeal"), strncmp(kind->remedy, "appeal", 6) == 0);
    for (size_t i = 0; i < COUNT_OF(REMEDIES); i++)
        if (law_step_leaves(step_of(r, REMEDIES[i]), told) != !strcmp(REMEDIES[i], kind->remedy))
            fail_msg("%s: %s", kind->delivered, REMEDIES[i]);
}

static void the_remedy_and_the_day_of_effect_follow_the_kind_of_the_decision(void **state) {
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(KINDS); i++)
            check_kind(rules_of(*state, b), &KINDS[i]);
}

static void the_clocks_of_a_disciplinary_sanction_say_that_they_are(void **state) {
    static const char *const CLOCKS[] = {"D11.deliver", "D12.send", "D13.effect", "A01p.objection",
                                         "A01o.objection"};
    const struct law_rulebook *r = rules_of(*state, 0);
    for (size_t i = 0; i < COUNT_OF(CLOCKS); i++)
        assert_int_equal(law_clock(r, str_from_c(CLOCKS[i]))->tracks, 1U << LAW_DISCIPLINE);
    assert_int_equal(law_clock(r, STR("A04.appeal"))->tracks, 0);
}

/* Of whom a council had a moral sanction imposed before. */
static bool is_after_moral(const struct law_step *step) {
    for (size_t i = 0; i < step->need_count; i++)
        if (str_equal(step->needs[i]->name, STR("impose_moral_and_go_on")))
            return true;
    return false;
}

/* Marks all that steps lead to from here; a proposal that is returned begins anew. */
static void follow(const struct law_rulebook *r, const struct law_state *from, bool *seen) {
    seen[from - r->states] = true;
    for (size_t i = 0; i < r->step_count; i++)
        for (size_t k = 0; law_step_leaves(&r->steps[i], from) && k < r->steps[i].outcome_count;
             k++) {
            const struct law_outcome *o = &r->steps[i].outcomes[k];
            if (str_equal(o->to->id, STR("decision_due")) || is_after_moral(&r->steps[i]))
                continue;
            if (o->tiers.count || o->tracks || o->to->phase == LAW_DONE_SANCTION)
                fail_msg("%.*s punishes who asked to leave", STR_ARG(r->steps[i].name));
            if (!seen[o->to - r->states])
                follow(r, o->to, seen);
        }
}

static void who_asked_to_leave_is_never_recorded_as_punished(void **state) {
    static const char *const ASKED[] = {"dismissal_party_resigned", "dismissal_candidate",
                                        "contract_request"};
    const struct world *w = *state;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++)
        for (size_t i = 0; i < COUNT_OF(ASKED); i++) {
            const struct law_rulebook *r = rules_of(w, b);
            bool *seen = NEW(w->a, bool, r->state_count);
            follow(r, state_of(r, ASKED[i]), seen);
            assert_true(seen[state_of(r, "closed_discharged") - r->states]);
            assert_int_equal(state_of(r, "closed_discharged")->phase, LAW_DONE_OTHER);
        }
}

/* PP 42/2004 Ps 16: what follows it comes beside it, and takes nothing of it back. */
static void a_moral_sanction_is_what_the_case_ends_as(void **state) {
    const struct world *w = *state;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_rulebook *r = rules_of(w, b);
        const struct law_step *moral = step_of(r, "impose_moral_and_go_on");
        bool *seen = NEW(w->a, bool, r->state_count), more = true;
        seen[moral->outcomes[0].to - r->states] = true;
        while (more) {
            more = false;
            for (size_t i = 0; i < r->step_count; i++)
                for (size_t k = 0; k < r->steps[i].from_count; k++) {
                    const struct law_step *step = &r->steps[i];
                    if (!seen[step->from[k] - r->states] || law_step_barred(step, moral))
                        continue;
                    for (size_t n = 0; n < step->outcome_count; n++) {
                        bool *to = &seen[step->outcomes[n].to - r->states];
                        more = more || !*to;
                        *to = true;
                    }
                }
        }
        for (size_t i = 0; i < r->state_count; i++)
            if (seen[i] && r->states[i].terminal && r->states[i].phase != LAW_DONE_SANCTION)
                fail_msg("%.*s", STR_ARG(r->states[i].id));
        assert_true(seen[state_of(r, "annulled_decided") - r->states]);
        assert_true(seen[state_of(r, "discharge_kept") - r->states]);
    }
}

/* Months are served in the service: a dismissal that stands is recorded, and that is the end. */
static void who_is_dismissed_has_no_months_to_serve(void **state) {
    const struct law_rulebook *r = rules_of(*state, 0);
    const struct law_state *force = state_of(r, "dismissal_in_force");
    size_t ways = 0;
    for (size_t i = 0; i < r->step_count; i++)
        if (law_step_leaves(&r->steps[i], force) && !r->steps[i].during) { /* but for a suit */
            ways++;
            assert_int_equal(r->steps[i].outcome_count, 1);
            assert_string_equal(r->steps[i].outcomes[0].to->id.ptr, "closed_sanctioned");
        }
    assert_int_equal(ways, 1);
    assert_ptr_equal(outcome_of(r, "apply_inadmissible_appeal", "effective")->to, force);
    assert_ptr_equal(outcome_of(r, "apply_appeal", "dismissed")->to, force);
    assert_ptr_equal(outcome_of(r, "record_high_judgment", "dismissed")->to, force);
    assert_ptr_equal(outcome_of(r, "record_dismissal_effect", "effective")->to, force);
    assert_ptr_equal(outcome_of(r, "record_removal_effect", "effective")->to, force);
}

/* --- cases of before --- */

static void a_case_of_before_is_sorted_by_hand(void **state) {
    static const struct {
        const char *former, *steps;
    } FORMER[] = {
        {"dismissal_proposed", "sort_dismissal sort_end_contract return_proposal"},
        {"punishment_set", "sort_decision sort_dismissal_set"},
        {"undelivered", "sort_undelivered sort_dismissal_undelivered"},
        {"contract_other", "end_contract_other deviation_not_proven return_deviation"},
        {"president_crime", "sort_president_crime"},
        {"president_contract_crime", "sort_president_contract"},
    };
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_rulebook *r = rules_of(*state, b);
        size_t former = 0;
        for (size_t i = 0; i < r->state_count; i++)
            former += r->states[i].former;
        assert_int_equal(former, COUNT_OF(FORMER));
        for (size_t f = 0; f < COUNT_OF(FORMER); f++)
            for (size_t i = 0; i < r->step_count; i++)
                assert_int_equal(law_step_leaves(&r->steps[i], state_of(r, FORMER[f].former)),
                                 is_among(r->steps[i].name, FORMER[f].steps));
    }
}

/* --- village councils --- */

/* UU 6/2014 Ps 28-30 name the village head, Ps 51-53 the officials; of the council nothing read
 * says who punishes and how. */
static void a_member_of_a_council_is_sent_down_no_ladder(void **state) {
    static const struct {
        const char *state, *class, *steps;
    } OFFERED[] = {
        {"with_regional_head", "kades",
         "regional_head_warn regional_head_not_proven regional_head_monitor"},
        {"with_regional_head", "bpd", "council_record regional_head_monitor"},
        {"with_village_head", "perangkat_desa",
         "village_head_warn village_head_not_proven village_head_monitor"},
        /* Cases of before, in which the ladder was begun. */
        {"regional_head_warned", "bpd", "council_record"},
        {"regional_head_suspended", "bpd", "council_record"},
    };
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_rulebook *r = rules_of(*state, b);
        for (size_t k = 0; k < COUNT_OF(OFFERED); k++)
            for (size_t i = 0; i < r->step_count; i++)
                if (law_step_leaves(&r->steps[i], state_of(r, OFFERED[k].state)) &&
                    is_for(&r->steps[i], OFFERED[k].class) !=
                        is_among(r->steps[i].name, OFFERED[k].steps))
                    fail_msg("%s of %s: %.*s", OFFERED[k].class, OFFERED[k].state,
                             STR_ARG(r->steps[i].name));
        const struct law_step *record = step_of(r, "council_record");
        assert_string_equal(record->on_behalf.ptr, "regional_head");
        assert_true(requires_field(record, "basis") && !record->cite.verified);
        for (size_t k = 0; k < record->outcome_count; k++)
            assert_true(!record->outcomes[k].tiers.count &&
                        record->outcomes[k].to->phase != LAW_DONE_SANCTION);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_proposal_is_decided_as_what_was_proposed),
        cmocka_unit_test(a_heavy_sanction_is_set_only_where_a_team_examined),
        cmocka_unit_test(the_remedy_and_the_day_of_effect_follow_the_kind_of_the_decision),
        cmocka_unit_test(the_clocks_of_a_disciplinary_sanction_say_that_they_are),
        cmocka_unit_test(who_asked_to_leave_is_never_recorded_as_punished),
        cmocka_unit_test(a_moral_sanction_is_what_the_case_ends_as),
        cmocka_unit_test(who_is_dismissed_has_no_months_to_serve),
        cmocka_unit_test(a_case_of_before_is_sorted_by_hand),
        cmocka_unit_test(a_member_of_a_council_is_sent_down_no_ladder),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
