#include "law/law_sample.h"
#include "law/rows.h"

#include <stdio.h>
#include <string.h>

/* What the page on procedure numbers is in rules/, each number findable; and the tracks, sanctions
 * and stages that were once missing. */

/* --- every number of the tables --- */

static const struct {
    char letter;
    int last;
} TABLES[] = {{'P', 15}, {'E', 10}, {'B', 9}, {'D', 15}, {'K', 6}, {'A', 7}};

struct search {
    struct str number;
    bool found;
};

/* "A01", "A01p", "A01o.objection": a number may have branches; "P01" is not "P010". */
static bool is_number(struct str id, struct str number) {
    return str_starts(id, number) &&
           (id.len == number.len || id.ptr[number.len] < '0' || id.ptr[number.len] > '9');
}

static void look_at(const struct law_row_view *row, void *arg) {
    struct search *s = arg;
    bool may = str_equal(row->kind, STR("step")) || str_equal(row->kind, STR("clock")) ||
               str_equal(row->kind, STR("also"));
    s->found = s->found || (may && is_number(row->id, s->number) && row->cite->text.len > 0);
}

static bool is_found(const struct world *w, const char *number) {
    struct search s = {.number = str_from_c(number)};
    law_each_row(w->law, look_at, &s);
    return s.found;
}

static void every_number_of_the_tables_is_a_step_a_clock_or_a_row_beside_one(void **state) {
    int missing = 0;
    for (size_t i = 0; i < COUNT_OF(TABLES); i++)
        for (int n = 1; n <= TABLES[i].last; n++) {
            char number[8];
            (void)snprintf(number, sizeof number, "%c%02d", TABLES[i].letter, n);
            if (!is_found(*state, number)) {
                print_message("%s stands in no row\n", number);
                missing++;
            }
        }
    assert_int_equal(missing, 0);
    assert_false(is_found(*state, "D16"));
    assert_false(is_found(*state, "D0"));
}

static const struct law_also *also_of(const struct law_step *step, const char *id) {
    for (size_t i = 0; step && i < step->also_count; i++)
        if (str_equal(step->also[i].id, str_from_c(id)))
            return &step->also[i];
    return NULL;
}

static void rows_without_a_step_of_their_own_are_recorded_beside_another(void **state) {
    const struct world *w = *state;
    const struct law_rulebook *r = law_rulebook_named(w->law, STR("pilkada-2024@1"));
    const struct law_also *d02 = also_of(law_step(r, STR("begin_discipline")), "D02"),
                          *k02 = also_of(law_step(r, STR("begin_ethics")), "K02");
    assert_true(d02 && k02);
    assert_false(d02->cite.verified); /* a study before the summons is practice */
    assert_true(k02->cite.verified);
    assert_non_null(strstr(k02->cite.text.ptr, "18(1)-(3)"));
}

/* --- structured, systematic and massive --- */

static const struct law_rulebook *tsm(const struct world *w, const char *name) {
    const struct law_rulebook *r = law_rulebook_named(w->law, str_from_c(name));
    assert_non_null(r);
    assert_int_equal(r->kind, LAW_OPENED);
    return r;
}

/* Rows that an open question touches. */
static struct law_words_list touched_by(const struct world *w, const char *question) {
    const struct law_open_question *q = question_of(w->law, str_from_c(question));
    if (!q || q->status != LAW_QUESTION_OPEN)
        fail_msg("no open question %s", question);
    return q ? q->rows : (struct law_words_list){0};
}

static void massive_violations_have_the_clocks_of_the_article(void **state) {
    static const struct {
        const char *id, *start;
        int n;
    } CLOCKS[] = {{"P18.decide", "Bawaslu Provinsi menerima", 14},
                  {"P18.kpu", "putusan Bawaslu Provinsi diterbitkan", 3},
                  {"P18.lodge", "keputusan KPU ditetapkan", 3},
                  {"P18.supreme_court", "berkas perkara diterima", 14}};
    const struct law_rulebook *r = tsm(*state, "tsm@1");
    assert_int_equal(r->clock_count, COUNT_OF(CLOCKS));
    for (size_t i = 0; i < COUNT_OF(CLOCKS); i++) {
        const struct law_clock *c = law_clock(r, str_from_c(CLOCKS[i].id));
        if (!c || c->n != CLOCKS[i].n || c->unit != LAW_WORKING_DAYS ||
            !strstr(c->start.ptr, CLOCKS[i].start) || !strstr(c->cite.text.ptr, "Ps 135A"))
            fail_msg("%s", CLOCKS[i].id);
    }
    assert_int_equal(law_clock(r, STR("P18.lodge"))->kind, LAW_RIGHT);
    assert_string_equal(law_step(r, STR("close_tsm"))->after->id.ptr, "P18.lodge");
    assert_string_equal(law_state(r, STR("tsm_restore_due"))->waits_for.ptr, "kpu");
}

