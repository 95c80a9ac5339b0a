/* A letter's forms, and any text as a template: what it becomes has a ceiling and says what it
 * says. */
#include "fuzz.h"
#include "intake/headers.h"
#include "intake/letter.h"
#include "intake/limits.h"
#include "intake/test_law.h"
#include "prevention/letter.h"

static void fill(struct str text) {
    static const struct prevention_word list[] = {{STR_INIT("region"), STR_INIT("{stage}")},
                                                  {STR_INIT("stage"), STR_INIT("")},
                                                  {STR_INIT("n"), STR_INIT("7")}};
    struct buf out;
    buf_init(&out, INTAKE_LETTER);
    prevention_letter_fill(text, (struct prevention_words){list, COUNT_OF(list)}, &out);
    must(buf_str(&out).len <= INTAKE_LETTER);
    must(buf_full(&out) || !str_is_utf8(text) || str_is_utf8(buf_str(&out)));
    buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static const struct law_letter letters[] = {
        {.row.id = STR_INIT("L1"), .template = {STR_INIT("a"), STR_INIT("a")}}};
    struct law law = TEST_LAW;
    law.letters = letters;
    law.letter_count = COUNT_OF(letters);
    const struct intake_context context = {.law = &law, .today = {TEST_TODAY}};
    const struct intake_days days = {{TEST_TODAY - 1}, {TEST_TODAY}};
    struct arena *a = arena_new(4 << 20);
    struct str text = {(const char *)bytes, len}, answer;
    struct intake_pairs pairs;
    struct intake_letter letter;
    struct intake_delivery delivery;
    struct intake_faults faults = {0}, more = {0}, last = {0};
    fill(text);
    if (!intake_urlencoded(a, text, &pairs).code) {
        struct err e = intake_letter_form(a, &pairs, &context, &letter, &faults);
        must((e.code == ERR_INVALID) == (faults.count > 0));
        must(e.code || (letter.kind && letter.text.len && letter.text.len <= INTAKE_LETTER &&
                        letter.to.count + letter.all.count > 0));
        e = intake_delivery_form(a, &pairs, &days, &delivery, &more);
        must(e.code || (delivery.delivered.day <= TEST_TODAY && delivery.means.len));
        e = intake_answer_form(a, &pairs, &answer, &last);
        must(e.code || answer.len <= INTAKE_TITLE);
    }
    arena_free(a);
    return 0;
}
