#include "law/load_sample.h"

/* What rulebooks share, and the registers beside them: broken in one place each. */
static const struct broken BROKEN[] = {
    /* parts */
    {SUIT, 6, NULL, 7, "unknown state \"waiting\""},
    {SUIT, 6, NULL, 9, "unknown clock \"C2.wait\""},
    {SUIT, 6, "parts: [others]", 6, "no part \"others\" in parts/"},
    {SUIT, 6, "parts: [shared, shared]", 6, "is named twice"},
    {SUIT, 8, "  report: waiting", 7, "missing key \"opened\""},
    {PART, 21, "  - id: over", 21, "\"over\" stands here twice"},
    {SUIT, 9, "  later:", 9, "unknown key \"later\""},
    {PART, 2, "colour: red\nclocks:", 2, "unknown key \"colour\""},
    {PART, 5, "    n: many", 5, "whole number from 1"},
    {PART, 18, "    replaces: C9", 18, "unknown clock \"C9\""},
    {PART, 13, "    n: 2", 18, "and more than its 2"},
    {PART, 14, "    unit: working", 18, "counts the unit of \"C2.wait\""},
    {PART, 10, NULL, 3, "missing key \"cite\""},
    {PART, 25, "    waits_for: nobody", 25, "roles of authorities.yaml"},
    {PART, 25, NULL, 21, "not terminal and waits for nobody"},
    {PART, 32, "    from: [open]", 32, "unknown state \"open\""},
    {PART, 38, "        starts: [{clock: C9}]", 38, "unknown clock \"C9\""},
    {PART, 51, "        to: ended", 51, "unknown state \"ended\""},
    {PART, 38, NULL, 11, "nothing starts the clock \"C2.longer\""},
    {PART, 25, "    waits_for: reporter", 21, "the reporter may never act"},
    {PART, 51, "        to: over\n        opens: [suit]", 52, "opens no other"},
    /* authorities, letters, windows */
    {"authorities.yaml", 5, "    to: 2024-06-29", 7, "neither gap nor overlap"},
    {"authorities.yaml", 5, "    to: 2024-07-01", 7, "neither gap nor overlap"},
    {"authorities.yaml", 5, NULL, 6, "neither gap nor overlap"},
    {"authorities.yaml", 10, "    from: 2024-07-01\n    to: 2025-01-01", 7, "leave \"to\" out"},
    {"authorities.yaml", 4, "    office: king", 4, "unknown office kind \"king\""},
    {"authorities.yaml", 3, "    role: reporter", 2, "called like a kind of office"},
    {"authorities.yaml", 16, NULL, 12, "planned: true and due_by belong together"},
    {"authorities.yaml", 15, NULL, 12, "planned: true and due_by belong together"},
    {"authorities.yaml", 15, "    planned: true\n    from: 2026-01-01", 12, "in force on no day"},
    {"authorities.yaml", 7, "  - id: R1", 7, "\"R1\" stands here twice"},
    {"letters.yaml", 5, "    number: \"{n}/{\"", 5, "whose braces pair"},
    {"letters.yaml", 5, "    number: \"n}{\"", 5, "whose braces pair"},
    {"letters.yaml", 7, "      - {name: mail, label: {id: a, en: b}}", 8, "stands here twice"},
    {"letters.yaml", 8, "      - {name: mail, label: {id: a, en: b}, need: conditional}", 8,
     "if and only if it is conditional"},
    {"letters.yaml", 8, "      - {name: mail, label: {id: a, en: b}, need: never}", 8,
     "it must be one of: always, conditional, optional"},
    {"letters.yaml", 9, NULL, 2, "missing key \"cite\""},
    {"windows.yaml", 4, "    opens: \"8:00\"", 4, "must be a time of day"},
    {"windows.yaml", 4, "    opens: \"08:60\"", 4, "must be a time of day"},
    {"windows.yaml", 5, "    closes: \"24:01\"", 5, "must be a time of day"},
    {"windows.yaml", 5, "    closes: \"08:00\"", 2, "opens before it closes"},
    {"windows.yaml", 3, "    weekdays: [mon, mon]", 3, "once at most"},
    {"windows.yaml", 3, "    weekdays: [monday]", 3, "once at most"},
    {"windows.yaml", 8, "    stages: [party]", 8, "no election has a stage \"party\""},
};

static void every_broken_row_is_refused_with_its_line(void **state) {
    (void)state;
    expect_all(BROKEN, COUNT_OF(BROKEN));
}

static void a_part_that_nobody_names_or_two_of_one_name_are_faults(void **state) {
    static const char ALONE[] = "part: other\n", TWICE[] = "part: shared\n";
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    folder_file(&dir, "parts/other.yaml", path, sizeof path);
    write_file(path, ALONE, sizeof ALONE - 1);
    expect_fault(&dir, &(struct broken){"parts/other.yaml", 0, "", 0, "no rulebook names this"});
    write_file(path, TWICE, sizeof TWICE - 1);
    expect_fault(&dir, &(struct broken){PART, 0, "", 0, "another file holds the part"});
    remove_folder(&dir);
}

static void a_fault_of_a_part_is_told_once(void **state) {
    (void)state;
    char path[256], text[16384];
    struct law_faults faults;
    const struct law *law = NULL;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct folder dir = make_folder();
    read_file("tests/rules/small/" SUIT, text, sizeof text);
    folder_file(&dir, "regimes/second.yaml", path, sizeof path);
    write_changed(path, text, 1, "regime: second");
    read_file("tests/rules/small/" PART, text, sizeof text);
    folder_file(&dir, PART, path, sizeof path);
    write_changed(path, text, 22, "    label: x");
    assert_int_equal(law_load(a, dir.path, &law, &faults).code, ERR_RULES);
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.list[0].line, 22);
    remove_folder(&dir);
    arena_free(a);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_broken_row_is_refused_with_its_line),
        cmocka_unit_test(a_part_that_nobody_names_or_two_of_one_name_are_faults),
        cmocka_unit_test(a_fault_of_a_part_is_told_once),
        cmocka_unit_test(what_a_part_says_changes_the_hash_of_each_rulebook_that_names_it),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
