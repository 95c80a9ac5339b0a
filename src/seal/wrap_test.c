#include "seal/age_sample.h"
#include "seal/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state) {
    *state = arena_new(1 << 20);
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static void expect(const char *name, struct err e, enum err_code code, const char *about) {
    if (e.code != code || !str_equal(e.about, str_from_c(about)))
        fail_msg("%s: %.*s about %.*s", name, STR_ARG(err_name(e.code)), STR_ARG(e.about));
}

/* Computed with node: crypto.hkdfSync('sha256', code, '', 'netral-reporter-age/v1', 32). */
static const struct {
    const char *code, *identity, *recipient;
} REPORTERS[] = {
    {"000102030405060708090a0b0c0d0e0f",
     "AGE-SECRET-KEY-1W4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2Q",
     "age1v7grmqp362m5ep6883edxxqv98jpw5ys45eecvdsl5uswtqx8ufqpatapg"},
    {"ffffffffffffffffffffffffffffffff",
     "AGE-SECRET-KEY-14TZYUPDFJLZW40YC7DF0L2GEF30RRQ8LL7Y28XKZ75MLGFJ79VEQYTNYYJ",
     "age15sppk5g5hgdslvv7449ddg7uhpn65hu46gk3me7m4hvslvanevcsmd58lq"},
    {"00000000000000000000000000000000",
     "AGE-SECRET-KEY-1E3XXS35WEMDYYHVS9DNC208CH96VLAZXXG0VC4WY4VTJ3E20E7QQD27JAG",
     "age1d9gkhuv743qf7ruea7wn6vw89wgk6kg3duc79vsffutmqrjtegrss53jx8"},
};

static void the_key_of_a_receipt_code_is_fixed(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(REPORTERS); i++) {
        struct seal_code code;
        char identity[SEAL_IDENTITY_TEXT], recipient[SEAL_RECIPIENT_TEXT];
        assert_true(hex_decode(str_from_c(REPORTERS[i].code), code.b, sizeof code.b));
        struct seal_identity id = seal_reporter_identity(&code);
        struct seal_recipient to = seal_recipient_of(&id);
        seal_identity_format(&id, identity);
        seal_recipient_format(&to, recipient);
        assert_memory_equal(identity, REPORTERS[i].identity, sizeof identity);
        assert_memory_equal(recipient, REPORTERS[i].recipient, sizeof recipient);
    }
}

static void the_two_keys_of_a_seed_are_fixed(void **state) {
    char text[SEAL_IDENTITY_TEXT];
    struct hash seed;
    (void)state;
    for (size_t i = 0; i < HASH_LEN; i++)
        seed.b[i] = (uint8_t)i;
    struct seal_case_keys keys = seal_case_keys_derive(&seed);
    seal_identity_format(&keys.k_ev, text);
    assert_memory_equal(
        text, "AGE-SECRET-KEY-107FRHY48KAZDJZQL630CZN62QW9HX4PYVQAGN66QLS9VXCJPF63SF7RQ8C",
        sizeof text);
    seal_identity_format(&keys.k_id, text);
    assert_memory_equal(
        text, "AGE-SECRET-KEY-1CLGLUMR49T35PEKDTDF8VAACGUJ9YCW5C0M68GA4NVXNMRACV5ZSL2WE6D",
        sizeof text);
}

/* Key 10 wrapped for the keys first to first + count - 1. */
static struct seal_wrapped wrapped(struct arena *a, uint8_t first, size_t count) {
    struct seal_recipient list[4];
    struct seal_identity key = sample_identity(10);
    struct hash seed = sample_hash(20);
    struct seal_wrapped w = {.of = seal_recipient_of(&key)};
    for (size_t i = 0; i < count; i++)
        list[i] = sample_recipient((uint8_t)(first + i));
    const struct seal_to to = {list, count, &seed};
    assert_int_equal(seal_wrap(a, &key, &to, &w.wrap).code, ERR_NONE);
    return w;
}

static void each_recipient_of_a_wrap_gets_the_key(void **state) {
    struct seal_identity want = sample_identity(10);
    for (size_t count = 1; count <= 4; count++) {
        struct seal_wrapped w = wrapped(*state, 0, count);
        assert_int_equal(w.wrap.len, SEAL_WRAP_LEN + 98 * (count - 1));
        for (uint8_t i = 0; i < 5; i++) {
            struct seal_identity mine = sample_identity(i), got = {{7}};
            const struct seal_keys keys = {&mine, 1};
            struct err e = seal_unwrap(&w, &keys, &got);
            if (i < count) {
                assert_int_equal(e.code, ERR_NONE);
                assert_memory_equal(got.b, want.b, sizeof want.b);
            } else {
                expect("another", e, ERR_SEAL_OTHERS, "identity");
                assert_int_equal(got.b[0], 7);
            }
        }
    }
}

