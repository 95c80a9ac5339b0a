/* lint: may-use: the rules that the commands are asked about */
#include "law/law_sample.h"
#include "tool/classify.h"
#include "tool/said_sample.h"

#include "base/json_read.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The command as a person uses it: its words in, what it prints and its exit status out. */
enum { OUT_MAX = 32768, WORDS_MAX = 32 };

struct said {
    int status;
    char out[OUT_MAX], err[OUT_MAX];
};

/* words: what stands behind "classify", separated by blanks. */
static void run(const struct law *law, const char *words, struct said *said) {
    char text[512], name[] = "classify", *argv[WORDS_MAX + 1] = {name}, *rest = text;
    int argc = 1;
    (void)snprintf(text, sizeof text, "%s", words);
    for (char *word; argc < WORDS_MAX && *words && (word = strsep(&rest, " "));)
        argv[argc++] = word;
    FILE *out = tmpfile(), *err = tmpfile();
    assert_true(out && err);
    int kept_out = said_divert(stdout, out), kept_err = said_divert(stderr, err);
    said->status = tool_classify(argc, argv, law);
    said_restore(stdout, kept_out, out, said->out, OUT_MAX);
    said_restore(stderr, kept_err, err, said->err, OUT_MAX);
}

#define ASK "--subject pns --act-date 2024-10-12 --election pilkada-2024"
#define EN ASK " --lang en"

struct told {
    const char *words, *out;
};

static void each_is_told(const struct world *w, const struct told *cases, size_t count) {
    static struct said said;
    for (size_t i = 0; i < count; i++) {
        run(w->law, cases[i].words, &said);
        if (said.status || said.err[0] || !strstr(said.out, cases[i].out))
            fail_msg("%s: %d, %s%s", cases[i].words, said.status, said.out, said.err);
    }
}

/* Discipline, party membership, transfers after a vote: acts that hang on no election. */
static void outside_any_election_the_law_in_force_is_told(void **state) {
#define OUTSIDE "--lang en --subject pns --act-date 2025-12-01 "
    static const struct told CASES[] = {
        {OUTSIDE "DIS-05", "2025-12-01: without an election: what hangs on the determination or "
                           "on stages is not judged\n"
                           "    No election's calendar holds that day there.\n"
                           "DIS-05@2  "},
        {OUTSIDE "DIS-05", "sanction "},
        {OUTSIDE "P94-N4", "track    discipline, berat"},
        {OUTSIDE "KE-04",
         "KE-04  cannot be judged without an election: its calendar says whether the day lies in\n"
         "    only     before the determination of candidates\n"},
        {OUTSIDE "DIS-06", "    only     on the determination of candidates or later\n"},
        {"--lang en --subject pejabat_negara --act-date 2025-12-01 PML-282",
         "    only     campaign (whose days an election's calendar gives)\n"},
        {"--lang en --subject kepala_daerah --act-date 2025-12-01 PLK-162-3", "penalty  PLK-190"},
        {"--subject pns --act-date 2025-12-01 KE-04",
         "KE-04  tidak dapat dinilai tanpa pemilihan: kalendernya menentukan apakah hari itu "
         "termasuk\n    hanya    sebelum hari penetapan calon\n"},
        {"--lang en --subject pns --act-date 2024-02-14 DIS-05",
         "    Calendars that hold that day (--election ID):\n      pemilu-2024 "},
        {"--lang en --subject pns --act-date 2024-02-14 DIS-05", "\n      pilkada-2024 "},
        {OUTSIDE "--region 16.02 DIS-05", "No election's calendar holds that day there.\n"},
        {OUTSIDE "--json DIS-05 KE-04",
         "\"election\":\"\",\"region\":\"\",\"after_determination\":false,"
         "\"outside_election\":true,\"stage\":\"\",\"elections\":[],\"findings\":[{"},
        {"--subject pns --act-date 2024-02-14 --json DIS-05",
         "\"elections\":[\"pemilu-2024\",\"pilkada-2024\"]"},
    };
    each_is_told(*state, CASES, COUNT_OF(CASES));
}