/* No source says from when the province's days count, or how long a contestant of the national
 * elections has: asked, not guessed. */
static void what_the_sources_leave_open_of_them_is_a_question(void **state) {
    const struct world *w = *state;
    const struct law_rulebook *r = tsm(w, "tsm-pemilu@1");
    assert_true(law_lists(touched_by(w, "TSM-start"), STR("P18.decide")));
    const struct law_words_list pemilu = touched_by(w, "TSM-pemilu");
    assert_true(law_lists(pemilu, STR("tsm-pemilu/decide_tsm")));
    assert_int_equal(r->clock_count, 3);
    for (size_t i = 0; i < r->clock_count; i++)
        assert_true(law_needs_badge(&r->clocks[i].cite) && law_lists(pemilu, r->clocks[i].id));
    for (size_t i = 0; i < r->step_count; i++)
        assert_string_equal(r->steps[i].id.ptr, "E03");
    assert_null(law_step(r, STR("close_tsm"))->after);
}

static void they_are_opened_by_the_plenary_beside_the_case(void **state) {
    static const struct {
        const char *rules, *opens;
    } REGIMES[] = {{"pilkada-2024@1", "tsm"}, {"pemilu-2024@1", "tsm-pemilu"}};
    const struct world *w = *state;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_step *plenary =
            law_step(law_rulebook_named(w->law, str_from_c(REGIMES[b].rules)), STR("plenary"));
        bool opened = false;
        for (size_t i = 0; i < plenary->outcome_count; i++)
            opened = opened || law_lists(plenary->outcomes[i].opens, str_from_c(REGIMES[b].opens));
        assert_true(plenary->several && opened);
    }
}

static void money_politics_is_the_act_they_are_about(void **state) {
    const struct world *w = *state;
    const struct law_act *act = law_act(w->law, STR("PLK-73-2"));
    struct law_rung rung = {LAW_ADMINISTRATIVE, STR("pembatalan"), STR("paslon"),
                            day("2024-10-12")};
    assert_true(act && act->track == LAW_ADMINISTRATIVE);
    assert_non_null(strstr(act->asks.id.ptr, "terstruktur, sistematis, dan masif"));
    const struct law_sanction *s = law_sanction_next(w->law, &rung, NULL);
    assert_true(s && str_equal(s->addressee, STR("bawaslu_province")));
    assert_null(law_sanction_next(w->law, &rung, s));
}

/* --- heavy sanctions, dismissal --- */

static bool needs(const struct law_step *step, const char *name) {
    for (size_t i = 0; step && i < step->need_count; i++)
        if (str_equal(step->needs[i]->name, str_from_c(name)))
            return true;
    return false;
}

static const struct law_outcome *outcome(const struct law_step *step, const char *value) {
    for (size_t i = 0; step && i < step->outcome_count; i++)
        if (str_equal(step->outcomes[i].value, str_from_c(value)))
            return &step->outcomes[i];
    return NULL;
}

/* PP 94/2021 Ps 29(2), PP 49/2018 Ps 52(3). A team of the medium path is another step: it does not
 * do, and the way to form one is open where the heavy breach shows. */
static void dismissal_over_a_serious_breach_asks_for_a_team(void **state) {
    static const struct {
        const char *heavy, *other, *serious;
    } STEPS[] = {{"propose_dismissal_heavy", "propose_dismissal", "pns_heavy"},
                 {"propose_end_contract_heavy", "propose_end_contract", "pppk_heavy"}};
    const struct world *w = *state;
    const struct law_rulebook *r = law_rulebook_named(w->law, STR("pilkada-2024@1"));
    for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
        const struct law_step *heavy = law_step(r, str_from_c(STEPS[i].heavy)),
                              *other = law_step(r, str_from_c(STEPS[i].other));
        assert_true(needs(heavy, "form_team_heavy"));
        assert_false(needs(heavy, "form_team"));
        assert_non_null(outcome(heavy, STEPS[i].serious));
        assert_null(outcome(other, STEPS[i].serious));
    }
    assert_true(needs(law_step(r, STR("decide_heavy")), "form_team_heavy"));
    assert_true(law_lists(touched_by(w, "team-medium"), STR("discipline/form_team_heavy")));
}

