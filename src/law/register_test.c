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

/* Numerals, and words that stand in capitals without being short for anything. */
static bool is_no_abbreviation(struct str word) {
    static const char *const WORDS[] = {"KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM",
                                        "KE",     "DIS",   "OCR",    "SJ",      "PUU",    "CEGAH"};
    bool numeral = true;
    for (size_t i = 0; i < word.len; i++)
        numeral = numeral && strchr("IVXLC", word.ptr[i]);
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        numeral = numeral || str_equal(word, str_from_c(WORDS[i]));
    return numeral;
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool names(struct str text, struct str word) {
    for (size_t i = 0; i + word.len <= text.len; i++)
        if (memcmp(text.ptr + i, word.ptr, word.len) == 0 && (!i || !is_letter(text.ptr[i - 1])) &&
            (i + word.len == text.len || !is_letter(text.ptr[i + word.len])))
            return true;
    return false;
}

static bool is_term(const struct law *law, struct str word) {
    for (size_t i = 0; i < law->term_count; i++)
        if (names(law->terms[i].word.id, word) || names(law->terms[i].word.en, word))
            return true;
    return false;
}

struct spelled {
    const struct law *law;
    int missing;
    size_t seen;
};

/* Runs of two capitals or more, the apostrophe of I'DIS among them. */
static void spell(struct str text, const char *file, struct spelled *s) {
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        while (i < text.len && (is_letter(text.ptr[i]) || text.ptr[i] == '\''))
            i++;
        struct str word = {text.ptr + from, i - from};
        bool capitals = word.len >= 2;
        for (size_t k = 0; k < word.len; k++)
            capitals =
                capitals && (word.ptr[k] == '\'' || (word.ptr[k] >= 'A' && word.ptr[k] <= 'Z'));
        i += i == from;
        if (!capitals || is_no_abbreviation(word))
            continue;
        s->seen++;
        if (!is_term(s->law, word)) {
            print_message("%s: %.*s is no word of terms.yaml\n", file, STR_ARG(word));
            s->missing++;
        }
    }
}

/* The Indonesian texts of a file: what stands in quotes behind "id:". Citations name instruments
 * and articles, which have a register of their own; sources.yaml lists what was read, as its owners
 * print it. */
static void spell_file(const struct law_file *file, struct spelled *s) {
    struct str rest = str_equal(file->name, STR("sources.yaml")) ? STR("") : file->bytes;
    while (rest.len) {
        struct str line = str_cut(&rest, '\n');
        char *cite = memmem(line.ptr, line.len, "cite: {", 7);
        line.len = cite ? (size_t)(cite - line.ptr) : line.len;
        if (str_starts(str_trim(line), STR("#")))
            continue;
        for (char *at; (at = memmem(line.ptr, line.len, "id: \"", 5));) {
            size_t skip = (size_t)(at - line.ptr) + 5;
            line = (struct str){line.ptr + skip, line.len - skip};
            spell(str_cut(&line, '"'), file->name.ptr, s);
        }
    }
}

static void every_abbreviation_that_the_rules_use_is_a_term(void **state) {
    struct world *w = *state;
    struct spelled s = {.law = w->law};
    for (size_t i = 0; i < w->law->files.count; i++)
        spell_file(&w->law->files.list[i], &s);
    assert_int_equal(s.missing, 0);
    assert_true(s.seen > 300);
    assert_false(is_term(w->law, STR("SB")));
    assert_false(is_term(w->law, STR("XYZ")));
}

/* What a page for lawyers has in either language: headings, numbered points, commands, examples. */
static size_t skeleton(struct str page, struct str *ret, size_t room) {
    enum { COMMAND = 19 }; /* "    netral rules ch": enough to tell them apart */
    size_t count = 0;
    while (page.len) {
        struct str line = str_cut(&page, '\n'), rest = line;
        bool heading = str_starts(line, STR("## ")), command = str_starts(line, STR("    netral "));
        bool point = line.len > 2 && line.ptr[0] >= '1' && line.ptr[0] <= '9' && line.ptr[1] == '.';
        bool row = str_starts(line, STR("  cite: ")) || str_starts(line, STR("- id: "));
        if (!heading && !command && !point && !row)
            continue;
        assert_true(count < room);
        ret[count++] = heading ? STR("##")
                       : point ? (struct str){line.ptr, 2}
                       : row   ? str_trim(str_cut(&rest, '#'))
                               : (struct str){line.ptr, COMMAND};
    }
    return count;
}

static void the_pages_for_lawyers_keep_in_step(void **state) {
    enum { ROOM = 64 };
    struct world *w = *state;
    struct str english[ROOM] = {{0}}, indonesian[ROOM] = {{0}};
    size_t count = skeleton(read_page(w->a, "docs/law/README.md"), english, ROOM);
    assert_int_equal(skeleton(read_page(w->a, "docs/law/README.id.md"), indonesian, ROOM), count);
    assert_true(count >= 20);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(english[i], indonesian[i]))
            fail_msg("docs/law/README.md has \"%.*s\" where README.id.md has \"%.*s\"",
                     STR_ARG(english[i]), STR_ARG(indonesian[i]));
}