static void a_wrap_is_an_identity_file(void **state) {
    struct seal_wrapped w = wrapped(*state, 0, 1);
    struct seal_identity mine = sample_identity(0), key = sample_identity(10);
    const struct seal_keys keys = {&mine, 1};
    struct str file = {0}, line;
    char text[SEAL_IDENTITY_TEXT];
    assert_int_equal(seal_open(*state, w.wrap, &keys, &file).code, ERR_NONE);
    assert_int_equal(file.len, SEAL_IDENTITY_TEXT + 1);
    seal_identity_format(&key, text);
    assert_true(seal_key_line(&file, &line));
    assert_true(str_equal(line, (struct str){text, sizeof text}));
    assert_int_equal(file.len, 0);
}

static void after_a_hand_over_the_new_office_reads(void **state) {
    struct seal_wrapped w = wrapped(*state, 0, 1), again = {.of = w.of};
    struct seal_identity old = sample_identity(0), new = sample_identity(1), got;
    struct seal_recipient recipient = sample_recipient(1);
    struct hash seed = sample_hash(21);
    const struct seal_keys olds = {&old, 1}, news = {&new, 1};
    struct seal_to to = {&recipient, 1, &seed};
    assert_int_equal(seal_rewrap(*state, &w, &olds, &to, &again.wrap).code, ERR_NONE);
    assert_int_equal(again.wrap.len, SEAL_WRAP_LEN);
    assert_int_equal(seal_unwrap(&again, &news, &got).code, ERR_NONE);
    assert_memory_equal(got.b, sample_identity(10).b, sizeof got.b);
    expect("the old office", seal_unwrap(&again, &olds, &got), ERR_SEAL_OTHERS, "identity");
    expect("not its own", seal_rewrap(*state, &w, &news, &to, &again.wrap), ERR_SEAL_OTHERS,
           "identity");
    to.count = 0;
    expect("for nobody", seal_rewrap(*state, &w, &olds, &to, &again.wrap), ERR_SEAL_FORM,
           "recipients");
}

static struct str seal_text(struct arena *a, struct str text) {
    struct seal_recipient recipient = sample_recipient(0);
    struct hash seed = sample_hash(22);
    const struct seal_to to = {&recipient, 1, &seed};
    struct str ret = {0};
    assert_int_equal(seal_bytes(a, text, &to, &ret).code, ERR_NONE);
    return ret;
}

static void what_holds_no_key_of_this_case_is_refused(void **state) {
    static const char *const TEXTS[] = {
        "",
        "AGE-SECRET-KEY-1W4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2Q",
        "AGE-SECRET-KEY-1W4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2Q\r",
        "AGE-SECRET-KEY-1W4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2X\n",
        "AGE-SECRET-KEY-1W4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2Q\n#",
    };
    struct seal_identity mine = sample_identity(0), got = {{7}};
    const struct seal_keys keys = {&mine, 1};
    struct seal_wrapped w = {{0}, {{0}}};
    const struct seal_code code = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};
    struct seal_identity held = seal_reporter_identity(&code);
    w.of = seal_recipient_of(&held);
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        w.wrap = seal_text(*state, str_from_c(TEXTS[i]));
        expect(TEXTS[i], seal_unwrap(&w, &keys, &got), ERR_SEAL_ALTERED, "wrap");
    }
    w.wrap = seal_text(*state, sample_text(*state, SEAL_CHUNK + 1));
    expect("long", seal_unwrap(&w, &keys, &got), ERR_SEAL_ALTERED, "wrap");
    w = wrapped(*state, 0, 1);
    w.of.b[3] ^= 1;
    expect("another case's", seal_unwrap(&w, &keys, &got), ERR_SEAL_ALTERED, "wrap");
    w = wrapped(*state, 0, 1);
    w.wrap.len--;
    expect("cut", seal_unwrap(&w, &keys, &got), ERR_SEAL_ALTERED, "chunk");
    assert_int_equal(got.b[0], 7);
}

/* Key 10 for the holders 0, 1 and 2. */
static struct seal_escrow escrowed(void) {
    const struct seal_recipient holders[] = {sample_recipient(0), sample_recipient(1),
                                             sample_recipient(2)};
    struct seal_identity key = sample_identity(10);
    struct hash seed = sample_hash(23);
    struct seal_escrow escrow;
    assert_int_equal(seal_escrow_make(&key, holders, &seed, &escrow).code, ERR_NONE);
    return escrow;
}

