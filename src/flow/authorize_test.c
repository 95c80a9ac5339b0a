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

static bool ever(enum flow_verb verb, enum flow_role role) {
    bool may = false;
    for (int i = 0; i < FLOW_RELATION_COUNT; i++)
        may = may || flow_permission(verb, (enum flow_relation)i, role) == FLOW_YES;
    return may;
}

/* What is asked of a case has a cell for each relation but "any"; what is not, for "any" alone; a
 * complaint makes its case: nobody is above it yet. */
static void the_table_has_no_holes(void **state) {
    static const enum flow_verb OF_CASES[] = {
        FLOW_CASE_READ,     FLOW_EVIDENCE_READ, FLOW_STEP_OFFICER, FLOW_STEP_HEAD,
        FLOW_IDENTITY_OPEN, FLOW_ERASE_ASK,     FLOW_ERASE_AGREE,  FLOW_TASKS_READ,
        FLOW_TAKE_OVER,     FLOW_GIVE_BACK,     FLOW_EVIDENCE_HAND};
    (void)state;
    for (int v = 0; v < FLOW_VERB_COUNT; v++) {
        bool of_case = false;
        for (size_t i = 0; i < COUNT_OF(OF_CASES); i++)
            of_case = of_case || (int)OF_CASES[i] == v;
        for (int i = 0; i < FLOW_RELATION_COUNT; i++) {
            bool complaint = v == FLOW_COMPLAINT &&
                             (i == FLOW_IS_ACTING || i == FLOW_IS_FOREIGN || i == FLOW_IS_REPORTED);
            bool step = v == FLOW_STEP_OFFICER || v == FLOW_STEP_HEAD;
            bool fits = of_case == (i != FLOW_IS_ANY) && (step || i != FLOW_IS_BESIDE);
            bool wanted = complaint || (v != FLOW_COMPLAINT && fits);
            for (int r = 0; r < FLOW_ROLE_COUNT; r++)
                if (wanted != (flow_permission((enum flow_verb)v, (enum flow_relation)i,
                                               (enum flow_role)r) != FLOW_NONE))
                    fail_msg("verb %d, relation %d, role %d", v, i, r);
        }
        assert_int_equal(flow_permission((enum flow_verb)v, FLOW_IS_CHARGE, FLOW_ROLE_COUNT),
                         FLOW_NONE);
    }
}

/* Whoever may not read a case gets the same answer whatever it is to them: 404 as where there is
 * none or, for a role that is refused before any case is looked for, 403. A step is refused to
 * roles that take none before the case is looked for. */
static void no_answer_tells_of_a_case_that_one_may_not_read(void **state) {
    static const struct {
        enum flow_verb verb, at_the_door;
    } CASES[] = {
        {FLOW_CASE_READ, FLOW_CASE_READ},         {FLOW_EVIDENCE_READ, FLOW_EVIDENCE_READ},
        {FLOW_STEP_OFFICER, FLOW_STEP_OFFICER},   {FLOW_STEP_HEAD, FLOW_STEP_OFFICER},
        {FLOW_IDENTITY_OPEN, FLOW_IDENTITY_OPEN}, {FLOW_ERASE_ASK, FLOW_ERASE_ASK},
        {FLOW_ERASE_AGREE, FLOW_ERASE_AGREE},     {FLOW_TASKS_READ, FLOW_TASKS_READ},
        {FLOW_TAKE_OVER, FLOW_TASKS_READ},        {FLOW_GIVE_BACK, FLOW_STEP_OFFICER},
        {FLOW_EVIDENCE_HAND, FLOW_EVIDENCE_HAND},
    };
    (void)state;
    for (size_t c = 0; c < COUNT_OF(CASES); c++)
        for (int r = 0; r < FLOW_ROLE_COUNT; r++)
            for (int i = 0; i < FLOW_IS_ANY; i++) {
                enum flow_role role = (enum flow_role)r;
                enum flow_relation relation = (enum flow_relation)i;
                enum flow_answer got = flow_permission(CASES[c].verb, relation, role);
                if (relation == FLOW_IS_BESIDE) /* it reads what it acts in */
                    relation = FLOW_IS_ACTING;
                if (got == FLOW_NONE)
                    continue;
                bool passes = ever(CASES[c].at_the_door, role);
                bool reads = flow_permission(FLOW_CASE_READ, relation, role) == FLOW_YES ||
                             flow_permission(CASES[c].at_the_door, relation, role) == FLOW_YES;
                if ((!passes && got != FLOW_NO) || (passes && !reads && got != FLOW_HIDE) ||
                    (reads && got == FLOW_HIDE))
                    fail_msg("verb %d, relation %d, role %d: %d", CASES[c].verb, i, r, got);
            }
}

