#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "law/decree_sample.h"

#define TEN "a,b,c,d,e,f,g,h,i,j,"
#define YEAR "year: 2027\nversion: a\nsource: b\n\nconfidence: high\n"
#define LEAVE "- {date: 2027-02-03, kind: joint_leave, name: a}\n"

static const struct {
    const char *name, *bytes, *text;
    int line;
} WRONG[] = {
    {"x.csv", "", "empty", 0},
    {"x.csv", HEAD, "no day stands", 0},
    {"x.csv", "date,name\n2027-01-01,a", "\"kind\" is missing", 1},
    {"x.csv", HEAD "2027-02-30,,cuti_bersama,a", "no day", 2},
    {"x.csv", HEAD "2027-01-01,,libur,a", "the kind is \"libur\"", 2},
    {"x.csv", HEAD "2027-01-01,,cuti_bersama,", "has a name", 2},
    {"x.csv", HEAD "\n2027-01-01,,cuti_bersama,\"a", "does not end with one", 3},
    {"x.csv", HEAD "2027-01-02,,cuti_bersama,a\n2027-01-01,,cuti_bersama,a", "ascend", 3},
    {"x.csv", HEAD "2027-01-02,,cuti_bersama,a\n2027-01-02,,cuti_bersama,b", "ascend", 3},
    {"x.csv", HEAD "2027-01-02,,cuti_bersama,a\n2028-01-02,,cuti_bersama,b", "not in the year", 3},
    {"x.csv", TEN TEN TEN TEN TEN TEN "a,b,c,d,e\n", "more than 64", 1},
    {"x.csv", "# a\n" HEAD "# b\n2027-01-01,,libur,a", "the kind is \"libur\"", 4},
    {"x.csv", "# alone\n", "empty", 0},
    {"", "# a;b\ndate;kind\n2027-01-01;cuti_bersama", "\"name\" is missing", 2},
    {"x.csv", HEAD "2027-01-01,,cuti_bersama,\"a\"x\"", "does not end", 2},
    {"", "date,kind\n2027-01-01,cuti_bersama", "\"name\" is missing", 1},
    {"", "date\n", "must stand a mapping", 1},
    {"", "year: 2027, 2028\n", "missing key", 1},
    {"", "\ndate,kind,name\n", "must stand a mapping", 2},
    {"csv", HEAD, "must stand a mapping", 1},
    {".csv", HEAD, "must stand a mapping", 1},
    {"a.txt", HEAD, "must stand a mapping", 1},
    {"x.csv", "\xff", "no UTF-8", 0},
    {"x.yaml", "year: 2027\n", "missing key", 1},
    {"x.yaml", "{", "not YAML", 0},
    {"x.yaml", "", "the file is empty", 0},
    {"x.yaml", "- a", "must stand a mapping", 1},
    {"x.yaml", YEAR "hari: []\n", "unknown key \"hari\"", 6},
    {"x.yaml", YEAR "year: 2028\n", "stands here twice", 6},
    {"x.yaml", YEAR "days: &a []\n", "anchors", 6},
    {"x.yaml", YEAR "days: !b []\n", "tags", 6},
    {"x.yaml", YEAR "[a]: b\n", "one short word", 6},
    {"x.yaml", YEAR "days: []\n", "a list of at least 1", 6},
    {"x.yaml", YEAR "days: [[[[[[[[[[[[[1]]]]]]]]]]]]]\n", "too deeply", 6},
    {"x.yaml", YEAR "estimated: mungkin\n", "true or false", 6},
    {"x.yaml", YEAR "---\nyear: 2028\n", "one document", 6},
    {"x.yaml", "year: 0\n", "a whole number", 1},
    {"x.yaml", "version: a b\n", "letters, digits", 1},
    {"x.yaml", "source: \"\"\n", "not empty", 1},
    {"x.yaml", "confidence: yakin\n", "one of: high", 1},
    {"x.yaml", YEAR "days:\n- {date: 2027-02-30, kind: joint_leave, name: a}\n",
     "a day that exists", 7},
    {"x.yaml", YEAR "days:\n- {date: 2027-02-03, kind: siesta, name: a}\n", "one of", 7},
    {"x.yaml", YEAR "days:\n- {date: 2028-02-03, kind: joint_leave, name: a}\n", "not in the year",
     7},
    {"x.yaml", YEAR "days:\n" LEAVE LEAVE, "ascend", 8},
};

