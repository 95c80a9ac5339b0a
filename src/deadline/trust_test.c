#include "deadline/trust.h"

#include "base/json.h"
#include "law/law_sample.h"

/* How far an answer can be trusted, over made-up rules: what the shipped ones give is told by
 * `netral due` (tool/due_test.c). */
static const struct str LAWS[] = {STR_INIT("old"), STR_INIT("new")};

static const struct law_clock *sample(struct law_clock *clock, enum law_unit unit, size_t laws) {
    *clock = (struct law_clock){
        .id = STR("T.x"),
        .n = 5,
        .unit = unit,
        .file = STR("a.yaml"),
        .line = 7,
        .cite = {.text = STR("UU A Ps 7"), .laws = LAWS, .law_count = laws, .verified = true}};
    return clock;
}

static struct law_span span(const char *from, const char *to) {
    return (struct law_span){from ? day(from) : (struct date){INT32_MIN},
                             to ? day(to) : (struct date){LAW_OPEN}};
}

struct table {
    struct law law;
    struct law_calendar calendar;
};

/* 2024 to 2026: a Wednesday and a Sunday that are not verified, a Monday that is; 2026 is guessed.
 */
static struct table table(struct arena *a) {
    static struct law_holiday days[3];
    days[0] = (struct law_holiday){.date = day("2024-05-01"), .name = STR("a")};
    days[1] = (struct law_holiday){.date = day("2024-06-02"), .name = STR("b")};
    days[2] = (struct law_holiday){.date = day("2024-06-17"), .name = STR("c"), .verified = true};
    struct table t = {.calendar = {.days = days,
                                   .count = COUNT_OF(days),
                                   .first = day("2024-01-01"),
                                   .last = day("2026-12-31"),
                                   .estimated_from = day("2026-01-01")}};
    law_calendar_index(a, &t.calendar);
    t.law.calendar = t.calendar;
    return t;
}

static struct deadline_trust ask(const struct world *w, const struct law *law,
                                 const struct law_clock *clock, const char *start) {
    struct deadline_days days = {.calendar = &law->calendar};
    struct deadline d = deadline_last_days(clock, day(start), &days);
    return deadline_trust(w->a, law, clock, &d, &days);
}

static void days_off_are_doubted_only_where_they_move_the_count(void **state) {
    static const struct {
        enum law_unit unit;
        const char *start;
        unsigned doubts;
        enum law_confidence confidence;
    } ROWS[] = {
        {LAW_WORKING_DAYS, "2024-04-29", DEADLINE_DAYS_UNREAD, LAW_MEDIUM},
        {LAW_WORKING_DAYS, "2024-05-30", 0, LAW_HIGH}, /* a Sunday moves nothing */
        {LAW_WORKING_DAYS, "2024-06-13", 0, LAW_HIGH}, /* verified */
        {LAW_CALENDAR_DAYS, "2024-04-29", 0, LAW_HIGH},
        {LAW_MONTHS, "1950-04-29", 0, LAW_HIGH},
        {LAW_WORKING_DAYS, "2023-12-29", DEADLINE_DAYS_UNKNOWN, LAW_LOW},
        {LAW_WORKING_DAYS, "1900-01-01", DEADLINE_DAYS_UNKNOWN, LAW_LOW},
        {LAW_WORKING_DAYS, "2100-12-31", DEADLINE_DAYS_UNKNOWN, LAW_LOW},
        {LAW_WORKING_DAYS, "2025-12-30", DEADLINE_DAYS_GUESSED, LAW_LOW},
        {LAW_WORKING_DAYS, "2026-12-30", DEADLINE_DAYS_GUESSED | DEADLINE_DAYS_UNKNOWN, LAW_LOW},
    };
    const struct world *w = *state;
    struct table t = table(w->a);
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        struct law_clock clock;
        struct deadline_trust trust =
            ask(w, &t.law, sample(&clock, ROWS[i].unit, 0), ROWS[i].start);
        if (trust.doubts != ROWS[i].doubts || trust.confidence != ROWS[i].confidence)
            fail_msg("%zu: %s: doubts %u, confidence %d", i, ROWS[i].start, trust.doubts,
                     (int)trust.confidence);
    }
    struct law_clock clock;
    struct deadline_trust trust = ask(w, &t.law, sample(&clock, LAW_WORKING_DAYS, 0), "2024-04-29");
    assert_int_equal(trust.unread_count, 1);
    assert_int_equal(trust.unread[0]->date.day, day("2024-05-01").day);
}

