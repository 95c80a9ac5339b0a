#include "law/decree.h"
#include "law/load_sample.h"

/* A year laid into a law is what a start with the same files makes: same hash, same calendar. */
static const struct {
    const char *what, *name, *text;
} YEARS[] = {
    {"a year that follows", "calendars/holidays-2025.yaml",
     "year: 2025\nversion: \"2025.1\"\nsource: SKB\nconfidence: high\nverified: true\ndays:\n"
     "  - {date: 2025-01-01, kind: national_holiday, name: a}\n"
     "  - {date: 2025-12-26, kind: joint_leave, name: b}\n"},
    {"a year before", "calendars/holidays-2023.yaml",
     "year: 2023\nversion: \"2023.1\"\nsource: SKB\nconfidence: high\nverified: false\ndays:\n"
     "  - {date: 2023-05-01, kind: national_holiday, name: a}\n"},
    {"the year that was there", "calendars/holidays-2024.yaml",
     "year: 2024\nversion: \"2024.10\"\nsource: SKB\nconfidence: low\nverified: false\n"
     "days:\n  - {date: 2024-06-01, kind: voting_day, name: b}\n"
     "  - {date: 2024-12-31, kind: joint_leave, name: a}\n"},
    {"an estimate", "calendars/holidays-2025.yaml",
     "year: 2025\nversion: \"2025.1\"\nsource: none\nconfidence: low\nverified: false\n"
     "estimated: true\ndays:\n  - {date: 2025-01-01, kind: national_holiday, name: a}\n"},
};

static void same_calendar(const struct law_calendar *a, const struct law_calendar *b) {
    assert_true(str_equal(a->version, b->version));
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->first.day, b->first.day);
    assert_int_equal(a->last.day, b->last.day);
    assert_int_equal(a->estimated_from.day, b->estimated_from.day);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->days[i].date.day, b->days[i].date.day);
        assert_int_equal(a->days[i].kind, b->days[i].kind);
        assert_int_equal(a->days[i].verified, b->days[i].verified);
        assert_true(str_equal(a->days[i].name, b->days[i].name));
    }
    for (struct date d = {a->first.day - 3}; d.day <= a->last.day + 3; d.day++)
        assert_int_equal(law_is_day_off(a, d), law_is_day_off(b, d));
}

static void a_year_in_a_law_is_what_a_start_with_its_file_makes(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(YEARS); i++) {
        struct law_faults faults;
        struct law_year year;
        const struct law *before = NULL, *after = NULL;
        char path[256];
        struct arena *a = arena_new(LAW_ARENA_CAP);
        struct folder dir = make_folder();
        struct str text = str_from_c(YEARS[i].text);
        assert_int_equal(law_load(a, dir.path, &before, &faults).code, ERR_NONE);
        const struct law_decree decree = {.name = STR("x.yaml"), .bytes = text};
        assert_int_equal(law_decree_read(a, &decree, &year, &faults).code, ERR_NONE);
        const struct law *applied = law_decree_apply(a, before, &year, text);
        folder_file(&dir, YEARS[i].name, path, sizeof path);
        write_file(path, text.ptr, text.len);
        assert_int_equal(law_load(a, dir.path, &after, &faults).code, ERR_NONE);
        if (!hash_equal(&applied->hash, &after->hash) || applied->files.count != after->files.count)
            fail_msg("%s: another law", YEARS[i].what);
        for (size_t k = 0; k < after->files.count; k++) {
            assert_true(str_equal(applied->files.list[k].name, after->files.list[k].name));
            assert_true(str_equal(applied->files.list[k].bytes, after->files.list[k].bytes));
        }
        same_calendar(&applied->calendar, &after->calendar);
        assert_ptr_equal(applied->rulebooks, before->rulebooks); /* the rest is shared */
        assert_false(hash_equal(&before->hash, &after->hash));
        remove_folder(&dir);
        arena_free(a);
    }
}

static void a_version_has_a_number(void **state) {
    (void)state;
    static const struct {
        const char *version;
        int64_t number;
    } CASES[] = {{"2027.3", 3}, {"2027.10", 10}, {"", 0},       {"2027", 0},
                 {"2027.x", 0}, {"2027.-1", 0},  {"2027.0", 0}, {"2027.99999", 0}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_int_equal(law_decree_number(str_from_c(CASES[i].version)), CASES[i].number);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_in_a_law_is_what_a_start_with_its_file_makes),
        cmocka_unit_test(a_version_has_a_number),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
