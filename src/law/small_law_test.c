/* Hours and lookups in a small law that is made up here: the shipped rules (law_test.c) do not have
 * every case. */
#include "law/law.h"

#include "law/decree.h"
#include "law/lapse.h"
#include "law/proposal.h"
#include "law/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { WEEKDAYS = 0x1f, ALL_DAYS = 0x7f, HOUR = 60 };

static struct date january(int day) { /* of 2024: the first is a Monday */
    return date_from_civil((struct civil){2024, 1, day});
}

static const struct law_span ALWAYS = {{INT32_MIN}, {LAW_OPEN}};

/* What each test changes. */
struct small {
    struct law_holiday off;
    struct law_stage stage;
    struct law_election election;
    struct str staged, contest;
    struct law_window windows[3];
    struct law law;
};

static void make_small(struct small *s) {
    *s = (struct small){
        .off = {.date = january(2)},
        .stage = {.id = STR("quiet"), .from = january(10), .to = january(12)},
        .election = {.contest = STR("pilkada"), .stage_count = 1},
        .staged = STR("quiet"),
        .contest = STR("pilkada"),
        .windows =
            {{.row.span = ALWAYS, .weekdays = WEEKDAYS, .opens = 8 * HOUR, .closes = 16 * HOUR},
             {.row.span = ALWAYS, .weekdays = 1 << 4, .opens = 17 * HOUR, .closes = 18 * HOUR},
             {.row.span = ALWAYS,
              .weekdays = ALL_DAYS,
              .holidays = true,
              .opens = 0,
              .closes = 24 * HOUR}},
    };
    s->election.stages = &s->stage;
    s->windows[2].stages = (struct law_words_list){&s->staged, 1};
    s->law = (struct law){.windows = s->windows,
                          .window_count = COUNT_OF(s->windows),
                          .calendar = {.days = &s->off, .count = 1}};
}

static void reports_are_taken_on_days_with_an_open_hour(void **state) {
    static const struct {
        int day;
        bool taken;
    } CASES[] = {{1, true}, {2, false}, {3, true}, {6, false}, {7, false}, {11, true}};
    (void)state;
    struct small s;
    make_small(&s);
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_int_equal(law_takes_reports_on(&s.law, &s.election, january(CASES[i].day)),
                         CASES[i].taken);
    s.law.window_count = 0; /* no source gives hours: nobody is turned away */
    assert_true(law_takes_reports_on(&s.law, &s.election, january(6)));
}

static void rows_that_do_not_speak_of_a_day_are_not_asked(void **state) {
    (void)state;
    struct small s;
    make_small(&s);
    /* a Wednesday in the stage, at four in the morning: open around the clock */
    struct law_moment night = {january(10), 4 * HOUR}, next;
    assert_int_equal(law_window_at(&s.law, &s.election, night), LAW_WINDOW_OPEN);
    s.windows[2].row.span.to = january(9); /* the row of stages ended */
    assert_int_equal(law_window_at(&s.law, &s.election, night), LAW_WINDOW_CLOSED);
    make_small(&s);
    s.windows[2].contests = (struct law_words_list){&s.contest, 1};
    assert_int_equal(law_window_at(&s.law, &s.election, night), LAW_WINDOW_OPEN);
    s.election.contest = STR("pemilu");
    assert_int_equal(law_window_at(&s.law, &s.election, night), LAW_WINDOW_CLOSED);
    make_small(&s);
    s.stage.id = STR("campaign"); /* the day lies in a stage of which no row speaks */
    assert_int_equal(law_window_at(&s.law, &s.election, night), LAW_WINDOW_CLOSED);
    make_small(&s);
    /* a Friday: open twice */
    static const struct {
        int minute, next;
    } FRIDAY[] = {{0, 8 * HOUR}, {16 * HOUR, 17 * HOUR}, {17 * HOUR + 59, 17 * HOUR + 59}};
    for (size_t i = 0; i < COUNT_OF(FRIDAY); i++) {
        assert_true(law_window_next(&s.law, &s.election,
                                    (struct law_moment){january(5), FRIDAY[i].minute}, &next));
        assert_int_equal(next.day.day, january(5).day);
        assert_int_equal(next.minute, FRIDAY[i].next);
    }
    /* on no weekday: a year is looked through, and nothing found */
    for (size_t i = 0; i < COUNT_OF(s.windows); i++)
        s.windows[i].weekdays = 0;
    next = (struct law_moment){{-1}, -1};
    assert_false(law_window_next(&s.law, &s.election, night, &next));
    assert_int_equal(next.minute, -1);
    /* weekdays of days before 1970 */
    make_small(&s);
    assert_int_equal(law_window_at(&s.law, &s.election, (struct law_moment){{-4}, 8 * HOUR}),
                     LAW_WINDOW_CLOSED); /* Sunday, 28 December 1969 */
    assert_int_equal(law_window_at(&s.law, &s.election, (struct law_moment){{-3}, 8 * HOUR}),
                     LAW_WINDOW_OPEN);
}