static void an_office_is_one_thing_to_a_case(void **state) {
    static const struct case_office JUDGE[] = {{STR_INIT("ethics"), STR_INIT("bawaslu-17")},
                                               {STR_INIT("police"), STR_INIT("")}};
    static const struct {
        const char *name;
        struct str id, kind, region, agency, bawaslu;
        enum flow_relation relation;
    } CASES[] = {
        {"in charge", STR_INIT("bawaslu-16.06"), STR_INIT("bawaslu"), STR_INIT("16.06"),
         STR_INIT("Dinas"), STR_INIT("bawaslu-16.06"), FLOW_IS_CHARGE},
        {"under its kind", STR_INIT("bkn"), STR_INIT("bkn"), STR_INIT(""), STR_INIT("Dinas"),
         STR_INIT("bawaslu-16.06"), FLOW_IS_ACTING},
        {"under a role", STR_INIT("bawaslu-17"), STR_INIT("bawaslu"), STR_INIT("17"),
         STR_INIT("Dinas"), STR_INIT("bawaslu-16.06"), FLOW_IS_ACTING},
        {"the province", STR_INIT("bawaslu-16"), STR_INIT("bawaslu"), STR_INIT("16"),
         STR_INIT("Dinas"), STR_INIT("bawaslu-16.06"), FLOW_IS_PROVINCE},
        {"another province whose name begins so", STR_INIT("bawaslu-1"), STR_INIT("bawaslu"),
         STR_INIT("1"), STR_INIT("Dinas"), STR_INIT("bawaslu-16.06"), FLOW_IS_FOREIGN},
        {"an office whose id only begins as the province's", STR_INIT("bawaslu-16"),
         STR_INIT("bawaslu"), STR_INIT("16"), STR_INIT("Dinas"), STR_INIT("bawaslu-161"),
         FLOW_IS_FOREIGN},
        {"the province of a case that it handed up", STR_INIT("bawaslu-16"), STR_INIT("bawaslu"),
         STR_INIT("16"), STR_INIT("Dinas"), STR_INIT("bawaslu"), FLOW_IS_FOREIGN},
        {"the nation", STR_INIT("bawaslu"), STR_INIT("bawaslu"), STR_INIT(""), STR_INIT("Dinas"),
         STR_INIT("bawaslu-16.06"), FLOW_IS_NATION},
        {"an appointing authority elsewhere", STR_INIT("ppk-16.07"), STR_INIT("ppk"),
         STR_INIT("16.07"), STR_INIT("Dinas"), STR_INIT("bawaslu-16.06"), FLOW_IS_FOREIGN},
        {"reported, and in charge", STR_INIT("bawaslu-16.06"), STR_INIT("bawaslu"),
         STR_INIT("16.06"), STR_INIT("Kantor"), STR_INIT("bawaslu-16.06"), FLOW_IS_REPORTED},
        {"reported, and foreign", STR_INIT("bawaslu-16.07"), STR_INIT("bawaslu"), STR_INIT("16.07"),
         STR_INIT("Kantor"), STR_INIT("bawaslu-16.06"), FLOW_IS_REPORTED},
        {"reported, but judges its own", STR_INIT("ppk-16.06"), STR_INIT("ppk"), STR_INIT("16.06"),
         STR_INIT("Kantor"), STR_INIT("bawaslu-16.06"), FLOW_IS_ACTING},
        {"reported, and the last above", STR_INIT("bawaslu"), STR_INIT("bawaslu"), STR_INIT(""),
         STR_INIT("Kantor"), STR_INIT("bawaslu"), FLOW_IS_CHARGE},
        {"reported, national, not in it", STR_INIT("bawaslu"), STR_INIT("bawaslu"), STR_INIT(""),
         STR_INIT("Kantor"), STR_INIT("bawaslu-16.06"), FLOW_IS_REPORTED},
        {"no office at all", STR_INIT(""), STR_INIT("bkn"), STR_INIT(""), STR_INIT("Dinas"),
         STR_INIT(""), FLOW_IS_FOREIGN},
        {"no office under its kind", STR_INIT("kasn"), STR_INIT("kasn"), STR_INIT(""),
         STR_INIT("Dinas"), STR_INIT("bawaslu-16.06"), FLOW_IS_FOREIGN},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct intake_person subject = {.agency = CASES[i].agency};
        const struct store_office office = {.id = CASES[i].id,
                                            .kind = CASES[i].kind,
                                            .region = CASES[i].region,
                                            .name = STR("Kantor")};
        struct case_state cs = {.received.report = {.subjects = &subject, .subject_count = 1},
                                .offices = {.bawaslu = CASES[i].bawaslu,
                                            .ppk = STR("ppk-16.06"),
                                            .others = JUDGE,
                                            .other_count = 2}};
        if (office.id.len)
            cs.offices.bkn = STR("bkn");
        if (flow_relation(&office, &cs) != CASES[i].relation)
            fail_msg("%s: %d", CASES[i].name, flow_relation(&office, &cs));
    }
}

