#include "tool/due_sample.h"

#include "base/json_read.h"

static void json_has_the_promised_keys_and_no_other(void **state) {
    static const char KEYS[] =
        "clock start unit lapse mode n week due due_early counted replaces others outside_window "
        "hours_cite hours_verified cite confidence holidays_version estimate last_day_closed "
        "rule_confidence rule_verified doubts not_in_force unverified_days_off";
    const struct world *w = *state;
    struct said said = run(w->law, "due B05.follow_up 2024-12-20 --json --election pilkada-2024");
    assert_int_equal(said.status, 0);
    assert_string_equal(said.err, "");
    static const struct {
        const char *key, *text;
    } TEXTS[] = {{"clock", "B05.follow_up"}, {"unit", "working"},         {"lapse", "escalate"},
                 {"due", "2025-01-14"},      {"due_early", "2025-01-13"}, {"confidence", "low"}};
    struct arena *a = arena_new(1 << 20);
    const struct json_value *j = NULL;
    assert_int_equal(json_read(a, str_from_c(said.out), JSON_OWN, &j).code, ERR_NONE);
    size_t count = 0;
    for (struct str keys = str_from_c(KEYS); keys.len; count++) {
        struct str key = str_cut(&keys, ' ');
        if (!json_get(j, arena_printf(a, "%.*s", STR_ARG(key)).ptr))
            fail_msg("no %.*s", STR_ARG(key));
    }
    assert_int_equal(j->count, count);
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++)
        assert_true(str_equal(json_text(json_get(j, TEXTS[i].key)), str_from_c(TEXTS[i].text)));
    const struct json_value *counted = json_get(j, "counted");
    assert_true(json_is(counted, JSON_ARRAY) && counted->count == 14);
    assert_true(str_equal(json_text(counted->first->next->next), STR("2024-12-27")));
    assert_true(json_is(json_get(j, "estimate"), JSON_FALSE));
    arena_free(a);
}

static void json_marks_an_estimate_as_the_text_does(void **state) {
    static const struct {
        const char *words, *out;
    } CASES[] = {
        {"due B05 2027-12-24 --json", "\"estimate\":true"},
        {"due B05 2026-12-24 --json", "\"estimate\":false"},
        {"due B05 2024-11-20 --json", "\"estimate\":false"},
        {"due P04 2026-12-30 --json", "\"estimate\":false"}, /* calendar days know no holidays */
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(w->law, CASES[i].words);
        if (said.status || !strstr(said.out, CASES[i].out))
            fail_msg("%s: %d, %s%s", CASES[i].words, said.status, said.out, said.err);
    }
}

