#include "law/law_sample.h"
#include "law/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* What the shipped rules say of what somebody did, and what the adviser answers. */

/* By this the days of an act's stages matter nowhere here (by_calendar_test.c). */
static const struct law_stage ALL_DAYS[] = {
    {.id = STR_INIT("campaign"), .from = {INT32_MIN}, .to = {LAW_OPEN}, .preparation = true},
    {.id = STR_INIT("replacement_ban"), .from = {INT32_MIN}, .to = {LAW_OPEN}, .preparation = true},
    {.id = STR_INIT("program_ban"), .from = {INT32_MIN}, .to = {LAW_OPEN}, .preparation = true},
};

/* An election as only its kind and its days matter here. */
static struct law_election election(const char *contest, const char *opens,
                                    const char *determination, const char *closes) {
    return (struct law_election){.contest = str_from_c(contest),
                                 .opens = day(opens),
                                 .determination = day(determination),
                                 .closes = day(closes),
                                 .stages = ALL_DAYS,
                                 .stage_count = COUNT_OF(ALL_DAYS)};
}

static struct law_election named(const char *name) {
    if (strcmp(name, "pilkada-2018") == 0)
        return election("pilkada", "2017-06-14", "2018-02-12", "2018-07-15");
    if (strcmp(name, "pilkada-2027") == 0)
        return election("pilkada", "2025-12-01", "2027-01-10", "2027-06-30");
    if (strcmp(name, "pilkada-2020") == 0)
        return election("pilkada", "2020-06-15", "2020-09-23", "2020-12-26");
    if (strcmp(name, "pemilu-2024") == 0)
        return election("pemilu", "2022-06-14", "2023-11-03", "2024-10-20");
    if (strcmp(name, "pemilu-2029") == 0)
        return election("pemilu", "2025-06-14", "2025-12-30", "2029-10-20");
    assert_string_equal(name, "pilkada-2024");
    return election("pilkada", "2024-01-26", "2024-09-22", "2024-12-16");
}

/* What was found for one act, in few words: "DIS-06< discipline berat discipline.berat@2 >ppk"; of
 * a later version of the act "DIS-05@2". */
static const char *told(const struct world *w, const struct law_classification *c) {
    struct buf out;
    buf_init(&out, 4096);
    for (size_t i = 0; i < c->finding_count; i++) {
        const struct law_finding *f = &c->findings[i];
        buf_printf(&out, "%s%.*s", i ? "; " : "", STR_ARG(f->act->row.id));
        if (f->act->row.version > 1)
            buf_printf(&out, "@%d", f->act->row.version);
        buf_printf(&out, "%s %.*s", f->replaced ? "<" : "", STR_ARG(law_track_name(f->act->track)));
        if (f->act->tier.len)
            buf_printf(&out, " %.*s", STR_ARG(f->act->tier));
        for (size_t k = 0; k < f->sanction_count; k++)
            buf_printf(&out, " %.*s@%d", STR_ARG(f->sanctions[k]->row.id),
                       f->sanctions[k]->row.version);
        if (f->penalty)
            buf_printf(&out, " %.*s@%d", STR_ARG(f->penalty->row.id), f->penalty->row.version);
        buf_printf(&out, "%s >%.*s", f->act->gap.en.len ? " gap" : "", STR_ARG(f->addressee));
    }
    for (size_t i = 0; i < c->not_applying_count; i++)
        buf_printf(&out, "%snot %.*s", out.len ? "; " : "", STR_ARG(c->not_applying[i]->row.id));
    const char *text = arena_c(w->a, buf_str(&out));
    buf_done(&out);
    return text;
}

static struct law_classification classify(const struct world *w, const struct law_election *e,
                                          const char *subject, const char *when, const char *ids) {
    enum { ACTS = 8 };
    const struct law_act *acts[ACTS];
    struct str rest = str_from_c(ids);
    size_t count = 0;
    while (rest.len && count < ACTS) {
        acts[count] = law_act(w->law, str_cut(&rest, ' '));
        assert_non_null(acts[count++]);
    }
    struct law_question_of asked = {str_from_c(subject), day(when), e, STR("")};
    return law_classify(w->a, w->law, &asked, acts, count);
}

