#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* RFC 3629, section 4: the first and the last of each kind of sequence, and what lies beside. */
static void only_well_formed_utf8_is_text(void **state) {
    static const struct {
        struct str bytes;
        bool good;
    } CASES[] = {
        {STR_INIT(""), true},
        {STR_INIT("\x01\x7f"), true},
        {STR_INIT("\0"), false},
        {STR_INIT("\x80"), false},
        {STR_INIT("\xc1\xbf"), false},
        {STR_INIT("\xc2\x80"), true},
        {STR_INIT("\xdf\xbf"), true},
        {STR_INIT("\xc2"), false},
        {STR_INIT("\xc2\x7f"), false},
        {STR_INIT("\xc2\xc0"), false},
        {STR_INIT("\xe0\x9f\xbf"), false},
        {STR_INIT("\xe0\xa0\x80"), true},
        {STR_INIT("\xe0\xa0\x7f"), false},
        {STR_INIT("\xe0\xa0\xc0"), false},
        {STR_INIT("\xe2\x82"), false},
        {STR_INIT("\xed\x9f\xbf"), true},
        {STR_INIT("\xed\xa0\x80"), false}, /* a surrogate */
        {STR_INIT("\xef\xbf\xbf"), true},
        {STR_INIT("\xf0\x8f\xbf\xbf"), false},
        {STR_INIT("\xf0\x90\x80\x80"), true},
        {STR_INIT("\xf0\x90\x80\xc0"), false},
        {STR_INIT("\xf0\x90\x80"), false},
        {STR_INIT("\xf4\x8f\xbf\xbf"), true},
        {STR_INIT("\xf4\x90\x80\x80"), false},
        {STR_INIT("\xf5\x80\x80\x80"), false},
        {STR_INIT("a\xff"), false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (str_is_utf8(CASES[i].bytes) != CASES[i].good)
            fail_msg("case %zu", i);
}

static void a_number_has_at_most_18_digits(void **state) {
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } CASES[] = {
        {"0", true, 0},
        {"-1", true, -1},
        {"007", true, 7},
        {"999999999999999999", true, 999999999999999999},
        {"-999999999999999999", true, -999999999999999999},
        {"1000000000000000000", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"+1", false, 0},
        {"1a", false, 0},
        {"1/", false, 0},
        {" 1", false, 0},
        {"--1", false, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int64_t value = 0;
        if (str_to_int(str_from_c(CASES[i].text), &value) != CASES[i].good ||
            value != CASES[i].value)
            fail_msg("\"%s\"", CASES[i].text);
    }
}

static void a_code_point_has_its_bytes(void **state) {
    static const struct {
        uint32_t point;
        struct str bytes;
    } CASES[] = {
        {0x41, STR_INIT("A")},
        {0x7f, STR_INIT("\x7f")},
        {0x80, STR_INIT("\xc2\x80")},
        {0x7ff, STR_INIT("\xdf\xbf")},
        {0x800, STR_INIT("\xe0\xa0\x80")},
        {0xffff, STR_INIT("\xef\xbf\xbf")},
        {0x10000, STR_INIT("\xf0\x90\x80\x80")},
        {0x10ffff, STR_INIT("\xf4\x8f\xbf\xbf")},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char bytes[STR_UTF8_MAX];
        struct str put = {bytes, str_put_utf8(CASES[i].point, bytes)};
        assert_true(str_equal(put, CASES[i].bytes) && str_is_utf8(put));
    }
}

static void what_stands_in_a_text_is_found_where_it_stands_first(void **state) {
    static const struct {
        struct str text, part;
        int at; /* bytes from the start, -1: nowhere */
    } CASES[] = {
        {STR_INIT("kabupaten"), STR_INIT("pat"), 4},  {STR_INIT("a, b, c"), STR_INIT(", "), 1},
        {STR_INIT("kabupaten"), STR_INIT("pta"), -1}, {STR_INIT("kab"), STR_INIT("kabupaten"), -1},
        {STR_INIT("kab"), STR_INIT(""), 0},           {{NULL, 0}, STR_INIT("kab"), -1},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const char *at = str_find(CASES[i].text, CASES[i].part);
        assert_int_equal(at ? at - CASES[i].text.ptr : -1, CASES[i].at);
    }
    assert_null(str_find((struct str){0}, (struct str){0}));
    (void)state;
}

static void letters_are_equal_in_either_case_and_others_in_none(void **state) {
    (void)state;
    assert_true(str_equal_any_case(STR("Form-Data1"), STR("fORM-dATA1")));
    assert_false(str_equal_any_case(STR("form@"), STR("form`"))); /* 32 apart, as letters are */
    assert_false(str_equal_any_case(STR("form"), STR("forms")));
    assert_true(str_equal_any_case(STR(""), (struct str){0}));
}

static void a_list_has_whole_words_alone(void **state) {
    (void)state;
    assert_true(str_lists(STR("ppk-16.06 bkn"), STR("ppk-16.06")));
    assert_true(str_lists(STR("ppk-16.06 bkn"), STR("bkn")));
    assert_false(str_lists(STR("ppk-16.06 bkn"), STR("ppk-16")));
    assert_false(str_lists(STR("ppk-16.06 bkn"), STR("ppk-16.06 bkn")));
    assert_false(str_lists((struct str){0}, STR("bkn")));
}

static void figures_are_read_to_their_end_or_to_so_many(void **state) {
    static const struct {
        struct str text;
        size_t most, len;
        int n;
    } CASES[] = {{STR_INIT("94/2021"), 9, 2, 94}, {STR_INIT("20241130"), 4, 4, 2024},
                 {STR_INIT("007"), 9, 3, 7},      {STR_INIT("999999999"), 9, 9, 999999999},
                 {STR_INIT("-1"), 9, 0, 0},       {STR_INIT(""), 9, 0, 0}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int n = -1;
        assert_int_equal(str_figures(CASES[i].text, CASES[i].most, &n), CASES[i].len);
        assert_int_equal(n, CASES[i].n);
    }
    (void)state;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_well_formed_utf8_is_text),
        cmocka_unit_test(what_stands_in_a_text_is_found_where_it_stands_first),
        cmocka_unit_test(letters_are_equal_in_either_case_and_others_in_none),
        cmocka_unit_test(a_list_has_whole_words_alone),
        cmocka_unit_test(figures_are_read_to_their_end_or_to_so_many),
        cmocka_unit_test(a_code_point_has_its_bytes),
        cmocka_unit_test(a_number_has_at_most_18_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
