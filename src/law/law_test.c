#include "law/law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The rules that are shipped: that they load, and what is found in them. */
struct world {
    struct arena *a;
    const struct law *law;
    const struct law_rulebook *rules;
};

static int make_world(void **state) {
    struct law_faults faults;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct world *w = NEW(a, struct world, 1);
    hash_library_init();
    struct err e = law_load(a, "rules", &w->law, &faults);
    for (size_t i = 0; i < faults.count; i++)
        print_error("%.*s:%d: %.*s\n", STR_ARG(faults.list[i].file), faults.list[i].line,
                    STR_ARG(faults.list[i].text));
    w->a = a;
    if (e.code == ERR_NONE)
        w->rules = law_rulebook_named(w->law, STR("pilkada-2024@1"));
    *state = w;
    return e.code != ERR_NONE;
}

static int end_world(void **state) {
    arena_free(((struct world *)*state)->a);
    return 0;
}

static struct date day(const char *text) {
    struct date d = {0};
    assert_true(date_parse(str_from_c(text), &d));
    return d;
}

static void check_cite(const struct law_cite *cite) {
    assert_true(cite->text.len > 0);
    assert_true(cite->source.len > 0);
    bool hearsay = strstr(cite->source.ptr, "GK") != NULL;
    if (cite->verified && (hearsay || cite->confidence == LAW_LOW))
        fail_msg("verified though low or of general knowledge: %.*s", STR_ARG(cite->text));
}

static void rows_of_general_knowledge_are_never_called_verified(void **state) {
    const struct law *law = ((const struct world *)*state)->law;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        const struct law_rulebook *r = &law->rulebooks[b];
        for (size_t i = 0; i < r->clock_count; i++) {
            check_cite(&r->clocks[i].cite);
            for (size_t k = 0; k < r->clocks[i].other_count; k++)
                check_cite(&r->clocks[i].others[k].cite);
        }
        for (size_t i = 0; i < r->step_count; i++)
            check_cite(&r->steps[i].cite);
        for (size_t i = 0; i < r->requirement_count; i++)
            check_cite(&r->requirements[i].cite);
    }
    for (size_t i = 0; i < law->act_count; i++)
        check_cite(&law->acts[i].row.cite);
    for (size_t i = 0; i < law->class_count; i++)
        check_cite(&law->classes[i].row.cite);
    for (size_t i = 0; i < law->clock_count; i++)
        check_cite(&law->clocks[i].cite);
    for (size_t i = 0; i < law->letter_count; i++)
        check_cite(&law->letters[i].row.cite);
    for (size_t i = 0; i < law->authority_count; i++)
        check_cite(&law->authorities[i].row.cite);
    for (size_t i = 0; i < law->window_count; i++)
        check_cite(&law->windows[i].row.cite);
}

static void a_role_is_held_by_who_held_it_on_the_day(void **state) {
    static const struct {
        const char *name, *date, *office;
    } CASES[] = {
        {"merit_supervisor", "2020-10-14", "kasn"},
        {"merit_supervisor", "2023-10-31", "kasn"},
        {"merit_supervisor", "2024-08-24", "kasn"},
        {"merit_supervisor", "2024-08-25", "bkn"},
        {"merit_supervisor", "2027-12-31", "bkn"}, /* the planned body is there on no day */
        {"merit_supervisor", "2013-12-31", ""},
        {"ppk", "2024-08-25", "ppk"},
        {"king", "2024-08-25", ""},
        {"", "2024-08-25", ""},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str office = law_office_on(w->law, str_from_c(CASES[i].name), day(CASES[i].date));
        if (!str_equal(office, str_from_c(CASES[i].office)))
            fail_msg("%s on %s: %.*s", CASES[i].name, CASES[i].date, STR_ARG(office));
    }
}

