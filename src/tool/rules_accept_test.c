#include "tool/rules_test.h"

/* lint: may-use: the small rules in a folder of their own, as the loader's tests have them */
#include "law/load_sample.h"

/* A person at work: words typed into a folder of rules, and what is changed in it meanwhile. */
static const struct step {
    const char *file, *old, *new; /* changed before: old, which stands there once, becomes new */
    const char *words;
    int status;
    const char *said; /* part of what is said */
} STORY[] = {
    {NULL, NULL, NULL, "check", 0, "record: none; `netral rules accept --all` begins one"},
    {NULL, NULL, NULL, "accept", 1, "/acts/small.yaml:7: acts/A-1 (version 1) is not accepted yet"},
    {NULL, NULL, NULL, "accept --help", 0, "Usage: netral rules accept"},
    {NULL, NULL, NULL, "accept --all A-1", 2, "--all, or rows: not both"},
    {NULL, NULL, NULL, "accept --all --by=", 2, "who accepts? --by NAME"},
    {NULL, NULL, NULL, "accept king --by=A", 2, "nothing that waits is called \"king\""},
    {NULL, NULL, NULL, "accept head --by=A", 2, "\"head\" is in several files: write"},
    {NULL, NULL, NULL, "check", 0, "record: none"},
    {NULL, NULL, NULL, "accept acts/small.yaml --by=A", 0, "accepted by A on 20"},
    {NULL, NULL, NULL, "check", 1,
     "/terms.yaml:1: head is not accepted yet: read it and accept it"},
    {NULL, NULL, NULL, "check", 1, "rows, no other fault; "},
    {NULL, NULL, NULL, "accept --all --by=B", 0, "; 0 still wait"},
    {NULL, NULL, NULL, "accept", 0, "Everything is accepted."},
    {NULL, NULL, NULL, "check", 0, "all as they were accepted"},
    {NULL, NULL, NULL, "accept A-1 --by=A", 2, "nothing that waits is called \"A-1\""},
    /* other content under the same version */
    {"acts/small.yaml", "label: {id: \"Perbuatan\"", "label: {id: \"Perbuatan itu\"", "check", 1,
     "acts/A-1 (version 1) says something else than what was accepted on 20"},
    {NULL, NULL, NULL, "accept --all --by=C", 1, "raise its version and accept it"},
    {NULL, NULL, NULL, "accept A-1 --by=C", 1, "nothing was accepted: mend these first"},
    {"acts/small.yaml", "- id: A-1\n", "- id: A-1\n    version: 2\n", "check", 1,
     "acts/A-1 (version 2) is another version than what was accepted on 20"},
    {NULL, NULL, NULL, "accept acts/small.yaml:A-1 --by=C", 0, "acts/small.yaml acts/A-1 2"},
    {NULL, NULL, NULL, "check", 0, "all as they were accepted"},
    /* another fault hides nothing, and nothing is accepted beside it */
    {"acts/small.yaml", "version: 2", "version: 3\n    odd: 1", "accept --all --by=C", 1,
     "unknown key \"odd\""},
    {NULL, NULL, NULL, "accept --all --by=C", 1, "nothing was accepted"},
    {"acts/small.yaml", "version: 3\n    odd: 1", "version: 1", "accept --all --by=C", 1,
     "acts/A-1 (version 1) has a lower version than what was accepted"},
    {"acts/small.yaml", "version: 1\n", "version: 2\n", "check", 0, "all as they were accepted"},
    /* what keeps no version is accepted anew by its name */
    {"offices.yaml", "Pengadilan", "Pengadilan Negeri", "check", 1,
     "/offices.yaml:5: offices/court says something else than what was accepted"},
    {NULL, NULL, NULL, "accept offices.yaml:offices/court --by=D", 0, "; 0 still wait"},
    {NULL, NULL, NULL, "check", 0, "all as they were accepted"},
    /* a record that somebody broke */
    {"accepted.txt", "offices.yaml head -", "<<<<<<< HEAD\noffices.yaml head -", "check", 1,
     "two records were merged here"},
    {NULL, NULL, NULL, "check", 1, "rules: not read to the end, 1 fault"},
    {NULL, NULL, NULL, "accept --all --by=D", 1, "nothing was accepted: mend these first"},
    {"accepted.txt", "<<<<<<< HEAD\noffices.yaml head -", "offices.yaml head -", "check", 0,
     "all as they were accepted"},
    {"accepted.txt", "offices.yaml offices/court -", "offices.yaml offices/king -", "check", 1,
     "offices/king is gone since it was accepted"},
};

static void change(const struct folder *dir, const struct step *x) {
    static char text[65536], now[65536];
    char path[256];
    folder_file(dir, x->file, path, sizeof path);
    read_file(path, text, sizeof text);
    char *at = strstr(text, x->old);
    if (!at || strstr(at + 1, x->old))
        fail_msg("%s: not there once: %s", x->file, x->old);
    int len =
        snprintf(now, sizeof now, "%.*s%s%s", (int)(at - text), text, x->new, at + strlen(x->old));
    write_file(path, now, (size_t)len);
}