static void what_cannot_be_understood_is_told_and_costs_status_2(void **state) {
    static const struct {
        const char *words, *err;
    } CASES[] = {
        {"due", "usage: netral due CLOCK START"},
        {"due P04", "START is missing"},
        {"due P99 2024-10-12", "no clock \"P99\"; there are:\n  P01.report"},
        {"due P09 2024-10-12", "\"P09\" has several clocks:\n  P09.statute"},
        {"due A01 2024-10-12", "\"A01\" has several clocks:\n  A01p.objection"},
        {"due P17 2024-10-12", "\"P17\" has several clocks:\n  P17.investigation"},
        {"due P0 2024-10-12", "no clock \"P0\""},
        {"due P04 2024-02-31", "a day that exists"},
        {"due P04 2024-10-12T25:00:00Z", "a day that exists"},
        {"due P04 yesterday", "not \"yesterday\""},
        {"due P04 9999-12-31", "too far"},
        {"due P04 2024-10-12 2024-10-13", "one word too many"},
        {"due P04 2024-10-12 --loud", "unknown option \"--loud\""},
        {"due P04 2024-10-12 --zone", "a value is missing"},
        {"due P04 2024-10-12 --zone CET", "WIB, WITA or WIT"},
        {"due P04 2024-10-12 --week 7", "5 or 6 days"},
        {"due P04 --list", "--list takes no clock"},
        {"due P04 2024-10-12 --election pemilu",
         "no election \"pemilu\"; there are:\n  pemilu-2024"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(w->law, CASES[i].words);
        if (said.status != 2 || said.out[0] || !strstr(said.err, CASES[i].err))
            fail_msg("%s: %d, %s%s", CASES[i].words, said.status, said.out, said.err);
    }
}

/* The seed of the deadlines (procedure.md, 9.1), with the rows that reading the articles added. */
static void every_row_of_the_seed_is_found(void **state) {
    static const char ROWS[] = "P01 P02 P04 P06 P07 P09.handle P10.handle_ext E01 E02 E04 E05 E07 "
                               "E08 B02 B03 B05 D04 D05 D11 D12 D13 A02 A03 A04 A05 A06 P14a P16 "
                               "E09a E02a E07a A07 PNS-HEAVY P17.investigation PPPK-PARTY";
    const struct world *w = *state;
    for (struct str rows = str_from_c(ROWS); rows.len;) {
        struct str row = str_cut(&rows, ' ');
        char words[64];
        (void)snprintf(words, sizeof words, "due %.*s 2024-10-14", STR_ARG(row));
        struct said said = run(w->law, words);
        if (said.status)
            fail_msg("%.*s: %s", STR_ARG(row), said.err);
    }
}

static void what_is_asked_is_counted_and_explained(void **state) {
    static const struct {
        const char *words, *out;
    } CASES[] = {
        {"due P04 2024-11-09", "due        Mon 2024-11-11  common reading: day 1 is the next day"},
        {"due P04 2024-11-09", "due early  Sun 2024-11-10  strict reading: day 1 is the start day"},
        {"due P04.kajian_awal 2024-11-09", "P04.initial_review"},
        {"due P04 2024-11-09", "counted    Sun 2024-11-10, Mon 2024-11-11\n"},
        {"due P06 2024-11-09", "confidence low [NOT VERIFIED"},
        {"due P06 2024-11-09", "others     3 calendar days, sejak laporan diterima: "},
        {"due P06 2024-11-09", "others     1 x 24 hours: "},
        {"due B05 2024-11-01", "others     10 calendar days: Surat Kemendagri 2020: 10 hari [S37] "
                               "[NOT VERIFIED]\n"},
        {"due E01 2024-01-10", "others     7 calendar days: Perbawaslu 7/2022 Ps 8(3): \"7 "
                               "hari\" [S15, S16] [NOT VERIFIED]\n"},
        {"due P06 2024-11-09", "lapse      The report can be declared incomplete; "},
        {"due B05 2024-11-20", "lapse      The supervising body may warn, "},
        {"due A05 2024-11-20", "lapse      It is decided on the file as it is, "},
        {"due P06.perbaikan 2024-11-09", "P06.completion"},
        {"due P01 2024-11-09", "confidence high\n"},
        {"due P01 2024-11-09", "UU 1/2015 jo. UU 8/2015 Ps 134(4)"},
        {"due B05 2024-11-20", "day off    Wed 2024-11-27  Pemungutan suara Pilkada"},
        {"due B05 2027-12-24", "[UNKNOWN: days off are known from 2024-01-01 to 2027-12-31"},
        {"due E08 2024-01-31", "due        Fri 2024-02-23"},
        {"due P14a 2024-10-12", "UU 1/2015 Ps 135(2)"}, /* of a procedure that is opened */
        {"due P16.kpu_admin 2024-10-12", "due        Sat 2024-10-19"},
        {"due E09a 2024-02-05", "UU 7/2017 Ps 476(1)"},
        {"due D05 2024-10-12", "PP 94/2021 Ps 26(3)"},
        {"due E02a 2024-02-05", "Perbawaslu 5/2022 Ps 18(3)-(4)"},
        {"due E07a 2024-02-05", "Perbawaslu 7/2022 Ps 29(2)"}, /* that no rulebook runs */
        {"due A01.keberatan_ppk 2024-10-14", "PP 79/2021 Ps 3(1)-(2), 4(1)-(3)"},
        {"due E08 2024-01-31 --week 6", "due        Wed 2024-02-21"},
        {"due E08 2024-01-31 --week 6", "14 working days of a week of six, "},
        {"due E08 2024-01-31 --week 5", "due        Fri 2024-02-23"},
        {"due P04 2024-10-12T17:30:00Z", "start      Sun 2024-10-13"},
        {"due P04 2024-10-12T16:30:00Z", "start      Sat 2024-10-12"},
        {"due P04 2024-10-12T16:30:00Z --zone WITA", "start      Sun 2024-10-13"},
        {"due P04 2024-10-12T15:30:00Z --zone WIT", "start      Sun 2024-10-13"},
        {"due P04 2024-10-12T22:30:00+07:00 --zone WIB", "start      Sat 2024-10-12"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(w->law, CASES[i].words);
        if (said.status || said.err[0] || !strstr(said.out, CASES[i].out))
            fail_msg("%s: %d, %s%s", CASES[i].words, said.status, said.out, said.err);
    }
}

/* Nothing is told as certain that is not: by rule, by day, by what is known of the days off. */
static void a_doubtful_answer_says_so_and_is_never_of_high_confidence(void **state) {
    static const struct {
        const char *words, *said; /* NULL: no doubt at all */
    } CASES[] = {
        {"due P01.report 2015-03-02", "UU 8/2015 was not yet in force on the start day: it holds "
                                      "from 2015-03-18"},
        {"due P01.report 2015-03-02", "the procedure pilkada-2024@1 was not yet in force on the "
                                      "start day: it holds from 2024-01-26"},
        {"due P01.report 2015-03-02", "confidence low (of the rule alone: high)"},
        {"due P01.report 1900-01-01", "UU 1/2015 was not yet in force"},
        {"due P01.report 2020-10-12", "pilkada-2024@1 was not yet in force"},
        {"due P01.report 2024-10-14", NULL},
        {"due P01.report 2100-12-31", NULL}, /* calendar days, a rule that has no last day */
        {"due D11 2023-05-02", "[UNKNOWN: days off"}, /* of a part: one procedure held already */
        {"due E08 1900-01-01", "[UNKNOWN: days off are known from 2024-01-01"},
        {"due E08 2100-12-31", "outside them nothing but the weekend is left out"},
        {"due E08 2100-12-31", "confidence low (of the rule alone: high)"},
        {"due D05 2024-04-01", NULL}, /* the lists of 2024 and 2025 were read */
        {"due D05 2025-03-24", NULL},
        {"due P01 2024-04-05", NULL}, /* calendar days ask for no day off */
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(w->law, CASES[i].words);
        const char *doubt = strstr(said.out, "of the rule alone");
        bool good = CASES[i].said ? doubt && strstr(said.out, CASES[i].said) &&
                                        !strstr(said.out, "confidence high")
                                  : !doubt && strstr(said.out, "confidence high\n");
        if (said.status || !good)
            fail_msg("%s: %d, %s%s", CASES[i].words, said.status, said.out, said.err);
    }
}

static void json_says_each_doubt_by_its_name(void **state) {
    static const struct {
        const char *words, *out;
    } CASES[] = {
        {"due P01 2015-03-02 --json", "\"confidence\":\"low\",\"rule_confidence\":\"high\""},
        {"due P01 2015-03-02 --json", "\"doubts\":[\"not_yet_in_force\"]"},
        {"due P01 2015-03-02 --json", "{\"name\":\"UU 8/2015\",\"kind\":\"instrument\",\"from\":"
                                      "\"2015-03-18\",\"to\":\"\"}"},
        {"due P01 2015-03-02 --json", "{\"name\":\"pilkada-2024@1\",\"kind\":\"procedure\""},
        {"due E08 2099-01-01 --json", "\"doubts\":[\"days_off_unknown\"]"},
        {"due B05 2024-11-20 --json", "\"doubts\":[\"rule_unverified\"]"},
        {"due P01 2024-10-14 --json", "\"doubts\":[],\"not_in_force\":[],"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(w->law, CASES[i].words);
        if (said.status || !strstr(said.out, CASES[i].out))
            fail_msg("%s: %d, %s%s", CASES[i].words, said.status, said.out, said.err);
    }
}

/* The days off of 2024 were read; here they are as a list of the press would be. */
static void days_off_that_nobody_read_are_told_with_the_day(void **state) {
    static const struct {
        const char *words, *out;
    } CASES[] = {
        {"due D05 2024-04-01", "Cuti bersama Idul Fitri (SKB Menag 855/2023"},
        {"due D05 2024-04-01", "[NOT VERIFIED]"},
        {"due D05 2024-04-01", "the count rests on 6 days off whose decree was not read"},
        {"due D05 2024-04-01", "confidence medium (of the rule alone: high)"},
        {"due B05 2024-11-20 --json", "\"doubts\":[\"days_off_unverified\",\"rule_unverified\"]"},
        {"due B05 2024-11-20 --json", "\"unverified_days_off\":[\"2024-11-27\"]"},
    };
    const struct world *w = *state;
    struct law law = *w->law;
    struct law_holiday *days = NEW(w->a, struct law_holiday, law.calendar.count);
    for (size_t i = 0; i < law.calendar.count; i++) {
        days[i] = law.calendar.days[i];
        days[i].verified = date_to_civil(days[i].date).year != 2024;
        if (!days[i].verified)
            days[i].confidence = LAW_MEDIUM;
    }
    law.calendar.days = days;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(&law, CASES[i].words);
        if (said.status || !strstr(said.out, CASES[i].out))
            fail_msg("%s: %d, %s%s", CASES[i].words, said.status, said.out, said.err);
    }
}

/* Every clock of every rulebook answers to each of its names, and no name to two of them. */
static void every_clock_is_found_by_each_name_that_the_list_prints(void **state) {
    const struct world *w = *state;
    struct said list = run(w->law, "due --list");
    assert_int_equal(list.status, 0);
    size_t asked = 0;
    for (size_t i = 0; i <= w->law->rulebook_count; i++) {
        bool last = i == w->law->rulebook_count;
        const struct law_clock *clocks = last ? w->law->clocks : w->law->rulebooks[i].clocks;
        size_t count = last ? w->law->clock_count : w->law->rulebooks[i].clock_count;
        for (size_t k = 0; k < count; k++) {
            const struct law_clock *c = &clocks[k];
            for (size_t n = 0; n < c->aliases.count + 2; n++) {
                struct str name = n == 0 ? c->id : n == 1 ? c->aka : c->aliases.list[n - 2];
                char words[128], row[128];
                if (!name.len)
                    continue;
                (void)snprintf(words, sizeof words, "due %.*s 2024-10-14", STR_ARG(name));
                (void)snprintf(row, sizeof row, "%.*s  %.*s / ", STR_ARG(c->id),
                               STR_ARG(c->name.id));
                struct said said = run(w->law, words);
                bool listed = memmem(list.out, strlen(list.out), name.ptr, name.len) != NULL;
                if (said.status || !str_starts(str_from_c(said.out), str_from_c(row)) || !listed)
                    fail_msg("%s: %s%s", words, said.out, said.err);
                asked++;
            }
        }
    }
    assert_true(asked > 150);
    static const char *const OLD[] = {"P06.repair", "E05.repair", "B05.ppk_followup",
                                      "A03.keberatan_decide"};
    for (size_t i = 0; i < COUNT_OF(OLD); i++)
        assert_non_null(strstr(list.out, OLD[i]));
}

/* Rows that the shipped rules need not have: what is told follows the row alone. */
static void a_row_tells_its_mode_its_unit_and_its_doubts(void **state) {
    static const struct law_other_count OTHER = {
        .n = 10, .start = STR_INIT("since receipt"), .cite = {.text = STR_INIT("a letter")}};
    static const struct law_clock CLOCKS[] = {
        {.id = STR_INIT("T1.handle"), .n = 3},
        {.id = STR_INIT("T2.more"), .n = 5, .replaces = &CLOCKS[0]},
        {.id = STR_INIT("T3.letter"), .n = 7, .unit = LAW_WORKING_DAYS, .mode = LAW_BEFORE},
        {.id = STR_INIT("T4.effect"), .n = 15, .unit = LAW_WORKING_DAYS, .mode = LAW_EFFECT},
        {.id = STR_INIT("T5.month"), .n = 1, .unit = LAW_MONTHS},
        {.id = STR_INIT("T6.police"), .n = 1, .unit = LAW_HOURS},
        {.id = STR_INIT("T7.follow"),
         .n = 14,
         .unit = LAW_WORKING_DAYS,
         .others = &OTHER,
         .other_count = 1},
    };
    static const struct {
        const char *words, *out;
    } CASES[] = {
        {"due T2 2024-11-10", "replaces   T1.handle: the same start"},
        {"due T3 2024-12-30", "7 working days before, "},
        {"due T3 2024-12-30", "due        Tue 2024-12-17  as many days from here"},
        {"due T3 2024-12-30", "due early  Mon 2024-12-16  as many whole days"},
        {"due T3 2024-12-30", "day off    Wed 2024-12-25"},
        {"due T4 2025-03-20", "effect     Tue 2025-04-22"},
        {"due T4 2025-03-20", "then it takes effect"},
        {"due T5 2025-01-31", "1 month, "},
        {"due T5 2025-01-31", "due        Fri 2025-02-28  the same day of the month"},
        {"due T6 2024-11-20", "1 x 24 hours, "},
        {"due T7 2024-11-20", "others     10 calendar days, since receipt: "},
        {"due T7 2024-11-20 --json", "\"others\":[{\"n\":10,\"unit\":\"calendar\",\"start\":"
                                     "\"since receipt\",\"cite\":\"a letter\","
                                     "\"confidence\":\"high\",\"verified\":false}]"},
        {"due T2 2024-11-20 --json", "\"replaces\":\"T1.handle\""},
        {"due T3 2024-12-30 --json", "\"mode\":\"before\""},
        {"due T3 2024-12-30 --json --week 6", "\"week\":6"},
    };
    const struct world *w = *state;
    struct law law = *w->law;
    law.clocks = CLOCKS;
    law.clock_count = COUNT_OF(CLOCKS);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(&law, CASES[i].words);
        if (said.status || !strstr(said.out, CASES[i].out))
            fail_msg("%s: %d, %s%s", CASES[i].words, said.status, said.out, said.err);
    }
}

/* Monday to Friday from 8 to 16; every day round the clock in the quiet period. */
static void a_time_outside_the_hours_of_intake_is_warned_of(void **state) {
    static const struct str QUIET[] = {STR_INIT("quiet")};
    static const struct law_window WINDOWS[] = {
        {.row.span = {{INT32_MIN}, {LAW_OPEN}}, .weekdays = 31, .opens = 480, .closes = 960},
        {.row.span = {{INT32_MIN}, {LAW_OPEN}},
         .weekdays = 127,
         .holidays = true,
         .stages = {QUIET, 1},
         .closes = 1440},
    };
    static const struct {
        const char *start;
        bool outside;
    } CASES[] = {
        {"2024-10-14T08:00:00+07:00", false}, {"2024-10-14T07:59:00+07:00", true},
        {"2024-10-14T15:59:00+07:00", false}, {"2024-10-14T16:00:00+07:00", true},
        {"2024-10-13T10:00:00+07:00", true},  {"2024-09-16T10:00:00+07:00", true},
        {"2024-11-24T23:00:00+07:00", false}, {"2024-10-14T01:30:00Z", false},
        {"2024-10-14T00:30:00Z", true},       {"2024-10-13", false},
    };
    const struct world *w = *state;
    struct law law = *w->law;
    law.windows = WINDOWS;
    law.window_count = COUNT_OF(WINDOWS);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char words[64];
        (void)snprintf(words, sizeof words, "due P04 %s", CASES[i].start);
        struct said said = run(&law, words);
        if (said.status || (strstr(said.out, "WARNING") != NULL) != CASES[i].outside)
            fail_msg("%s: %s%s", words, said.out, said.err);
    }
    law.window_count = 0; /* not known: nothing is said */
    assert_null(strstr(run(&law, "due P04 2024-10-13T03:00:00Z").out, "WARNING"));
}

