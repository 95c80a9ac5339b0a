#include "flow/authorize.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct store_office
    NATION = {STR_INIT("bawaslu"), STR_INIT("bawaslu"),
              STR_INIT(""),        STR_INIT("Bawaslu Republik Indonesia"),
              STR_INIT(""),        LAW_FIVE_DAYS},
    PROVINCE = {STR_INIT("bawaslu-16"), STR_INIT("bawaslu"),
                STR_INIT("16"),         STR_INIT("Bawaslu Provinsi Sumatera Selatan"),
                STR_INIT(""),           LAW_FIVE_DAYS},
    REGENCY = {STR_INIT("bawaslu-16.06"),
               STR_INIT("bawaslu"),
               STR_INIT("16.06"),
               STR_INIT("Bawaslu Kabupaten Musi Banyuasin"),
               STR_INIT(""),
               LAW_FIVE_DAYS},
    BKN = {STR_INIT("bkn"), STR_INIT("bkn"), STR_INIT(""), STR_INIT("Badan Kepegawaian Negara"),
           STR_INIT(""),    LAW_FIVE_DAYS};

static void an_agency_is_an_office_however_it_is_spelt(void **state) {
    static const struct {
        struct str agency;
        bool same;
    } CASES[] = {
        {STR_INIT("Bawaslu Kabupaten Musi Banyuasin"), true},
        {STR_INIT("Bawaslu Kab. Musi Banyuasin"), true},
        {STR_INIT("bawaslu KAB.MUSI banyuasin"), true},
        {STR_INIT("  BAWASLU  Kab Musi\tBanyuasin "), true},
        {STR_INIT("Bawaslu Kabupaten Banyuasin"), false},
        {STR_INIT("Bawaslu Kabupaten Musi"), false},
        {STR_INIT("Bawaslu Kabupaten Musi Banyuasin Timur"), false},
        {STR_INIT("Bawaslu"), false},
        {STR_INIT(" . "), false},
        {STR_INIT(""), false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct intake_person persons[] = {{.agency = STR_INIT("Dinas Contoh")},
                                                {.agency = CASES[i].agency}};
        const struct intake_report report = {.subjects = persons, .subject_count = 2};
        if (flow_names_office(&report, &REGENCY) != CASES[i].same)
            fail_msg("\"%.*s\"", STR_ARG(CASES[i].agency));
        const struct store_office nameless = {.id = REGENCY.id};
        assert_false(flow_names_office(&report, &nameless));
    }
}

static void who_reads_and_who_acts(void **state) {
    static const struct str PLAIN = STR_INIT("Dinas Contoh"),
                            KAB = STR_INIT("Bawaslu Kab. Musi Banyuasin"),
                            PROV = STR_INIT("BAWASLU Prov. Sumatera Selatan");
    static const struct {
        const char *name;
        const struct store_office *office;
        struct str role, held_by, agency;
        bool reads, acts;
    } CASES[] = {
        {"its own case", &REGENCY, STR_INIT("officer"), STR_INIT("bawaslu-16.06"), PLAIN, 1, 1},
        {"another's", &REGENCY, STR_INIT("officer"), STR_INIT("bawaslu-16.07"), PLAIN, 0, 0},
        {"what lies above", &REGENCY, STR_INIT("head"), STR_INIT("bawaslu-16"), PLAIN, 0, 0},
        {"about itself", &REGENCY, STR_INIT("head"), STR_INIT("bawaslu-16.06"), KAB, 0, 0},
        {"the office below", &PROVINCE, STR_INIT("officer"), STR_INIT("bawaslu-16"), KAB, 1, 1},
        {"of its province", &PROVINCE, STR_INIT("officer"), STR_INIT("bawaslu-16.06"), PLAIN, 1, 0},
        {"of another one", &PROVINCE, STR_INIT("officer"), STR_INIT("bawaslu-17.06"), PLAIN, 0, 0},
        {"the nation's", &PROVINCE, STR_INIT("officer"), STR_INIT("bawaslu"), PLAIN, 0, 0},
        {"about the province", &PROVINCE, STR_INIT("head"), STR_INIT("bawaslu-16"), PROV, 0, 0},
        {"the province's, above", &NATION, STR_INIT("officer"), STR_INIT("bawaslu"), PROV, 1, 1},
        {"held below the nation", &NATION, STR_INIT("head"), STR_INIT("bawaslu-16"), PLAIN, 0, 0},
        {"an auditor", &NATION, STR_INIT("auditor"), STR_INIT("bawaslu-16.06"), PLAIN, 1, 0},
        {"no auditor of a kind", &BKN, STR_INIT("auditor"), STR_INIT("bawaslu-16"), PLAIN, 0, 0},
    };
    const struct law_step step = {.actor = STR("bawaslu"), .role = STR("officer")};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct flow_staff staff = {.who = {STR("x"), CASES[i].role, *CASES[i].office}};
        const struct intake_person subject = {.agency = CASES[i].agency};
        const struct case_state cs = {
            .received.report = {.region = STR("16.06"), .subjects = &subject, .subject_count = 1},
            .offices.bawaslu = CASES[i].held_by};
        if (CASES[i].reads != !flow_authorize(&staff, FLOW_CASE_READ, &cs, NULL).code)
            fail_msg("%s: reads", CASES[i].name);
        if (CASES[i].acts != !flow_authorize(&staff, FLOW_CASE_ACT, &cs, &step).code)
            fail_msg("%s: acts", CASES[i].name);
    }
}

