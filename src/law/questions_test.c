#include "law/law.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_that_the_page_names_is_a_question),
        cmocka_unit_test(every_question_is_named_on_the_page),
        cmocka_unit_test(no_number_of_a_list_is_left_out),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
