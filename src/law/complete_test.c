#include "law/law_sample.h"

#include <string.h>

/* The lists of the sources, held against the rules: what must be there, what each act must say, and
 * that the adviser answers it in every stage for everybody. */

/* Every id that the lists of the sources give, in their order. */
static const char ACTS[] =
    /* joint decree of 2022, annex II: ethics, discipline, the residual clause */
    "KE-01 KE-02 KE-03 KE-04 KE-05 KE-06 KE-07 "
    "DIS-01 DIS-02 DIS-03 DIS-04 DIS-05 DIS-06 DIS-07 DIS-08 DIS-09 DIS-10 DIS-11 DIS-12 DIS-13 "
    /* joint decree of 2020: sixteen */
    "SKB20-01 SKB20-02 SKB20-03 SKB20-04 SKB20-05 SKB20-06 SKB20-07 SKB20-08 SKB20-09 SKB20-10 "
    "SKB20-11 SKB20-12 SKB20-13 SKB20-14 SKB20-15 SKB20-16 "
    /* PP 94/2021 Ps 5 n */
    "P94-N1 P94-N2 P94-N3 P94-N4 P94-N5 P94-N6 P94-N7 "
    /* UU 20/2023 */
    "U20-56 U20-59-3 "
    /* UU Pilkada */
    "PLK-70-1 PLK-70-2 PLK-70-3 PLK-71-1 PLK-71-1-lama PLK-71-1-mk PLK-71-2 PLK-71-3 PLK-71-5 "
    "PLK-162-3 PLK-7-2t PLK-7-2q PLK-73-1 PLK-73-2 PLK-73-4 "
    /* UU Pemilu */
    "PML-280-2 PML-280-3 PML-280-3-bumn PML-282 PML-282-asn PML-282-kades PML-283 "
    /* UU Desa */
    "DES-26-4 DES-26-4g DES-29b DES-29g DES-29j DES-51b DES-51g DES-51j DES-64h "
    /* armed forces, police, staff who are not civil servants, spouses of candidates */
    "TNI-39-1 TNI-39-2 TNI-39-4 POL-28-1 POL-28-2 POL-28-3 "
    "NON-01 NON-02 NON-03 NON-04 NON-05 PAS-1 PAS-2 PAS-3 PAS-4";
/* "id@version", one a ladder and day. */
static const char RUNGS[] =
    "ethics.moral@1 ethics.moral.pppk@1 ethics.moral.pppk@2 "
    "discipline.ringan@1 discipline.sedang@1 discipline.berat@1 "                /* PP 53/2010 */
    "discipline.ringan@2 discipline.sedang@2 discipline.berat@2 "                /* PP 94/2021 */
    "discipline.sedang.tukin@1 "                                                 /* ordered */
    "discipline.ringan.pppk@1 discipline.sedang.pppk@1 discipline.berat.pppk@1 " /* PP 49/2018 */
    "dismissal.ptdh@1 dismissal.ptdh@3 dismissal.ptdh.pppk@2 "
    "village.administratif.kades@1 village.administratif.perangkat@1 military.disiplin@1 "
    "police.etik@1 contract.bertingkat@1 administrative.pembatalan@1 "
    "administrative.pembatalan@2";
static const char PENALTIES[] =
    "PLK-188@1 PLK-188@2 PLK-188@3 PLK-189@1 PLK-189@2 PLK-189@3 PLK-190@1 PLK-190@2 PLK-190@3 "
    "PML-490@1 PML-490@2 PML-493@1 PML-493@2 PML-494@1 PML-494@2 PML-521@1 PML-521@2 PML-522@1 "
    "PML-522@2 PML-547@1 PML-547@2";
static const char DUTIES[] =
    "PPK-D1 PPK-D2 PPK-D3 PPK-D4 PPK-D5 PPK-D6 PPK-D7 PPK-D8 PPK-D9 V01 V02 V03 V04";
static const char PLEDGE[] = "IKR-1 IKR-2 IKR-3 IKR-4";
/* What a spouse may do on unpaid leave. */
static const char ALLOWED[] = "pasangan-daftar pasangan-pengenalan pasangan-hadir pasangan-foto";

typedef bool is_there(const struct law *law, struct str name);

static bool has_version(const struct law_row *row, struct str name) {
    int64_t version = 0;
    struct str id = str_cut(&name, '@');
    return str_to_int(name, &version) && row->version == version && str_equal(row->id, id);
}

