#include "law/load_sample.h"

/* What two files must be changed for: the rest is tests/rules/broken. */
static void what_imposes_a_tier_is_called_by_its_word(void **state) {
    static const char RUNG[] =
        "  - id: discipline.ringan\n    from: 2024-01-01\n    track: discipline\n    tier: ringan\n"
        "    label: {id: \"Ringan\", en: \"Light\"}\n    subjects: [pns]\n"
        "    note: {id: \"Tanpa jenis\", en: \"Without kinds\"}\n"
        "    cite: {text: \"UU X Ps 9\", source: \"D1\", read: P, confidence: high, verified: "
        "true}\n";
    (void)state;
    char path[256], text[16384];
    static struct law_faults faults;
    const struct law *law = NULL;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct folder dir = make_folder();
    read_file("tests/rules/small/sanctions.yaml", text, sizeof text);
    assert_true(strlen(text) + sizeof RUNG < sizeof text);
    memcpy(text + strlen(text), RUNG, sizeof RUNG);
    folder_file(&dir, "sanctions.yaml", path, sizeof path);
    write_file(path, text, strlen(text));
    read_file("tests/rules/broken/regime-imposes-as-an-officer.yaml", text, sizeof text);
    char *label = strstr(text, "\"Diputus\"");
    assert_non_null(label);
    memcpy(label, "\"ringan \"", strlen("\"ringan \""));
    folder_file(&dir, REGIME, path, sizeof path);
    char *role = strstr(strstr(text, "name: punish"), "role: officer");
    assert_non_null(role);
    memcpy(role, "role: head   ", strlen("role: officer"));
    write_file(path, text, strlen(text));
    bool told = false;
    assert_int_equal(law_load_to_check(a, dir.path, &law, &faults).code, ERR_RULES);
    for (size_t i = 0; i < faults.count; i++)
        told = told || strstr(faults.list[i].text.ptr,
                              "is called \"ringan\", but its tiers are without \"ringan\"");
    assert_true(told);
    remove_folder(&dir);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_imposes_a_tier_is_called_by_its_word),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
