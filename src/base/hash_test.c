#include "base/hash.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_hex(const char *name, const void *bytes, size_t len, const char *want) {
    struct arena *a = arena_new(1 << 16);
    struct str hex = hex_encode(a, bytes, len);
    if (!str_equal(hex, str_from_c(want)))
        fail_msg("%s: %.*s", name, STR_ARG(hex));
    arena_free(a);
}

/* FIPS 180-2, appendix B. */
static void sha256_gives_the_published_values(void **state) {
    static const struct {
        const char *text, *want;
    } CASES[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct hash h = hash_sha256(str_from_c(CASES[i].text));
        assert_hex(CASES[i].text, h.b, HASH_LEN, CASES[i].want);
    }
}

static void a_stream_in_pieces_and_its_copy_give_the_same(void **state) {
    (void)state;
    struct hash_stream s;
    hash_stream_init(&s);
    hash_stream_add(&s, STR("abcdbcdecdefdefgefghfghighi"));
    hash_stream_add(&s, STR(""));
    struct hash_stream fork = s;
    hash_stream_add(&s, STR("jhijkijkljklmklmnlmnomnopnopq"));
    hash_stream_add(&fork, STR("jhijkijkljklmklmnlmnomnopnopq"));
    struct hash h = hash_stream_done(&s), again = hash_stream_done(&fork);
    assert_hex("pieces", h.b, HASH_LEN,
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_true(hash_equal(&h, &again));
}

/* RFC 4231, test cases 1 and 2; a key of exactly one block beside them. */
static void hmac_gives_the_published_values(void **state) {
    static const struct {
        const char *name, *key, *text, *want;
    } CASES[] = {
        {"case 1",
         "\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b",
         "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {"case 2", "Jefe", "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {"64 bytes", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "x",
         "72ce3911e3b6742c3b257a01b3d8c7c26e15eef9a561bb5bba26b9d9acc78dbb"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct hash h = hash_hmac(str_from_c(CASES[i].key), str_from_c(CASES[i].text));
        assert_hex(CASES[i].name, h.b, HASH_LEN, CASES[i].want);
    }
}

/* RFC 4648 section 10, and every remainder beside all digits. */
static void base64_and_hex_go_there_and_back(void **state) {
    static const struct {
        const char *text, *base64, *hex;
    } CASES[] = {
        {"", "", ""},
        {"f", "Zg==", "66"},
        {"fo", "Zm8=", "666f"},
        {"foo", "Zm9v", "666f6f"},
        {"foob", "Zm9vYg==", "666f6f62"},
        {"fooba", "Zm9vYmE=", "666f6f6261"},
        {"foobar", "Zm9vYmFy", "666f6f626172"},
        {"\xfb\xff\xbf", "+/+/", "fbffbf"},
        {"\xff\xff\xfe", "///+", "fffffe"},
    };
    (void)state;
    struct arena *a = arena_new(1 << 16);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str text = str_from_c(CASES[i].text);
        char back[16];
        size_t len = 0;
        assert_true(str_equal(base64_encode(a, text.ptr, text.len), str_from_c(CASES[i].base64)));
        assert_true(str_equal(hex_encode(a, text.ptr, text.len), str_from_c(CASES[i].hex)));
        assert_true(base64_decode(str_from_c(CASES[i].base64), back, sizeof back, &len));
        assert_true(str_equal((struct str){back, len}, text));
        assert_true(!text.len || hex_decode(str_from_c(CASES[i].hex), back, text.len));
        assert_true(str_equal((struct str){back, text.len}, text));
    }
    arena_free(a);
}

static void a_full_buffer_takes_no_part_of_an_encoding(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 7);
    buf_add_base64(&b, "foob", 4);
    assert_true(buf_full(&b) && b.len == 0);
    buf_clear(&b);
    buf_add_hex(&b, "foo", 3);
    assert_true(str_equal(buf_str(&b), STR("666f6f")));
    buf_add_hex(&b, "f", 1);
    assert_true(buf_full(&b) && b.len == 6);
    assert_null(buf_extend(&b, 1));
    buf_done(&b);
}

/* More than is asked for, less, or more than there is room for: nothing is written. */
static void what_does_not_fit_is_not_decoded(void **state) {
    enum { LARGE = 600 };
    char text[2 * LARGE], back[LARGE] = "same";
    size_t len = 7;
    struct str bytes = {0};
    struct arena *a = arena_new(1 << 16);
    (void)state;
    memset(text, '0', sizeof text);
    assert_false(hex_decode((struct str){text, 258}, back, 129));
    assert_true(hex_decode((struct str){text, 256}, (char[128]){0}, 128));
    assert_false(hex_decode(STR("666f6f"), back, 2));
    assert_false(hex_decode(STR("66zf6f"), back, 3));
    assert_false(base64_decode(STR("Zm9vYmFy"), back, 3, &len));
    assert_false(base64_decode(STR("Zm9vYmF\xd7"), back, sizeof back, &len));
    assert_false(base64_decode_exact(STR("Zm9v"), back, 2));
    assert_false(base64_decode_exact(STR("Zm9v"), back, 4));
    assert_false(base64_decode_exact(STR("Zm9"), back, 3));
    assert_false(base64_decode_exact((struct str){text, 4}, back, LARGE));
    assert_false(base64_read(a, STR("Zm9"), &bytes));
    assert_true(len == 7 && !bytes.ptr && strcmp(back, "same") == 0);
    assert_true(base64_read(a, STR("Zm9v"), &bytes) && str_equal(bytes, STR("foo")));
    assert_true(base64_decode_exact(STR("Zm9v"), back, 3) && memcmp(back, "foo", 3) == 0);
    arena_free(a);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_gives_the_published_values),
        cmocka_unit_test(a_stream_in_pieces_and_its_copy_give_the_same),
        cmocka_unit_test(hmac_gives_the_published_values),
        cmocka_unit_test(base64_and_hex_go_there_and_back),
        cmocka_unit_test(what_does_not_fit_is_not_decoded),
        cmocka_unit_test(a_full_buffer_takes_no_part_of_an_encoding),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
