#include "law/write.h"

#include "base/json.h"
#include "law/law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct law_cite CITE = {.text = STR_INIT("UU X Ps 1"),
                                     .source = STR_INIT("D1"),
                                     .read = LAW_READ_COPIES,
                                     .confidence = LAW_MEDIUM,
                                     .verified = true};
#define CITED                                                                                      \
    "\"cite\":\"UU X Ps 1\",\"source\":\"D1\",\"read\":\"P2\",\"confidence\":\"medium\","          \
    "\"verified\":true"
#define TEXT(id, en)                                                                               \
    { STR_INIT(id), STR_INIT(en) }

static void the_range_of_a_penal_article_is_told_in_words(void **state) {
    static const struct {
        struct law_penalty penalty;
        const char *id, *en;
    } CASES[] = {
        {{.kind = STR_INIT("penjara"), .months_max = 6},
         "penjara paling lama 6 bulan",
         "prison of at most 6 months"},
        {{.kind = STR_INIT("kurungan"), .months_min = 1, .months_max = 6},
         "kurungan 1 sampai 6 bulan",
         "light imprisonment (kurungan) of 1 to 6 months"},
        {{.kind = STR_INIT("kurungan"), .months_max = 1, .fine_max = 999},
         "kurungan paling lama 1 bulan dan denda paling banyak Rp999",
         "light imprisonment (kurungan) of at most 1 months and a fine of at most Rp999"},
        {{.kind = STR_INIT("penjara"),
          .months_min = 1,
          .months_max = 6,
          .fine_min = 600000,
          .fine_max = 6000000,
          .and_or = true},
         "penjara 1 sampai 6 bulan dan/atau denda Rp600.000 sampai Rp6.000.000",
         "prison of 1 to 6 months and/or a fine of Rp600,000 to Rp6,000,000"},
        {{.kind = STR_INIT("denda"), .fine_category = 2},
         "denda (kategori II)",
         "a fine (category II)"},
        {{.kind = STR_INIT("denda"), .fine_max = 10000000, .fine_category = 8},
         "denda paling banyak Rp10.000.000 (kategori VIII)",
         "a fine of at most Rp10,000,000 (category VIII)"},
        {{.kind = STR_INIT("denda"), .fine_category = 9}, "", ""},
        {{.kind = STR_INIT("denda"), .fine_category = -1}, "", ""},
    };
    struct arena *a = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_string_equal(arena_c(a, law_penalty_range(a, &CASES[i].penalty, false)),
                            CASES[i].id);
        assert_string_equal(arena_c(a, law_penalty_range(a, &CASES[i].penalty, true)), CASES[i].en);
    }
}

static void expect_json(struct arena *a, struct json *j, const char *json) {
    json_close_object(j);
    assert_string_equal(arena_c(a, buf_str(j->out)), json);
    buf_done(j->out);
}

static void begin(struct json *j, struct buf *out) {
    buf_init(out, 4096);
    json_init(j, out);
    json_open_object(j);
}

static void an_act_is_written_in_the_language_asked_for(void **state) {
    static const struct str STAGES[] = {STR_INIT("campaign")};
    static const struct law_act ACT = {.row = {.id = STR_INIT("A-1"), .version = 2, .cite = CITE},
                                       .label = TEXT("Perbuatan", "Act"),
                                       .track = LAW_DISCIPLINE,
                                       .side = LAW_AFTER_DETERMINATION,
                                       .stages = {STAGES, 1},
                                       .tier = STR_INIT("berat"),
                                       .asks = TEXT("", "Proof"),
                                       .note = TEXT("Catatan", "Note")};
    static const char *const JSON[] = {
        "{\"id\":\"A-1\",\"version\":2,\"label\":\"Perbuatan\",\"track\":\"discipline\","
        "\"side\":\"after\",\"stages\":[\"campaign\"],\"tier\":\"berat\",\"asks\":\"Proof\","
        "\"note\":\"Catatan\",\"gap\":"
        "\"\"," CITED "}",
        "{\"id\":\"A-1\",\"version\":2,\"label\":\"Act\",\"track\":\"discipline\",\"side\":"
        "\"after\",\"stages\":[\"campaign\"],\"tier\":\"berat\",\"asks\":\"Proof\",\"note\":"
        "\"Note\",\"gap\":\"\"," CITED "}"};
    for (int english = 0; english < 2; english++) {
        struct buf out;
        struct json j;
        begin(&j, &out);
        law_write_act(&j, &ACT, english);
        expect_json(*state, &j, JSON[english]);
    }
}

static void a_calendar_is_written_with_its_citation(void **state) {
    static const struct law_election E = {
        .id = STR_INIT("pilkada-2024"), .determination = {19988}, .cite = CITE};
    struct buf out;
    struct json j;
    begin(&j, &out);
    law_write_calendar(&j, *state, &E);
    expect_json(
        *state, &j,
        "{\"calendar\":{\"election\":\"pilkada-2024\",\"determination\":\"2024-09-22\"," CITED
        "}}");
}

