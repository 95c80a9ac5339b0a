#include "law/law_sample.h"

#include <string.h>

/* What the lists of the sources have besides acts and steps (complete_test.c, procedure_test.c):
 * forms with the fields that were read in them, codes, the table of authorities, instruments, days
 * of the stages; and what an article asks a step to have on record. */

/* --- forms --- */

/* Of each form its fields in order: "?" conditional, "~" optional. */
static const struct {
    const char *id, *fields;
} FORMS[] = {
    {"A", "stage supervisors assignment assignment_date~ address activity form purpose target "
          "time_place description event? actors? witnesses? evidence? exhibits? suspicion? facts? "
          "analysis? dispute_party? dispute_object? dispute? place_date signature attachments~"},
    {"A.1", "reporter_name reporter_birth reporter_sex reporter_occupation reporter_citizenship "
            "reporter_address reporter_phone reporter_email? reported_name reported_address? "
            "reported_phone? event place occurred_on known_on witnesses? evidence description "
            "reported_at truth receiver_signature reporter_signature"},
    {"A.6", "area source event place date time reported reported_address evidence description "
            "receiver_signature"},
    {"A.13", "report_form study evidence"},
    {"B.1", "reporter_name reporter_birth reporter_sex reporter_occupation reporter_citizenship "
            "reporter_address reporter_phone reporter_email reported_name reported_address "
            "reported_phone event place occurred_on known_on witnesses evidence description "
            "reported_at truth receiver_signature reporter_signature"},
    {"B.2", "supervisor reported event place occurred_on known_on witnesses evidence description "
            "place_date signature"},
    {"B.3.1", "from_name from_birth from_address from_phone place date time about"},
    {"B.9", "whom date_place online?"},
    {"B.10", "person signature"},
    {"B.11", "person signature"},
    {"B.12", "identity questions read_back signature"},
    {"F.CEGAH", "division supervisors assignment event stage form kind purpose target dates area~ "
                "place evidence repository~ description follow_up signature"},
    {"PP94-SK", "considering first second? third? fourth? fifth sixth"},
};
static const char LETTERS[] =
    "A A.1 A.2 A.3 A.3.1 A.4 A.5 A.6 A.6.1 A.7 A.8 A.9 A.10 A.11 A.12 A.13 A.14 A.15 A.16 A.17 "
    "B.1 B.2 B.3 B.3.1 B.4 B.5 B.6 B.7 B.8 B.9 B.10 B.11 B.12 B.13 B.14 B.15 B.16 B.17 B.18 B.19 "
    "B.20 B.21 BA-PLENO F.CEGAH SURAT-TUGAS IMBAUAN PP94-01 PP94-02 PP94-03 PP94-04 PP94-05 "
    "PP94-06 PP94-07 PP94-08 PP94-09 PP94-10 PP94-11 PP94-12 PP94-13 PP94-14 PP94-15 PP94-16";

static void every_form_has_the_fields_that_were_read_in_it(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
        const struct law_letter *letter = law_letter(w->law, str_from_c(FORMS[i].id));
        assert_non_null(letter);
        struct str rest = str_from_c(FORMS[i].fields);
        for (size_t f = 0; f < letter->field_count; f++) {
            struct str name = str_cut(&rest, ' '), base = name;
            char mark = name.len ? name.ptr[name.len - 1] : 0;
            enum law_need need = mark == '?'   ? LAW_CONDITIONAL
                                 : mark == '~' ? LAW_OPTIONAL
                                               : LAW_ALWAYS;
            base.len -= need != LAW_ALWAYS;
            if (!str_equal(letter->fields[f].name, base) || letter->fields[f].need != need)
                fail_msg("%s: \"%.*s\" where %.*s stands", FORMS[i].id, STR_ARG(name),
                         STR_ARG(letter->fields[f].name));
        }
        if (rest.len)
            fail_msg("%s lacks %.*s", FORMS[i].id, STR_ARG(rest));
    }
}

