#include "web/pages.h"
#include "web/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void every_page_has_an_address_in_both_languages_and_finds_itself(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 16);
    for (int path = 0; path < WEB_PATH_COUNT; path++)
        for (int english = 0; english < 2; english++) {
            struct str known = web_path((enum web_path)path, english);
            bool open =
                path != WEB_PATH_START && path != WEB_PATH_WORK && known.ptr[known.len - 1] == '/';
            struct str url = arena_printf(a, "%.*s%s", STR_ARG(known), open ? "16.07" : "");
            struct web_address found;
            assert_true(web_address_parse(url, &found));
            assert_int_equal(found.path, path);
            assert_int_equal(found.english, english);
            struct str other = web_path_other(a, url, STR("a=1"));
            assert_true(str_starts(other, web_path((enum web_path)path, !english)));
            assert_memory_equal(other.ptr + other.len - 4, "?a=1", 4);
        }
    assert_true(web_path_takes_rest(WEB_PATH_LETTER) && web_path_takes_rest(WEB_PATH_BOARD));
    assert_false(web_path_takes_rest(WEB_PATH_LETTERS) || web_path_takes_rest(WEB_PATH_COVERAGE));
    static const char *const strangers[] = {"",        "/x", "/wilayah/", "/wilayah/a/b",
                                            "/lacak/", "/en"};
    for (size_t i = 0; i < COUNT_OF(strangers); i++) {
        struct web_address found;
        assert_false(web_address_parse(str_from_c(strangers[i]), &found));
    }
    arena_free(a);
}

/* What only some may see, or what depends on what was typed, is no page for a search engine. */
static void pages_stand_under_one_of_the_navigation(void **state) {
    (void)state;
    assert_int_equal(web_path_section(WEB_PATH_ROUND), WEB_PATH_ACTIVITIES);
    assert_int_equal(web_path_section(WEB_PATH_BAROMETER), WEB_PATH_ACTIVITIES);
    assert_int_equal(web_path_section(WEB_PATH_ACTIVITIES), WEB_PATH_ACTIVITIES);
    assert_int_equal(web_path_section(WEB_PATH_GRAPH), WEB_PATH_RULES);
    assert_int_equal(web_path_section(WEB_PATH_REGION), WEB_PATH_MAP);
    assert_int_equal(web_path_section(WEB_PATH_CASE), WEB_PATH_WORK);
    assert_int_equal(web_path_section(WEB_PATH_COVERAGE), WEB_PATH_NONE);
    assert_int_equal(web_path_section(WEB_PATH_NONE), WEB_PATH_NONE);
}

static void forms_codes_and_staff_pages_are_not_indexed(void **state) {
    static const enum web_path NOT[] = {WEB_PATH_FORM,     WEB_PATH_RECEIPT,  WEB_PATH_TRACK,
                                        WEB_PATH_ASK,      WEB_PATH_CALENDAR, WEB_PATH_SIGN_IN,
                                        WEB_PATH_SIGN_OUT, WEB_PATH_NONE,     WEB_PATH_PLEDGE,
                                        WEB_PATH_PLEDGES,  WEB_PATH_ROUND,    WEB_PATH_DAILY};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(NOT); i++)
        assert_false(web_path_indexed(NOT[i]));
    for (int path = 0; path < WEB_PATH_COUNT; path++)
        if (str_starts(web_path((enum web_path)path, false), STR("/k/")))
            assert_false(web_path_indexed((enum web_path)path));
    assert_true(web_path_indexed(WEB_PATH_TOPIC));
    assert_true(web_path_indexed(WEB_PATH_ACTS));
}

static void every_error_has_sentences_in_both_languages(void **state) {
    (void)state;
    for (int code = 1; code < ERR_COUNT; code++)
        for (int english = 0; english < 2; english++) {
            assert_true(web_error_title((enum err_code)code, english).len > 3);
            assert_true(web_error_detail((enum err_code)code, english).len > 3);
            if (code != ERR_STORE) /* the sentence for a code without one */
                assert_false(str_equal(web_error_title((enum err_code)code, english),
                                       web_error_title(ERR_STORE, english)));
        }
}

/* What is published twice is no case that changed. */
static void a_conflict_of_rules_does_not_speak_of_a_case(void **state) {
    (void)state;
    for (int english = 0; english < 2; english++) {
        const struct err rules = ERR(ERR_CONFLICT, STR("rules"));
        const struct err of_case = ERR(ERR_CONFLICT, STR("version"));
        assert_true(web_error_own_title(rules, english).len > 3);
        assert_false(
            str_equal(web_error_about(rules, english), web_error_detail(ERR_CONFLICT, english)));
        assert_int_equal(web_error_own_title(of_case, english).len, 0);
        assert_null(strstr(web_error_own_title(rules, english).ptr, english ? "case" : "erkara"));
    }
}

