#include "seal/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

static int set_up(void **state) {
    *state = arena_new(1 << 20);
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

/* Computed with Python's integers: 26 digits of base 32, then the number mod 37. */
static const struct {
    const char *hex, *text;
} VECTORS[] = {
    {"00000000000000000000000000000000", "0000-0000-0000-0000-0000-0000-000"},
    {"00000000000000000000000000000001", "0000-0000-0000-0000-0000-0000-011"},
    {"ffffffffffffffffffffffffffffffff", "7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ*"},
    {"000102030405060708090a0b0c0d0e0f", "0004-1061-050R-3GG2-8A1C-60T3-GF6"},
    {"00000000000000000000000000000024", "0000-0000-0000-0000-0000-0000-14U"},
    {"00000000000000000000000000000020", "0000-0000-0000-0000-0000-0000-10*"},
    {"00000000000000000000000000000021", "0000-0000-0000-0000-0000-0000-11~"},
    {"00000000000000000000000000000022", "0000-0000-0000-0000-0000-0000-12$"},
    {"00000000000000000000000000000023", "0000-0000-0000-0000-0000-0000-13="},
};

static void codes_are_crockford_numbers(void **state) {
    for (size_t i = 0; i < COUNT_OF(VECTORS); i++) {
        struct seal_code code, got;
        assert_true(hex_decode(str_from_c(VECTORS[i].hex), code.b, sizeof code.b));
        struct str text = seal_code_format(*state, &code);
        if (!str_equal(text, str_from_c(VECTORS[i].text)))
            fail_msg("%s gave %.*s", VECTORS[i].hex, STR_ARG(text));
        assert_true(seal_code_parse(text, &got));
        assert_memory_equal(&got, &code, sizeof code);
    }
}

/* The same, by Python: two bits in front say that a page drew it. */
static const char *const DRAWN[][2] = {
    {"000102030405060708090a0b0c0d0e0f", "8004-1061-050R-3GG2-8A1C-60T3-GF2"},
    {"ffffffffffffffffffffffffffffffff", "FZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZW"},
    {"00000000000000000000000000000000", "8000-0000-0000-0000-0000-0000-00~"},
};

static void a_code_that_a_page_drew_is_read_too(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(DRAWN); i++) {
        struct seal_code code, got;
        assert_true(hex_decode(str_from_c(DRAWN[i][0]), code.b, sizeof code.b));
        if (!seal_code_parse(str_from_c(DRAWN[i][1]), &got))
            fail_msg("refused: %s", DRAWN[i][1]);
        assert_memory_equal(&got, &code, sizeof code);
    }
}

static struct seal_code sample(uint8_t salt) {
    struct hash h = hash_sha256((struct str){(const char *)&salt, 1});
    struct seal_code code;
    memcpy(code.b, h.b, sizeof code.b);
    return code;
}

static void every_code_comes_back(void **state) {
    for (int i = 0; i < 256; i++) {
        struct seal_code code = sample((uint8_t)i), got = {{0}};
        assert_true(seal_code_parse(seal_code_format(*state, &code), &got));
        assert_memory_equal(&got, &code, sizeof code);
    }
}

static void a_code_is_read_as_people_type_it(void **state) {
    static const char *const TYPED[] = {
        "0004-1061-050R-3GG2-8A1C-60T3-GF6",    "00041061050R3GG28A1C60T3GF6",
        "0004-1061-050r-3gg2-8a1c-60t3-gf6",    "ooo4-iO6l-o5Or-3gg2-8aIc-6Ot3-gf6",
        "  0004 1061 050R 3GG2 8A1C 60T3 GF6 ", "0004-1061-050R-3GG2-\t8A1C-60T3-GF6\r\n",
        "--0-0-0-41061050R3GG28A1C60T3GF6--",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(TYPED); i++) {
        struct seal_code got;
        if (!seal_code_parse(str_from_c(TYPED[i]), &got))
            fail_msg("refused: %s", TYPED[i]);
        for (int b = 0; b < 16; b++)
            assert_int_equal(got.b[b], b);
    }
    struct seal_code got;
    assert_true(seal_code_parse(STR("oooo-oooo-oooo-oooo-oooo-oooo-14u"), &got));
    assert_false(seal_code_parse(STR("0000-0000-0000-0000-0000-0000-ilL"), &got));
    assert_true(seal_code_parse(STR("0000-0000-0000-0000-0000-0000-oil"), &got));
    assert_true(seal_code_parse(STR("0000-0000-0000-0000-0000-0000-ooO"), &got));
}

static void every_typo_of_one_symbol_is_refused(void **state) {
    for (int i = 0; i < 40; i++) {
        struct seal_code code = sample((uint8_t)i), got;
        struct str text = seal_code_format(*state, &code);
        char *bytes = (char *)(uintptr_t)text.ptr;
        for (size_t at = 0; at < text.len; at++) {
            const char right = bytes[at];
            if (right == '-')
                continue;
            for (const char *wrong = ALPHABET; *wrong; wrong++) {
                bytes[at] = *wrong;
                if (*wrong != right && seal_code_parse(text, &got))
                    fail_msg("%c for %c at %zu was accepted", *wrong, right, at);
            }
            bytes[at] = right;
        }
        assert_true(seal_code_parse(text, &got));
    }
}