static void the_row_that_opens_a_day_is_told(void **state) {
    (void)state;
    struct small s;
    make_small(&s);
    assert_ptr_equal(law_window_on(&s.law, &s.election, january(5)), &s.windows[0]);
    assert_ptr_equal(law_window_on(&s.law, &s.election, january(11)), &s.windows[2]);
    assert_null(law_window_on(&s.law, &s.election, january(6))); /* a Saturday */
    assert_true(law_hours_by_calendar(&s.law, &s.election));
    s.windows[2].contests = (struct law_words_list){&s.contest, 1};
    assert_true(law_hours_by_calendar(&s.law, &s.election));
    s.election.contest = STR("pemilu");
    assert_false(law_hours_by_calendar(&s.law, &s.election));
    s.law.window_count = 2; /* of every stage alike */
    s.election.contest = STR("pilkada");
    assert_false(law_hours_by_calendar(&s.law, &s.election));
}

static void a_repeat_vote_is_of_the_nearest_region(void **state) {
    static const struct str PROVINCE[] = {STR_INIT("16")},
                            REGENCIES[] = {STR_INIT("16.02"), STR_INIT("18.03")};
    const struct law_election elections[] = {
        {.id = STR("all"), .opens = january(1), .closes = january(31)},
        {.id = STR("regency"),
         .opens = january(10),
         .closes = january(20),
         .regions = REGENCIES,
         .region_count = COUNT_OF(REGENCIES)},
        {.id = STR("province"),
         .opens = january(5),
         .closes = january(25),
         .regions = PROVINCE,
         .region_count = 1},
    };
    static const struct {
        const char *region;
        int day;
        const char *id;
    } ROWS[] = {
        {"16.02", 10, "regency"},  {"16.02", 20, "regency"}, {"16.02", 9, "province"},
        {"16.02", 21, "province"}, {"16.02", 4, NULL},       {"16.02", 26, NULL},
        {"16.03", 15, "province"}, {"16", 15, "province"},   {"18.03", 15, "regency"},
        {"18.03", 9, NULL},        {"18.04", 15, NULL},      {"", 15, NULL},
    };
    const struct law law = {.elections = elections, .election_count = COUNT_OF(elections)};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        const struct law_election *found =
            law_local_election(&law, str_from_c(ROWS[i].region), january(ROWS[i].day));
        if (!found != !ROWS[i].id || (found && !str_equal(found->id, str_from_c(ROWS[i].id))))
            fail_msg("%s on %d January", ROWS[i].region, ROWS[i].day);
    }
}

static void what_days_of_the_calendar_decided_is_told(void **state) {
    static const struct str STAGES[] = {STR_INIT("quiet")};
    const struct law_act always = {.side = LAW_EITHER_SIDE},
                         after = {.side = LAW_AFTER_DETERMINATION},
                         staged = {.stages = {STAGES, 1}};
    static const struct {
        size_t proposed,
            passed_over; /* how many of each, the last of them by the calendar or not */
        bool by_proposed, by_passed_over, told;
    } ROWS[] = {{0, 0, false, false, false},
                {1, 1, false, false, false},
                {2, 1, true, false, true},
                {1, 2, false, true, true}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        const struct law_act *acts[] = {&always, ROWS[i].by_proposed ? &after : &always};
        const struct law_act *others[] = {&always, ROWS[i].by_passed_over ? &staged : &always};
        const struct law_proposal p = {
            .acts = acts,
            .act_count = ROWS[i].proposed,
            .found = {.not_applying = others, .not_applying_count = ROWS[i].passed_over}};
        assert_int_equal(law_proposal_by_calendar(&p), ROWS[i].told);
    }
}

