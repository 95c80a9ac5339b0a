#include "intake/upload.h"

#include "intake/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants the two above before it */
#include <cmocka.h>

static void an_upload_says_how_long_it_is(void **state) {
    (void)state;
    static const struct {
        struct str body;
        enum err_code code;
        int64_t bytes;
        const char *fault;
    } CASES[] = {
        {STR_INIT("{\"bytes\":1}"), ERR_NONE, 1, NULL},
        {STR_INIT("{\"bytes\":536870912}"), ERR_NONE, INTAKE_UPLOAD_BYTES, NULL},
        {STR_INIT("{\"bytes\":536870913}"), ERR_INVALID, 0, "file_too_large"},
        {STR_INIT("{\"bytes\":0}"), ERR_INVALID, 0, "out_of_range"},
        {STR_INIT("{\"bytes\":-1}"), ERR_INVALID, 0, "out_of_range"},
        {STR_INIT("{\"bytes\":1.5}"), ERR_INVALID, 0, "wrong_type"},
        {STR_INIT("{\"bytes\":\"7\"}"), ERR_INVALID, 0, "wrong_type"},
        {STR_INIT("{\"bytes\":null}"), ERR_INVALID, 0, "required"},
        {STR_INIT("{}"), ERR_INVALID, 0, "required"},
        {STR_INIT("{\"bytes\":7,\"name\":\"x\"}"), ERR_INVALID, 0, "unknown_key"},
        {STR_INIT("{\"bytes\":"), ERR_MALFORMED, 0, NULL},
        {STR_INIT("[7]"), ERR_MALFORMED, 0, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        int64_t bytes = 0;
        struct err e = intake_upload_json(a, CASES[i].body, &bytes, &faults);
        if (e.code != CASES[i].code || bytes != CASES[i].bytes ||
            (CASES[i].fault && !str_equal(faults.list[0].code, str_from_c(CASES[i].fault))))
            fail_msg("%.*s", STR_ARG(CASES[i].body));
        arena_free(a);
    }
}

static void a_digest_is_read_in_its_one_form(void **state) {
    (void)state;
#define OF_NOTHING "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    static const struct {
        struct str header;
        bool good;
    } CASES[] = {
        {STR_INIT("sha-256=:" OF_NOTHING ":"), true},
        {STR_INIT(" sha-256=:" OF_NOTHING ": "), true},
        {STR_INIT(""), false},
        {STR_INIT("sha-256=" OF_NOTHING), false},
        {STR_INIT("sha-256=:" OF_NOTHING), false},
        {STR_INIT("sha-512=:" OF_NOTHING ":"), false},
        {STR_INIT("sha-256=:" OF_NOTHING ":, sha-512=:AA==:"), false},
        {STR_INIT("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=:"), false},
        {STR_INIT("sha-256=:47DEQpj8HBSa-/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"), false},
        {STR_INIT("sha-256=:AAAA:"), false},
    };
    struct hash nothing = hash_sha256(STR(""));
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct hash found = {0};
        bool good = intake_digest(CASES[i].header, &found);
        if (good != CASES[i].good || (good && !hash_equal(&found, &nothing)))
            fail_msg("%.*s", STR_ARG(CASES[i].header));
    }
}

static void a_part_has_a_number(void **state) {
    (void)state;
    static const struct {
        struct str text;
        int64_t index; /* -1: none */
    } CASES[] = {
        {STR_INIT("0"), 0},   {STR_INIT("7"), 7},   {STR_INIT("9999"), 9999},
        {STR_INIT(""), -1},   {STR_INIT("00"), -1}, {STR_INIT("01"), -1},
        {STR_INIT("-1"), -1}, {STR_INIT("1a"), -1}, {STR_INIT("10000"), -1},
        {STR_INIT(" 1"), -1},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int64_t index = -1;
        bool good = intake_part_index(CASES[i].text, &index);
        if (index != CASES[i].index || good != (index >= 0))
            fail_msg("%.*s", STR_ARG(CASES[i].text));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_upload_says_how_long_it_is),
        cmocka_unit_test(a_digest_is_read_in_its_one_form),
        cmocka_unit_test(a_part_has_a_number),
    };
    hash_library_init();
    return cmocka_run_group_tests_name("upload", tests, NULL, NULL);
}