/* PP 79/2021 Ps 6(1), 9(1) of an objection, Ps 16(1) of an appeal; Ps 5(3), 8(7) of silence. */
static void an_objection_may_be_revoked_and_an_appeal_may_not(void **state) {
    static const char *const BOTH[] = {"strengthened", "lightened", "aggravated",
                                       "changed",      "annulled",  "inadmissible"};
    static const char *const RULES[] = {"pilkada-2024@1", "pemilu-2024@1"};
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(RULES); i++) {
        const struct law_rulebook *r = law_rulebook_named(w->law, str_from_c(RULES[i]));
        const struct law_step *objection = law_step(r, STR("decide_objection")),
                              *appeal = law_step(r, STR("decide_appeal"));
        assert_non_null(outcome(objection, "revoked"));
        assert_string_equal(outcome(objection, "revoked")->to->id.ptr, "annulled_decided");
        for (size_t k = 0; k < COUNT_OF(BOTH); k++)
            if (!outcome(objection, BOTH[k]) || !outcome(appeal, BOTH[k]))
                fail_msg("%s", BOTH[k]);
        assert_int_equal(objection->outcome_count, COUNT_OF(BOTH) + 1);
        assert_int_equal(appeal->outcome_count, COUNT_OF(BOTH));
        assert_string_equal(law_step(r, STR("sue_after_silence"))->cite.text.ptr,
                            "PP 79/2021 Ps 5(3), 8(7)");
        assert_string_equal(law_clock(r, STR("A03.objection_decision"))->cite.text.ptr,
                            "PP 79/2021 Ps 5(1), (3), 8(4), (7)");
    }
}

static void each_kind_of_dismissal_has_its_own_letter(void **state) {
    static const struct {
        const char *step, *letter, *class;
    } STEPS[] = {{"decide_dismissal_honour", "SK-PDH", "pns"},
                 {"decide_discharge_party", "SK-PDH", "pns"},
                 {"decide_discharge_candidate", "SK-PDH", "pns"},
                 {"decide_ptdh", "SK-PTDH", "pns"},
                 {"decide_ptdh_heavy", "SK-PTDH", "pns"},
                 {"end_contract", "SK-PPPK", "pppk"},
                 {"end_contract_party", "SK-PPPK", "pppk"},
                 {"decide_ptdh_candidate", "SK-PTDH", "pns"},
                 {"decide_ptdh_pancasila", "SK-PTDH", "pns"},
                 {"decide_ptdh_office_crime", "SK-PTDH", "pns"},
                 {"decide_short_crime", "SK-PDH", "pns"},
                 {"decide_unplanned_crime", "SK-PDH", "pns"},
                 {"end_contract_crime", "SK-PPPK", "pppk"},
                 {"end_contract_unplanned_crime", "SK-PPPK", "pppk"},
                 {"end_contract_other", "SK-PPPK", "pppk"},
                 {"end_contract_request", "SK-PPPK", "pppk"}};
    const struct world *w = *state;
    const struct law_rulebook *r = law_rulebook_named(w->law, STR("pilkada-2024@1"));
    for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
        const struct law_step *s = law_step(r, str_from_c(STEPS[i].step));
        assert_non_null(s);
        assert_string_equal(s->document.ptr, STEPS[i].letter);
        assert_true(law_lists(s->subjects, str_from_c(STEPS[i].class)));
    }
    assert_null(law_letter(w->law, STR("SK-BERHENTI")));
}

/* A decision made without this program: a heavy one names its team, and none is without the day of
 * an examination, or of the second summons that was missed (PP 94/2021 Ps 26(4), 27(1), 29(2)). */
static void a_heavy_decision_made_elsewhere_names_its_team(void **state) {
    static const char *const HEAVY[] = {"ppk_decide_heavy", "ppk_decide_heavy_blocked"};
    static const char *const ALL[] = {"ppk_decide", "ppk_decide_blocked", "ppk_decide_heavy",
                                      "ppk_decide_heavy_blocked"};
    const struct world *w = *state;
    const struct law_rulebook *r = law_rulebook_named(w->law, STR("pilkada-2024@1"));
    for (size_t i = 0; i < COUNT_OF(HEAVY); i++) {
        const struct law_step *s = law_step(r, str_from_c(HEAVY[i]));
        bool asked = false;
        for (size_t k = 0; s && k < s->field_count; k++)
            asked = asked ||
                    (str_equal(s->fields[k].name, STR("team_formed_on")) && s->fields[k].required);
        assert_true(asked);
    }
    for (size_t i = 0; i < COUNT_OF(ALL); i++) {
        const struct law_step *s = law_step(r, str_from_c(ALL[i]));
        bool told = false;
        for (size_t k = 0; s && k < s->field_count; k++)
            told = told || (str_equal(s->fields[k].name, STR("examined_on")) &&
                            s->fields[k].required && strstr(s->fields[k].label.id.ptr, "dua kali"));
        assert_true(told && strstr(s->cite.text.ptr, "26(4)"));
    }
}

