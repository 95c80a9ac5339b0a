#include "law/load_sample.h"

#include "law/accepted.h"

/* What the record takes for lists whose rows keep no version are those in which the loader takes
 * none: elsewhere who changes a row can raise its version, and must. */
static bool takes_version(const struct law_entry *entry) {
    struct folder dir = make_folder();
    char path[256], text[16384], line[256];
    (void)snprintf(line, sizeof line, "%.*s", STR_ARG(entry->file));
    folder_file(&dir, line, path, sizeof path);
    read_file(path, text, sizeof text);
    const char *at = text;
    for (int n = 1; n < entry->line; n++)
        at = strchr(at, '\n') + 1;
    const char *item = at + strcspn(at, "-") + 2;
    bool flow = *item == '{';
    item += flow;
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    (void)fprintf(f, "%.*sversion: 9%s%s", (int)(item - text), text, flow ? ", " : "\n    ", item);
    assert_int_equal(fclose(f), 0);
    struct arena *a = arena_new(LAW_ARENA_CAP);
    static struct law_faults faults;
    const struct law *law = NULL;
    bool refused = false;
    struct err e = law_load(a, dir.path, &law, &faults); /* of some the version is twice, or late */
    assert_true(!e.code || faults.count);
    for (size_t i = 0; i < faults.count; i++)
        refused = refused || str_find(faults.list[i].text, STR("unknown key \"version\""));
    arena_free(a);
    remove_folder(&dir);
    return !refused;
}

static void rows_that_take_a_version_are_held_to_it(void **state) {
    (void)state;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    static struct law_faults faults;
    const struct law *law = NULL;
    assert_int_equal(law_load(a, "tests/rules/small", &law, &faults).code, ERR_NONE);
    struct law_entries all = law_entries_of(a, law->files);
    size_t lists[2] = {0};
    for (size_t i = 1; i < all.count; i++) {
        const struct law_entry *x = &all.list[i];
        if (str_equal(x->name, STR("head")) || law_entries_are_of_one_list(x, x - 1))
            continue;
        if (takes_version(x) != x->versioned)
            fail_msg("%.*s %.*s", STR_ARG(x->file), STR_ARG(x->name));
        lists[x->versioned]++;
    }
    assert_true(lists[0] >= 5 && lists[1] >= 15);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_take_a_version_are_held_to_it),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
