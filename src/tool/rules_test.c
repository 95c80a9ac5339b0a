#include "tool/rules_test.h"

#include <jansson.h>

#define SMALL "tests/rules/small"

static int make_world(void **state) {
    hash_library_init();
    *state = arena_new(256u << 20);
    return 0;
}

static int end_world(void **state) {
    arena_free(*state);
    return 0;
}

static const struct asked { /* what a person may type; exit status; part of what is said */
    const char *words;
    int status;
    const char *out, *err;
} ASKED[] = {
    {"", 2, "", "Usage: netral rules VERB"},
    {"--help", 0, "Usage: netral rules VERB", ""},
    {"paint", 2, "", "unknown verb: paint"},
    {"check --help", 0, "Usage: netral rules check", ""},
    {"list --help", 0, "Usage: netral rules list", ""},
    {"graph --help", 0, "Usage: netral rules graph", ""},
    {"simulate --help", 0, "Usage: netral rules simulate", ""},
    {"diff --help", 0, "Usage: netral rules diff", ""},
    {"check --blue", 2, "", "unknown option: --blue"},
    {"check more", 2, "", "one argument too many: more"},
    {"check --rules", 2, "", "this option needs a value: --rules"},
    {"check --rules /nowhere", 1, "no rules folder at /nowhere", ""},
    {"check --rules rules", 0, "rows, 0 faults", ""},
    {"check", 0, "are not verified", ""},
    {"list --lang fr", 2, "", "--lang is id or en, not fr"},
    {"list --rules /nowhere", 1, "", "no rules folder at /nowhere"},
    {"graph", 2, "", "which procedure?"},
    {"graph other", 2, "", "no procedure \"other\"; there are:\n  small@1"},
    {"graph small@2", 2, "", "no procedure \"small@2\""},
    {"graph small -o /nowhere/x.svg", 1, "", "/nowhere/x.svg cannot be written"},
    {"graph small --lang en", 0, "waits for: Supervisor", ""},
    {"simulate", 2, "", "which procedure?"},
    {"simulate small --start yesterday", 2, "", "--start is a day such as"},
    {"simulate small --lang en --start 2024-05-06", 0, "Can wait for ever:", ""},
    {"simulate small --rules /nowhere", 1, "", "no rules folder"},
    {"diff", 2, "", "two things to compare are needed"},
    {"diff " SMALL, 2, "", "two things to compare are needed"},
    {"diff " SMALL " " SMALL, 0, "Tidak ada perbedaan.", ""},
    {"diff " SMALL " small@1", 2, "", "compare two folders, or two versions"},
    {"diff small@1 small@1 --lang en", 0, "No difference.", ""},
    {"diff small@1 small@9", 2, "", "small@9 is neither a folder nor a version"},
    {"diff src tests", 2, "", "no .yaml file in src"},
};

static void every_way_of_asking_is_answered_in_a_sentence(void **state) {
    struct arena *a = *state;
    for (size_t i = 0; i < COUNT_OF(ASKED); i++) {
        const struct asked *x = &ASKED[i];
        struct said said = said_rules(a, SMALL, x->words);
        if (said.status != x->status || !strstr(said.out, x->out) || !strstr(said.err, x->err))
            fail_msg("rules %s: status %d\n%s\n%s", x->words, said.status, said.out, said.err);
    }
}

static void check_tells_every_fault_and_ends_with_1(void **state) {
    struct arena *a = *state;
    struct said said = said_rules(a, "tests/rules", "check");
    assert_int_equal(said.status, 1);
    assert_non_null(strstr(said.out, "tests/rules/offices.yaml:0: No such file"));
    assert_non_null(strstr(said.out, "tests/rules/instruments.yaml:0: No such file"));
    assert_non_null(strstr(said.out, "rules: not read to the end, "));
}

static json_t *json_of(struct arena *a, const char *rules, const char *words) {
    struct said said = said_rules(a, rules, words);
    assert_int_equal(said.status, 0);
    json_t *j = json_loads(said.out, 0, NULL);
    assert_non_null(j);
    return j;
}

static void the_list_begins_with_what_harms_most(void **state) {
    json_t *all = json_of(*state, "rules", "list --json");
    json_t *badges = json_of(*state, "rules", "list --unverified --json");
    assert_true(json_array_size(all) > json_array_size(badges));
    const char *first = json_string_value(json_object_get(json_array_get(badges, 0), "question"));
    assert_string_equal(first, "Q1");
    for (size_t i = 0; i < json_array_size(badges); i++) {
        json_t *row = json_array_get(badges, i);
        bool low = strcmp(json_string_value(json_object_get(row, "confidence")), "low") == 0;
        assert_true(low || json_is_false(json_object_get(row, "verified")));
    }
    json_decref(all);
    json_decref(badges);
}

static void the_simulation_of_the_shipped_procedure_finds_where_it_waits(void **state) {
    json_t *j = json_of(*state, "rules", "simulate pilkada-2024 --start 2024-10-01 --json");
    json_t *waits = json_object_get(j, "waits");
    bool bkn = false;
    for (size_t i = 0; i < json_array_size(waits); i++)
        bkn = bkn || strcmp(json_string_value(json_object_get(json_array_get(waits, i), "state")),
                            "forwarded") == 0;
    assert_true(bkn);
    assert_int_equal(json_array_size(json_object_get(j, "unreached")), 0);
    json_decref(j);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_of_asking_is_answered_in_a_sentence),
        cmocka_unit_test(check_tells_every_fault_and_ends_with_1),
        cmocka_unit_test(the_list_begins_with_what_harms_most),
        cmocka_unit_test(the_simulation_of_the_shipped_procedure_finds_where_it_waits),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
