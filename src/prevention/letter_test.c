#include "prevention/letter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct prevention_word WORDS[] = {{STR_INIT("region"), STR_INIT("Banyuasin")},
                                               {STR_INIT("stage"), STR_INIT("")},
                                               {STR_INIT("n"), STR_INIT("7")},
                                               {STR_INIT("trap"), STR_INIT("{region}")}};

static void a_draft_has_its_words_filled_in(void **state) {
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"nothing", "", ""},
        {"no word", "Netral.", "Netral."},
        {"a word", "Di {region}.", "Di Banyuasin."},
        {"two of them", "{region}{region}", "BanyuasinBanyuasin"},
        {"a line whose word has no value goes", "Satu\nTahapan: {stage}.\nDua", "Satu\nDua"},
        {"the first line, too", "{stage}\nDua", "Dua"},
        {"all lines", "{stage}\n{stage}", ""},
        {"an empty line stays", "Satu\n\nDua", "Satu\n\nDua"},
        {"zeros before a number", "{n:3}/PM", "007/PM"},
        {"wide enough already", "{region:3}", "Banyuasin"},
        {"a word that there is not", "{nama}", "{nama}"},
        {"a width that is none", "{n:x} {n:} {n:10} {n:0}", "{n:x} {n:} {n:10} {n:0}"},
        {"an open brace", "{region", "{region"},
        {"a brace in a brace", "{{region}", "{Banyuasin"},
        {"an end alone", "}{", "}{"},
        {"a value is not filled in again", "{trap}", "{region}"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf out;
        buf_init(&out, 1000);
        prevention_letter_fill(str_from_c(cases[i].text),
                               (struct prevention_words){WORDS, COUNT_OF(WORDS)}, &out);
        if (!str_equal(buf_str(&out), str_from_c(cases[i].want)))
            fail_msg("%s: \"%.*s\"", cases[i].name, STR_ARG(buf_str(&out)));
        buf_done(&out);
    }
}

static void a_draft_has_a_ceiling(void **state) {
    struct buf out;
    (void)state;
    buf_init(&out, 4);
    prevention_letter_fill(STR("Di {region}"), (struct prevention_words){WORDS, COUNT_OF(WORDS)},
                           &out);
    assert_true(buf_full(&out));
    buf_done(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_draft_has_its_words_filled_in),
                                       cmocka_unit_test(a_draft_has_a_ceiling)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
