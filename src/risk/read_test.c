#include "risk/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "risk/told_sample.h"

static const size_t CAP = 16u << 20;

static const char TABLE[] = "table: pledged\n"
                            "label: {id: \"Ikrar\", en: \"Pledges\"}\n"
                            "level: regency\n"
                            "from: 2024-01-01\n"
                            "to: 2024-06-30\n"
                            "published: true\n"
                            "source:\n"
                            "  text: {id: \"Daftar\", en: \"List\"}\n"
                            "  address: \"https://example.org/\"\n"
                            "  confidence: medium\n"
                            "cuts: {medium: \"13.47\", high: 49.33}\n"
                            "values:\n"
                            "  - {region: \"16.02\", value: 90}\n"
                            "  - {region: \"16.01\", value: 8.65}\n";
static const char INDEX[] =
    "index: small\n"
    "label: {id: \"Kecil\", en: \"Small\"}\n"
    "level: regency\n"
    "source: {text: {id: \"Kami\", en: \"We\"}, confidence: low}\n"
    "cuts: {medium: 30, high: 60}\n"
    "warnings: {days: 14, late: 5}\n"
    "least_known: 25\n"
    "dimensions:\n"
    "  - id: cases\n"
    "    label: {id: \"Perkara\", en: \"Cases\"}\n"
    "    weight: 60\n"
    "    indicators:\n"
    "      - id: reports\n"
    "        label: {id: \"Laporan\", en: \"Reports\"}\n"
    "        from: received\n"
    "        staff: pledged\n"
    "        scale: max\n"
    "        missing: leave_out\n"
    "        weight: 50\n"
    "      - {id: late, label: {id: \"L\", en: \"L\"}, from: late_share, scale: as_is, missing: "
    "leave_out, weight: 50}\n"
    "  - id: prevention\n"
    "    label: {id: \"Pencegahan\", en: \"Prevention\"}\n"
    "    weight: 40\n"
    "    indicators:\n"
    "      - {id: pledged, label: {id: \"I\", en: \"P\"}, from: table, table: pledged, scale: "
    "min_max, falls: true, missing: as_least, weight: 100}\n";

static struct str changed(struct arena *a, const char *text, const char *find, const char *with) {
    const char *at = find ? strstr(text, find) : NULL;
    if (!find)
        return arena_str(a, str_from_c(text));
    assert_non_null(at);
    return arena_printf(a, "%.*s%s%s", (int)(at - text), text, with, at + strlen(find));
}

static struct err read_two(struct arena *a, struct str table, struct str index,
                           struct risk_rules *ret, struct law_faults *faults) {
    const struct law_file files[] = {{STR("acts/other.yaml"), STR("no: rules of ours\n")},
                                     {STR("risk/index.yaml"), index},
                                     {STR("risk/table.yaml"), table}};
    return risk_read(a, (struct law_files){files, COUNT_OF(files)}, ret, faults);
}

static void files_are_read_as_they_say(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(CAP);
    struct risk_rules rules;
    (void)state;
    assert_int_equal(read_two(a, str_from_c(TABLE), str_from_c(INDEX), &rules, &faults).code,
                     ERR_NONE);
    assert_int_equal(rules.table_count, 1);
    assert_int_equal(rules.index_count, 1);
    const struct risk_table *table = risk_table_named(&rules, STR("pledged"));
    assert_true(table->published && table->cuts.has);
    assert_int_equal(table->cuts.medium, 1347);
    assert_int_equal(table->cuts.high, 4933);
    assert_true(str_equal(table->list[0].region, STR("16.01"))); /* sorted */
    assert_int_equal(risk_hundredths(table->list[0].value), 865);
    const struct risk_index *index = risk_index_find(&rules, STR("small"));
    assert_int_equal(index->dimension_count, 2);
    assert_int_equal(index->indicator_count, 3);
    assert_int_equal(index->least_known, 2500);
    assert_true(index->warn.has);
    assert_int_equal(index->warn.days, 14);
    assert_int_equal(index->warn.late, 5);
    assert_ptr_equal(index->indicators[0].staff, table);
    assert_int_equal(index->indicators[1].origin, RISK_LATE_SHARE);
    assert_int_equal(index->indicators[2].dimension, 1);
    assert_int_equal(index->indicators[2].scale, RISK_MIN_MAX);
    assert_true(index->indicators[2].falls);
    assert_ptr_equal(index->indicators[2].table, table);
    assert_null(risk_index_find(&rules, STR("pledged")));
    arena_free(a);
}