static const struct {
    const char *name, *election, *subject, *day, *acts, *expect;
} FOUND[] = {
    {"a like on the eve of the determination is ethics", "pilkada-2024", "pns", "2024-09-21",
     "DIS-06", "KE-04< ethics moral ethics.moral@1 >ppk"},
    {"a like on the day of the determination is heavy discipline", "pilkada-2024", "pns",
     "2024-09-22", "KE-04", "DIS-06< discipline berat discipline.berat@2 >ppk"},
    {"an act on its own side is not replaced", "pilkada-2024", "pns", "2024-09-22", "DIS-06",
     "DIS-06 discipline berat discipline.berat@2 >ppk"},
    {"twins named together are found once", "pilkada-2024", "pns", "2024-09-22", "KE-04 DIS-06",
     "DIS-06< discipline berat discipline.berat@2 >ppk"},
    {"party membership is dismissal before the determination", "pilkada-2024", "pns", "2024-03-01",
     "DIS-05", "DIS-05@2 dismissal ptdh dismissal.ptdh@3 >ppk"},
    {"party membership is dismissal after it", "pilkada-2024", "pns", "2024-11-01", "DIS-05",
     "DIS-05@2 dismissal ptdh dismissal.ptdh@3 >ppk"},
    {"before the law of 2023 dismissal rests on that of 2014", "pilkada-2024", "pns", "2023-10-30",
     "DIS-05", "DIS-05 dismissal ptdh dismissal.ptdh@1 >ppk"},
    {"a PPPK party member hears of one sanction, in the words of the contract", "pilkada-2024",
     "pppk", "2024-11-01", "DIS-05", "DIS-05@2 dismissal ptdh dismissal.ptdh.pppk@2 >ppk"},
    {"merely taking part in a campaign is a gap", "pilkada-2024", "pns", "2024-10-10", "P94-N1",
     "P94-N1 discipline gap >ppk"},
    {"attributes are medium: the interim kinds", "pilkada-2024", "pns", "2024-10-10", "P94-N2",
     "P94-N2 discipline sedang discipline.sedang@2 >ppk"},
    {"PP 94/2021 does not name PPPK", "pilkada-2024", "pppk", "2024-10-10", "P94-N2", "not P94-N2"},
    {"a PPPK has rungs of its own", "pilkada-2024", "pppk", "2024-10-10", "DIS-06",
     "DIS-06 discipline berat discipline.berat.pppk@1 >ppk"},
    {"a PPPK's moral sanction rests on the decree", "pilkada-2024", "pppk", "2024-09-01", "KE-01",
     "KE-01 ethics moral ethics.moral.pppk@2 >ppk"},
    {"a CPNS is treated as a PNS", "pilkada-2024", "cpns", "2024-10-10", "DIS-06",
     "DIS-06 discipline berat discipline.berat@2 >ppk"},
    {"in 2020 the decree of 2020 and PP 53/2010 speak", "pilkada-2020", "pns", "2020-10-01",
     "SKB20-08 SKB20-14 DIS-08",
     "SKB20-08 discipline sedang discipline.sedang@1 >ppk; SKB20-14 discipline berat "
     "discipline.berat@1 >ppk; not DIS-08"},
    {"on the last day of PP 53/2010 its tiers hold", "pilkada-2020", "pns", "2021-08-30",
     "SKB20-12 P94-N7", "SKB20-12 discipline sedang discipline.sedang@1 >ppk; not P94-N7"},
    {"on the first day of PP 94/2021 its own hold", "pilkada-2020", "pns", "2021-08-31",
     "SKB20-12 P94-N7", "P94-N7 discipline berat discipline.berat@2 >ppk; not SKB20-12"},
    {"the decree of 2020 is for regional elections alone", "pemilu-2024", "pns", "2022-09-01",
     "SKB20-01", "not SKB20-01"},
    {"the decree of 2020 ends when that of 2022 begins", "pilkada-2024", "pns", "2022-09-22",
     "SKB20-01", "not SKB20-01"},
    {"a village head has the village ladder, not BKN", "pilkada-2024", "kades", "2024-10-10",
     "DES-29j DIS-04",
     "DES-29j village administratif village.administratif.kades@1 >regional_head; not DIS-04"},
    {"a village official is the village head's", "pilkada-2024", "perangkat_desa", "2024-10-10",
     "DES-51j", "DES-51j village administratif village.administratif.perangkat@1 >village_head"},
    {"a village council member's ban has no ladder read", "pilkada-2024", "bpd", "2024-10-10",
     "DES-64h", "DES-64h village gap >regional_head"},
    {"a spouse without leave is ethics, also in the campaign", "pilkada-2024", "pns", "2024-10-10",
     "KE-07", "KE-07 ethics moral ethics.moral@1 >ppk"},
    {"a spouse who speaks at party events: a circular without tiers", "pilkada-2024", "pns",
     "2024-10-10", "PAS-3", "PAS-3 ethics gap >ppk"},
    {"an event of a prospective candidate has no twin", "pilkada-2024", "pns", "2024-10-10",
     "KE-06", "not KE-06"},
    {"a campaign team in 2024: kurungan", "pemilu-2024", "pns", "2023-12-01", "PML-280-3",
     "PML-280-3 criminal PML-494@1 >gakkumdu"},
    {"the last day of kurungan", "pemilu-2029", "pns", "2026-01-01", "PML-280-3",
     "PML-280-3 criminal PML-494@1 >gakkumdu"},
    {"the first day without kurungan", "pemilu-2029", "pns", "2026-01-02", "PML-280-3",
     "PML-280-3 criminal PML-494@2 >gakkumdu"},
    {"national law says nothing in a regional election", "pilkada-2024", "pns", "2024-10-10",
     "PML-280-3", "not PML-280-3"},
    {"soldiers were not named by Ps 188 before the ruling", "pilkada-2024", "tni", "2024-11-13",
     "PLK-71-1 PLK-71-1-lama PLK-71-1-mk",
     "PLK-71-1-lama@2 administrative gap >tni_command; not PLK-71-1; not PLK-71-1-mk"},
    {"and are from the day of the ruling", "pilkada-2024", "tni", "2024-11-14",
     "PLK-71-1-lama PLK-71-1-mk", "PLK-71-1-mk criminal PLK-188@2 >gakkumdu; not PLK-71-1-lama"},
    {"an incumbent is cancelled by KPU", "pilkada-2024", "kepala_daerah", "2024-05-01",
     "PLK-71-2 PLK-71-5",
     "PLK-71-2@2 criminal PLK-190@2 >gakkumdu; PLK-71-5@2 administrative pembatalan "
     "administrative.pembatalan@2 >kpu"},
    {"in 2018 the text that was read", "pilkada-2018", "kepala_daerah", "2018-01-10",
     "PLK-71-2 PLK-71-5",
     "PLK-71-2 criminal PLK-190@1 >gakkumdu; PLK-71-5 administrative pembatalan "
     "administrative.pembatalan@1 >kpu"},
    {"the last day of an act's first version", "pilkada-2020", "kades", "2020-05-03", "PLK-71-1",
     "PLK-71-1 criminal PLK-188@1 >gakkumdu"},
    {"the first day of its second", "pilkada-2020", "kades", "2020-05-04", "PLK-71-1",
     "PLK-71-1@2 criminal PLK-188@2 >gakkumdu"},
    {"what was done in 2026 meets the penalties of that year", "pilkada-2027", "kades",
     "2026-01-02", "PLK-71-1", "PLK-71-1@2 criminal PLK-188@3 >gakkumdu"},
    {"a village head's duties before UU 3/2024", "pilkada-2024", "kades", "2024-04-24",
     "DES-26-4 DES-26-4g",
     "DES-26-4 village administratif village.administratif.kades@1 >regional_head; not "
     "DES-26-4g"},
    {"and with it the duty to resign, once determined", "pilkada-2024", "kades", "2024-09-22",
     "DES-26-4 DES-26-4g",
     "DES-26-4@2 village administratif village.administratif.kades@1 >regional_head; DES-26-4g "
     "village administratif village.administratif.kades@1 >regional_head"},
    {"the class is not known yet: no act is said to fit", "pilkada-2024", "unknown", "2024-10-10",
     "DIS-06", "not DIS-06"},
    {"a class that no row knows", "pilkada-2024", "king", "2024-10-10", "DIS-06", "not DIS-06"},
    {"non-ASN staff by their contract", "pilkada-2024", "non_asn", "2024-10-10", "NON-01",
     "NON-01 contract bertingkat contract.bertingkat@1 >employer"},
    {"nothing asked, nothing found", "pilkada-2024", "pns", "2024-10-10", "", ""},
};