static void an_answer_is_never_surer_than_its_rule_or_its_days(void **state) {
    const struct world *w = *state;
    struct table t = table(w->a);
    struct law_holiday days[1] = {{.date = day("2024-05-01"), .confidence = LAW_LOW}};
    t.law.calendar.days = days;
    t.law.calendar.count = 1;
    law_calendar_index(w->a, &t.law.calendar);
    struct law_clock clock;
    (void)sample(&clock, LAW_WORKING_DAYS, 0);
    assert_int_equal(ask(w, &t.law, &clock, "2024-04-29").confidence, LAW_LOW);
    clock.cite.confidence = LAW_MEDIUM;
    clock.cite.verified = false;
    struct deadline_trust trust = ask(w, &t.law, &clock, "2024-07-01");
    assert_int_equal(trust.confidence, LAW_MEDIUM);
    assert_int_equal(trust.doubts, DEADLINE_RULE_BADGE);
}

/* Of both: the span of an old instrument, of a new one that replaces it, of the procedure. */
static void the_rule_is_doubted_outside_its_days(void **state) {
    static const struct {
        const char *start, *first; /* the first that was not in force; NULL: all were */
        unsigned doubt;
        size_t count;
    } ROWS[] = {
        {"2019-12-31", "UU A", DEADLINE_NOT_YET, 3},
        {"2020-06-01", "UU B", DEADLINE_NOT_YET, 2},
        {"2024-06-03", NULL, 0, 0}, /* A ended, and B, which replaces it, speaks */
        {"2023-06-01", "p@2", DEADLINE_NOT_YET, 1},
        {"2025-06-02", "p@2", DEADLINE_NO_LONGER, 1},
        {"2026-01-05", "UU A", DEADLINE_NO_LONGER, 3}, /* A, B, and the procedure */
    };
    static struct law_instrument instruments[2];
    static struct law_clock clocks[1];
    const struct world *w = *state;
    struct table t = table(w->a);
    struct law_rulebook rules = {.regime = STR("p"),
                                 .version = 2,
                                 .from = day("2024-01-26"),
                                 .to = day("2024-12-31"),
                                 .clocks = clocks,
                                 .clock_count = 1};
    instruments[0] =
        (struct law_instrument){.row = {.id = LAWS[0], .span = span("2020-01-01", "2022-12-31")},
                                .label.id = STR("UU A tentang sesuatu")};
    instruments[1] =
        (struct law_instrument){.row = {.id = LAWS[1], .span = span("2021-01-01", "2025-12-31")},
                                .label.id = STR("UU B, sesuatu"),
                                .replaces = {LAWS, 1}};
    t.law.instruments = instruments;
    t.law.instrument_count = 2;
    t.law.rulebooks = &rules;
    t.law.rulebook_count = 1;
    (void)sample(&clocks[0], LAW_CALENDAR_DAYS, 2);
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        struct deadline_trust trust = ask(w, &t.law, &clocks[0], ROWS[i].start);
        struct str first =
            trust.force_count ? deadline_force_name(w->a, &trust.forces[0]) : STR("");
        bool same = str_equal(first, str_from_c(ROWS[i].first));
        if (trust.force_count != ROWS[i].count || !same || trust.doubts != ROWS[i].doubt ||
            (trust.confidence == LAW_LOW) != (ROWS[i].doubt != 0))
            fail_msg("%s: %zu, %.*s, %u", ROWS[i].start, trust.force_count, STR_ARG(first),
                     trust.doubts);
    }
    instruments[1].replaces.count =
        0; /* nothing speaks for A any more, but an article that outlives it */
    assert_int_equal(ask(w, &t.law, &clocks[0], "2024-06-03").force_count, 1);
    static const struct str ARTICLE[] = {STR_INIT("Ps 7")};
    instruments[0].survives = (struct law_words_list){ARTICLE, 1};
    assert_int_equal(ask(w, &t.law, &clocks[0], "2024-06-03").force_count, 0);
}

