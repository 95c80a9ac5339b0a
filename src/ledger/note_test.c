#include "ledger/note.h"

#include "base/sign.h"
#include "ledger/ledger_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define ORIGIN "log.example/netral"
#define VKEY ORIGIN "+5c5da4de+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"
#define BODY_5 ORIGIN "\n5\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n"
#define DASH "\xe2\x80\x94 "
#define SIGNED_5                                                                                   \
    DASH ORIGIN " XF2k3hKuwT2sRdJ2MjQufYTBQUki41B/3zpr15jvHPaWQhpKP8v+"                            \
                "l6Rv6Sk3PGGvk2ccMPJ5YdIaDjNpagHZwDuy0gs=\n"
#define OTHERS DASH "witness.example/w1 AAECAwQFBgcICQ==\n"

static int set_up(void **state) {
    *state = arena_new(16 << 20);
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static struct ledger_key sample_key(void) {
    struct ledger_key key;
    assert_int_equal(ledger_vkey_parse(STR(VKEY), &key).code, ERR_NONE);
    return key;
}

static void names_that_would_split_are_refused(void **state) {
    static const char *const BAD[] = {"", "a b", "a+b", "a\n", "\ta", "log\x7f", "caf\xc3\xa9"};
    (void)state;
    char longest[256];
    memset(longest, 'a', sizeof longest);
    struct hash seed = {{1}};
    struct ledger_key key;
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        assert_false(ledger_key_name_ok(str_from_c(BAD[i])));
        struct err e = ledger_key_from_seed(str_from_c(BAD[i]), &seed, &key);
        assert_int_equal(e.code, ERR_INVALID);
        assert_true(str_equal(e.about, STR("origin")));
    }
    assert_true(ledger_key_name_ok((struct str){longest, 255}));
    assert_false(ledger_key_name_ok((struct str){longest, 256}));
}

static void verifier_keys_are_read_strictly(void **state) {
    static const struct {
        const char *name, *line;
    } BAD[] = {
        {"nothing", ""},
        {"a name only", ORIGIN},
        {"no key", ORIGIN "+5c5da4de"},
        {"an id of another key", ORIGIN "+5c5da4df+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"},
        {"an id in capitals", ORIGIN "+5C5DA4DE+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"},
        {"another name",
         "log.example/netra1+5c5da4de+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"},
        {"another type", ORIGIN "+5c5da4de+AoqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"},
        {"a short key", ORIGIN "+5c5da4de+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D28="},
        {"a line end", VKEY "\n"},
        {"a byte above ASCII for H", ORIGIN "+5c5da4de+AYqI4910CfGV/VLbLTy6XXLKZwm/\xd7"
                                            "ZQSG/N0iAG0D29c"},
        {"a blank in front", " " VKEY},
    };
    (void)state;
    struct ledger_key key = {.name = STR("untouched")};
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct err e = ledger_vkey_parse(str_from_c(BAD[i].line), &key);
        if (e.code != ERR_MALFORMED)
            fail_msg("accepted: %s", BAD[i].name);
    }
    assert_true(str_equal(key.name, STR("untouched")));
}

static void a_verifier_key_holds_no_secret(void **state) {
    static const uint8_t ZERO[64];
    struct ledger_key key = sample_key();
    assert_memory_equal(key.secret, ZERO, sizeof ZERO);
    assert_true(str_equal(ledger_vkey(*state, &key), STR(VKEY)));
}

static void signatures_of_others_are_ignored(void **state) {
    static const char *const GOOD[] = {
        BODY_5 "\n" SIGNED_5,
        BODY_5 "\n" OTHERS SIGNED_5,
        BODY_5 "\n" SIGNED_5 OTHERS OTHERS,
        BODY_5 "\n" SIGNED_5 SIGNED_5,
        /* our name with another key's id */
        BODY_5 "\n" DASH ORIGIN " AAECAwQFBgcICQ==\n" SIGNED_5,
        /* another name with our id */
        BODY_5 "\n" DASH "log.example/other XF2k3gQFBgcICQ==\n" SIGNED_5,
    };
    (void)state;
    const struct ledger_key key = sample_key();
    for (size_t i = 0; i < COUNT_OF(GOOD); i++) {
        struct ledger_checkpoint c;
        assert_int_equal(ledger_checkpoint_open(str_from_c(GOOD[i]), &key, &c).code, ERR_NONE);
        assert_int_equal(c.size, 5);
        assert_true(str_equal(c.origin, STR(ORIGIN)));
    }
}