static void no_case_is_frozen_at_an_office_that_has_none_above(void **state) {
    const struct intake_person persons[] = {{.agency = NATION.name}, {.agency = BKN.name}};
    const struct case_state cs = {.received.report = {.subjects = persons, .subject_count = 2},
                                  .offices = {.bawaslu = STR("bawaslu"), .bkn = STR("bkn")}};
    const struct store_office *const offices[] = {&NATION, &BKN};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(offices); i++) {
        const struct law_step step = {.actor = offices[i]->kind, .role = STR("head")};
        const struct flow_staff staff = {.who = {STR("x"), STR("head"), *offices[i]}};
        assert_int_equal(flow_authorize(&staff, FLOW_CASE_ACT, &cs, &step).code, 0);
    }
}

static void who_keeps_the_rules(void **state) {
    static const struct {
        struct str role;
        bool reads, publishes, questions;
    } CASES[] = {
        {STR_INIT("officer"), 1, 0, 0},   {STR_INIT("head"), 1, 0, 0},
        {STR_INIT("custodian"), 1, 0, 0}, {STR_INIT("auditor"), 1, 0, 0},
        {STR_INIT("admin"), 1, 1, 1},     {STR_INIT(""), 0, 0, 0},
        {STR_INIT("Admin"), 0, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct flow_staff staff = {.who = {STR("x"), CASES[i].role, REGENCY}};
        if (flow_may(&staff, FLOW_RULES_READ) != CASES[i].reads ||
            flow_may(&staff, FLOW_RULES_PUBLISH) != CASES[i].publishes ||
            flow_may(&staff, FLOW_QUESTIONS) != CASES[i].questions)
            fail_msg("%.*s", STR_ARG(CASES[i].role));
    }
}

static void who_hands_in_a_complaint(void **state) {
    static const struct str PLAIN = STR_INIT("Dinas Contoh"),
                            OWN = STR_INIT("Bawaslu Kab. Musi Banyuasin");
    static const struct {
        const char *name;
        const struct store_office *office;
        struct str role, kind, region, agency;
        enum err_code code;
    } CASES[] = {
        {"the office that it waits for", &BKN, STR_INIT("officer"), STR_INIT("bkn"),
         STR_INIT("16.06"), PLAIN, ERR_NONE},
        {"its head", &BKN, STR_INIT("head"), STR_INIT("bkn"), STR_INIT("16.06"), PLAIN, ERR_NONE},
        {"BKN, which runs SBT, while another supervises", &BKN, STR_INIT("officer"),
         STR_INIT("kasn"), STR_INIT("16.06"), PLAIN, ERR_NONE},
        {"its custodian", &BKN, STR_INIT("custodian"), STR_INIT("bkn"), STR_INIT("16.06"), PLAIN,
         ERR_DENIED},
        {"its auditor", &BKN, STR_INIT("auditor"), STR_INIT("bkn"), STR_INIT("16.06"), PLAIN,
         ERR_DENIED},
        {"an office of another kind", &REGENCY, STR_INIT("officer"), STR_INIT("bkn"),
         STR_INIT("16.06"), PLAIN, ERR_DENIED},
        {"no rulebook waits for it", &REGENCY, STR_INIT("officer"), STR_INIT(""), STR_INIT("16.06"),
         PLAIN, ERR_DENIED},
        {"a regional office for its own place", &REGENCY, STR_INIT("officer"), STR_INIT("bawaslu"),
         STR_INIT("16.06"), PLAIN, ERR_NONE},
        {"but for no other", &REGENCY, STR_INIT("officer"), STR_INIT("bawaslu"), STR_INIT("16.07"),
         PLAIN, ERR_DENIED},
        {"nor about itself", &REGENCY, STR_INIT("officer"), STR_INIT("bawaslu"), STR_INIT("16.06"),
         OWN, ERR_DENIED},
    };
    static const struct flow_staff NOBODY;
    const struct intake_report any = {.region = STR("16.06")};
    (void)state;
    assert_int_equal(flow_authorize_complaint(&NOBODY, STR("bkn"), &any).code, ERR_UNSIGNED);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct intake_person person = {.agency = CASES[i].agency};
        const struct intake_report report = {
            .region = CASES[i].region, .subjects = &person, .subject_count = 1};
        const struct flow_staff staff = {.who = {STR("x"), CASES[i].role, *CASES[i].office}};
        if (flow_authorize_complaint(&staff, CASES[i].kind, &report).code != CASES[i].code)
            fail_msg("%s", CASES[i].name);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_agency_is_an_office_however_it_is_spelt),
        cmocka_unit_test(who_reads_and_who_acts),
        cmocka_unit_test(no_case_is_frozen_at_an_office_that_has_none_above),
        cmocka_unit_test(who_keeps_the_rules),
        cmocka_unit_test(who_hands_in_a_complaint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
