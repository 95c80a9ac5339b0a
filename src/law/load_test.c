#include "law/load_sample.h"
#include "law/tree.h"

/* What stands around the files: folders, years that follow each other, versions, files that grow.
 * Files that are wrong in one line are tests/rules/broken (broken_test.c). */
#define ACTS "acts/small.yaml"

static void the_small_rules_load(void **state) {
    (void)state;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = NULL;
    struct law_faults faults;
    assert_int_equal(law_load(a, "tests/rules/small", &law, &faults).code, ERR_NONE);
    assert_int_equal(faults.count, 0);
    const struct law_rulebook *r = &law->rulebooks[0];
    const struct law_step *close = law_step(r, STR("close"));
    assert_non_null(close);
    assert_ptr_equal(close->needs[0], law_step(r, STR("note")));
    assert_ptr_equal(close->after, &r->clocks[0]);
    assert_ptr_equal(close->outcomes[0].to, law_state(r, STR("closed")));
    assert_ptr_equal(close->outcomes[0].stops[0], &r->clocks[0]);
    assert_true(str_equal(close->role, STR("head")));
    const struct law_outcome *noted = &law_step(r, STR("note"))->outcomes[0];
    assert_int_equal(noted->starts[0].from, LAW_FROM_FIELD);
    assert_true(str_equal(noted->starts[0].name, STR("noted_on")));
    assert_int_equal(r->entry_starts[0].from, LAW_FROM_FACT);
    arena_free(a);
}

static void faults_are_collected_and_not_only_the_first_is_told(void **state) {
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    static const char TEXT[] = "regime: small\nversion: x\nfrom: 2024-13-01\nblue: 1\n";
    folder_file(&dir, REGIME, path, sizeof path);
    write_file(path, TEXT, sizeof TEXT - 1);
    expect_fault(&dir, (struct expected){REGIME, 2, "whole number"});
    expect_fault(&dir, (struct expected){REGIME, 3, "a day that exists"});
    expect_fault(&dir, (struct expected){REGIME, 4, "unknown key \"blue\""});
    expect_fault(&dir, (struct expected){REGIME, 1, "missing key \"steps\""});
    remove_folder(&dir);
}

static void two_rulebooks_cannot_be_in_force_at_once(void **state) {
    (void)state;
    char path[256], text[16384];
    struct folder dir = make_folder();
    read_file("tests/rules/small/" REGIME, text, sizeof text);
    folder_file(&dir, "regimes/second.yaml", path, sizeof path);
    write_file(path, text, strlen(text));
    expect_fault(&dir, (struct expected){REGIME, 2, "another file holds this regime"});
    write_changed(path, text, 2, "version: 2");
    expect_fault(&dir, (struct expected){REGIME, 3, "in force on days when version 2"});
    remove_folder(&dir);
}

static void a_hole_between_the_years_of_the_calendar_is_a_fault(void **state) {
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    static const char TEXT[] =
        "year: 2026\nversion: v\nsource: s\nconfidence: high\nverified: false\ndays:\n"
        "  - {date: 2026-01-01, kind: joint_leave, name: a}\n";
    folder_file(&dir, "calendars/holidays-2026.yaml", path, sizeof path);
    write_file(path, TEXT, sizeof TEXT - 1);
    expect_fault(&dir, (struct expected){"holidays-2026.yaml", 1, "must follow each other"});
    remove_folder(&dir);
}

static void a_decreed_year_behind_an_estimated_one_is_a_fault(void **state) {
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    static const char ESTIMATED[] = "year: 2025\nversion: v\nsource: s\nconfidence: low\nverified: "
                                    "false\nestimated: true\ndays:\n"
                                    "  - {date: 2025-01-01, kind: national_holiday, name: a}\n";
    static const char DECREED[] =
        "year: 2026\nversion: v\nsource: s\nconfidence: high\nverified: false\ndays:\n"
        "  - {date: 2026-01-01, kind: national_holiday, name: a}\n";
    folder_file(&dir, "calendars/holidays-2025.yaml", path, sizeof path);
    write_file(path, ESTIMATED, sizeof ESTIMATED - 1);
    folder_file(&dir, "calendars/holidays-2026.yaml", path, sizeof path);
    write_file(path, DECREED, sizeof DECREED - 1);
    expect_fault(&dir, (struct expected){"holidays-2026.yaml", 1, "2025 is estimated"});
    remove_folder(&dir);
}