static void rosters_are_staff_and_no_table(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(CAP);
    struct risk_rules rules;
    struct str index = changed(a, INDEX, "staff: pledged", "staff: rosters");
    (void)state;
    assert_int_equal(read_two(a, str_from_c(TABLE), index, &rules, &faults).code, ERR_NONE);
    assert_true(rules.indexes[0].indicators[0].per_asked);
    assert_null(rules.indexes[0].indicators[0].staff);
    assert_false(rules.indexes[0].indicators[1].per_asked);
    for (int i = 0; i < 3; i++) { /* each may stand as it is: none has more than 100 */
        static const char *const FROM[] = {"from: stalled_share", "from: unpledged_share",
                                           "from: calendar"};
        index = changed(a, INDEX, "from: late_share", FROM[i]);
        assert_int_equal(read_two(a, str_from_c(TABLE), index, &rules, &faults).code, ERR_NONE);
        assert_int_equal(rules.indexes[0].indicators[1].origin, RISK_STALLED_SHARE + i);
    }
    arena_free(a);
}

static void table_at_fault_is_told_with_its_line(void **state) {
    static const struct broken CASES[] = {
        {"\"16.02\"", "\"16.99\"", 13, "no region has this code"},
        {"\"16.02\"", "\"16\"", 13, "of the level regency"},
        {"\"16.02\"", "\"16.01\"", 14, "stands here twice, first in line 13"},
        {"value: 90", "value: -90", 13, "a number that is not negative"},
        {"value: 90", "value: 1e3", 13, "a number that is not negative"},
        {"value: 90", "value: nan", 13, "a number that is not negative"},
        {"value: 90", "value: 1.234", 13, "write 1234, or 1.2340"},
        {"value: 90", "value: 1000000001", 13, "a thousand million"},
        {"value: 90", "value: 100.01", 13, "from 0 to 100"},
        {"value: 90", "valeu: 90", 13, "valeu"},
        {"49.33", "13.47", 11, "cuts ascend"},
        {"49.33", "101", 11, "more than 100"},
        {"49.33", "49.3333", 11, "more than two decimals"},
        {"2024-06-30", "2023-06-30", 1, "ends before it begins"},
        {"https://", "http://", 7, "begins with https://"},
        {"level: regency", "level: village", 3, "province"},
        {"table: pledged", "table: rosters", 1, "cannot be called \"rosters\""},
        {"table: pledged", "table: pledged\nindex: x", 1, "one \"table\" or one \"index\""},
        {"value: 90}", "value: 90, x: 1}", 13, "unknown key \"x\""},
        {"published: true", "published: true\nx: 1", 7, "unknown key \"x\""},
        {"confidence: medium", "confidence: medium\n  x: 1", 11, "unknown key \"x\""},
        {"high: 49.33}", "high: 49.33, x: 1}", 11, "unknown key \"x\""},
        {"medium: \"13.47\"", "medium: 0", 11, "cuts ascend"},
        {"value: 90", "value: [90]", 13, "a number that is not negative"},
        {"table: pledged", "tabel: pledged", 1, "one \"table\" or one \"index\""},
    };
    static struct law_faults faults;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(CAP);
        struct risk_rules rules;
        struct str table = changed(a, TABLE, CASES[i].find, CASES[i].with);
        assert_int_equal(read_two(a, table, str_from_c(INDEX), &rules, &faults).code, ERR_RULES);
        must_tell(&faults, &CASES[i]);
        arena_free(a);
    }
}

