#include "base/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *name;
    struct str text;
    bool good;
} CASES[] = {
    {"as most are", STR_INIT("siti.aminah@muba.go.id"), true},
    {"capitals and digits", STR_INIT("Siti2@BKN.GO.ID"), true},
    {"all that an atom may have", STR_INIT("!#$%&'*+-/=?^_`{|}~@a.b"), true},
    {"a hyphen within a host", STR_INIT("a@b-c.id"), true},
    {"nothing", STR_INIT(""), false},
    {"no @", STR_INIT("muba.go.id"), false},
    {"an @ alone", STR_INIT("@"), false},
    {"nobody", STR_INIT("@muba.go.id"), false},
    {"nowhere", STR_INIT("siti@"), false},
    {"a host of one label", STR_INIT("siti@localhost"), false},
    {"two @", STR_INIT("siti@aminah@muba.go.id"), false},
    {"two full stops", STR_INIT("siti..aminah@muba.go.id"), false},
    {"a full stop before the @", STR_INIT("siti.@muba.go.id"), false},
    {"a full stop in front", STR_INIT(".siti@muba.go.id"), false},
    {"a full stop behind", STR_INIT("siti@muba.go.id."), false},
    {"a blank", STR_INIT("siti aminah@muba.go.id"), false},
    {"a comma", STR_INIT("siti,aminah@muba.go.id"), false},
    {"a line end", STR_INIT("siti@muba.go.id\n"), false},
    {"a line of a header", STR_INIT("siti@muba.go.id\r\nBcc: x@y.z"), false},
    {"angle brackets", STR_INIT("<siti@muba.go.id>"), false},
    {"a quoted name", STR_INIT("\"siti\"@muba.go.id"), false},
    {"an underscore in a host", STR_INIT("siti@mu_ba.go.id"), false},
    {"a hyphen before a host", STR_INIT("siti@-muba.go.id"), false},
    {"a hyphen behind a host", STR_INIT("siti@muba.go.id-"), false},
    {"an address literal", STR_INIT("siti@[127.0.0.1]"), false},
    {"a NUL in a name", STR_INIT("si\0ti@muba.go.id"), false},
    {"a letter that is not of ASCII", STR_INIT("jos\xc3\xa9@muba.go.id"), false},
};

static void an_address_is_a_name_and_a_host(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (address_is_mail(CASES[i].text) != CASES[i].good)
            fail_msg("%s", CASES[i].name);
}

/* At its limits, and one byte above each. */
static void an_address_has_a_length(void **state) {
    static const struct {
        size_t user, host;
        bool good;
    } ROWS[] = {{ADDRESS_USER_MAX, 100, true},
                {ADDRESS_USER_MAX + 1, 100, false},
                {10, ADDRESS_MAX - 11, true},
                {10, ADDRESS_MAX - 10, false}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        char text[2 * ADDRESS_MAX];
        size_t len = ROWS[i].user + 1 + ROWS[i].host;
        memset(text, 'a', len);
        text[ROWS[i].user] = '@';
        text[ROWS[i].user + 2] = '.';
        assert_int_equal(address_is_mail((struct str){text, len}), ROWS[i].good);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_a_name_and_a_host),
        cmocka_unit_test(an_address_has_a_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
