#include "tool/rules_test.h"

static int make_world(void **state) {
    hash_library_init();
    *state = arena_new(256u << 20);
    return 0;
}

static int end_world(void **state) {
    arena_free(*state);
    return 0;
}

/* due and classify read the rules of the folder that is named, before the command or behind it. */
static void the_rules_folder_may_be_named_behind_the_command(void **state) {
    static const struct {
        int (*run)(const struct tool *tool);
        const char *words;
        int status;
        const char *out, *err;
    } CASES[] = {
        {tool_count, "P04 2024-11-09 --rules rules", 0, "P04.initial_review", ""},
        {tool_count, "--rules=rules P04 2024-11-09", 0, "P04.initial_review", ""},
        {tool_count, "--list --rules rules", 0, "P06.repair", ""},
        {tool_count, "P04 2024-11-09", 1, "", "no rules folder at /nowhere"},
        {tool_count, "P04 2024-11-09 --rules", 2, "", "--rules needs a value"},
        {tool_propose,
         "--rules rules --subject pns --act-date 2024-10-12 --election pilkada-2024 KE-04", 0,
         "KE-04", ""},
        {tool_propose, "--subject pns KE-04", 1, "", "no rules folder at /nowhere"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = said_by(*state, CASES[i].run, "/nowhere", CASES[i].words);
        if (said.status != CASES[i].status || !strstr(said.out, CASES[i].out) ||
            !strstr(said.err, CASES[i].err))
            fail_msg("%s: %d\n%s\n%s", CASES[i].words, said.status, said.out, said.err);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rules_folder_may_be_named_behind_the_command),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