static void index_at_fault_is_told_with_its_line(void **state) {
    static const struct broken CASES[] = {
        {"weight: 40", "weight: 41", 1, "weights of the dimensions add up to 101.00"},
        {"weight: 50}", "weight: 49.99}", 1, "weights of the indicators of cases add up to 99.99"},
        {"weight: 60", "weight: 160", 11, "more than 100"},
        {"staff: pledged", "staff: nobody", 16, "no file of risk/ holds this table"},
        {"table: pledged, scale", "table: nobody, scale", 25, "no file of risk/ holds this table"},
        {"from: received", "from: rumours", 15, "received"},
        {"scale: max", "scale: as_is", 13, "a count has no upper end"},
        {"from: late_share,", "from: late_share, staff: pledged,", 20, "not counted per 1,000"},
        {"from: late_share,", "from: unpledged_share, staff: rosters,", 20,
         "not counted per 1,000"},
        {"from: late_share,", "from: calendar, staff: rosters,", 20, "calendar is not counted"},
        {"from: late_share, scale: as_is", "from: late, staff: rosters, scale: as_is", 20,
         "a count has no upper end"},
        {"from: table, table: pledged,", "from: table,", 25, "\"table\" stands where"},
        {"from: late_share,", "from: late_share, table: pledged,", 20, "\"table\" stands where"},
        {"missing: leave_out\n", "missing: as_least\n", 13, "a count that is hidden is not 0"},
        {"{id: late,", "{id: reports,", 20, "reports"},
        {"- id: prevention", "- id: cases", 21, "cases"},
        {"least_known: 25", "least_known: 125", 7, "more than 100"},
        {"level: regency", "level: province", 13, "cases are counted by regency"},
        {"confidence: low}", "confidence: low, x: 1}", 4, "unknown key \"x\""},
        {"high: 60}", "high: 60, x: 1}", 5, "unknown key \"x\""},
        {"late: 5}", "late: 5, x: 1}", 6, "unknown key \"x\""},
        {"least_known: 25", "least_known: 25\nx: 1", 8, "unknown key \"x\""},
        {"weight: 40\n", "weight: 40\n    x: 1\n", 24, "unknown key \"x\""},
        {"missing: as_least,", "missing: as_least, x: 1,", 25, "unknown key \"x\""},
        {"staff: pledged", "staff: [pledged]", 16, "staff"},
        {"late: 5", "late: 4", 6, "5"},
        {"days: 14", "days: 0", 6, "1"},
        {"index: small", "index: pledged", 1, "another file is called"},
        {"    indicators:\n      - id: reports", "    x:\n      - id: reports", 12,
         "unknown key \"x\""},
    };
    static struct law_faults faults;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(CAP);
        struct risk_rules rules;
        struct str index = changed(a, INDEX, CASES[i].find, CASES[i].with);
        assert_int_equal(read_two(a, str_from_c(TABLE), index, &rules, &faults).code, ERR_RULES);
        must_tell(&faults, &CASES[i]);
        arena_free(a);
    }
}

/* Two files of one name, and more dimensions and indicators than there is room for. */
static void what_is_too_much_is_told(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(CAP);
    struct risk_rules rules;
    (void)state;
    const struct law_file twice[] = {{STR("risk/a.yaml"), str_from_c(TABLE)},
                                     {STR("risk/b.yaml"), str_from_c(TABLE)},
                                     {STR("risk/c.yaml"), str_from_c(INDEX)},
                                     {STR("risk/d.yaml"), str_from_c(INDEX)}};
    assert_int_equal(risk_read(a, (struct law_files){twice, COUNT_OF(twice)}, &rules, &faults).code,
                     ERR_RULES);
    must_tell(&faults, &(struct broken){"", "", 1, "another file holds the table \"pledged\""});
    must_tell(&faults, &(struct broken){"", "", 1, "another file is called"});
    for (int indicators = 0; indicators < 2; indicators++) {
        struct buf text;
        buf_init(&text, 1 << 16);
        const char *rest = strstr(INDEX, "  - id: prevention");
        buf_add(&text, (struct str){INDEX, (size_t)(rest - INDEX)});
        for (size_t i = 0; i < RISK_INDICATORS; i++)
            buf_printf(&text,
                       indicators
                           ? "      - {id: x%zu, label: {id: \"L\", en: \"L\"}, from: late_share, "
                             "scale: as_is, missing: leave_out, weight: 0}\n"
                           : "  - {id: x%zu, label: {id: \"L\", en: \"L\"}, weight: 0, "
                             "indicators: []}\n",
                       i);
        buf_add_c(&text, rest);
        assert_int_equal(read_two(a, str_from_c(TABLE), buf_str(&text), &rules, &faults).code,
                         ERR_RULES);
        const char *told = indicators ? "indicators" : "dimensions";
        bool found = false;
        for (size_t i = 0; i < faults.count; i++)
            found = found || (str_find(faults.list[i].text, STR("more than ")) &&
                              str_find(faults.list[i].text, str_from_c(told)));
        assert_true(found);
        buf_done(&text);
    }
    arena_free(a);
}

