#include "law/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The registers that are shipped, against each other and against the pages that people read. */
enum { PAGE_MAX = 256 * 1024 };
struct world {
    struct arena *a;
    const struct law *law;
    struct str glossary;
};

static struct str read_page(struct arena *a, const char *path) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *text = NEW(a, char, PAGE_MAX);
    size_t len = fread(text, 1, PAGE_MAX - 1, f);
    (void)fclose(f);
    return (struct str){text, len};
}

static int make_world(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct world *w = NEW(a, struct world, 1);
    hash_library_init();
    w->a = a;
    w->glossary = read_page(a, "docs/glossary.md");
    *state = w;
    return law_load(a, "rules", &w->law, &faults).code != ERR_NONE;
}

static int end_world(void **state) {
    arena_free(((struct world *)*state)->a);
    return 0;
}

/* Columns of a table's line: "| English | word | meaning | where |". */
static bool columns(struct str line, struct str *ret_english, struct str *ret_word) {
    if (!str_starts(line, STR("| ")))
        return false;
    (void)str_cut(&line, '|');
    *ret_english = str_trim(str_cut(&line, '|'));
    *ret_word = str_trim(str_cut(&line, '|'));
    return !str_equal(*ret_english, STR("English"));
}

static const struct law_term *term_of(const struct law *law, struct str english) {
    struct str rest = english, code = str_trim(str_cut(&rest, '('));
    for (size_t i = 0; i < law->term_count; i++)
        if (str_equal(law->terms[i].code, code))
            return &law->terms[i];
    return NULL;
}

static void the_glossary_and_the_terms_say_the_same_words(void **state) {
    struct world *w = *state;
    struct str rest = w->glossary, english, word;
    size_t rows = 0;
    while (rest.len) {
        if (!columns(str_cut(&rest, '\n'), &english, &word))
            continue;
        const struct law_term *term = term_of(w->law, english);
        if (!term || !str_equal(term->word.id, word))
            fail_msg("docs/glossary.md has \"%.*s\" for \"%.*s\", rules/terms.yaml has not",
                     STR_ARG(word), STR_ARG(english));
        rows++;
    }
    assert_int_equal(rows, w->law->term_count);
}

struct used {
    struct str key;
    bool found;
};

static void find_key(const struct law_row_view *row, void *arg) {
    struct used *u = arg;
    struct str rest = row->cite->source;
    while (rest.len)
        u->found = str_equal(str_trim(str_cut(&rest, ',')), u->key) || u->found;
}

static void every_source_says_where_and_some_row_was_read_there(void **state) {
    struct world *w = *state;
    assert_true(w->law->source_count > 100);
    for (size_t i = 0; i < w->law->source_count; i++) {
        const struct law_source *s = &w->law->sources[i];
        struct used used = {s->id, false};
        bool reading = !str_equal(s->id, STR("GK")) && !str_equal(s->id, STR("INF"));
        law_each_row(w->law, find_key, &used);
        if (!used.found || reading != (s->where.len > 0) || !s->what.en.len)
            fail_msg("rules/sources.yaml:%d: %.*s", s->line, STR_ARG(s->id));
    }
    assert_ptr_equal(law_source(w->law, w->law->sources[0].id), &w->law->sources[0]);
    assert_null(law_source(w->law, STR("S999")));
}

static void count_row(const struct law_row_view *row, void *arg) {
    assert_true(row->kind.len && row->id.len && row->file.len && row->line > 0);
    assert_true(row->cite->text.len > 0);
    ++*(size_t *)arg;
}

static void every_row_of_every_kind_is_visited_with_its_place(void **state) {
    struct world *w = *state;
    const struct law *l = w->law;
    size_t seen = 0, least = l->instrument_count + l->act_count + l->question_count +
                             l->term_count + l->duty_count + l->pledge_count + l->clock_count;
    for (size_t i = 0; i < l->rulebook_count; i++)
        least += l->rulebooks[i].step_count + l->rulebooks[i].clock_count;
    law_each_row(l, count_row, &seen);
    assert_true(seen >= least);
}

static void pp_53_2010_ended_but_its_medium_sanctions_survive(void **state) {
    struct world *w = *state;
    const struct law_instrument *old = law_instrument(w->law, STR("pp-53-2010"));
    const struct law_instrument *new = law_instrument(w->law, STR("pp-94-2021"));
    assert_true(old && new);
    assert_int_equal(old->row.span.to.day + 1, new->row.span.from.day);
    assert_int_equal(old->survives.count, 1);
    assert_true(str_equal(old->survives.list[0], STR("Ps 7(3)")));
    assert_true(str_equal(new->replaces.list[0], STR("pp-53-2010")));
}

static void questions_are_ordered_by_harm_and_settled_ones_answered(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < w->law->question_count; i++) {
        const struct law_open_question *q = &w->law->questions[i];
        assert_int_equal(q->harm, (int)i + 1);
        assert_int_equal(q->status == LAW_QUESTION_SETTLED, q->answer.en.len > 0);
    }
}

static void a_role_is_named_by_its_holders(void **state) {
    struct world *w = *state;
    const struct str role = STR("merit_supervisor"), nobody = STR("nobody");
    for (size_t i = 0; i < w->law->rulebook_count; i++) {
        const struct law_rulebook *r = &w->law->rulebooks[i];
        struct law_span span = {r->from, r->to};
        struct str names = law_office_names(w->a, w->law, role, span, false);
        assert_non_null(strstr(arena_c(w->a, names), "BKN"));
        assert_null(strstr(arena_c(w->a, names), "KASN, KASN"));
        assert_true(str_equal(law_office_names(w->a, w->law, nobody, span, false), nobody));
    }
}

static void an_office_is_called_by_its_label_and_a_role_by_the_one_who_holds_it(void **state) {
    static const struct {
        const char *id, *day, *label;
        bool english;
    } CASES[] = {
        {"ppk", "2024-10-01", "PPK (pejabat pembina kepegawaian)", false},
        {"merit_supervisor", "2024-08-01", "KASN", false},
        {"merit_supervisor", "2024-10-01", "BKN", false},
        {"gakkumdu", "2024-10-01", "Gakkumdu", true},
        {"nobody", "2024-10-01", "nobody", true},
    };
    struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct date day;
        assert_true(date_parse(str_from_c(CASES[i].day), &day));
        struct str label = law_office_label(w->law, str_from_c(CASES[i].id), day, CASES[i].english);
        if (!strstr(arena_c(w->a, label), CASES[i].label))
            fail_msg("%s on %s: %.*s", CASES[i].id, CASES[i].day, STR_ARG(label));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_glossary_and_the_terms_say_the_same_words),
        cmocka_unit_test(every_source_says_where_and_some_row_was_read_there),
        cmocka_unit_test(every_row_of_every_kind_is_visited_with_its_place),
        cmocka_unit_test(pp_53_2010_ended_but_its_medium_sanctions_survive),
        cmocka_unit_test(a_role_is_named_by_its_holders),
        cmocka_unit_test(an_office_is_called_by_its_label_and_a_role_by_the_one_who_holds_it),
        cmocka_unit_test(questions_are_ordered_by_harm_and_settled_ones_answered),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