static bool has_act(const struct law *law, struct str id) {
    return law_act(law, id) != NULL;
}

static bool has_rung(const struct law *law, struct str name) {
    for (size_t i = 0; i < law->sanction_count; i++)
        if (has_version(&law->sanctions[i].row, name))
            return true;
    return false;
}

static bool has_penalty(const struct law *law, struct str name) {
    for (size_t i = 0; i < law->penalty_count; i++)
        if (has_version(&law->penalties[i].row, name))
            return true;
    return false;
}

static bool in_both(struct law_text text) {
    return text.id.len > 0 && text.en.len > 0;
}

static bool has_duty(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->duty_count; i++)
        if (str_equal(law->duties[i].row.id, id))
            return in_both(law->duties[i].label) && in_both(law->duties[i].timing) &&
                   in_both(law->duties[i].evidence);
    return false;
}

static bool has_point(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->pledge_count; i++)
        if (str_equal(law->pledge[i].row.id, id))
            return in_both(law->pledge[i].text);
    return false;
}

static bool has_permission(const struct law *law, struct str id) {
    const struct law_topic *topic = law_topic(law, id);
    return topic && topic->answers[0].verdict == LAW_ALLOWED;
}

static void every_id_of_the_lists_of_the_sources_is_there(void **state) {
    static const struct {
        const char *name, *ids;
        is_there *there;
    } LISTS[] = {
        {"act", ACTS, has_act},
        {"rung", RUNGS, has_rung},
        {"penalty", PENALTIES, has_penalty},
        {"duty", DUTIES, has_duty},
        {"pledge", PLEDGE, has_point},
        {"allowed", ALLOWED, has_permission},
    };
    const struct world *w = *state;
    int missing = 0;
    for (size_t i = 0; i < COUNT_OF(LISTS); i++)
        for (struct str rest = str_from_c(LISTS[i].ids); rest.len;) {
            struct str id = str_cut(&rest, ' ');
            if (LISTS[i].there(w->law, id))
                continue;
            print_message("%s %.*s is missing\n", LISTS[i].name, STR_ARG(id));
            missing++;
        }
    assert_int_equal(missing, 0);
}

static bool listed(const char *ids, struct str id) {
    for (struct str rest = str_from_c(ids); rest.len;)
        if (str_equal(str_cut(&rest, ' '), id))
            return true;
    return false;
}

/* A new act gets its line above: else nobody sees when it is lost. */
static void no_act_is_missing_from_the_list(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < w->law->act_count; i++)
        if (!listed(ACTS, w->law->acts[i].row.id))
            fail_msg("%s", w->law->acts[i].row.id.ptr);
}

/* What may follow, or why nothing is named. A rung without kinds says in its note why. */
static bool tells_a_range(const struct law *law, const struct law_act *act) {
    if (act->gap.en.len)
        return in_both(act->gap);
    if (act->penalty)
        return act->penalty->fine_max > 0 || act->penalty->months_max > 0;
    struct date day = act->row.span.to.day == LAW_OPEN ? (struct date){20400} : act->row.span.to;
    struct law_rung rung = {act->track, act->tier, act->subjects.list[0], day};
    const struct law_sanction *s = law_sanction_next(law, &rung, NULL);
    return s && in_both(s->label) && (s->punishment_count > 0 || in_both(s->note));
}

static const struct law_topic *topic_of(const struct law *law, const struct law_act *act,
                                        size_t from) {
    for (size_t t = from; t < law->topic_count; t++)
        for (size_t i = 0; i < law->topics[t].act_count; i++)
            if (law->topics[t].acts[i] == act)
                return &law->topics[t];
    return NULL;
}

static void every_act_has_a_range_an_example_and_what_is_allowed_instead(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < w->law->act_count; i++) {
        const struct law_act *act = &w->law->acts[i];
        const struct law_topic *topic = topic_of(w->law, act, 0);
        bool whole = in_both(act->label) && in_both(act->plain) && act->row.cite.text.len > 0 &&
                     tells_a_range(w->law, act) && topic && in_both(topic->question) &&
                     in_both(topic->example) && in_both(topic->instead);
        if (!whole)
            fail_msg("%s@%d", act->row.id.ptr, act->row.version);
    }
}

/* They share the addresses below /boleh/, and the worker of a phone without a line tells them apart
 * by their first letter (web/assets/luring.ts). */