/* An index by itself is a mapping that says so. */
static void an_index_by_itself_is_one_mapping(void **state) {
    static const char *const BAD[] = {"",      " ",  "# nothing\n", "- index\n",
                                      "index", "[]", "index: [\n"};
    static struct law_faults faults;
    struct arena *a = arena_new(CAP);
    const struct risk_rules none = {0};
    struct risk_index index = {.least_known = 7};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct err e = risk_index_read(a, str_from_c(BAD[i]), &none, &index, &faults);
        assert_int_equal(e.code, ERR_RULES);
        assert_true(faults.count > 0 && faults.list[0].text.len > 0);
        assert_int_equal(index.least_known, 7);
    }
    struct risk_rules rules;
    struct str list = STR("- table\n");
    assert_int_equal(read_two(a, list, str_from_c(INDEX), &rules, &faults).code, ERR_RULES);
    must_tell(&faults, &(struct broken){"", "", 1, "holds one \"table\" or one \"index\""});
    arena_free(a);
}

static void shipped_rules_hold_what_was_published(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law;
    struct risk_rules rules;
    hash_library_init();
    (void)state;
    assert_int_equal(law_load(a, "rules", &law, &faults).code, ERR_NONE);
    assert_int_equal(risk_read(a, law->files, &rules, &faults).code, ERR_NONE);
    assert_non_null(risk_index_find(&rules, STR("netral")));
    const struct risk_table *sumsel = risk_table_named(&rules, STR("bawaslu-2023-sumsel"));
    assert_int_equal(sumsel->count, 6);
    assert_int_equal(risk_hundredths(risk_table_find(sumsel, STR("16.73"))->value), 865);
    const struct risk_table *single = risk_table_named(&rules, STR("calon-tunggal-2024"));
    assert_int_equal(single->count, 36); /* KPU's 37 less Papua Barat, a province */
    assert_non_null(risk_table_find(single, STR("16.10")));
    assert_non_null(risk_table_find(single, STR("16.11")));
    for (size_t i = 0; i < rules.table_count; i++)
        if (rules.tables[i].published)
            assert_true(rules.tables[i].source.address.len);
    /* it stands beside ours: an index that holds it would be held against itself */
    const struct risk_index *ours = risk_index_find(&rules, STR("netral"));
    for (size_t i = 0; i < ours->indicator_count; i++)
        assert_false(ours->indicators[i].table && ours->indicators[i].table->published);
    arena_free(a);
}