static void what_is_wrong_is_said_with_its_line(void **state) {
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct law_year year = {.count = 77};
        struct law_faults faults;
        struct err e = read_it(*state, WRONG[i].name, str_from_c(WRONG[i].bytes), &faults, &year);
        bool said = false;
        for (size_t k = 0; k < faults.count; k++)
            said = said || (strstr(arena_c(*state, faults.list[k].text), WRONG[i].text) &&
                            (!WRONG[i].line || faults.list[k].line == WRONG[i].line));
        for (size_t k = 0; k < faults.count; k++) /* a page of either language tells them all */
            if (!faults.list[k].text_id.len ||
                str_equal(faults.list[k].text, faults.list[k].text_id))
                fail_msg("%s: in one language alone: %.*s", WRONG[i].bytes,
                         STR_ARG(faults.list[k].text));
        if (e.code != ERR_RULES || !said || year.count != 77)
            fail_msg("%s: %.*s, line %d", WRONG[i].bytes, STR_ARG(faults.list[0].text),
                     faults.list[0].line);
    }
}

/* A list that says how it was read says it by the rule of docs/law/format.md. */
static void how_a_list_was_read_decides_whether_it_is_verified(void **state) {
    static const struct {
        const char *bytes, *text;
        int line;
    } CASES[] = {
        {YEAR "verified: true\nread: S\ndays:\n" LEAVE, "P or P2, not S", 7},
        {YEAR "verified: true\nread: P2\nread_in: \"D1\"\ndays:\n" LEAVE, "the two copies or more",
         7},
        {YEAR "verified: false\nread: P2\ndays:\n" LEAVE, "the two copies or more", 7},
        {YEAR "verified: false\nread: GK\ndays:\n" LEAVE, "one of", 7},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_year year;
        struct law_faults faults;
        struct err e = read_it(*state, "x.yaml", str_from_c(CASES[i].bytes), &faults, &year);
        if (e.code != ERR_RULES || faults.list[0].line != CASES[i].line ||
            !strstr(arena_c(*state, faults.list[0].text), CASES[i].text))
            fail_msg("%s: %.*s, line %d", CASES[i].bytes, STR_ARG(faults.list[0].text),
                     faults.list[0].line);
    }
}

static void the_file_that_is_written_reads_back_the_same(void **state) {
    struct law_year x, y;
    struct law_faults faults;
    assert_int_equal(read_it(*state, "x.csv", str_from_c(GOOD), &faults, &x).code, ERR_NONE);
    struct law_holiday *days = (struct law_holiday *)x.days;
    days[0].source = STR("another \\ \"source\"");
    days[2].confidence = LAW_LOW;
    x.version = STR("2027.4");
    x.verified = true;
    x.read = LAW_READ_COPIES;
    x.read_in = STR("D1, \"S2\"");
    x.read_by = STR("legal bureau, \"JDIH\"");
    for (size_t i = 0; i < x.count; i++)
        days[i].verified = i != 2; /* which is of low confidence */
    struct str text = law_decree_text(*state, &x, STR("a head"));
    assert_int_equal(read_it(*state, "x.yaml", text, &faults, &y).code, ERR_NONE);
    assert_int_equal(y.count, x.count);
    assert_true(y.read == LAW_READ_COPIES && str_equal(y.read_in, x.read_in));
    assert_true(str_equal(y.read_by, x.read_by));
    assert_true(y.verified && !y.estimated && str_equal(y.version, x.version) &&
                str_equal(y.source, x.source));
    for (size_t i = 0; i < x.count; i++) {
        assert_int_equal(x.days[i].date.day, y.days[i].date.day);
        assert_int_equal(x.days[i].kind, y.days[i].kind);
        assert_int_equal(x.days[i].confidence, y.days[i].confidence);
        assert_int_equal(x.days[i].verified, y.days[i].verified);
        assert_true(str_equal(x.days[i].name, y.days[i].name));
        assert_true(str_equal(x.days[i].source, y.days[i].source));
    }
    x.verified = false;
    x.read = LAW_READ_SECONDARY;
    x.read_in = STR("");
    x.estimated = true;
    for (size_t i = 0; i < x.count; i++)
        days[i].verified = false;
    text = law_decree_text(*state, &x, STR("a head"));
    assert_int_equal(read_it(*state, "x.yaml", text, &faults, &y).code, ERR_NONE);
    assert_true(y.estimated && !y.verified && !y.days[0].verified);
}