static void swapped_neighbours_are_refused(void **state) {
    for (int i = 0; i < 40; i++) {
        struct seal_code code = sample((uint8_t)i), got;
        struct str text = seal_code_format(*state, &code);
        char *bytes = (char *)(uintptr_t)text.ptr;
        for (size_t at = 0; at + 2 < text.len; at++) { /* the check symbol apart */
            char a = bytes[at], b = bytes[at + 1];
            if (a == b || a == '-' || b == '-')
                continue;
            bytes[at] = b;
            bytes[at + 1] = a;
            assert_false(seal_code_parse(text, &got));
            bytes[at] = a;
            bytes[at + 1] = b;
        }
    }
}

static void what_is_no_code_is_refused(void **state) {
    static const struct {
        const char *name, *text;
    } BAD[] = {
        {"nothing", ""},
        {"hyphens only", "------"},
        {"26 symbols, the check symbol forgotten", "0004-1061-050R-3GG2-8A1C-60T3-GF"},
        {"25 symbols", "0004-1061-050R-3GG2-8A1C-60T3-G"},
        {"28 symbols", "0004-1061-050R-3GG2-8A1C-60T3-GF60"},
        {"a drawn code with the check symbol of another", "8004-1061-050R-3GG2-8A1C-60T3-GF6"},
        {"10 in front", "G000-0000-0000-0000-0000-0000-00X"},
        {"11 in front", "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZM"},
        {"a check symbol in the middle", "0004-1061-050U-3GG2-8A1C-60T3-GF6"},
        {"a sign that is no symbol", "0004-1061-050R-3GG2-8A1C-60T3-GF!"},
        {"a byte above ASCII", "0004-1061-050R-3GG2-8A1C-60T3-GF\xc3"},
    };
    struct seal_code got = {{9}};
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        if (seal_code_parse(str_from_c(BAD[i].text), &got))
            fail_msg("accepted: %s", BAD[i].name);
    assert_false(seal_code_parse((struct str){"000410061050R3GG28A1C60T3GF\0", 28}, &got));
    assert_false(seal_code_parse((struct str){"000\00041061050R3GG28A1C60T3GF6", 28}, &got));
    for (int first = 16; first < 32; first++) /* with the right check symbol */
        for (int check = 0; check < 37; check++) {
            struct str text =
                arena_printf(*state, "%c%025d%c", ALPHABET[first], 0, ALPHABET[check]);
            assert_false(seal_code_parse(text, &got));
        }
    assert_int_equal(got.b[0], 9);
}

static void the_code_of_a_key_and_its_verifier_are_fixed(void **state) {
    struct hash secret;
    struct id128 key;
    memset(secret.b, 5, sizeof secret.b);
    for (size_t i = 0; i < sizeof key.b; i++)
        key.b[i] = (uint8_t)i;
    struct seal_code code = seal_code_derive(&secret, &key);
    /* Computed with Python's hmac and hashlib. */
    assert_true(
        str_equal(seal_code_format(*state, &code), STR("4CBN-9YSY-BEVH-3EG8-4A4A-VC8A-KNK")));
    struct hash verifier = seal_code_verifier(&code);
    assert_true(str_equal(hex_encode(*state, verifier.b, HASH_LEN),
                          STR("38105ab7c0cb23d37488a336a948ac131bd86bcd754acba643d76e2113c6fa47")));
    key.b[0] ^= 1;
    struct seal_code other = seal_code_derive(&secret, &key);
    assert_memory_not_equal(&other, &code, sizeof code);
}

/* The vectors of docs/sealing.md, computed with Python's hmac and hashlib. */
static void the_token_of_a_code_and_its_verifier_are_fixed(void **state) {
    static const struct {
        const char *code, *token, *verifier;
    } VECTOR[] = {
        {"000102030405060708090a0b0c0d0e0f",
         "556063c802b0d5ac8a84a7aba5eedfc5328f1dfb0110af2bdf3363108f4921d4",
         "90d8d6920bdeaefe5253d391b9c6c3a0d8153b2c9fa08e77882a537fa811c344"},
        {"ffffffffffffffffffffffffffffffff",
         "1ff3111c199527a52e034335a8d2bea1fb542f214f16891a6c95453e6292e496",
         "3e38416d94b456e757ca359d11f392218cad82c331a64efd96f9be4122c37b00"},
    };
    for (size_t i = 0; i < COUNT_OF(VECTOR); i++) {
        struct seal_code code;
        assert_true(hex_decode(str_from_c(VECTOR[i].code), code.b, sizeof code.b));
        struct hash token = seal_code_token(&code), verifier = seal_token_verifier(&token);
        assert_true(str_equal(hex_encode(*state, token.b, HASH_LEN), str_from_c(VECTOR[i].token)));
        assert_true(
            str_equal(hex_encode(*state, verifier.b, HASH_LEN), str_from_c(VECTOR[i].verifier)));
    }
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_crockford_numbers),
        cmocka_unit_test(a_code_that_a_page_drew_is_read_too),
        cmocka_unit_test(every_code_comes_back),
        cmocka_unit_test(a_code_is_read_as_people_type_it),
        cmocka_unit_test(every_typo_of_one_symbol_is_refused),
        cmocka_unit_test(swapped_neighbours_are_refused),
        cmocka_unit_test(what_is_no_code_is_refused),
        cmocka_unit_test(the_code_of_a_key_and_its_verifier_are_fixed),
        cmocka_unit_test(the_token_of_a_code_and_its_verifier_are_fixed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