static void number_is_read_as_people_write_it(void **state) {
    static const struct {
        const char *text;
        enum risk_number wanted;
        double value;
    } CASES[] = {
        {"8.65", RISK_NUMBER_GOOD, 8.65},
        {"8,65", RISK_NUMBER_GOOD, 8.65},
        {"0", RISK_NUMBER_GOOD, 0},
        {"0.125", RISK_NUMBER_GOOD, 0.125},
        {"1234", RISK_NUMBER_GOOD, 1234},
        {"1.2340", RISK_NUMBER_GOOD, 1.234},
        {"1234.567", RISK_NUMBER_GOOD, 1234.567}, /* no thousands stand like that */
        {"1000000000", RISK_NUMBER_GOOD, 1e9},
        {"1.234", RISK_NUMBER_AMBIGUOUS, 0},
        {"12,345", RISK_NUMBER_AMBIGUOUS, 0},
        {"1000000000.1", RISK_NUMBER_LARGE, 0},
        {"99999999999999999999", RISK_NUMBER_LARGE, 0},
        {"", RISK_NUMBER_NONE, 0},
        {".5", RISK_NUMBER_NONE, 0},
        {"5.", RISK_NUMBER_NONE, 0},
        {"1.2.3", RISK_NUMBER_NONE, 0},
        {"1.2345678", RISK_NUMBER_NONE, 0},
        {"-1", RISK_NUMBER_NONE, 0},
        {"+1", RISK_NUMBER_NONE, 0},
        {"1e5", RISK_NUMBER_NONE, 0},
        {"0x1F", RISK_NUMBER_NONE, 0},
        {"NaN", RISK_NUMBER_NONE, 0},
        {"inf", RISK_NUMBER_NONE, 0},
        {"=1+1", RISK_NUMBER_NONE, 0},
        {"12 %", RISK_NUMBER_NONE, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        double value = -1;
        if (risk_number_read(str_from_c(CASES[i].text), &value) != CASES[i].wanted)
            fail_msg("%s", CASES[i].text);
        assert_true(value == (CASES[i].wanted == RISK_NUMBER_GOOD ? CASES[i].value : -1));
    }
}

/* Whatever an index is made of, its file gives it again: the text that is written of it is the
 * same. */
static void index_that_was_written_reads_the_same(void **state) {
    static struct law_faults faults;
    static const char *const EACH[][2] = {
        {"staff: pledged", "staff: rosters"},
        {"scale: max", "scale: z"},
        {"least_known: 25", "least_known: \"0.07\""},
        {"from: late_share", "from: calendar"},
    };
    struct arena *a = arena_new(LAW_ARENA_CAP);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(EACH); i++) {
        struct risk_rules rules;
        struct risk_index again;
        struct str text = changed(a, INDEX, EACH[i][0], EACH[i][1]);
        assert_int_equal(read_two(a, str_from_c(TABLE), text, &rules, &faults).code, ERR_NONE);
        struct str written = risk_index_text(a, &rules.indexes[0]);
        assert_int_equal(risk_index_read(a, written, &rules, &again, &faults).code, ERR_NONE);
        assert_true(str_equal(risk_index_text(a, &again), written));
        assert_int_equal(again.least_known, rules.indexes[0].least_known);
        assert_ptr_equal(again.indicators[0].staff, rules.indexes[0].indicators[0].staff);
        assert_int_equal(again.indicators[2].falls, rules.indexes[0].indicators[2].falls);
    }
    const struct law *law;
    struct risk_rules shipped;
    hash_library_init();
    assert_int_equal(law_load(a, "rules", &law, &faults).code, ERR_NONE);
    assert_int_equal(risk_read(a, law->files, &shipped, &faults).code, ERR_NONE);
    for (size_t i = 0; i < shipped.index_count; i++) {
        struct risk_index again;
        struct str written = risk_index_text(a, &shipped.indexes[i]);
        assert_int_equal(risk_index_read(a, written, &shipped, &again, &faults).code, ERR_NONE);
        assert_true(str_equal(risk_index_text(a, &again), written));
        assert_int_equal(again.warn.coverage, shipped.indexes[i].warn.coverage);
        assert_true(str_equal(again.note.en, shipped.indexes[i].note.en));
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_as_they_say),
        cmocka_unit_test(rosters_are_staff_and_no_table),
        cmocka_unit_test(table_at_fault_is_told_with_its_line),
        cmocka_unit_test(index_at_fault_is_told_with_its_line),
        cmocka_unit_test(what_is_too_much_is_told),
        cmocka_unit_test(an_index_by_itself_is_one_mapping),
        cmocka_unit_test(shipped_rules_hold_what_was_published),
        cmocka_unit_test(number_is_read_as_people_write_it),
        cmocka_unit_test(index_that_was_written_reads_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
