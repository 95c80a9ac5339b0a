#include "base/sign.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* RFC 8032 section 7.1. */
static const struct {
    const char *name, *seed, *public_key, *message, *signature;
    size_t message_len;
} VECTORS[] = {
    {"TEST 1, the empty message",
     "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b",
     0},
    {"TEST 2, one byte", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "\x72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00",
     1},
};

static void the_vectors_of_rfc_8032_come_out(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(VECTORS); i++) {
        struct hash seed;
        uint8_t want_public[32], want_signature[64], public_key[32], secret[64], signature[64];
        struct str message = {VECTORS[i].message, VECTORS[i].message_len};
        assert_true(hex_decode(str_from_c(VECTORS[i].seed), seed.b, 32));
        assert_true(hex_decode(str_from_c(VECTORS[i].public_key), want_public, 32));
        assert_true(hex_decode(str_from_c(VECTORS[i].signature), want_signature, 64));
        sign_key_from_seed(&seed, public_key, secret);
        assert_memory_equal(public_key, want_public, 32);
        sign_bytes(message, secret, signature);
        assert_memory_equal(signature, want_signature, 64);
        assert_true(sign_check(message, public_key, signature));
    }
}

static void every_flipped_bit_of_a_signature_is_refused(void **state) {
    (void)state;
    struct hash seed = {{7}};
    uint8_t public_key[32], secret[64], signature[64];
    sign_key_from_seed(&seed, public_key, secret);
    sign_bytes(STR("laporan"), secret, signature);
    for (int bit = 0; bit < 64 * 8; bit++) {
        signature[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(sign_check(STR("laporan"), public_key, signature));
        signature[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_false(sign_check(STR("Laporan"), public_key, signature));
    memset(public_key, 0, sizeof public_key);
    assert_false(sign_check(STR("laporan"), public_key, signature));
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_of_rfc_8032_come_out),
        cmocka_unit_test(every_flipped_bit_of_a_signature_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