static void a_length_is_said_in_words(void **state) {
    static const struct {
        int n;
        enum law_unit unit;
        const char *words;
    } ROWS[] = {
        {1, LAW_CALENDAR_DAYS, "satu hari kalender"},
        {7, LAW_WORKING_DAYS, "tujuh hari kerja"},
        {11, LAW_MONTHS, "sebelas bulan"},
        {12, LAW_MONTHS, "dua belas bulan"},
        {19, LAW_WORKING_DAYS, "sembilan belas hari kerja"},
        {20, LAW_CALENDAR_DAYS, "dua puluh hari kalender"},
        {21, LAW_CALENDAR_DAYS, "dua puluh satu hari kalender"},
        {90, LAW_CALENDAR_DAYS, "sembilan puluh hari kalender"},
        {100, LAW_CALENDAR_DAYS, "seratus hari kalender"},
        {111, LAW_CALENDAR_DAYS, "seratus sebelas hari kalender"},
        {180, LAW_CALENDAR_DAYS, "seratus delapan puluh hari kalender"},
        {200, LAW_CALENDAR_DAYS, "dua ratus hari kalender"},
        {365, LAW_CALENDAR_DAYS, "tiga ratus enam puluh lima hari kalender"},
        {999, LAW_CALENDAR_DAYS, "sembilan ratus sembilan puluh sembilan hari kalender"},
        {2, LAW_HOURS, "dua kali dua puluh empat jam"},
    };
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        struct str words = law_length_in_words(*state, ROWS[i].n, ROWS[i].unit);
        if (!str_equal(words, str_from_c(ROWS[i].words)))
            fail_msg("%d: %.*s", ROWS[i].n, STR_ARG(words));
    }
}

static void clocks_that_count_from_the_receipt_are_told(void **state) {
    static const struct law_clock CLOCKS[3] = {{.n = 1}, {.n = 2}, {.n = 3}};
    const struct law_clock_start entry = {.clock = &CLOCKS[0]};
    struct law_clock_start start = {
        .clock = &CLOCKS[1], .from = LAW_FROM_FACT, .name = STR("received_on")};
    const struct law_outcome outcomes[] = {{.start_count = 0},
                                           {.starts = &start, .start_count = 1}};
    const struct law_step steps[] = {{.outcome_count = 0},
                                     {.outcomes = outcomes, .outcome_count = COUNT_OF(outcomes)}};
    struct law_rulebook rules = {.kind = LAW_TAKES_REPORTS,
                                 .entry_starts = &entry,
                                 .entry_start_count = 1,
                                 .steps = steps,
                                 .step_count = COUNT_OF(steps)};
    (void)state;
    assert_true(law_from_receipt(&rules, &CLOCKS[0]));
    assert_true(law_from_receipt(&rules, &CLOCKS[1]));
    assert_false(law_from_receipt(&rules, &CLOCKS[2]));
    start.name = STR("known_on");
    assert_false(law_from_receipt(&rules, &CLOCKS[1]));
    start.name = STR("received_on");
    start.from = LAW_FROM_FIELD;
    assert_false(law_from_receipt(&rules, &CLOCKS[1]));
    rules.kind = LAW_OPENED; /* what is opened begins when it is opened, not when a report came */
    assert_false(law_from_receipt(&rules, &CLOCKS[0]));
}

