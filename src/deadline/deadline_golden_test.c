/* tests/golden/deadlines.txt: vectors counted elsewhere, line for line, in both readings. */
#include "deadline/deadline.h"
#include "law/law_sample.h"

#include <stdio.h>

enum { FILE_MAX = 64 * 1024, LEAST_LINES = 40, LEAST_CLOCKS = 8 };

static struct str field(struct str *line) {
    return str_trim(str_cut(line, '|'));
}

static int number(struct str text) {
    int64_t n = 0;
    if (!str_to_int(text, &n))
        fail_msg("no number: %.*s", STR_ARG(text));
    return (int)n;
}

/* "7 working total" */
static struct law_clock rule_of(struct str text) {
    struct law_clock clock = {.n = number(str_cut(&text, ' '))};
    struct str unit = str_cut(&text, ' ');
    while (!str_equal(law_unit_name(clock.unit), unit))
        if (clock.unit++ == LAW_HOURS)
            fail_msg("no unit: %.*s", STR_ARG(unit));
    while (!str_equal(law_mode_name(clock.mode), text))
        if (clock.mode++ == LAW_EFFECT)
            fail_msg("no mode: %.*s", STR_ARG(text));
    return clock;
}

static const struct law_clock *clock_named(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_clock *c = law_clock(&law->rulebooks[i], id);
        if (c)
            return c;
    }
    for (size_t i = 0; i < law->clock_count; i++)
        if (str_equal(law->clocks[i].id, id))
            return &law->clocks[i];
    return NULL;
}

/* Whether rules/ holds the clock; it must count as the line says then. An effect is counted like a
 * total: how the row calls it is the rulebook's matter. */
static bool rules_agree(const struct law *law, struct str id, const struct law_clock *rule) {
    const struct law_clock *c = clock_named(law, id);
    if (c && (c->n != rule->n || c->unit != rule->unit ||
              (c->mode == LAW_BEFORE) != (rule->mode == LAW_BEFORE)))
        fail_msg("%.*s counts %d %.*s in rules/", STR_ARG(id), c->n,
                 STR_ARG(law_unit_name(c->unit)));
    return c != NULL;
}

static void check_line(const struct world *w, struct str line, size_t *clocks) {
    struct str what = field(&line), id = field(&line);
    struct law_clock rule = rule_of(field(&line));
    struct deadline_days days = {.calendar = &w->law->calendar,
                                 .week = number(field(&line)) == 6 ? LAW_SIX_DAYS : LAW_FIVE_DAYS};
    struct date start = day_of(field(&line));
    struct date due = day_of(field(&line)), early = day_of(field(&line));
    struct deadline d = deadline_last_days(&rule, start, &days);
    if (d.due.day != due.day || d.due_early.day != early.day)
        fail_msg("%.*s: due %.*s, early %.*s", STR_ARG(what), STR_ARG(date_format(w->a, d.due)),
                 STR_ARG(date_format(w->a, d.due_early)));
    *clocks += rules_agree(w->law, id, &rule);
}

static void every_vector_comes_out_in_both_readings(void **state) {
    const struct world *w = *state;
    char *bytes = NEW(w->a, char, FILE_MAX);
    FILE *f = fopen("tests/golden/deadlines.txt", "rb");
    assert_non_null(f);
    struct str rest = {bytes, fread(bytes, 1, FILE_MAX, f)};
    (void)fclose(f);
    size_t lines = 0, clocks = 0;
    while (rest.len) {
        struct str line = str_trim(str_cut(&rest, '\n'));
        if (!line.len || line.ptr[0] == '#')
            continue;
        check_line(w, line, &clocks);
        lines++;
    }
    assert_true(lines >= LEAST_LINES);
    assert_true(clocks >= LEAST_CLOCKS); /* else the file and rules/ no longer speak of the same */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_vector_comes_out_in_both_readings),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
