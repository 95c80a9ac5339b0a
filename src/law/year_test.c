#include "law/year.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ARENA = 16 << 20 };
#define HEAD "year: 2027\nversion: v\nsource: SKB\nconfidence: high\ndays:\n"
#define NEW_YEAR "  - {date: 2027-01-01, kind: national_holiday, name: Tahun Baru}\n"
#define CSV "date,kind,name\n"

static struct date on(int year, int month, int day) {
    return date_from_civil((struct civil){year, month, day});
}

/* The loaded table: 2026 by decree, 2027 as an estimate. */
static struct law loaded(struct law_holiday days[3]) {
    days[0] = (struct law_holiday){.date = on(2026, 1, 1), .name = STR("Tahun Baru")};
    days[1] = (struct law_holiday){.date = on(2027, 1, 1), .name = STR("Tahun Baru")};
    days[2] = (struct law_holiday){.date = on(2027, 3, 1), .name = STR("Perkiraan")};
    return (struct law){.calendar = {.days = days,
                                     .count = 3,
                                     .version = STR("2026.1+2027.1"),
                                     .first = on(2026, 1, 1),
                                     .last = on(2027, 12, 31),
                                     .estimated_from = on(2027, 1, 1)}};
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
    {"another kind of day is a change",
     HEAD "  - {date: 2027-01-01, kind: joint_leave, name: Tahun Baru}\n", "", 1, 2, 0, NULL},
    {"a day too early", HEAD NEW_YEAR "  - {date: 2026-12-31, kind: joint_leave, name: a}\n", "", 0,
     0, 7, "ascend"},
    {"30 February", HEAD "  - {date: 2027-02-30, kind: joint_leave, name: a}\n", "", 0, 0, 6,
     "exists"},
    {"an unknown key", "colour: red\n" HEAD NEW_YEAR, "", 0, 0, 1, "unknown key"},
    {"no YAML", "[", "", 0, 0, 2, "not YAML"},
    {"nothing", " \n", "", 0, 0, 0, "nothing was sent"},
    {"a year far off",
     "year: 2031\nversion: v\nsource: s\nconfidence: high\ndays:\n"
     "  - {date: 2031-01-01, kind: joint_leave, name: a}\n",
     "", 0, 0, 0, "follow each other"},
    {"a guess for a decreed year",
     "year: 2026\nversion: v\nsource: x\nconfidence: low\nestimated: true\ndays:\n"
     "  - {date: 2026-01-01, kind: national_holiday, name: a}\n",
     "", 0, 0, 0, "before a decreed year"},
    {"CSV, a day as it was and one renamed",
     CSV
     "2027-01-01,national_holiday,Tahun Baru\r\n2027-03-01,national_holiday,\"Lebaran, ke-1\"\r\n",
     "SKB", 2, 1, 0, NULL},
    {"CSV, a new day", CSV "2027-01-01,libur_nasional,Tahun Baru\n2027-02-01,cuti_bersama,a\n",
     "SKB", 2, 2, 0, NULL},
    {"CSV of a decree that nobody names", CSV "2027-01-01,national_holiday,a\n", "", 0, 0, 1,
     "names no decree"},
    {"CSV with an unknown kind", CSV "2027-01-01,siesta,a\n", "SKB", 0, 0, 2, "must be one of"},
    {"CSV with 30 February", CSV "2027-01-01,joint_leave,a\n2027-02-30,joint_leave,a\n", "SKB", 0,
     0, 3, "is no day"},
    {"CSV of two years", CSV "2027-01-01,joint_leave,a\n2028-01-01,joint_leave,a\n", "SKB", 0, 0, 3,
     "not in the year 2027"},
    {"bytes that are no text", "\xff\xfe", "", 0, 0, 1, "UTF-8"},
};

static void a_year_is_read_or_its_faults_are_told(void **state) {
    (void)state;
    struct law_holiday days[3];
    struct law law = loaded(days);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(ARENA);
        struct law_faults *faults = NEW(a, struct law_faults, 1);
        struct law_year_checked got = {.change_count = 0};
        struct law_year_text sent = {str_from_c(CASES[i].text), str_from_c(CASES[i].source)};
        bool good = law_year_check(a, &law, &sent, &got, faults);
        if (good == (CASES[i].fault != NULL))
            fail_msg("%s: %s", CASES[i].name, good ? "taken" : arena_c(a, faults->list[0].text));
        if (good && (got.year.count != CASES[i].days || got.change_count != CASES[i].changes ||
                     !str_equal(got.year.version, STR("2027.2"))))
            fail_msg("%s: %zu days, %zu changes", CASES[i].name, got.year.count, got.change_count);
        if (!good &&
            (!holds(faults->list[0].text, CASES[i].fault) || faults->list[0].line != CASES[i].line))
            fail_msg("%s: line %d: %.*s", CASES[i].name, faults->list[0].line,
                     STR_ARG(faults->list[0].text));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_year_is_read_or_its_faults_are_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