/* A name of a test: small letters, digits and at least three "_". */
static bool is_test_name(struct str word) {
    size_t bars = 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (!(c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            return false;
        bars += c == '_';
    }
    return bars >= 3;
}

static void every_test_that_the_page_of_proof_names_is_there(void **state) {
    static const char *const FILES[] = {"src/law/broken_test.c",
                                        "src/law/mutation_test.c",
                                        "src/law/changed_test.c",
                                        "src/law/adviser_test.c",
                                        "src/law/complete_test.c",
                                        "src/law/lists_test.c",
                                        "src/web/web_test.c",
                                        "src/law/law_corrections_test.c",
                                        "src/law/register_test.c",
                                        "src/deadline/deadline_test.c",
                                        "src/deadline/examples_test.c",
                                        "src/deadline/deadline_golden_test.c",
                                        "src/tool/due_test.c",
                                        "src/law/authority_test.c",
                                        "src/law/questions_test.c",
                                        "src/tool/classify_test.c",
                                        "src/law/dismissal_test.c",
                                        "src/decision/divide_test.c",
                                        "src/law/conviction_test.c",
                                        "src/law/accepted_test.c",
                                        "src/law/accepted_version_test.c",
                                        "src/tool/rules_accept_test.c",
                                        "src/law/president_test.c",
                                        "src/law/small_law_test.c"};
    struct world *w = *state;
    struct str rest = read_page(w->a, "docs/law/proof.md"), tests[COUNT_OF(FILES)];
    size_t named = 0;
    for (size_t i = 0; i < COUNT_OF(FILES); i++)
        tests[i] = read_page(w->a, FILES[i]);
    while (rest.len) {
        (void)str_cut(&rest, '`');
        struct str word = str_cut(&rest, '`');
        struct str call = arena_printf(w->a, "unit_test(%.*s)", STR_ARG(word));
        bool found = false;
        if (!is_test_name(word))
            continue;
        for (size_t i = 0; i < COUNT_OF(FILES); i++)
            found = found || memmem(tests[i].ptr, tests[i].len, call.ptr, call.len);
        if (!found)
            fail_msg("docs/law/proof.md names %.*s, which is no test", STR_ARG(word));
        named++;
    }
    assert_true(named > 40);
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
                             l->term_count + l->example_count + l->takeover_count +
                             l->silence_count + l->duty_count + l->pledge_count + l->clock_count;
    for (size_t i = 0; i < l->rulebook_count; i++)
        least += l->rulebooks[i].step_count + l->rulebooks[i].clock_count;
    law_each_row(l, count_row, &seen);
    assert_true(seen >= least);
}

struct since_case {
    const char *kind, *id;
    enum law_since since;
    const char *day; /* NULL: none */
    bool found;
    const struct law *law;
};

static void hold_since(const struct law_row_view *row, void *arg) {
    struct since_case *c = arg;
    if (c->found || !str_equal(row->kind, str_from_c(c->kind)) ||
        !str_equal(row->id, str_from_c(c->id)))
        return;
    struct date from = {0}, day = {0};
    bool good = law_row_since(c->law, row, &from) == c->since &&
                (!c->day || (date_parse(str_from_c(c->day), &day) && day.day == from.day));
    if (!good)
        fail_msg("%s %s", c->kind, c->id);
    c->found = true;
}

/* Derived from citations, not written by hand: the latest of the instruments, but for one that only
 * amends another. */
static void a_row_holds_from_its_own_day_or_from_that_of_what_it_cites(void **state) {
    struct world *w = *state;
    struct since_case cases[] = {
        {"act", "DIS-06", LAW_SINCE_ROW, "2022-09-22", false, w->law},
        {"act", "PAS-2", LAW_SINCE_YEAR, "2023-01-01", false, w->law},
        {"office", "bawaslu", LAW_SINCE_CITED, "2017-08-16", false, w->law},
        {"instrument", "pp-53-2010", LAW_SINCE_ROW, "2010-06-06", false, w->law},
        {"instrument", "pp-37-2004", LAW_SINCE_UNREAD, NULL, false, w->law},
        {"authority", "MS-4", LAW_SINCE_PLANNED, NULL, false, w->law},
        {"term", "laporan", LAW_SINCE_OUR_WORDS, NULL, false, w->law},
        {"term", "informasi_awal", LAW_SINCE_OUR_WORDS, NULL, false, w->law},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        law_each_row(w->law, hold_since, &cases[i]);
        assert_true(cases[i].found);
    }
}

struct reasons {
    const struct law *law;
    size_t count[LAW_SINCE_OUR_WORDS + 1];
};

static void count_reason(const struct law_row_view *row, void *arg) {
    struct reasons *r = arg;
    struct date from;
    if (!row->again)
        r->count[law_row_since(r->law, row, &from)]++;
}

static void few_rows_have_no_first_day_and_each_has_a_reason(void **state) {
    struct world *w = *state;
    struct reasons r = {.law = w->law};
    law_each_row(w->law, count_reason, &r);
    for (size_t i = 0; i < COUNT_OF(r.count); i++)
        assert_true(r.count[i] > 0 && law_since_name((enum law_since)i).len > 0);
    assert_true(r.count[LAW_SINCE_ROW] + r.count[LAW_SINCE_CITED] >
                r.count[LAW_SINCE_UNREAD] + r.count[LAW_SINCE_UNCITED]);
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
        cmocka_unit_test(every_abbreviation_that_the_rules_use_is_a_term),
        cmocka_unit_test(the_pages_for_lawyers_keep_in_step),
        cmocka_unit_test(every_test_that_the_page_of_proof_names_is_there),
        cmocka_unit_test(every_source_says_where_and_some_row_was_read_there),
        cmocka_unit_test(every_row_of_every_kind_is_visited_with_its_place),
        cmocka_unit_test(a_row_holds_from_its_own_day_or_from_that_of_what_it_cites),
        cmocka_unit_test(few_rows_have_no_first_day_and_each_has_a_reason),
        cmocka_unit_test(pp_53_2010_ended_but_its_medium_sanctions_survive),
        cmocka_unit_test(a_role_is_named_by_its_holders),
        cmocka_unit_test(an_office_is_called_by_its_label_and_a_role_by_the_one_who_holds_it),
        cmocka_unit_test(questions_are_ordered_by_harm_and_settled_ones_answered),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