static void reports_are_taken_in_the_hours_of_the_day(void **state) {
    static const struct {
        const char *date;
        int hour, minute;
        enum law_open open;
        const char *next; /* "2024-10-14 480", NULL: the same moment */
    } CASES[] = {
        {"2024-10-10", 7, 59, LAW_WINDOW_CLOSED, "2024-10-10 480"},
        {"2024-10-10", 8, 0, LAW_WINDOW_OPEN, NULL},
        {"2024-10-10", 15, 59, LAW_WINDOW_OPEN, NULL},
        {"2024-10-10", 16, 0, LAW_WINDOW_CLOSED, "2024-10-11 480"},
        {"2024-10-11", 16, 29, LAW_WINDOW_OPEN, NULL}, /* a Friday */
        {"2024-10-11", 16, 30, LAW_WINDOW_CLOSED, "2024-10-14 480"},
        {"2024-10-12", 10, 0, LAW_WINDOW_CLOSED, "2024-10-14 480"},
        {"2024-10-04", 16, 0, LAW_WINDOW_CLOSED, "2024-10-07 480"}, /* Friday before 9/2024 */
        {"2024-09-16", 10, 0, LAW_WINDOW_CLOSED, "2024-09-17 480"}, /* Maulid */
        {"2024-11-23", 23, 59, LAW_WINDOW_CLOSED, "2024-11-24 0"},  /* quiet period: 24 hours */
        {"2024-11-24", 3, 0, LAW_WINDOW_OPEN, NULL},
        {"2024-11-27", 23, 59, LAW_WINDOW_OPEN, NULL}, /* voting, a day off */
        {"2024-12-16", 23, 59, LAW_WINDOW_OPEN, NULL}, /* last day of the recapitulation */
        {"2024-12-17", 7, 0, LAW_WINDOW_CLOSED, "2024-12-17 480"},
    };
    const struct world *w = *state;
    const struct law_election *e = law_election(w->law, STR("pilkada-2024"));
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_moment at = {day(CASES[i].date), CASES[i].hour * 60 + CASES[i].minute}, next;
        assert_int_equal(law_window_at(w->law, e, at), CASES[i].open);
        assert_true(law_window_next(w->law, e, at, &next));
        struct str said =
            arena_printf(w->a, "%.*s %d", STR_ARG(date_format(w->a, next.day)), next.minute);
        struct str same = arena_printf(w->a, "%s %d", CASES[i].date, at.minute);
        if (!str_equal(said, CASES[i].next ? str_from_c(CASES[i].next) : same))
            fail_msg("%s %d: next %.*s", CASES[i].date, at.minute, STR_ARG(said));
    }
}

static void where_no_source_gives_hours_nobody_is_turned_away(void **state) {
    const struct world *w = *state;
    const struct law_election national = {.id = STR("pemilu"), .contest = STR("pemilu")};
    struct law_moment next = {{0}, -1}, at = {day("2024-02-10"), 60};
    assert_int_equal(law_window_at(w->law, &national, at), LAW_WINDOW_UNKNOWN);
    assert_false(law_window_next(w->law, &national, at, &next));
    assert_int_equal(next.minute, -1);
}

static void forms_are_known_by_name_with_what_is_printed_on_them(void **state) {
    static const struct {
        const char *id, *field;
        enum law_need need;
    } FIELDS[] = {
        {"A.1", "known_on", LAW_ALWAYS},
        {"A.1", "reporter_email", LAW_CONDITIONAL},
        {"B.1", "reporter_email", LAW_ALWAYS},
        {"F.CEGAH", "repository", LAW_OPTIONAL},
        {"A.13", "study", LAW_ALWAYS},
        {"B.9", "online", LAW_CONDITIONAL},
        {"B.12", "read_back", LAW_ALWAYS},
        {"PP94-02", "refusal", LAW_CONDITIONAL},
        {"A", "dispute_object", LAW_CONDITIONAL},
    };
    static const char *const GUESSED[] = {"A.4",  "A.6.1", "A.9", "A.15",
                                          "A.16", "A.17",  "B.4", "B.18"};
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(FIELDS); i++) {
        const struct law_letter *l = law_letter(w->law, str_from_c(FIELDS[i].id));
        bool found = false;
        assert_non_null(l);
        for (size_t k = 0; k < l->field_count; k++)
            found = found || (str_equal(l->fields[k].name, str_from_c(FIELDS[i].field)) &&
                              l->fields[k].need == FIELDS[i].need);
        if (!found)
            fail_msg("%s: %s", FIELDS[i].id, FIELDS[i].field);
    }
    for (size_t i = 0; i < COUNT_OF(GUESSED); i++) {
        const struct law_letter *l = law_letter(w->law, str_from_c(GUESSED[i]));
        assert_true(l && l->row.cite.confidence == LAW_LOW && !l->field_count);
    }
    assert_null(law_letter(w->law, STR("B.22")));
}

