#include "intake/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *name, *form, *fault; /* NULL: taken */
    enum intake_key_verb verb;
    size_t sealed, chain, holders;
} CASES[] = {
    {"a key of one's own", "csrf=0&aksi=buat&penerima=age1&segel=AQID", NULL, INTAKE_KEY_MAKE, 3, 0,
     0},
    {"a key of the office",
     "aksi=usul&penerima=age1&segel=AQ%3D%3D&rantai=AQI%3D&pemegang=a&pemegang=b", NULL,
     INTAKE_KEY_PROPOSE, 1, 2, 2},
    {"consent", "aksi=setuju&penerima=age1", NULL, INTAKE_KEY_AGREE, 0, 0, 0},
    {"a withdrawal", "aksi=batal", NULL, INTAKE_KEY_WITHDRAW, 0, 0, 0},
    {"nothing", "", "aksi", 0, 0, 0, 0},
    {"another verb", "aksi=hapus", "aksi", 0, 0, 0, 0},
    {"base64 without its end", "aksi=buat&segel=AQ", "segel", 0, 0, 0, 0},
    {"no base64", "aksi=buat&segel=%C3%97%C3%97%C3%97%C3%97", "segel", 0, 0, 0, 0},
    {"no base64 of a chain", "aksi=usul&rantai=%21", "rantai", 0, 0, 0, 0},
    {"a holder twice", "aksi=usul&pemegang=a&pemegang=b&pemegang=a", "pemegang", 0, 0, 0, 0},
    {"a holder without a name", "aksi=usul&pemegang=", "pemegang", 0, 0, 0, 0},
    {"a holder with markup", "aksi=usul&pemegang=%3Cb%3E", "pemegang", 0, 0, 0, 0},
};

static void a_form_is_read_or_refused_by_its_field(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_pairs form;
        struct intake_key key = {0};
        assert_int_equal(intake_urlencoded(a, str_from_c(CASES[i].form), &form).code, ERR_NONE);
        struct err e = intake_key_form(a, &form, &key);
        bool good = CASES[i].fault
                        ? e.code == ERR_INVALID && str_equal(e.about, str_from_c(CASES[i].fault))
                        : !e.code;
        if (!good || key.verb != CASES[i].verb || key.sealed.len != CASES[i].sealed ||
            key.chain.len != CASES[i].chain || key.holder_count != CASES[i].holders)
            fail_msg("%s: about \"%.*s\"", CASES[i].name, STR_ARG(e.about));
        arena_free(a);
    }
}

static void a_sealed_key_is_short(void **state) {
    enum { BYTES = 4096 };
    static char text[BYTES / 3 * 4 + 16];
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t extra = 0; extra < 2; extra++) {
        size_t len = (BYTES + extra * 3) / 3 * 4; /* 4,095 bytes fit, 4,098 do not */
        memset(text, 'A', len);
        const struct intake_pair pairs[] = {{STR("aksi"), STR("buat")},
                                            {STR("segel"), {text, len}}};
        struct intake_pairs form = {pairs, COUNT_OF(pairs)};
        struct intake_key key;
        assert_int_equal(intake_key_form(a, &form, &key).code, extra ? ERR_INVALID : ERR_NONE);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_read_or_refused_by_its_field),
        cmocka_unit_test(a_sealed_key_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
