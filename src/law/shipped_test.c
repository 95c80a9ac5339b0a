/* The shipped rules under every check that `netral rules check` makes of what rows say of each
 * other: none finds a fault. What each finds when it is there tell tests/rules/broken
 * (broken_test.c) and tests/rules/plant.py. */
#include "law/law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void the_shipped_rules_say_nothing_that_contradicts_itself(void **state) {
    struct arena *a = arena_new(LAW_ARENA_CAP);
    static struct law_faults faults;
    const struct law *law = NULL;
    (void)state;
    struct err e = law_load_to_check(a, "rules", &law, &faults);
    for (size_t i = 0; i < faults.count; i++)
        print_message("%.*s:%d: %.*s\n", STR_ARG(faults.list[i].file), faults.list[i].line,
                      STR_ARG(faults.list[i].text));
    assert_int_equal(e.code, ERR_NONE);
    assert_int_equal(faults.count, 0);
    assert_non_null(law);
    arena_free(a);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_rules_say_nothing_that_contradicts_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
