/* What is written reads as what it was: each key that may be there or not, and each sign that would
 * end a text early. */
#include "risk/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "risk/sample.h"

static const size_t CAP = 16u << 20;

static void a_table_reads_as_it_was(void **state) {
    static const struct risk_value PROVINCES[] = {
        {STR_INIT("16"), 0}, {STR_INIT("18"), 5}, {STR_INIT("32"), 8.25}, {STR_INIT("33"), 12.125}};
    static struct law_faults faults;
    struct arena *a = arena_new(CAP);
    struct risk_table table = {.id = STR("share"),
                               .label = {STR("Pangsa \"2024\""), STR("Share\\2024")},
                               .level = RISK_PROVINCE,
                               .from = {20000},
                               .to = {20001},
                               .source = {.text = {STR("a\x01z"), STR("a\x1fz")},
                                          .address = STR("https://example.org/"),
                                          .confidence = LAW_HIGH},
                               .list = PROVINCES,
                               .count = COUNT_OF(PROVINCES)};
    (void)state;
    for (int more = 0; more < 2; more++) {
        struct risk_rules rules;
        struct buf out;
        buf_init(&out, 1 << 16);
        table.published = more;
        table.cuts = (struct risk_cuts){more, 1050, 4933};
        if (more)
            table.note = (struct law_text){STR("catatan"), STR("a note")};
        risk_table_write(&out, &table);
        const struct law_file file = {STR("risk/share.yaml"), buf_str(&out)};
        struct err e = risk_read(a, (struct law_files){&file, 1}, &rules, &faults);
        if (e.code)
            fail_msg("%.*s", STR_ARG(faults.list[0].text));
        const struct risk_table *again = &rules.tables[0];
        assert_int_equal(again->level, RISK_PROVINCE);
        assert_int_equal(again->published, more);
        assert_int_equal(again->cuts.has, more);
        assert_true(!more || (again->cuts.medium == 1050 && again->cuts.high == 4933));
        assert_true(str_equal(again->note.en, table.note.en));
        assert_true(str_equal(again->label.id, table.label.id));
        assert_true(str_equal(again->label.en, table.label.en));
        assert_true(str_equal(again->source.text.id, table.source.text.id));
        assert_true(str_equal(again->source.text.en, table.source.text.en));
        assert_int_equal(again->count, COUNT_OF(PROVINCES));
        for (size_t i = 0; i < COUNT_OF(PROVINCES); i++)
            assert_true(again->list[i].value == PROVINCES[i].value);
        buf_done(&out);
    }
    arena_free(a);
}

static void what_is_too_long_for_a_file_is_no_text(void **state) {
    struct arena *a = arena_new(CAP);
    char *note = NEW(a, char, RISK_FILE_MAX);
    struct risk_index index = SAMPLE;
    (void)state;
    memset(note, 'x', RISK_FILE_MAX);
    index.id = STR("small");
    assert_true(risk_index_text(a, &index).len > 0);
    index.note.id = index.note.en = (struct str){note, RISK_FILE_MAX};
    assert_int_equal(risk_index_text(a, &index).len, 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_reads_as_it_was),
        cmocka_unit_test(what_is_too_long_for_a_file_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