static void malformed_notes_are_refused(void **state) {
    static const struct {
        const char *name, *note;
    } BAD[] = {
        {"nothing", ""},
        {"line ends only", "\n\n\n"},
        {"no blank line", BODY_5 SIGNED_5},
        {"no end of the last line", BODY_5 "\n" DASH ORIGIN " XF2k3gQFBgcICQ=="},
        {"a carriage return",
         ORIGIN "\r\n5\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n\n" SIGNED_5},
        {"bytes that are not UTF-8", BODY_5 "\n" DASH "\xff AAECAwQFBgcICQ==\n" SIGNED_5},
        {"no origin", "\n5\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n\n" SIGNED_5},
        {"no size", ORIGIN "\n\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n\n" SIGNED_5},
        {"a negative size",
         ORIGIN "\n-5\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n\n" SIGNED_5},
        {"a size with a leading zero",
         ORIGIN "\n05\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n\n" SIGNED_5},
        {"a size past the ceiling",
         ORIGIN "\n9223372036854775807\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n\n" SIGNED_5},
        {"a size one past the ceiling",
         ORIGIN "\n4611686018427387905\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n\n" SIGNED_5},
        {"a short root", ORIGIN "\n5\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22Aso==\n\n" SIGNED_5},
        {"a root without padding",
         ORIGIN "\n5\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY\n\n" SIGNED_5},
        {"an extension line", BODY_5 "more\n\n" SIGNED_5},
        {"a hyphen for the dash", BODY_5 "\n- " ORIGIN " XF2k3gQFBgcICQ==\n"},
        {"a signature without a name", BODY_5 "\n" DASH " XF2k3gQFBgcICQ==\n" SIGNED_5},
        {"a signature of a name with a plus", BODY_5 "\n" DASH "a+b XF2k3gQFBgcICQ==\n" SIGNED_5},
        {"a signature without bytes", BODY_5 "\n" DASH "other \n" SIGNED_5},
        {"a signature of four bytes", BODY_5 "\n" DASH "other AAECAw==\n" SIGNED_5},
        {"a signature that is not base64", BODY_5 "\n" DASH "other AAECAw*=\n" SIGNED_5},
        {"two blanks", BODY_5 "\n" DASH "other  AAECAwQFBgcICQ==\n" SIGNED_5},
    };
    (void)state;
    const struct ledger_key key = sample_key();
    struct ledger_checkpoint c = {.size = 99};
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct err e = ledger_checkpoint_open(str_from_c(BAD[i].note), &key, &c);
        if (e.code != ERR_MALFORMED)
            fail_msg("%s: code %d", BAD[i].name, (int)e.code);
    }
    struct str nul = STR(BODY_5 "\n" DASH "o\0her AAECAwQFBgcICQ==\n" SIGNED_5);
    assert_int_equal(ledger_checkpoint_open(nul, &key, &c).code, ERR_MALFORMED);
    assert_int_equal(c.size, 99);
}

static void a_note_with_too_much_is_refused(void **state) {
    const struct ledger_key key = sample_key();
    struct ledger_checkpoint c;
    struct buf b;
    buf_init(&b, 2000000);
    buf_add(&b, STR(BODY_5 "\n" SIGNED_5));
    for (int i = 0; i < 99; i++)
        buf_add(&b, STR(OTHERS));
    assert_int_equal(ledger_checkpoint_open(buf_str(&b), &key, &c).code, ERR_NONE);
    buf_add(&b, STR(OTHERS));
    assert_int_equal(ledger_checkpoint_open(buf_str(&b), &key, &c).code, ERR_MALFORMED);
    while (b.len <= 1000000)
        buf_add(&b, STR(OTHERS));
    assert_int_equal(ledger_checkpoint_open(buf_str(&b), &key, &c).code, ERR_MALFORMED);
    buf_done(&b);
    (void)state;
}

static void a_bad_signature_of_a_known_key_rejects_the_note(void **state) {
    static const struct str GOOD = STR_INIT(BODY_5 "\n" SIGNED_5);
    const struct ledger_key key = sample_key();
    struct ledger_checkpoint c;
    /* Beside a good one, too. */
    struct str two = STR(BODY_5 "\n" SIGNED_5 DASH ORIGIN " XF2k3gQFBgcICQ==\n");
    assert_int_equal(ledger_checkpoint_open(two, &key, &c).code, ERR_CORRUPT);
    /* Every change of one byte of the text or of the signature. */
    for (size_t at = 0; at < GOOD.len; at++) {
        struct str bad = arena_str(*state, GOOD);
        ((char *)(uintptr_t)bad.ptr)[at] ^= 1;
        if (!ledger_checkpoint_open(bad, &key, &c).code)
            fail_msg("byte %zu changed and accepted", at);
        arena_reset(*state);
    }
    assert_int_equal(ledger_checkpoint_open(STR(BODY_5 "\n" OTHERS), &key, &c).code, ERR_CORRUPT);
    assert_int_equal(ledger_checkpoint_open(STR(BODY_5 "\n\n"), &key, &c).code, ERR_MALFORMED);
}

static void a_checkpoint_of_another_origin_is_refused(void **state) {
    struct hash seed;
    struct ledger_key key;
    memset(seed.b, 1, sizeof seed.b);
    assert_int_equal(ledger_key_from_seed(STR(ORIGIN), &seed, &key).code, ERR_NONE);
    struct str body = STR("log.example/other\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    uint8_t blob[4 + SIGN_LEN];
    memcpy(blob, key.id, 4);
    sign_bytes(body, key.secret, blob + 4);
    struct str note = arena_printf(*state, "%s\n" DASH ORIGIN " %s\n", body.ptr,
                                   base64_encode(*state, blob, sizeof blob).ptr);
    struct ledger_checkpoint c;
    struct err e = ledger_checkpoint_open(note, &key, &c);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_true(str_equal(e.about, STR("origin")));
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_would_split_are_refused),
        cmocka_unit_test(verifier_keys_are_read_strictly),
        cmocka_unit_test(a_verifier_key_holds_no_secret),
        cmocka_unit_test(signatures_of_others_are_ignored),
        cmocka_unit_test(malformed_notes_are_refused),
        cmocka_unit_test(a_note_with_too_much_is_refused),
        cmocka_unit_test(a_bad_signature_of_a_known_key_rejects_the_note),
        cmocka_unit_test(a_checkpoint_of_another_origin_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