static void what_was_done_is_found_by_class_and_day(void **state) {
    const struct world *w = *state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(FOUND); i++) {
        struct law_election e = named(FOUND[i].election);
        struct law_classification c =
            classify(w, &e, FOUND[i].subject, FOUND[i].day, FOUND[i].acts);
        const char *text = told(w, &c);
        if (strcmp(text, FOUND[i].expect) == 0)
            continue;
        print_message("%s:\n  wanted %s\n  got    %s\n", FOUND[i].name, FOUND[i].expect, text);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void the_side_and_the_days_of_the_election_are_told(void **state) {
    static const struct {
        const char *day;
        bool after, outside;
        const char *stage;
    } DAYS[] = {
        {"2024-01-25", false, true, NULL},           {"2024-01-26", false, false, NULL},
        {"2024-09-21", false, false, "examination"}, {"2024-09-22", true, false, "determination"},
        {"2024-12-16", true, false, "counting"},     {"2024-12-17", true, true, NULL},
    };
    const struct world *w = *state;
    const struct law_election *e = law_election(w->law, STR("pilkada-2024"));
    for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
        struct law_classification c = classify(w, e, "pns", DAYS[i].day, "KE-04");
        bool stage = DAYS[i].stage ? c.stage && str_equal(c.stage->id, str_from_c(DAYS[i].stage))
                                   : c.stage == NULL;
        if (!stage || c.after_determination != DAYS[i].after ||
            c.outside_election != DAYS[i].outside || c.finding_count != 1)
            fail_msg("%s", DAYS[i].day);
    }
}

