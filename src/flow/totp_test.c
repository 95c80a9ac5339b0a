#include "flow/totp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* RFC 6238, appendix B: of its 8 digits the last 6. */
static const uint8_t SECRET[] = "12345678901234567890";
static const struct {
    int64_t now;
    const char *code;
} VECTORS[] = {
    {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
    {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
};

static void codes_are_those_of_the_standard(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(VECTORS); i++) {
        char made[TOTP_DIGITS + 1];
        int64_t step = -1;
        totp_code(SECRET, VECTORS[i].now, made);
        assert_string_equal(made, VECTORS[i].code);
        assert_true(totp_match(SECRET, str_from_c(VECTORS[i].code), VECTORS[i].now, -1, &step));
        assert_int_equal(step, VECTORS[i].now / TOTP_SECONDS);
    }
}

static void a_clock_may_be_off_by_one_step(void **state) {
    static const struct {
        int64_t off;
        bool good;
    } CASES[] = {{-61, false}, {-31, false}, {-30, true}, {0, true},
                 {30, true},   {31, true},   {60, false}};
    (void)state;
    const int64_t start = 1234567890 / TOTP_SECONDS * TOTP_SECONDS; /* of the step */
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int64_t step;
        bool good = totp_match(SECRET, STR("005924"), start + CASES[i].off, -1, &step);
        if (good != CASES[i].good)
            fail_msg("off by %lld s: %d", (long long)CASES[i].off, good);
    }
}

static void a_code_is_good_once(void **state) {
    (void)state;
    int64_t step = -1;
    assert_true(totp_match(SECRET, STR("005924"), 1234567890, step, &step));
    assert_false(totp_match(SECRET, STR("005924"), 1234567890, step, &step));
    char next[TOTP_DIGITS + 1];
    totp_code(SECRET, 1234567890 + TOTP_SECONDS, next);
    assert_true(totp_match(SECRET, str_from_c(next), 1234567890, step, &step));
    assert_false(totp_match(SECRET, STR("005924"), 1234567890, step, &step)); /* nor an older one */
}

static void what_is_no_code_is_refused(void **state) {
    static const struct str CASES[] = {STR_INIT(""), STR_INIT("00592"), STR_INIT("0059240"),
                                       STR_INIT("abcdef"), STR_INIT("005925")};
    (void)state;
    int64_t step = 7;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_false(totp_match(SECRET, CASES[i], 1234567890, -1, &step));
    assert_false(totp_match(SECRET, STR("005924"), -1, -1, &step));
    assert_int_equal(step, 7);
}

static void base32_is_that_of_the_standard(void **state) {
    static const struct {
        const char *bytes, *text; /* RFC 4648, 10, without padding */
    } CASES[] = {{"", ""},
                 {"f", "MY"},
                 {"fo", "MZXQ"},
                 {"foo", "MZXW6"},
                 {"foob", "MZXW6YQ"},
                 {"fooba", "MZXW6YTB"},
                 {"foobar", "MZXW6YTBOI"}};
    (void)state;
    struct arena *a = arena_new(1 << 16);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str bytes = str_from_c(CASES[i].bytes);
        struct str text = totp_base32(a, (const uint8_t *)bytes.ptr, bytes.len);
        assert_true(str_equal(text, str_from_c(CASES[i].text)));
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_those_of_the_standard),
        cmocka_unit_test(a_clock_may_be_off_by_one_step),
        cmocka_unit_test(a_code_is_good_once),
        cmocka_unit_test(what_is_no_code_is_refused),
        cmocka_unit_test(base32_is_that_of_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