static void patterns_of_numbers_are_those_that_were_seen(void **state) {
    static const struct {
        const char *id, *number;
    } PATTERNS[] = {
        {"A", "{n}/LHP/PM.00.02/{office}/{month}/{year}"},
        {"IMBAUAN", "{n}/PM.00.02/{office}/{month}/{year}"},
        {"F.CEGAH", "{n:3}/F.CEGAH/{division}.{region}/{month}/{year}"},
        {"SURAT-TUGAS", "{n}/{office}/SET/{roman_month}/{year}"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(PATTERNS); i++)
        assert_string_equal(law_letter(w->law, str_from_c(PATTERNS[i].id))->number.ptr,
                            PATTERNS[i].number);
}

/* PM.00.02 is a class of Bawaslu's: no letter that another office drafts may bear it. */
static void a_class_is_its_own_bodys(void **state) {
    const struct world *w = *state;
    const struct law *law = w->law;
    size_t drafted = 0;
    for (size_t i = 0; i < law->letter_count; i++) {
        const struct law_letter *letter = &law->letters[i];
        if (!letter->template.id.len)
            continue;
        drafted++;
        struct str own = law_letter_number(law, letter, STR("bawaslu"));
        assert_non_null(strstr(own.ptr, "PM.00.02"));
        for (size_t k = 0; k < law->office_count; k++) {
            struct str kind = law->offices[k].id;
            struct str number = law_letter_number(law, letter, kind);
            assert_true(number.len > 0);
            assert_int_equal(strstr(number.ptr, "PM.00.02") != NULL,
                             str_equal(kind, STR("bawaslu")));
        }
    }
    assert_true(drafted >= 5);
}

/* --- tables: each id of a list is there --- */

static const char IMPOSERS[] =
    "IMP-17-1a IMP-17-1b IMP-17-2a IMP-17-2b IMP-18-1 IMP-18-2a IMP-18-2b IMP-18-2c IMP-18-2d "
    "IMP-18-3a IMP-18-3b IMP-18-3c IMP-18-3d IMP-19a IMP-19b IMP-20a IMP-20b IMP-21a IMP-21b "
    "IMP-21c IMP-22-1a IMP-22-1b IMP-22-1c IMP-22-2 IMP-23-1a IMP-23-1b IMP-23-1c IMP-23-2 IMP-24 "
    "IMP-25 IMP-28 IMP-35-4";
static const char CODES[] =
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 21 22 23 24 25 26 27 28 R S B K 07 03 "
    "11EC54D9B3B057B1E050640A15026590 11EC54D9B3B157B1E050640A15026590 "
    "11EC54D9B3B257B1E050640A15026590 11EC54D9B3B357B1E050640A15026590 "
    "11EC54D9B3B457B1E050640A15026590 11EC54D9B3B557B1E050640A15026590 "
    "11EC54D9B3B657B1E050640A15026590 11EC54D9B3B757B1E050640A15026590 "
    "11EC54D9B3B857B1E050640A15026590 11EC54D9B3B957B1E050640A15026590 "
    "11EC54D9B3BA57B1E050640A15026590";
/* The register of instruments, those of old cases among them. */
static const char INSTRUMENTS[] =
    "skb-2022 skb-2020 uu-20-2023 uu-5-2014 pp-94-2021 perbkn-6-2022 pp-42-2004 pp-49-2018 "
    "pp-79-2021 uu-1-2015 uu-8-2015 uu-10-2016 uu-6-2020 uu-7-2017 uu-6-2014 uu-3-2024 uu-34-2004 "
    "uu-3-2025 uu-2-2002 perpol-7-2022 perpres-116-2022 perbkn-1-2023 perpres-91-2024 "
    "perpres-92-2024 se-panrb-4-2024 se-panrb-18-2023 se-panrb-1-2023 se-mendagri-2024 "
    "perbawaslu-6-2018 perbawaslu-28-2018 perbawaslu-20-2018 perbawaslu-5-2018 perbawaslu-8-2020 "
    "perbawaslu-9-2024 perbawaslu-5-2022 perbawaslu-7-2022 perbawaslu-8-2022 perbawaslu-3-2023 "
    "perbawaslu-4-2020 perbawaslu-9-2020 juknis-169-2023 mk-136-2024 mk-121-2024 mk-135-2024 "
    "uu-1-2026 uu-1-2023 pp-11-2017 pp-17-2020 pp-37-2004 pp-53-2010 pp-24-2011 se-bkn-2-2016 "
    "se-panrb-71-2017 se-panrb-36-2018 pkpu-2-2024 pkpu-3-2022 pkpu-13-2024 keppres-33-2024";

static bool has_letter(const struct law *law, struct str id) {
    return law_letter(law, id) != NULL;
}
static bool has_imposer(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->imposer_count; i++)
        if (str_equal(law->imposers[i].row.id, id))
            return law->imposers[i].punishments.count > 0;
    return false;
}
static bool has_code(const struct law *law, struct str code) {
    for (size_t i = 0; i < law->siasn_count; i++)
        if (str_equal(law->siasn[i].code, code))
            return true;
    return false;
}
static bool has_instrument(const struct law *law, struct str id) {
    return law_instrument(law, id) != NULL;
}