static void what_is_not_there_is_named(void **state) {
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    folder_file(&dir, ACTS, path, sizeof path);
    assert_int_equal(remove(path), 0);
    expect_fault(&dir, (struct expected){"acts", 0, "no .yaml file"});
    write_file(path, "", 0);
    expect_fault(&dir, (struct expected){ACTS, 0, "empty"});
    assert_int_equal(remove(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    expect_fault(&dir, (struct expected){ACTS, 0, "not a file"});
    folder_file(&dir, "offices.yaml", path, sizeof path);
    assert_int_equal(remove(path), 0);
    expect_fault(&dir, (struct expected){"offices.yaml", 0, "No such file"});
    remove_folder(&dir);
    expect_fault(&dir, (struct expected){dir.path, 0, "no rules folder at /tmp/netral"});
}

static void a_file_that_grows_without_end_is_refused(void **state) {
    (void)state;
    char path[256];
    enum { HUGE = 300 * 1024, DEEP = 100 * 1024, MANY = 200 * 1024 };
    char *bytes = malloc(HUGE);
    assert_non_null(bytes);
    struct folder dir = make_folder();
    folder_file(&dir, REGIME, path, sizeof path);
    memset(bytes, '#', HUGE);
    write_file(path, bytes, HUGE);
    expect_fault(&dir, (struct expected){REGIME, 0, "larger than 256 KiB"});
    memset(bytes, '[', DEEP);
    write_file(path, bytes, DEEP);
    expect_fault(&dir, (struct expected){REGIME, 1, "nested too deeply"});
    for (size_t i = 0; i < MANY; i += 2)
        memcpy(bytes + i, i ? ",1" : "[1", 2);
    write_file(path, bytes, MANY);
    expect_fault(&dir, (struct expected){REGIME, 1, "more rows than"});
    remove_folder(&dir);
    free(bytes);
}

static void faults_beyond_the_ceiling_are_counted(void **state) {
    (void)state;
    char path[256];
    enum { ROWS = LAW_FAULTS_MAX + 25, BYTES = 64 * 1024 };
    char *text = malloc(BYTES);
    assert_non_null(text);
    size_t len = (size_t)snprintf(text, BYTES, "offices:\n");
    for (size_t i = 0; i < ROWS; i++)
        len += (size_t)snprintf(text + len, BYTES - len, "  - %zu\n", i);
    struct folder dir = make_folder();
    folder_file(&dir, "offices.yaml", path, sizeof path);
    write_file(path, text, len);
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = NULL;
    struct law_faults faults;
    assert_int_equal(law_load(a, dir.path, &law, &faults).code, ERR_RULES);
    assert_int_equal(faults.count, LAW_FAULTS_MAX);
    assert_true(faults.more >= 25);
    arena_free(a);
    remove_folder(&dir);
    free(text);
}

static struct hash hash_of(const struct folder *dir, size_t *ret_rulebooks) {
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = NULL;
    struct law_faults faults;
    assert_int_equal(law_load(a, dir->path, &law, &faults).code, ERR_NONE);
    struct hash hash = law->hash;
    *ret_rulebooks = law->rulebook_count;
    arena_free(a);
    return hash;
}

static void rename_file(const struct folder *dir, const char *old, const char *new) {
    char from[256], to[256];
    folder_file(dir, old, from, sizeof from);
    folder_file(dir, new, to, sizeof to);
    assert_int_equal(rename(from, to), 0);
}

/* Why law->hash needs no names: they decide the order in which files are read and nothing else. A
 * name that changes the order changes the hash; one that does not leaves the law what it was, row
 * for row. Where names are kept is the bundle: its head is a hash over them (publication). */
static void a_renamed_file_is_another_law_only_when_it_is_read_in_another_place(void **state) {
    (void)state;
    size_t before, after;
    struct folder dir = make_folder();
    struct hash was = hash_of(&dir, &before);
    rename_file(&dir, REGIME, "regimes/a-small.yaml"); /* before suit.yaml as ever */
    struct hash same_place = hash_of(&dir, &after);
    assert_true(hash_equal(&was, &same_place) && before == after);
    rename_file(&dir, "regimes/a-small.yaml", "regimes/z-small.yaml"); /* behind it */
    struct hash other_place = hash_of(&dir, &after);
    assert_false(hash_equal(&was, &other_place));
    assert_int_equal(before, after);
    remove_folder(&dir);
}

/* What a folder holds beside what it must. */
struct addition {
    const char *name, *text; /* a folder when text is NULL */
    struct expected want;    /* no text: taken */
};

static void expect_addition(const struct addition *added) {
    char path[256];
    struct folder dir = make_folder();
    size_t rulebooks;
    folder_file(&dir, added->name, path, sizeof path);
    if (added->text)
        write_file(path, added->text, strlen(added->text));
    else
        assert_int_equal(mkdir(path, 0700), 0);
    if (added->want.text)
        expect_fault(&dir, added->want);
    else
        (void)hash_of(&dir, &rulebooks);
    remove_folder(&dir);
}

static void what_is_added_to_a_folder_is_read_or_refused(void **state) {
#define CITE "cite: {text: x, source: D1, read: P, confidence: high, verified: true}\n"
#define YEAR(year, estimated)                                                                      \
    "year: " year "\nversion: v\nsource: s\nconfidence: low\nverified: false\n" estimated          \
    "days:\n  - {date: " year "-01-01, kind: national_holiday, name: a}\n"
#define WORD "here must stand a mapping with the keys: "
    static const struct addition CASES[] = {
        {"regimes/README", "not read", {0}},
        {"regimes/.hidden.yaml", "not: read", {0}},
        {"regimes/a b.yaml", "a: b\n", {"regimes", 0, "a file's name must be letters"}},
        {"regimes/.yaml", "not: read", {0}},
        {"regimes/z.yaml", "zzz\n", {"regimes/z.yaml", 1, WORD "regime"}},
        {"regimes/z.yaml", NULL, {"regimes/z.yaml", 0, "not a file"}},
        {"parts/z.yaml", "zzz\n", {"parts/z.yaml", 1, WORD "part"}},
        {"parts/z.yaml", "part: z\n", {"parts/z.yaml", 1, "no rulebook names this part"}},
        {"elections/z.yaml", "zzz\n", {"elections/z.yaml", 1, WORD "id"}},
        {"calendars/z.yaml", "zzz\n", {"calendars/z.yaml", 1, WORD "year"}},
        {"calendars/z.yaml", "year: 0\n", {"calendars/z.yaml", 1, "from 1 to 9999"}},
        {"calendars/holidays-2025.yaml", YEAR("2025", "estimated: true\n"), {0}},
        {"calendars/holidays-2026.yaml",
         YEAR("2026", ""),
         {"holidays-2026.yaml", 1, "must follow each other"}},
        {"acts/z.yaml", "zzz\n", {"acts/z.yaml", 1, WORD "id"}},
        {"acts/z.yaml",
         "id: small\nlabel: {id: a, en: b}\nfrom: 2024-01-01\n" CITE
         "acts: [{id: A-1, label: {id: a, en: b}, plain: {id: a, en: b}, track: discipline, "
         "subjects: [pns], tier: berat, version: 2, " CITE "}]\n",
         {"acts/z.yaml", 5, "\"A-1\" stands in another catalogue, too"}},
        {"acts/z.yaml", "id: small\n", {"acts/z.yaml", 1, "\"small\" stands here twice"}},
        {"topics/z.yaml", "zzz\n", {"topics/z.yaml", 1, WORD}},
        {"topics/z.yaml",
         "topics: [{id: perbuatan, group: lain, question: {id: a, en: b}, example: {id: a, en: b}, "
         "instead: {id: a, en: b}, " CITE "}]\n",
         {"topics/z.yaml", 1, "another file holds the topic \"perbuatan\""}},
        {"nothing.yaml", "not: read\n", {0}},
    };
#undef CITE
#undef YEAR
#undef WORD
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        expect_addition(&CASES[i]);
}

static void the_same_file_twice_under_two_names_is_a_fault(void **state) {
    static const struct {
        const char *from, *to;
        struct expected want;
    } CASES[] = {
        {"elections/small.yaml", "elections/z.yaml", {"elections/z.yaml", 1, "holds the election"}},
        {"parts/shared.yaml", "parts/z.yaml", {"parts/z.yaml", 1, "another file holds the part"}},
        {"calendars/holidays-2024.yaml",
         "calendars/z.yaml",
         {"calendars/z.yaml", 1, "must follow each other: 2024, then 2024"}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char path[256], text[16384];
        struct folder dir = make_folder();
        folder_file(&dir, CASES[i].from, path, sizeof path);
        read_file(path, text, sizeof text);
        folder_file(&dir, CASES[i].to, path, sizeof path);
        write_file(path, text, strlen(text));
        expect_fault(&dir, CASES[i].want);
        remove_folder(&dir);
    }
}

/* count files of bytes each, all of them comments, in parts/: an empty file is a fault of its own.
 */
static struct folder folder_with(size_t count, size_t bytes) {
    char path[256], name[64], *text = must_alloc(bytes);
    struct folder dir = make_folder();
    memset(text, '#', bytes);
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(name, sizeof name, "parts/z%03zu.yaml", i);
        folder_file(&dir, name, path, sizeof path);
        write_file(path, text, bytes);
    }
    free(text);
    return dir;
}

static void a_folder_holds_64_files_and_all_of_them_8_mib(void **state) {
    static const struct {
        size_t count, bytes;
        struct expected want;
        bool told;
    } CASES[] = {
        {63, 1, {"parts", 0, "more than 64 files"}, false}, /* beside shared.yaml */
        {64, 1, {"parts", 0, "more than 64 files"}, true},
        {31, LAW_FILE_MAX, {"yaml", 0, "more than 8 MiB"}, false},
        {32, LAW_FILE_MAX, {"yaml", 0, "more than 8 MiB"}, true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        static struct law_faults faults;
        const struct law *law = NULL;
        struct arena *a = arena_new(LAW_ARENA_CAP);
        struct folder dir = folder_with(CASES[i].count, CASES[i].bytes);
        assert_int_equal(law_load(a, dir.path, &law, &faults).code, ERR_RULES);
        assert_int_equal(has_fault(&faults, &CASES[i].want), CASES[i].told);
        arena_free(a);
        remove_folder(&dir);
    }
}

static void folders_that_are_missing_or_are_files_are_told_of(void **state) {
    static const char *const MUST[] = {"regimes", "elections", "calendars", "acts", "topics"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(MUST); i++) {
        struct folder dir = make_folder(), sub;
        assert_true(snprintf(sub.path, sizeof sub.path, "%s/%s", dir.path, MUST[i]) <
                    (int)sizeof sub.path);
        remove_folder(&sub);
        expect_fault(&dir, (struct expected){MUST[i], 0, "it must hold at least one .yaml file"});
        write_file(sub.path, "", 0);
        expect_fault(&dir, (struct expected){MUST[i], 0, "it must hold at least one .yaml file"});
        remove_folder(&dir);
    }
    struct folder file = {"tests/rules/small/offices.yaml"};
    expect_fault(&file, (struct expected){"offices.yaml", 0, "no rules folder at tests/rules"});
}

static void a_law_may_do_without_parts(void **state) {
    (void)state;
    size_t rulebooks;
    char path[256];
    struct folder dir = make_folder();
    folder_file(&dir, "parts/shared.yaml", path, sizeof path);
    assert_int_equal(remove(path), 0);
    expect_fault(&dir, (struct expected){"regimes/suit.yaml", 6, "no part \"shared\" in parts/"});
    folder_file(&dir, "regimes/suit.yaml", path, sizeof path);
    assert_int_equal(remove(path), 0);
    (void)hash_of(&dir, &rulebooks); /* an empty folder */
    assert_int_equal(rulebooks, 1);
    folder_file(&dir, "parts", path, sizeof path);
    assert_int_equal(rmdir(path), 0);
    (void)hash_of(&dir, &rulebooks);
    assert_int_equal(rulebooks, 1);
    remove_folder(&dir);
}

static void versions_of_a_regime_follow_each_other(void **state) {
    static const struct {
        const char *from, *to;
        const char *text; /* NULL: taken */
    } CASES[] = {
        {"from: 2023-01-01", "to: 2023-12-31", NULL},
        {"from: 2025-01-01", "to: 2025-12-31", NULL},
        {"from: 2023-01-01", "to: 2024-01-01", "in force on days when version"},
        {"from: 2025-01-02", "to: 2025-12-31", "which holds between them"},
        {"from: 2023-01-01", "to: 2022-12-31", "\"to\" is before \"from\""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        static struct law_faults faults;
        char path[256], text[16384];
        const struct law *law = NULL;
        struct folder dir = make_folder();
        struct arena *a = arena_new(LAW_ARENA_CAP);
        folder_file(&dir, "regimes/z.yaml", path, sizeof path);
        read_file("tests/rules/small/" REGIME, text, sizeof text);
        write_changed(path, text, 2, "version: 2");
        read_file(path, text, sizeof text);
        write_changed(path, text, 3, CASES[i].from);
        read_file(path, text, sizeof text);
        write_changed(path, text, 4, CASES[i].to);
        struct err e = law_load(a, dir.path, &law, &faults);
        bool told = false;
        for (size_t k = 0; k < faults.count; k++)
            told = told || (CASES[i].text && strstr(faults.list[k].text.ptr, CASES[i].text));
        if (CASES[i].text ? !told : e.code != ERR_NONE)
            fail_msg("%s %s: %zu faults: %s", CASES[i].from, CASES[i].to, faults.count,
                     faults.count ? faults.list[0].text.ptr : "");
        arena_free(a);
        remove_folder(&dir);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_rules_load),
        cmocka_unit_test(faults_are_collected_and_not_only_the_first_is_told),
        cmocka_unit_test(two_rulebooks_cannot_be_in_force_at_once),
        cmocka_unit_test(a_hole_between_the_years_of_the_calendar_is_a_fault),
        cmocka_unit_test(a_decreed_year_behind_an_estimated_one_is_a_fault),
        cmocka_unit_test(what_is_not_there_is_named),
        cmocka_unit_test(a_file_that_grows_without_end_is_refused),
        cmocka_unit_test(faults_beyond_the_ceiling_are_counted),
        cmocka_unit_test(a_renamed_file_is_another_law_only_when_it_is_read_in_another_place),
        cmocka_unit_test(what_is_added_to_a_folder_is_read_or_refused),
        cmocka_unit_test(the_same_file_twice_under_two_names_is_a_fault),
        cmocka_unit_test(a_folder_holds_64_files_and_all_of_them_8_mib),
        cmocka_unit_test(folders_that_are_missing_or_are_files_are_told_of),
        cmocka_unit_test(a_law_may_do_without_parts),
        cmocka_unit_test(versions_of_a_regime_follow_each_other),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
