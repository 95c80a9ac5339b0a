#include "law/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_text_tells_its_language_or_nothing(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int sign; /* 1: Indonesian, -1: English, 0: near 0 */
    } CASES[] = {
        {"Keputusan sudah ditetapkan dan akan disampaikan kepada yang bersangkutan.", 1},
        {"A decision has been made and will be delivered to the person concerned.", -1},
        {"Diperiksa", 0},
        {"Bawaslu", 0},
        {"PP 94/2021 Ps 8(3)-(4), 42", 0},
        {"", 0},
        {"Presiden", 0},
        {"Dapat dilanjutkan dengan pemberhentian", 1},
        {"Dismissal may follow", -1},
    };
    enum { SURE = 2 };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int lean = law_language(str_from_c(CASES[i].text));
        int sign = lean >= SURE ? 1 : lean <= -SURE ? -1 : 0;
        if (sign != CASES[i].sign)
            fail_msg("%s: %d", CASES[i].text, lean);
    }
}

static void times_in_words_are_read(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool english;
        int n; /* of the first; 0: there is none */
        enum law_unit unit;
        bool any_day;
    } CASES[] = {
        {"paling lama 7 hari kerja sebelum", false, 7, LAW_WORKING_DAYS, false},
        {"tujuh hari", false, 7, LAW_CALENDAR_DAYS, true},
        {"14 hari kalender", false, 14, LAW_CALENDAR_DAYS, false},
        {"6 (enam) bulan", false, 6, LAW_MONTHS, false},
        {"6 (lima) bulan", false, 0, LAW_MONTHS, false},
        {"3 tahun", false, 36, LAW_MONTHS, false},
        {"1 x 24 jam", false, 1, LAW_HOURS, false},
        {"48 jam", false, 2, LAW_HOURS, false},
        {"3 + 2 hari", false, 5, LAW_CALENDAR_DAYS, true},
        {"seven working days", true, 7, LAW_WORKING_DAYS, false},
        {"a 7-day limit", true, 7, LAW_CALENDAR_DAYS, true},
        {"within 7 calendar days", true, 7, LAW_CALENDAR_DAYS, false},
        {"for 12 months", true, 12, LAW_MONTHS, false},
        {"hari ke-15", false, 0, LAW_CALENDAR_DAYS, false},
        {"SKB 855/3/4 Tahun 2023", false, 0, LAW_MONTHS, false},
        {"Perpres 91 dan 92 tahun 2024", false, 0, LAW_MONTHS, false},
        {"7 hari", true, 0, LAW_CALENDAR_DAYS, false},
        {"7", false, 0, LAW_CALENDAR_DAYS, false},
        {"7 (", false, 0, LAW_CALENDAR_DAYS, false},
        {"99999 hari", false, 0, LAW_CALENDAR_DAYS, false},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_said_list said = law_said(str_from_c(CASES[i].text), CASES[i].english);
        bool right = CASES[i].n ? said.count == 1 && said.list[0].n == CASES[i].n &&
                                      said.list[0].unit == CASES[i].unit &&
                                      said.list[0].any_day == CASES[i].any_day
                                : said.count == 0;
        if (!right)
            fail_msg("%s: %zu, %d", CASES[i].text, said.count, said.list[0].n);
    }
}

static void days_alone_can_mean_working_days(void **state) {
    (void)state;
    struct law_said said = law_said(STR("7 hari"), false).list[0];
    assert_true(law_means(said, 7, LAW_WORKING_DAYS));
    assert_true(law_means(said, 7, LAW_CALENDAR_DAYS));
    assert_false(law_means(said, 7, LAW_MONTHS));
    assert_false(law_means(said, 8, LAW_WORKING_DAYS));
    said = law_said(STR("7 hari kerja"), false).list[0];
    assert_false(law_means(said, 7, LAW_CALENDAR_DAYS));
}

static void more_times_than_fit_are_left_out(void **state) {
    (void)state;
    struct law_said_list said = law_said(
        STR("1 hari 2 hari 3 hari 4 hari 5 hari 6 hari 7 hari 8 hari 9 hari 10 hari"), false);
    assert_int_equal(said.count, COUNT_OF(said.list));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_tells_its_language_or_nothing),
        cmocka_unit_test(times_in_words_are_read),
        cmocka_unit_test(days_alone_can_mean_working_days),
        cmocka_unit_test(more_times_than_fit_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
