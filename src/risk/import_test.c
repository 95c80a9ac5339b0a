/* Lists of others, as spreadsheets save them: what becomes of them, and what is told of them. */
#include "risk/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "risk/told_sample.h"

static const size_t CAP = 16u << 20;

static struct risk_table imported(void) {
    return (struct risk_table){.id = STR("asn"),
                               .label = {STR("ASN \"2025\""), STR("Staff\\2025")},
                               .level = RISK_REGENCY,
                               .from = {20000},
                               .to = {20001},
                               .source = {.text = {STR("BKN"), STR("BKN")},
                                          .address = STR("https://example.org/"),
                                          .confidence = LAW_LOW},
                               .file = STR("asn.csv")};
}

static void list_of_others_becomes_a_file_that_reads_the_same(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(CAP);
    struct risk_table table = imported();
    struct risk_rules rules;
    struct buf out;
    (void)state;
    buf_init(&out, 1 << 20);
    struct str csv = STR("\xef\xbb\xbf# asal: BKN\r\nnama;nilai;kode\r\nOKI;\"1234,5\";1602\r\n"
                         "OKU;8,1250;16.01\r\n");
    assert_int_equal(risk_import(a, csv, &table, &faults).code, ERR_NONE);
    assert_int_equal(table.count, 2);
    risk_table_write(&out, &table);
    assert_false(buf_full(&out));
    const struct law_file file = {STR("risk/asn.yaml"), buf_str(&out)};
    assert_int_equal(risk_read(a, (struct law_files){&file, 1}, &rules, &faults).code, ERR_NONE);
    const struct risk_table *again = &rules.tables[0];
    assert_true(str_equal(again->label.id, table.label.id));
    assert_true(str_equal(again->label.en, table.label.en));
    assert_int_equal(again->to.day, 20001);
    assert_int_equal(again->source.confidence, LAW_LOW);
    assert_int_equal(again->count, 2);
    assert_true(again->list[0].value == 8.125 && again->list[1].value == 1234.5);
    buf_done(&out);
    arena_free(a);
}

#define TEN_COMMAS ",,,,,,,,,,"
#define COMMAS TEN_COMMAS TEN_COMMAS TEN_COMMAS TEN_COMMAS TEN_COMMAS TEN_COMMAS TEN_COMMAS

/* A published index ends at 100, and a line with a NUL is no text. */
static void a_list_is_held_to_what_it_is(void **state) {
    static const struct {
        struct str csv;
        bool published;
        const char *told;
    } CASES[] = {
        {STR_INIT("kode,nilai\n16.01,100\n16.02,100.5\n"), true, "from 0 to 100"},
        {STR_INIT("kode,nilai\n16.01,5\n16.02,\0\n"), false, "no text of at most 64 KiB"},
    };
    static struct law_faults faults;
    struct arena *a = arena_new(CAP);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct risk_table table = imported();
        table.published = CASES[i].published;
        assert_int_equal(risk_import(a, CASES[i].csv, &table, &faults).code, ERR_RULES);
        must_tell(&faults, &(struct broken){"", "", 3, CASES[i].told});
    }
    arena_free(a);
}

static void list_at_fault_gives_a_fix_list(void **state) {
    static const struct {
        const char *csv;
        int line;
        const char *told;
    } CASES[] = {
        {"", 0, "no region"},
        {"kode,nilai\n", 0, "no region"},
        {"kode,jumlah\n16.01,5\n", 1, "\"value\" (or \"nilai\") is missing"},
        {"nama,nilai\nOKU,5\n", 1, "\"region\" (or \"kode\") is missing"},
        {"kode,nilai\n16.01,5\n16.02\n", 3, "fewer columns"},
        {"kode,nilai\n16.01,5\n99.99,5\n", 3, "no region has this code"},
        {"kode,nilai\n16.01,5\n16,5\n", 3, "of provinces or of regencies"},
        {"kode,nilai\n16.01,5\n16.02,=2+3\n", 3, "a formula is not taken"},
        {"kode,nilai\n16.01,5\n16.02,-3\n", 3, "a formula is not taken"},
        {"kode,nilai\n16.01,5\n16.02,\n", 3, "no number"},
        {"kode;nilai\n16.01;5\n16.02;1.234\n", 3, "in thousands"},
        {"kode,nilai\n16.01,5\n1601,6\n", 3, "twice, first in line 2"},
        {"kode,nilai\n16.01,5\n\"16.02,5\n", 3, "does not end with one"},
        {"kode,nilai\n16.01,5\n\"16.02\"x,5\n", 3, "does not end with one"},
        {"kode,nilai\n16.01,5\n16.02,1000000000.1\n", 3, "a thousand million"},
        {"kode,nilai\n16.01,5\n16.2,6\n", 3, "no region has this code"},
        {"kode,nilai\n16.01,5\n9999,6\n", 3, "no region has this code"},
        {"kode,nilai\n16.01,5\nx" COMMAS ",6\n", 3, "more than 64 columns"},
    };
    static struct law_faults faults;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(CAP);
        struct risk_table table = imported();
        const struct broken wanted = {CASES[i].csv, "", CASES[i].line, CASES[i].told};
        assert_int_equal(risk_import(a, str_from_c(CASES[i].csv), &table, &faults).code, ERR_RULES);
        assert_int_equal(table.count, 0);
        must_tell(&faults, &wanted);
        for (size_t k = 0; k < faults.count; k++)
            assert_true(faults.list[k].text_id.len);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_of_others_becomes_a_file_that_reads_the_same),
        cmocka_unit_test(a_list_is_held_to_what_it_is),
        cmocka_unit_test(list_at_fault_gives_a_fix_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