/* Whose step it is: under its kind, under a role of the rulebook or, where the store has no office
 * under that role, of who holds the case or one of its procedures (I5). */
static void whose_step_it_is(void **state) {
    static const struct case_office JUDGE[] = {{STR_INIT("ethics"), STR_INIT("bkn")}};
    static const struct case_track TRACKS[] = {
        {.holder = STR_INIT("")}, {.holder = STR_INIT("bkn")}, {.holder = STR_INIT("police")}};
    static const struct {
        const char *name;
        struct str actor, role, who, holder;
        size_t tracks;
        enum err_code code;
        struct str about;
    } CASES[] = {
        {"its kind's", STR_INIT("bkn"), STR_INIT("officer"), STR_INIT("officer"), STR_INIT(""), 0,
         ERR_NONE, STR_INIT("")},
        {"a head may do it too", STR_INIT("bkn"), STR_INIT("officer"), STR_INIT("head"),
         STR_INIT(""), 0, ERR_NONE, STR_INIT("")},
        {"a head's", STR_INIT("bkn"), STR_INIT("head"), STR_INIT("head"), STR_INIT(""), 0, ERR_NONE,
         STR_INIT("")},
        {"not an officer's", STR_INIT("bkn"), STR_INIT("head"), STR_INIT("officer"), STR_INIT(""),
         0, ERR_DENIED, STR_INIT("role")},
        {"nor a custodian's", STR_INIT("bkn"), STR_INIT("officer"), STR_INIT("custodian"),
         STR_INIT(""), 0, ERR_DENIED, STR_INIT("role")},
        {"of a role that takes no steps", STR_INIT("bkn"), STR_INIT("custodian"), STR_INIT("head"),
         STR_INIT(""), 0, ERR_DENIED, STR_INIT("role")},
        {"another kind's", STR_INIT("bawaslu"), STR_INIT("officer"), STR_INIT("officer"),
         STR_INIT("bkn"), 0, ERR_DENIED, STR_INIT("office")},
        {"a kind's that the case has not reached", STR_INIT("ppk"), STR_INIT("officer"),
         STR_INIT("officer"), STR_INIT("bkn"), 0, ERR_DENIED, STR_INIT("office")},
        {"a role's", STR_INIT("ethics"), STR_INIT("officer"), STR_INIT("officer"), STR_INIT(""), 0,
         ERR_NONE, STR_INIT("")},
        {"a role's that nobody has: who holds the case", STR_INIT("police"), STR_INIT("officer"),
         STR_INIT("officer"), STR_INIT("bkn"), 0, ERR_NONE, STR_INIT("")},
        {"or a procedure", STR_INIT("police"), STR_INIT("officer"), STR_INIT("officer"),
         STR_INIT(""), 2, ERR_NONE, STR_INIT("")},
        {"or an earlier one", STR_INIT("police"), STR_INIT("officer"), STR_INIT("officer"),
         STR_INIT(""), 3, ERR_NONE, STR_INIT("")},
        {"but no other", STR_INIT("police"), STR_INIT("officer"), STR_INIT("officer"), STR_INIT(""),
         1, ERR_DENIED, STR_INIT("office")},
        {"nobody", STR_INIT("bkn"), STR_INIT("officer"), STR_INIT(""), STR_INIT(""), 0,
         ERR_UNSIGNED, STR_INIT("session")},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_step step = {.actor = CASES[i].actor, .role = CASES[i].role};
        const struct flow_staff staff = {
            .who = {CASES[i].who.len ? STR("x") : STR(""), CASES[i].who, BKN}};
        const struct case_state cs = {.offices = {.bawaslu = STR("bawaslu-16.06"),
                                                  .bkn = STR("bkn"),
                                                  .holder = CASES[i].holder,
                                                  .others = JUDGE,
                                                  .other_count = 1},
                                      .tracks = TRACKS,
                                      .track_count = CASES[i].tracks};
        struct err e = flow_authorize_step(&staff, &cs, &step);
        if (e.code != CASES[i].code || (e.code && !str_equal(e.about, CASES[i].about)))
            fail_msg("%s: %d %.*s", CASES[i].name, e.code, STR_ARG(e.about));
    }
}