/* The codes that intake.h names, read from there: a new one without a sentence fails here. */
static void every_fault_has_a_sentence_of_its_own_in_both_languages(void **state) {
    char text[1 << 14];
    FILE *file = fopen("src/intake/intake.h", "r");
    (void)state;
    assert_non_null(file);
    size_t len = fread(text, 1, sizeof text - 1, file), count = 0;
    (void)fclose(file);
    text[len] = '\0';
    char *at = strstr(text, "one of: "), *rest = NULL;
    assert_non_null(at);
    *strstr(at, "*/") = '\0';
    struct arena *a = arena_new(1 << 16);
    for (at = strtok_r(at + 8, ", \n", &rest); at; at = strtok_r(NULL, ", \n", &rest), count++)
        for (int english = 0; english < 2; english++) {
            struct str own = web_fault_text(a, str_from_c(at), 1, english);
            struct str other = web_fault_text(a, STR("no such code"), 1, english);
            if (!own.len || (str_equal(own, other) && strcmp(at, "unknown") != 0))
                fail_msg("intake.%s has no sentence", at);
        }
    assert_true(count > 20);
    arena_free(a);
}

static void a_fault_names_its_limit(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 16);
    struct str text = web_fault_text(a, STR("too_many"), 50, false);
    assert_true(str_equal(text, STR("Terlalu banyak. Batasnya 50")));
    assert_true(web_fault_text(a, STR("never_heard_of"), 0, true).len > 0);
    static char endless[5000];
    memset(endless, 'a', sizeof endless);
    assert_true(web_fault_text(a, (struct str){endless, sizeof endless}, 0, true).len > 0);
    arena_free(a);
}

static void a_form_comes_back_with_what_was_typed_and_one_fault_a_field(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 20);
    const struct intake_pair typed[] = {{STR_INIT("occurred_on-d"), STR_INIT("31")},
                                        {STR_INIT("subjects[0].name"), STR_INIT("Budi")},
                                        {STR_INIT("subjects[7].name"), STR_INIT("nobody")},
                                        {STR_INIT("narrative"), STR_INIT("first")},
                                        {STR_INIT("narrative"), STR_INIT("second")}};
    struct intake_pairs pairs = {typed, COUNT_OF(typed)};
    struct intake_faults faults = {0};
    const char *const paths[] = {"occurred_on", "occurred_on", "reporter", "evidence[3]",
                                 "never.heard.of"};
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        faults.list[faults.count++] =
            (struct intake_fault){str_from_c(paths[i]), STR("required"), 0};
    struct web_form form = {.key = STR("k")};
    web_form_fill(a, &pairs, &faults, false, &form);
    assert_true(str_equal(form.occurred_day.value, STR("31")));
    assert_true(str_equal(form.narrative.value, STR("first")));
    assert_true(str_equal(form.subject_name.value, STR("Budi")));
    assert_true(form.occurred_day.error.len && form.reporter_name.error.len &&
                form.evidence.error.len);
    assert_int_equal(form.fault_count, 4);
    assert_true(str_equal(form.faults[0].anchor, STR("occurred_on")));
    assert_true(str_equal(form.faults[1].anchor, STR("reporter.name")));
    assert_true(str_equal(form.faults[3].anchor, STR("lapor")));
    assert_true(str_equal(form.key, STR("k")));
    arena_free(a);
}

static void rows_are_grouped_by_urgency_in_their_order(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 16);
    static const struct {
        bool clock;
        int64_t days;
        enum web_urgency want;
    } cases[] = {{true, -1, WEB_LATE}, {true, 0, WEB_TODAY},     {true, 1, WEB_SOON},
                 {true, 2, WEB_SOON},  {true, 3, WEB_THIS_WEEK}, {true, 7, WEB_THIS_WEEK},
                 {true, 8, WEB_LATER}, {false, -9, WEB_NO_CLOCK}};
    struct web_work_row rows[COUNT_OF(cases) + 1] = {[COUNT_OF(cases)].urgency = WEB_DONE};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        rows[i].urgency = web_urgency_of(cases[i].clock, cases[i].days);
        assert_int_equal(rows[i].urgency, cases[i].want);
    }
    struct web_work work = {.totals = {[WEB_SOON] = 40}};
    web_work_group(a, rows, COUNT_OF(rows), &work);
    assert_int_equal(work.group_count, WEB_URGENCY_COUNT);
    assert_int_equal(work.groups[2].row_count, 2);
    assert_int_equal(work.groups[2].total, 40);
    web_work_group(a, rows, 0, &work);
    assert_int_equal(work.group_count, 0);
    arena_free(a);
}

