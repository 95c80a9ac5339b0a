#include "seal/age.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Made with npm age-encryption 0.3.1 (identityToRecipient) and @scure/base (bech32). */
static const struct {
    const char *hex, *identity, *recipient;
} KEYS[] = {
    {"756f2e29d3af49ce0d30515b4788f5cadcbb948bde5a74c8019e1d5a3ee7612a",
     "AGE-SECRET-KEY-1W4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2Q",
     "age1v7grmqp362m5ep6883edxxqv98jpw5ys45eecvdsl5uswtqx8ufqpatapg"},
    {"aac44e05a997c4eabc98f352ffa9194c5e3180ffff88a39ac2f537f4265e2b32",
     "AGE-SECRET-KEY-14TZYUPDFJLZW40YC7DF0L2GEF30RRQ8LL7Y28XKZ75MLGFJ79VEQYTNYYJ",
     "age15sppk5g5hgdslvv7449ddg7uhpn65hu46gk3me7m4hvslvanevcsmd58lq"},
    {"cc4c68468eceda425d902b67853cf8b974cff446321ecc55c4ab1728e54fcf80",
     "AGE-SECRET-KEY-1E3XXS35WEMDYYHVS9DNC208CH96VLAZXXG0VC4WY4VTJ3E20E7QQD27JAG",
     "age1d9gkhuv743qf7ruea7wn6vw89wgk6kg3duc79vsffutmqrjtegrss53jx8"},
    {"7f923b92a7b744d9081fd45f814f4a038b735424603a89eb40fc0ac362414ea3",
     "AGE-SECRET-KEY-107FRHY48KAZDJZQL630CZN62QW9HX4PYVQAGN66QLS9VXCJPF63SF7RQ8C",
     "age1cyrhfs64wvlvu6yr9upqa83ytxj60tmfvad474t8r62z7lwwuausv5v5fn"},
};

static void keys_have_one_text_each(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(KEYS); i++) {
        struct seal_identity id;
        struct seal_recipient to;
        uint8_t want[32];
        char identity[SEAL_IDENTITY_TEXT], recipient[SEAL_RECIPIENT_TEXT];
        assert_true(hex_decode(str_from_c(KEYS[i].hex), want, sizeof want));
        assert_int_equal(seal_identity_parse(str_from_c(KEYS[i].identity), &id).code, ERR_NONE);
        assert_memory_equal(id.b, want, sizeof want);
        assert_int_equal(seal_recipient_parse(str_from_c(KEYS[i].recipient), &to).code, ERR_NONE);
        struct seal_recipient mine = seal_recipient_of(&id);
        assert_true(seal_recipient_equal(&mine, &to));
        seal_identity_format(&id, identity);
        seal_recipient_format(&to, recipient);
        assert_memory_equal(identity, KEYS[i].identity, sizeof identity);
        assert_memory_equal(recipient, KEYS[i].recipient, sizeof recipient);
    }
}

#define ZEROS "QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ"

static const struct {
    const char *name, *text, *about;
} BAD_IDENTITIES[] = {
    {"nothing", "", "length"},
    {"a recipient", "age1v7grmqp362m5ep6883edxxqv98jpw5ys45eecvdsl5uswtqx8ufqpatapg", "length"},
    {"one symbol too few", "AGE-SECRET-KEY-1" ZEROS "8H00W", "length"},
    {"one symbol too many", "AGE-SECRET-KEY-1" ZEROS "8H00W3Q", "length"},
    {"in lower case", "age-secret-key-1w4hju2wn4ayuurfs29d50z84etwth9ytmed8fjqpncw450h8vy4qwe9n2q",
     "case"},
    {"in mixed case", "AGE-SECRET-KEY-1W4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2q",
     "case"},
    {"another program's",
     "AGE-SECRET-KEZ-1PYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSGY8XNN", "prefix"},
    {"a B among the symbols",
     "AGE-SECRET-KEY-1B4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2Q", "symbol"},
    {"a byte above ASCII",
     "AGE-SECRET-KEY-1\xd7"
     "4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2Q",
     "symbol"},
    {"two symbols swapped",
     "AGE-SECRET-KEY-14WHJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2Q", "checksum"},
    {"bits behind the end",
     "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC03N4SCN6", "padding"},
};

