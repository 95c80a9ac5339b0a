#include "law/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* docs/law/questions.md says which row holds each open point of the notes from which the rules were
 * made: the page and the rulebook name the same rows, and no point of a list is left out. */
#define PAGE "docs/law/questions.md"

struct world {
    struct arena *a;
    const struct law *law;
    struct str page;
};

static int make_world(void **state) {
    static struct world w;
    struct law_faults faults;
    hash_library_init();
    w.a = arena_new(LAW_ARENA_CAP);
    assert_int_equal(law_load(w.a, "rules", &w.law, &faults).code, ERR_NONE);
    enum { ROOM = 1 << 16 };
    char *text = NEW(w.a, char, ROOM);
    FILE *f = fopen(PAGE, "rb");
    assert_non_null(f);
    w.page = (struct str){text, fread(text, 1, ROOM, f)};
    assert_true(w.page.len > 0 && w.page.len < ROOM);
    (void)fclose(f);
    *state = &w;
    return 0;
}

static int end_world(void **state) {
    struct world *w = *state;
    arena_free(w->a);
    return 0;
}

/* The row of the page's tables that begins the text, "" of any other line; cuts the line off. */
static struct str next_point(struct str *rest) {
    struct str line = str_cut(rest, '\n');
    bool point = line.len > 3 && str_starts(line, STR("| ")) && line.ptr[2] >= 'A' &&
                 line.ptr[2] <= 'E' && line.ptr[3] >= '0' && line.ptr[3] <= '9';
    return point ? line : (struct str){0};
}

static bool is_question(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->question_count; i++)
        if (str_equal(law->questions[i].row.id, id))
            return true;
    return false;
}

static void every_row_that_the_page_names_is_a_question(void **state) {
    const struct world *w = *state;
    struct str rest = w->page;
    size_t named = 0;
    while (rest.len) {
        struct str line = next_point(&rest), id;
        if (!line.len)
            continue;
        (void)str_cut(&line, '`');
        assert_true(line.len > 0); /* a point without a row is a point left open here */
        do {
            id = str_cut(&line, '`');
            if (!is_question(w->law, id))
                fail_msg(PAGE " names %.*s, which is no question", STR_ARG(id));
            named++;
            (void)str_cut(&line, '`');
        } while (line.len);
    }
    assert_true(named > w->law->question_count);
}

static void every_question_is_named_on_the_page(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < w->law->question_count; i++) {
        struct str id = w->law->questions[i].row.id;
        struct str name = arena_printf(w->a, "`%.*s`", STR_ARG(id));
        if (!memmem(w->page.ptr, w->page.len, name.ptr, name.len))
            fail_msg(PAGE " does not name %.*s", STR_ARG(id));
    }
}

/* Each list by its letter and its length in the notes, numbered from 1 without a hole. */
static void no_number_of_a_list_is_left_out(void **state) {
    static const struct {
        char letter;
        int least;
    } LISTS[] = {{'A', 10}, {'B', 17}, {'C', 7}, {'D', 7}, {'E', 1}};
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(LISTS); i++) {
        struct str rest = w->page;
        int number = 0;
        while (rest.len) {
            struct str line = next_point(&rest);
            if (!line.len || line.ptr[2] != LISTS[i].letter)
                continue;
            struct str wanted = arena_printf(w->a, "| %c%d |", LISTS[i].letter, ++number);
            if (!str_starts(line, wanted))
                fail_msg("wanted \"%.*s\", not %.*s", STR_ARG(wanted), STR_ARG(line));
        }
        assert_true(number >= LISTS[i].least);
    }
}

/* A calendar that may divide on another day says so of each act that its determination divides. */
static void what_divides_ethics_from_discipline_is_asked_where_it_does(void **state) {
    static const struct {
        const char *election, *subject, *day, *act, *question;
        bool told;
    } CASES[] = {
        {"pemilu-2024", "pns", "2023-11-02", "KE-04", "determination-pemilu", false},
        {"pemilu-2024", "pns", "2023-11-03", "KE-04", "determination-pemilu", true},
        {"pemilu-2024", "pns", "2023-11-12", "DIS-06", "determination-pemilu", true},
        {"pemilu-2024", "pns", "2023-11-13", "DIS-06", "determination-pemilu", false},
        {"pemilu-2024", "tni", "2023-11-12", "TNI-39-2", "determination-pemilu", false},
        {"pemilu-2024", "pns", "2022-12-01", "KE-04", "pemilu-2022", true},
        {"psu-palopo-2025", "pns", "2025-03-01", "KE-04", "psu-determination", true},
        {"psu-serang-2025", "pns", "2025-04-01", "DIS-06", "psu-determination", true},
        {"psu-barito-utara-2025", "pns", "2025-06-15", "KE-04", "psu-determination", true},
        {"psu-barito-utara-2025", "pns", "2025-06-16", "DIS-06", "psu-determination", false},
        {"pilkada-2024", "pns", "2024-10-10", "DIS-06", "psu-determination", false},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_act *act = law_act(w->law, str_from_c(CASES[i].act));
        struct law_question_of asked = {.subject = str_from_c(CASES[i].subject),
                                        .election =
                                            law_election(w->law, str_from_c(CASES[i].election))};
        assert_true(act && asked.election);
        assert_true(date_parse(str_from_c(CASES[i].day), &asked.day));
        struct law_classification c = law_classify(w->a, w->law, &asked, &act, 1);
        bool told = false;
        for (size_t k = 0; k < c.question_count; k++)
            told = told || str_equal(c.questions[k]->row.id, str_from_c(CASES[i].question));
        if (told != CASES[i].told)
            fail_msg("%s, %s: %s", CASES[i].election, CASES[i].day, CASES[i].question);
    }
}