static void what_is_asked_is_told_with_reasons(void **state) {
    static const struct told CASES[] = {
        {EN " DIS-06",
         "2024-10-12, pilkada-2024: on the day of the determination (2024-09-22) or later, "
         "stage Campaign"},
        {EN " KE-04", "because  the day falls on the determination or later: taken for its twin "
                      "KE-04"},
        {EN " KE-04", "DIS-06  "},
        {EN " DIS-06", "calendar PKPU 2/2024, Lampiran; UU 10/2016 Ps 71(2), (3) [S54, S55, S27, "
                       "S57; S, high] [NOT VERIFIED]"},
        {"--lang en --subject pejabat_negara --election pemilu-2024 --act-date 2024-02-10 PML-282",
         "only     Campaign (2023-11-28 to 2024-02-10)"},
        {"--lang en --subject pejabat_negara --election pemilu-2024 --act-date 2024-02-11 PML-282",
         "PML-282  binds in another stage of this election alone\n"
         "    only     Campaign (2023-11-28 to 2024-02-10)"},
        {EN " DIS-06", "track    discipline, berat"},
        {EN " DIS-06", "decides  PPK ("},
        {EN " DIS-06", "(SIASN 27 [NOT VERIFIED])"},
        {EN " DIS-06", "PP 94/2021 Ps 14 i angka 3, 4"},
        {EN " DIS-06", "[NOT VERIFIED]"},
        {EN " P94-N1", "gap      "},
        {EN " P94-N2", "(SIASN 4 [NOT VERIFIED])"},
        {EN " PLK-71-1", "penalty  PLK-188@2 prison of 1 to 6 months and/or a fine of "
                         "Rp600,000 to Rp6,000,000"},
        {EN " PLK-71-1", "decides  the court; goes to "},
        {EN " KE-06", "KE-06  lies on the other side of the determination, and has no twin there"},
        {EN " KE-06", "look also    P94-N1"},
        {EN " P94-N1", "open         P94-N1"},
        {EN " P94-N2", "open         sedang-now"},
        {EN " PLK-71-1", "open         UU6-2020"},
        {EN " P94-N2", "open         DIS-04-N2"},
        {EN " P94-N2", "             The sources disagree: a lawyer must look.\n"},
        {EN " DIS-04", "open         DIS-04-N2"},
        {EN " DIS-04 --json", "\"sources_disagree\":[\"PTDH\",\"DIS-04-N2\"]"},
        {EN " P94-N3 --json", "\"sources_disagree\":[\"PTDH\"]"},
        {EN " P94-N1 --json", "\"sources_disagree\":[]"},
        {EN " DIS-05 --json", "\"id\":\"DIS-05\",\"version\":2"},
        {EN " PML-280-3", "PML-280-3  is of another kind of election"},
        {EN " DES-29j", "DES-29j  does not bind this class"},
        {EN " SKB20-01", "SKB20-01  is not in force on that day"},
        {EN " DIS-06", "This is a proposal with reasons: people examine and decide.\n"},
    };
    each_is_told(*state, CASES, COUNT_OF(CASES));
}

static void it_is_told_in_indonesian_unless_english_is_asked_for(void **state) {
    static const struct told CASES[] = {
        {"--subject pns --act-date 2024-01-01 --election pilkada-2024 --lang en DIS-05",
         "outside the days of this election"},
        {"--subject kades --act-date 2024-10-12 --election pilkada-2024 --region 16.02 DES-29j",
         "pemutus  Bupati/wali kota"},
        {"--subject unknown --act-date 2024-10-12 --election pilkada-2024 DIS-06",
         "DIS-06  tidak mengikat kelas ini"},
        {ASK " DIS-06", "2024-10-12, pilkada-2024: jatuh pada atau sesudah hari penetapan calon "
                        "(2024-09-22), tahapan Kampanye\n"},
        {ASK " KE-04", "karena   hari itu jatuh pada atau sesudah hari penetapan calon: "
                       "menggantikan pasangannya KE-04"},
        {ASK " DIS-06", "jalur    disiplin, berat"},
        {ASK " PLK-71-1", "jalur    pidana pemilihan\n"},
        {ASK " DIS-06", "DIS-06  Membuat posting"},
        {ASK " DIS-06 --lang id", "pemutus  PPK (pejabat pembina kepegawaian)"},
        {ASK " DIS-06", "[BELUM DIVERIFIKASI]"},
        {ASK " P94-N1", "celah    Dilarang, tetapi PP 94/2021 tidak menyebut tingkat"},
        {ASK " P94-N2", "Penundaan kenaikan gaji berkala 1 tahun (SIASN 4 [BELUM DIVERIFIKASI])"},
        {ASK " PLK-71-1", "pidana   PLK-188@2 penjara 1 sampai 6 bulan dan/atau denda "
                          "Rp600.000 sampai Rp6.000.000"},
        {ASK " PLK-71-1", "pemutus  pengadilan; diteruskan ke Sentra Gakkumdu"},
        {ASK " KE-06", "lihat juga   P94-N1"},
        {ASK " DIS-06", "Ini usul dengan alasan: orang yang memeriksa dan memutuskan.\n"},
        {"--help", "usage: netral classify --subject"},
    };
    each_is_told(*state, CASES, COUNT_OF(CASES));
}