static bool related(const struct law_classification *c, const char *id) {
    for (size_t i = 0; i < c->related_count; i++)
        if (str_equal(c->related[i]->row.id, str_from_c(id)))
            return true;
    return false;
}

static void acts_of_the_same_topic_are_offered_and_never_those_that_do_not_fit(void **state) {
    const struct world *w = *state;
    struct law_election e = named("pilkada-2024");
    struct law_classification c = classify(w, &e, "pns", "2024-10-10", "KE-06");
    assert_true(related(&c, "P94-N1")); /* no twin: angka 1 is to be looked at */
    assert_false(related(&c, "KE-06"));
    assert_false(related(&c, "NON-03"));
    c = classify(w, &e, "pns", "2024-10-10", "DIS-12");
    assert_true(related(&c, "PLK-71-1"));
    assert_true(related(&c, "P94-N5"));
    assert_false(related(&c, "DIS-12"));
    assert_false(related(&c, "PML-282"));
    assert_false(related(&c, "SKB20-15"));
}

/* Questions are told by the rows that they touch: acts, rungs, penal articles; open ones alone. */
static void open_questions_come_with_the_rows_that_they_touch(void **state) {
    static const struct law_span ALWAYS = {{INT32_MIN}, {LAW_OPEN}};
    const struct world *w = *state;
    static const struct str ACT[] = {STR_INIT("DIS-06")}, RUNG[] = {STR_INIT("discipline.berat")},
                            MISS[] = {STR_INIT("KE-06")}, OTHER[] = {STR_INIT("P04")},
                            PENAL[] = {STR_INIT("PLK-188")};
    const struct law_open_question questions[] = {
        {.row = {.id = STR("Q-act"), .span = ALWAYS}, .rows = {ACT, 1}},
        {.row = {.id = STR("Q-rung"), .span = ALWAYS}, .rows = {RUNG, 1}},
        {.row = {.id = STR("Q-miss"), .span = ALWAYS}, .rows = {MISS, 1}},
        {.row = {.id = STR("Q-settled"), .span = ALWAYS},
         .rows = {ACT, 1},
         .status = LAW_QUESTION_SETTLED},
        {.row = {.id = STR("Q-other"), .span = ALWAYS}, .rows = {OTHER, 1}},
        {.row = {.id = STR("Q-penal"), .span = ALWAYS}, .rows = {PENAL, 1}},
        {.row = {.id = STR("Q-later"), .span = {day("2024-10-11"), {LAW_OPEN}}}, .rows = {ACT, 1}},
        {.row = {.id = STR("Q-past"), .span = {{INT32_MIN}, day("2024-10-09")}}, .rows = {ACT, 1}},
    };
    struct law law = *w->law;
    law.questions = questions;
    law.question_count = COUNT_OF(questions);
    const struct world with = {w->a, &law};
    struct law_election e = named("pilkada-2024");
    struct law_classification c = classify(&with, &e, "pns", "2024-10-10", "DIS-06 KE-06");
    assert_int_equal(c.question_count, 3);
    assert_ptr_equal(c.questions[0], &questions[0]);
    assert_ptr_equal(c.questions[1], &questions[1]);
    assert_ptr_equal(c.questions[2], &questions[2]);
    c = classify(&with, &e, "pns", "2024-10-10", "PLK-71-1");
    assert_int_equal(c.question_count, 1);
    assert_ptr_equal(c.questions[0], &questions[5]);
}