static void offices_are_named_over_a_span(void **state) {
    static const struct law_office OFFICES[] = {
        {.id = STR_INIT("one"),
         .label = {STR_INIT("Satu (yang pertama)"), STR_INIT("One (the first)")}},
        {.id = STR_INIT("two"), .label = {STR_INIT("(Dua)"), STR_INIT("(Two)")}}};
    const struct law_authority held[] = {
        {.role = STR_INIT("watcher"), .office = STR_INIT("one"), .row.span = {{0}, january(1)}},
        {.role = STR_INIT("watcher"),
         .office = STR_INIT("one"),
         .row.span = {january(2), january(3)}},
        {.role = STR_INIT("watcher"),
         .office = STR_INIT("two"),
         .row.span = {january(4), {LAW_OPEN}}},
        {.role = STR_INIT("watcher"),
         .office = STR_INIT("one"),
         .row.span = ALWAYS,
         .planned = true},
        {.role = STR_INIT("watcher"), .office = STR_INIT("gone"), .row.span = ALWAYS},
        {.role = STR_INIT("other"), .office = STR_INIT("one"), .row.span = ALWAYS}};
    const struct law law = {.offices = OFFICES,
                            .office_count = COUNT_OF(OFFICES),
                            .authorities = held,
                            .authority_count = COUNT_OF(held)};
    static const struct {
        const char *asked;
        int from, to;
        bool english;
        const char *names;
    } CASES[] = {
        {"one", 1, 9, false, "Satu"},      {"two", 1, 9, true, "(Two)"},
        {"watcher", 1, 3, true, "One"},    {"watcher", 1, 4, true, "One, (Two)"},
        {"watcher", 4, 9, false, "(Dua)"}, {"other", 1, 9, false, "Satu"},
        {"king", 1, 9, false, "king"},
    };
    struct arena *a = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_span span = {january(CASES[i].from), january(CASES[i].to)};
        struct str names =
            law_office_names(a, &law, str_from_c(CASES[i].asked), span, CASES[i].english);
        assert_string_equal(arena_c(a, names), CASES[i].names);
    }
    static const struct {
        const char *asked;
        int day;
        const char *label;
    } LABELS[] = {{"one", 1, "One (the first)"}, {"watcher", 4, "(Two)"}, {"king", 1, "king"}};
    for (size_t i = 0; i < COUNT_OF(LABELS); i++) {
        struct str label =
            law_office_label(&law, str_from_c(LABELS[i].asked), january(LABELS[i].day), true);
        assert_string_equal(arena_c(a, label), LABELS[i].label);
    }
}

static void rulebooks_are_found_by_their_days(void **state) {
    const struct law_rulebook books[] = {
        {.regime = STR_INIT("a"), .version = 1, .from = january(2), .to = january(3)},
        {.regime = STR_INIT("a"), .version = 2, .from = january(5), .to = {LAW_OPEN}}};
    const struct law law = {.rulebooks = books, .rulebook_count = COUNT_OF(books)};
    static const int VERSIONS[] = {0, 1, 1, 0, 2, 2}; /* of the first to the sixth */
    (void)state;
    for (size_t i = 0; i < COUNT_OF(VERSIONS); i++) {
        const struct law_rulebook *found = law_rulebook_on(&law, STR("a"), january((int)i + 1));
        assert_int_equal(found ? found->version : 0, VERSIONS[i]);
    }
    assert_null(law_rulebook_on(&law, STR("b"), january(2)));
}