static void what_cannot_be_understood_is_told_and_costs_status_2(void **state) {
    static const struct {
        const char *words, *err;
    } CASES[] = {
        {"", "an option is missing: \"--subject\""},
        {"--subject pns DIS-06", "an option is missing: \"--act-date\""},
        {ASK, "an act is missing"},
        {ASK " DIS-6", "no act \"DIS-6\"; nearest:\n"},
        {ASK " dis-06", "nearest:\n  DIS-06 "},
        {ASK " PLK-711", "  PLK-71-1 "},
        {ASK " XYZ", "catalogues:\n"},
        {ASK " DIS-06 --region 99.99", "no region has the code \"99.99\""},
        {ASK " DIS-06 --region", "a value is missing after \"--region\""},
        {ASK " DIS-06 --lang fr", "--lang is id or en, not \"fr\""},
        {ASK " DIS-06 --lang", "a value is missing after \"--lang\""},
        {ASK " DIS-06 --loud", "unknown option \"--loud\""},
        {"--subject king --act-date 2024-10-12 --election pilkada-2024 DIS-06",
         "no class \"king\"; there are:\n  pns"},
        {"--subject pns --act-date 2024-10-12 --election pilkada-1999 DIS-06",
         "no election \"pilkada-1999\"; there are:\n  pemilu-2024 "},
        {"--subject pns --act-date 2024-02-31 --election pilkada-2024 DIS-06",
         "must be a day that exists, as 2024-10-12, not \"2024-02-31\""},
        {ASK " A B C D E F G H I J K L M N O P Q", "more than 16 acts: \"Q\""},
    };
    const struct world *w = *state;
    static struct said said;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        run(w->law, CASES[i].words, &said);
        if (said.status != 2 || said.out[0] || !strstr(said.err, CASES[i].err))
            fail_msg("%s: %d, %s%s", CASES[i].words, said.status, said.out, said.err);
    }
}

static void a_repeat_vote_is_held_only_where_it_says(void **state) {
    static const struct str REGIONS[] = {STR_INIT("16.02")};
    const struct world *w = *state;
    static struct said said;
    struct law_election election = *law_election(w->law, STR("pilkada-2024"));
    struct law law = *w->law;
    election.regions = REGIONS;
    election.region_count = 1;
    law.elections = &election;
    law.election_count = 1;
    run(&law, ASK " DIS-06 --region 16.02", &said);
    assert_int_equal(said.status, 0);
    run(&law, ASK " DIS-06 --region 16", &said);
    assert_int_equal(said.status, 0);
    run(&law, ASK " DIS-06 --region 16.01", &said);
    assert_int_equal(said.status, 2);
    assert_non_null(strstr(said.err, "is not held in 16.01, only in: 16.02"));
}

