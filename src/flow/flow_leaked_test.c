#include "base/hash.h"
#include "flow/leaked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Any password of 10 bytes and more that stands in the source, and the same in other letters; one
 * that is too short to be taken anyway, or but one sign longer, does not stand. */
static void what_leaked_is_found(void **state) {
    static const struct {
        struct str password;
        bool leaked;
    } CASES[] = {
        {STR_INIT("qwertyuiop"), true},
        {STR_INIT("1q2w3e4r5t"), true},
        {STR_INIT("QwertyUiop"), true},
        {STR_INIT("4815162342"), true},
        {STR_INIT("manchesterunited"), true},
        {STR_INIT("password"), false},
        {STR_INIT("qwertyuiop~k"), false},
        {STR_INIT("tujuh gajah memanjat tiang"), false},
        {STR_INIT(""), false},
    };
    struct arena *a = arena_new(1 << 12);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (flow_password_leaked(a, CASES[i].password) != CASES[i].leaked)
            fail_msg("%.*s", STR_ARG(CASES[i].password));
    arena_free(a);
}

static void the_list_rises_and_holds_more_than_three_thousand(void **state) {
    (void)state;
    assert_true(FLOW_LEAKED_COUNT > 3000);
    for (size_t i = 1; i < FLOW_LEAKED_COUNT; i++)
        if (FLOW_LEAKED[i - 1] >= FLOW_LEAKED[i])
            fail_msg("number %zu", i);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_leaked_is_found),
        cmocka_unit_test(the_list_rises_and_holds_more_than_three_thousand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