static void a_resignation_is_refused_under_examination_in_appeal_and_while_serving(void **state) {
    static const struct {
        const char *step, *from;
    } STEPS[] = {{"refuse_resignation", "examined"},
                 {"refuse_resignation_appeal", "appeal_open"},
                 {"refuse_resignation_serving", "serving"}};
    const struct world *w = *state;
    const struct law_rulebook *r = law_rulebook_named(w->law, STR("pemilu-2024@1"));
    for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
        const struct law_step *s = law_step(r, str_from_c(STEPS[i].step));
        assert_true(s && str_equal(s->id, STR("PNS-ESCAPE")));
        assert_string_equal(s->from[0]->id.ptr, STEPS[i].from);
        assert_ptr_equal(s->outcomes[0].to, s->from[0]);
        assert_non_null(strstr(s->cite.text.ptr, "PP 11/2017 Ps 238(3)"));
    }
}

/* Rows of the national elections that once cited another article, or an answer that fitted one of
 * its rows alone. */
static void the_national_elections_cite_what_gives_each_step(void **state) {
    static const struct {
        const char *step, *says, *not ;
    } CASES[] = {
        {"plenary", "Perbawaslu 7/2022 Ps 19", "Perbawaslu 7/2022 Ps 20"},
        {"take_over", "Perbawaslu 7/2022 Ps 20", "Ps 95"},
        {"close_agency", "UU 7/2017 Ps 93, 97, 101, 105", "praktik"},
        {"forward_bkn", "112 f", "P14"},
        {"forward_agency", "112 f", "P14"},
    };
    const struct world *w = *state;
    const struct law_rulebook *rules = law_rulebook_named(w->law, STR("pemilu-2024@1"));
    assert_non_null(rules);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_step *step = law_step(rules, str_from_c(CASES[i].step));
        assert_non_null(step);
        struct str text = step->cite.text;
        if (!memmem(text.ptr, text.len, CASES[i].says, strlen(CASES[i].says)) ||
            memmem(text.ptr, text.len, CASES[i].not, strlen(CASES[i].not )))
            fail_msg("%s: %.*s", CASES[i].step, STR_ARG(text));
    }
    const struct law_clock *inquiry = NULL;
    for (size_t i = 0; i < w->law->clock_count; i++)
        if (str_equal(w->law->clocks[i].id, STR("E09c.inquiry")))
            inquiry = &w->law->clocks[i];
    assert_non_null(inquiry);
    assert_int_equal(inquiry->n, 1);
    assert_int_equal(inquiry->unit, LAW_HOURS);
}

/* What the program says it does about the open unit is what each of the rows has. */
static void the_answer_on_the_unit_is_that_of_the_rows(void **state) {
    const struct world *w = *state;
    const struct law_rulebook *rules = law_rulebook_named(w->law, STR("pemilu-2024@1"));
    const struct law_open_question *q = question_of(w->law, STR("E-unit"));
    assert_non_null(q);
    assert_int_equal(law_clock(rules, STR("E02.finding"))->unit, LAW_CALENDAR_DAYS);
    assert_int_equal(law_clock(rules, STR("E07.handle"))->unit, LAW_WORKING_DAYS);
    assert_int_equal(law_clock(rules, STR("E04.initial_review"))->unit, LAW_WORKING_DAYS);
    assert_non_null(memmem(q->now.id.ptr, q->now.id.len, "kalender", 8));
    assert_non_null(memmem(q->now.id.ptr, q->now.id.len, "kerja", 5));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_national_elections_cite_what_gives_each_step),
        cmocka_unit_test(the_answer_on_the_unit_is_that_of_the_rows),
        cmocka_unit_test(every_number_of_the_tables_is_a_step_a_clock_or_a_row_beside_one),
        cmocka_unit_test(rows_without_a_step_of_their_own_are_recorded_beside_another),
        cmocka_unit_test(massive_violations_have_the_clocks_of_the_article),
        cmocka_unit_test(what_the_sources_leave_open_of_them_is_a_question),
        cmocka_unit_test(they_are_opened_by_the_plenary_beside_the_case),
        cmocka_unit_test(money_politics_is_the_act_they_are_about),
        cmocka_unit_test(dismissal_over_a_serious_breach_asks_for_a_team),
        cmocka_unit_test(an_objection_may_be_revoked_and_an_appeal_may_not),
        cmocka_unit_test(each_kind_of_dismissal_has_its_own_letter),
        cmocka_unit_test(a_heavy_decision_made_elsewhere_names_its_team),
        cmocka_unit_test(a_resignation_is_refused_under_examination_in_appeal_and_while_serving),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
