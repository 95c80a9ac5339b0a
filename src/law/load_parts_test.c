#include "law/load_sample.h"

#define PART "parts/shared.yaml"
#define SUIT "regimes/suit.yaml"

/* What a part does to the rulebooks that name it. Files that are wrong in one line are
 * tests/rules/broken. */
static void a_part_that_nobody_names_or_two_of_one_name_are_faults(void **state) {
    static const char ALONE[] = "part: other\n", TWICE[] = "part: shared\n";
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    folder_file(&dir, "parts/other.yaml", path, sizeof path);
    write_file(path, ALONE, sizeof ALONE - 1);
    expect_fault(&dir, (struct expected){"parts/other.yaml", 1, "no rulebook names this"});
    write_file(path, TWICE, sizeof TWICE - 1);
    expect_fault(&dir, (struct expected){PART, 1, "another file holds the part"});
    remove_folder(&dir);
}

/* And nothing follows from it: a graph that lacks what the fault names is not looked at. */
static void a_fault_of_a_part_that_two_rulebooks_name_is_told_once(void **state) {
    static const struct {
        int at;
        const char *line;
        struct expected expect;
    } CASES[] = {
        {24, "    label: x", {PART, 24, "here must stand a mapping"}},
        {53, "        to: ended", {PART, 53, "unknown state \"ended\""}},
        {38, "        to: ended", {PART, 38, "unknown state \"ended\""}},
        {40, "        starts: [{clock: C9}]", {PART, 40, "unknown clock \"C9\""}},
        {54, "        stops: [C2.wait, C9]", {PART, 54, "unknown clock \"C9\""}},
        {28,
         "  - {id: waiting, label: {id: a, en: b}, reporter: {id: a, en: b}, phase: examination,"
         " waits_for: watcher}\nsteps:",
         {PART, 28, "\"waiting\" stands here twice"}},
    };
    (void)state;
    char path[256], text[16384];
    static struct law_faults faults;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct law *law = NULL;
        struct arena *a = arena_new(LAW_ARENA_CAP);
        struct folder dir = make_folder();
        read_file("tests/rules/small/" SUIT, text, sizeof text);
        folder_file(&dir, "regimes/second.yaml", path, sizeof path);
        write_changed(path, text, 1, "regime: second");
        read_file("tests/rules/small/" PART, text, sizeof text);
        folder_file(&dir, PART, path, sizeof path);
        write_changed(path, text, CASES[i].at, CASES[i].line);
        assert_int_equal(law_load(a, dir.path, &law, &faults).code, ERR_RULES);
        expect_fault(&dir, CASES[i].expect);
        if (faults.count != 1)
            fail_msg("line %d: %zu faults", CASES[i].at, faults.count);
        remove_folder(&dir);
        arena_free(a);
    }
}

static void told(const struct folder *dir, struct law_faults *ret) {
    const struct law *law = NULL;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    assert_int_equal(law_load(a, dir->path, &law, ret).code, ERR_RULES);
    for (size_t i = 0; i < ret->count; i++)
        print_message("# %.*s:%d: %.*s\n", STR_ARG(ret->list[i].file), ret->list[i].line,
                      STR_ARG(ret->list[i].text));
    bool first = ret->count == 2 && ends_with(ret->list[0].file, PART) &&
                 ends_with(ret->list[1].file, PART) && ret->list[1].line == ret->list[0].line &&
                 strstr(ret->list[1].text.ptr, "until this is mended");
    assert_true(first);
    arena_free(a);
}

/* Rows that are missing make others dangle, whatever stands in the files that are read before. */
static void a_file_that_cannot_be_read_is_told_alone(void **state) {
    (void)state;
    char path[256], text[16384];
    static struct law_faults faults;
    struct folder dir = make_folder();
    read_file("tests/rules/small/" PART, text, sizeof text);
    folder_file(&dir, PART, path, sizeof path);
    write_changed(path, text, 24, "states: [");
    told(&dir, &faults);
    assert_true(faults.list[0].line > 0);
    char early[256], offices[16384];
    read_file("tests/rules/small/offices.yaml", offices, sizeof offices);
    folder_file(&dir, "offices.yaml", early, sizeof early);
    write_changed(early, offices, 2, "  - id: \"?\"");
    told(&dir, &faults);
    write_changed(path, text, 1, "party: shared"); /* a part of no name */
    folder_file(&dir, "offices.yaml", early, sizeof early);
    write_file(early, offices, strlen(offices));
    const struct law *law = NULL;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    assert_int_equal(law_load(a, dir.path, &law, &faults).code, ERR_RULES);
    assert_true(faults.count >= 2 && ends_with(faults.list[0].file, PART));
    assert_non_null(strstr(faults.list[faults.count - 1].text.ptr, "until this is mended"));
    arena_free(a);
    remove_folder(&dir);
}

static void what_a_part_says_changes_the_hash_of_each_rulebook_that_names_it(void **state) {
    (void)state;
    char path[256], text[16384];
    struct law_faults faults;
    const struct law *before = NULL, *after = NULL;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct folder dir = make_folder();
    assert_int_equal(law_load(a, dir.path, &before, &faults).code, ERR_NONE);
    read_file("tests/rules/small/" PART, text, sizeof text);
    folder_file(&dir, PART, path, sizeof path);
    write_changed(path, text, 5, "    n: 3");
    assert_int_equal(law_load(a, dir.path, &after, &faults).code, ERR_NONE);
    assert_int_equal(before->rulebook_count, 2);
    assert_memory_equal(&before->rulebooks[0].hash, &after->rulebooks[0].hash, HASH_LEN);
    assert_memory_not_equal(&before->rulebooks[1].hash, &after->rulebooks[1].hash, HASH_LEN);
    assert_memory_not_equal(&before->hash, &after->hash, HASH_LEN);
    assert_int_equal(after->rulebooks[1].clocks[0].n, 3);
    assert_true(ends_with(after->rulebooks[1].clocks[0].file, PART));
    assert_true(ends_with(after->rulebooks[1].steps[0].file, PART));
    remove_folder(&dir);
    arena_free(a);
}

/* The clock starts only where the case ends, so it never runs where the step waits for it. */
static void a_step_cannot_wait_for_a_clock_that_never_runs_there(void **state) {
    static const struct {
        int at;
        const char *line;
    } CHANGES[] = {
        {68, "        to: closed\n        starts: [{clock: C7.late}]"},
        {64, "    after: C7.late"},
        {31, "  - {id: C7.late, name: {id: a, en: b}, n: 1, unit: calendar, in_words: satu hari"
             " kalender, kind: duty, lapse: alarm, start: x, cite: {text: x, source: S1, read: S, "
             "confidence: low, verified: false}}\n"
             "states:"},
    };
    (void)state;
    char path[256], text[16384];
    struct folder dir = make_folder();
    folder_file(&dir, REGIME, path, sizeof path);
    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) { /* from the end: lines keep their numbers */
        read_file(path, text, sizeof text);
        write_changed(path, text, CHANGES[i].at, CHANGES[i].line);
    }
    expect_fault(&dir, (struct expected){REGIME, 58, "which cannot run in \"open\""});
    remove_folder(&dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_cannot_wait_for_a_clock_that_never_runs_there),
        cmocka_unit_test(a_part_that_nobody_names_or_two_of_one_name_are_faults),
        cmocka_unit_test(a_fault_of_a_part_that_two_rulebooks_name_is_told_once),
        cmocka_unit_test(a_file_that_cannot_be_read_is_told_alone),
        cmocka_unit_test(what_a_part_says_changes_the_hash_of_each_rulebook_that_names_it),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