/* A letter that is handed over at night is no report, and the hours of intake are not its own. */
static void hours_of_intake_concern_the_clocks_of_receiving_a_report_alone(void **state) {
    static const struct {
        const char *words, *said; /* NULL: no warning */
    } CASES[] = {
        {"due P04 2024-10-12T20:00:00+07:00", "20.00 WIB lies outside the hours"},
        {"due P09.statute 2024-10-12T20:00:00+07:00", "20.00 WIB lies outside the hours"},
        {"due P06 2024-10-12T20:00:00+07:00", NULL},
        {"due P09.handle 2024-10-12T20:00:00+07:00", NULL},
        {"due D11 2024-10-12T20:00:00+07:00", NULL},
        {"due E07a 2024-10-12T20:00:00+07:00", NULL},
        {"due P01 2024-10-12", "the last day is a Saturday: no report is taken in person"},
        {"due P01 2024-09-09", "the last day is a day off: no report is taken in person"},
        {"due P01 2024-10-11", NULL},
        {"due P01 2024-11-17", NULL}, /* in the quiet period every day is open */
        {"due P04 2024-10-10", NULL}, /* ends on a Saturday, and limits no reporter */
        {"due E01 2024-01-31", NULL}, /* hours not known */
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(w->law, CASES[i].words);
        const char *warning = strstr(said.out, "WARNING");
        if (said.status || !warning != !CASES[i].said ||
            (warning && !strstr(warning, CASES[i].said)))
            fail_msg("%s: %s%s", CASES[i].words, said.out, said.err);
    }
    assert_non_null(
        strstr(run(w->law, "due P01 2024-10-12 --json").out, "\"last_day_closed\":true"));
}