static void every_id_of_the_tables_is_there(void **state) {
    static const struct {
        const char *name, *ids;
        bool (*there)(const struct law *law, struct str id);
    } LISTS[] = {
        {"letter", LETTERS, has_letter},
        {"imposer", IMPOSERS, has_imposer},
        {"code", CODES, has_code},
        {"instrument", INSTRUMENTS, has_instrument},
    };
    const struct world *w = *state;
    int missing = 0;
    for (size_t i = 0; i < COUNT_OF(LISTS); i++) {
        for (struct str rest = str_from_c(LISTS[i].ids); rest.len;) {
            struct str id = str_cut(&rest, ' ');
            if (LISTS[i].there(w->law, id))
                continue;
            print_message("%s %.*s is missing\n", LISTS[i].name, STR_ARG(id));
            missing++;
        }
        assert_false(LISTS[i].there(w->law, STR("B.22")));
    }
    assert_int_equal(missing, 0);
}

/* --- stages --- */

static const struct {
    const char *election, *stage, *from, *to; /* NULL: no day on that side */
} STAGES[] = {
    {"pilkada-2024", "planning", NULL, "2024-01-26"},
    {"pilkada-2024", "regulation", NULL, "2024-11-18"},
    {"pilkada-2024", "bodies", "2024-04-17", "2024-11-05"},
    {"pilkada-2024", "supervisors", NULL, NULL},
    {"pilkada-2024", "monitors", "2024-02-27", "2024-11-16"},
    {"pilkada-2024", "potential_voters", "2024-04-24", "2024-05-31"},
    {"pilkada-2024", "voter_list", "2024-05-31", "2024-09-23"},
    {"pilkada-2024", "independent_support", "2024-05-05", "2024-08-19"},
    {"pilkada-2024", "announcement", "2024-08-24", "2024-08-26"},
    {"pilkada-2024", "registration", "2024-08-27", "2024-08-29"},
    {"pilkada-2024", "examination", "2024-08-27", "2024-09-21"},
    {"pilkada-2024", "determination", "2024-09-22", "2024-09-22"},
    {"pilkada-2024", "number_draw", "2024-09-23", "2024-09-23"},
    {"pilkada-2024", "campaign", "2024-09-25", "2024-11-23"},
    {"pilkada-2024", "quiet", "2024-11-24", "2024-11-26"},
    {"pilkada-2024", "voting", "2024-11-27", "2024-11-27"},
    {"pilkada-2024", "counting", "2024-11-27", "2024-12-16"},
    {"pilkada-2024", "replacement_ban", "2024-03-22", NULL},
    {"pilkada-2024", "program_ban", "2024-03-22", NULL},
    {"pilkada-2024", "elected_pair", NULL, NULL},
    {"pilkada-2024", "appointment", NULL, NULL},
    {"pemilu-2024", "planning", "2022-06-14", "2024-06-14"},
    {"pemilu-2024", "party_registration", "2022-07-29", "2022-12-13"},
    {"pemilu-2024", "party_determination", "2022-12-14", "2022-12-14"},
    {"pemilu-2024", "seats", "2022-10-14", "2023-02-09"},
    {"pemilu-2024", "voter_list", "2022-10-14", "2023-06-21"},
    {"pemilu-2024", "candidates_dpd", "2022-12-06", "2023-11-25"},
    {"pemilu-2024", "candidates_dpr", "2023-04-24", "2023-11-25"},
    {"pemilu-2024", "candidates_president", "2023-10-19", "2023-11-25"},
    {"pemilu-2024", "campaign", "2023-11-28", "2024-02-10"},
    {"pemilu-2024", "quiet", "2024-02-11", "2024-02-13"},
    {"pemilu-2024", "voting", "2024-02-14", "2024-02-14"},
    {"pemilu-2024", "counting", "2024-02-14", "2024-02-15"},
    {"pemilu-2024", "recap", "2024-02-15", "2024-03-20"},
    {"pemilu-2024", "oath_parliament", "2024-10-01", "2024-10-01"},
    {"pemilu-2024", "oath_president", "2024-10-20", "2024-10-20"},
};

