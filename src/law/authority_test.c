#include "law/load_sample.h"

/* A change of the authority is one row: what is added to the shipped file, and nothing else in it,
 * ends the holder before and begins the next one. */
#define FILE_NAME "authorities.yaml"

static struct date day(const char *text) {
    struct date d;
    assert_true(date_parse(str_from_c(text), &d));
    return d;
}

static const char NEW_ROW[] =
    "  - id: R4\n"
    "    role: watcher\n"
    "    office: reporter\n"
    "    from: 2025-03-01\n"
    "    cite: {text: \"UU X Ps 7\", source: \"D1\", read: P, confidence: high, verified: true}\n";

/* Adds text at the end of a file. */
static void append(const struct folder *dir, const char *name, const char *text) {
    char path[256];
    folder_file(dir, name, path, sizeof path);
    FILE *f = fopen(path, "ab");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static const struct law *load(struct arena *a, const char *path) {
    const struct law *law = NULL;
    struct law_faults faults;
    assert_int_equal(law_load(a, path, &law, &faults).code, ERR_NONE);
    return law;
}

static void holds(const struct law *law, const char *role, const char *on, const char *office) {
    struct str got = law_office_on(law, str_from_c(role), day(on));
    assert_int_equal(got.len, strlen(office));
    assert_memory_equal(got.ptr, office, got.len);
}

static void one_new_row_ends_the_holder_before_it(void **state) {
    (void)state;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct folder dir = make_folder();
    const struct law *before = load(a, dir.path);
    append(&dir, FILE_NAME, NEW_ROW);
    const struct law *after = load(a, dir.path);
    static const struct {
        const char *on, *before, *after;
    } DAYS[] = {
        {"2024-06-30", "bawaslu", "bawaslu"},
        {"2025-02-28", "bawaslu", "bawaslu"},
        {"2025-03-01", "bawaslu", "reporter"},
        {"2099-12-31", "bawaslu", "reporter"},
    };
    for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
        holds(before, "watcher", DAYS[i].on, DAYS[i].before);
        holds(after, "watcher", DAYS[i].on, DAYS[i].after);
    }
    assert_int_equal(after->authority_count, before->authority_count + 1);
    assert_int_equal(before->authorities[1].row.span.to.day, LAW_OPEN);
    assert_int_equal(after->authorities[1].row.span.to.day, day("2025-02-28").day);
    remove_folder(&dir);
    arena_free(a);
}

/* The rows that are shipped: no day without a holder, none with two, and no end written by hand. */
static void the_supervisor_of_the_merit_system_passes_from_kasn_to_bkn(void **state) {
    (void)state;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = load(a, "rules");
    holds(law, "merit_supervisor", "2014-01-14", "");
    holds(law, "merit_supervisor", "2014-01-15", "kasn");
    holds(law, "merit_supervisor", "2024-08-24", "kasn");
    holds(law, "merit_supervisor", "2024-08-25", "bkn");
    holds(law, "merit_supervisor", "2027-10-16", "bkn"); /* the body that is due is not there */
    char text[16384];
    read_file("rules/" FILE_NAME, text, sizeof text);
    assert_null(strstr(text, "\n    to:"));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_new_row_ends_the_holder_before_it),
        cmocka_unit_test(the_supervisor_of_the_merit_system_passes_from_kasn_to_bkn),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