/* No election is named: each region whose vote the court ordered to be held again finds its own. */
static void a_region_finds_the_calendar_of_its_repeat_vote(void **state) {
    static const struct {
        const char *region, *day, *election;
    } VOTES[] = {
        {"14.08", "2025-03-22", "psu-2025-03-22"},
        {"19.05", "2025-03-22", "psu-2025-03-22"},
        {"35.20", "2025-03-22", "psu-2025-03-22"},
        {"62.05", "2025-03-22", "psu-2025-03-22"},
        {"11.72", "2025-04-05", "psu-2025-04-05"},
        {"15.08", "2025-04-05", "psu-2025-04-05"},
        {"72.01", "2025-04-05", "psu-2025-04-05"},
        {"81.04", "2025-04-05", "psu-2025-04-05"},
        {"82.08", "2025-04-05", "psu-2025-04-05"},
        {"71.04", "2025-04-09", "psu-talaud-2025"},
        {"72.08", "2025-04-16", "psu-parigi-moutong-2025"},
        {"16.11", "2025-04-19", "psu-2025-04-19"},
        {"63.72", "2025-04-19", "psu-2025-04-19"},
        {"36.04", "2025-04-19", "psu-serang-2025"},
        {"13.08", "2025-04-19", "psu-calon-baru-2025-04-19"},
        {"17.01", "2025-04-19", "psu-calon-baru-2025-04-19"},
        {"32.06", "2025-04-19", "psu-calon-baru-2025-04-19"},
        {"64.02", "2025-04-19", "psu-calon-baru-2025-04-19"},
        {"75.05", "2025-04-19", "psu-calon-baru-2025-04-19"},
        {"18.09", "2025-05-24", "psu-2025-05-24"},
        {"64.11", "2025-05-24", "psu-2025-05-24"},
        {"73.73", "2025-05-24", "psu-palopo-2025"},
        {"91", "2025-08-06", "psu-papua-2025"},
        {"93.02", "2025-08-06", "psu-boven-digoel-2025"},
        /* a regency of Papua; the second vote of Barito Utara; the elections held anew */
        {"91.03", "2025-08-06", "psu-papua-2025"},
        {"62.05", "2025-08-06", "psu-barito-utara-2025"},
        {"19.71", "2025-08-27", "pilkada-ulang-2025"},
    };
    const struct world *w = *state;
    static struct said said;
    char words[160], wanted[64];
    for (size_t i = 0; i < COUNT_OF(VOTES); i++) {
        (void)snprintf(words, sizeof words, "--subject pns --act-date %s --region %s --json DIS-06",
                       VOTES[i].day, VOTES[i].region);
        (void)snprintf(wanted, sizeof wanted, "\"election\":\"%s\"", VOTES[i].election);
        run(w->law, words, &said);
        if (said.status || !strstr(said.out, wanted) || !strstr(said.out, "\"stage\":\"voting\""))
            fail_msg("%s: %d, %.200s%s", words, said.status, said.out, said.err);
    }
    /* Elsewhere in the country, and everywhere on a day of the country's election. */
    run(w->law, "--subject pns --act-date 2024-10-12 --region 62.05 --json DIS-06", &said);
    assert_non_null(strstr(said.out, "\"election\":\"pilkada-2024\""));
}

/* What a calendar divides is no surer than the calendar: the badge falls when it was verified. */
static void the_calendar_bears_the_badge_until_it_was_verified(void **state) {
    const struct world *w = *state;
    static struct said said;
    struct law_election election = *law_election(w->law, STR("pilkada-2024"));
    struct law law = *w->law;
    law.elections = &election;
    law.election_count = 1;
    for (int verified = 0; verified < 2; verified++) {
        election.cite.verified = verified;
        run(&law, ASK " PLK-71-1", &said);
        const char *line = strstr(said.out, "    kalender PKPU 2/2024");
        assert_non_null(line);
        const char *badge = strstr(line, "[BELUM DIVERIFIKASI]"), *end = strchr(line, '\n');
        assert_int_equal(badge && badge < end, !verified);
        run(&law, ASK " PLK-71-1 --json", &said);
        line = strstr(said.out, "\"calendar\":{\"election\":\"pilkada-2024\"");
        assert_non_null(line);
        end = strchr(line, '}');
        badge = strstr(line, verified ? "\"verified\":true" : "\"verified\":false");
        assert_true(badge && badge < end);
    }
}

/* The row that names the office for an act without a penalty: its rung's, or else its class's. */
static const struct law_cite *names_office(const struct law *law, const struct law_act *act,
                                           const struct law_subject_class *class, struct date on) {
    struct law_rung rung = {act->track, act->tier, class->row.id, on};
    const struct law_sanction *s = act->tier.len ? law_sanction_next(law, &rung, NULL) : NULL;
    return s && s->addressee.len ? &s->row.cite : &class->row.cite;
}

static void office_bears_badge(const struct law *law, const struct law_act *act,
                               const struct law_subject_class *class) {
    static struct said said;
    char words[160];
    bool badge = law_needs_badge(names_office(law, act, class, day("2024-11-01")));
    (void)snprintf(words, sizeof words,
                   "--subject %.*s --act-date 2024-11-01 --election pilkada-2024 %.*s",
                   STR_ARG(class->row.id), STR_ARG(act->row.id));
    run(law, words, &said);
    const char *line = strstr(said.out, "    pemutus  ");
    const char *end = line ? strchr(line, '\n') : NULL;
    const char *told = line ? strstr(line, "[BELUM DIVERIFIKASI]") : NULL;
    if (!end || (told && told < end) != badge)
        fail_msg("%s: a badge is %s: %s", words, badge ? "needed" : "not needed", said.out);
    (void)snprintf(words, sizeof words,
                   "--json --subject %.*s --act-date 2024-11-01 --election pilkada-2024 %.*s",
                   STR_ARG(class->row.id), STR_ARG(act->row.id));
    run(law, words, &said);
    line = strstr(said.out, "\"addressee_basis\":{");
    end = line ? strchr(line, '}') : NULL;
    told = line ? strstr(line, "\"verified\":false") : NULL;
    const char *low = line ? strstr(line, "\"confidence\":\"low\"") : NULL;
    if (!end || ((told && told < end) || (low && low < end)) != badge)
        fail_msg("%s: %s", words, said.out);
}

