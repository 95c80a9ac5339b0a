#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "law/decree_sample.h"

static void a_list_in_csv_is_read(void **state) {
    struct law_year year;
    struct law_faults faults;
    assert_int_equal(read_it(*state, "x.csv", str_from_c(GOOD), &faults, &year).code, ERR_NONE);
    assert_int_equal(year.year, 2027);
    assert_int_equal(year.count, 4);
    assert_int_equal(year.days[1].kind, LAW_JOINT_LEAVE);
    assert_true(str_equal(year.days[1].name, STR("Idul Fitri, \"bersama\"")));
    assert_int_equal(year.days[3].kind, LAW_VOTING_DAY);
    assert_true(str_equal(year.days[3].source, STR("SKB 2 Tahun 2026")));
}

/* What spreadsheets and people make of a table. */
static void a_list_may_come_from_a_spreadsheet(void **state) {
    static const struct {
        const char *what, *bytes;
    } CASES[] = {
        {"semicolons", "date;kind;name\n2027-01-01;libur_nasional;Tahun Baru, Masehi\n"},
        {"tabs", "date\tkind\tname\n2027-01-01\tlibur_nasional\tTahun Baru, Masehi\n"},
        {"a mark in front", "\xef\xbb\xbf# SKB\ndate;kind;name\r\n2027-01-01;libur_nasional;"
                            "Tahun Baru, Masehi"},
        {"lines that end in CR", "date;kind;name\r2027-01-01;libur_nasional;Tahun Baru, Masehi\r"},
        {"a remark with other separators",
         "# SKB, Nomor 1, 2, 3, 4\ndate;kind;name\n2027-01-01;libur_nasional;Tahun Baru, Masehi"},
        {"a remark with a quote that does not end",
         "#,\"SKB\ndate,kind,name\n  # a,\"b\n2027-01-01,libur_nasional,\"Tahun Baru, Masehi\""},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_year year = {0};
        struct law_faults faults;
        struct err e = read_it(*state, "x.csv", str_from_c(CASES[i].bytes), &faults, &year);
        if (e.code || year.count != 1 || year.year != 2027 ||
            !str_equal(year.days[0].name, STR("Tahun Baru, Masehi")))
            fail_msg("%s: %.*s", CASES[i].what, STR_ARG(faults.list[0].text));
    }
}

static void a_csv_must_say_which_decree_it_is(void **state) {
    struct law_year year;
    struct law_faults faults;
    const struct law_decree decree = {.name = STR("x.csv"), .bytes = str_from_c(GOOD)};
    assert_int_equal(law_decree_read(*state, &decree, &year, &faults).code, ERR_RULES);
    assert_non_null(strstr(arena_c(*state, faults.list[0].text), "--source"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_list_in_csv_is_read),
        TEST(a_list_may_come_from_a_spreadsheet),
        TEST(a_csv_must_say_which_decree_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