static const struct {
    const char *election, *topic, *subject, *day, *expect; /* verdict and what it rests on */
} ADVICE[] = {
    {"pilkada-2024", "medsos-suka", "pns", "2024-09-21", "forbidden KE-04"},
    {"pilkada-2024", "medsos-suka", "pns", "2024-09-22", "forbidden DIS-06"},
    {"pilkada-2024", "medsos-suka", "kades", "2024-10-10",
     "avoid UU 6/2014 Ps 26(4) d, e, f; 29, dengan UU 3/2024"},
    {"pilkada-2024", "medsos-suka", "unknown", "2024-10-10",
     "avoid UU 10/2016 Ps 70(1); UU 7/2017 Ps 280(2) (bacaan)"},
    {"pilkada-2024", "medsos-suka", "tni", "2024-10-10", "forbidden TNI-39-2"},
    {"pilkada-2024", "medsos-promosi", "kades", "2024-10-10", "forbidden DES-29j"},
    {"pilkada-2024", "alat-peraga", "polri", "2024-10-10", "forbidden POL-28-1"},
    {"pilkada-2024", "memberi-barang", "perangkat_desa", "2024-10-10",
     "forbidden DES-51j PLK-73-4"},
    {"pilkada-2024", "atribut", "pppk", "2024-09-21", "forbidden KE-03"},
    {"pilkada-2024", "atribut", "pppk", "2024-09-22", "forbidden DIS-04"},
    {"pilkada-2024", "fasilitas", "pppk", "2024-10-10", "forbidden DIS-12"},
    {"pilkada-2024", "hadir-mendengar", "pns", "2024-10-10", "forbidden P94-N1"},
    {"pilkada-2024", "hadir-mendengar", "pppk", "2024-10-10",
     "avoid UU 20/2023 Ps 2 f, 9(2), 24(1) d; sebelumnya UU 5/2014 Ps 2 f, 9(2)"},
    {"pilkada-2024", "hadir-dukung", "kepala_daerah", "2024-10-10",
     "allowed UU 10/2016 Ps 70(2)-(3); UU 6/2020 belum dibaca"},
    {"pemilu-2024", "hadir-dukung", "kepala_daerah", "2023-12-10", "avoid UU 7/2017 Ps 282"},
    {"pilkada-2024", "kampanye-tanpa-izin", "kepala_daerah", "2024-10-10",
     "forbidden PLK-70-2 PLK-70-3"},
    {"pilkada-2024", "pasangan-hadir", "pns", "2024-10-10", "allowed SE MenPANRB 18/2023"},
    {"pilkada-2024", "pasangan-daftar", "pppk", "2024-08-28", "allowed SE MenPANRB 18/2023"},
    {"pilkada-2024", "pasangan-foto", "kades", "2024-10-10",
     "avoid UU 6/2014 Ps 26(4) d, e, f; 29, dengan UU 3/2024"},
    {"pilkada-2024", "pasangan-tanpa-cuti", "pns", "2024-08-28", "forbidden KE-07"},
    {"pilkada-2024", "pasangan-tanpa-cuti", "pns", "2024-10-10", "forbidden KE-07"},
    {"pilkada-2024", "pasangan-medsos", "pns", "2024-10-10", "forbidden PAS-2 DIS-06"},
    {"pemilu-2024", "tim-pemenangan", "bpd", "2023-12-10", "forbidden PML-280-3"},
    {"pilkada-2024", "tim-pemenangan", "bpd", "2024-10-10",
     "avoid UU 6/2014 Ps 64 h; UU 7/2017 Ps 280(2) j, (3)"},
    {"pilkada-2024", "anggota-partai", "kades", "2024-10-10",
     "avoid UU 6/2014 Ps 29 g, 51 g, 64 h; UU 3/2024 tidak mengubahnya"},
    {"pilkada-2024", "pengurus-partai", "kades", "2024-10-10", "forbidden DES-29g"},
    {"pilkada-2024", "melapor", "pns", "2024-10-10", "allowed UU 8/2015 Ps 134(2)"},
    {"pilkada-2024", "melapor", "polri", "2024-10-10", "allowed Formulir A.6 Informasi Awal"},
};

