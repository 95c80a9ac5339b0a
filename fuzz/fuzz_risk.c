/* The text of a file of risk/, and of a list of others: whatever it holds, reading ends, every
 * fault has a text, what is taken can be scored, and a list that is taken reads the same as a file.
 */
#include "base/buf.h"
#include "fuzz.h"
#include "law/tree.h"
#include "risk/limits.h"
#include "risk/read.h"

static const struct law_file TABLE = {
    STR_INIT("risk/a.yaml"),
    STR_INIT("table: t\nlabel: {id: T, en: T}\nlevel: regency\nfrom: 2024-01-01\n"
             "to: 2024-01-01\nsource: {text: {id: T, en: T}, confidence: low}\n"
             "values: [{region: \"16.01\", value: 5}, {region: \"16.02\", value: 7}]\n")};

static void check_faults(const struct law_faults *faults) {
    for (size_t i = 0; i < faults->count; i++)
        must(faults->list[i].text.len && str_is_utf8(faults->list[i].text));
}

static void check_scores(struct arena *a, const struct risk_index *index) {
    static const struct str REGIONS[] = {STR_INIT("16.01"), STR_INIT("16.02"), STR_INIT("16.03")};
    struct risk_raw *values = NEW(a, struct risk_raw, COUNT_OF(REGIONS) * RISK_INDICATORS);
    struct risk_scores scores;
    for (size_t i = 0; i < COUNT_OF(REGIONS) * index->indicator_count; i++)
        values[i] =
            (struct risk_raw){(double)(i % 5), i % 7 ? RISK_KNOWN : RISK_HIDDEN, (int64_t)(i % 3)};
    const struct risk_input input = {REGIONS, COUNT_OF(REGIONS), values};
    must(!risk_score(a, index, &input, &scores).code);
    for (size_t r = 0; r < scores.count; r++) {
        int64_t sum = 0;
        for (size_t i = 0; i < index->indicator_count; i++)
            sum += scores.list[r].parts[i].contribution;
        must(sum == scores.list[r].score && sum >= 0 && sum <= RISK_WHOLE);
    }
}

/* What is written of an index reads as the same index. */
static void check_file(struct arena *a, const struct risk_rules *rules,
                       const struct risk_index *index, struct law_faults *faults) {
    struct risk_index again;
    struct str text = risk_index_text(a, index);
    if (!text.len) /* larger than a form's */
        return;
    must(!risk_index_read(a, text, rules, &again, faults).code);
    must(str_equal(risk_index_text(a, &again), text));
}

static void check_list(struct arena *a, struct str bytes, struct law_faults *faults) {
    struct risk_table table = {.id = STR("x"),
                               .label = {STR("x"), STR("x")},
                               .level = RISK_REGENCY,
                               .from = {20000},
                               .to = {20000},
                               .source = {.text = {STR("x"), STR("x")}},
                               .file = STR("x.csv")};
    struct risk_rules rules;
    struct buf out;
    struct err e = risk_import(a, bytes, &table, faults);
    check_faults(faults);
    if (e.code)
        return;
    buf_init(&out, LAW_FILE_MAX);
    risk_table_write(&out, &table);
    const struct law_file file = {STR("risk/x.yaml"), buf_str(&out)};
    must(!risk_read(a, (struct law_files){&file, 1}, &rules, faults).code);
    must(rules.tables[0].count == table.count);
    for (size_t i = 0; i < table.count; i++)
        must(rules.tables[0].list[i].value == table.list[i].value);
    buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static struct law_faults faults;
    if (len > LAW_FILE_MAX)
        return 0;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct str text = {(const char *)bytes, len};
    const struct law_file files[] = {TABLE, {STR("risk/b.yaml"), text}};
    struct risk_rules rules;
    struct err e = risk_read(a, (struct law_files){files, COUNT_OF(files)}, &rules, &faults);
    must(e.code ? faults.count > 0 : faults.count == 0);
    check_faults(&faults);
    for (size_t i = 0; !e.code && i < rules.index_count; i++) {
        check_scores(a, &rules.indexes[i]);
        check_file(a, &rules, &rules.indexes[i], &faults);
    }
    check_list(a, text, &faults);
    arena_free(a);
    return 0;
}