static void an_office_is_written_with_what_names_it(void **state) {
    struct buf out;
    struct json j;
    begin(&j, &out);
    law_write_addressee(&j, STR("ppk"), &CITE);
    expect_json(*state, &j, "{\"addressee\":\"ppk\",\"addressee_basis\":{" CITED "}}");
    begin(&j, &out);
    law_write_addressee(&j, STR(""), NULL);
    expect_json(*state, &j, "{\"addressee\":\"\",\"addressee_basis\":null}");
}

static void rungs_are_written_with_their_punishments(void **state) {
    static const struct law_punishment PUNISHMENTS[] = {
        {.id = STR_INIT("x.a"),
         .label = TEXT("Teguran", "Reprimand"),
         .months = 12,
         .siasn = STR_INIT("03")},
        {.id = STR_INIT("x.b"), .label = TEXT("Lain", "Other")}};
    static const struct law_sanction HEAVY = {
        .row = {.id = STR_INIT("d.berat"), .version = 1, .cite = CITE},
        .tier = STR_INIT("berat"),
        .label = TEXT("Berat", "Heavy"),
        .punishments = PUNISHMENTS,
        .punishment_count = COUNT_OF(PUNISHMENTS)};
    static const struct law_sanction NONE = {
        .row = {.id = STR_INIT("d.x"), .version = 1, .cite = CITE},
        .tier = STR_INIT("x"),
        .label = TEXT("X", "X"),
        .note = TEXT("Tidak ada", "None")};
    static const struct law_sanction *const LIST[] = {&HEAVY, &NONE};
    struct law_siasn code = {.row = {.cite = CITE},
                             .kind = STR("punishment"),
                             .code = STR("03"),
                             .ours = STR("x.a"),
                             .match = {.verified = true}};
    struct law law = {.siasn = &code, .siasn_count = 1};
    code.row.cite.verified = true;
    code.row.cite.confidence = LAW_HIGH;
    struct buf out;
    struct json j;
    begin(&j, &out);
    law_write_sanctions(&j, &law, NULL, 0, true);
    expect_json(*state, &j, "{\"sanctions\":[]}");
    begin(&j, &out);
    law_write_sanctions(&j, &law, LIST, COUNT_OF(LIST), false);
    expect_json(*state, &j,
                "{\"sanctions\":[{\"id\":\"d.berat\",\"version\":1,\"tier\":\"berat\",\"label\":"
                "\"Berat\",\"punishments\":[{\"id\":\"x.a\",\"label\":\"Teguran\",\"months\":12,"
                "\"siasn\":\"03\",\"siasn_verified\":true},{\"id\":\"x.b\",\"label\":"
                "\"Lain\",\"months\":0,\"siasn\":\"\",\"siasn_verified\":false}"
                "],\"note\":\"\"," CITED "},{\"id\":\"d.x\",\"version\":1,\"tier\":\"x\",\"label\":"
                "\"X\",\"punishments\":[],\"note\":\"Tidak ada\"," CITED "}]}");
    code.match.verified = false;
    begin(&j, &out);
    law_write_sanctions(&j, &law, LIST, 1, false);
    json_close_object(&j);
    assert_non_null(strstr(arena_c(*state, buf_str(&out)), "\"03\",\"siasn_verified\":false"));
    buf_done(&out);
}

static void a_penal_article_is_written_or_null(void **state) {
    static const struct law_penalty PENALTY = {
        .row = {.id = STR_INIT("P-1"), .version = 3, .cite = CITE},
        .label = TEXT("Pidana", "Penalty"),
        .kind = STR_INIT("penjara"),
        .months_min = 1,
        .months_max = 6,
        .fine_min = 2,
        .fine_max = 3,
        .fine_category = 4,
        .and_or = true,
        .note = TEXT("Catatan", "Note")};
    struct buf out;
    struct json j;
    begin(&j, &out);
    law_write_penalty(&j, NULL, true);
    expect_json(*state, &j, "{\"penalty\":null}");
    begin(&j, &out);
    law_write_penalty(&j, &PENALTY, true);
    expect_json(*state, &j,
                "{\"penalty\":{\"id\":\"P-1\",\"version\":3,\"label\":\"Penalty\",\"kind\":"
                "\"penjara\",\"months_min\":1,\"months_max\":6,\"fine_min\":2,\"fine_max\":3,"
                "\"fine_category\":4,\"and_or\":true,\"note\":\"Note\"," CITED "}}");
}

static int setup(void **state) {
    *state = arena_new(1 << 20);
    return 0;
}

static int teardown(void **state) {
    arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_range_of_a_penal_article_is_told_in_words),
        cmocka_unit_test(an_act_is_written_in_the_language_asked_for),
        cmocka_unit_test(a_calendar_is_written_with_its_citation),
        cmocka_unit_test(an_office_is_written_with_what_names_it),
        cmocka_unit_test(rungs_are_written_with_their_punishments),
        cmocka_unit_test(a_penal_article_is_written_or_null),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
