#include "prevention/nip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct {
    const char *name;
    struct str text;
    bool civil_servant;
    enum nip_fault fault;
    int64_t number;
} CASES[] = {
    {"that of the regulation's example", STR_INIT("19660801.198803.1.001"), true, NIP_GOOD,
     196608011988031001},
    {"blanks between its parts", STR_INIT(" 19860926 201505 1 001 "), true, NIP_GOOD,
     198609262015051001},
    {"an apostrophe before it", STR_INIT("'198609262015051001"), true, NIP_GOOD,
     198609262015051001},
    {"29 February of a leap year", STR_INIT("198402292010012003"), true, NIP_GOOD,
     198402292010012003},
    {"contract staff: what stands behind the birth is not looked at",
     STR_INIT("199001012023211005"), false, NIP_GOOD, 199001012023211005},
    {"nothing", STR_INIT("  "), true, NIP_NONE, 0},
    {"an apostrophe alone", STR_INIT("'"), true, NIP_NONE, 0},
    {"a hyphen", STR_INIT("-"), true, NIP_NONE, 0},
    {"rounded, as shown", STR_INIT("1.98609E+17"), true, NIP_ROUNDED, 0},
    {"rounded, with a comma", STR_INIT("1,98609E+17"), true, NIP_ROUNDED, 0},
    {"rounded, as stored: 15 digits hold", STR_INIT("198609262015051000"), true, NIP_ROUNDED, 0},
    {"rounded, with a small e", STR_INIT("1.98609e+17"), true, NIP_ROUNDED, 0},
    {"hyphens between its parts", STR_INIT("19860926-201505-1-001"), true, NIP_GOOD,
     198609262015051001},
    {"a nought", STR_INIT("0"), true, NIP_NONE, 0},
    {"no exponent", STR_INIT("1.98609"), true, NIP_LENGTH, 0},
    {"born in 2100", STR_INIT("210009262115051001"), true, NIP_DATES, 0},
    {"appointed in 2100", STR_INIT("198609262100051001"), true, NIP_DATES, 0},
    {"a letter O for a 0", STR_INIT("19860926201505100O"), true, NIP_LETTERS, 0},
    {"a word", STR_INIT("belum ada"), true, NIP_LETTERS, 0},
    {"the old number of 9 digits", STR_INIT("131263190"), true, NIP_LENGTH, 0},
    {"17 digits", STR_INIT("19860926201505101"), true, NIP_LENGTH, 0},
    {"more digits than an integer holds", STR_INIT("198609262015051001198609262015051001"), true,
     NIP_LENGTH, 0},
    {"the 30th of February", STR_INIT("198602302015051001"), true, NIP_DATES, 0},
    {"29 February of another year", STR_INIT("198502292010012003"), true, NIP_DATES, 0},
    {"month 13 of appointment", STR_INIT("198609262015131001"), true, NIP_DATES, 0},
    {"month 0 of appointment", STR_INIT("198609262015001001"), true, NIP_DATES, 0},
    {"appointed at 14", STR_INIT("198609262000051001"), true, NIP_DATES, 0},
    {"appointed in the year of 15", STR_INIT("198609262001051001"), true, NIP_GOOD,
     198609262001051001},
    {"sex 3", STR_INIT("198609262015053001"), true, NIP_DATES, 0},
    {"born in 1899", STR_INIT("189909262015051001"), true, NIP_DATES, 0},
};

static void every_number_is_told(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct nip nip = {-1};
        enum nip_fault fault = nip_read(CASES[i].text, CASES[i].civil_servant, &nip);
        if (fault != CASES[i].fault || nip.number != (fault ? -1 : CASES[i].number))
            fail_msg("%s: fault %d, %lld", CASES[i].name, (int)fault, (long long)nip.number);
    }
}

static void the_day_of_birth_stands_in_it(void **state) {
    (void)state;
    struct nip nip = {0};
    assert_int_equal(nip_read(STR("196608011988031001"), true, &nip), NIP_GOOD);
    struct date want = date_from_civil((struct civil){1966, 8, 1});
    assert_int_equal(nip_birth(nip).day, want.day);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_is_told),
        cmocka_unit_test(the_day_of_birth_stands_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
