#include "http/throttle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct http_address v4(uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
    return (struct http_address){{[10] = 0xff, [11] = 0xff, [12] = a, b, c, d}};
}

static bool try_it(struct http_throttle *t, struct http_address from, int64_t ms, int64_t *wait) {
    *wait = 0;
    return http_throttle_allow(t, &from, (struct instant){1000000000LL + ms * 1000}, wait);
}

static void a_neighbourhood_shares_its_tries(void **state) {
    (void)state;
    struct env env = env_system();
    struct http_throttle *t = http_throttle_new(&env, 3, 10000, 64);
    int64_t wait = 0;
    assert_true(try_it(t, v4(10, 0, 0, 1), 0, &wait));
    assert_true(try_it(t, v4(10, 0, 0, 2), 0, &wait));
    assert_true(try_it(t, v4(10, 0, 0, 200), 0, &wait));
    assert_false(try_it(t, v4(10, 0, 0, 1), 0, &wait));
    assert_int_equal(wait, 10);
    assert_true(try_it(t, v4(10, 0, 1, 1), 0, &wait));
    struct http_throttle *six = http_throttle_new(&env, 1, 10000, 64);
    struct http_address near = {{0x20, 1, 0xd, 0xb8, 0, 0, 1, 0xff, 9}}, far = near;
    assert_true(try_it(six, near, 0, &wait));
    near.b[7] = 0; /* behind /56 */
    assert_false(try_it(six, near, 0, &wait));
    far.b[6] = 2;
    assert_true(try_it(six, far, 0, &wait));
    http_throttle_free(six);
    http_throttle_free(t);
}

static void a_place_is_the_neighbourhood_and_hides_it(void **state) {
    (void)state;
    struct env env = env_system();
    struct arena *a = arena_new(1 << 16);
    struct http_throttle *t = http_throttle_new(&env, 3, 10000, 64);
    struct http_throttle *other = http_throttle_new(&env, 3, 10000, 64);
    struct http_address here = v4(10, 0, 0, 1), near = v4(10, 0, 0, 2), far = v4(10, 0, 1, 1);
    struct str place = http_throttle_place(t, a, &here);
    assert_int_equal(place.len, 16);
    assert_true(str_equal(place, http_throttle_place(t, a, &near)));
    assert_false(str_equal(place, http_throttle_place(t, a, &far)));
    assert_false(str_equal(place, http_throttle_place(other, a, &here)));
    http_throttle_free(other);
    http_throttle_free(t);
    arena_free(a);
}

static void tries_come_back_one_by_one(void **state) {
    (void)state;
    struct env env = env_system();
    struct http_throttle *t = http_throttle_new(&env, 2, 10000, 64);
    int64_t wait = 0;
    assert_true(try_it(t, v4(1, 1, 1, 1), 0, &wait));
    assert_true(try_it(t, v4(1, 1, 1, 1), 0, &wait));
    assert_false(try_it(t, v4(1, 1, 1, 1), 9000, &wait));
    assert_int_equal(wait, 1);
    assert_true(try_it(t, v4(1, 1, 1, 1), 10000, &wait));
    assert_false(try_it(t, v4(1, 1, 1, 1), 10000, &wait));
    assert_true(try_it(t, v4(1, 1, 1, 1), 1000000, &wait)); /* rest does not save up */
    assert_true(try_it(t, v4(1, 1, 1, 1), 1000000, &wait));
    assert_false(try_it(t, v4(1, 1, 1, 1), 1000000, &wait));
    http_throttle_free(t);
}

static void asking_for_the_wait_takes_nothing(void **state) {
    (void)state;
    struct env env = env_system();
    struct http_throttle *t = http_throttle_new(&env, 1, 10000, 64);
    struct http_address from = v4(1, 1, 1, 1);
    struct instant now = {1000000000};
    int64_t wait = 0;
    for (int i = 0; i < 5; i++)
        assert_int_equal(http_throttle_wait(t, &from, now), 0);
    assert_true(try_it(t, from, 0, &wait));
    assert_int_equal(http_throttle_wait(t, &from, now), 10);
    http_throttle_free(t);
}

static void what_is_given_back_can_be_taken_again(void **state) {
    (void)state;
    struct env env = env_system();
    struct http_throttle *t = http_throttle_new(&env, 1, 10000, 64);
    struct http_address from = v4(1, 1, 1, 1);
    int64_t wait = 0;
    assert_true(try_it(t, from, 0, &wait));
    http_throttle_give(t, &from);
    assert_true(try_it(t, from, 0, &wait));
    http_throttle_give(t, &from);
    http_throttle_give(t, &from); /* more than was taken: no more than a full bucket */
    assert_true(try_it(t, from, 1, &wait));
    assert_false(try_it(t, from, 1, &wait));
    http_throttle_free(t);
}

static void a_full_table_forgets_and_does_not_grow(void **state) {
    (void)state;
    struct env env = env_system();
    struct http_throttle *t = http_throttle_new(&env, 1, 10000, 2);
    int64_t wait = 0;
    for (int i = 0; i < 10000; i++)
        (void)try_it(t, v4(10, (uint8_t)(i >> 8), (uint8_t)i, 1), i, &wait);
    assert_false(try_it(t, v4(10, 9999 >> 8, 9999 & 255, 1), 9999, &wait));
    http_throttle_free(t);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_neighbourhood_shares_its_tries),
        cmocka_unit_test(a_place_is_the_neighbourhood_and_hides_it),
        cmocka_unit_test(tries_come_back_one_by_one),
        cmocka_unit_test(asking_for_the_wait_takes_nothing),
        cmocka_unit_test(what_is_given_back_can_be_taken_again),
        cmocka_unit_test(a_full_table_forgets_and_does_not_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