struct touched {
    const struct law_open_question *of;
    struct str step;
    size_t rows, named; /* rows that it touches; of them those of the step */
};

static void count_touched(const struct law_row_view *row, void *arg) {
    struct touched *t = arg;
    bool hit = !row->again && law_question_touches(t->of, row);
    t->rows += hit;
    t->named += hit && str_equal(row->name, t->step);
}

/* "D10" is forty steps: a question speaks at the step that it names, not at its sisters. */
static void a_question_speaks_at_the_step_that_it_names_alone(void **state) {
    static const struct {
        const char *question, *step;
        size_t times; /* once for each part where a step of that name stands */
    } CASES[] = {
        {"PP17", "keep_convicted", 1},
        {"PP17", "decide_ptdh", 0},
        {"team-medium", "form_team", 0},
        {"team-medium", "form_team_heavy", 1},
        {"Q10", "form_team", 1},
        {"Q10", "form_team_heavy", 0},
        {"gakkumdu-return", "return_file", 2},
        {"TSM-start", "decide_tsm", 1},
        {"quorum", "plenary", 2},
        {"quorum", "study", 0},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct touched t = {.step = str_from_c(CASES[i].step)};
        for (size_t k = 0; k < w->law->question_count; k++)
            if (str_equal(w->law->questions[k].row.id, str_from_c(CASES[i].question)))
                t.of = &w->law->questions[k];
        assert_non_null(t.of);
        law_each_row(w->law, count_touched, &t);
        if (t.named != CASES[i].times)
            fail_msg("%s: %s %zu times", CASES[i].question, CASES[i].step, t.named);
        assert_true(t.rows > 0);
    }
}

/* What an officer is told beside a step: of it, and of nothing else that shares its id. */
static void a_step_is_shown_with_what_is_open_about_it(void **state) {
    static const struct {
        const char *step, *question;
        bool told;
    } CASES[] = {
        {"keep_convicted", "PP17", true},
        {"decide_ptdh", "PP17", false},
        {"form_team_heavy", "team-medium", true},
        {"form_team", "team-medium", false},
        {"president_decides_office_crime", "president-decides", true},
        {"propose_president_heavy", "president-proposer", true},
        {"propose_president_contract_heavy", "president-proposer", true},
        {"propose_president_convicted", "president-proposer", false},
        {"propose_suspect", "suspect-time", true},
        {"bring_judgment", "suspect-time", false},
        {"decide_short_crime", "president-decides", false},
        {"propose_dismissal_convicted", "conviction-examination", true},
        {"propose_dismissal_convicted", "pppk-grounds", false},
        {"propose_end_contract_convicted", "pppk-grounds", true},
        {"record_conviction", "conviction-closes", true},
        {"record_dismissal", "conviction-closes", false},
    };
    const struct world *w = *state;
    const struct law_rulebook *r = law_rulebook_named(w->law, STR("pilkada-2024@1"));
    struct date day;
    assert_true(date_parse(STR("2024-10-12"), &day));
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law_step *step = law_step(r, str_from_c(CASES[i].step));
        assert_non_null(step);
        struct law_asked asked = law_step_questions(w->a, w->law, r, step, day);
        bool told = false;
        for (size_t k = 0; k < asked.count; k++)
            told = told || str_equal(asked.list[k]->row.id, str_from_c(CASES[i].question));
        if (told != CASES[i].told)
            fail_msg("%s: %s", CASES[i].step, CASES[i].question);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_that_the_page_names_is_a_question),
        cmocka_unit_test(every_question_is_named_on_the_page),
        cmocka_unit_test(what_divides_ethics_from_discipline_is_asked_where_it_does),
        cmocka_unit_test(no_number_of_a_list_is_left_out),
        cmocka_unit_test(a_step_is_shown_with_what_is_open_about_it),
        cmocka_unit_test(a_question_speaks_at_the_step_that_it_names_alone),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