static void a_list_that_cannot_be_whole_is_doubted(void **state) {
    static const int DAYS[][2] = {{1, 1}, {2, 2}, {3, 3},  {4, 4}, {5, 1},
                                  {6, 1}, {7, 7}, {8, 17}, {9, 9}, {12, 25}};
    static const struct {
        const char *name;
        size_t from, count;
        enum law_day_kind kind;
        const char *id, *en; /* empty: no doubt */
    } CASES[] = {
        {"a whole year", 0, 10, LAW_NATIONAL_HOLIDAY, "", ""},
        {"one line", 0, 1, LAW_NATIONAL_HOLIDAY,
         "1 hari; libur setiap tahun yang tidak ada: 1 Mei, 1 Juni, 17 Agustus, 25 Desember.",
         "1 day; holidays of every year that are missing: 1 May, 1 June, 17 August, 25 December."},
        {"without Christmas", 0, 9, LAW_NATIONAL_HOLIDAY, "tidak ada: 25 Desember.",
         "missing: 25 December."},
        {"without New Year", 1, 9, LAW_NATIONAL_HOLIDAY, "tidak ada: 1 Januari.",
         "missing: 1 January."},
        {"joint leave is no national holiday", 0, 10, LAW_JOINT_LEAVE, "1 Januari, 1 Mei", "1 May"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_holiday days[COUNT_OF(DAYS)] = {0};
        for (size_t k = 0; k < CASES[i].count; k++) {
            const int *day = DAYS[CASES[i].from + k];
            days[k].date = date_from_civil((struct civil){2027, day[0], day[1]});
            days[k].kind = CASES[i].kind;
        }
        const struct law_year year = {.year = 2027, .days = days, .count = CASES[i].count};
        struct law_text doubt = law_decree_doubt(*state, &year);
        bool none = !CASES[i].id[0];
        if (none ? doubt.id.len || doubt.en.len
                 : !strstr(arena_c(*state, doubt.id), CASES[i].id) ||
                       !strstr(arena_c(*state, doubt.en), CASES[i].en))
            fail_msg("%s: %.*s", CASES[i].name, STR_ARG(doubt.id));
    }
    struct law_holiday few[5] = {0};
    static const int FIXED[][2] = {{1, 1}, {5, 1}, {6, 1}, {8, 17}, {12, 25}};
    for (size_t k = 0; k < COUNT_OF(few); k++)
        few[k].date = date_from_civil((struct civil){2027, FIXED[k][0], FIXED[k][1]});
    const struct law_year year = {.year = 2027, .days = few, .count = COUNT_OF(few)};
    assert_non_null(strstr(arena_c(*state, law_decree_doubt(*state, &year).id), "hanya memuat 5"));
}

static void a_list_without_the_day_of_voting_is_refused(void **state) {
    const struct date wednesday = date_from_civil((struct civil){2027, 6, 30});
    const struct law_holiday days[] = {{.date = {wednesday.day - 1}}, {.date = wednesday}};
    const struct {
        const char *name;
        struct law_election election;
        size_t count; /* of days that the list has */
        bool estimated, fits;
    } CASES[] = {
        {"it is there", {.voting = wednesday}, 2, false, true},
        {"it is missing", {.voting = wednesday}, 1, false, false},
        {"an estimate knows no votes", {.voting = wednesday}, 1, true, true},
        {"a Sunday is no working day", {.voting = {wednesday.day - 3}}, 1, false, true},
        {"a Saturday is one for some", {.voting = {wednesday.day - 4}}, 1, false, false},
        {"a repeat vote", {.voting = wednesday, .region_count = 1}, 1, false, true},
        {"another year's", {.voting = {wednesday.day + 365}}, 1, false, true},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law law = {.elections = &CASES[i].election,
                                .election_count = 1,
                                .calendar = {.first = date_from_civil((struct civil){2026, 1, 1}),
                                             .last = date_from_civil((struct civil){2026, 12, 31}),
                                             .estimated_from = {LAW_OPEN}}};
        const struct law_year year = {
            .year = 2027, .days = days, .count = CASES[i].count, .estimated = CASES[i].estimated};
        struct law_text why = law_decree_misplaced(*state, &law, &year);
        if ((why.en.len == 0) != CASES[i].fits || (why.id.len == 0) != CASES[i].fits)
            fail_msg("%s: %.*s", CASES[i].name, STR_ARG(why.en));
    }
}

static void versions_rise(void **state) {
    static const struct {
        const char *old, *raised;
    } CASES[] = {{"", "2027.1"},
                 {"2027.1", "2027.2"},
                 {"2027.9", "2027.10"},
                 {"x", "2027.1"},
                 {"2027.-1", "2027.1"},
                 {"2027.0", "2027.1"},
                 {"2027.9999", "2027.10000"},
                 {"2027.10000", "2027.1"}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str raised = law_decree_raise(*state, 2027, str_from_c(CASES[i].old));
        assert_true(str_equal(raised, str_from_c(CASES[i].raised)));
    }
}

static void a_year_takes_its_place_or_is_told_why_not(void **state) {
    const struct law_holiday day = {.date = date_from_civil((struct civil){2025, 1, 1})};
    const struct law law = {
        .calendar = {.version = STR("2024.3+2025.1+2026.2"),
                     .days = &day,
                     .count = 1,
                     .first = date_from_civil((struct civil){2024, 1, 1}),
                     .last = date_from_civil((struct civil){2026, 12, 31}),
                     .estimated_from = date_from_civil((struct civil){2026, 1, 1})}};
    static const struct {
        int year;
        bool estimated, fits;
    } CASES[] = {
        {2023, false, true}, {2022, false, false}, {2025, false, true},
        {2026, false, true}, {2026, true, true},   {2027, false, false},
        {2027, true, true},  {2028, true, false},  {2025, true, false},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_year year = {.year = CASES[i].year, .estimated = CASES[i].estimated};
        struct law_text why = law_decree_misplaced(*state, &law, &year);
        if ((why.en.len == 0) != CASES[i].fits || (why.id.len == 0) != CASES[i].fits)
            fail_msg("%d: %.*s", CASES[i].year, STR_ARG(why.en));
    }
    struct law_year now = law_decree_now(*state, &law, 2025);
    assert_true(str_equal(now.version, STR("2025.1")) && now.count == 1 && !now.estimated);
    assert_true(law_decree_now(*state, &law, 2026).estimated);
    assert_int_equal(law_decree_now(*state, &law, 2027).version.len, 0);
}

/* count lines below the head of a CSV. */
static struct str csv_of(struct arena *a, const char *line, size_t count) {
    struct buf out;
    buf_init(&out, 1 << 20);
    buf_add_c(&out, HEAD);
    for (size_t i = 0; i < count; i++)
        buf_add_c(&out, line);
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void lists_have_limits(void **state) {
    struct arena *a = *state;
    static struct law_faults faults;
    struct law_year year;
    char name[600], line[700];
    memset(name, 'a', sizeof name);
    for (int more = 0; more < 2; more++) { /* 400 bytes of a name, and one more */
        (void)snprintf(line, sizeof line, "2027-01-01,,cuti_bersama,%.*s\n", 400 + more, name);
        struct err e = read_it(a, "x.csv", csv_of(a, line, 1), &faults, &year);
        assert_int_equal(e.code, more ? ERR_RULES : ERR_NONE);
    }
    assert_non_null(strstr(arena_c(a, faults.list[0].text), "1 to 400 bytes"));
    for (size_t count = 366; count < 368; count++) {
        struct err e =
            read_it(a, "x.csv", csv_of(a, "2027-01-01,,cuti_bersama,a\n", count), &faults, &year);
        assert_int_equal(e.code, ERR_RULES); /* they do not ascend */
        const struct law_fault *last = &faults.list[faults.count - 1];
        assert_int_equal(strstr(arena_c(a, last->text), "more days than") != NULL, count == 367);
        assert_int_equal(last->line, (int)count + 1);
    }
    assert_int_equal(
        read_it(a, "x.csv", csv_of(a, "x,,cuti_bersama,a\n", 2000), &faults, &year).code,
        ERR_RULES);
    assert_int_equal(faults.count, LAW_FAULTS_MAX); /* and no line behind them is looked at */
    assert_int_equal(faults.more, 0);
    enum { LARGEST = 256 * 1024 };
    struct str large = csv_of(a, "#23456789\n", LARGEST / 10);
    for (int more = 0; more < 2; more++) {
        large.len = LARGEST + (size_t)more;
        assert_int_equal(read_it(a, "x.csv", large, &faults, &year).code, ERR_RULES);
        const char *text = arena_c(a, faults.list[0].text);
        assert_non_null(strstr(text, more ? "at most 256 KiB" : "no day stands"));
    }
}

static void who_calls_a_list_verified_must_trust_it(void **state) {
    static const struct {
        bool verified;
        enum law_confidence confidence;
        enum err_code code;
    } CASES[] = {{true, LAW_HIGH, ERR_NONE},
                 {true, LAW_MEDIUM, ERR_NONE},
                 {true, LAW_LOW, ERR_RULES},
                 {false, LAW_LOW, ERR_NONE}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_year year = {0};
        struct law_faults faults;
        const struct law_decree decree = {.name = STR("x.csv"),
                                          .bytes = STR(HEAD "2027-01-01,,cuti_bersama,a"),
                                          .source = STR("SKB"),
                                          .confidence = CASES[i].confidence,
                                          .verified = CASES[i].verified};
        assert_int_equal(law_decree_read(*state, &decree, &year, &faults).code, CASES[i].code);
        if (!CASES[i].code)
            assert_int_equal(year.days[0].verified, CASES[i].verified);
        else
            assert_true(faults.count == 1 && faults.list[0].text_id.len);
    }
}

/* A letter a day, in the order of days: small of one kind, capital of another; with "." none. */
static struct law_year year_of(struct arena *a, const char *letters) {
    size_t count = 0;
    struct law_holiday *days = NEW(a, struct law_holiday, strlen(letters) + 1);
    for (int i = 0; letters[i]; i++)
        if (letters[i] != '.')
            days[count++] = (struct law_holiday){.date = {i},
                                                 .kind = letters[i] < 'a' ? LAW_JOINT_LEAVE
                                                                          : LAW_NATIONAL_HOLIDAY,
                                                 .name = {letters + i, 1}};
    return (struct law_year){.days = days, .count = count};
}

static void what_a_new_list_changes_is_told_day_by_day(void **state) {
    static const struct {
        const char *before, *after, *changes; /* one of + - ~ for each day that differs */
    } CASES[] = {
        {"", "", ""},          {"abc", "abc", ""},          {"", "ab", "+0 +1 "},
        {"ab", "", "-0 -1 "},  {"a.c", ".b.", "-0 +1 -2 "}, {".b.", "a.c", "+0 -1 +2 "},
        {"abc", "axc", "~1 "}, {"abc", "aBc", "~1 "},       {"ab", "a.x", "-1 +2 "},
    };
    struct arena *a = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_year before = year_of(a, CASES[i].before), after = year_of(a, CASES[i].after);
        size_t count;
        const struct law_day_change *list = law_decree_changes(a, &before, &after, &count);
        struct str told = {0};
        for (size_t k = 0; k < count; k++) {
            const struct law_holiday *day = list[k].now ? list[k].now : list[k].was;
            assert_int_equal(!list[k].was, list[k].kind == LAW_DAY_ADDED);
            assert_int_equal(!list[k].now, list[k].kind == LAW_DAY_REMOVED);
            told = arena_printf(a, "%.*s%c%d ", STR_ARG(told),
                                list[k].kind == LAW_DAY_ADDED     ? '+'
                                : list[k].kind == LAW_DAY_REMOVED ? '-'
                                                                  : '~',
                                day->date.day);
        }
        assert_string_equal(arena_c(a, told), CASES[i].changes);
    }
}

static void a_file_that_would_grow_too_large_is_not_written(void **state) {
    enum { DAYS = 366, LONG = 400 };
    struct arena *a = *state;
    char *name = NEW(a, char, LONG);
    struct law_holiday *days = NEW(a, struct law_holiday, DAYS);
    memset(name, '"', LONG); /* each is written with a backslash */
    for (int i = 0; i < DAYS; i++)
        days[i] = (struct law_holiday){.date = {i}, .name = {name, LONG}};
    const struct law_year year = {.days = days, .count = DAYS};
    assert_int_equal(law_decree_text(a, &year, STR("")).len, 0);
    const struct law_year one = {.days = days, .count = 1, .source = STR("a\nb")};
    assert_non_null(strstr(arena_c(a, law_decree_text(a, &one, STR(""))), "source: \"a b\"\n"));
}

static void a_calendar_without_estimates_takes_none_between(void **state) {
    const struct law_holiday day = {.date = date_from_civil((struct civil){2025, 1, 1})};
    struct law law = {.calendar = {.version = STR("2024.1+2025.1"),
                                   .days = &day,
                                   .count = 1,
                                   .first = date_from_civil((struct civil){2024, 1, 1}),
                                   .last = date_from_civil((struct civil){2025, 12, 31}),
                                   .estimated_from = {LAW_OPEN}}};
    static const struct {
        int year;
        bool estimated;
        const char *why; /* part of it; NULL: fits */
    } CASES[] = {
        {2022, false, "must follow each other"},
        {2023, false, NULL},
        {2023, true, "cannot stand before a decreed year"},
        {2024, true, "cannot replace them"},
        {2025, true, "cannot replace them"},
        {2025, false, NULL},
        {2026, true, NULL},
        {2026, false, NULL},
        {2027, false, "must follow each other"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_year year = {.year = CASES[i].year, .estimated = CASES[i].estimated};
        struct law_text why = law_decree_misplaced(*state, &law, &year);
        if (CASES[i].why ? !why.id.len || !strstr(arena_c(*state, why.en), CASES[i].why)
                         : why.id.len || why.en.len)
            fail_msg("%d: %.*s", CASES[i].year, STR_ARG(why.en));
    }
    law.calendar.estimated_from = date_from_civil((struct civil){2025, 1, 1});
    const struct law_year before = {.year = 2023, .estimated = true};
    assert_true(law_decree_misplaced(*state, &law, &before).en.len > 0);
    assert_int_equal(law_decree_now(*state, &law, 2023).version.len, 0);
    law.calendar.count = 0;
    assert_int_equal(law_decree_now(*state, &law, 2024).version.len, 0);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_list_without_the_day_of_voting_is_refused),
        TEST(what_is_wrong_is_said_with_its_line),
        TEST(how_a_list_was_read_decides_whether_it_is_verified),
        TEST(the_file_that_is_written_reads_back_the_same),
        TEST(a_list_that_cannot_be_whole_is_doubted),
        TEST(versions_rise),
        TEST(a_year_takes_its_place_or_is_told_why_not),
        TEST(lists_have_limits),
        TEST(who_calls_a_list_verified_must_trust_it),
        TEST(what_a_new_list_changes_is_told_day_by_day),
        TEST(a_file_that_would_grow_too_large_is_not_written),
        TEST(a_calendar_without_estimates_takes_none_between),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