static void what_is_no_identity_is_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BAD_IDENTITIES); i++) {
        struct seal_identity id = {{7}};
        struct err e = seal_identity_parse(str_from_c(BAD_IDENTITIES[i].text), &id);
        if (e.code != ERR_SEAL_KEY || !str_equal(e.about, str_from_c(BAD_IDENTITIES[i].about)))
            fail_msg("%s: about %.*s", BAD_IDENTITIES[i].name, STR_ARG(e.about));
        assert_int_equal(id.b[0], 7);
    }
}

static const struct {
    const char *name, *text, *about;
} BAD_RECIPIENTS[] = {
    {"in upper case", "AGE1V7GRMQP362M5EP6883EDXXQV98JPW5YS45EECVDSL5USWTQX8UFQPATAPG", "case"},
    {"another prefix", "agf1pyysjzgfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpyyssmx3ck", "prefix"},
    {"bits behind the end", "age1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc03q6rzrf",
     "padding"},
    {"the point zero", "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z", "order"},
    {"the point one", "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya", "order"},
    {"a point of order 8", "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
     "order"},
};

static void what_is_no_recipient_is_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BAD_RECIPIENTS); i++) {
        struct seal_recipient to = {{7}};
        struct err e = seal_recipient_parse(str_from_c(BAD_RECIPIENTS[i].text), &to);
        if (e.code != ERR_SEAL_KEY || !str_equal(e.about, str_from_c(BAD_RECIPIENTS[i].about)))
            fail_msg("%s: about %.*s", BAD_RECIPIENTS[i].name, STR_ARG(e.about));
        assert_int_equal(to.b[0], 7);
    }
}

static void every_typo_of_one_symbol_is_refused(void **state) {
    (void)state;
    for (size_t at = 0; at < SEAL_IDENTITY_TEXT; at++) {
        char text[SEAL_IDENTITY_TEXT];
        struct seal_identity id;
        memcpy(text, KEYS[0].identity, sizeof text);
        for (int c = 0; c < 256; c++) {
            text[at] = (char)c;
            bool good = !seal_identity_parse((struct str){text, sizeof text}, &id).code;
            if (good != (text[at] == KEYS[0].identity[at]))
                fail_msg("%c at %zu: %s", c, at, good ? "accepted" : "refused");
        }
    }
}

static void a_key_file_gives_its_keys(void **state) {
    struct str rest = STR("# created: 2024-10-12\r\n\n  one\r\ntwo\n#three\n\r\nfour");
    static const char *const WANT[] = {"  one", "two", "four"};
    struct str line;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(WANT); i++) {
        assert_true(seal_key_line(&rest, &line));
        assert_true(str_equal(line, str_from_c(WANT[i])));
    }
    assert_false(seal_key_line(&rest, &line));
    assert_true(str_equal(line, STR("four")));
    rest = STR("# nothing\n\n");
    assert_false(seal_key_line(&rest, &line));
}

static void wiping_leaves_zeros(void **state) {
    char secret[] = "secret";
    (void)state;
    seal_wipe(secret, sizeof secret);
    for (size_t i = 0; i < sizeof secret; i++)
        assert_int_equal(secret[i], 0);
}

static void wiping_a_text_takes_no_byte_beside_it(void **state) {
    char words[] = "a secret!";
    (void)state;
    seal_wipe_text((struct str){words + 2, strlen("secret")});
    assert_memory_equal(words, "a \0\0\0\0\0\0!", sizeof words);
    seal_wipe_text((struct str){0}); /* nothing is nothing to wipe */
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_have_one_text_each),
        cmocka_unit_test(what_is_no_identity_is_refused),
        cmocka_unit_test(what_is_no_recipient_is_refused),
        cmocka_unit_test(every_typo_of_one_symbol_is_refused),
        cmocka_unit_test(a_key_file_gives_its_keys),
        cmocka_unit_test(wiping_leaves_zeros),
        cmocka_unit_test(wiping_a_text_takes_no_byte_beside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
