#include "seal/veil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* RFC 8439 appendix A.1, test vectors 1 and 2: key 0, nonce 0, counters 0 and 1. */
static const char STREAM[] = "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
                             "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586"
                             "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
                             "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f";
enum { LEN = (sizeof STREAM - 1) / 2 };

static void its_stream_is_that_of_the_rfc(void **state) {
    const struct seal_veil veil = {{{0}}};
    char bytes[LEN] = {0}, want[LEN];
    (void)state;
    assert_true(hex_decode((struct str){STREAM, sizeof STREAM - 1}, want, LEN));
    seal_veil(&veil, 0, bytes, LEN);
    assert_memory_equal(bytes, want, LEN);
}

static void any_part_is_taken_back_by_itself(void **state) {
    const struct seal_veil veil = {hash_sha256(STR("a key"))};
    char plain[300], whole[300];
    (void)state;
    for (size_t i = 0; i < sizeof plain; i++)
        plain[i] = (char)(i * 7);
    memcpy(whole, plain, sizeof whole);
    seal_veil(&veil, 1000, whole, sizeof whole);
    assert_memory_not_equal(whole, plain, sizeof plain);
    for (size_t from = 0; from <= sizeof plain; from++)
        for (size_t len = 0; len <= sizeof plain - from; len += 1 + len / 3) {
            char part[300];
            memcpy(part, whole + from, len);
            seal_veil(&veil, 1000 + from, part, len);
            assert_memory_equal(part, plain + from, len);
        }
}

static void two_keys_and_two_places_have_nothing_in_common(void **state) {
    const struct seal_veil one = {hash_sha256(STR("1"))}, two = {hash_sha256(STR("2"))};
    char a[LEN] = {0}, b[LEN] = {0}, c[LEN] = {0};
    (void)state;
    seal_veil(&one, 0, a, LEN);
    seal_veil(&two, 0, b, LEN);
    seal_veil(&one, LEN, c, LEN);
    assert_memory_not_equal(a, b, LEN / 4);
    assert_memory_not_equal(a, c, LEN / 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_stream_is_that_of_the_rfc),
        cmocka_unit_test(any_part_is_taken_back_by_itself),
        cmocka_unit_test(two_keys_and_two_places_have_nothing_in_common),
    };
    hash_library_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