/* "Low or unread rows ship, but with a badge wherever they speak": of who decides as well. */
static void the_office_that_decides_bears_the_badge_of_its_row(void **state) {
    const struct law *law = ((struct world *)*state)->law;
    size_t with = 0, without = 0;
    for (size_t c = 0; c < law->class_count; c++) {
        const struct law_subject_class *class = &law->classes[c];
        struct law_question_of asked = {
            class->row.id, day("2024-11-01"), law_election(law, STR("pilkada-2024")), {0}};
        for (size_t i = 0; i < law->act_count; i++) {
            const struct law_act *act = &law->acts[i];
            if (act->penalty || law_act_misfit(act, &asked) != LAW_FITS)
                continue;
            office_bears_badge(law, act, class);
            *(law_needs_badge(names_office(law, act, class, asked.day)) ? &with : &without) += 1;
        }
    }
    assert_true(with > 0 && without > 0);
}

static void json_has_the_promised_keys_and_no_other(void **state) {
    static const char *const KEYS[] = {
        "subject",          "act_date",       "election", "region",          "after_determination",
        "outside_election", "stage",          "calendar", "findings",        "not_applying",
        "related",          "open_questions", "proposal", "sources_disagree"};
    static const char *const FINDING[] = {
        "id",        "version",    "label",    "track",    "side",      "stages",
        "tier",      "asks",       "note",     "gap",      "cite",      "source",
        "read",      "confidence", "verified", "replaced", "addressee", "addressee_basis",
        "sanctions", "penalty"};
    const struct world *w = *state;
    static struct said said;
    run(w->law, ASK " --region 16.02 --json KE-04 PLK-71-1 KE-06", &said);
    assert_int_equal(said.status, 0);
    assert_string_equal(said.err, "");
    struct arena *a = arena_new(1 << 20);
    const struct json_value *j = NULL;
    assert_int_equal(json_read(a, str_from_c(said.out), JSON_OWN, &j).code, ERR_NONE);
    assert_int_equal(j->count, COUNT_OF(KEYS));
    for (size_t i = 0; i < COUNT_OF(KEYS); i++)
        if (!json_get(j, KEYS[i]))
            fail_msg("no %s", KEYS[i]);
    const struct json_value *findings = json_get(j, "findings");
    assert_int_equal(findings->count, 2);
    const struct json_value *like = findings->first, *penal = like->next;
    assert_int_equal(like->count, COUNT_OF(FINDING));
    for (size_t i = 0; i < COUNT_OF(FINDING); i++)
        if (!json_get(like, FINDING[i]))
            fail_msg("no %s", FINDING[i]);
    assert_true(str_equal(json_text(json_get(like, "id")), STR("DIS-06")));
    assert_true(json_is(json_get(like, "replaced"), JSON_TRUE));
    assert_true(json_is(json_get(like, "penalty"), JSON_NULL));
    assert_true(json_is(json_get(like, "verified"), JSON_FALSE));
    const struct json_value *penalty = json_get(penal, "penalty");
    assert_int_equal(json_get(penalty, "fine_max")->integer, 6000000);
    assert_true(str_equal(json_text(json_get(penal, "addressee")), STR("gakkumdu")));
    assert_int_equal(json_get(j, "not_applying")->count, 1);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_is_told_with_reasons),
        cmocka_unit_test(outside_any_election_the_law_in_force_is_told),
        cmocka_unit_test(it_is_told_in_indonesian_unless_english_is_asked_for),
        cmocka_unit_test(what_cannot_be_understood_is_told_and_costs_status_2),
        cmocka_unit_test(a_repeat_vote_is_held_only_where_it_says),
        cmocka_unit_test(a_region_finds_the_calendar_of_its_repeat_vote),
        cmocka_unit_test(the_calendar_bears_the_badge_until_it_was_verified),
        cmocka_unit_test(the_office_that_decides_bears_the_badge_of_its_row),
        cmocka_unit_test(json_has_the_promised_keys_and_no_other),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