static void who_may_not_know_hears_that_there_is_none(void **state) {
    const struct case_state cs = {.offices.bawaslu = STR("bawaslu-16.07")};
    const struct flow_staff nobody = {0},
                            custodian = {.who = {STR("x"), STR("custodian"), REGENCY}},
                            admin = {.who = {STR("x"), STR("admin"), REGENCY}},
                            unknown = {.who = {STR("x"), STR("chief"), REGENCY}};
    (void)state;
    assert_int_equal(flow_authorize(&nobody, FLOW_CASE_READ, &cs).code, ERR_UNSIGNED);
    assert_int_equal(flow_authorize_role(&nobody, FLOW_CASE_LIST).code, ERR_UNSIGNED);
    struct err e = flow_authorize(&custodian, FLOW_IDENTITY_OPEN, &cs);
    assert_int_equal(e.code, ERR_MISSING);
    assert_true(str_equal(e.about, STR("case")));
    assert_int_equal(flow_authorize(&admin, FLOW_CASE_READ, &cs).code, ERR_DENIED);
    assert_int_equal(flow_authorize(&unknown, FLOW_CASE_READ, &cs).code, ERR_DENIED);
    assert_int_equal(flow_authorize_role(&unknown, FLOW_RULES_READ).code, ERR_DENIED);
    assert_true(flow_role_known(STR("custodian")));
    assert_false(flow_role_known(STR("chief")));
}

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
        {STR_INIT("Bawaslu Kabupaten Musi Banyuasi1"), false},
        {STR_INIT("Bawaslu Kabupaten Musi Banyuasin\x01"), false},
        {STR_INIT("Bawaslu Kabupaten Musi Banyuas\xc3\xad"), false},
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

/* An office whose tasks were taken over keeps sight of its case, and the province above it too. */
static void what_an_office_is_to_a_case_that_was_taken_over(void **state) {
    static const struct {
        const char *name;
        const struct store_office *office;
        struct str bawaslu, replaced;
        enum flow_relation relation;
    } CASES[] = {
        {"who took over", &PROVINCE, STR_INIT("bawaslu-16"), STR_INIT("bawaslu-16.06"),
         FLOW_IS_CHARGE},
        {"who was replaced", &REGENCY, STR_INIT("bawaslu-16"), STR_INIT("bawaslu-16.06"),
         FLOW_IS_REPLACED},
        {"a province that was replaced", &PROVINCE, STR_INIT("bawaslu"), STR_INIT("bawaslu-16"),
         FLOW_IS_REPLACED},
        {"the province above who was replaced by the nation", &PROVINCE, STR_INIT("bawaslu"),
         STR_INIT("bawaslu-16.06"), FLOW_IS_PROVINCE},
        {"another regency", &REGENCY, STR_INIT("bawaslu-16"), STR_INIT("bawaslu-16.07"),
         FLOW_IS_FOREIGN},
        {"the nation above who took over", &NATION, STR_INIT("bawaslu-16"),
         STR_INIT("bawaslu-16.06"), FLOW_IS_NATION},
        {"an office that acts besides", &BKN, STR_INIT("bawaslu-16"), STR_INIT("bawaslu-16.06"),
         FLOW_IS_ACTING},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct case_state cs = {.offices = {.bawaslu = CASES[i].bawaslu,
                                                  .replaced = CASES[i].replaced,
                                                  .bkn = STR("bkn")}};
        if (flow_relation(CASES[i].office, &cs) != CASES[i].relation)
            fail_msg("%s: %d", CASES[i].name, flow_relation(CASES[i].office, &cs));
    }
}