static void a_shared_part_is_in_force_with_any_of_its_procedures(void **state) {
    const struct world *w = *state;
    const struct law_rulebook *rules = law_rulebook_named(w->law, STR("pilkada-2024@1"));
    const struct law_clock *clock = law_clock(rules, STR("D11.deliver"));
    assert_non_null(clock);
    assert_false(ask(w, w->law, clock, "2023-05-02").doubts & DEADLINE_NOT_YET);
    assert_true(ask(w, w->law, clock, "2022-05-02").doubts & DEADLINE_NOT_YET);
}

static struct str written(struct arena *a, const struct deadline_trust *trust,
                          const struct law_clock *clock) {
    struct buf out;
    struct json j;
    buf_init(&out, 1 << 12);
    json_init(&j, &out);
    json_open_object(&j);
    deadline_trust_write(&j, a, trust, clock);
    json_close_object(&j);
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void what_is_doubted_is_written_with_its_days(void **state) {
    const struct world *w = *state;
    struct table t = table(w->a);
    struct law_clock clock;
    (void)sample(&clock, LAW_WORKING_DAYS, 0);
    struct deadline_trust trust = ask(w, &t.law, &clock, "2024-04-29");
    const struct law_instrument old = {.label.id = STR("UU A tentang sesuatu")};
    const struct law_rulebook rules = {.regime = STR("p"), .version = 2};
    trust.forces[0] = (struct deadline_force){&old, NULL, span(NULL, "2022-12-31")};
    trust.forces[1] = (struct deadline_force){NULL, &rules, span("2024-01-26", NULL)};
    trust.force_count = 2;
    trust.doubts |= DEADLINE_NO_LONGER;
    struct str text = written(w->a, &trust, &clock);
    struct str want =
        STR("{\"confidence\":\"medium\",\"rule_confidence\":\"high\",\"rule_verified\":true,"
            "\"doubts\":[\"no_longer_in_force\",\"days_off_unverified\"],\"not_in_force\":["
            "{\"name\":\"UU A\",\"kind\":\"instrument\",\"from\":\"\",\"to\":\"2022-12-31\"},"
            "{\"name\":\"p@2\",\"kind\":\"procedure\",\"from\":\"2024-01-26\",\"to\":\"\"}],"
            "\"unverified_days_off\":[\"2024-05-01\"]}");
    if (!str_equal(text, want))
        fail_msg("%.*s", STR_ARG(text));
}

/* What a case runs on was chosen by its day of receipt; its days off are doubted as any others. */
static void of_a_case_the_days_alone_are_doubted(void **state) {
    const struct world *w = *state;
    struct table t = table(w->a);
    struct law_clock clock;
    struct deadline_days days = {.calendar = &t.calendar};
    (void)sample(&clock, LAW_WORKING_DAYS, 2);
    struct deadline d = deadline_last_days(&clock, day("2024-04-29"), &days);
    struct deadline_trust trust = deadline_trust_of_case(w->a, &clock, &d, &days);
    assert_int_equal(trust.doubts, DEADLINE_DAYS_UNREAD);
    assert_int_equal(trust.force_count, 0);
    assert_int_equal(trust.confidence, LAW_MEDIUM);
    assert_int_equal(trust.unread_count, 1);
}

/* A Saturday off moves a week of six days and no other. */
static void the_week_tells_which_days_off_move_the_count(void **state) {
    static const struct {
        enum law_week week;
        enum law_clock_mode mode;
        const char *start;
        unsigned doubts;
    } ROWS[] = {
        {LAW_FIVE_DAYS, LAW_TOTAL, "2024-06-06", 0},
        {LAW_SIX_DAYS, LAW_TOTAL, "2024-06-06", DEADLINE_DAYS_UNREAD},
        {LAW_SIX_DAYS, LAW_BEFORE, "2024-06-11", DEADLINE_DAYS_UNREAD}, /* counted back */
        {LAW_SIX_DAYS, LAW_BEFORE, "2024-06-07", 0},
    };
    const struct world *w = *state;
    struct table t = table(w->a);
    struct law_holiday days_off[] = {{.date = day("2024-06-08")}};
    t.calendar.days = days_off;
    t.calendar.count = 1;
    law_calendar_index(w->a, &t.calendar);
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        struct law_clock clock;
        struct deadline_days days = {.calendar = &t.calendar, .week = ROWS[i].week};
        (void)sample(&clock, LAW_WORKING_DAYS, 0);
        clock.n = 3;
        clock.mode = ROWS[i].mode;
        struct deadline d = deadline_last_days(&clock, day(ROWS[i].start), &days);
        if (deadline_doubts_of_days(&clock, &d, &days) != ROWS[i].doubts)
            fail_msg("%zu: %u", i, deadline_doubts_of_days(&clock, &d, &days));
    }
}