static void what_the_hours_rest_on_stands_beside_the_warning(void **state) {
    static const struct {
        const char *words, *said;
        bool there;
    } CASES[] = {
        {"due P04 2024-10-12T20:00:00+07:00",
         "hours      Perbawaslu 8/2020 jo. Perbawaslu 9/2024 Ps 5 [S05, S06] [NOT VERIFIED]\n",
         true},
        {"due P01 2024-10-12",
         "calendar   PKPU 2/2024, Lampiran; UU 10/2016 Ps 71(2), (3) [S54, S55, S27, S57] "
         "[NOT VERIFIED]: its stages decide which hours hold\n",
         true},
        {"due P01 2024-10-12 --json", "\"hours_verified\":false", true},
        {"due P01 2024-10-11 --json", "\"hours_cite\":\"\",\"hours_verified\":true", true},
        {"due P01 2024-10-11", "hours", false}, /* nothing was said of them */
        {"due P01 2024-10-11", "its stages decide", false},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(w->law, CASES[i].words);
        if (said.status || (strstr(said.out, CASES[i].said) != NULL) != CASES[i].there)
            fail_msg("%s: %s%s", CASES[i].words, said.out, said.err);
    }
}

/* The words follow the row and what its sources have. */
static void why_a_rule_is_not_verified_is_told_as_its_row_has_it(void **state) {
    static const struct {
        const char *words, *said;
    } CASES[] = {
        {"due E07.handle 2024-01-31",
         "confidence medium [NOT VERIFIED: the article was read and does not say all of this]\n"},
        {"due D13.effect 2024-11-20", "[NOT VERIFIED: of the articles cited, 50 was not read]\n"},
        {"due P06 2024-11-09", "[NOT VERIFIED: general knowledge, nothing was read]\n"},
        {"due A01o.objection 2024-11-20", "[NOT VERIFIED: our inference, no article says it]\n"},
        {"due P04 2024-11-09", "[NOT VERIFIED: the article itself was not read]\n"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = run(w->law, CASES[i].words);
        if (said.status || !strstr(said.out, CASES[i].said))
            fail_msg("%s: %s%s", CASES[i].words, said.out, said.err);
    }
}

static void help_is_printed_to_whoever_asks_for_it(void **state) {
    const struct world *w = *state;
    static const char *const WORDS[] = {"due --help", "due -h", "due P04 --help"};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        struct said said = run(w->law, WORDS[i]);
        assert_int_equal(said.status, 0);
        assert_string_equal(said.err, "");
        assert_non_null(strstr(said.out, "usage: netral due CLOCK START"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_has_the_promised_keys_and_no_other),
        cmocka_unit_test(json_marks_an_estimate_as_the_text_does),
        cmocka_unit_test(what_cannot_be_understood_is_told_and_costs_status_2),
        cmocka_unit_test(every_row_of_the_seed_is_found),
        cmocka_unit_test(what_is_asked_is_counted_and_explained),
        cmocka_unit_test(a_doubtful_answer_says_so_and_is_never_of_high_confidence),
        cmocka_unit_test(json_says_each_doubt_by_its_name),
        cmocka_unit_test(days_off_that_nobody_read_are_told_with_the_day),
        cmocka_unit_test(every_clock_is_found_by_each_name_that_the_list_prints),
        cmocka_unit_test(a_row_tells_its_mode_its_unit_and_its_doubts),
        cmocka_unit_test(a_time_outside_the_hours_of_intake_is_warned_of),
        cmocka_unit_test(what_the_hours_rest_on_stands_beside_the_warning),
        cmocka_unit_test(why_a_rule_is_not_verified_is_told_as_its_row_has_it),
        cmocka_unit_test(hours_of_intake_concern_the_clocks_of_receiving_a_report_alone),
        cmocka_unit_test(help_is_printed_to_whoever_asks_for_it),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