static void a_takeover_is_its_level_s_head_s(void **state) {
    static const struct law_takeover BY_PROVINCE = {.by = LAW_LEVEL_PROVINCE},
                                     BY_NATION = {.by = LAW_LEVEL_NATION},
                                     BACK = {.gives_back = true};
    static const struct {
        const char *name;
        const struct law_takeover *takeover;
        const struct store_office *office;
        struct str role, bawaslu;
        enum err_code code;
        struct str about;
    } CASES[] = {
        {"the province's head", &BY_PROVINCE, &PROVINCE, STR_INIT("head"),
         STR_INIT("bawaslu-16.06"), ERR_NONE, STR_INIT("")},
        {"no officer", &BY_PROVINCE, &PROVINCE, STR_INIT("officer"), STR_INIT("bawaslu-16.06"),
         ERR_DENIED, STR_INIT("role")},
        {"not by the nation's row", &BY_NATION, &PROVINCE, STR_INIT("head"),
         STR_INIT("bawaslu-16.06"), ERR_DENIED, STR_INIT("office")},
        {"nor the nation by the province's", &BY_PROVINCE, &NATION, STR_INIT("head"),
         STR_INIT("bawaslu-16.06"), ERR_DENIED, STR_INIT("office")},
        {"the nation's head", &BY_NATION, &NATION, STR_INIT("head"), STR_INIT("bawaslu-16.06"),
         ERR_NONE, STR_INIT("")},
        {"not of its own case", &BY_PROVINCE, &PROVINCE, STR_INIT("head"), STR_INIT("bawaslu-16"),
         ERR_DENIED, STR_INIT("role")},
        {"of another province's case it learns nothing", &BY_PROVINCE, &PROVINCE, STR_INIT("head"),
         STR_INIT("bawaslu-17.06"), ERR_MISSING, STR_INIT("case")},
        {"who works gives back", &BACK, &PROVINCE, STR_INIT("head"), STR_INIT("bawaslu-16"),
         ERR_NONE, STR_INIT("")},
        {"and nobody else", &BACK, &PROVINCE, STR_INIT("head"), STR_INIT("bawaslu-16.06"),
         ERR_DENIED, STR_INIT("role")},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_step step = {
            .actor = STR("bawaslu"), .role = STR("head"), .takeover = CASES[i].takeover};
        const struct flow_staff staff = {.who = {STR("x"), CASES[i].role, *CASES[i].office}};
        const struct case_state cs = {.offices.bawaslu = CASES[i].bawaslu};
        struct err e = flow_authorize_step(&staff, &cs, &step);
        if (e.code != CASES[i].code || (e.code && !str_equal(e.about, CASES[i].about)))
            fail_msg("%s: %d %.*s", CASES[i].name, e.code, STR_ARG(e.about));
    }
}

static void figures_in_names_are_compared_too(void **state) {
    const struct store_office office = {.id = STR("ppk"), .name = STR("Kantor 2")};
    const struct intake_person same = {.agency = STR("kantor 2")},
                               other = {.agency = STR("kantor 3")};
    (void)state;
    assert_true(
        flow_names_office(&(struct intake_report){.subjects = &same, .subject_count = 1}, &office));
    assert_false(flow_names_office(&(struct intake_report){.subjects = &other, .subject_count = 1},
                                   &office));
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
        if (CASES[i].reads != !flow_authorize(&staff, FLOW_CASE_READ, &cs).code)
            fail_msg("%s: reads", CASES[i].name);
        if (CASES[i].acts != !flow_authorize_step(&staff, &cs, &step).code)
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
        assert_int_equal(flow_authorize_step(&staff, &cs, &step).code, 0);
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

static void who_has_something_to_do_first_opens_nothing(void **state) {
    const struct intake_report report = {.region = STR("16.06")};
    const struct case_state cs = {.offices.bawaslu = BKN.id};
    const struct store_office none = {.kind = STR("bawaslu"), .region = STR("16.06")};
    (void)state;
    for (int due = STORE_DUE_FACTOR; due <= STORE_DUE_PASSWORD; due++) {
        const struct flow_staff x = {{STR("x"), STR("officer"), BKN}, .due = (enum store_due)due};
        assert_int_equal(flow_authorize_role(&x, FLOW_CASE_READ).code, ERR_DENIED);
        assert_int_equal(flow_authorize(&x, FLOW_CASE_READ, &cs).code, ERR_DENIED);
        assert_int_equal(flow_authorize_complaint(&x, STR("bkn"), &report).code, ERR_DENIED);
    }
    assert_int_equal(flow_relation(&none, &cs), FLOW_IS_FOREIGN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_has_something_to_do_first_opens_nothing),
        cmocka_unit_test(the_table_has_no_holes),
        cmocka_unit_test(no_answer_tells_of_a_case_that_one_may_not_read),
        cmocka_unit_test(an_office_is_one_thing_to_a_case),
        cmocka_unit_test(whose_step_it_is),
        cmocka_unit_test(who_may_not_know_hears_that_there_is_none),
        cmocka_unit_test(an_agency_is_an_office_however_it_is_spelt),
        cmocka_unit_test(figures_in_names_are_compared_too),
        cmocka_unit_test(what_an_office_is_to_a_case_that_was_taken_over),
        cmocka_unit_test(a_takeover_is_its_level_s_head_s),
        cmocka_unit_test(who_reads_and_who_acts),
        cmocka_unit_test(no_case_is_frozen_at_an_office_that_has_none_above),
        cmocka_unit_test(who_keeps_the_rules),
        cmocka_unit_test(who_hands_in_a_complaint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