/* The citation may name an article that goes on, another one that does not, or an act that no
 * register has; and no more are told than there is room for. */
static void what_outlives_its_act_is_told_by_the_article(void **state) {
    static const struct str OTHERS[] = {STR_INIT("Ps 9"), STR_INIT("Ps 7")};
    static const struct str MANY[] = {STR_INIT("old"),         STR_INIT("old"), STR_INIT("old"),
                                      STR_INIT("old"),         STR_INIT("old"), STR_INIT("old"),
                                      STR_INIT("old"),         STR_INIT("old"), STR_INIT("old"),
                                      STR_INIT("unregistered")};
    const struct world *w = *state;
    struct table t = table(w->a);
    struct law_instrument old = {.row = {.id = LAWS[0], .span = span("2020-01-01", "2022-12-31")},
                                 .label.id = STR("UU A"),
                                 .survives = {OTHERS, 1}};
    struct law_clock clock;
    t.law.instruments = &old;
    t.law.instrument_count = 1;
    (void)sample(&clock, LAW_CALENDAR_DAYS, 1);
    assert_int_equal(ask(w, &t.law, &clock, "2024-06-03").force_count, 1);
    old.survives.count = 2;
    assert_int_equal(ask(w, &t.law, &clock, "2024-06-03").force_count, 0);
    old.survives.count = 0;
    clock.cite.laws = MANY;
    clock.cite.law_count = COUNT_OF(MANY);
    struct deadline_trust trust = ask(w, &t.law, &clock, "2024-06-03");
    assert_int_equal(trust.force_count, DEADLINE_FORCES_MAX);
    assert_int_equal(trust.doubts, DEADLINE_NO_LONGER);
}

static void every_doubt_has_a_name_of_its_own(void **state) {
    (void)state;
    for (unsigned a = DEADLINE_NOT_YET; a <= DEADLINE_RULE_BADGE; a <<= 1)
        for (unsigned b = a << 1; b <= DEADLINE_RULE_BADGE; b <<= 1)
            assert_false(str_equal(deadline_doubt_name((enum deadline_doubt)a),
                                   deadline_doubt_name((enum deadline_doubt)b)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_off_are_doubted_only_where_they_move_the_count),
        cmocka_unit_test(an_answer_is_never_surer_than_its_rule_or_its_days),
        cmocka_unit_test(the_rule_is_doubted_outside_its_days),
        cmocka_unit_test(a_shared_part_is_in_force_with_any_of_its_procedures),
        cmocka_unit_test(what_is_doubted_is_written_with_its_days),
        cmocka_unit_test(of_a_case_the_days_alone_are_doubted),
        cmocka_unit_test(the_week_tells_which_days_off_move_the_count),
        cmocka_unit_test(what_outlives_its_act_is_told_by_the_article),
        cmocka_unit_test(every_doubt_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