static bool is_day(struct date at, const char *text) {
    return text ? at.day == day(text).day : at.day == INT32_MIN || at.day == LAW_OPEN;
}

static const struct law_stage *stage_of(const struct law *law, const char *election,
                                        const char *id) {
    const struct law_election *e = law_election(law, str_from_c(election));
    assert_non_null(e);
    for (size_t i = 0; i < e->stage_count; i++)
        if (str_equal(e->stages[i].id, str_from_c(id)))
            return &e->stages[i];
    fail_msg("no stage %s of %s", id, election);
    return NULL;
}

static void every_stage_has_the_days_of_the_calendar(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(STAGES); i++) {
        const struct law_stage *s = stage_of(w->law, STAGES[i].election, STAGES[i].stage);
        if (!is_day(s->from, STAGES[i].from) || !is_day(s->to, STAGES[i].to))
            fail_msg("%s of %s", STAGES[i].stage, STAGES[i].election);
        assert_true(STAGES[i].to || s->when.id.len > 0); /* in words, what has no day */
    }
}

/* --- what an article asks to be on record --- */

static const struct law_field *field_of(const struct law_step *step, const char *name) {
    for (size_t i = 0; step && i < step->field_count; i++)
        if (str_equal(step->fields[i].name, str_from_c(name)))
            return &step->fields[i];
    return NULL;
}

static void a_step_asks_for_what_its_article_names(void **state) {
    static const struct {
        const char *rules, *step, *field, *says;
    } CASES[] = {
        {"pilkada-2024@1", "initial_review", "reasons", "pemilih dalam pemilihan itu"},
        {"pemilu-2024@1", "initial_review", "reasons", "hak pilih"},
        {"pilkada-2024@1", "invite", "clarification_for", "ditetapkan"},
        {"pemilu-2024@1", "invite", "online_reason", "audio visual"},
        {"pemilu-2024@1", "invite", "assigned_to", "Pengawas di bawahnya"},
        {"pemilu-2024@1", "clarify", "oath_refused", "tidak wajib"},
        {"pemilu-2024@1", "clarify_more", "oath_refused", "tidak wajib"},
        {"pemilu-2024@1", "forward_bkn", "letter_number", "melalui Bawaslu Kabupaten/Kota"},
        {"pemilu-2024@1", "forward_agency", "letter_number", "melalui Bawaslu Kabupaten/Kota"},
        {"tsm-pemilu@1", "register_tsm", "registered_on_tsm", "sejak penetapan"},
        {"pilkada-2024@1", "impose_moral", "delegate", "eselon IV"},
        {"pilkada-2024@1", "impose_moral_and_go_on", "delegate", "eselon IV"},
        {"pilkada-2024@1", "decide_discipline", "sanction", "satu, yang terberat"},
        {"pilkada-2024@1", "decide_discipline_official", "sanction", "satu, yang terberat"},
        {"pilkada-2024@1", "decide_heavy", "sanction", "satu, yang terberat"},
        {"pilkada-2024@1", "end_serving", "ended_on", "gaji berkala"},
        {"pilkada-2024@1", "block", "scope", "sebagian atau seluruhnya"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_rulebook *rules = law_rulebook_named(w->law, str_from_c(CASES[i].rules));
        assert_non_null(rules);
        const struct law_field *f =
            field_of(law_step(rules, str_from_c(CASES[i].step)), CASES[i].field);
        if (!f || !strstr(f->label.id.ptr, CASES[i].says))
            fail_msg("%s of %s does not say \"%s\"", CASES[i].field, CASES[i].step, CASES[i].says);
    }
    const struct law_rulebook *rules = law_rulebook_named(w->law, STR("pilkada-2024@1"));
    const struct law_field *class = field_of(law_step(rules, STR("block")), "class");
    assert_true(class && class->option_count == 2 && !class->required);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_has_the_fields_that_were_read_in_it),
        cmocka_unit_test(patterns_of_numbers_are_those_that_were_seen),
        cmocka_unit_test(a_class_is_its_own_bodys),
        cmocka_unit_test(every_id_of_the_tables_is_there),
        cmocka_unit_test(every_stage_has_the_days_of_the_calendar),
        cmocka_unit_test(a_step_asks_for_what_its_article_names),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
