/* What a roster's maker gets back: its rows with the reasons in front, and how many lines it has.
 */
#include "prevention/roster_fix.h"

#include "base/buf.h"
#include "law/law_sample.h"

#include <stdlib.h>
#include <string.h>

/* The list that a roster of these bytes gives, each reason as its first letter. */
static struct str fixed(const struct world *w, struct str bytes, bool english) {
    struct roster_reader *r = roster_reader_new(&(struct roster_options){.law = w->law});
    struct roster_row row;
    struct buf out;
    bool headed = false;
    buf_init(&out, 1 << 16);
    while (roster_feed(r, &bytes, &row) || roster_end(r, &row)) {
        if (!headed)
            roster_fix_head(&out, r, english);
        headed = true;
        if (row.fault_count)
            roster_fix_row(&out, r, &row, english);
    }
    struct str text = arena_str(w->a, buf_str(&out));
    buf_done(&out);
    roster_reader_free(r);
    return text;
}

struct line {
    const char *number, *rest; /* before and behind the reasons */
    enum roster_fault faults[2];
    size_t count;
};

/* The first line of the list, which goes from *text. */
static void expect_line(struct str *text, const struct line *line, bool english) {
    struct buf want, reasons;
    buf_init(&want, 1 << 14);
    buf_init(&reasons, 1 << 14);
    for (size_t i = 0; i < line->count; i++) {
        struct law_text reason = roster_fault_text(line->faults[i]);
        buf_add_c(&reasons, i ? " " : "");
        buf_add(&reasons, english ? reason.en : reason.id);
    }
    buf_printf(&want, "%s,", line->number);
    csv_put(&want, buf_str(&reasons));
    buf_add_c(&want, line->rest);
    struct str found = str_cut(text, '\n');
    if (!str_equal(found, buf_str(&want)))
        fail_msg("%.*s", STR_ARG(found));
    buf_done(&reasons);
    buf_done(&want);
}

static void faulty_rows_come_back_with_their_reasons(void **state) {
    static const struct line LINES[] = {
        {"3", ",'=A1,,,", {ROSTER_NO_UNIT, ROSTER_NO_CLASS}, 2}, /* no formula comes back */
        {"4", ",\"\"\"B,-,X,kades\"", {ROSTER_QUOTE}, 1},
        {"5", "", {ROSTER_BYTES}, 1}, /* nothing that could be shown */
        {"6", ",D,'-,X,astronaut", {ROSTER_NO_CLASS}, 1},
    };
    const struct str roster = STR("nama,\"unit, kerja\",unit,status\n"
                                  "A,-,X,kades\n"
                                  "=A1,,,\n"
                                  "\"B,-,X,kades\n"
                                  "C,\0,X,kades\n"
                                  "D,-,X,astronaut\n");
    for (int english = 0; english < 2; english++) {
        struct str text = fixed(*state, roster, english);
        struct str head = str_cut(&text, '\n');
        struct str want = english ? STR("line,reason,nama,\"unit, kerja\",unit,status")
                                  : STR("baris,alasan,nama,\"unit, kerja\",unit,status");
        assert_true(str_equal(head, want));
        for (size_t i = 0; i < COUNT_OF(LINES); i++)
            expect_line(&text, &LINES[i], english);
        assert_int_equal(text.len, 0);
    }
}

static void lines_of_a_table_are_counted(void **state) {
    static const struct {
        struct str text;
        int64_t lines;
    } ROWS[] = {
        {STR_INIT(""), 0}, {STR_INIT("a"), 0}, {STR_INIT("a\n"), 1}, {STR_INIT("\n\nb"), 2}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++)
        assert_int_equal(roster_lines(ROWS[i].text), ROWS[i].lines);
}

static void every_column_has_a_name(void **state) {
    (void)state;
    for (size_t i = 0; i < ROSTER_COLUMNS; i++)
        for (size_t k = 0; k <= i; k++)
            assert_int_equal(str_equal(roster_column_name((enum roster_column)i),
                                       roster_column_name((enum roster_column)k)),
                             i == k);
}

static void nothing_is_freed_as_nothing(void **state) {
    (void)state;
    roster_reader_free(NULL);
    roster_seen_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faulty_rows_come_back_with_their_reasons),
        cmocka_unit_test(lines_of_a_table_are_counted),
        cmocka_unit_test(every_column_has_a_name),
        cmocka_unit_test(nothing_is_freed_as_nothing),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