static void the_answer_of_the_api_becomes_a_receipt(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 20);
    /* salt: 32 zero bytes; manifest: "netral-manifest/v1\naccepted-at 2024-10-24T02:05:00Z\n" */
    static const char good[] =
        "{\"case\":\"x\",\"number\":\"012/"
        "LP\",\"receipt_code\":\"4F7K\",\"missing\":[{\"text\":\"Bukti\",\"cite\":\"x\","
        "\"confidence\":\"high\",\"verified\":"
        "false},{\"text\":\"Nama\",\"cite\":\"y\",\"confidence\":\"high\",\"verified\":true}],"
        "\"next\":[{\"step\":\"Kajian awal\",\"due\":\"2024-10-28\",\"due_early\":\"2024-10-25\","
        "\"cite\":\"Ps 134\"}],\"receipt\":{\"index\":3,\"proof\":\"p\",\"salt\":"
        "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"manifest\":"
        "\"bmV0cmFsLW1hbmlmZXN0L3YxCmFjY2VwdGVkLWF0IDIwMjQtMTAtMjRUMDI6MDU6MDBaCg==\"}}";
    struct web_receipt receipt = {.index = 77};
    struct date today = date_from_civil((struct civil){2024, 10, 24});
    assert_true(web_receipt_read(a, str_from_c(good), today, &receipt));
    assert_int_equal(receipt.index, 3);
    assert_int_equal(receipt.next_count, 1);
    assert_int_equal(receipt.nexts[0].due.days_left, 4);
    assert_false(receipt.nexts[0].due.cite.verified); /* the answer does not say that it was */
    assert_int_equal(receipt.missing_count, 2);
    assert_true(law_needs_badge(&receipt.missing[0].cite));
    assert_false(law_needs_badge(&receipt.missing[1].cite));
    assert_int_equal(receipt.leaf.len, 64);
    assert_int_equal(instant_minute(receipt.received, ZONE_WIB), 9 * 60 + 5);
    assert_true(receipt.bundle_base64.len > 0);
    assert_int_equal(receipt.token.len, 0);
    /* Of a code that its reporter drew comes the token alone. */
    const char *rest = strstr(good, ",\"missing\"");
    struct str token = arena_printf(a, "{\"number\":\"1\",\"receipt_token\":\"ab\"%s", rest);
    assert_true(web_receipt_read(a, token, today, &receipt));
    assert_true(str_equal(receipt.token, STR("ab")) && !receipt.code.len);
    struct str both = arena_printf(
        a, "{\"number\":\"1\",\"receipt_token\":\"ab\",\"receipt_code\":\"4F7K\"%s", rest);
    assert_false(web_receipt_read(a, both, today, &receipt));
    static const char *const bad[] = {"",
                                      "{}",
                                      "[]",
                                      "null",
                                      "{\"number\":1}",
                                      "{\"number\":\"1\",\"receipt_code\":\"2\",\"receipt\":{}}"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        receipt.index = 77;
        assert_false(web_receipt_read(a, str_from_c(bad[i]), today, &receipt));
        assert_int_equal(receipt.index, 77);
    }
    arena_free(a);
}

static void assets_are_found_by_their_path_alone(void **state) {
    (void)state;
    size_t count;
    const struct web_asset *list = web_asset_list(&count);
    assert_true(count > 5);
    for (size_t i = 0; i < count; i++)
        assert_ptr_equal(web_asset_find(list[i].path), &list[i]);
    assert_null(web_asset_find(STR("/aset/../etc/passwd")));
    assert_null(web_asset_find((struct str){0}));
    assert_true(str_starts(web_style_hash(), STR("'sha256-")));
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_has_an_address_in_both_languages_and_finds_itself),
        cmocka_unit_test(pages_stand_under_one_of_the_navigation),
        cmocka_unit_test(forms_codes_and_staff_pages_are_not_indexed),
        cmocka_unit_test(a_conflict_of_rules_does_not_speak_of_a_case),
        cmocka_unit_test(every_error_has_sentences_in_both_languages),
        cmocka_unit_test(every_fault_has_a_sentence_of_its_own_in_both_languages),
        cmocka_unit_test(a_fault_names_its_limit),
        cmocka_unit_test(a_form_comes_back_with_what_was_typed_and_one_fault_a_field),
        cmocka_unit_test(rows_are_grouped_by_urgency_in_their_order),
        cmocka_unit_test(the_answer_of_the_api_becomes_a_receipt),
        cmocka_unit_test(assets_are_found_by_their_path_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