static void any_two_of_three_open_and_no_one_alone(void **state) {
    struct seal_escrow escrow = escrowed();
    (void)state;
    for (unsigned who = 0; who < 16; who++) { /* bit 3: a key that is no holder's */
        struct seal_identity list[4], got = {{7}};
        size_t count = 0, holders = 0;
        for (unsigned i = 0; i < 4; i++)
            if (who >> i & 1) {
                list[count++] = sample_identity((uint8_t)i);
                holders += i < 3;
            }
        const struct seal_keys keys = {list, count};
        struct err e = seal_escrow_open(&escrow, &keys, &got);
        if (holders < 2) {
            expect("too few", e, ERR_SEAL_OTHERS, "escrow");
            assert_int_equal(got.b[0], 7);
        } else {
            expect("two or three", e, ERR_NONE, "");
            assert_memory_equal(got.b, sample_identity(10).b, sizeof got.b);
        }
    }
}

static void the_further_peels_and_the_nearer_reads(void **state) {
    static const struct {
        uint8_t onion, nearer, further;
    } PAIRS[] = {{0, 0, 1}, {1, 0, 2}, {2, 1, 2}};
    struct seal_escrow escrow = escrowed();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        char wrap[SEAL_WRAP_LEN];
        struct seal_identity near = sample_identity(PAIRS[i].nearer), got;
        struct seal_identity far = sample_identity(PAIRS[i].further);
        const struct seal_keys nears = {&near, 1}, fars = {&far, 1};
        const char *onion = escrow.onion[PAIRS[i].onion];
        const struct seal_wrapped w = {{wrap, sizeof wrap}, escrow.of};
        expect("the nearer first", seal_escrow_peel(onion, &nears, wrap), ERR_SEAL_OTHERS,
               "identity");
        expect("peeled", seal_escrow_peel(onion, &fars, wrap), ERR_NONE, "");
        expect("the further again", seal_unwrap(&w, &fars, &got), ERR_SEAL_OTHERS, "identity");
        expect("the nearer", seal_unwrap(&w, &nears, &got), ERR_NONE, "");
        assert_memory_equal(got.b, sample_identity(10).b, sizeof got.b);
    }
}

static void a_damaged_onion_is_told_from_a_missing_key(void **state) {
    struct seal_escrow escrow = escrowed();
    const struct seal_identity list[] = {sample_identity(0), sample_identity(1),
                                         sample_identity(2)};
    const struct seal_keys two = {list, 2}, all = {list, 3};
    struct seal_identity got;
    (void)state;
    escrow.onion[0][SEAL_ONION_LEN - 1] ^= 1;
    expect("its pair", seal_escrow_open(&escrow, &two, &got), ERR_SEAL_ALTERED, "chunk");
    expect("all three", seal_escrow_open(&escrow, &all, &got), ERR_NONE, "");
    escrow.of.b[0] ^= 1;
    expect("another key", seal_escrow_open(&escrow, &all, &got), ERR_SEAL_ALTERED, "wrap");
}

static void holders_are_three_people(void **state) {
    struct seal_identity key = sample_identity(10);
    struct hash seed = sample_hash(23);
    struct seal_escrow escrow = {.of = {{7}}};
    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        struct seal_recipient holders[] = {sample_recipient(0), sample_recipient(1),
                                           sample_recipient(2)};
        holders[i] = holders[(i + 1) % 3];
        expect("twice", seal_escrow_make(&key, holders, &seed, &escrow), ERR_INVALID, "holders");
        holders[i] = (struct seal_recipient){{0}};
        expect("order", seal_escrow_make(&key, holders, &seed, &escrow), ERR_SEAL_KEY, "order");
    }
    assert_int_equal(escrow.of.b[0], 7);
}

static void no_two_layers_share_their_randomness(void **state) {
    struct seal_escrow escrow = escrowed();
    (void)state;
    for (size_t i = 0; i < SEAL_HOLDERS; i++)
        for (size_t j = 0; j < i; j++)
            assert_memory_not_equal(escrow.onion[i] + 32, escrow.onion[j] + 32, SHARE_TEXT);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_of_a_receipt_code_is_fixed),
        cmocka_unit_test(the_two_keys_of_a_seed_are_fixed),
        cmocka_unit_test(each_recipient_of_a_wrap_gets_the_key),
        cmocka_unit_test(a_wrap_is_an_identity_file),
        cmocka_unit_test(after_a_hand_over_the_new_office_reads),
        cmocka_unit_test(what_holds_no_key_of_this_case_is_refused),
        cmocka_unit_test(any_two_of_three_open_and_no_one_alone),
        cmocka_unit_test(the_further_peels_and_the_nearer_reads),
        cmocka_unit_test(a_damaged_onion_is_told_from_a_missing_key),
        cmocka_unit_test(holders_are_three_people),
        cmocka_unit_test(no_two_layers_share_their_randomness),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