static const char *advised(const struct world *w, const struct law_advice *advice) {
    struct buf out;
    buf_init(&out, 1024);
    buf_add(&out, law_verdict_name(advice->verdict));
    for (size_t i = 0; i < advice->finding_count; i++)
        buf_printf(&out, " %.*s", STR_ARG(advice->findings[i].act->row.id));
    if (advice->answer)
        buf_printf(&out, " %.*s", STR_ARG(advice->answer->cite.text));
    const char *text = arena_c(w->a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void the_adviser_answers_with_what_it_rests_on(void **state) {
    const struct world *w = *state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(ADVICE); i++) {
        struct law_election e = named(ADVICE[i].election);
        const struct law_topic *topic = law_topic(w->law, str_from_c(ADVICE[i].topic));
        assert_non_null(topic);
        struct law_question_of asked = {str_from_c(ADVICE[i].subject), day(ADVICE[i].day), &e,
                                        STR("")};
        struct law_advice advice = law_advise(w->a, w->law, topic, &asked);
        const char *text = advised(w, &advice);
        if (strcmp(text, ADVICE[i].expect) == 0 && !advice.not_settled)
            continue;
        print_message("%s, %s, %s:\n  wanted %s\n  got    %s\n", ADVICE[i].topic, ADVICE[i].subject,
                      ADVICE[i].day, ADVICE[i].expect, text);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    assert_null(law_topic(w->law, STR("merdeka")));
}

/* On no day of an election, for no class, is the adviser silent or without a citation. */
static void every_topic_answers_every_class_on_every_stage_with_a_citation(void **state) {
    static const char *const ELECTIONS[] = {"pilkada-2020", "pilkada-2024", "pemilu-2024"};
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(ELECTIONS) * w->law->topic_count * w->law->class_count; i++) {
        struct law_election e = named(ELECTIONS[i % COUNT_OF(ELECTIONS)]);
        size_t rest = i / COUNT_OF(ELECTIONS);
        const struct law_topic *topic = &w->law->topics[rest % w->law->topic_count];
        const struct law_subject_class *class = &w->law->classes[rest / w->law->topic_count];
        for (int32_t d = e.opens.day; d <= e.closes.day; d += 30) {
            struct law_question_of asked = {class->row.id, {d}, &e, STR("")};
            struct law_advice advice = law_advise(w->a, w->law, topic, &asked);
            bool cited = advice.answer ? advice.answer->cite.text.len > 0
                                       : advice.finding_count > 0 &&
                                             advice.findings[0].act->row.cite.text.len > 0;
            if (advice.not_settled || !cited)
                fail_msg("%s: %s, %s", ELECTIONS[i % COUNT_OF(ELECTIONS)], topic->row.id.ptr,
                         class->row.id.ptr);
        }
    }
}

/* A topic that no row of a class speaks of is said to be open: never guessed. */
static void silence_is_not_settled(void **state) {
    const struct world *w = *state;
    struct law_election e = named("pilkada-2024");
    struct law_question_of asked = {STR("pns"), day("2024-10-10"), &e, STR("")};
    const struct law_topic empty = {.row = {.id = STR("x")}};
    struct law_advice advice = law_advise(w->a, w->law, &empty, &asked);
    assert_true(advice.not_settled);
    assert_null(advice.answer);
    assert_int_equal(advice.finding_count, 0);
}

static void reporters_choose_from_listed_catalogues_in_force(void **state) {
    enum { ROOM = 256 };
    const struct world *w = *state;
    const struct law_act *acts[ROOM];
    struct law_election e = named("pilkada-2024");
    size_t count = law_acts_listed(w->law, &e, day("2024-10-10"), acts, ROOM);
    bool party = false;
    for (size_t i = 0; i < count; i++) {
        assert_true(acts[i]->catalogue->listed);
        party = party || str_equal(acts[i]->row.id, STR("DIS-05"));
        assert_false(str_starts(acts[i]->row.id, STR("P94-")));
        assert_false(str_starts(acts[i]->row.id, STR("SKB20-")));
    }
    assert_true(party);
    assert_string_equal(acts[0]->row.id.ptr, "KE-01"); /* civil servants first */
    assert_string_equal(acts[count - 1]->row.id.ptr, "NON-05");
    assert_int_equal(law_acts_listed(w->law, NULL, day("2024-10-10"), acts, ROOM), count);
    assert_int_equal(law_acts_listed(w->law, &e, day("2024-10-10"), acts, 3), 3);
    assert_true(law_acts_listed(w->law, &e, day("2022-09-21"), acts, ROOM) < count);
    assert_int_equal(law_acts_listed(w->law, &e, day("1990-01-01"), acts, ROOM), 0);
}

static void names_of_words_are_those_of_the_files(void **state) {
    (void)state;
    assert_string_equal(law_track_name(LAW_ETHICS).ptr, "ethics");
    assert_string_equal(law_track_name(LAW_CONTRACT).ptr, "contract");
    assert_string_equal(law_side_name(LAW_AFTER_DETERMINATION).ptr, "after");
    assert_string_equal(law_verdict_name(LAW_ALLOWED).ptr, "allowed");
    assert_string_equal(law_verdict_name(LAW_FORBIDDEN).ptr, "forbidden");
}

/* A question that nobody is shown where it bites is no warning; one that is shown where it does not
 * makes people deaf to the others. */
static void open_questions_of_the_rules_bite_where_they_should(void **state) {
    static const struct {
        const char *election, *subject, *day, *act, *question;
        bool told;
    } CASES[] = {
        {"pilkada-2024", "pns", "2024-10-10", "DIS-06", "PTDH", true},
        {"pilkada-2024", "pppk", "2024-10-10", "DIS-06", "PTDH", true},
        {"pilkada-2024", "pns", "2024-09-01", "KE-04", "SKB-annex", true},
        {"pilkada-2024", "pns", "2024-09-01", "KE-04", "PP42-elucidation", true},
        {"pilkada-2024", "kepala_daerah", "2024-05-01", "PLK-71-2", "UU6-2020", true},
        {"pilkada-2018", "kepala_daerah", "2018-01-10", "PLK-71-2", "UU6-2020", false},
        {"pilkada-2024", "tni", "2024-11-14", "PLK-71-1-mk", "MK136-words", true},
        {"pilkada-2020", "pns", "2020-10-01", "SKB20-14", "PP94-40", true},
        {"pilkada-2024", "kades", "2024-10-10", "PLK-71-1", "penal-188-190", false},
        {"pilkada-2027", "kades", "2026-01-02", "PLK-71-1", "penal-188-190", true},
        {"pilkada-2024", "kades", "2024-10-10", "DES-29j", "village-2024", false},
        {"pilkada-2024", "pns", "2024-10-10", "DIS-04", "DIS-04-N2", true},
        {"pilkada-2024", "pns", "2024-10-10", "KE-03", "DIS-04-N2", true},
        {"pilkada-2024", "pns", "2024-10-10", "P94-N2", "DIS-04-N2", true},
        {"pilkada-2024", "pns", "2024-10-10", "P94-N3", "DIS-04-N2", false},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_election e = named(CASES[i].election);
        struct law_classification c = classify(w, &e, CASES[i].subject, CASES[i].day, CASES[i].act);
        bool told = false;
        for (size_t k = 0; k < c.question_count; k++)
            told = told || str_equal(c.questions[k]->row.id, str_from_c(CASES[i].question));
        if (told != CASES[i].told)
            fail_msg("%s, %s: %s", CASES[i].act, CASES[i].subject, CASES[i].question);
    }
}

/* A page says "only a breach if proven" before what an act asks: a meaning stands in its note. */
static void what_must_be_proven_and_what_is_only_told_stand_apart(void **state) {
    static const struct {
        const char *act, *asks, *note; /* NULL: none */
    } CASES[] = {
        {"DIS-07", "Intent to support", NULL},
        {"DIS-06", NULL, NULL},
        {"PAS-1", NULL, "Also on unpaid leave"},
        {"DIS-05", NULL,
         "Of a PNS alone: one who resigns in writing is dismissed with honour (PP 11/2017 Ps 255). "
         "Regulation 49/2018 Ps 63 knows no such way for a PPPK"},
        {"PLK-70-1", "Intentionally", "The candidate is punished, not the official involved"},
        {"PLK-71-2",
         "From 6 months before the determination to the end of the term, without the Minister's "
         "written approval",
         "Replacement means transfer between posts"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_act *act = law_act(w->law, str_from_c(CASES[i].act));
        assert_non_null(act);
        if (!str_equal(act->asks.en, str_from_c(CASES[i].asks ? CASES[i].asks : "")) ||
            !str_equal(act->note.en, str_from_c(CASES[i].note ? CASES[i].note : "")))
            fail_msg("%s", CASES[i].act);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_done_is_found_by_class_and_day),
        cmocka_unit_test(the_side_and_the_days_of_the_election_are_told),
        cmocka_unit_test(acts_of_the_same_topic_are_offered_and_never_those_that_do_not_fit),
        cmocka_unit_test(open_questions_come_with_the_rows_that_they_touch),
        cmocka_unit_test(the_adviser_answers_with_what_it_rests_on),
        cmocka_unit_test(every_topic_answers_every_class_on_every_stage_with_a_citation),
        cmocka_unit_test(silence_is_not_settled),
        cmocka_unit_test(reporters_choose_from_listed_catalogues_in_force),
        cmocka_unit_test(open_questions_of_the_rules_bite_where_they_should),
        cmocka_unit_test(what_must_be_proven_and_what_is_only_told_stand_apart),
        cmocka_unit_test(names_of_words_are_those_of_the_files),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
