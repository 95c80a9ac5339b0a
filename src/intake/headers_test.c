#include "intake/headers.h"
#include "intake/intake.h"
#include "intake/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void assert_str(const char *name, struct str got, const char *wanted) {
    if (!str_equal(got, str_from_c(wanted)))
        fail_msg("%s: got \"%.*s\", wanted \"%s\"", name, STR_ARG(got), wanted);
}

static void forms_are_decoded_or_refused(void **state) {
    static const struct {
        const char *body, *pairs;
    } CASES[] = {
        {"", ""},
        {"a=1&b=2", "[a|1][b|2]"},
        {"a=1&&b=&c&=d", "[a|1][b|][c|][|d]"},
        {"a=1&a=2", "[a|1][a|2]"},
        {"subjects%5B0%5D.name=A+B%26%3D", "[subjects[0].name|A B&=]"},
        {"a=%c3%A9", "[a|\xc3\xa9]"},
        {"a=%", "!escape"},
        {"a=%4", "!escape"},
        {"a=%zz", "!escape"},
        {"a=%00", "!nul"},
        {"a=%ff", "!utf-8"},
        {"a=%c0%af", "!utf-8"},
        {"%ed%a0%80=1", "!utf-8"},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct intake_pairs pairs;
        struct str text = {0};
        struct err e = intake_urlencoded(a, str_from_c(CASES[i].body), &pairs);
        if (e.code)
            text = arena_printf(a, "!%.*s", STR_ARG(e.about));
        for (size_t k = 0; !e.code && k < pairs.count; k++)
            text = arena_printf(a, "%.*s[%.*s|%.*s]", STR_ARG(text), STR_ARG(pairs.list[k].name),
                                STR_ARG(pairs.list[k].value));
        assert_str(CASES[i].body, text, CASES[i].pairs);
    }
    arena_free(a);
}

static void large_forms_are_refused(void **state) {
    static const struct {
        const char *piece;
        size_t count;
        const char *about;
    } CASES[] = {
        {"a=1&", INTAKE_FORM_FIELDS - 1, ""},      {"a=1&", INTAKE_FORM_FIELDS, "fields"},
        {"&", INTAKE_FORM_FIELDS, "fields"},       {"a", INTAKE_FORM_NAME, ""},
        {"a", INTAKE_FORM_NAME + 1, "field-name"}, {"=", INTAKE_FORM_FIELD + 1, ""},
        {"=", INTAKE_FORM_FIELD + 2, "field"},     {"a", INTAKE_BODY + 1, "body"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(4 << 20);
        size_t piece = strlen(CASES[i].piece), len = piece * CASES[i].count;
        char *body = NEW(a, char, len);
        struct intake_pairs pairs;
        for (size_t at = 0; at < len; at++)
            body[at] = CASES[i].piece[at % piece];
        struct err e = intake_urlencoded(a, (struct str){body, len}, &pairs);
        assert_str(CASES[i].piece, e.about, CASES[i].about);
        assert_int_equal(e.code, *CASES[i].about ? ERR_TOO_LARGE : ERR_NONE);
        arena_free(a);
    }
}

static void paths_are_decoded_or_refused(void **state) {
    static const struct {
        const char *raw, *path; /* NULL: refused */
    } CASES[] = {
        {"/", "/"},
        {"/wilayah/16.07", "/wilayah/16.07"},
        {"/a%20b+c", "/a b+c"},
        {"/%c3%a9", "/\xc3\xa9"},
        {"/...", "/..."},
        {"/a..b/.c", "/a..b/.c"},
        {"", NULL},
        {"a", NULL},
        {"*", NULL},
        {"/a%2fb", NULL},
        {"/a%2Fb", NULL},
        {"/a%5cb", NULL},
        {"/a\\b", NULL},
        {"/a%00", NULL},
        {"/a%0ab", NULL},
        {"/a%7f", NULL},
        {"/a%", NULL},
        {"/a%2", NULL},
        {"/a%g0", NULL},
        {"/%ff", NULL},
        {"/%c0%ae", NULL},
        {"/..", NULL},
        {"/a/../b", NULL},
        {"/a/%2e%2E/b", NULL},
        {"/./a", NULL},
    };
    struct arena *a = arena_new(1 << 20);
    struct str path;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct err e = intake_path(a, str_from_c(CASES[i].raw), &path);
        assert_str(CASES[i].raw, e.about, CASES[i].path ? "" : "path");
        if (CASES[i].path)
            assert_str(CASES[i].raw, path, CASES[i].path);
    }
    char *slashes = NEW(a, char, INTAKE_PATH + 1);
    memset(slashes, '/', INTAKE_PATH + 1);
    assert_int_equal(intake_path(a, (struct str){slashes, INTAKE_PATH}, &path).code, ERR_NONE);
    assert_int_equal(intake_path(a, (struct str){slashes, INTAKE_PATH + 1}, &path).code,
                     ERR_MALFORMED);
    arena_free(a);
}

