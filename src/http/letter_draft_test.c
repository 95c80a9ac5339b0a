#include "http/letter_draft.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { OFFICES = 300 };

static void an_address_chooses_no_more_than_it_holds(void **state) {
    (void)state;
    static const struct {
        size_t kind, office; /* bytes of each */
        size_t count, fit;
    } cases[] = {
        {22, 9, 0, 0},     {22, 9, 1, 1},     {22, 9, 17, 17}, /* all of a province */
        {22, 9, 300, 129}, /* 6 + 66 + 129 * 31 = 4071 bytes; one more would be 4102 */
        {122, 64, 19, 19}, {122, 64, 20, 19}, /* 6 + 366 + 19 * 196: all 4096 bytes */
        {123, 64, 20, 18}, {1, 5, 200, 200},  {1, 5, 201, 200}, /* the form takes no more */
        {1364, 1, 1, 0},                                        /* the kind leaves no room */
    };
    char letters[2000];
    memset(letters, 'x', sizeof letters);
    struct str to[OFFICES];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t k = 0; k < OFFICES; k++)
            to[k] = (struct str){letters, cases[i].office};
        assert_int_equal(http_letter_fit((struct str){letters, cases[i].kind}, to, cases[i].count),
                         cases[i].fit);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_chooses_no_more_than_it_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
