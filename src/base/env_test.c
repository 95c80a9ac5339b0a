#include "base/env.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const int64_t US = 1000000;

static void a_clock_that_was_set_has_jumped(void **state) {
    static const struct {
        const char *name;
        int64_t seconds, shift; /* shift: of a demo, which is no jump */
        bool jumped;
    } CASES[] = {
        {"nobody set it", 0, 0, false},          {"a demo of two years ago", 0, -63072000, false},
        {"corrected by a minute", 60, 0, false}, {"corrected back by four minutes", -240, 0, false},
        {"six minutes", 360, 0, true},           {"six minutes back", -360, 0, true},
        {"to 1970", -1795000000, 0, true},       {"past 2038", 400000000, -63072000, true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct env env = env_system();
        env.anchor_us -= CASES[i].seconds * US; /* as if it had been made before that */
        env.shift_us = CASES[i].shift * US;
        if (env_jumped(&env) != CASES[i].jumped)
            fail_msg("%s", CASES[i].name);
    }
}

static struct instant noon(const struct env *env) {
    (void)env;
    return (struct instant){0};
}

static void the_clock_of_a_test_goes_as_it_likes(void **state) {
    (void)state;
    const struct env env = {.now = noon, .anchor_us = 1 - INT64_MAX};
    assert_false(env_jumped(&env));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_that_was_set_has_jumped),
        cmocka_unit_test(the_clock_of_a_test_goes_as_it_likes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