static void the_rulebook_of_a_day_is_found_and_its_reference_too(void **state) {
    const struct world *w = *state;
    const struct str regime = STR("pilkada-2024");
    assert_ptr_equal(law_rulebook_on(w->law, regime, day("2024-10-12")), w->rules);
    assert_ptr_equal(law_rulebook_on(w->law, regime, day("2026-11-22")), w->rules);
    assert_null(law_rulebook_on(w->law, regime, day("2024-01-25")));
    assert_null(law_rulebook_on(w->law, STR("pemilu-2024"), day("2023-01-09")));
    assert_non_null(law_rulebook_on(w->law, STR("pemilu-2024"), day("2023-01-10")));
    assert_ptr_equal(law_rulebook_named(w->law, STR("pilkada-2024@1")), w->rules);
    static const char *const WRONG[] = {"pilkada-2024@2", "pilkada-2024",    "@1", "", "x@1",
                                        "pilkada-2024@",  "pilkada-2024@1@1"};
    for (size_t i = 0; i < COUNT_OF(WRONG); i++)
        if (law_rulebook_named(w->law, str_from_c(WRONG[i])))
            fail_msg("found by \"%s\"", WRONG[i]);
}

static void the_stage_of_a_day_is_the_shortest_of_the_contest(void **state) {
    const struct world *w = *state;
    static const struct {
        const char *date, *stage;
    } DAYS[] = {
        {"2024-08-28", "registration"},
        {"2024-09-10", "examination"},
        {"2024-09-22", "determination"},
        {"2024-09-23", "number_draw"},
        {"2024-09-24", NULL},
        {"2024-09-25", "campaign"},
        {"2024-11-23", "campaign"},
        {"2024-11-24", "quiet"},
        {"2024-11-27", "voting"},
        {"2024-11-28", "counting"},
        {"2024-12-17", NULL},
        {"2024-04-20", NULL},
    };
    const struct law_election *e = law_election(w->law, STR("pilkada-2024"));
    assert_non_null(e);
    for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
        const struct law_stage *s = law_stage_on(e, day(DAYS[i].date));
        bool good = DAYS[i].stage ? s && str_equal(s->id, str_from_c(DAYS[i].stage)) : !s;
        if (!good)
            fail_msg("%s: %s", DAYS[i].date, s ? s->id.ptr : "none");
    }
}

/* What each calendar is for: the contest's own rulebook, as soon as there is one. */
static void every_election_is_judged_by_its_contest(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < w->law->election_count; i++) {
        const struct law_election *e = &w->law->elections[i];
        bool own = false;
        for (size_t k = 0; k < w->law->rulebook_count; k++)
            own = own || str_equal(w->law->rulebooks[k].regime, e->id);
        assert_true(!own || str_equal(e->regime, e->id));
        assert_true(str_equal(e->contest, STR("pilkada")) || str_equal(e->contest, STR("pemilu")));
        assert_int_equal(str_starts(e->id, STR("pemilu")), str_equal(e->contest, STR("pemilu")));
    }
}

static void gaps_and_overlaps_of_the_national_calendar_stand(void **state) {
    const struct world *w = *state;
    static const struct {
        const char *day, *stage;
    } DAYS[] = {
        {"2023-11-25", "candidates_president"},
        {"2023-11-26", ""},
        {"2023-11-27", ""},
        {"2023-11-28", "campaign"},
        {"2024-02-11", "quiet"},
        {"2024-02-14", "voting"},
        {"2024-02-15", "counting"},
        {"2024-02-16", "recap"},
        {"2024-03-21", ""},
        {"2024-10-20", "oath_president"},
        {"2022-12-14", "party_determination"},
    };
    const struct law_election *e = law_election(w->law, STR("pemilu-2024"));
    assert_non_null(e);
    for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
        const struct law_stage *stage = law_stage_on(e, day(DAYS[i].day));
        struct str id = stage ? stage->id : STR("");
        if (!str_equal(id, str_from_c(DAYS[i].stage)))
            fail_msg("%s: %.*s", DAYS[i].day, STR_ARG(id));
    }
}

