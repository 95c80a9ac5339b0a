#include "seal/shape.h"
#include "seal/wrap.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define SHARE "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define VERSION "age-encryption.org/v1\n"
#define SCRYPT "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" SHARE "\n"
#define X25519 "-> X25519 " SHARE "\n" SHARE "\n"
#define OTHER "-> other\n\n"
#define MAC "--- " SHARE "\n"

enum { EMPTY = 32 /* nonce and tag: the least payload */, HELD = EMPTY + SEAL_IDENTITY_FILE };

struct row {
    const char *name, *header;
    size_t payload;
    enum err_code code;
    const char *about;
};

/* The header, and so many bytes that nobody looks at. */
static struct str file_of(struct arena *a, const struct row *row) {
    size_t len = strlen(row->header);
    char *bytes = NEW(a, char, len + row->payload + 1);
    memcpy(bytes, row->header, len);
    return (struct str){bytes, len + row->payload};
}

static void expect(const struct row *row, struct err e) {
    if (e.code != row->code || (e.code && !str_equal(e.about, str_from_c(row->about))))
        fail_msg("%s: %.*s about %.*s", row->name, STR_ARG(err_name(e.code)), STR_ARG(e.about));
}

static void what_is_under_a_passphrase_holds_one_identity(void **state) {
    static const struct row ROWS[] = {
        {"as browsers make it", VERSION SCRYPT MAC, HELD, ERR_NONE, ""},
        {"for a recipient", VERSION X25519 MAC, HELD, ERR_SEAL_FORM, "scrypt"},
        {"for both", VERSION SCRYPT X25519 MAC, HELD, ERR_SEAL_FORM, "scrypt"},
        {"a byte less", VERSION SCRYPT MAC, HELD - 1, ERR_SEAL_FORM, "payload"},
        {"a byte more", VERSION SCRYPT MAC, HELD + 1, ERR_SEAL_FORM, "payload"},
        {"nothing", "", 0, ERR_SEAL_CUT, "header"},
        {"an identity in the clear", "AGE-SECRET-KEY-1", 0, ERR_SEAL_CUT, "header"},
        {"an identity file", "AGE-SECRET-KEY-1\n", 0, ERR_SEAL_FORM, "version"},
        {"a header alone", VERSION SCRYPT MAC, 0, ERR_SEAL_CUT, "payload"},
        {"a header without its end", VERSION SCRYPT, 0, ERR_SEAL_CUT, "header"},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++)
        expect(&ROWS[i], seal_shape_locked(file_of(a, &ROWS[i])));
    arena_free(a);
}

static void a_wrap_is_for_as_many_as_are_named(void **state) {
    static const struct row ROWS[] = {
        {"for two", VERSION X25519 X25519 MAC, HELD, ERR_NONE, ""},
        {"for one", VERSION X25519 MAC, HELD, ERR_SEAL_FORM, "recipients"},
        {"for three", VERSION X25519 X25519 X25519 MAC, HELD, ERR_SEAL_FORM, "recipients"},
        {"for another beside", VERSION X25519 X25519 OTHER MAC, HELD, ERR_SEAL_FORM, "recipients"},
        {"under a passphrase", VERSION SCRYPT MAC, HELD, ERR_SEAL_FORM, "recipients"},
        {"that holds more", VERSION X25519 X25519 MAC, HELD + 1, ERR_SEAL_FORM, "payload"},
        {"nothing", "", 0, ERR_SEAL_CUT, "header"},
        {"a header alone", VERSION X25519 X25519 MAC, 0, ERR_SEAL_CUT, "payload"},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++)
        expect(&ROWS[i], seal_shape_wrap(file_of(a, &ROWS[i]), 2));
    arena_free(a);
}

static void what_seal_wrap_makes_is_a_wrap(void **state) {
    static const struct seal_identity KEY = {{1, 2, 3}}, HOLDERS[2] = {{{4}}, {{5}}};
    const struct seal_recipient list[2] = {seal_recipient_of(&HOLDERS[0]),
                                           seal_recipient_of(&HOLDERS[1])};
    struct hash seed = hash_sha256(STR("seed"));
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t count = 1; count <= 2; count++) {
        const struct seal_to to = {list, count, &seed};
        struct str wrap;
        assert_int_equal(seal_wrap(a, &KEY, &to, &wrap).code, ERR_NONE);
        assert_int_equal(seal_shape_wrap(wrap, count).code, ERR_NONE);
    }
    arena_free(a);
}

static void the_length_tells_what_a_file_holds(void **state) {
    static const struct {
        size_t payload;
        int64_t plain;
        enum err_code code;
    } ROWS[] = {
        {EMPTY - 1, 0, ERR_SEAL_CUT},
        {EMPTY, 0, ERR_NONE},
        {EMPTY + SEAL_CHUNK, SEAL_CHUNK, ERR_NONE},
        {EMPTY + SEAL_CHUNK + 1, 0, ERR_SEAL_CUT},   /* a chunk shorter than its tag */
        {EMPTY + SEAL_CHUNK + 16, 0, ERR_SEAL_FORM}, /* an empty one behind others */
        {EMPTY + SEAL_CHUNK + 17, SEAL_CHUNK + 1, ERR_NONE},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        const struct row row = {"", VERSION OTHER X25519 MAC, ROWS[i].payload, ERR_NONE, ""};
        struct seal_shape shape = {0};
        assert_int_equal(seal_shape_read(file_of(a, &row), &shape).code, ROWS[i].code);
        assert_int_equal(shape.plain, ROWS[i].plain);
        assert_int_equal(shape.stanzas, ROWS[i].code ? 0 : 2);
        assert_int_equal(shape.shares, ROWS[i].code ? 0 : 1);
    }
    arena_free(a);
}

static void a_header_has_an_end(void **state) {
    enum { LINES = 2000 };
    struct arena *a = arena_new(1 << 20);
    struct buf text;
    struct seal_shape shape;
    (void)state;
    buf_init(&text, 1 << 20);
    buf_add(&text, STR(VERSION));
    for (int i = 0; i < LINES; i++)
        buf_add(&text, STR("-> a\n" SHARE "\n"));
    buf_add(&text, STR(MAC));
    struct err e = seal_shape_read(buf_str(&text), &shape);
    assert_int_equal(e.code, ERR_SEAL_FORM);
    assert_true(str_equal(e.about, STR("header")));
    buf_done(&text);
    arena_free(a);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_under_a_passphrase_holds_one_identity),
        cmocka_unit_test(a_wrap_is_for_as_many_as_are_named),
        cmocka_unit_test(what_seal_wrap_makes_is_a_wrap),
        cmocka_unit_test(the_length_tells_what_a_file_holds),
        cmocka_unit_test(a_header_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