static void acts_and_questions_can_be_told_apart_by_their_ids(void **state) {
    static const struct str PAGES[] = {STR_INIT("semua"), STR_INIT("perbuatan"), STR_INIT("tanya"),
                                       STR_INIT("all"),   STR_INIT("acts"),      STR_INIT("ask")};
    const struct world *w = *state;
    for (size_t i = 0; i < w->law->act_count; i++) {
        char first = w->law->acts[i].row.id.ptr[0];
        if (first < 'A' || first > 'Z')
            fail_msg("act %s", w->law->acts[i].row.id.ptr);
    }
    for (size_t i = 0; i < w->law->topic_count; i++) {
        struct str id = w->law->topics[i].row.id;
        bool page = id.ptr[0] < 'a' || id.ptr[0] > 'z';
        for (size_t k = 0; k < COUNT_OF(PAGES); k++)
            page = page || str_equal(id, PAGES[k]);
        if (page)
            fail_msg("topic %s", id.ptr);
    }
}

static bool names(const struct law_topic *topic, struct str subject) {
    for (size_t i = 0; i < topic->act_count; i++)
        if (law_lists(topic->acts[i]->subjects, subject))
            return true;
    for (size_t i = 0; i < topic->answer_count; i++)
        if (!str_equal(topic->answers[i].file, STR("principles.yaml")) &&
            law_lists(topic->answers[i].subjects, subject))
            return true;
    return false;
}

/* What is allowed instead is said to those whom it is meant for: what the minister must approve is
 * no business of a PNS, and what officials may do none of candidates. */
static void nobody_is_told_what_somebody_else_may_do_instead(void **state) {
    const struct world *w = *state;
    const struct law_topic *transfers = law_topic(w->law, STR("mutasi"));
    assert_non_null(transfers);
    assert_true(law_instead_speaks_to(transfers, STR("kepala_daerah")));
    assert_false(law_instead_speaks_to(transfers, STR("pns")));
    for (size_t t = 0; t < w->law->topic_count; t++) {
        const struct law_topic *topic = &w->law->topics[t];
        bool asker = str_starts(topic->question.id, STR("Bolehkah saya, ")) ||
                     str_starts(topic->question.id, STR("Saya "));
        if (asker && !topic->instead_for.count)
            fail_msg("%s: the question names who asks, instead_for does not", topic->row.id.ptr);
        if (!str_equal(topic->row.id, STR("cara-lain")) && !names(topic, STR("paslon")) &&
            law_instead_speaks_to(topic, STR("paslon")))
            fail_msg("%s: candidates are told what others may do", topic->row.id.ptr);
        for (size_t i = 0; i < topic->instead_for.count; i++)
            if (str_equal(topic->instead_for.list[i], STR("unknown")))
                fail_msg("%s: nobody is of the class unknown", topic->row.id.ptr);
    }
}

/* --- every act, every stage, every class --- */

static bool is_cited(const struct law_advice *advice) {
    if (advice->not_settled || (!advice->answer && !advice->finding_count))
        return false;
    for (size_t i = 0; i < advice->finding_count; i++)
        if (!advice->findings[i].act->row.cite.text.len)
            return false;
    return !advice->answer || advice->answer->cite.text.len > 0;
}

static bool is_among(const struct law_advice *advice, const struct law_act *act) {
    for (size_t i = 0; i < advice->finding_count; i++)
        if (advice->findings[i].act == act)
            return advice->verdict == LAW_FORBIDDEN;
    return false;
}

/* One cell: whatever topic asks about the act answers with a citation; where the act binds, that
 * answer is that it is forbidden, by this act. */
static void check_cell(const struct world *w, const struct law_act *act,
                       const struct law_question_of *asked) {
    struct arena *a = arena_new(1 << 20);
    bool binds = law_act_misfit(act, asked) == LAW_FITS;
    size_t topics = 0;
    const struct law_topic *topic = topic_of(w->law, act, 0);
    for (; topic; topic = topic_of(w->law, act, (size_t)(topic - w->law->topics) + 1), topics++) {
        struct law_advice advice = law_advise(a, w->law, topic, asked);
        if (!is_cited(&advice) || (binds && !is_among(&advice, act)))
            fail_msg("%s asked by %s in %s", act->row.id.ptr, topic->row.id.ptr,
                     asked->subject.ptr);
        arena_reset(a);
    }
    assert_true(topics > 0);
    arena_free(a);
}

