#include "law/year.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ARENA = 16 << 20, CAP = 1 << 16 };
#define HEAD "year: 2027\nversion: v\nsource: SKB\nconfidence: high\ndays:\n"
#define NEW_YEAR "  - {date: 2027-01-01, kind: national_holiday, name: Tahun Baru}\n"

/* The loaded table: 2026 by decree, 2027 as an estimate. */
static struct law loaded(void) {
    static struct law_holiday days[3];
    days[0] = (struct law_holiday){.date = date_from_civil((struct civil){2026, 1, 1}),
                                   .name = STR("Tahun Baru")};
    days[1] = (struct law_holiday){.date = date_from_civil((struct civil){2027, 1, 1}),
                                   .name = STR("Tahun Baru")};
    days[2] = (struct law_holiday){.date = date_from_civil((struct civil){2027, 3, 1}),
                                   .name = STR("Perkiraan")};
    return (struct law){
        .calendar = {.days = days,
                     .count = 3,
                     .first = date_from_civil((struct civil){2026, 1, 1}),
                     .last = date_from_civil((struct civil){2027, 12, 31}),
                     .estimated_from = date_from_civil((struct civil){2027, 1, 1})}};
}

static bool holds(struct str text, const char *piece) {
    struct str p = str_from_c(piece);
    for (size_t i = 0; i + p.len <= text.len; i++)
        if (!memcmp(text.ptr + i, p.ptr, p.len))
            return true;
    return false;
}

static const struct {
    const char *name, *text, *source;
    size_t days, changes; /* when it is good */
    int line;             /* else: the fault's */
    const char *fault;    /* NULL: none */
} CASES[] = {
    {"YAML", HEAD NEW_YEAR, "", 1, 1, 0, NULL},
    {"YAML of another kind of day",
     HEAD "  - {date: 2027-01-01, kind: joint_leave, name: Tahun Baru}\n", "", 1, 2, 0, NULL},
    {"YAML with a day too early",
     HEAD NEW_YEAR "  - {date: 2026-12-31, kind: joint_leave, name: a}\n", "", 0, 0, 7, "ascend"},
    {"YAML with 30 February", HEAD "  - {date: 2027-02-30, kind: joint_leave, name: a}\n", "", 0, 0,
     6, "exists"},
    {"YAML with an unknown key", "colour: red\n" HEAD NEW_YEAR, "", 0, 0, 1, "unknown key"},
    {"no YAML", "[", "", 0, 0, 0, "not YAML"},
    {"nothing", "", "", 0, 0, 0, ""},
    {"a guess for a decreed year",
     "year: 2026\nversion: v\nsource: x\nconfidence: low\nestimated: true\ndays:\n"
     "  - {date: 2026-01-01, kind: national_holiday, name: a}\n",
     "", 0, 0, 0, "cannot replace"},
    {"CSV",
     "date,kind,name\r\n2027-01-01,national_holiday,Tahun "
     "Baru\r\n2027-03-01,joint_leave,\"Cuti, \"\"lagi\"\"\"\r\n",
     "SKB", 2, 1, 0, NULL},
    {"CSV of a decree that nobody names", "date,kind,name\n2027-01-01,national_holiday,a\n", "", 0,
     0, 1, "names no decree"},
    {"CSV with an unknown kind", "date,kind,name\n2027-01-01,siesta,a\n", "SKB", 0, 0, 2,
     "must be one of"},
    {"CSV with 30 February", "date,kind,name\n2027-01-01,joint_leave,a\n2027-02-30,joint_leave,a\n",
     "SKB", 0, 0, 3, "exists"},
    {"CSV without a name", "date,kind,name\n2027-01-01,joint_leave\n", "SKB", 0, 0, 2, "missing"},
    {"CSV of two years", "date,kind,name\n2027-01-01,joint_leave,a\n2028-01-01,joint_leave,a\n",
     "SKB", 0, 0, 3, "not in the year 2027"},
    {"CSV with a day twice", "date,kind,name\n2027-01-01,joint_leave,a\n2027-01-01,joint_leave,a\n",
     "SKB", 0, 0, 3, "ascend"},
    {"CSV without days", "date,kind,name\n", "SKB", 0, 0, 1, "no day"},
    {"bytes that are no text", "\xff\xfe", "", 0, 0, 1, "UTF-8"},
};

static void a_year_is_read_or_its_faults_are_told(void **state) {
    (void)state;
    struct law law = loaded();
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(ARENA);
        struct law_faults *faults = NEW(a, struct law_faults, 1);
        struct law_year_checked got = {0};
        struct law_year_text sent = {str_from_c(CASES[i].text), str_from_c(CASES[i].source)};
        bool good = law_year_check(a, &law, &sent, &got, faults);
        if (good == (CASES[i].fault != NULL))
            fail_msg("%s: %s", CASES[i].name, good ? "taken" : arena_c(a, faults->list[0].text));
        if (good && (got.count != CASES[i].days || got.change_count != CASES[i].changes))
            fail_msg("%s: %zu days, %zu changes", CASES[i].name, got.count, got.change_count);
        if (!good && (!holds(faults->list[0].text, CASES[i].fault) ||
                      (CASES[i].line && faults->list[0].line != CASES[i].line)))
            fail_msg("%s: line %d: %.*s", CASES[i].name, faults->list[0].line,
                     STR_ARG(faults->list[0].text));
        arena_free(a);
    }
}

static void what_is_written_reads_back_as_it_was(void **state) {
    (void)state;
    struct law law = loaded();
    struct arena *a = arena_new(ARENA);
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    struct law_year_checked csv, yaml;
    struct buf out;
    buf_init(&out, CAP);
    assert_true(law_year_check(
        a, &law,
        &(struct law_year_text){
            STR("date,kind,name\n2027-01-01,national_holiday,\"a \\ \"\"b\"\", c\"\n"),
            STR("SKB \"X\"")},
        &csv, faults));
    law_year_write(&csv, &out);
    bool good = law_year_check(a, &law, &(struct law_year_text){buf_str(&out), {0}}, &yaml, faults);
    if (!good)
        fail_msg("%.*s\n%.*s", STR_ARG(faults->list[0].text), STR_ARG(buf_str(&out)));
    assert_true(str_equal(yaml.source, csv.source));
    assert_true(str_equal(yaml.days[0].name, STR("a \\ \"b\", c")));
    assert_int_equal(yaml.change_count, 2);
    assert_int_equal(yaml.changes[0].kind, LAW_DAY_CHANGED);
    assert_int_equal(yaml.changes[1].kind, LAW_DAY_REMOVED);
    buf_done(&out);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_is_read_or_its_faults_are_told),
        cmocka_unit_test(what_is_written_reads_back_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