static void what_is_accepted_is_held_to(void **state) {
    (void)state;
    struct folder dir = make_folder();
    for (size_t i = 0; i < COUNT_OF(STORY); i++) {
        const struct step *x = &STORY[i];
        struct arena *a = arena_new(64u << 20);
        if (x->file)
            change(&dir, x);
        struct said said = said_rules(a, dir.path, x->words);
        if (said.status != x->status || (!strstr(said.out, x->said) && !strstr(said.err, x->said)))
            fail_msg("%zu: %s: status %d\n%s\n%s", i, x->words, said.status, said.out, said.err);
        arena_free(a);
    }
    remove_folder(&dir);
}

static void a_folder_that_cannot_be_written_keeps_its_record(void **state) {
    (void)state;
    struct folder dir = make_folder();
    struct arena *a = arena_new(64u << 20);
    char beside[256];
    folder_file(&dir, ".accepted.txt", beside, sizeof beside); /* where it is written first */
    assert_int_equal(mkdir(beside, 0700), 0);
    struct said said = said_rules(a, dir.path, "accept --all --by=A");
    assert_int_equal(said.status, 1);
    assert_non_null(strstr(said.err, "accepted.txt: Is a directory"));
    said = said_rules(a, dir.path, "check");
    assert_non_null(strstr(said.out, "record: none"));
    arena_free(a);
    remove_folder(&dir);
}

/* Next year's decree, loaded by its command: said at once, and by the check until it is accepted.
 */
static void what_a_command_writes_waits_to_be_accepted(void **state) {
    (void)state;
    static const char DAYS[] =
        "year: 2025\nversion: v\nsource: SKB Y\nconfidence: high\nverified: false\n"
        "days:\n  - {date: 2025-01-01, kind: national_holiday, name: \"Tahun Baru\"}\n";
    struct folder dir = make_folder();
    struct arena *a = arena_new(64u << 20);
    char list[256];
    folder_file(&dir, "decree", list, sizeof list);
    write_file(list, DAYS, sizeof DAYS - 1);
    struct said said = said_by(a, tool_holidays, dir.path, list);
    assert_int_equal(said.status, 0);
    assert_null(strstr(said.err, "accept")); /* no record: nothing to accept */
    assert_int_equal(said_rules(a, dir.path, "accept --all --by=A").status, 0);
    char *other = (char *)arena_c(a, str_from_c(DAYS));
    memcpy(strstr(other, "Tahun"), "TAHUN", 5);
    write_file(list, other, sizeof DAYS - 1);
    said = said_by(a, tool_holidays, dir.path, list);
    assert_int_equal(said.status, 0);
    assert_non_null(strstr(said.err, "accept --by NAME calendars/holidays-2025.yaml"));
    said = said_rules(a, dir.path, "check");
    assert_int_equal(said.status, 1);
    assert_non_null(strstr(said.out, "days/2025-01-01 says something else"));
    said = said_rules(a, dir.path, "accept calendars/holidays-2025.yaml --by=B");
    assert_int_equal(said.status, 0);
    assert_int_equal(said_rules(a, dir.path, "check").status, 0);
    arena_free(a);
    remove_folder(&dir);
}

static void a_record_that_is_no_file_is_a_fault(void **state) {
    (void)state;
    struct folder dir = make_folder();
    struct arena *a = arena_new(64u << 20);
    char path[256];
    folder_file(&dir, "accepted.txt", path, sizeof path);
    assert_int_equal(mkfifo(path, 0600), 0);
    struct said said = said_rules(a, dir.path, "check");
    assert_int_equal(said.status, 1);
    assert_non_null(strstr(said.out, "accepted.txt: the record of acceptance cannot be read"));
    said = said_rules(a, dir.path, "accept --all --by=A");
    assert_int_equal(said.status, 1);
    arena_free(a);
    remove_folder(&dir);
}

/* The record that is shipped, and who accepted it. */
static void the_shipped_rules_are_as_they_were_accepted(void **state) {
    (void)state;
    struct arena *a = arena_new(64u << 20);
    struct said said = said_rules(a, "rules", "check");
    if (said.status || !strstr(said.out, "all as they were accepted"))
        fail_msg("%s\nread them, raise versions, then `netral rules accept`", said.out);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_accepted_is_held_to),
        cmocka_unit_test(a_folder_that_cannot_be_written_keeps_its_record),
        cmocka_unit_test(what_a_command_writes_waits_to_be_accepted),
        cmocka_unit_test(a_record_that_is_no_file_is_a_fault),
        cmocka_unit_test(the_shipped_rules_are_as_they_were_accepted),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