static void a_cookie_is_found_by_its_whole_name(void **state) {
    static const struct {
        const char *header, *value;
    } CASES[] = {
        {"sesi=abc", "abc"},
        {"a=1; sesi=abc; b=2", "abc"},
        {"sesi=\"abc\"", "abc"},
        {"sesi=a=b", "a=b"},
        {" sesi=abc ", "abc"},
        {"sesi=", ""},
        {"xsesi=abc", ""},
        {"sesix=abc", ""},
        {"SESI=abc", ""},
        {"sesi=abc;sesi=def", ""},
        {"", ""},
        {";;;", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_str(CASES[i].header, intake_cookie(str_from_c(CASES[i].header), "sesi"),
                   CASES[i].value);
}

static void content_types_are_read_strictly(void **state) {
    static const struct {
        const char *header;
        enum intake_body_type type;
        const char *boundary, *fault;
    } CASES[] = {
        {"", INTAKE_BODY_NONE, "", ""},
        {"application/json", INTAKE_BODY_JSON, "", ""},
        {"Application/JSON; Charset=\"UTF-8\"", INTAKE_BODY_JSON, "", ""},
        {"application/x-www-form-urlencoded", INTAKE_BODY_FORM, "", ""},
        {"multipart/form-data; boundary=----WebKitFormBoundaryAb1", INTAKE_BODY_MULTIPART,
         "----WebKitFormBoundaryAb1", ""},
        {"multipart/form-data; boundary=\"a b?\"; charset=utf-8", INTAKE_BODY_MULTIPART, "a b?",
         ""},
        {"text/plain; charset=latin1", INTAKE_BODY_OTHER, "", ""},
        {"image/png", INTAKE_BODY_OTHER, "", ""},
        {"application/jsonx", INTAKE_BODY_OTHER, "", ""},
        {"json", INTAKE_BODY_NONE, "", "content-type"},
        {"a/b/c", INTAKE_BODY_NONE, "", "content-type"},
        {"application/json; charset", INTAKE_BODY_NONE, "", "content-type"},
        {"application/json; charset=\"utf-8", INTAKE_BODY_NONE, "", "content-type"},
        {"application/json; charset=latin1", INTAKE_BODY_NONE, "", "charset"},
        {"multipart/form-data", INTAKE_BODY_NONE, "", "boundary"},
        {"multipart/form-data; boundary=\"\"", INTAKE_BODY_NONE, "", "boundary"},
        {"multipart/form-data; boundary=a; boundary=b", INTAKE_BODY_NONE, "", "boundary"},
        {"multipart/form-data; boundary=\"a \"", INTAKE_BODY_NONE, "", "boundary"},
        {"multipart/form-data; boundary=\"a\rb\"", INTAKE_BODY_NONE, "", "boundary"},
        {"multipart/form-data; boundary="
         "12345678901234567890123456789012345678901234567890123456789012345678901",
         INTAKE_BODY_NONE, "", "boundary"},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct intake_content_type type = {0};
        struct err e = intake_content_type(a, str_from_c(CASES[i].header), &type);
        assert_str(CASES[i].header, e.about, CASES[i].fault);
        if (!e.code) {
            assert_int_equal(type.type, CASES[i].type);
            assert_str(CASES[i].header, type.boundary, CASES[i].boundary);
        }
    }
    arena_free(a);
}

static void a_long_content_type_is_refused(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct intake_content_type type;
    char header[INTAKE_HEADERS] = "image/png";
    (void)state;
    for (size_t at = strlen(header); at + 6 <= sizeof header; at += 6)
        memcpy(header + at, ";a=\"b\"", 6);
    assert_int_equal(
        intake_content_type(a, (struct str){header, INTAKE_CONTENT_TYPE - 1}, &type).code,
        ERR_NONE);
    assert_int_equal(intake_content_type(a, (struct str){header, sizeof header}, &type).code,
                     ERR_TYPE);
    arena_free(a);
}

static void lengths_are_digits(void **state) {
    static const struct {
        const char *text;
        int64_t value; /* -1: refused */
    } CASES[] = {{"0", 0},
                 {"42", 42},
                 {" 42 ", 42},
                 {"", -1},
                 {"+1", -1},
                 {"-1", -1},
                 {"1,1", -1},
                 {"1 1", -1},
                 {"0x1", -1},
                 {"1e3", -1},
                 {"999999999999999999", 999999999999999999},
                 {"9999999999999999999", -1}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int64_t value = -1;
        struct err e = intake_content_length(str_from_c(CASES[i].text), &value);
        assert_int_equal(value, CASES[i].value);
        assert_int_equal(e.code, CASES[i].value < 0 ? ERR_MALFORMED : ERR_NONE);
    }
}

static void a_bearer_token_is_one_token(void **state) {
    static const struct {
        const char *header, *token; /* NULL: refused */
    } CASES[] = {{"Bearer abc-._~+/=", "abc-._~+/="},
                 {"bearer  abc ", "abc"},
                 {"Bearer", NULL},
                 {"Bearer ", NULL},
                 {"Basic abc", NULL},
                 {"Bearer a b", NULL},
                 {"Bearer a,b", NULL},
                 {"", NULL},
                 {"Bearerabc", NULL}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str token = {0};
        assert_int_equal(intake_bearer(str_from_c(CASES[i].header), &token),
                         CASES[i].token != NULL);
        if (CASES[i].token)
            assert_str(CASES[i].header, token, CASES[i].token);
    }
}

static void the_language_asked_for_is_given(void **state) {
    static const struct {
        const char *header;
        bool english;
    } CASES[] = {{"", false},
                 {"en", true},
                 {"id", false},
                 {"en-GB,en;q=0.9", true},
                 {"id,en;q=0.9", false},
                 {"en,id", true},
                 {"id,en", false},
                 {"id;q=0.5, EN-us;q=0.7", true},
                 {"en;q=0.5,in;q=0.501", false},
                 {"en;q=0", false},
                 {"en;q=2", false},
                 {"en;q=x", false},
                 {"fr,de", false},
                 {"fr,en;q=0.1", true},
                 {"english", false},
                 {"*", false}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (intake_prefers_english(str_from_c(CASES[i].header)) != CASES[i].english)
            fail_msg("%s", CASES[i].header);
}

static void cursors_come_back_as_they_went(void **state) {
    static const struct intake_cursor CASES[] = {
        {0, 0}, {1, 2}, {INT64_MAX, INT64_MIN}, {-1, 1700000000000000}};
    struct arena *a = arena_new(1 << 20);
    struct intake_cursor got = {0};
    int rows = 0;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str text = intake_cursor_write(a, CASES[i]);
        assert_true(intake_cursor_read(text, &got));
        assert_true(got.key == CASES[i].key && got.id == CASES[i].id);
        assert_false(intake_cursor_read((struct str){text.ptr, text.len - 1}, &got));
    }
    assert_false(intake_cursor_read(STR(""), &got));
    assert_false(intake_cursor_read(STR("AAAAAAAAAAAAAAAAAAAAA="), &got));
    assert_false(intake_cursor_read(STR("AAAAAAAAAAAAAAAAAAAAA+"), &got));
    assert_false(intake_cursor_read(STR("AAAAAAAAAAAAAAAAAAAAAB"), &got)); /* not canonical */
    assert_false(intake_cursor_read(STR("mulmmmmm\xffmmmmmmmuQQQmQ"), &got));
    assert_false(intake_cursor_read(STR("AAAAAAAAA\xd7"
                                        "AAAAAAAAAAAA"),
                                    &got));
    assert_true(intake_page_rows(STR(""), &rows) && rows == INTAKE_PAGE_ROWS);
    assert_true(intake_page_rows(STR("200"), &rows) && rows == 200);
    assert_false(intake_page_rows(STR("201"), &rows));
    assert_false(intake_page_rows(STR("0"), &rows));
    assert_false(intake_page_rows(STR("x"), &rows));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_decoded_or_refused),
        cmocka_unit_test(large_forms_are_refused),
        cmocka_unit_test(paths_are_decoded_or_refused),
        cmocka_unit_test(a_cookie_is_found_by_its_whole_name),
        cmocka_unit_test(content_types_are_read_strictly),
        cmocka_unit_test(a_long_content_type_is_refused),
        cmocka_unit_test(lengths_are_digits),
        cmocka_unit_test(a_bearer_token_is_one_token),
        cmocka_unit_test(the_language_asked_for_is_given),
        cmocka_unit_test(cursors_come_back_as_they_went),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