/* As two copies of each decree's list have them: docs/law/sources.md. */
static void each_year_of_days_off_is_as_its_decree_and_marked_as_it_was_read(void **state) {
    static const struct {
        int year;
        size_t holidays, leaves, votes;
        bool verified;
    } YEARS[] = {{2024, 17, 10, 2, true},
                 {2025, 17, 11, 0, true},
                 {2026, 17, 8, 0, true},
                 {2027, 18, 8, 0, true}};
    const struct world *w = *state;
    const struct law_calendar *c = &w->law->calendar;
    for (size_t i = 0; i < COUNT_OF(YEARS); i++) {
        size_t counts[3] = {0};
        for (size_t k = 0; k < c->count; k++)
            if (date_to_civil(c->days[k].date).year == YEARS[i].year)
                counts[c->days[k].kind]++;
        assert_int_equal(counts[LAW_NATIONAL_HOLIDAY], YEARS[i].holidays);
        assert_int_equal(counts[LAW_JOINT_LEAVE], YEARS[i].leaves);
        assert_int_equal(counts[LAW_VOTING_DAY], YEARS[i].votes);
        assert_int_equal(law_is_verified_year(c, YEARS[i].year), YEARS[i].verified);
    }
    assert_true(law_is_estimate(c, day("2028-01-01"))); /* no table */
    assert_false(law_is_estimate(c, day("2027-12-31")));
    assert_true(law_is_day_off(c, day("2027-03-15")));
}

static void numbers_follow_the_pattern_of_the_rulebook(void **state) {
    const struct world *w = *state;
    static const struct {
        bool registered;
        int64_t n;
        struct str region;
        const char *date, *number;
    } CASES[] = {
        {false, 1, STR_INIT("16.02"), "2024-10-12", "001/PL/Kab/16.02/X/2024"},
        {true, 42, STR_INIT("16.02"), "2024-01-31", "042/Reg/LP/Kab/16.02/I/2024"},
        {true, 12345, STR_INIT("16.02"), "2025-12-31", "12345/Reg/LP/Kab/16.02/XII/2025"},
        {false, 1, STR_INIT("16.71"), "2024-10-12", "001/PL/Kota/16.71/X/2024"},
        {true, 7, STR_INIT("16"), "2024-10-12", "007/Reg/LP/Prov/16/X/2024"},
        {false, 1, STR_INIT(""), "2024-10-12", "001/PL/RI/00.00/X/2024"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str number = law_number(w->a, w->rules, CASES[i].registered, CASES[i].n,
                                       CASES[i].region, day(CASES[i].date));
        assert_string_equal(number.ptr, CASES[i].number);
    }
}

static void lookups_find_what_is_there_and_nothing_else(void **state) {
    const struct world *w = *state;
    assert_non_null(law_act(w->law, STR("DIS-06")));
    assert_non_null(law_act(w->law, STR("KE-07")));
    size_t of_the_decree = 0;
    for (size_t i = 0; i < w->law->act_count; i++)
        of_the_decree += w->law->acts[i].row.version == 1 &&
                         str_equal(w->law->acts[i].catalogue->row.id, STR("skb-2022"));
    assert_int_equal(of_the_decree, 20);
    assert_int_equal(law_act(w->law, STR("DIS-13"))->tier.len, 0);
    assert_null(law_act(w->law, STR("DIS-14")));
    assert_true(str_equal(law_subject_class(w->law, STR("pns"))->addressee, STR("ppk")));
    assert_null(law_subject_class(w->law, STR("")));
    assert_non_null(law_office(w->law, STR("bkpsdm")));
    assert_null(law_office(w->law, STR("king")));
    assert_ptr_equal(law_clock(w->rules, STR("P04.kajian_awal")),
                     law_clock(w->rules, STR("P04.initial_review")));
    assert_null(law_clock(w->rules, STR("")));
    assert_null(law_step(w->rules, STR("sentence")));
    assert_true(str_equal(law_say((struct law_text){STR("ya"), STR("yes")}, false), STR("ya")));
    assert_true(str_equal(law_say((struct law_text){{0}, STR("yes")}, false), STR("yes")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_general_knowledge_are_never_called_verified),
        cmocka_unit_test(a_role_is_held_by_who_held_it_on_the_day),
        cmocka_unit_test(reports_are_taken_in_the_hours_of_the_day),
        cmocka_unit_test(where_no_source_gives_hours_nobody_is_turned_away),
        cmocka_unit_test(forms_are_known_by_name_with_what_is_printed_on_them),
        cmocka_unit_test(the_rulebook_of_a_day_is_found_and_its_reference_too),
        cmocka_unit_test(the_stage_of_a_day_is_the_shortest_of_the_contest),
        cmocka_unit_test(every_election_is_judged_by_its_contest),
        cmocka_unit_test(gaps_and_overlaps_of_the_national_calendar_stand),
        cmocka_unit_test(each_year_of_days_off_is_as_its_decree_and_marked_as_it_was_read),
        cmocka_unit_test(numbers_follow_the_pattern_of_the_rulebook),
        cmocka_unit_test(lookups_find_what_is_there_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