static size_t check_stage(const struct world *w, const struct law_election *election,
                          const struct law_stage *stage) {
    struct date days[] = {stage->from.day == INT32_MIN ? stage->to : stage->from, stage->to};
    size_t cells = 0;
    for (size_t d = 0; d < COUNT_OF(days); d++)
        for (size_t i = 0; i < w->law->act_count; i++)
            for (size_t c = 0; c < w->law->class_count; c++, cells++)
                check_cell(
                    w, &w->law->acts[i],
                    &(struct law_question_of){w->law->classes[c].row.id, days[d], election, {0}});
    return cells;
}

static void every_act_is_answered_in_every_stage_for_every_class(void **state) {
    const struct world *w = *state;
    size_t stages = 0, cells = 0;
    for (size_t i = 0; i < w->law->election_count; i++)
        for (size_t k = 0; k < w->law->elections[i].stage_count; k++, stages++)
            cells += check_stage(w, &w->law->elections[i], &w->law->elections[i].stages[k]);
    assert_true(stages >= 20);
    assert_int_equal(cells, 2 * stages * w->law->act_count * w->law->class_count);
}

/* --- what a verdict rests on --- */

static void a_verdict_that_rests_on_nothing_verified_bears_a_badge(void **state) {
    static const struct {
        const char *name, *topic, *subject, *day;
        bool badge;
    } CASES[] = {
        {"PP 94/2021 was read", "hadir-mendengar", "pns", "2024-10-10", false},
        {"one verified act carries it beside one that is not", "fasilitas", "pns", "2024-10-10",
         false},
        {"the annex of the joint decree was not read", "medsos-suka", "pns", "2024-10-10", true},
        {"contract staff have the decree alone", "fasilitas", "pppk", "2024-10-10", true},
        {"the police law was read", "medsos-suka", "polri", "2024-10-10", false},
        {"UU Pilkada after UU 6/2020, unread", "mutasi", "kepala_daerah", "2024-10-10", true},
        {"a principle that was read", "hadir-mendengar", "pppk", "2024-10-10", false},
        {"a principle that is a reading", "medsos-suka", "unknown", "2024-10-10", true},
        {"a circular known from the press", "pasangan-hadir", "pns", "2024-10-10", true},
        {"who may report was read", "melapor", "pns", "2024-10-10", false},
    };
    const struct world *w = *state;
    const struct law_election *e = law_election(w->law, STR("pilkada-2024"));
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_question_of asked = {str_from_c(CASES[i].subject), day(CASES[i].day), e, {0}};
        struct law_advice advice =
            law_advise(w->a, w->law, law_topic(w->law, str_from_c(CASES[i].topic)), &asked);
        if (law_advice_needs_badge(&advice) != CASES[i].badge)
            fail_msg("%s", CASES[i].name);
    }
    const struct law_advice silent = {.not_settled = true};
    assert_true(law_advice_needs_badge(&silent));
}

/* The joint decree calls heavy what PP 94/2021 calls medium: nobody is shown the one tier without
 * hearing that the sources disagree. Whoever settles it must drop the mark. */
static void where_sources_disagree_a_lawyer_must_look(void **state) {
    static const char *const MARKED[] = {"DIS-04-N2", "PTDH", "D13-unit", "Q3"};
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(MARKED); i++) {
        const struct law_open_question *q = question_of(w->law, str_from_c(MARKED[i]));
        assert_non_null(q);
        assert_true(q->disagree && q->status == LAW_QUESTION_OPEN && q->reading_count >= 2);
    }
    const struct law_open_question *tier = question_of(w->law, STR("DIS-04-N2"));
    assert_true(law_lists(tier->rows, STR("DIS-04")) && law_lists(tier->rows, STR("P94-N2")));
    assert_string_equal(law_act(w->law, STR("DIS-04"))->tier.ptr, "berat");
    assert_string_equal(law_act(w->law, STR("P94-N2"))->tier.ptr, "sedang");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_id_of_the_lists_of_the_sources_is_there),
        cmocka_unit_test(no_act_is_missing_from_the_list),
        cmocka_unit_test(every_act_has_a_range_an_example_and_what_is_allowed_instead),
        cmocka_unit_test(acts_and_questions_can_be_told_apart_by_their_ids),
        cmocka_unit_test(nobody_is_told_what_somebody_else_may_do_instead),
        cmocka_unit_test(every_act_is_answered_in_every_stage_for_every_class),
        cmocka_unit_test(where_sources_disagree_a_lawyer_must_look),
        cmocka_unit_test(a_verdict_that_rests_on_nothing_verified_bears_a_badge),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