static void names_of_files_are_letters_and_marks(void **state) {
    static const struct {
        const char *name;
        bool good;
    } CASES[] = {
        {"a", true},          {"acts/Small-1_b.yaml", true},
        {"a/b/c.yaml", true}, {"", false},
        {"/a", false},        {"a//b", false},
        {"a/", false},        {"a/.b", false},
        {".a", false},        {"a b", false},
        {"a{", false},        {"a[", false},
        {"a:", false},        {"a\\b", false},
        {"a,b", false},       {"a\x80", false},
        {"../a", false},      {"a/../b", false},
        {"a..b", true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (law_is_file_name(str_from_c(CASES[i].name)) != CASES[i].good)
            fail_msg("\"%s\"", CASES[i].name);
    char longest[129];
    memset(longest, 'a', sizeof longest);
    assert_true(law_is_file_name((struct str){longest, 128}));
    assert_false(law_is_file_name((struct str){longest, 129}));
}

static void a_law_has_the_hash_of_its_files_in_their_order(void **state) {
    struct law_file files[] = {{STR_INIT("a"), STR_INIT("1")}, {STR_INIT("b"), STR_INIT("2")}};
    struct hash none = law_files_hash((struct law_files){files, 0});
    struct hash one = law_files_hash((struct law_files){files, 1});
    struct hash two = law_files_hash((struct law_files){files, 2});
    struct law_file turned[] = {files[1], files[0]};
    struct hash other = law_files_hash((struct law_files){turned, 2});
    static const struct hash ZERO;
    (void)state;
    assert_true(hash_equal(&none, &ZERO));
    assert_false(hash_equal(&one, &none) || hash_equal(&one, &two) || hash_equal(&two, &other));
    char bytes[2 * HASH_LEN]; /* as the header says: the hash before, then that of the file */
    struct hash last = hash_sha256(files[1].bytes);
    memcpy(bytes, one.b, HASH_LEN);
    memcpy(bytes + HASH_LEN, last.b, HASH_LEN);
    struct hash expected = hash_sha256((struct str){bytes, sizeof bytes});
    assert_true(hash_equal(&two, &expected));
}

static void numbers_take_what_their_pattern_asks_for(void **state) {
    static const struct {
        const char *pattern;
        int64_t n;
        const char *number;
    } CASES[] = {
        {"{n}", 7, "7"},
        {"{n:3}", 7, "007"},
        {"{n:3}", 1234, "1234"},
        {"{n}/{level}/{region}/{roman_month}/{year}", 1, "1/Kab/16.02/I/2024"},
        {"x{n}y", 1, "x1y"},
        {"{n}{other}", 1, "1"}, /* which the loader refuses */
        {"", 1, ""},
    };
    struct arena *a = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_rulebook rules = {.numbers.received = str_from_c(CASES[i].pattern)};
        struct str number = law_number(a, &rules, false, CASES[i].n, STR("16.02"), january(9));
        assert_string_equal(arena_c(a, number), CASES[i].number);
    }
}

static void kinds_of_days_have_names(void **state) {
    static const char *const NAMES[] = {"national_holiday", "joint_leave", "voting_day"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        assert_true(str_equal(law_day_kind_name((enum law_day_kind)i), str_from_c(NAMES[i])));
}

/* What the rules call it and what people are told: both languages, no two alike. */
static void what_lapsing_does_has_a_word_and_a_sentence(void **state) {
    (void)state;
    for (int i = 0; i < LAW_LAPSE_COUNT; i++) {
        struct law_text text = law_lapse_text((enum law_lapse)i);
        assert_true(law_lapse_name((enum law_lapse)i).len && text.id.len && text.en.len);
        assert_true(text.id.ptr[text.id.len - 1] == '.' && text.en.ptr[text.en.len - 1] == '.');
        for (int k = 0; k < i; k++) {
            struct law_text other = law_lapse_text((enum law_lapse)k);
            assert_false(str_equal(text.id, other.id) || str_equal(text.en, other.en));
        }
    }
}

static int setup(void **state) {
    hash_library_init();
    *state = arena_new(1 << 20);
    return 0;
}

static int teardown(void **state) {
    arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_are_taken_on_days_with_an_open_hour),
        cmocka_unit_test(rows_that_do_not_speak_of_a_day_are_not_asked),
        cmocka_unit_test(the_row_that_opens_a_day_is_told),
        cmocka_unit_test(a_repeat_vote_is_of_the_nearest_region),
        cmocka_unit_test(what_days_of_the_calendar_decided_is_told),
        cmocka_unit_test(a_length_is_said_in_words),
        cmocka_unit_test(clocks_that_count_from_the_receipt_are_told),
        cmocka_unit_test(offices_are_named_over_a_span),
        cmocka_unit_test(rulebooks_are_found_by_their_days),
        cmocka_unit_test(names_of_files_are_letters_and_marks),
        cmocka_unit_test(a_law_has_the_hash_of_its_files_in_their_order),
        cmocka_unit_test(numbers_take_what_their_pattern_asks_for),
        cmocka_unit_test(kinds_of_days_have_names),
        cmocka_unit_test(what_lapsing_does_has_a_word_and_a_sentence),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
